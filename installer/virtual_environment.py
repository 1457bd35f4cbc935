"""The environment of the program, `.venv` in the checkout: made, checked, repaired."""

from __future__ import annotations

import csv
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

from installer import interpreters, stamp
from installer.errors import InstallError
from installer.interpreters import Interpreter
from installer.pip_runs import clean_environment, site_packages


def prepare(root: Path, interpreter: Interpreter, *, afresh: bool = False) -> None:
    """See to it that `.venv` exists and its Python and pip work; what an interruption left half done is removed.

    Raises:
        InstallError: it cannot be made here.
    """
    folder = root / ".venv"
    if folder.exists() and not afresh and _is_usable(root):
        damaged = remove_damaged(site_packages(root))
        for name in damaged:
            print(f"{name} was installed only in part: it comes again.", flush=True)
        pip_is_whole = not any(name.startswith("pip-") for name in damaged)
        if (pip_is_whole and _has_pip(root)) or _bring_pip(root):
            return
    if folder.exists():
        print("The environment in .venv does not work: it is made anew.", flush=True)
        _remove(folder)
    print(f"Making an environment with Python {interpreters.dotted(interpreter.version)} in .venv", flush=True)
    command = [interpreter.path, "-m", "venv", str(folder)]
    made = subprocess.run(
        command, capture_output=True, text=True, errors="replace", env=clean_environment(), check=False
    )
    if made.returncode:
        raise InstallError("The environment could not be made.", (made.stdout + made.stderr).strip())


def _is_usable(root: Path) -> bool:
    version = stamp.python_version(str(root)).split(".")
    numbers = tuple(int(part) for part in version if part.isdigit())
    return interpreters.suits(numbers) and _answers(root, ["-c", "import ssl, zlib"])


def _has_pip(root: Path) -> bool:
    return _answers(root, ["-m", "pip", "--version"])


def _bring_pip(root: Path) -> bool:
    """Put Python's bundled pip in the place of a broken one: files of two versions must not mix."""
    for folder in (site_packages(root) / "pip", *site_packages(root).glob("pip-*.dist-info")):
        shutil.rmtree(folder, ignore_errors=True)
    return _answers(root, ["-m", "ensurepip"]) and _has_pip(root)


def _answers(root: Path, arguments: list[str]) -> bool:
    command = [stamp.environment_python(str(root)), *arguments]
    try:
        done = subprocess.run(
            command, capture_output=True, env=clean_environment(), stdin=subprocess.DEVNULL, check=False
        )
    except OSError:
        return False
    return done.returncode == 0


def _remove(folder: Path) -> None:
    try:
        if folder.is_symlink():
            folder.unlink()
        else:
            shutil.rmtree(folder)
    except OSError as error:
        raise InstallError(
            f"The broken environment could not be removed: {error}.", f"Close what uses it, then delete {folder}."
        ) from error


def remove_damaged(site: Path) -> list[str]:
    """Forget packages whose files are not all there at their recorded sizes, so that pip installs them again.

    pip writes RECORD last (PEP 376 as pip 23–26 do it): without it the package was cut short.
    """
    for leftover in site.glob("~*"):
        shutil.rmtree(leftover, ignore_errors=True)
    damaged = damaged_packages(site)
    for name in damaged:
        shutil.rmtree(site / f"{name}.dist-info")
    return damaged


def damaged_packages(site: Path) -> list[str]:
    """The packages, as `name-version`, of which a file is missing or has another size than recorded."""
    folders = sorted(site.glob("*.dist-info"))
    return [folder.name.removesuffix(".dist-info") for folder in folders if not _is_whole(folder)]


def _is_whole(dist_info: Path) -> bool:
    record = dist_info / "RECORD"
    if not record.is_file() or not (dist_info / "METADATA").is_file():
        return False
    try:
        return all(path.stat().st_size == size for path, size in _recorded(record))
    except (OSError, ValueError, csv.Error):
        return False


def _recorded(record: Path) -> Iterator[tuple[Path, int]]:
    """The files of a package that have a recorded size, and that size."""
    base = record.parent.parent
    with record.open(newline="", encoding="utf-8") as stream:
        for row in csv.reader(stream):
            if len(row) == 3 and row[2] and not row[0].endswith(".pyc"):
                yield base / row[0], int(row[2])
