"""The detached process that owns a training process: `python -m core.runs.supervisor RUN_FOLDER [--adopt]`.

It starts the process, or takes over one that a supervisor before it has left; brings what the process reports and
what the machine does into the store; obeys `stop`; and says how it ended. Whatever it dies of, the training goes on,
and its successor continues where the store stops.
"""

from __future__ import annotations

import argparse
import functools
import logging
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING

from filelock import FileLock, Timeout

from core.errors import AppError, FileError
from core.monitoring.process import oom_kills
from core.processes import (
    KILL_LADDER,
    LEFTOVER_LADDER,
    STOP_LADDER,
    ProcessId,
    StopLadder,
    boot_id,
    identify,
    is_alive,
    processes_with,
    start_detached,
)
from core.runs.conclusion import Ending, conclude, read_last_words
from core.runs.control import SUPERVISOR_WISHES, WishReader
from core.runs.events import Outcome, RunEnded, encode
from core.runs.folder import RUN_VARIABLE, RunFolder
from core.runs.keeping import StoreKeeper
from core.runs.record import RunProcesses, read_processes, read_record, write_processes

if TYPE_CHECKING:
    from core.runs.second_sources import SecondSources

log = logging.getLogger("supervisor")

_POLL_SECONDS = 0.25
_LOCK_SECONDS = 5.0
_LINGER_SECONDS = 30.0
"""How long a process may take to go after it has written its last event."""
_FULL_DISK_SECONDS = 2.0
_SD_SCRIPTS = "kohya"
_ENDED_WELL = frozenset({Outcome.FINISHED, Outcome.STOPPED})


def supervisor_lock(folder: RunFolder) -> FileLock:
    """Held by whoever writes the run's store; the system frees it when the holder dies."""
    return FileLock(folder.supervisor_lock)


class Supervisor:
    """Brings one run to its end. The caller holds `supervisor_lock`."""

    def __init__(self, folder: RunFolder) -> None:
        self._folder = folder
        self._processes = read_processes(folder) or RunProcesses()
        self._child: subprocess.Popen[bytes] | None = None
        self._keeper = StoreKeeper(folder, _second_sources(folder))
        self._wishes = WishReader(folder, SUPERVISOR_WISHES)
        self._ladder: StopLadder | None = None
        self._leftovers: StopLadder | None = None
        self._stopped_by_us = False
        self._told = False
        self._ended_at: float | None = None
        self._leave = False

    def leave(self) -> None:
        """Go at the next moment and let the training process be."""
        self._leave = True

    def close(self) -> None:
        self._keeper.close()

    def trainer(self) -> ProcessId | None:
        """The living training process, also one whose start the supervisor before could no longer note down."""
        known = self._processes.trainer
        if known is not None:
            return known if is_alive(known) else None
        marked = processes_with(RUN_VARIABLE, str(self._folder.root))
        return min(marked, key=lambda process: process.started, default=None)

    def is_over(self) -> bool:
        return not self._keeper.summary().state.is_live

    def start(self) -> None:
        """Start the training process that the record describes.

        Raises:
            RunError: it cannot be started.
            FileError: the record cannot be read.
        """
        record = read_record(self._folder)
        kills = oom_kills()
        self._child = start_detached(
            record.argv,
            cwd=Path(record.cwd),
            output=self._folder.console,
            env=record.env,
            share_console=True,
        )
        self._take(identify(self._child.pid), kills)

    def adopt(self, trainer: ProcessId) -> None:
        self._take(trainer, self._processes.oom_kills)

    def run(self) -> None:
        """Stay until the process has gone and its end is told, or until `leave`."""
        while not self._leave:
            gone = self._is_gone()
            self._keeper.poll()
            if not gone:
                self._stop_if_asked()
            elif self._leftovers_gone() and self._concluded():
                return
            time.sleep(_POLL_SECONDS)

    def conclude(self, *, watched: bool, error: AppError | None = None) -> None:
        """Take in what the process has left behind and say how it ended, where it has not said so itself.

        `error` is why it could not even be started.

        Raises:
            FileError: the store cannot be written; may be called again.
        """
        words = read_last_words(self._folder.console)
        self._close_last_line()
        self._keeper.drain()
        if self._keeper.summary().outcome is None and not self._told:
            if error is not None:
                self._tell(RunEnded(outcome=Outcome.CRASHED, reason=error.message, hint=error.hint))
            else:
                ending = self._ending(watched=watched)
                self._tell(conclude(ending, words, self._keeper.account(ending.exit_code)))
            self._keeper.drain()
        summary = self._keeper.summary()
        if summary.outcome not in _ENDED_WELL:
            self._keeper.note(last_lines=words.lines)
            self._keeper.drain()
        log.info("concluded: %s; %s", summary.outcome, summary.reason)

    def _concluded(self) -> bool:
        try:
            self.conclude(watched=True)
        except FileError:
            if self._folder.root.exists():
                time.sleep(_FULL_DISK_SECONDS)
                return False
        return True

    def _take(self, trainer: ProcessId | None, kills: int | None) -> None:
        """`trainer` is None for a child that ended before it could be looked at."""
        self._processes = RunProcesses(supervisor=identify(os.getpid()), trainer=trainer, oom_kills=kills)
        try:
            write_processes(self._folder, self._processes)
        except FileError as error:
            log.warning("%s A successor will know the training process by its environment.", error)
        if trainer is not None:
            self._keeper.watch(trainer)
        log.info("trainer is %s", trainer)

    def _is_gone(self) -> bool:
        if self._child is not None:
            return self._child.poll() is not None
        trainer = self._processes.trainer
        return trainer is None or not is_alive(trainer)

    def _stop_if_asked(self) -> None:
        taken = self._wishes.poll()
        trainer = self._processes.trainer
        if trainer is None:
            return
        forced = any(wish.force for wish in taken)
        if forced or (taken and self._ladder is None):
            log.info("stop asked for%s", " with force" if forced else "")
            self._ladder = StopLadder(trainer, KILL_LADDER if forced else STOP_LADDER)
            self._stopped_by_us = True
            self._keeper.note(stopping=True)
        if self._ladder is None and self._lingers():
            log.warning("the process has written its last event and does not go")
            self._ladder = StopLadder(trainer, LEFTOVER_LADDER)
        if self._ladder is not None and self._ladder.poll() and (left := self._ladder.left()):
            log.error("could not end %s", left)
            self._ladder = None
            self._keeper.note(stopping=False)

    def _lingers(self) -> bool:
        if not self._keeper.summary().outcome:
            return False
        if self._ended_at is None:
            self._ended_at = time.monotonic()
        return time.monotonic() - self._ended_at > _LINGER_SECONDS

    def _leftovers_gone(self) -> bool:
        """End what has outlived the leader: an orphaned child would go on training and hold the GPU."""
        trainer = self._processes.trainer
        if trainer is None:
            return True
        if self._leftovers is None:
            known = self._ladder.left() if self._ladder is not None else []
            marked = processes_with(RUN_VARIABLE, str(self._folder.root))
            self._leftovers = StopLadder(trainer, LEFTOVER_LADDER, also=[*known, *marked])
        return self._leftovers.poll()

    def _ending(self, *, watched: bool) -> Ending:
        trainer = self._processes.trainer
        before, now = self._processes.oom_kills, oom_kills()
        return Ending(
            exit_code=None if self._child is None else self._child.poll(),
            stopped_by_us=self._stopped_by_us,
            watched=watched,
            started=watched or trainer is not None or self._keeper.summary().started_at is not None,
            rebooted=trainer is not None and trainer.boot != boot_id(),
            oom_killer=before is not None and now is not None and now > before,
        )

    def _close_last_line(self) -> None:
        """The training process is gone, so its file is ours: end a line that it could not end."""
        try:
            with self._folder.events.open("rb+") as stream:
                size = stream.seek(0, os.SEEK_END)
                stream.seek(max(0, size - 1))
                if stream.read(1) not in (b"", b"\n"):
                    stream.write(b"\n")
        except FileNotFoundError:
            return
        except OSError:
            log.exception("could not end the last line of %s", self._folder.events)

    def _tell(self, event: RunEnded) -> None:
        self._told = True
        try:
            with self._folder.events.open("ab") as stream:
                stream.write(encode(event).encode("utf-8") + b"\n")
        except OSError:
            log.exception("could not write the last event; it goes into the store alone")
            self._keeper.add_unfiled(event)


def _second_sources(folder: RunFolder) -> Callable[[], SecondSources] | None:
    try:
        record = read_record(folder)
    except FileError:
        return None  # told by whoever needs the record
    if record.engine != _SD_SCRIPTS:
        return None
    from core.runs.second_sources import SecondSources

    return functools.partial(SecondSources, folder, record)


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="core.runs.supervisor")
    parser.add_argument("folder", type=Path)
    parser.add_argument(
        "--adopt", action="store_true", help="never start the training process, only take over or conclude"
    )
    options = parser.parse_args(arguments)
    logging.basicConfig(
        stream=sys.stderr, level=logging.INFO, format="%(asctime)s %(process)d %(levelname)s %(message)s"
    )
    folder = RunFolder(options.folder.absolute())
    try:
        with supervisor_lock(folder).acquire(timeout=_LOCK_SECONDS):
            return _supervise(folder, may_start=not options.adopt)
    except Timeout:
        log.info("another supervisor is at work")
        return 0


def _supervise(folder: RunFolder, *, may_start: bool) -> int:
    fresh = read_processes(folder) is None
    supervisor = Supervisor(folder)
    _handle_signals(supervisor)
    try:
        trainer = supervisor.trainer()
        if trainer is not None:
            supervisor.adopt(trainer)
        elif supervisor.is_over():
            return 0
        elif may_start and fresh:
            try:
                supervisor.start()
            except AppError as error:
                log.exception("not started")
                supervisor.conclude(watched=True, error=error)
                return 1
        else:
            supervisor.conclude(watched=False)
            return 0
        supervisor.run()
    finally:
        supervisor.close()
    return 0


def _handle_signals(supervisor: Supervisor) -> None:
    """Handlers, not SIG_IGN: a child starts with the default action for what its parent handles."""

    def leave(_number: int, _frame: FrameType | None) -> None:
        supervisor.leave()

    def stay(_number: int, _frame: FrameType | None) -> None:
        log.info("an interrupt is not for the supervisor")

    signal.signal(signal.SIGTERM, leave)
    signal.signal(signal.SIGINT, stay)


if __name__ == "__main__":
    sys.exit(main())
