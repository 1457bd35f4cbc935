"""What became of a run, told from its console alone."""

from __future__ import annotations

import math
import re
import signal
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from core.runs.console import (
    Bar,
    CheckpointLine,
    ConsoleItem,
    ConsoleReader,
    EpochLine,
    ExceptionFound,
    Fact,
    Line,
    checkpoint_in,
)
from core.runs.console_records import LogRecord

MAX_WARNINGS = 200
MAX_EXCEPTION_LINES = 60
WINDOWS_CONTROL_C = 0xC000013A
_SHELL = 128
"""A shell gives a signal as an exit code above this."""
_OUT_OF_MEMORY = re.compile(
    r"out of memory|(?:can't|cannot) allocate memory|not enough memory|STATUS_ALLOC_FAILED|paging file is too small",
    re.IGNORECASE,
)
_LAUNCHER_ERRORS = ("CalledProcessError", "ChildFailedError", "SignalException")
_CHILD_SIGNAL = re.compile(r"died with <Signals\.SIG\w+: (\d+)>|exitcode +: -(\d+)|got signal: (\d+)")
"""How `accelerate launch` and torch's launcher say that the training was ended by a signal."""
_SHELL_WORDS = {"Killed": 9, "Terminated": 15, "Hangup": 1, "Aborted": 6, "Segmentation fault": 11, "Bus error": 7}
_SHELL_SIGNAL = re.compile(rf"(?:\S+: line \d+: +\d+ )?({'|'.join(_SHELL_WORDS)})(?: +\(core dumped\))?(?: {{2,}}.*)?$")
"""How a shell says it: `Killed`, or `train.sh: line 3: 4242 Killed                  python train_network.py`."""
_FATAL = re.compile(r"(?:Fatal Python error: |terminate called after throwing )(.*)")
_OF_AN_EPOCH_OR_STEP = re.compile(r"-(?:\d{6}|step\d{8})(?:\.\w+)?$")


class Verdict(StrEnum):
    """How a run that we only know by its console stands."""

    FINISHED = "finished"
    FINISHED_NAN = "finished_nan"
    NO_DATA = "no_data"
    STOPPED = "stopped"
    OUT_OF_MEMORY = "out_of_memory"
    CRASHED = "crashed"
    INTERRUPTED = "interrupted"
    RUNNING = "running"


@dataclass(frozen=True, slots=True)
class Account:
    """`epochs`: completed, of how many; `checkpoints`: paths as printed; losses: averages as sd-scripts prints them."""

    outcome: Verdict
    reason: str | None
    steps_done: int
    steps_total: int | None
    epochs: tuple[int, int]
    last_average_loss: float | None
    checkpoints: tuple[str, ...]
    seconds_per_step: float | None
    warnings: tuple[str, ...]


@dataclass(slots=True)
class AccountKeeper:
    """Takes console items in any number, keeps a bounded memory of them, and gives the account at any moment."""

    _steps_done: int = 0
    _steps_total: int | None = None
    _epoch: int = 0
    _epochs: int = 0
    _batches_per_epoch: int = 0
    _accumulation: int = 1
    _average_loss: float | None = None
    _seconds_per_step: float | None = None
    _checkpoints: list[str] = field(default_factory=list)
    _warnings: dict[str, None] = field(default_factory=dict)
    _errors: list[str] = field(default_factory=list)
    _exception: ExceptionFound | None = None
    _exception_at: int = -1
    _exception_lines: list[str] = field(default_factory=list)
    _error_before: str = ""
    _launcher: ExceptionFound | None = None
    _launcher_text: str = ""
    _signal: int = 0
    _no_data: bool = False
    _saved: bool = False
    _saved_last: bool = False
    _last_line: str = ""

    def take(self, items: Iterable[ConsoleItem]) -> None:
        for item in items:
            self._take_one(item)

    def _take_one(self, item: ConsoleItem) -> None:
        match item:
            case Bar():
                self._take_bar(item)
            case LogRecord():
                self._take_record(item)
            case EpochLine():
                self._goes_on()
                self._epoch, self._epochs = item.epoch, item.total
            case CheckpointLine(path=path, removed=False):
                self._take_checkpoint(path)
            case Fact():
                self._take_fact(item)
            case ExceptionFound():
                self._take_exception(item)
            case Line() if item.text.strip():
                self._take_line(item.text)

    def _take_bar(self, bar: Bar) -> None:
        if not bar.is_training:
            return
        if bar.done > self._exception_at + 1:
            self._goes_on()
        self._steps_done = bar.done
        self._steps_total = self._steps_total or bar.total
        self._seconds_per_step = bar.seconds_per_item or self._seconds_per_step
        if bar.average_loss is not None:
            self._average_loss = bar.average_loss

    def _goes_on(self) -> None:
        """The training does, after an exception that was none of its own (a failed line of the log), or a new start.

        One step more is no sign of that: tqdm draws a bar that was behind once more when it closes.
        """
        if self._exception is not None or self._signal:
            self._exception = self._launcher = None
            self._signal = 0

    def _take_record(self, record: LogRecord) -> None:
        if record.level == "WARNING" and len(self._warnings) < MAX_WARNINGS:
            self._warnings[record.text] = None
        elif record.level in {"ERROR", "CRITICAL"}:
            self._errors = [*self._errors[-9:], record.text]
        if (checkpoint := checkpoint_in(record.text)) and not checkpoint.removed:
            self._take_checkpoint(checkpoint.path)
        self._take_plain_message(record.text)

    def _take_checkpoint(self, path: str) -> None:
        self._checkpoints.append(path)
        self._saved_last = not _OF_AN_EPOCH_OR_STEP.search(path)

    def _take_line(self, text: str) -> None:
        self._last_line = text.strip()
        if self._exception and len(self._exception_lines) < MAX_EXCEPTION_LINES:
            self._exception_lines.append(self._last_line)
        if self._launcher and (match := _CHILD_SIGNAL.search(text)):
            self._signal = self._signal or int(next(group for group in match.groups() if group))
        elif match := _SHELL_SIGNAL.match(text):
            self._signal = _SHELL_WORDS[match[1]]
        elif (match := _FATAL.match(text)) and not self._exception:
            self._errors = [*self._errors[-9:], text.strip()]
            self._signal = int(signal.SIGABRT)
        self._take_plain_message(text)

    def _take_plain_message(self, text: str) -> None:
        """`--console_log_simple` prints these without a level."""
        if text.startswith("No data found"):
            self._no_data = True
        elif text.startswith("model saved"):
            self._saved = True
            self._exception = None

    def _take_fact(self, fact: Fact) -> None:
        match fact.name:
            case "total optimization steps":
                self._steps_total = fact.value
            case "num epochs":
                self._epochs = fact.value
            case "num batches per epoch":
                self._batches_per_epoch = fact.value
            case "gradient accumulation steps":
                self._accumulation = max(1, fact.value)

    def _take_exception(self, found: ExceptionFound) -> None:
        """A launcher only complains of what the training has died of."""
        if found.name.rpartition(".")[2] in _LAUNCHER_ERRORS:
            self._launcher = found
            if match := _CHILD_SIGNAL.search(found.text):
                self._signal = int(next(group for group in match.groups() if group))
            return
        if self._exception and self._launcher:
            return
        self._exception = found
        self._exception_at = self._steps_done
        self._exception_lines = []
        self._error_before = self._errors[-1] if self._errors else ""

    def account(self, exit_code: int | None = None) -> Account:
        """Where the run stands; `exit_code`: negative for a signal, as Python counts; None where it is unknown."""
        outcome, reason = self._verdict(exit_code)
        average = self._average_loss
        return Account(
            outcome=outcome,
            reason=reason,
            steps_done=self._steps_done,
            steps_total=self._steps_total,
            epochs=(self._epochs_done(finished=outcome in {Verdict.FINISHED, Verdict.FINISHED_NAN}), self._epochs),
            last_average_loss=average if average is not None and math.isfinite(average) else None,
            checkpoints=tuple(self._checkpoints),
            seconds_per_step=self._seconds_per_step,
            warnings=tuple(self._warnings),
        )

    def _epochs_done(self, *, finished: bool) -> int:
        if finished:
            return self._epochs
        if not self._epoch:
            return 0
        per_epoch = math.ceil(self._batches_per_epoch / self._accumulation)
        complete = per_epoch > 0 and self._steps_done >= self._epoch * per_epoch
        return self._epoch if complete else self._epoch - 1

    def _verdict(self, exit_code: int | None) -> tuple[Verdict, str | None]:
        if self._exception is not None:
            return self._verdict_of_exception(self._exception)
        if self._no_data and not self._steps_done:
            return Verdict.NO_DATA, "No data found: the image folders are missing, empty or hold no images."
        if self._saved and exit_code in {None, 0}:
            return self._finished()
        if exit_code == 0:
            return self._ended_well()
        if exit_code is None or (self._signal and 0 < exit_code <= _SHELL):
            return self._verdict_of_signal()
        return self._verdict_of_exit_code(exit_code)

    def _verdict_of_signal(self) -> tuple[Verdict, str | None]:
        """What launcher or shell have said of the training's own end; without a word it goes on."""
        if self._signal:
            return self._verdict_of_exit_code(-self._signal)
        if self._launcher is not None:
            return self._verdict_of_exit_code(1)
        return Verdict.RUNNING, None

    def _ended_well(self) -> tuple[Verdict, str | None]:
        """Exit code 0 without the last words: they may go into a file (`--console_log_file`)."""
        total = self._steps_total
        if total is None or self._steps_done >= total or self._saved_last:
            return self._finished()
        text = f"Ended with exit code 0 at step {self._steps_done} of {total}, before the last checkpoint."
        return Verdict.STOPPED, text

    def _finished(self) -> tuple[Verdict, str | None]:
        if self._average_loss is not None and math.isnan(self._average_loss):
            return (
                Verdict.FINISHED_NAN,
                "The loss became NaN: the saved file is ruined, though sd-scripts reports no error.",
            )
        return Verdict.FINISHED, None

    def _verdict_of_exception(self, found: ExceptionFound) -> tuple[Verdict, str]:
        text = self._words_of(found)
        first_lines = " ".join((found.text, *self._exception_lines[:2]))
        if found.name.endswith("MemoryError") or _OUT_OF_MEMORY.search(first_lines):
            return Verdict.OUT_OF_MEMORY, text
        if found.name == "KeyboardInterrupt":
            return Verdict.STOPPED, "Stopped from the keyboard or by SIGINT; nothing was saved."
        return Verdict.CRASHED, f"{text} ({self._error_before})" if self._error_before else text

    def _words_of(self, found: ExceptionFound) -> str:
        """The exception's message; of one over many lines (bitsandbytes') the first and the last words."""
        if found.text or not self._exception_lines:
            return f"{found.name}: {found.text}" if found.text else found.name
        first, last = self._exception_lines[0], self._exception_lines[-1]
        return f"{found.name}: {first}" if first == last else f"{found.name}: {first} … {last}"

    def _verdict_of_exit_code(self, exit_code: int) -> tuple[Verdict, str]:
        number = -exit_code if exit_code < 0 else exit_code - _SHELL if _SHELL < exit_code < _SHELL + 65 else 0
        if number in {signal.SIGINT, signal.SIGTERM} or exit_code & 0xFFFFFFFF == WINDOWS_CONTROL_C:
            return Verdict.STOPPED, "Stopped by a signal; nothing was saved."
        if number in {9, 1}:
            cause = (
                "killed (SIGKILL), perhaps by the system for want of memory" if number == 9 else "its terminal closed"
            )
            return Verdict.INTERRUPTED, f"The process was {cause}." if number == 9 else f"The process ended: {cause}."
        if number:
            words = f": {self._errors[-1]}" if self._errors else "."
            return Verdict.CRASHED, f"The process died of signal {number}{words}"
        last = self._errors[-1] if self._errors else self._last_line
        return Verdict.CRASHED, last or f"The process ended with exit code {exit_code} and said nothing."


def account_of(
    standard_error: Iterable[bytes], standard_output: Iterable[bytes] = (), exit_code: int | None = None
) -> Account:
    """The account of a finished or unfinished console, in bounded memory, at several hundred MB/s for long logs."""
    from core.runs.console_skim import skim  # brings numpy, which a supervisor does without

    keeper = AccountKeeper()
    for stream in (standard_output, standard_error):
        reader = ConsoleReader()
        for block in skim(stream):
            keeper.take(reader.feed(block))
        keeper.take(reader.close())
    return keeper.account(exit_code)
