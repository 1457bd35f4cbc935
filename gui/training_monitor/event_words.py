"""Events of a run as sentences."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from core.runs.events import (
    AbilityMissing,
    CheckpointRemoved,
    CheckpointSaved,
    EpochStarted,
    Event,
    Message,
    Outcome,
    PauseChanged,
    RunEnded,
    RunStarted,
    SampleSaved,
    Stage,
    StageProgress,
    StateRemoved,
    StateSaved,
    WishAnswered,
)
from core.runs.summary import RunState, RunSummary
from gui import formats
from gui.core_texts import spoken
from gui.run_words import stage_word, state_word

_GOOD = (Outcome.FINISHED, Outcome.STOPPED)


@dataclass(frozen=True, slots=True)
class EventLine:
    """`time` is seconds since 1970; `tone` is ok, warning, error or empty. Problems are listed by themselves too."""

    time: float
    text: str
    tone: str = ""
    is_problem: bool = False


translate = QCoreApplication.translate


def capitalised(text: str) -> str:
    return text[:1].upper() + text[1:]


def stage_name(stage: Stage) -> str:
    return capitalised(stage_word(stage))


def outcome_name(outcome: Outcome) -> str:
    """How a run ended, in two or three words."""
    return capitalised(state_word(RunSummary(state=RunState.ENDED, outcome=outcome))[0])


def outcome_tone(outcome: Outcome) -> str:
    return state_word(RunSummary(state=RunState.ENDED, outcome=outcome))[1]


def state_icon(summary: RunSummary) -> str:
    """The icon that goes with `state_word`."""
    if summary.outcome is not None:
        return {"ok": "ok", "warning": "warning", "error": "error"}.get(outcome_tone(summary.outcome), "stop")
    if summary.stopping:
        return "stop"
    return {
        RunState.STARTING: "clock",
        RunState.RUNNING: "play",
        RunState.PAUSED: "pause",
        RunState.INTERRUPTED: "warning",
        RunState.BROKEN: "error",
    }.get(summary.state, "stop")


def wish_name(wish: str) -> str:
    """A wish as its button is called."""
    return {
        "save": translate("TrainingEvents", "Save now"),
        "sample": translate("TrainingEvents", "Sample"),
        "pause": translate("TrainingEvents", "Pause"),
        "resume": translate("TrainingEvents", "Continue"),
        "stop_and_save": translate("TrainingEvents", "Stop and save"),
        "stop": translate("TrainingEvents", "Stop"),
    }.get(wish, wish)


def event_line(event: Event) -> EventLine | None:
    """The sentence for an event; None for those that curves show better."""
    if isinstance(event, Message):
        tone = event.level if event.level in ("warning", "error") else ""
        return EventLine(event.time, event.text, tone, is_problem=bool(tone))
    if isinstance(event, AbilityMissing):
        return EventLine(event.time, _missing_words(event), "warning", is_problem=True)
    if isinstance(event, RunEnded):
        words = outcome_name(event.outcome)
        text = f"{words}: {spoken(event.reason)}" if event.reason else words
        return EventLine(event.time, text, outcome_tone(event.outcome), is_problem=event.outcome not in _GOOD)
    if isinstance(event, WishAnswered):
        return _answer_line(event)
    text = _plain_words(event)
    return EventLine(event.time, text) if text else None


def _missing_words(event: AbilityMissing) -> str:
    named = {
        "losses": translate("TrainingEvents", "exact losses"),
        "checkpoints": translate("TrainingEvents", "checkpoints as they are saved"),
        "states": translate("TrainingEvents", "states as they are saved"),
        "samples": translate("TrainingEvents", "samples as they are drawn"),
        "images": translate("TrainingEvents", "the number of images"),
    }
    what = ", ".join(named.get(ability) or wish_name(ability) for ability in event.abilities)
    if not what:
        return event.reason
    return translate("TrainingEvents", "This run goes on without: {abilities}. {reason}").format(
        abilities=what, reason=event.reason
    )


def _answer_line(event: WishAnswered) -> EventLine:
    words = {
        "taken": translate("TrainingEvents", "{wish}: will be done"),
        "done": translate("TrainingEvents", "{wish}: done"),
        "refused": translate("TrainingEvents", "{wish}: refused"),
    }
    text = words.get(event.answer, "{wish}: " + event.answer).format(wish=wish_name(event.wish))
    if event.message:
        text = f"{text}. {spoken(event.message)}"
    return EventLine(event.time, text, "warning" if event.answer == "refused" else "")


def _plain_words(event: Event) -> str:
    match event:
        case RunStarted():
            return translate(
                "TrainingEvents", "Started with {engine} {version} on {device}: {images} images, {steps} steps"
            ).format(
                engine=event.engine,
                version=event.engine_version,
                device=event.device,
                images=f"{event.images:,}",
                steps=f"{event.total_steps:,}",
            )
        case StageProgress():
            name = stage_name(event.stage)
            return f"{name}: {event.detail}" if event.detail else name
        case EpochStarted():
            return translate("TrainingEvents", "Epoch {epoch} of {total}").format(
                epoch=event.epoch, total=event.total_epochs
            )
        case CheckpointSaved():
            return translate("TrainingEvents", "Saved {name} ({size}) at step {step}").format(
                name=file_name(event.path), size=formats.size(event.size), step=f"{event.step:,}"
            )
        case CheckpointRemoved() | StateRemoved():
            return translate("TrainingEvents", "Removed {name}").format(name=file_name(event.path))
        case StateSaved():
            return translate(
                "TrainingEvents", "Saved the training state at step {step}: the run can be resumed"
            ).format(step=f"{event.step:,}")
        case SampleSaved():
            return translate("TrainingEvents", "Sample at step {step}: {prompt}").format(
                step=f"{event.step:,}", prompt=event.prompt
            )
        case PauseChanged():
            return translate("TrainingEvents", "Paused") if event.paused else translate("TrainingEvents", "Continued")
    return ""


def file_name(path: str) -> str:
    """The last part of a path of this or another system."""
    return path.replace("\\", "/").rstrip("/").rsplit("/", 1)[-1]
