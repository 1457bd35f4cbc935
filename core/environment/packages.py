"""The packages that pip has installed, as they lie on the disk: which are whole, which were cut short."""

from __future__ import annotations

import contextlib
import csv
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path

from core.environment.environment import package_folders
from core.environment.running import merged

_SECONDS_TO_ANSWER = 60


def remove_damaged(prefix: Path) -> list[str]:
    """Forget the packages that `damaged_names` tells, so that pip installs them again.

    Raises:
        OSError: the environment cannot be written.
    """
    for site in package_folders(prefix):
        for leftover in site.glob("~*"):
            shutil.rmtree(leftover)
    folders = list(_damaged(prefix))
    for folder in folders:
        shutil.rmtree(folder)
    return [_name(folder) for folder in folders]


def damaged_names(prefix: Path) -> list[str]:
    """The packages, as `name-version`, whose files are not all there at their recorded sizes. What another program
    than pip installed is not judged; without RECORD, which pip writes last, a package was cut short."""
    return [_name(folder) for folder in _damaged(prefix)]


def _damaged(prefix: Path) -> Iterator[Path]:
    for site in package_folders(prefix):
        for folder in sorted(site.glob("*.dist-info")):
            if not _is_whole(folder):
                yield folder


def _name(dist_info: Path) -> str:
    return dist_info.name.removesuffix(".dist-info")


def has_pip(python: Path, prefix: Path, variables: Mapping[str, str | None]) -> bool:
    """Whether pip is there with all its parts: one that was cut short still tells its version."""
    records = [folder for site in package_folders(prefix) for folder in site.glob("pip-*.dist-info")]
    whole = len(records) == 1 and _is_whole(records[0])
    return whole and _answers(python, variables, "-c", "import pip._internal.commands.install")


def starts(python: Path, variables: Mapping[str, str | None]) -> bool:
    """Whether the interpreter works, with what pip needs of it."""
    return python.is_file() and _answers(python, variables, "-c", "import ssl, zlib")


def bring_pip(python: Path, prefix: Path, variables: Mapping[str, str | None]) -> bool:
    """Put Python's bundled pip in the place of a broken one: files of two versions must not mix."""
    for site in package_folders(prefix):
        for folder in (site / "pip", *site.glob("pip-*.dist-info")):
            if folder.exists():
                shutil.rmtree(folder)
    return _answers(python, variables, "-m", "ensurepip") and has_pip(python, prefix, variables)


def _answers(python: Path, variables: Mapping[str, str | None], *arguments: str) -> bool:
    try:
        done = subprocess.run(
            [str(python), *arguments],
            capture_output=True,
            stdin=subprocess.DEVNULL,
            env=merged(variables),
            check=False,
            timeout=_SECONDS_TO_ANSWER,
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def _is_whole(dist_info: Path) -> bool:
    with contextlib.suppress(OSError):
        installer = (dist_info / "INSTALLER").read_text("utf-8", "replace").strip()
        if installer != "pip":
            return True
    record = dist_info / "RECORD"
    if not record.is_file() or not (dist_info / "METADATA").is_file():
        return False
    try:
        return all(path.stat().st_size == size for path, size in _recorded(record))
    except (OSError, ValueError, csv.Error):
        return False


def _recorded(record: Path) -> Iterator[tuple[Path, int]]:
    base = record.parent.parent
    with record.open(newline="", encoding="utf-8") as stream:
        for row in csv.reader(stream):
            if len(row) == 3 and row[2] and not row[0].endswith(".pyc"):
                yield base / row[0], int(row[2])
