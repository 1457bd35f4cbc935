"""How the state of a run is said: a word, its tone, and a line of progress. Shared by all pages."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QDateTime, QLocale

from core.runs.events import Outcome, Stage
from gui import formats

if TYPE_CHECKING:
    from core.runs.summary import RunSummary

SEPARATOR = "  ·  "
translate = QCoreApplication.translate


def state_word(summary: RunSummary) -> tuple[str, str]:
    """A word for where the run stands, and its tone: ok, accent, warning, error, or none."""
    if summary.outcome is not None:
        return _outcome_word(summary.outcome)
    if summary.stopping:
        return translate("RunWords", "stopping"), "warning"
    match str(summary.state):
        case "starting":
            return translate("RunWords", "starting"), "accent"
        case "running":
            return (translate("RunWords", "training") if summary.stage is None else stage_word(summary.stage)), "accent"
        case "paused":
            return translate("RunWords", "paused"), "warning"
        case "interrupted":
            return translate("RunWords", "interrupted"), "warning"
        case "broken":
            return translate("RunWords", "unreadable"), "error"
        case _:
            return translate("RunWords", "ended"), ""


def stage_word(stage: Stage) -> str:
    words = {
        Stage.PREPARING: translate("RunWords", "preparing"),
        Stage.LOADING: translate("RunWords", "loading the model"),
        Stage.CACHING: translate("RunWords", "caching latents"),
        Stage.TRAINING: translate("RunWords", "training"),
        Stage.SAMPLING: translate("RunWords", "drawing samples"),
        Stage.SAVING: translate("RunWords", "saving"),
    }
    return words[stage]


def progress_line(summary: RunSummary) -> str:
    """`step 123 of 300 · 14 s left`; while nothing is trained yet, what is being done."""
    if summary.step is None or not summary.total_steps:
        return state_word(summary)[0]
    parts = [
        translate("RunWords", "step {step} of {total}").format(
            step=f"{summary.step:,}", total=f"{summary.total_steps:,}"
        )
    ]
    if summary.eta_seconds is not None and summary.state.is_live:
        parts.append(translate("RunWords", "{time} left").format(time=formats.duration(summary.eta_seconds)))
    return SEPARATOR.join(parts)


def fraction_done(summary: RunSummary) -> float | None:
    """0 to 1; None where the total is not known yet."""
    if summary.step is None or not summary.total_steps:
        return None
    return min(1.0, summary.step / summary.total_steps)


def moment(seconds: float | None) -> str:
    """A time of day for today and yesterday, else the date; as the language writes it."""
    if seconds is None:
        return "–"
    when, locale = QDateTime.fromSecsSinceEpoch(int(seconds)), QLocale()
    clock = locale.toString(when.time(), QLocale.FormatType.ShortFormat)
    days = when.date().daysTo(QDateTime.fromSecsSinceEpoch(int(time.time())).date())
    if days == 0:
        return translate("RunWords", "today {clock}").format(clock=clock)
    if days == 1:
        return translate("RunWords", "yesterday {clock}").format(clock=clock)
    return locale.toString(when.date(), QLocale.FormatType.ShortFormat)


def _outcome_word(outcome: Outcome) -> tuple[str, str]:
    words = {
        Outcome.FINISHED: (translate("RunWords", "finished"), "ok"),
        Outcome.FINISHED_NAN: (translate("RunWords", "finished, but ruined (NaN)"), "error"),
        Outcome.NO_DATA: (translate("RunWords", "found nothing to train on"), "error"),
        Outcome.REFUSED: (translate("RunWords", "refused"), "error"),
        Outcome.DIVERGED: (translate("RunWords", "diverged"), "error"),
        Outcome.STOPPED: (translate("RunWords", "stopped"), ""),
        Outcome.OUT_OF_MEMORY: (translate("RunWords", "out of memory"), "error"),
        Outcome.CRASHED: (translate("RunWords", "crashed"), "error"),
        Outcome.KILLED: (translate("RunWords", "killed"), "error"),
        Outcome.INTERRUPTED: (translate("RunWords", "interrupted"), "warning"),
    }
    return words[outcome]
