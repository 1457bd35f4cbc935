"""The files of the opened folders, listed in one quick pass: nothing is opened but what no name explains."""

from __future__ import annotations

import itertools
import os
from array import array
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from core.dataset.image_facts import BY_EXTENSION, ImageFormat, Trait, format_of
from core.dataset.scan import IMAGE_EXTENSIONS, is_image_name
from core.dataset.scope import CAPTION_EXTENSIONS, DatasetScope, OpenedFolder

CACHE_EXTENSION = ".npz"
_PIECE = 20_000
_SNIFFED = 2000
"""So many files without a known extension are opened to see whether they are images; the rest are called stray."""
_KNOWN_OTHERS = frozenset({".json", ".jsonl", ".toml", ".safetensors", ".yaml", ".yml", ".md"})


@dataclass(slots=True)
class ListedFolder:
    """One folder on the disk. `opened` counts in the scope; `written` is its path as sd-scripts sees it.

    `extensions` are the caption extensions that `Listing.captions` has bits for, that of the config first.
    """

    path: str
    written: str
    opened: int
    extensions: tuple[str, ...]


@dataclass(slots=True)
class Listing:
    """Images in the order folder by folder, by name; one entry in each of the parallel arrays for each.

    `captions` holds a bit for each extension of the folder's `extensions` that a file beside the image has.
    `strays` are files that belong to no image, `caches` latent caches, `unreadable` what could not be listed and why.
    """

    folders: list[ListedFolder] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    folder_of: array[int] = field(default_factory=lambda: array("I"))
    captions: bytearray = field(default_factory=bytearray)
    traits: array[int] = field(default_factory=lambda: array("H"))
    strays: list[tuple[int, str]] = field(default_factory=list)
    caches: list[tuple[int, str]] = field(default_factory=list)
    unreadable: list[tuple[str, str]] = field(default_factory=list)
    sniffed: int = 0


def list_scope(scope: DatasetScope, check: Callable[[], None] = lambda: None) -> Listing:
    """List all folders of `scope`; `check` is called between folders and may raise to give up.

    Links are never followed out of the opened folder: a link to a file elsewhere is listed with the trait `OUTSIDE`,
    a link to a folder is not entered.
    """
    listing = Listing()
    for number, opened in enumerate(scope.folders):
        root = os.path.realpath(opened.path)
        waiting = [(str(opened.path), opened.written)]
        while waiting:
            check()
            path, written = waiting.pop()
            below = _list_folder(listing, path, written, number, opened, root)
            if opened.recursive:
                waiting += [(os.path.join(path, name), os.path.join(written, name)) for name in reversed(below)]  # noqa: PTH118
    return listing


def _list_folder(listing: Listing, path: str, written: str, number: int, opened: OpenedFolder, root: str) -> list[str]:
    """Add the files directly in `path`; the names of the folders below it, sorted."""
    names: list[str] = []
    folders: list[str] = []
    links: set[str] = set()
    try:
        with os.scandir(path) as entries:
            for entry in entries:
                name = entry.name
                if name[0] == ".":
                    continue
                if entry.is_symlink():
                    if not _leads_to_folder(entry):
                        links.add(name)
                        names.append(name)
                elif entry.is_file():
                    names.append(name)
                elif entry.is_dir():
                    folders.append(name)
    except OSError as error:
        listing.unreadable.append((path, error.strerror or str(error)))
        return []
    names = gently_sorted(names)
    own = opened.subset.caption_extension
    extensions = (own, *(extension for extension in CAPTION_EXTENSIONS if extension != own))
    index = len(listing.folders)
    listing.folders.append(ListedFolder(path, written, number, extensions))
    _sort_out(listing, index, names, links, root)
    return sorted(folders)


def gently_sorted(names: list[str]) -> list[str]:
    """`sorted`, in pieces: one call of it lets no other thread run, for a fifth of a second with 400,000 names."""
    pieces = [sorted(names[start : start + _PIECE]) for start in range(0, len(names), _PIECE)]
    while len(pieces) > 1:  # what is in order already is merged quickly
        pieces = [sorted(itertools.chain(*pieces[place : place + 2])) for place in range(0, len(pieces), 2)]
    return pieces[0] if pieces else []


def _leads_to_folder(link: os.DirEntry[str]) -> bool:
    """False also for a link in a loop, which leads nowhere."""
    try:
        return link.is_dir()
    except OSError:
        return False


def _sort_out(listing: Listing, index: int, names: list[str], links: set[str], root: str) -> None:
    folder = listing.folders[index]
    bits = {extension: 1 << place for place, extension in enumerate(folder.extensions)}
    beside: dict[str, int] = {}
    images: list[str] = []
    stems: set[str] = set()
    rest: list[str] = []
    for name in names:
        dot = name.rfind(".")
        extension = name[dot:] if dot > 0 else ""
        bit = bits.get(extension)
        if bit is not None:
            stem = name[:dot]
            beside[stem] = beside.get(stem, 0) | bit
        elif extension in BY_EXTENSION or extension.lower() in BY_EXTENSION:
            images.append(name)
            stems.add(name[:dot])
        elif extension == CACHE_EXTENSION:
            listing.caches.append((index, name))
        elif extension not in _KNOWN_OTHERS:
            rest.append(name)
    for name in rest:
        if _is_image(listing, os.path.join(folder.path, name)):  # noqa: PTH118
            images.append(name)
            stems.add(name[: name.rfind(".")] if "." in name else name)
        else:
            listing.strays.append((index, name))
    if rest:
        images.sort()
    for name in images:
        dot = name.rfind(".")
        listing.names.append(name)
        listing.captions.append(beside.get(name[:dot] if dot > 0 else name, 0))
        seen = name[dot:] in IMAGE_EXTENSIONS if dot > 0 else False
        listing.traits.append(0 if seen and not links else _name_traits(folder.path, name, links, root))
    listing.folder_of.extend([index] * len(images))
    for stem, mask in beside.items():
        if stem not in stems:
            present = (extension for extension, bit in bits.items() if mask & bit)
            listing.strays += [(index, stem + extension) for extension in present]


def _name_traits(path: str, name: str, links: set[str], root: str) -> int:
    traits = Trait(0) if is_image_name(name) else Trait.UNSEEN
    if name in links and not _inside(os.path.join(path, name), root):  # noqa: PTH118
        traits |= Trait.OUTSIDE
    return int(traits)


def _inside(path: str, root: str) -> bool:
    """Whether a link ends in the opened folder; a loop ends nowhere."""
    try:
        real = os.path.realpath(path, strict=True)
    except (OSError, RuntimeError):
        return False
    return Path(real).is_relative_to(root)


def _is_image(listing: Listing, path: str) -> bool:
    if listing.sniffed >= _SNIFFED:
        return False
    listing.sniffed += 1
    try:
        if os.path.islink(path):  # noqa: PTH114
            return False
        with open(path, "rb") as stream:  # noqa: PTH123
            return format_of(stream.read(16)) is not ImageFormat.NONE
    except OSError:
        return False
