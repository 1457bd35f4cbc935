"""What the ways of launching are called, and what each of them means."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class Option:
    """`key` is what the project's file says."""

    key: str
    name: str
    about: str


def engines() -> tuple[Option, ...]:
    return (
        Option(
            "builtin",
            translate("LaunchWords", "Built-in engine"),
            translate("LaunchWords", "Comes with this program: LoRAs for SD1.x, nothing to set up."),
        ),
        Option(
            "kohya",
            translate("LaunchWords", "Kohya's sd-scripts"),
            translate("LaunchWords", "Your own copy in its own environment: every model and every setting it knows."),
        ),
    )


def methods() -> tuple[Option, ...]:
    return (
        Option(
            "dataset_config",
            translate("LaunchWords", "Arguments, and a document for the images"),
            translate(
                "LaunchWords",
                "--dataset_config: the one way that sd-scripts documents. A wrong type or an unknown setting is "
                "refused instead of ignored.",
            ),
        ),
        Option(
            "config_file",
            translate("LaunchWords", "The training document as it is"),
            translate(
                "LaunchWords",
                "--config_file: short to type, and never documented. sd-scripts checks no types in it and ignores "
                "what it does not know; the problems list tells. For the same seed the images may come in another "
                "order than by the other ways.",
            ),
        ),
        Option(
            "command_line",
            translate("LaunchWords", "Arguments alone"),
            translate(
                "LaunchWords",
                "No documents: the images must lie in folders called like 10_class tokens. Long, and good for quick "
                "tests on a machine without the project.",
            ),
        ),
    )


def launchers() -> tuple[Option, ...]:
    return (
        Option(
            "python",
            translate("LaunchWords", "Plain python"),
            translate("LaunchWords", "One process on one card: all that most people need."),
        ),
        Option(
            "accelerate",
            translate("LaunchWords", "accelerate launch"),
            translate("LaunchWords", "Several cards or machines, or another precision than the script's own."),
        ),
    )
