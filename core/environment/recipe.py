"""Recipes: which Python, torch and packages an environment gets. They are data in `resources/recipes`."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from core.errors import ConfigError
from core.paths import resources_folder

Version = tuple[int, int]
TORCH_FILE = "torch.toml"
DEFAULT_BUILD = "default"
CPU_BUILD = "cpu"
FIRST_BLACKWELL: Version = (10, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class TorchBuild:
    """One of torch's builds that recipes choose from.

    `cuda` is the CUDA version that the driver must run at least, `compute` the compute capabilities that it covers,
    lowest and highest; None for a build without CUDA. `packages` are requirements as pip takes them. The build
    `default` is the one of the ordinary package index, which for Linux is made for CUDA and elsewhere for the CPU.
    """

    name: str
    torch: str
    packages: tuple[str, ...]
    cuda: Version | None
    compute: tuple[Version, Version] | None
    download_bytes: int
    disk_bytes: int
    package_count: int

    @property
    def needs_index(self) -> bool:
        """Whether only PyTorch's own index has it: the ordinary one takes no versions such as `2.7.1+cu128`."""
        return any("+" in requirement for requirement in self.packages)


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """`python` is the version it asks for, `pythons` those that work. `builds` are the torch builds that it allows,
    best first, `torch_extra` what comes from torch's index besides. `from_checkout`: the packages are those of
    sd-scripts' own requirements.txt; else they are `packages`.

    `title` and `summary` are shown as they are; the window has its own words for the keys it knows.
    """

    key: str
    title: str
    summary: str
    python: str
    pythons: tuple[str, ...]
    builds: tuple[TorchBuild, ...]
    torch_extra: tuple[str, ...]
    from_checkout: bool
    packages: tuple[str, ...]
    package_count: int
    download_bytes: int
    disk_bytes: int

    def build(self, name: str) -> TorchBuild | None:
        return next((build for build in self.builds if build.name == name), None)


def read_recipes(further: Path | None = None) -> dict[str, Recipe]:
    """The shipped recipes, and those of the user in the folder `further`, which may replace them; by key.

    A user's `torch.toml` adds builds, for example of a newer torch.

    Raises:
        ConfigError: a file is no TOML, or lacks what a recipe must say.
    """
    folders = [resources_folder() / "recipes", *([further] if further is not None and further.is_dir() else [])]
    builds: dict[str, TorchBuild] = {}
    for folder in folders:
        if (folder / TORCH_FILE).is_file():
            document = _document(folder / TORCH_FILE)
            builds |= {name: _build(name, values, folder / TORCH_FILE) for name, values in document.items()}
    recipes = {}
    for folder in folders:
        for path in sorted(folder.glob("*.toml")):
            if path.name != TORCH_FILE:
                recipes[path.stem] = _recipe(path, builds)
    return recipes


def recipe_named(key: str, further: Path | None = None) -> Recipe:
    """Raises ConfigError where there is no such recipe."""
    recipes = read_recipes(further)
    if key not in recipes:
        raise ConfigError(f"There is no recipe {key!r}.", f"Known recipes: {', '.join(sorted(recipes))}.")
    return recipes[key]


def version_of(text: str) -> Version:
    """`12.8` as (12, 8). Raises ValueError."""
    major, _, minor = text.partition(".")
    return int(major), int(minor or 0)


def dotted(version: Iterable[int]) -> str:
    return ".".join(str(part) for part in version)


def _document(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise ConfigError(f"The recipe {path} cannot be read: {error}.", "Repair it, or move it away.") from error


def _build(name: str, values: Any, path: Path) -> TorchBuild:
    try:
        compute = values.get("compute")
        return TorchBuild(
            name=name,
            torch=str(values["torch"]),
            packages=tuple(map(str, values["packages"])),
            cuda=version_of(values["cuda"]) if "cuda" in values else None,
            compute=None if compute is None else (version_of(compute[0]), version_of(compute[1])),
            download_bytes=int(values["download_bytes"]),
            disk_bytes=int(values["disk_bytes"]),
            package_count=int(values.get("package_count", 0)),
        )
    except (AttributeError, IndexError, KeyError, TypeError, ValueError) as error:
        raise _incomplete(path, f"the build {name}", error) from error


def _recipe(path: Path, builds: Mapping[str, TorchBuild]) -> Recipe:
    values = _document(path)
    try:
        return Recipe(
            key=path.stem,
            title=str(values["title"]),
            summary=str(values["summary"]),
            python=str(values["python"]),
            pythons=tuple(map(str, values.get("pythons", [values["python"]]))),
            builds=tuple(builds[name] for name in values["builds"]),
            torch_extra=tuple(map(str, values.get("torch_extra", ()))),
            from_checkout=bool(values.get("from_checkout", False)),
            packages=tuple(map(str, values.get("packages", ()))),
            package_count=int(values.get("package_count", 0)),
            download_bytes=int(values["download_bytes"]),
            disk_bytes=int(values["disk_bytes"]),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise _incomplete(path, "the recipe", error) from error


def _incomplete(path: Path, what: str, error: Exception) -> ConfigError:
    missing = f"lacks or does not know {error}" if isinstance(error, KeyError) else f"makes no sense: {error}"
    return ConfigError(f"{path}: {what} {missing}.", "Compare it with the recipes in resources/recipes.")
