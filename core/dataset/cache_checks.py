"""Latents and text-encoder outputs that sd-scripts keeps beside the images, and that no longer belong to them."""

from __future__ import annotations

import os
import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field

from core.dataset.library import Library

_SIZED = re.compile(r"(?P<stem>.+)_(?P<width>\d{4,})x(?P<height>\d{4,})(?:_[a-z0-9]+)?\.npz", re.DOTALL)
_TEXT = re.compile(r"(?P<stem>.+)(?:_te_outputs|_(?:anima|flux|hi|lumina|sd3)_te)\.npz", re.DOTALL)
"""Source: sd-scripts library/strategy_*.py: the suffixes of the caching strategies."""


@dataclass(slots=True)
class CacheReport:
    """`stale` are caches by image, each with the reason; `strays` are those of images that are gone."""

    stale: dict[int, list[tuple[str, str]]] = field(default_factory=dict)
    strays: list[str] = field(default_factory=list)


def stale_caches(library: Library, check: Callable[[], None] = lambda: None) -> CacheReport:
    """Look at every cache of the listing.

    sd-scripts takes an image's size from the name of its latent cache and does not look at the image again: a cache of
    another picture is trained instead of it. Source: library/train_util.py: load_dreambooth_dir ("new caching").
    Sizes that have not been read yet are not compared.
    """
    report = CacheReport()
    if not library.listing.caches:
        return report
    by_stem: dict[tuple[int, str], int] = {}
    for number, name in enumerate(library.listing.names):
        by_stem.setdefault((library.listing.folder_of[number], os.path.splitext(name)[0]), number)  # noqa: PTH122
    for number, (folder, name) in enumerate(library.listing.caches):
        if number % 256 == 0:
            check()
        path = library.path_of(folder, name)
        text, sized = _TEXT.fullmatch(name), _SIZED.fullmatch(name)
        stem = cache_owner(name)
        if (folder, stem) not in by_stem:
            report.strays.append(path)
            continue
        image = by_stem[folder, stem]
        reason = _stale_text(library, image, path) if text else _stale_latents(library, image, path, sized)
        if reason is not None:
            report.stale.setdefault(image, []).append((path, reason))
    return report


def cache_owner(name: str) -> str:
    """The name, without extension, of the image that a cache belongs to."""
    found = _TEXT.fullmatch(name) or _SIZED.fullmatch(name)
    return found["stem"] if found else name.removesuffix(".npz")


def _stale_text(library: Library, image: int, path: str) -> str | None:
    caption = library.caption_file(image)
    if caption is not None and _newer(caption, path):
        return "it is older than the caption, which has been changed since"
    return _damaged(path)


def _stale_latents(library: Library, image: int, path: str, sized: re.Match[str] | None) -> str | None:
    size = library.size(image)
    if sized is not None and size is not None and (int(sized["width"]), int(sized["height"])) != size:
        made = f"{int(sized['width'])}x{int(sized['height'])}"
        return f"it was made from a picture of {made}, and the image is {size[0]}x{size[1]}"
    if _newer(library.path(image), path):
        return "it is older than the image, which has been changed since"
    return _damaged(path)


def _damaged(path: str) -> str | None:
    return None if zipfile.is_zipfile(path) else "it is damaged"


def _newer(one: str, other: str) -> bool:
    try:
        return os.stat(one).st_mtime_ns > os.stat(other).st_mtime_ns  # noqa: PTH116
    except OSError:
        return False
