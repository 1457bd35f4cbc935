"""Virtual environments by uv, which can load a Python of its own where the machine has none that fits."""

from __future__ import annotations

import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

from core.environment.backends.backend import python_in_venv
from core.environment.network import Network
from core.environment.plan import BackendKind, Command, Obstacle, ObstacleCode

_PYTHON_BYTES = 35_000_000


@dataclass(frozen=True, slots=True)
class Uv:
    """uv makes the environment; the packages come by pip, which the interpreter carries with it (`ensurepip`): uv
    would pass over the indexes, folders and certificates that the user configured pip with.

    `interpreter` is the Python to build on: its real path, because uv takes the failure of a pyenv shim for its own.
    None lets uv load `python_version`.
    """

    program: Path | None
    interpreter: Path | None
    python_version: str
    kind: BackendKind = BackendKind.UV
    needs_absent_prefix: bool = False
    seconds: float = 4.0

    @property
    def download_bytes(self) -> int:
        return _PYTHON_BYTES if self.interpreter is None else 0

    @property
    def disk_bytes(self) -> int:
        return 25_000_000 + 4 * self.download_bytes

    def python(self, prefix: Path) -> Path:
        return python_in_venv(prefix)

    def create(self, prefix: Path, network: Network) -> tuple[Command, ...]:  # noqa: ARG002 (by variables)
        uv = str(self.program or "uv")
        python: tuple[str, ...] = ("--python", self.python_version, "--managed-python")
        if self.interpreter is not None:
            python = ("--python", str(self.interpreter), "--offline", "--no-python-downloads")
        options = ("--no-config", "--no-progress", "--allow-existing")
        making = (uv, "venv", *options, *python, str(prefix))
        bringing_pip = (str(self.python(prefix)), "-m", "ensurepip", "--default-pip")
        return (Command(argv=making), Command(argv=bringing_pip))

    def repair(self, prefix: Path, network: Network) -> tuple[Command, ...]:
        return self.create(prefix, network)

    def obstacles(self) -> tuple[Obstacle, ...]:
        if self.program is not None and self.program.is_file():
            return ()
        return (
            Obstacle(
                code=ObstacleCode.MANAGER_MISSING,
                message="uv was not found." if self.program is None else f"There is no uv at {self.program}.",
                hint="Install it, name it with --manager, or choose rattler or venv.",
            ),
        )


def find_uv(home: Path | None = None) -> Path | None:
    """On PATH, where its installers put it, or beside this program's own Python."""
    on_path = shutil.which("uv")
    if on_path:
        return Path(on_path)
    home = home or Path.home()
    folders = (home / ".local" / "bin", home / ".cargo" / "bin", Path(sys.executable).parent)
    places = (folder / name for folder in folders for name in ("uv", "uv.exe"))
    return next((place for place in places if place.is_file()), None)
