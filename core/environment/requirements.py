"""Whether what is installed is what a recipe, or sd-scripts' requirements.txt, asks for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from packaging.requirements import InvalidRequirement, Requirement
from packaging.version import InvalidVersion

FILE = "requirements.txt"
_SAME_MODULE = {"opencv-python": ("opencv-python-headless", "opencv-contrib-python", "opencv-contrib-python-headless")}
"""Packages that bring the module another one asks for, under their own versions."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """`missing` names packages, `differing` says what is there instead: `accelerate 1.15.0 (==1.6.0)`."""

    asked: int
    missing: tuple[str, ...]
    differing: tuple[str, ...]


def read_requirements(checkout: Path) -> tuple[str, ...]:
    """The packages that a checkout of sd-scripts lists; nothing where it lists none.

    Options, comments and the checkout itself (`-e .`) are no packages.
    """
    try:
        lines = (checkout / FILE).read_text("utf-8", "replace").splitlines()
    except OSError:
        return ()
    stripped = (line.partition(" #")[0].strip() for line in lines)
    return tuple(line for line in stripped if line and not line.startswith(("#", "-")) and _parsed(line) is not None)


def compare(requirements: Iterable[str], installed: Mapping[str, str], python: str) -> Comparison:
    """`installed` by normalized name; requirements that are for another `python` or system are passed over."""
    asked, missing, differing = 0, [], []
    for text in requirements:
        wanted = _parsed(text)
        if wanted is None:
            continue
        of_there = {"python_version": ".".join(python.split(".")[:2]), "python_full_version": python, "extra": ""}
        if wanted.marker is not None and not wanted.marker.evaluate(of_there):
            continue
        asked += 1
        name = normalized(wanted.name)
        version = installed.get(name)
        if version is None and any(other in installed for other in _SAME_MODULE.get(name, ())):
            continue
        if version is None:
            missing.append(wanted.name)
        elif not _fits(wanted, version):
            differing.append(f"{wanted.name} {version} ({wanted.specifier})")
    return Comparison(asked, tuple(missing), tuple(differing))


def normalized(name: str) -> str:
    return name.lower().replace("_", "-").replace(".", "-")


def _parsed(text: str) -> Requirement | None:
    try:
        return Requirement(text)
    except InvalidRequirement:
        return None


def _fits(wanted: Requirement, version: str) -> bool:
    try:
        return wanted.specifier.contains(version, prereleases=True)
    except InvalidVersion:
        return False
