"""The one place that knows how systems differ: starting a process detached, knowing it again, ending its whole group.

Linux is tested. What is said for Windows and macOS follows their documentation and is untested; WSL is Linux here.
"""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import psutil

from core.errors import RunError

IS_WINDOWS = os.name == "nt"
IS_LINUX = sys.platform.startswith("linux")
_SAME_START = 0.005
"""Seconds; half a clock tick of Linux, whose start times are the coarsest."""
_POLL = 0.05


@dataclass(frozen=True, slots=True)
class ProcessId:
    """A process that cannot be mistaken for a later one with the same pid.

    `started` is in seconds of a clock that no correction of the wall clock moves: on Linux since boot, with `boot`
    naming that boot (psutil's `create_time` shifts there when the clock is set, as WSL does after sleep); elsewhere
    since 1970, as the system noted it at the start.
    """

    pid: int
    started: float
    boot: str = ""

    def to_json(self) -> dict[str, Any]:
        return {"pid": self.pid, "started": self.started, "boot": self.boot}

    @classmethod
    def from_json(cls, values: Any) -> ProcessId:
        """Raises ValueError for what `to_json` cannot have written."""
        try:
            return cls(pid=int(values["pid"]), started=float(values["started"]), boot=str(values["boot"]))
        except (KeyError, TypeError) as error:
            raise ValueError(f"not a process id: {values!r}") from error


@cache
def boot_id() -> str:
    """Names this start of the machine on Linux; empty elsewhere."""
    if not IS_LINUX:
        return ""
    return Path("/proc/sys/kernel/random/boot_id").read_text("ascii").strip()


def identify(pid: int) -> ProcessId | None:
    """The process that has this pid now; None if there is none or it only waits to be reaped."""
    started = _started_on_linux(pid) if IS_LINUX else _started_elsewhere(pid)
    return None if started is None else ProcessId(pid, started, boot_id())


def is_alive(process: ProcessId) -> bool:
    found = identify(process.pid)
    return found is not None and found.boot == process.boot and abs(found.started - process.started) <= _SAME_START


def _started_on_linux(pid: int) -> float | None:
    try:
        text = Path(f"/proc/{pid}/stat").read_bytes()
    except (FileNotFoundError, ProcessLookupError):
        return None
    fields = text[text.rindex(b")") + 2 :].split()
    if fields[0] in (b"Z", b"X"):
        return None
    return int(fields[19]) / os.sysconf("SC_CLK_TCK")


def _started_elsewhere(pid: int) -> float | None:
    try:
        process = psutil.Process(pid)
        return None if process.status() == psutil.STATUS_ZOMBIE else process.create_time()
    except psutil.Error:
        return None


def start_detached(
    argv: Sequence[str],
    *,
    cwd: Path,
    output: Path,
    env: Mapping[str, str | None] | None = None,
    share_console: bool = False,
) -> subprocess.Popen[bytes]:
    """Start a process in a session of its own: no end of a terminal, window or parent reaches it.

    Its input is empty, its output and errors are appended to `output`. `env` changes this process's variables (None
    unsets). On Windows (untested) it gets a hidden console of its own, or with `share_console` the one of this
    process, through which Ctrl-Break can be sent.

    Raises:
        RunError: there is no such program or folder, or the system refuses.
    """
    variables = dict(os.environ)
    for name, value in (env or {}).items():
        if value is None:
            variables.pop(name, None)
        else:
            variables[name] = value
    options: dict[str, Any] = {"start_new_session": True}
    if IS_WINDOWS:
        flags = subprocess.CREATE_NEW_PROCESS_GROUP  # type: ignore[attr-defined,unused-ignore]
        if not share_console:
            flags |= subprocess.CREATE_NO_WINDOW  # type: ignore[attr-defined,unused-ignore]
        options = {"creationflags": flags}
    try:
        with output.open("ab") as stream, _interruptible_children():
            return subprocess.Popen(
                list(argv),
                cwd=cwd,
                env=variables,
                stdin=subprocess.DEVNULL,
                stdout=stream,
                stderr=subprocess.STDOUT,
                **options,
            )
    except OSError as error:
        named = error.filename or argv[0]
        raise RunError(
            f"Could not start {argv[0]}: {error.strerror or error} ({named}).",
            "Check that the program and the working folder exist and may be used.",
        ) from error


def reap_in_background(process: subprocess.Popen[bytes]) -> None:
    """Take note of the end of a process that nobody waits for, so that no zombie is left while this one lives."""
    threading.Thread(target=process.wait, name=f"reap-{process.pid}", daemon=True).start()


@contextlib.contextmanager
def _interruptible_children() -> Iterator[None]:
    """Let children start with the default action of SIGINT.

    A parent that ignores it (nohup, a shell's `&`) hands that down, and Python then never raises KeyboardInterrupt.
    Only the main thread may change it; elsewhere the child takes what it gets.
    """
    ignored = signal.getsignal(signal.SIGINT) is signal.SIG_IGN
    if not ignored or threading.current_thread() is not threading.main_thread():
        yield
        return
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, signal.SIG_IGN)


def training_environment(interpreter: Path, *, offline: bool = False) -> dict[str, str | None]:
    """Variables for a training process of that interpreter.

    UTF-8 (a console encoding without Japanese crashes sd-scripts), unbuffered, lines that rich does not wrap, nothing
    from the user's site packages or another Python. `offline` keeps Hugging Face's libraries off the network.
    """
    variables: dict[str, str | None] = {
        "PYTHONUNBUFFERED": "1",
        "PYTHONUTF8": "1",
        "PYTHONNOUSERSITE": "1",
        "PYTHONHOME": None,
        "PYTHONPATH": None,
        "COLUMNS": "300",
        "PATH": os.pathsep.join([*map(str, _program_folders(interpreter)), os.environ.get("PATH", os.defpath)]),
    }
    if offline:
        variables |= {"HF_HUB_OFFLINE": "1", "TRANSFORMERS_OFFLINE": "1"}
    return variables


def _program_folders(interpreter: Path) -> list[Path]:
    """`interpreter` is not resolved: in a virtual environment it is a link whose place matters."""
    folder = interpreter.parent
    if not IS_WINDOWS:
        return [folder]
    prefix = folder.parent if folder.name.lower() == "scripts" else folder
    inside = ("Library/mingw-w64/bin", "Library/usr/bin", "Library/bin", "Scripts", "bin")
    return [prefix, *(prefix / name for name in inside if (prefix / name).is_dir())]


def own_module(module: str) -> tuple[tuple[str, ...], dict[str, str | None]]:
    """Arguments and variables that run a module of this program with this interpreter, from any folder.

    `-P` keeps a `core` folder in the working folder from being taken for ours; a checkout, which is not among the
    interpreter's packages, is named in PYTHONPATH.
    """
    root = Path(__file__).resolve().parent.parent
    installed = any(Path(entry).resolve() == root for entry in _package_folders())
    return (sys.executable, "-P", "-m", module), {"PYTHONPATH": None if installed else str(root)}


def _package_folders() -> list[str]:
    import sysconfig

    return [sysconfig.get_path("purelib"), sysconfig.get_path("platlib")]


def processes_with(variable: str, value: str) -> list[ProcessId]:
    """The living processes of this user, other than this one, whose environment at their start had that variable."""
    found = []
    for process in psutil.process_iter():
        with contextlib.suppress(psutil.Error, OSError):
            if process.pid != os.getpid() and process.environ().get(variable) == value:
                found.append(identify(process.pid))
    return [process for process in found if process is not None]


def variable_of(pid: int, variable: str) -> str | None:
    """A variable in the environment that a process of this user was started with, empty without it.

    None where no such process lives; that of another user has none of our variables.
    """
    try:
        environment = psutil.Process(pid).environ()
    except psutil.AccessDenied:
        return ""
    except (psutil.Error, OSError, ValueError):
        return None
    return environment.get(variable, "") if environment else None  # a process that has ended has none left


def tree_of(leader: ProcessId) -> list[ProcessId]:
    """The living members of the group that `leader` started, and their descendants in other groups."""
    occupant = identify(leader.pid)
    if occupant is not None and not is_alive(leader):
        return []  # the pid has a new owner, so the old group is empty: a pid is not given anew while its group lives
    pids = {leader.pid} | _group(leader.pid)
    for pid in list(pids):
        with contextlib.suppress(psutil.Error):
            pids.update(child.pid for child in psutil.Process(pid).children(recursive=True))
    pids.discard(os.getpid())
    return [process for pid in pids if (process := identify(pid)) is not None]


def _group(leader: int) -> set[int]:
    if IS_WINDOWS:
        return set()
    members = set()
    for pid in psutil.pids():
        with contextlib.suppress(ProcessLookupError, PermissionError):
            if os.getpgid(pid) == leader:
                members.add(pid)
    return members


@dataclass(frozen=True, slots=True)
class Rung:
    """Send `signal_number` (0: nothing) to everybody, then wait for up to `seconds`."""

    signal_number: int
    seconds: float


_KILL = int(getattr(signal, "SIGKILL", signal.SIGTERM))
STOP_LADDER = (Rung(signal.SIGINT, 8.0), Rung(signal.SIGTERM, 4.0), Rung(_KILL, 4.0))
KILL_LADDER = (Rung(_KILL, 4.0),)
LEFTOVER_LADDER = (Rung(0, 0.4), Rung(signal.SIGTERM, 0.5), Rung(_KILL, 0.4))
"""For what outlives the leader: data-loader workers end by themselves in a moment, an orphaned trainer never does."""


class StopLadder:
    """Ends a process, its group and its descendants, step by step; `poll` it until it is done.

    `also` are processes known otherwise to belong to it. Whoever was once seen is remembered, so children that
    outlive the leader are ended too.
    """

    def __init__(
        self, leader: ProcessId, rungs: Sequence[Rung] = STOP_LADDER, *, also: Iterable[ProcessId] = ()
    ) -> None:
        self._leader = leader
        self._rungs = list(rungs)
        self._known = set(also)
        self._deadline = 0.0

    def poll(self) -> bool:
        """Take the next step if it is due; True when nobody is left or nothing more can be done."""
        left = self.left()
        if not left:
            return True
        if time.monotonic() < self._deadline:
            return False
        if not self._rungs:
            return True
        rung = self._rungs.pop(0)
        for process in left:
            _send(process, rung.signal_number)
        self._deadline = time.monotonic() + rung.seconds
        return False

    def left(self) -> list[ProcessId]:
        """Who is still alive."""
        self._known.update(tree_of(self._leader))
        self._known = {process for process in self._known if is_alive(process)}
        return list(self._known)


def stop_group(leader: ProcessId, rungs: Sequence[Rung] = STOP_LADDER) -> list[ProcessId]:
    """End `leader` with its group and descendants, waiting as long as `rungs` allow; who is left, if anybody."""
    ladder = StopLadder(leader, rungs)
    while not ladder.poll():
        time.sleep(_POLL)
    return ladder.left()


def _send(process: ProcessId, number: int) -> None:
    """Who may not be signalled stays, and `left` says so. On Windows (untested) Ctrl-Break needs a shared console;
    where that fails, the next rung does the work."""
    if not number:
        return
    with contextlib.suppress(OSError, psutil.Error):
        if not IS_WINDOWS:
            os.kill(process.pid, number)
        elif number == signal.SIGINT:
            os.kill(process.pid, signal.CTRL_BREAK_EVENT)  # type: ignore[attr-defined,unused-ignore]
        else:
            psutil.Process(process.pid).kill()


def signal_name(number: int) -> str:
    try:
        return signal.Signals(number).name
    except ValueError:
        return f"signal {number}"
