"""Environments for tests: real virtual ones, which take their packages from folders that are named to them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

OWN_PACKAGES = Path(sys.prefix) / "lib" / f"python3.{sys.version_info[1]}" / "site-packages"
"""torch, bitsandbytes and the rest that this program trains with itself."""


def make_environment(prefix: Path, *packages: Path) -> Path:
    """A virtual environment without pip; what lies in the folders of `packages` can be imported, the first wins."""
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(prefix)], check=True)
    if packages:
        (site_packages(prefix) / "tests.pth").write_text("".join(f"{folder}\n" for folder in packages), "utf-8")
    return prefix


def site_packages(prefix: Path) -> Path:
    return next(prefix.glob("lib/python3.*/site-packages"))


def add_package(prefix: Path, name: str, version: str, code: str | None = None) -> Path:
    """A package's metadata, and with `code` a module of that name."""
    folder = site_packages(prefix) / f"{name}-{version}.dist-info"
    folder.mkdir()
    (folder / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n", "utf-8")
    if code is not None:
        (site_packages(prefix) / f"{name}.py").write_text(code, "utf-8")
    return folder
