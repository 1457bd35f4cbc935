"""The words of this room for what `core.environment` names by codes."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from core.environment.checks import CheckId, State
from core.environment.environment import EnvironmentKind

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
