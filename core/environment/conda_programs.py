"""The conda, mamba and micromamba that a user has, and the environments that they keep."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from core.processes import IS_WINDOWS

NAMES = ("conda", "mamba", "micromamba")
_ROOTS = ("miniforge3", "mambaforge", "miniconda3", "anaconda3", "micromamba")
_CASKS = ("miniforge", "mambaforge", "miniconda", "anaconda")
_INFO_SECONDS = 1.6
"""`conda info --json` takes 0.8 s when it is warm (measured)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Manager:
    """`root` is its base environment (micromamba: where it keeps environments) and `version` what it says of itself;
    empty and None where that is not known. `found_by` says where it was looked for."""

    name: str
    path: Path
    found_by: str
    root: Path | None = None
    version: str = ""
    envs_folders: tuple[Path, ...] = ()


@dataclass(frozen=True, slots=True)
class Places:
    """Where to look: the variables, PATH and home folder of the user, and the folders that all users share."""

    variables: Mapping[str, str]
    home: Path
    shared: tuple[Path, ...]

    @classmethod
    def of_this_user(cls) -> Places:
        variables = dict(os.environ)
        if IS_WINDOWS:  # untested
            names = ("USERPROFILE", "LOCALAPPDATA", "ProgramData", "SystemDrive")
            shared = tuple(Path(variables[name]) for name in names if variables.get(name))
        else:
            shared = (Path("/opt"),)
        return cls(variables, Path.home(), shared)

    def roots(self) -> Iterator[Path]:
        """The folders that conda's installers take by default."""
        homes = (self.home, self.home / "opt", *self.shared)
        yield from (folder / name for folder in homes for name in _ROOTS)
        yield from (folder / "conda" for folder in self.shared)
        for prefix in (Path("/opt/homebrew/Caskroom"), Path("/usr/local/Caskroom")):
            yield from (prefix / cask / "base" for cask in _CASKS)


def find_managers(saved: Path | None = None, places: Places | None = None) -> list[Manager]:
    """Every one there is, the best first: saved path, variables, PATH, the usual folders, known environments.

    No process is started: `confirmed` asks one what it is. A shell function is not seen, and a program started from a
    desktop may not have the shell's PATH.
    """
    places = places or Places.of_this_user()
    found: dict[Path, Manager] = {}
    for path, how in _candidates(saved, places):
        if path.is_file():
            key = path.resolve() if path.stem not in NAMES else path.parent.resolve() / path.name
            found.setdefault(key, Manager(name=_name_of(path), path=path, found_by=how, root=_root_of(path)))
    return list(found.values())


def _candidates(saved: Path | None, places: Places) -> Iterator[tuple[Path, str]]:
    if saved is not None:
        yield saved, "settings"
    for variable in ("CONDA_EXE", "MAMBA_EXE"):
        if places.variables.get(variable):
            yield Path(places.variables[variable]), variable
    if places.variables.get("MAMBA_ROOT_PREFIX"):
        yield from _programs(Path(places.variables["MAMBA_ROOT_PREFIX"]), "MAMBA_ROOT_PREFIX")
    for name in NAMES:
        on_path = shutil.which(name, path=places.variables.get("PATH", ""))
        if on_path:
            yield Path(on_path), "PATH"
    for root in places.roots():
        yield from _programs(root, "usual folder")
    yield places.home / ".local" / "bin" / "micromamba", "usual folder"
    for prefix in listed_environments(places.home):
        yield from _programs(prefix, "environments.txt")


def _programs(root: Path, how: str) -> Iterator[tuple[Path, str]]:
    if IS_WINDOWS:  # untested
        inside = [f"{folder}/{name}.exe" for folder in ("Scripts", "Library/bin") for name in NAMES]
        inside += [f"condabin/{name}.bat" for name in NAMES]
    else:
        inside = [f"{folder}/{name}" for name in NAMES for folder in ("bin", "condabin")]
    for place in inside:
        if (root / place).is_file():
            yield root / place, how


def _name_of(path: Path) -> str:
    stem = path.stem.lower()
    return stem if stem in NAMES else "conda"


def _root_of(path: Path) -> Path | None:
    """By its place: `<root>/bin/conda`; None for a program that lies elsewhere."""
    folder = path.parent.parent
    return folder if (folder / "conda-meta").is_dir() or (folder / "envs").is_dir() else None


def confirmed(manager: Manager, seconds: float = _INFO_SECONDS) -> Manager | None:
    """With what `info --json` says; None for a program that does not answer as a conda does. Keys may be missing."""
    try:
        done = subprocess.run(
            [str(manager.path), "info", "--json"],
            capture_output=True,
            stdin=subprocess.DEVNULL,
            timeout=seconds,
            check=False,
        )
        told = json.loads(done.stdout)
    except (OSError, ValueError, subprocess.SubprocessError):
        return None
    return _with_info(manager, told) if done.returncode == 0 and isinstance(told, dict) else None


def _with_info(manager: Manager, told: Mapping[str, Any]) -> Manager:
    version = told.get("conda_version") or told.get("mamba version") or told.get("micromamba version") or ""
    root = told.get("root_prefix") or told.get("base environment") or ""
    folders = told.get("envs_dirs") or told.get("envs directories") or ()
    listed = (folders,) if isinstance(folders, str) else folders
    return Manager(
        name=manager.name,
        path=manager.path,
        found_by=manager.found_by,
        root=Path(str(root).split(" (", maxsplit=1)[0]) if root else manager.root,
        version=str(version),
        envs_folders=tuple(Path(str(folder)) for folder in listed),
    )


def listed_environments(home: Path) -> list[Path]:
    """The prefixes in `~/.conda/environments.txt` that still hold a conda environment."""
    try:
        lines = (home / ".conda" / "environments.txt").read_text("utf-8", "replace").splitlines()
    except OSError:
        return []
    prefixes = (Path(line.strip()) for line in lines if line.strip())
    return [prefix for prefix in prefixes if (prefix / "conda-meta" / "history").is_file()]


def conda_environments(managers: list[Manager], home: Path) -> list[Path]:
    """The prefixes of all conda environments that these managers and `environments.txt` know."""
    folders = [folder for manager in managers for folder in manager.envs_folders]
    roots = [manager.root for manager in managers if manager.root is not None]
    folders += [root / "envs" for root in roots] + [home / ".conda" / "envs"]
    prefixes = [*roots, *listed_environments(home)]
    for folder in dict.fromkeys(folders):
        if folder.is_dir():
            prefixes += sorted(folder.iterdir())
    return [prefix for prefix in dict.fromkeys(prefixes) if (prefix / "conda-meta" / "history").is_file()]
