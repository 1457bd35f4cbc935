"""What a machine has for training with sd-scripts, in two seconds at most: what is slower is left out and named."""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from core.engines.kohya import checkout_version
from core.environment.conda_programs import Manager, Places, conda_environments, confirmed, find_managers
from core.environment.environment import Environment, environment_at, installed_versions, prefix_of
from core.environment.hardware import Graphics, read_graphics
from core.environment.pythons import Interpreter, ask, candidates
from core.environment.registry import EnvironmentRegistry

SECONDS = 2.0
_SCAN_SECONDS = 1.0
_VERSIONS = ((3, 10), (3, 11), (3, 12))
_CHECKOUT_NAMES = ("sd-scripts", "kohya-scripts", "kohya_ss", "kohya-ss", "sd_scripts", "bmaltais", "lora")
_VENVS = ("venv", ".venv", "env")
_DEPTH = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """An environment with the versions of what matters in it; `known`: it is in the registry."""

    environment: Environment
    versions: dict[str, str] = field(default_factory=dict)
    known: bool = False

    @property
    def might_train(self) -> bool:
        """Whether torch and accelerate are installed: nothing is proven by that."""
        return "torch" in self.versions and "accelerate" in self.versions


@dataclass(frozen=True, slots=True, kw_only=True)
class Checkout:
    """A folder with train_network.py and library/train_util.py; `commit` is short, or "unknown"."""

    folder: Path
    commit: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Drive:
    """The drive of `folder`, in bytes; what is not there yet is where its nearest parent is."""

    folder: Path
    free: int
    total: int


@dataclass(slots=True, kw_only=True)
class Findings:
    """Everything that was found. `unfinished` names what did not answer in time; `scale` is the display's, if known.

    `wsl` is 0 where this is no Windows Subsystem for Linux, else its version.
    """

    managers: list[Manager] = field(default_factory=list)
    environments: list[Found] = field(default_factory=list)
    checkouts: list[Checkout] = field(default_factory=list)
    interpreters: list[Interpreter] = field(default_factory=list)
    graphics: Graphics = field(default_factory=Graphics)
    git: str = ""
    disk: Drive | None = None
    temp: Drive | None = None
    system: str = ""
    wsl: int = 0
    scale: float = 0.0
    unfinished: tuple[str, ...] = ()
    seconds: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What the program knows beforehand: its registry, its settings, and where new environments will lie."""

    registry: EnvironmentRegistry
    environments_folder: Path
    kohya_python: str = ""
    sd_scripts: str = ""
    manager: Path | None = None
    scale: float = 0.0


def detect(known: Known, places: Places | None = None, seconds: float = SECONDS) -> Findings:
    """Look everywhere at once, each in a thread of its own; nothing is waited for longer than `seconds`."""
    started = time.monotonic()
    places = places or Places.of_this_user()
    findings = Findings(scale=known.scale, system=f"{platform.system()} {platform.release()}", wsl=wsl_version())
    interpreters: list[Interpreter] = []
    looks: dict[str, Callable[[], Any]] = {
        "conda": lambda: _managers_and_prefixes(known, places),
        "environments": lambda: find_environments(known, places),
        "checkouts": lambda: find_checkouts(known, places.home),
        "interpreters": lambda: find_interpreters(interpreters),
        "graphics": read_graphics,
        "git": git_version,
        "disk": lambda: drive_of(known.environments_folder),
        "temp": lambda: drive_of(Path(tempfile.gettempdir())),
    }
    answers: dict[str, Any] = {}
    threads = {name: _started(name, look, answers) for name, look in looks.items()}
    for thread in threads.values():
        thread.join(max(0.0, started + seconds - time.monotonic()))
    got = dict(answers)
    findings.managers, conda = got.get("conda", ([], []))
    findings.environments = got.get("environments") or known_environments(known)
    there = {one.environment.prefix for one in findings.environments}
    findings.environments += [one for one in conda if one.environment.prefix not in there]
    findings.checkouts = got.get("checkouts", [])
    findings.interpreters = sorted(interpreters, key=lambda one: one.version)
    findings.graphics = got.get("graphics", Graphics())
    findings.git = got.get("git", "")
    findings.disk, findings.temp = got.get("disk"), got.get("temp")
    findings.unfinished = tuple(name for name in looks if name not in got)
    findings.seconds = time.monotonic() - started
    return findings


def _started(name: str, look: Callable[[], Any], answers: dict[str, Any]) -> threading.Thread:
    """A daemon: a folder on a drive that sleeps keeps nobody from leaving."""

    def work() -> None:
        answers[name] = look()

    thread = threading.Thread(target=work, name=f"detect-{name}", daemon=True)
    thread.start()
    return thread


def _managers_and_prefixes(known: Known, places: Places) -> tuple[list[Manager], list[Found]]:
    """The first manager is asked what it is; the others are told when they are used."""
    managers = find_managers(known.manager, places)
    if managers:
        asked = confirmed(managers[0])
        managers[0] = asked or managers[0]
    prefixes = ((prefix, None) for prefix in conda_environments(managers, places.home))
    return managers, list(_found_in(prefixes).values())


def known_environments(known: Known) -> list[Found]:
    """Those of the registry: some small files are read."""
    return [_looked_at(one, known=True) for one in known.registry.environments()]


def find_environments(known: Known, places: Places) -> list[Found]:
    """Registered ones, those of the settings and of the shell, and virtual ones beside known checkouts."""
    found = {one.environment.prefix: one for one in known_environments(known)}
    return list((_found_in(_likely_prefixes(known, places)) | found).values())


def _found_in(prefixes: Iterable[tuple[Path, Path | None]]) -> dict[Path, Found]:
    found: dict[Path, Found] = {}
    for prefix, checkout in prefixes:
        environment = environment_at(prefix, sd_scripts=checkout)
        if environment is not None and environment.prefix not in found:
            found[environment.prefix] = _looked_at(environment, known=False)
    return found


def _likely_prefixes(known: Known, places: Places) -> list[tuple[Path, Path | None]]:
    """Each with the checkout that it belongs to, as far as its place tells."""
    chosen = Path(known.sd_scripts) if known.sd_scripts else None
    likely: list[tuple[Path, Path | None]] = []
    if known.kohya_python:
        likely.append((prefix_of(Path(known.kohya_python)), chosen))
    active = (places.variables.get(variable) for variable in ("VIRTUAL_ENV", "CONDA_PREFIX"))
    likely += [(Path(prefix), None) for prefix in active if prefix]
    folders = [places.home / name for name in _CHECKOUT_NAMES]
    for folder in [*([chosen] if chosen is not None else []), *folders]:
        inside = next((place for place in (folder, folder / "sd-scripts") if is_checkout(place)), None)
        likely += [(folder / name, inside) for name in _VENVS]
    if known.environments_folder.is_dir():
        likely += [(prefix, None) for prefix in sorted(known.environments_folder.iterdir())]
    return likely


def _looked_at(environment: Environment, *, known: bool) -> Found:
    installed = installed_versions(environment.prefix)
    names = ("torch", "bitsandbytes", "accelerate", "diffusers", "transformers", "xformers")
    versions = {name: installed[name] for name in names if name in installed}
    return Found(environment=environment, versions=versions, known=known)


def find_checkouts(known: Known, home: Path, seconds: float = _SCAN_SECONDS) -> list[Checkout]:
    """Those that are known, then those at most two folders below the home folder; after `seconds` the search ends."""
    until = time.monotonic() + seconds
    folders = [Path(known.sd_scripts)] if known.sd_scripts else []
    folders += [one.sd_scripts for one in known.registry.environments() if one.sd_scripts is not None]
    found: dict[Path, Checkout] = {}
    for folder in [*folders, *_below(home, _DEPTH, until)]:
        if folder not in found and is_checkout(folder):
            found[folder] = Checkout(folder=folder, commit=checkout_version(folder))
    return list(found.values())


def is_checkout(folder: Path) -> bool:
    """Whether sd-scripts lies there: by its trainer and the library that it imports."""
    return (folder / "train_network.py").is_file() and (folder / "library" / "train_util.py").is_file()


def _below(folder: Path, depth: int, until: float) -> list[Path]:
    """Folders in order of depth; hidden ones, links and what may not be read are passed over."""
    level, found = [folder], [folder]
    for _ in range(depth):
        deeper = []
        for parent in level:
            if time.monotonic() > until:
                return found
            deeper += _folders_in(parent)
        found += deeper
        level = deeper
    return found


def _folders_in(parent: Path) -> list[Path]:
    try:
        with os.scandir(parent) as entries:
            return [
                Path(entry.path)
                for entry in entries
                if not entry.name.startswith(".") and entry.is_dir(follow_symlinks=False)
            ]
    except OSError:
        return []


def find_interpreters(found: list[Interpreter]) -> list[Interpreter]:
    """Add to `found`, as they answer, a working Python of each version that sd-scripts runs on."""
    threads = [threading.Thread(target=_first_working, args=(version, found), daemon=True) for version in _VERSIONS]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found


def _first_working(version: tuple[int, int], found: list[Interpreter]) -> None:
    for command in candidates(version):
        answer = ask(command)
        if answer is not None and answer.version[:2] == version:
            found.append(answer)
            return


def git_version() -> str:
    """The version of git; empty where there is none."""
    program = shutil.which("git")
    if not program:
        return ""
    try:
        done = subprocess.run([program, "--version"], capture_output=True, text=True, timeout=SECONDS, check=False)
    except (OSError, subprocess.SubprocessError):
        return ""
    return done.stdout.strip().removeprefix("git version ")


def drive_of(folder: Path) -> Drive:
    """Space of the drive that `folder` is, or will be, on. Raises OSError where the system does not tell."""
    place = next(parent for parent in (folder, *folder.absolute().parents) if parent.exists())
    usage = shutil.disk_usage(place)
    return Drive(folder=folder, free=usage.free, total=usage.total)


def wsl_version(version_file: Path = Path("/proc/version")) -> int:
    """0 outside of it. WSL 2 has a kernel of its own, which calls itself `microsoft-standard`; WSL 1 says Microsoft."""
    try:
        text = version_file.read_text("utf-8", "replace")
    except OSError:
        return 0
    if "microsoft" not in text.lower():
        return 0
    return 2 if "microsoft-standard" in text.lower() or "WSL2" in text else 1
