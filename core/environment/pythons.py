"""Python interpreters of the machine that an environment can be built on."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from core.environment.recipe import Version, version_of
from core.processes import IS_WINDOWS

_QUESTION = (
    "import json, sys\n"
    "try:\n import venv, ensurepip\n makes = True\n"
    "except ImportError: makes = False\n"
    "print(json.dumps([list(sys.version_info[:3]), sys.executable, makes]))"
)
_SECONDS_TO_ANSWER = 15


@dataclass(frozen=True, slots=True, kw_only=True)
class Interpreter:
    """`makes_environments`: its modules venv and ensurepip are there (Debian leaves them out)."""

    path: Path
    version: tuple[int, int, int]
    makes_environments: bool


def find_interpreter(versions: Sequence[str], *, for_venv: bool = True) -> Interpreter | None:
    """The first working interpreter of the first of these versions (`3.10`) that the machine has."""
    for version in versions:
        wanted = version_of(version)
        for command in candidates(wanted):
            found = ask(command)
            if found and found.version[:2] == wanted and (found.makes_environments or not for_venv):
                return found
    return None


def ask(command: Sequence[str]) -> Interpreter | None:
    """What an interpreter says of itself; None for a shim that has none behind it, and for what is no Python."""
    try:
        done = subprocess.run(
            [*command, "-I", "-c", _QUESTION],
            capture_output=True,
            stdin=subprocess.DEVNULL,
            check=False,
            timeout=_SECONDS_TO_ANSWER,
        )
        version, path, makes = json.loads(done.stdout)
        return Interpreter(path=Path(path), version=tuple(version), makes_environments=makes)
    except (OSError, ValueError, subprocess.TimeoutExpired):
        return None


def candidates(version: Version, home: Path | None = None) -> Iterator[list[str]]:
    """Commands that may start that Python: this program's own, PATH, pyenv, uv's, the Windows launcher, Homebrew."""
    name = f"python{version[0]}.{version[1]}"
    if sys.version_info[:2] == version:
        yield [getattr(sys, "_base_executable", "") or sys.executable]
    if IS_WINDOWS:  # untested
        yield ["py", f"-{version[0]}.{version[1]}"]
    folders = [Path(folder) for folder in os.environ.get("PATH", os.defpath).split(os.pathsep) if folder]
    for folder in [*folders, Path("/usr/local/bin"), Path("/opt/homebrew/bin"), Path("/usr/bin")]:
        if (folder / name).is_file():
            yield [str(folder / name)]
    home = home or Path.home()
    pyenv = Path(os.environ.get("PYENV_ROOT", "") or home / ".pyenv") / "versions"
    of_uv = home / ".local" / "share" / "uv" / "python"
    short = f"{version[0]}.{version[1]}"
    for path in [*pyenv.glob(f"{short}.*/bin/{name}"), *of_uv.glob(f"cpython-{short}*/bin/{name}")]:
        yield [str(path)]
