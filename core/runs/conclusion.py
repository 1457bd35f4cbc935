"""How a training process ended, told from its exit code, its last words and who sent the signal."""

from __future__ import annotations

import re
import signal
from dataclasses import dataclass
from pathlib import Path

from core.processes import signal_name
from core.runs.account import Account, Verdict
from core.runs.console_lines import PieceReader
from core.runs.events import Outcome, RunEnded

_END_BYTES = 256 * 1024
_LAST_LINES = 20
_LONGEST = 400
_TRACEBACK = "Traceback (most recent call last):"
_EXCEPTION = re.compile(r"^(?:[A-Za-z_][\w]*\.)*[A-Za-z_]\w*(?:Error|Exception|Interrupt|Exit|Iteration|Warning)\b")
_NAMED = re.compile(r"^(?:[A-Za-z_]\w*\.)*[A-Za-z_]\w*(?:: .*)?$")
_USAGE = re.compile(r"^\S*: error: .+")
_FATAL = re.compile(r"^(?:Fatal Python error: .+|terminate called .+|.*Segmentation fault.*)$")
_LAUNCHER = "CalledProcessError"
_OUT_OF_MEMORY = (
    "OutOfMemoryError",
    "out of memory",
    "MemoryError",
    "can't allocate memory",
    "CUBLAS_STATUS_ALLOC_FAILED",
)
_CRASH_SIGNALS = frozenset(
    getattr(signal, name) for name in ("SIGSEGV", "SIGABRT", "SIGBUS", "SIGFPE", "SIGILL") if hasattr(signal, name)
)
_SHELL_SIGNAL = 128
_SIGKILL = 9

_LOOK_HINT = "The last lines of the log say more."
_MEMORY_HINT = "Lower the batch size or the resolution, or switch on gradient checkpointing and latent caching."
_RESUME_HINT = "Resume from the newest state, or start again."
_NAN_HINT = "Do not use the last file. Lower the learning rate, or train in bf16 or without mixed precision."
_NO_DATA_HINT = "Check image_dir and num_repeats in the dataset config: folders, names of files, endings."
_WELL = frozenset({Verdict.FINISHED, Verdict.FINISHED_NAN})


@dataclass(frozen=True, slots=True)
class LastWords:
    """The end of a console without progress bars. `error` is the line that names what went wrong, or empty."""

    lines: tuple[str, ...] = ()
    error: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending:
    """What the supervisor knows when the process is gone without having told how it ended.

    `exit_code` is negative for a signal, and None where nobody could read it. `watched`: a supervisor was there when
    the process went. `started`: there was a process at all. `rebooted`: the machine was started anew in between.
    `oom_killer`: the system's out-of-memory killer struck while the process ran.
    """

    exit_code: int | None
    stopped_by_us: bool = False
    watched: bool = True
    started: bool = True
    rebooted: bool = False
    oom_killer: bool = False


def read_last_words(console: Path) -> LastWords:
    """From the last 256 KiB of the console; empty without one. Bars are dropped, also those an error is glued to."""
    try:
        with console.open("rb") as stream:
            size = stream.seek(0, 2)
            stream.seek(max(0, size - _END_BYTES))
            data = stream.read()
    except OSError:
        return LastWords()
    reader = PieceReader()
    pieces = [*reader.feed(data), *reader.close()]
    lines = [piece.rstrip() for piece in pieces if isinstance(piece, str) and piece.strip()]
    return LastWords(lines=tuple(line[:_LONGEST] for line in lines[-_LAST_LINES:]), error=_error_in(lines))


def _error_in(lines: list[str]) -> str:
    """The exception of the last traceback that is not merely a launcher's complaint; else a usage or fatal error."""
    errors: list[str] = []
    inside = False
    for line in lines:
        if errors and errors[-1].endswith(":"):
            errors[-1] += f" {line.strip()}"
        if line.strip().endswith(_TRACEBACK):
            inside = True
        elif inside and line[:1] not in " \t" and (_EXCEPTION.match(line) or _NAMED.match(line)):
            errors.append(line)
            inside = False
        elif _USAGE.match(line) or _FATAL.match(line):
            errors.append(line)
    own = [error for error in errors if _LAUNCHER not in error]
    return (own or errors or [""])[-1][:_LONGEST]


def conclude(ending: Ending, words: LastWords, account: Account | None = None) -> RunEnded:
    """The last event of a run whose process did not write one; `account`: what the console of sd-scripts says."""
    code = ending.exit_code
    told = None if account is None else _told_by(account, ending)
    if told is not None:
        return told
    if ending.stopped_by_us:
        return RunEnded(outcome=Outcome.STOPPED, reason="Stopped on request; nothing was saved.", exit_code=code)
    if code == 0:
        return RunEnded(
            outcome=Outcome.FINISHED,
            reason="The process ended well (exit code 0) without a word about how the training went.",
            exit_code=0,
        )
    if code is None:
        return _unknown_code(ending, words)
    number = -code if code < 0 else code - _SHELL_SIGNAL
    if number == _SIGKILL or (code < 0 and number not in _CRASH_SIGNALS):
        return _killed(ending, number)
    if code < 0:
        reason = f"The process crashed: {signal_name(number)}." + (f" {words.error}" if words.error else "")
        return RunEnded(outcome=Outcome.CRASHED, reason=reason, hint=_LOOK_HINT, exit_code=code)
    if words.error:
        return _crashed(words.error, code)
    return RunEnded(
        outcome=Outcome.CRASHED,
        reason=f"The process ended with exit code {code} and named no error.",
        hint=_LOOK_HINT,
        exit_code=code,
    )


def _told_by(account: Account, ending: Ending) -> RunEnded | None:
    """What the console knows better than the exit code: the end of a training, a run on nothing, an exception."""
    code, verdict, reason = ending.exit_code, account.outcome, account.reason or ""
    if verdict in _WELL and code in {0, None} and account.checkpoints:
        hint = _NAN_HINT if verdict is Verdict.FINISHED_NAN else ""
        return RunEnded(outcome=Outcome(verdict), reason=reason, hint=hint, exit_code=code)
    if ending.stopped_by_us:
        return None
    if verdict is Verdict.NO_DATA:
        return RunEnded(outcome=Outcome.NO_DATA, reason=reason, hint=_NO_DATA_HINT, exit_code=code)
    if code is not None and not 0 < code < _SHELL_SIGNAL:
        return None
    hints = {Verdict.OUT_OF_MEMORY: _MEMORY_HINT, Verdict.STOPPED: _RESUME_HINT, Verdict.CRASHED: _LOOK_HINT}
    if verdict not in hints:
        return None
    return RunEnded(outcome=Outcome(verdict), reason=reason, hint=hints[verdict], exit_code=code)


def _crashed(error: str, code: int | None) -> RunEnded:
    if any(words in error for words in _OUT_OF_MEMORY):
        return RunEnded(outcome=Outcome.OUT_OF_MEMORY, reason=error, hint=_MEMORY_HINT, exit_code=code)
    return RunEnded(outcome=Outcome.CRASHED, reason=error, hint=_LOOK_HINT, exit_code=code)


def _killed(ending: Ending, number: int) -> RunEnded:
    name = signal_name(number)
    if number != _SIGKILL:
        reason, hint = f"The process was ended by {name}, which Kohya Studio did not send.", _RESUME_HINT
    elif ending.oom_killer:
        reason = f"The process was killed ({name}) while the system's out-of-memory killer was at work."
        hint = f"The machine ran out of memory. {_MEMORY_HINT}"
    else:
        reason = f"The process was killed ({name}) by something else than Kohya Studio."
        hint = f"Possibly the system's out-of-memory killer: look at the memory curve. {_RESUME_HINT}"
    return RunEnded(outcome=Outcome.KILLED, reason=reason, hint=hint, exit_code=ending.exit_code)


def _unknown_code(ending: Ending, words: LastWords) -> RunEnded:
    """Adopted by a later supervisor, or found dead: only what the process left behind can tell."""
    if words.error in words.lines:
        return _crashed(words.error, None)
    if ending.watched:
        return RunEnded(
            outcome=Outcome.KILLED,
            reason="The process vanished without a word. Its exit code went to a supervisor that is gone.",
            hint=_RESUME_HINT,
        )
    if not ending.started:
        return RunEnded(
            outcome=Outcome.CRASHED,
            reason="The training process was never started: its supervisor ended first.",
            hint="supervisor.log in the run's folder says why.",
        )
    cause = "The machine was started anew" if ending.rebooted else "Process and supervisor both ended"
    return RunEnded(outcome=Outcome.INTERRUPTED, reason=f"{cause} before the training was done.", hint=_RESUME_HINT)
