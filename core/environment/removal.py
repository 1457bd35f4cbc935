"""Removing an environment: only by its typed name, and never a folder that is none."""

from __future__ import annotations

import contextlib
import os
import secrets
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil

from core.environment.journal import SetupFolder
from core.environment.ownership import MARK, PrefixState, prefix_state
from core.environment.registry import EnvironmentRegistry
from core.errors import FileError, MachineError
from core.paths import AppPaths

_REMOVING = ".removing-"
_USERS_FILES = (".safetensors", ".ckpt")
_DEPTH = 2
_SHOWN = 4
OnRemoved = Callable[[int], None]


def remove_environment(
    paths: AppPaths, prefix: Path, typed: str, *, foreign: bool = False, on_removed: OnRemoved = lambda _: None
) -> None:
    """Remove the environment in `prefix`, and forget it. `typed` is its name as the user typed it.

    What this program did not make is only removed if `foreign` says that the user means it; it then goes into the
    system's trash. A checkout of sd-scripts elsewhere stays. `on_removed` is told now and then how many files are gone.

    Raises:
        MachineError: the name differs, it is no environment, it is in use, or it is conda's own or this program's.
        FileError: it cannot be removed; what is left is in a folder beside it, which the message names.
    """
    prefix = Path(os.path.abspath(prefix.expanduser()))  # noqa: PTH100 (a link is not followed)
    setup = SetupFolder.of(paths.environments, prefix)
    state = prefix_state(prefix)
    if state is PrefixState.ABSENT:
        _require_name(prefix, typed)
        _forget(paths, prefix, setup)
        return
    refuse_removal(prefix, typed, foreign=foreign)
    with setup.locked():
        if state is PrefixState.ENVIRONMENT:
            _to_trash(prefix)
        else:
            _delete(prefix, on_removed)
    _forget(paths, prefix, setup)


def refuse_removal(prefix: Path, typed: str, *, foreign: bool = False) -> None:
    """Raises MachineError where the environment in `prefix` must not be removed, and says why."""
    state = prefix_state(prefix)
    if prefix.is_symlink():
        raise MachineError(f"{prefix} is a link to another folder.", "Name the folder itself, or delete the link.")
    if state in (PrefixState.FOREIGN, PrefixState.EMPTY):
        raise MachineError(f"{prefix} is no environment. It is left as it is.", "Name the folder of an environment.")
    _require_name(prefix, typed)
    _refuse_places(prefix)
    if state is PrefixState.ENVIRONMENT and not foreign:
        raise MachineError(
            f"{prefix} was not made by this program. It is left as it is.",
            "If you mean it, say so beside the name (--not-made-here); it then goes into the trash.",
        )
    belongings = list(_belongings(prefix))
    if belongings:
        shown = ", ".join(str(path.relative_to(prefix)) for path in belongings[:_SHOWN])
        raise MachineError(
            f"In {prefix} lies what does not belong to an environment: {shown}.", "Move it elsewhere, then try again."
        )
    users = sorted(_users_of(prefix))
    if users:
        shown = ", ".join(f"{name} (process {pid})" for pid, name in users[:_SHOWN])
        raise MachineError(f"The environment in {prefix} is in use by {shown}.", "End that first, then try again.")


def _require_name(prefix: Path, typed: str) -> None:
    if typed != prefix.name:
        raise MachineError(
            f"The name that was typed, {typed!r}, is not that of the environment in {prefix}.",
            f"Type {prefix.name} to remove it.",
        )


def _refuse_places(prefix: Path) -> None:
    real = prefix.resolve()
    kept = (Path(sys.prefix).resolve(), Path(sys.base_prefix).resolve(), Path.home().resolve())
    if any(real == place or real in place.parents for place in kept):
        raise MachineError(f"{prefix} holds this program, or your home folder.", "It cannot be removed from here.")
    if (prefix / "condabin").is_dir() or (prefix / "envs").is_dir() or (prefix / "pkgs").is_dir():
        raise MachineError(
            f"{prefix} is the base of a conda, in which other environments may live.", "Remove it by its own means."
        )


def _belongings(prefix: Path) -> Iterator[Path]:
    """Checkouts and models near the top of the environment: things of the user that pip and conda never put there."""
    folders = [(prefix, 0)]
    while folders:
        folder, depth = folders.pop()
        with contextlib.suppress(OSError):
            for entry in os.scandir(folder):
                is_folder = entry.is_dir(follow_symlinks=False)
                if entry.name == ".git" or entry.name.lower().endswith(_USERS_FILES):
                    yield Path(entry.path)
                elif is_folder and depth + 1 < _DEPTH:
                    folders.append((Path(entry.path), depth + 1))


def _users_of(prefix: Path) -> Iterator[tuple[int, str]]:
    """Processes whose program lies in the environment; those of other users are not seen."""
    inside = str(prefix.absolute()) + os.sep
    for process in psutil.process_iter():
        with contextlib.suppress(psutil.Error, OSError):
            command = process.cmdline()
            if process.pid != os.getpid() and (
                (command and command[0].startswith(inside)) or process.exe().startswith(inside)
            ):
                yield process.pid, process.name()


def _to_trash(prefix: Path) -> None:
    from send2trash import send2trash

    try:
        send2trash(prefix)
    except OSError as error:
        raise FileError(f"{prefix} could not be moved into the trash: {error}.", "Remove it by hand.") from error


def _delete(prefix: Path, on_removed: OnRemoved) -> None:
    """Out of the way at once, then file by file: an interruption leaves no half environment under the old name."""
    aside = prefix.with_name(f".{prefix.name}{_REMOVING}{secrets.token_hex(4)}")
    try:
        prefix.rename(aside)
    except OSError as error:
        raise FileError(
            f"{prefix} could not be removed: {error.strerror}.", "Close what uses it, and give yourself the right to."
        ) from error
    for folder in (*prefix.parent.glob(f".{prefix.name}{_REMOVING}*"),):
        if (folder / MARK).is_file():
            _delete_tree(folder, on_removed)


def _delete_tree(folder: Path, on_removed: OnRemoved) -> None:
    """The mark goes last, so that the rest of an interrupted removal is known for what it is."""
    gone = 0
    try:
        for entry in sorted(folder.iterdir(), key=lambda path: path.name == MARK):
            if entry.is_dir() and not entry.is_symlink():
                shutil.rmtree(entry)
            else:
                entry.unlink()
            gone += 1
            on_removed(gone)
        folder.rmdir()
    except OSError as error:
        raise FileError(
            f"What is left of the environment, in {folder}, could not be removed: {error.strerror}.",
            "Close what uses it, then delete that folder.",
        ) from error


def _forget(paths: AppPaths, prefix: Path, setup: SetupFolder) -> None:
    setup.discard()
    (setup.root / "setup.log").unlink(missing_ok=True)
    (setup.root / "setup.lock").unlink(missing_ok=True)
    for name in ("requirements.txt", "constraints.txt"):
        (setup.root / name).unlink(missing_ok=True)
    EnvironmentRegistry(paths.environments).forget(prefix)
