"""sd-scripts: fetched by git at a tag or commit, or an existing folder, in which nothing is changed."""

from __future__ import annotations

import shutil
import subprocess
from enum import StrEnum
from pathlib import Path

from core.environment.ownership import MARK, is_empty, read_mark
from core.environment.plan import Command, Output

DOWNLOAD_BYTES = 20_000_000
DISK_BYTES = 45_000_000
"""A shallow clone of 48d368fa (v0.9.1 and later): 35 MB with its files."""
_BEFORE_UPDATE = "refs/kohya-studio/before-update"
_LOCKS = ("index.lock", "shallow.lock", "HEAD.lock", "config.lock")
_SECONDS_TO_ANSWER = 20


class SourceState(StrEnum):
    ABSENT = "absent"
    EMPTY = "empty"
    OURS = "ours"
    """Fetched by this program, whole or in part."""
    CHECKOUT = "checkout"
    """A checkout of sd-scripts that somebody else made."""
    FOREIGN = "foreign"


def source_state(folder: Path) -> SourceState:
    """What lies where sd-scripts is to be, or is."""
    if not folder.exists() and not folder.is_symlink():
        return SourceState.ABSENT
    if read_mark(folder / ".git") is not None:
        return SourceState.OURS
    if is_checkout(folder):
        return SourceState.CHECKOUT
    return SourceState.EMPTY if folder.is_dir() and is_empty(folder) else SourceState.FOREIGN


def is_checkout(folder: Path) -> bool:
    """Whether sd-scripts lies in `folder`: what every version of it has."""
    return (folder / "train_network.py").is_file() and (folder / "library" / "train_util.py").is_file()


def find_git() -> Path | None:
    found = shutil.which("git")
    return Path(found) if found else None


def fetch_commands(git: Path, folder: Path, address: str, revision: str) -> tuple[Command, ...]:
    """Commands that bring `folder`, empty or fetched before, to `revision`; run again, they go on.

    Only that one commit is loaded. A short commit cannot be asked of a server: it takes all 40 digits, or a tag.
    """
    within = (str(git), "-C", str(folder))
    fetching = (*within, "fetch", "--progress", "--depth", "1", "--no-tags", "--force", address, revision or "HEAD")
    return (
        Command(argv=(str(git), "init", "--quiet", str(folder))),
        Command(argv=(*within, "config", "remote.origin.url", address)),
        Command(argv=fetching, output=Output.GIT),
        Command(argv=(*within, "checkout", "--quiet", "--force", "--detach", "FETCH_HEAD")),
    )


def update_commands(git: Path, folder: Path, address: str, revision: str) -> tuple[Command, ...]:
    """Like `fetch_commands` for a finished checkout: the old commit is kept, and changed files are not overwritten."""
    within = (str(git), "-C", str(folder))
    _, remote, fetching, _ = fetch_commands(git, folder, address, revision)
    return (
        remote,
        Command(argv=(*within, "update-ref", _BEFORE_UPDATE, "HEAD")),
        fetching,
        Command(argv=(*within, "checkout", "--quiet", "--detach", "FETCH_HEAD")),
    )


def rollback_commands(git: Path, folder: Path, commit: str) -> tuple[Command, ...]:
    return (Command(argv=(str(git), "-C", str(folder), "checkout", "--quiet", "--detach", commit)),)


def changed_files(git: Path, folder: Path) -> list[str]:
    """The files of git that differ from the commit in `folder`; untracked ones do not count."""
    said = _answer(git, folder, "status", "--porcelain", "--untracked-files=no")
    return [line[3:] for line in said.splitlines()]


def current_commit(git: Path, folder: Path) -> str:
    """The commit in `folder`, 40 digits; empty where there is none."""
    return _answer(git, folder, "rev-parse", "--verify", "--quiet", "HEAD").strip()


def remove_stale_locks(folder: Path) -> None:
    """What a killed git leaves in a checkout of this program's own; no git may be at work in it."""
    for name in _LOCKS:
        (folder / ".git" / name).unlink(missing_ok=True)


def mark_place(folder: Path) -> Path:
    """Where a checkout has its mark: git leaves what it does not know in `.git` alone."""
    return folder / ".git" / MARK


def _answer(git: Path, folder: Path, *arguments: str) -> str:
    try:
        done = subprocess.run(
            [str(git), "-C", str(folder), *arguments],
            capture_output=True,
            text=True,
            encoding="utf-8",
            errors="replace",
            stdin=subprocess.DEVNULL,
            check=False,
            timeout=_SECONDS_TO_ANSWER,
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout if done.returncode == 0 else ""
