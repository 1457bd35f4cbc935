"""The words of this room for what `core.environment` names by codes."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from core.environment.checks import CheckId, State
from core.environment.environment import EnvironmentKind
from core.environment.recipe import Recipe

translate = QCoreApplication.translate

STATE_ICONS = {
    State.WORKS: ("ok", "ok"),
    State.LIMITED: ("warning", "warning"),
    State.BROKEN: ("error", "error"),
    State.SKIPPED: ("minus", "weak"),
}
"""State -> icon, colour."""


def check_title(which: CheckId) -> str:
    titles = {
        CheckId.INTERPRETER: "Python",
        CheckId.PACKAGES: translate("SetupWords", "Packages"),
        CheckId.TORCH: "PyTorch",
        CheckId.CUDA: translate("SetupWords", "Graphics card"),
        CheckId.ARCHITECTURES: translate("SetupWords", "Built for the card"),
        CheckId.PRECISION: translate("SetupWords", "Precisions"),
        CheckId.ATTENTION: translate("SetupWords", "Attention"),
        CheckId.XFORMERS: "xformers",
        CheckId.OPTIMIZER_8BIT: translate("SetupWords", "AdamW8bit step"),
        CheckId.SD_SCRIPTS: "sd-scripts",
        CheckId.TRAINING: translate("SetupWords", "Two training steps"),
    }
    return titles[which]


def state_word(state: State) -> str:
    """For those who do not see the icon."""
    words = {
        State.WORKS: translate("SetupWords", "works"),
        State.LIMITED: translate("SetupWords", "works with a limit"),
        State.BROKEN: translate("SetupWords", "broken"),
        State.SKIPPED: translate("SetupWords", "not tried"),
    }
    return words[state]


def kind_word(kind: EnvironmentKind, backend: str) -> str:
    """Such as `conda`, `venv`; with what made it where that differs."""
    name = translate("SetupWords", "plain Python") if kind is EnvironmentKind.SYSTEM else str(kind)
    return f"{name} · {backend}" if backend and backend != name else name


def recipe_words(recipe: Recipe) -> tuple[str, str]:
    """Title and summary; a recipe of the user's speaks for itself."""
    words = {
        "sd-scripts": (
            translate("SetupWords", "sd-scripts' own requirements"),
            translate(
                "SetupWords",
                "What the chosen version of sd-scripts asks for in its requirements.txt, and the torch that fits the "
                "graphics card.",
            ),
        ),
        "guide": (
            translate("SetupWords", "The guide's kohya_ss"),
            translate(
                "SetupWords",
                "The versions of the guide: Python 3.10, torch 2.7.1 for CUDA 12.8. They fit sd-scripts of its time; "
                "newer ones ask for newer packages.",
            ),
        ),
        "blackwell": (
            translate("SetupWords", "For RTX 50xx and other Blackwell cards"),
            translate(
                "SetupWords",
                "For compute capability 10.0 and above: sd-scripts' own requirements with torch for CUDA 12.8, the "
                "first that has code for these cards.",
            ),
        ),
        "older-driver": (
            translate("SetupWords", "For older drivers and cards"),
            translate(
                "SetupWords",
                "sd-scripts' own requirements with torch for CUDA 12.6 or 11.8: for a driver that does not run CUDA "
                "12.8, or a card before compute capability 7.5.",
            ),
        ),
        "cpu": (
            translate("SetupWords", "Without a graphics card"),
            translate(
                "SetupWords",
                "sd-scripts' own requirements with torch for the processor: to try things out. Training is many times "
                "slower.",
            ),
        ),
    }
    return words.get(recipe.key, (recipe.title, recipe.summary))
