"""The only door to runs for the window and the command line: start, look, wish, stop, resume, discard."""

from __future__ import annotations

import contextlib
import dataclasses
import re
import secrets
import shutil
import socket
import time
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import send2trash
from filelock import Timeout

from core.engines.launch import Engine, TrainingRequest
from core.errors import AppError, FileError, RunError
from core.files import write_bytes
from core.processes import ProcessId, boot_id, is_alive, own_module, reap_in_background, start_detached
from core.runs.again import newest_existing, same_request, without_option
from core.runs.control import write_wish
from core.runs.events import Wish
from core.runs.folder import RunFolder
from core.runs.record import RunProcesses, RunRecord, read_processes, read_record, write_record
from core.runs.store import RunStore
from core.runs.store_format import StoreDamagedError, StoreError
from core.runs.summary import RunState, RunSummary
from core.runs.supervisor import Supervisor, supervisor_lock

_SUPERVISOR = "core.runs.supervisor"
_START_SECONDS = 10.0
"""How long a run that was just made may be without a supervisor before it counts as abandoned."""
_GOING_SECONDS = 45.0
"""How long to wait for a process that has told its end: longer than its supervisor has patience with it."""
_LOOK_SECONDS = 0.1
_NAME = re.compile(r"[^\w.-]+")
_NAME_LENGTH = 40


@dataclass(frozen=True, slots=True)
class RunInfo:
    """One run as lists show it. `problem` says why a broken run cannot be read; `record` is then None."""

    folder: RunFolder
    record: RunRecord | None
    summary: RunSummary
    problem: str = ""

    @property
    def run_id(self) -> str:
        return self.folder.run_id

    @property
    def name(self) -> str:
        return self.run_id if self.record is None else self.record.name

    @property
    def state(self) -> RunState:
        return self.summary.state

    @property
    def can_resume(self) -> bool:
        """Whether there is a state to go on from; otherwise the run can only be started again."""
        return not self.state.is_live and bool(self.summary.newest_state)


class RunController:
    """Runs below one folder. Any number of windows and command lines may use it at the same time.

    Whoever looks at a run whose supervisor has died gives it a new one; a run whose processes are all gone is
    concluded by looking at it.
    """

    def __init__(self, runs_root: Path) -> None:
        self._root = runs_root
        self._concluded: dict[str, tuple[int, RunInfo]] = {}

    def start(self, request: TrainingRequest, engine: Engine) -> RunFolder:
        """Make a run folder and start a supervisor, which starts the training; returns at once.

        Raises:
            AppError: a document cannot be read, the folder cannot be written, or the engine refuses.
        """
        if not request.cwd.is_dir():
            raise RunError(f"There is no folder {request.cwd} to train in.", "Choose the project again.")
        folder = self._new_folder(request.name)
        try:
            _copy_document(request.training_config, folder.training_config)
            _copy_document(request.dataset_config, folder.dataset_config)
            launch = engine.launch(request, folder)
            write_record(
                folder,
                RunRecord(
                    id=folder.run_id,
                    name=request.name,
                    engine=engine.name,
                    engine_version=engine.version,
                    argv=launch.argv,
                    cwd=str(launch.cwd),
                    env=launch.env,
                    arguments=request.arguments,
                    project=None if request.project is None else str(request.project),
                    resumed_from=request.resumed_from,
                ),
            )
            self._spawn_supervisor(folder)
        except AppError:
            shutil.rmtree(folder.root, ignore_errors=True)
            raise
        return folder

    def runs(self) -> list[RunInfo]:
        """All runs, the newest first; one that cannot be read is listed as broken."""
        try:
            folders = [RunFolder(path) for path in self._root.iterdir() if path.is_dir()]
        except FileNotFoundError:
            return []
        infos = [self._info(folder) for folder in folders]
        return sorted(
            infos, key=lambda info: (info.record.created_at if info.record else 0.0, info.run_id), reverse=True
        )

    def info(self, run_id: str) -> RunInfo:
        """Raises RunError where there is no such run."""
        return self._info(self.folder(run_id))

    def folder(self, run_id: str) -> RunFolder:
        """Raises RunError where there is no such run."""
        folder = RunFolder(self._root / run_id)
        if not run_id or folder.root.parent != self._root or run_id in (".", "..") or not folder.root.is_dir():
            raise RunError(f"There is no run {run_id!r} in {self._root}.", "`kohya-studio runs` lists them.")
        return folder

    def find(self, words: str) -> RunInfo:
        """The run with this id, beginning of an id, or name (then the newest); `last` is the newest of all.

        Raises:
            RunError: none or several fit.
        """
        runs = self.runs()
        if words == "last" and runs:
            return runs[0]
        exact = [run for run in runs if words in (run.run_id, run.name)]
        found = exact or [run for run in runs if run.run_id.startswith(words)]
        if not found or (len(found) > 1 and not exact):
            said = "No run" if not found else f"{len(found)} runs"
            raise RunError(f"{said} in {self._root} fit {words!r}.", "`kohya-studio runs` lists them.")
        return found[0]

    def adopt(self, run_id: str) -> None:
        """Make sure that a live run has a supervisor and a dead one is concluded."""
        self._adopt(self.folder(run_id))

    def wish(self, run_id: str, wish: Wish) -> str:
        """Ask something of a live run; the answer comes as a `WishAnswered` with the returned id.

        Raises:
            RunError: the run is over, or its process does not obey that wish.
        """
        if wish is Wish.STOP:
            return self.stop(run_id)
        info = self._live(run_id)
        if info.state is not RunState.STARTING and wish not in info.summary.wishes:
            why = info.summary.missing.get(wish, "its process does not offer that.")
            raise RunError(f"Run {info.name} cannot {_WORDS[wish]}: {why}")
        return write_wish(info.folder, wish)

    def stop(self, run_id: str, *, force: bool = False) -> str:
        """End a run with nothing saved, by signals to its whole process group: first politely, or at once by `force`.

        Raises:
            RunError: the run is over.
        """
        return write_wish(self._live(run_id).folder, Wish.STOP, force=force)

    def resume(self, run_id: str, engine: Engine) -> RunFolder:
        """Start a new run that goes on from the newest state of this one that is still there.

        Waits until the process of this one is gone: it holds the card for seconds after it has told its end.

        Raises:
            RunError: the run is not over, its process does not go, or there is no state.
        """
        info = self._over(run_id)
        record = _record_of(info)
        with RunStore(info.folder) as store:
            states = store.states()
        state = newest_existing(states, Path(record.cwd))
        if state is None:
            raise RunError(
                f"Run {info.name} has left no state to go on from.",
                "Start it again from the beginning, with save_state on to be able to resume the next time.",
            )
        path = str(Path(record.cwd) / state.path)
        arguments = (*without_option(record.arguments, "--resume"), "--resume", path)
        request = same_request(info.folder, record, arguments, resumed_from=info.run_id)
        return self.start(dataclasses.replace(request, resumed_step=state.step), engine)

    def start_again(self, run_id: str, engine: Engine) -> RunFolder:
        """Start a new run from the beginning with the same documents and arguments, after waiting as `resume` does.

        Raises:
            RunError: the run is not over, or its process does not go.
        """
        info = self._over(run_id)
        record = _record_of(info)
        return self.start(same_request(info.folder, record, record.arguments, resumed_from=None), engine)

    def discard(self, run_id: str) -> None:
        """Move the run folder to the trash. Checkpoints lie elsewhere and stay.

        Raises:
            RunError: the run is not over.
            FileError: the system has no trash for that folder.
        """
        info = self._over(run_id)
        self._concluded.pop(run_id, None)
        try:
            send2trash.send2trash(str(info.folder.root))
        except OSError as error:
            raise FileError(
                f"Could not move {info.folder.root} to the trash: {error}.", "Delete the folder yourself."
            ) from error

    def _info(self, folder: RunFolder) -> RunInfo:
        stamp = _changed_at(folder)
        known = self._concluded.get(folder.run_id)
        if known is not None and known[0] == stamp:
            return known[1]
        try:
            info = self._looked_after(folder)
        except AppError as error:
            info = _broken(folder, error)
        if not info.state.is_live and info.state is not RunState.BROKEN:
            self._concluded[folder.run_id] = (_changed_at(folder), info)
        return info

    def _read(self, folder: RunFolder) -> RunInfo:
        record = read_record(folder)
        with RunStore(folder) as store:
            return RunInfo(folder, record, store.summary())

    def _looked_after(self, folder: RunFolder) -> RunInfo:
        try:
            info = self._read(folder)
        except StoreDamagedError:
            self._adopt(folder)  # whoever becomes its writer makes it anew
            return self._read(folder)
        if not info.state.is_live:
            return info
        try:
            return self._read(folder) if self._adopt(folder) else info
        except StoreError as error:  # a full disk: the run can still be looked at
            return dataclasses.replace(info, problem=error.message)

    def _adopt(self, folder: RunFolder) -> bool:
        """True where the run was concluded here and now."""
        record, processes = read_record(folder), read_processes(folder)
        if _is_foreign(record, processes):
            return False
        if processes is not None and processes.supervisor is not None and is_alive(processes.supervisor):
            return False
        if processes is None and time.time() - record.created_at < _START_SECONDS:
            return False
        lock = supervisor_lock(folder)
        try:
            lock.acquire(timeout=0)
        except (Timeout, OSError):
            return False  # another one is at work, or the folder is not ours to write
        with contextlib.ExitStack() as stack:
            stack.callback(lock.release)
            trainer = _conclude_if_dead(folder)
        if trainer is None:
            return True
        self._spawn_supervisor(folder, "--adopt")
        return False

    def _spawn_supervisor(self, folder: RunFolder, *arguments: str) -> None:
        argv, env = own_module(_SUPERVISOR)
        process = start_detached(
            (*argv, str(folder.root), *arguments), cwd=self._root, output=folder.supervisor_log, env=env
        )
        reap_in_background(process)

    def _new_folder(self, name: str) -> RunFolder:
        readable = _NAME.sub("-", name).strip("-.")[:_NAME_LENGTH] or "run"
        started = datetime.now().astimezone().strftime("%Y%m%d-%H%M%S")
        root = self._root.absolute() / f"{started}-{readable}-{secrets.token_hex(2)}"
        try:
            root.mkdir(parents=True)
        except OSError as error:
            raise FileError(
                f"Could not make {root}: {error.strerror}.",
                "Free some space, or give yourself the right to write there.",
            ) from error
        return RunFolder(root)

    def _live(self, run_id: str) -> RunInfo:
        info = self.info(run_id)
        if not info.state.is_live:
            raise RunError(f"Run {info.name} is over ({info.summary.outcome or info.state}).")
        return info

    def _over(self, run_id: str) -> RunInfo:
        info = self.info(run_id)
        if info.state.is_live:
            raise RunError(f"Run {info.name} is still {info.state}.", "Stop it first.")
        if info.state is not RunState.BROKEN:
            self._await_its_process(info)
        return info

    def _await_its_process(self, info: RunInfo) -> None:
        processes = read_processes(info.folder)
        trainer = None if processes is None else processes.trainer
        if trainer is None or not is_alive(trainer):
            return
        self._adopt(info.folder)
        deadline = time.monotonic() + _GOING_SECONDS
        while is_alive(trainer):
            if time.monotonic() > deadline:
                raise RunError(
                    f"Run {info.name} is over, but its process {trainer.pid} does not go.",
                    "End that process yourself, then try again.",
                )
            time.sleep(_LOOK_SECONDS)


_WORDS = {
    Wish.SAVE: "save now",
    Wish.SAMPLE: "draw samples now",
    Wish.PAUSE: "pause",
    Wish.RESUME: "go on",
    Wish.STOP_AND_SAVE: "stop and save",
}


def _conclude_if_dead(folder: RunFolder) -> ProcessId | None:
    """The living training process; None where there is none, and the run is then concluded."""
    supervisor = Supervisor(folder)
    try:
        trainer = supervisor.trainer()
        if trainer is None and not supervisor.is_over():
            supervisor.conclude(watched=False)
        return trainer
    finally:
        supervisor.close()


def _is_foreign(record: RunRecord, processes: RunProcesses | None) -> bool:
    """Whether the run lives, or lived, on another machine (a copied or shared folder): not ours to conclude."""
    trainer = None if processes is None else processes.trainer
    return record.host != socket.gethostname() and (trainer is None or trainer.boot != boot_id())


def _broken(folder: RunFolder, error: AppError) -> RunInfo:
    return RunInfo(
        folder, None, RunSummary(state=RunState.BROKEN, reason=error.message, hint=error.hint), error.message
    )


def _changed_at(folder: RunFolder) -> int:
    try:
        return folder.store.stat().st_mtime_ns
    except OSError:
        return 0


def _copy_document(source: Path | None, target: Path) -> None:
    """Byte for byte; `write_bytes` makes a file with the permissions of any other."""
    if source is None:
        return
    try:
        data = source.read_bytes()
    except OSError as error:
        raise FileError(f"Could not read {source}: {error.strerror}.", "Choose the file again.") from error
    write_bytes(target, data)


def _record_of(info: RunInfo) -> RunRecord:
    if info.record is None:
        raise RunError(f"Run {info.run_id} cannot be read: {info.problem}")
    return info.record
