"""A Python environment that can train with sd-scripts: what is known of it, and its fingerprint."""

from __future__ import annotations

import dataclasses
import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from core.processes import IS_WINDOWS


class EnvironmentKind(StrEnum):
    CONDA = "conda"
    """Has `conda-meta/history`, whoever made it: conda, mamba, micromamba or py-rattler."""
    VENV = "venv"
    UV = "uv"
    """A virtual environment made by uv: as a rule without pip."""
    SYSTEM = "system"
    """An interpreter with its packages and no environment around it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Environment:
    """`prefix` is its folder and `python` its interpreter (a link is not resolved: its place matters).

    `sd_scripts` is the checkout that trains in it, `recipe` the name of what it was made from, `backend` what made it
    (`conda`, `mamba`, `micromamba`, `rattler`, `uv`, `venv`); empty or None where unknown. `created_by_us` is True for
    what this program made: only that may be removed or rebuilt without looking twice. Times in seconds since 1970.
    """

    prefix: Path
    python: Path
    kind: EnvironmentKind
    name: str
    sd_scripts: Path | None = None
    recipe: str = ""
    backend: str = ""
    created_by_us: bool = False
    created_at: float = 0.0

    def to_json(self) -> dict[str, Any]:
        values = dataclasses.asdict(self)
        for key in ("prefix", "python", "sd_scripts"):
            values[key] = None if values[key] is None else str(values[key])
        return values

    @classmethod
    def from_json(cls, values: Any) -> Environment:
        """Raises ValueError for what `to_json` cannot have written; keys of a newer version are passed over."""
        try:
            known = {item.name: values[item.name] for item in dataclasses.fields(cls) if item.name in values}
            known["prefix"], known["python"] = Path(values["prefix"]), Path(values["python"])
            known["kind"] = EnvironmentKind(values["kind"])
            known["sd_scripts"] = Path(values["sd_scripts"]) if values.get("sd_scripts") else None
            return cls(**known)
        except (KeyError, TypeError) as error:
            raise ValueError(f"not an environment: {values!r}") from error


def python_of(prefix: Path) -> Path | None:
    """The interpreter of the environment in `prefix`, conda's or a virtual one; None where there is none."""
    places = ("python.exe", "Scripts/python.exe") if IS_WINDOWS else ("bin/python", "bin/python3")
    return next((prefix / place for place in places if (prefix / place).is_file()), None)


def kind_of(prefix: Path) -> EnvironmentKind:
    """What kind of environment lies in `prefix`, from the files that its maker leaves there."""
    if (prefix / "conda-meta" / "history").is_file():
        return EnvironmentKind.CONDA
    try:
        lines = (prefix / "pyvenv.cfg").read_text("utf-8", "replace").splitlines()
    except OSError:
        return EnvironmentKind.SYSTEM
    made_by_uv = any(line.partition("=")[0].strip() == "uv" for line in lines)
    return EnvironmentKind.UV if made_by_uv else EnvironmentKind.VENV


def environment_at(prefix: Path, *, sd_scripts: Path | None = None) -> Environment | None:
    """The environment in `prefix` as it is found there; None where no interpreter is."""
    prefix = prefix.expanduser().absolute()
    python = python_of(prefix)
    if python is None:
        return None
    return Environment(prefix=prefix, python=python, kind=kind_of(prefix), name=prefix.name, sd_scripts=sd_scripts)


def prefix_of(python: Path) -> Path:
    """The folder of the environment that an interpreter belongs to, by its place alone."""
    folder = python.expanduser().absolute().parent
    return folder.parent if folder.name.lower() in ("bin", "scripts") else folder


def package_folders(prefix: Path) -> list[Path]:
    """The `site-packages` of the environment in `prefix`."""
    if IS_WINDOWS:
        return [prefix / "Lib" / "site-packages"]
    return sorted(path for path in prefix.glob("lib/python3.*/site-packages") if not path.parent.is_symlink())


def installed_versions(prefix: Path) -> dict[str, str]:
    """Name (normalized: lower case, `-`) and version of each package, from the names of its metadata folders."""
    return {name: version for name, version, _ in _packages(prefix)}


def packages_digest(prefix: Path) -> str:
    """A fingerprint of what is installed in `prefix`: it changes when a package is added, removed or installed anew.

    Some milliseconds. Packages of conda that hold no Python are told by `conda-meta`.
    """
    known = [f"{name} {version} {installed}" for name, version, installed in _packages(prefix)]
    conda = sorted(path.name for path in prefix.glob("conda-meta/*.json"))
    return hashlib.sha256("\n".join([*sorted(known), *conda]).encode()).hexdigest()[:16]


def _packages(prefix: Path) -> Iterator[tuple[str, str, int]]:
    """With the second at which each was installed."""
    for folder in package_folders(prefix):
        try:
            entries = list(os.scandir(folder))
        except OSError:
            continue
        for entry in entries:
            stem, dot, ending = entry.name.rpartition(".")
            name, _, version = stem.partition("-")
            if dot and ending == "dist-info" and version:
                yield name.lower().replace("_", "-").replace(".", "-"), version, int(entry.stat().st_mtime)
