"""A checkout of a very small program with the real bootstrap, whose packages come from a folder of wheels."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from installer import pins, stamp
from installer.pins import Pin
from installer.virtual_environment import damaged_packages
from tests.installer.wheels import make_wheel, pin_of, repack_installed, write_lock

ROOT = Path(__file__).resolve().parent.parent.parent
PROGRAM = """
import sys
def main():
    import tiny_one
    print("program", *sys.argv[1:])
"""
PROJECT = """
[build-system]
requires = ["setuptools"]
build-backend = "setuptools.build_meta"
[project]
name = "kohya-studio"
version = "0.0.1"
[project.scripts]
kohya-studio = "core.program:main"
[project.gui-scripts]
kohya-studio-gui = "core.program:main"
[tool.setuptools.packages.find]
include = ["core*"]
"""
SECONDS_TO_INSTALL = 100


@dataclass(frozen=True)
class Index:
    """A folder of wheels and the pins that name them, lock file by lock file."""

    folder: Path
    locks: dict[str, list[Pin]]


def build_index(folder: Path) -> Index:
    """pip and setuptools as they are installed here, a tiny torch in two builds, and a few tiny packages."""
    folder.mkdir(parents=True, exist_ok=True)
    tools = [pin_of(repack_installed(folder, "pip"))]
    make_wheel(folder, "torch", "2.13.0+cpu", {"torch/__init__.py": b"BUILD = 'cpu'\n"})
    torch = make_wheel(folder, "torch", "2.13.0", {"torch/__init__.py": b"BUILD = 'cuda'\n"})
    noise = random.Random(1).randbytes(400_000)
    names = ("tiny-one", "tiny-two", "tiny-three")
    tiny = [make_wheel(folder, name, "1.0", _tiny_files(name.replace("-", "_"), noise)) for name in names]
    runtime = [pin_of(repack_installed(folder, "setuptools")), *(pin_of(wheel) for wheel in tiny)]
    dev = [pin_of(make_wheel(folder, "tiny-dev", "1.0", {"tiny_dev.py": b""}))]
    return Index(folder, {pins.TOOLS: tools, pins.TORCH: [pin_of(torch)], pins.RUNTIME: runtime, pins.DEV: dev})


def _tiny_files(package: str, noise: bytes) -> dict[str, bytes]:
    return {f"{package}/__init__.py": b"", f"{package}/data.bin": noise} | {
        f"{package}/part_{number}.py": b"NUMBER = 1\n" for number in range(60)
    }


@dataclass(frozen=True)
class Checkout:
    """One temporary checkout."""

    folder: Path
    index: Index

    def environment(self, **changes: str) -> dict[str, str]:
        kept = {key: value for key, value in os.environ.items() if not key.startswith(("PIP_", "QT_", "PYTEST"))}
        for display in ("DISPLAY", "WAYLAND_DISPLAY", "VIRTUAL_ENV"):
            kept.pop(display, None)
        kept.update(
            PIP_NO_INDEX="1",
            PIP_FIND_LINKS=self.index.folder.as_uri(),
            PIP_CONFIG_FILE=os.devnull,
            PIP_NO_CACHE_DIR="1",
            CUDA_VISIBLE_DEVICES="",
        )
        return {key: value for key, value in {**kept, **changes}.items() if value}

    def start(self, *arguments: str, python: str = sys.executable, **changes: str) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [python, str(self.folder / "installer" / "bootstrap.py"), *arguments],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            stdin=subprocess.DEVNULL,
            text=True,
            encoding="utf-8",
            env=self.environment(**changes),
        )

    def run(self, *arguments: str, python: str = sys.executable, **changes: str) -> tuple[int, str]:
        """Exit code and everything the bootstrap said."""
        with self.start(*arguments, python=python, **changes) as child:
            said, _ = child.communicate(timeout=SECONDS_TO_INSTALL)
        return child.returncode, said

    def assert_whole(self) -> None:
        assert stamp.is_current(str(self.folder))
        assert damaged_packages(self.site) == []
        for name in ("tiny_one", "tiny_two", "tiny_three", "torch", "setuptools", "pip"):
            assert list(self.site.glob(f"{name}-*.dist-info")), name
        script = Path(stamp.scripts_folder(str(self.folder))) / "kohya-studio"
        said = subprocess.run([str(script), "hello"], capture_output=True, text=True, env=self.environment())
        assert said.stdout == "program hello\n", said.stderr

    @property
    def site(self) -> Path:
        version = f"python{sys.version_info.major}.{sys.version_info.minor}"
        return self.folder / ".venv" / "lib" / version / "site-packages"


def make_checkout(folder: Path, index: Index) -> Checkout:
    """The repository's installer beside a small program, pinned to the index."""
    ignore = shutil.ignore_patterns("lock", "__pycache__")
    shutil.copytree(ROOT / "installer", folder / "installer", ignore=ignore)
    (folder / "pyproject.toml").write_text(PROJECT, encoding="utf-8")
    (folder / "core").mkdir()
    (folder / "core" / "__init__.py").write_text("", encoding="utf-8")
    (folder / "core" / "program.py").write_text(PROGRAM, encoding="utf-8")
    for name, found in index.locks.items():
        write_lock(folder, name, found)
    return Checkout(folder, index)
