"""What lies in the folder of a subset, seen in one pass over its names: nothing is opened."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from core.dataset.scan import is_image_name

CAPTION_EXTENSIONS = (".txt", ".caption", ".tags")
_SHOWN = 24
_FOLDER = re.compile(r"(\d+)_(.+)")


@dataclass(frozen=True, slots=True)
class SubsetFacts:
    """`captioned` images have a file with the subset's extension beside them; `beside` counts those of the usual
    extensions. `first` are paths of some images, spread over the folder; `problem` says why nothing could be read."""

    images: int = 0
    captioned: int = 0
    beside: Mapping[str, int] = field(default_factory=dict)
    first: tuple[str, ...] = ()
    problem: str = ""

    @property
    def missing(self) -> int:
        """Images without a caption."""
        return self.images - self.captioned


@dataclass(frozen=True, slots=True)
class ImageFolder:
    """A folder of images, with the repeats and class tokens that its name may carry (`10_sks knight`)."""

    path: Path
    repeats: int = 1
    class_tokens: str = ""
    caption_extension: str = ""
    """The one that most of its images have a caption with; empty where none has."""


def subset_facts(folder: Path, extension: str) -> SubsetFacts:
    """What a subset of this folder would find; `extension` is as written, with or without its dot."""
    try:
        with os.scandir(folder) as entries:
            names = sorted(entry.name for entry in entries)
    except OSError as error:
        return SubsetFacts(problem=error.strerror or str(error))
    images = [name for name in names if is_image_name(name)]
    present = set(names)
    wanted = extension if not extension or extension.startswith(".") else f".{extension}"
    stems = [name[: name.rfind(".")] for name in images]
    counts = {known: sum(stem + known in present for stem in stems) for known in CAPTION_EXTENSIONS}
    own = counts[wanted] if wanted in counts else sum(stem + wanted in present for stem in stems)
    stride = max(1, len(images) // _SHOWN)
    shown = tuple(str(folder / name) for name in images[::stride][:_SHOWN])
    return SubsetFacts(len(images), own, {known: count for known, count in counts.items() if count}, shown)


def image_folders(path: Path) -> list[ImageFolder]:
    """The folders that become subsets where a person adds `path`: itself, else those in it that hold images.

    A folder called `10_sks knight` brings its repeats and its class tokens, as it does to sd-scripts.
    """
    own = _folder(path)
    if own is not None:
        return [own]
    try:
        with os.scandir(path) as entries:
            below = sorted(entry.path for entry in entries if entry.is_dir() and not entry.name.startswith("."))
    except OSError:
        return []
    return [found for item in below if (found := _folder(Path(item))) is not None]


def _folder(path: Path) -> ImageFolder | None:
    facts = subset_facts(path, "")
    if not facts.images:
        return None
    named = _FOLDER.fullmatch(path.name)
    extension = max(facts.beside, key=lambda known: facts.beside[known], default="")
    if named is None:
        return ImageFolder(path, caption_extension=extension)
    return ImageFolder(path, max(1, int(named[1])), named[2].strip(), extension)
