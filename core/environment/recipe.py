"""Recipes: which Python, torch and packages an environment gets. They are data in `resources/recipes`."""

from __future__ import annotations

from dataclasses import dataclass

Version = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class TorchBuild:
    """One of torch's builds that recipes choose from.

    `cuda` is the CUDA version that the driver must run at least, `compute` the compute capabilities that it covers,
    lowest and highest; None for a build without CUDA. `local` ends the version (`2.7.1+cu128`).
    """

    name: str
    torch: str
    packages: tuple[str, ...]
    cuda: Version | None
    compute: tuple[Version, Version] | None
    download_bytes: int
    disk_bytes: int
    package_count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """`python` is the version it asks for, `pythons` those that work. `builds` are the torch builds that it allows,
    best first. `from_checkout`: the packages are those of sd-scripts' own requirements.txt; else they are `packages`.

    `title` and `summary` are shown as they are; the window has its own words for the keys it knows.
    """

    key: str
    title: str
    summary: str
    python: str
    pythons: tuple[str, ...]
    builds: tuple[TorchBuild, ...]
    from_checkout: bool
    packages: tuple[str, ...]
    package_count: int
    download_bytes: int
    disk_bytes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """What decides about torch: never the card's name."""

    compute: Version
    memory: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Graphics:
    """`cuda` is the newest CUDA that the driver runs; None without a driver."""

    cuda: Version | None = None
    cards: tuple[Card, ...] = ()
