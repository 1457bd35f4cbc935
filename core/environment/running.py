"""Runs the commands of a setup: line by line into a log, and ended, when wished, with everything they started."""

from __future__ import annotations

import contextlib
import os
import queue
import re
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from core.environment.network import without_secrets
from core.environment.plan import Command
from core.environment.progress import Cancelled
from core.processes import (
    IS_WINDOWS,
    ProcessId,
    Rung,
    identify,
    is_alive,
    processes_with,
    stop_group,
    training_environment,
)

SETUP_VARIABLE = "KOHYA_STUDIO_SETUP"
"""In the environment of every command: the folder of the setup that it works for."""
_SECONDS_BETWEEN_LOOKS = 0.1
_TAIL_LINES = 400
_LINE_END = re.compile(rb"[\r\n\0]+")
_STOP = (
    Rung(signal.SIGINT, 2.0),
    Rung(signal.SIGTERM, 2.0),
    Rung(int(getattr(signal, "SIGKILL", signal.SIGTERM)), 3.0),
)
_LONGEST_LINE = 65536
OnLine = Callable[[str], bool]
"""Takes a line; False keeps it out of the log (a line of progress, of which there are thousands)."""


@dataclass(slots=True)
class Ended:
    """How a command ended. `returncode` is negative for a signal; None where the program could not be started.

    `tail` are its last lines, passwords masked.
    """

    returncode: int | None
    cancelled: bool = False
    tail: list[str] = field(default_factory=list)

    @property
    def well(self) -> bool:
        return self.returncode == 0 and not self.cancelled

    @property
    def text(self) -> str:
        return "\n".join(self.tail)


@dataclass(slots=True)
class Runner:
    """`variables` are set (None: unset) for every command. `keep_open` is the descriptor of a lock that the commands
    hold, too; `started` is told the process of each."""

    log: IO[str]
    variables: Mapping[str, str | None]
    keep_open: int | None
    started: Callable[[ProcessId | None], None]

    def run(self, command: Command, on_line: OnLine, tick: Callable[[], None], cancelled: Cancelled) -> Ended:
        """Run it to its end, or until `cancelled`; `tick` is called about ten times a second."""
        self._write("$ " + without_secrets(" ".join(command.argv)))
        try:
            child = self._start(command)
        except OSError as error:
            said = f"{command.argv[0]}: {error.strerror or error}"
            self._write(said)
            return Ended(None, tail=[said])
        leader = identify(child.pid)
        ended = Ended(None)
        lines: queue.SimpleQueue[str | None] = queue.SimpleQueue()
        reader = threading.Thread(target=_read, args=(child, lines), name=f"read-{child.pid}", daemon=True)
        reader.start()
        try:
            self.started(leader)
            self._follow(child, lines, ended, on_line, tick, cancelled)
        finally:
            if leader is not None:
                _end(child, leader)
            ended.returncode = child.wait()
            self.started(None)
        self._write(f"exit code {ended.returncode}")
        return ended

    def _follow(
        self,
        child: subprocess.Popen[bytes],
        lines: queue.SimpleQueue[str | None],
        ended: Ended,
        on_line: OnLine,
        tick: Callable[[], None],
        cancelled: Cancelled,
    ) -> None:
        """Until the output ends; a grandchild that keeps it open is not waited for."""
        gone_since = 0.0
        while True:
            if cancelled():
                ended.cancelled = True
                return
            tick()
            for line in _available(lines):
                if line is None:
                    return
                self._take(without_secrets(line), ended, on_line)
            if child.poll() is not None:
                gone_since = gone_since or time.monotonic()
                if time.monotonic() - gone_since > 1.0:
                    return

    def _take(self, line: str, ended: Ended, on_line: OnLine) -> None:
        if on_line(line):
            ended.tail.append(line)
            del ended.tail[:-_TAIL_LINES]
            self._write(line)

    def _write(self, line: str) -> None:
        self.log.write(line + "\n")
        self.log.flush()

    def _start(self, command: Command) -> subprocess.Popen[bytes]:
        variables = merged({**self.variables, **command.env})
        options: dict[str, object] = {"start_new_session": True}
        if self.keep_open is not None and not IS_WINDOWS:
            options["pass_fds"] = (self.keep_open,)
        if IS_WINDOWS:  # untested
            options = {
                "creationflags": vars(subprocess)["CREATE_NEW_PROCESS_GROUP"] | vars(subprocess)["CREATE_NO_WINDOW"]
            }
        return subprocess.Popen(  # type: ignore[call-overload,no-any-return]
            list(command.argv),
            cwd=command.cwd,
            env=variables,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            **options,
        )


def merged(changes: Mapping[str, str | None]) -> dict[str, str]:
    """This process's variables with `changes` (None unsets)."""
    variables: dict[str, str | None] = {**os.environ, **changes}
    return {name: value for name, value in variables.items() if value is not None}


def end_leftovers(setup: str, noted: ProcessId | None) -> list[ProcessId]:
    """End the commands, with their groups, that outlived the program which started them for `setup`; which they were.

    `noted` is the one that was written down. They are found by their environment as well: a program may be killed in
    the moment between starting one and writing it down.
    """
    found = processes_with(SETUP_VARIABLE, setup)
    if noted is not None and noted not in found and is_alive(noted):
        found.append(noted)
    for process in found:
        stop_group(process, _STOP)
    return found


def _end(child: subprocess.Popen[bytes], leader: ProcessId) -> None:
    """Nothing of a command stays behind, whether it ended by itself or was given up."""
    if child.poll() is None:
        reaper = threading.Thread(target=child.wait, daemon=True)
        reaper.start()
    stop_group(leader, _STOP)


def _read(child: subprocess.Popen[bytes], lines: queue.SimpleQueue[str | None]) -> None:
    """Bytes as lines: pip ends them with a line feed, git's progress with a carriage return, conda's with a NUL."""
    rest = b""
    assert child.stdout is not None
    with child.stdout as stream:
        while chunk := os.read(stream.fileno(), 65536):
            *whole, rest = _LINE_END.split(rest + chunk)
            if len(rest) > _LONGEST_LINE:
                whole, rest = [*whole, rest], b""
            for line in whole:
                lines.put(line.decode("utf-8", "replace"))
    if rest:
        lines.put(rest.decode("utf-8", "replace"))
    lines.put(None)


def _available(lines: queue.SimpleQueue[str | None]) -> Iterator[str | None]:
    """What has come, waiting for a moment if nothing has."""
    with contextlib.suppress(queue.Empty):
        yield lines.get(timeout=_SECONDS_BETWEEN_LOOKS)
        while True:
            yield lines.get_nowait()


def child_variables(python: Path) -> dict[str, str | None]:
    """For every command of a setup: UTF-8, unbuffered, nothing of another Python or of the user's site packages, the
    environment first on PATH, and no question that nobody would answer."""
    return {
        **training_environment(python),
        "PIP_USER": "0",
        "PIP_TARGET": None,
        "PIP_PREFIX": None,
        "PIP_REQUIRE_VIRTUALENV": None,
        "PIP_DISABLE_PIP_VERSION_CHECK": "1",
        "PIP_NO_INPUT": "1",
        "PIP_RETRIES": os.environ.get("PIP_RETRIES", "3"),
        "GIT_TERMINAL_PROMPT": "0",
        "SSH_ASKPASS": None,
        "CONDA_PREFIX": None,
        "VIRTUAL_ENV": None,
        "LC_ALL": "C.UTF-8",
    }
