"""What a setup has done so far, on the disk: after a crash or a power cut it goes on from there."""

from __future__ import annotations

import contextlib
import json
import os
import secrets
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any

from core.environment.plan import Command, Output, Purpose, SetupRequest, StepKind
from core.environment.registry import EnvironmentRegistry
from core.errors import FileError, MachineError
from core.files import write_text
from core.processes import ProcessId

JOURNAL, LOG, LOCK, FROZEN = "setup.json", "setup.log", "setup.lock", "before-update.txt"
_FORMAT_VERSION = 1


class JournalState(StrEnum):
    RUNNING = "running"
    """Also after a crash: nobody was there to write anything else."""
    CANCELLED = "cancelled"
    FAILED = "failed"
    DONE = "done"


@dataclass(slots=True)
class Journal:
    """`token` is also in the marks of the folders that the setup makes. `done` are the steps that are behind it,
    `edited` the commands that the user changed. `worker` is the command at work, `owner` the program that runs it.

    `frozen` says that the packages before an update are written down, `commit_before` which commit was checked out.
    """

    purpose: Purpose
    request: SetupRequest
    token: str = field(default_factory=lambda: secrets.token_hex(16))
    state: JournalState = JournalState.RUNNING
    done: list[StepKind] = field(default_factory=list)
    edited: dict[StepKind, tuple[Command, ...]] = field(default_factory=dict)
    started: float = field(default_factory=time.time)
    owner: ProcessId | None = None
    worker: ProcessId | None = None
    frozen: bool = False
    commit_before: str = ""

    @property
    def is_finished(self) -> bool:
        return self.state is JournalState.DONE

    def to_json(self) -> dict[str, Any]:
        return {
            "format": _FORMAT_VERSION,
            "purpose": self.purpose,
            "request": self.request.to_json(),
            "token": self.token,
            "state": self.state,
            "done": list(self.done),
            "edited": {kind: [_command_to_json(c) for c in commands] for kind, commands in self.edited.items()},
            "started": self.started,
            "owner": None if self.owner is None else self.owner.to_json(),
            "worker": None if self.worker is None else self.worker.to_json(),
            "frozen": self.frozen,
            "commit_before": self.commit_before,
        }

    @classmethod
    def from_json(cls, values: Any) -> Journal:
        """Raises ValueError for what `to_json` cannot have written."""
        try:
            edited = values.get("edited", {})
            return cls(
                purpose=Purpose(values["purpose"]),
                request=SetupRequest.from_json(values["request"]),
                token=str(values["token"]),
                state=JournalState(values["state"]),
                done=[StepKind(kind) for kind in values["done"]],
                edited={StepKind(k): tuple(_command_from_json(c) for c in commands) for k, commands in edited.items()},
                started=float(values["started"]),
                owner=None if values["owner"] is None else ProcessId.from_json(values["owner"]),
                worker=None if values["worker"] is None else ProcessId.from_json(values["worker"]),
                frozen=values.get("frozen") is True,
                commit_before=str(values.get("commit_before", "")),
            )
        except (KeyError, TypeError, AttributeError) as error:
            raise ValueError(f"not a journal: {error}") from error


@dataclass(frozen=True, slots=True)
class SetupFolder:
    """Where the setup of one environment keeps its journal, log and lists; beside its record in the registry."""

    root: Path

    @classmethod
    def of(cls, environments: Path, prefix: Path) -> SetupFolder:
        """`environments` is the folder of the registry (`AppPaths.environments`)."""
        return cls(EnvironmentRegistry(environments).folder_of(prefix))

    @property
    def log(self) -> Path:
        return self.root / LOG

    @property
    def frozen(self) -> Path:
        """The packages before the last update."""
        return self.root / FROZEN

    def read(self) -> Journal | None:
        """The journal; None where there is none.

        Raises:
            FileError: it cannot be read or makes no sense.
        """
        path = self.root / JOURNAL
        try:
            return Journal.from_json(json.loads(path.read_bytes()))
        except FileNotFoundError:
            return None
        except OSError as error:
            raise FileError(
                f"Could not read {path}: {error.strerror}.", "Give yourself the right to read it."
            ) from error
        except ValueError as error:
            raise FileError(f"{path} is damaged: {error}.", "Move it away, then start the setup again.") from error

    def write(self, journal: Journal) -> None:
        """Raises FileError where the folder cannot be written."""
        write_text(self.root / JOURNAL, json.dumps(journal.to_json(), ensure_ascii=False, indent=2) + "\n")

    def discard(self) -> None:
        """Forget the setup; the log stays. Raises FileError."""
        try:
            for name in (JOURNAL, FROZEN):
                (self.root / name).unlink(missing_ok=True)
        except OSError as error:
            raise FileError(f"Could not remove {error.filename}: {error.strerror}.", "Close what uses it.") from error

    @contextlib.contextmanager
    def locked(self) -> Iterator[int]:
        """Hold the lock of this setup; yields its descriptor, which the commands hold, too, until the last has ended.

        Windows' lock (untested) is not handed down.

        Raises:
            MachineError: somebody else holds it.
            FileError: the folder cannot be written.
        """
        path = self.root / LOCK
        try:
            self.root.mkdir(parents=True, exist_ok=True)
            descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
        except OSError as error:
            raise FileError(
                f"Could not write {path}: {error.strerror}.", "Give yourself the right to write."
            ) from error
        try:
            if not _lock(descriptor):
                raise MachineError(
                    "Another setup is at work on this environment.",
                    "Wait until it has ended, or stop it, then try again.",
                )
            yield descriptor
        finally:
            os.close(descriptor)


def unfinished_setups(environments: Path) -> list[Journal]:
    """The setups that were begun and have not ended, newest first; what cannot be read is passed over."""
    found = []
    for path in environments.glob(f"*/{JOURNAL}"):
        with contextlib.suppress(FileError):
            journal = SetupFolder(path.parent).read()
            if journal is not None and not journal.is_finished:
                found.append(journal)
    return sorted(found, key=lambda journal: journal.started, reverse=True)


def _lock(descriptor: int) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _command_to_json(command: Command) -> dict[str, Any]:
    return {
        "argv": list(command.argv),
        "cwd": None if command.cwd is None else str(command.cwd),
        "env": dict(command.env),
        "output": command.output,
        "may_fail": command.may_fail,
    }


def _command_from_json(values: Any) -> Command:
    return Command(
        argv=tuple(map(str, values["argv"])),
        cwd=None if values["cwd"] is None else Path(values["cwd"]),
        env=dict(values["env"]),
        output=Output(values["output"]),
        may_fail=values["may_fail"] is True,
    )
