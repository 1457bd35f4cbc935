"""How far an environment is proven, in words: for the context bar, the Setup page and whoever starts a training."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from gui.core_texts import spoken

if TYPE_CHECKING:
    from core.environment.chosen import Chosen, Trust

translate = QCoreApplication.translate


def trust_word(trust: Trust) -> tuple[str, str]:
    """A word and its tone (ok, warning, error or none)."""
    words = {
        "none": (translate("EnvironmentWords", "not chosen"), ""),
        "gone": (translate("EnvironmentWords", "gone"), "error"),
        "unverified": (translate("EnvironmentWords", "not verified"), "warning"),
        "stale": (translate("EnvironmentWords", "changed since verified"), "warning"),
        "verified": (translate("EnvironmentWords", "verified"), "ok"),
        "limited": (translate("EnvironmentWords", "works with limits"), "ok"),
        "broken": (translate("EnvironmentWords", "does not work"), "error"),
    }
    return words[str(trust)]


def start_hint(chosen: Chosen) -> str:
    """What somebody who is about to train with sd-scripts should know of its environment; empty if nothing."""
    from core.environment.check_texts import message
    from core.environment.checks import State

    trust, verification = str(chosen.trust), chosen.verification
    if trust == "none":
        return translate("EnvironmentWords", "No environment for sd-scripts is chosen yet: set one up first.")
    if trust == "gone":
        return translate("EnvironmentWords", "The environment of sd-scripts is no longer there: choose another one.")
    if trust == "unverified":
        return translate("EnvironmentWords", "This environment was never verified: whether it can train is not known.")
    if trust == "stale":
        return translate("EnvironmentWords", "Packages have changed since this environment was verified.")
    if verification is None:
        return ""
    worst = verification.hindrance
    if worst is None:
        limits = [check for check in verification.checks if check.state in (State.BROKEN, State.LIMITED)]
        worst = max(limits, key=lambda check: check.state.severity, default=None)
    return "" if worst is None or trust == "verified" else spoken(message(worst))
