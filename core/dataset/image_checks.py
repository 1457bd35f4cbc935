"""What is wrong with the pictures of a data set, for all images at once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import numpy.typing as npt

from core.dataset.image_facts import Trait
from core.dataset.integrity import damaged_images
from core.dataset.library import Library
from core.dataset.placing import Placement, place_images

Mask = npt.NDArray[np.bool_]
EXTREME = 3.0
"""Longer side by shorter side from which on a picture is called extreme."""
CUT_OFF = 0.25
"""Share of the picture that the crop to its bucket may take away before that is a problem."""
_PORTION = 512
_BY_TRAIT = {
    Trait.TRANSPARENT: "transparency",
    Trait.ANIMATED: "animated",
    Trait.CMYK: "cmyk",
    Trait.DEEP: "sixteen-bit",
    Trait.ROTATED: "rotated-by-exif",
    Trait.MISNAMED: "misnamed-image",
    Trait.BOMB: "image-bomb",
    Trait.UNSEEN: "image-not-seen",
    Trait.OUTSIDE: "link-leads-out",
}


def image_masks(library: Library) -> dict[str, Mask]:
    """The problems that the heads of the files tell, by code; images that have not been read yet have none."""
    masks = {code: (library.traits & int(trait)) != 0 for trait, code in _BY_TRAIT.items()}
    inside = ~masks["link-leads-out"]
    masks["image-unreadable"] = library.facts_read & (library.width == 0) & inside
    placed = place_images(library)
    masks["image-too-small"] = placed.unfit
    masks["image-enlarged"] = _enlarged(library, placed)
    masks["extreme-ratio"] = _extreme(library, placed)
    return masks


def damaged(
    library: Library,
    check: Callable[[], None] = lambda: None,
    report: Callable[[int, int], None] = lambda _d, _t: None,
) -> dict[int, str]:
    """Images that cannot be decoded to their end, with the reason. Only those are decoded whose end looks wrong.

    What has a head that says nothing is `image-unreadable` and not looked at here.
    """
    usable = (library.width > 0) & ((library.traits & int(Trait.OUTSIDE | Trait.BOMB)) == 0)
    images = np.flatnonzero(usable).tolist()
    found: dict[int, str] = {}
    for start in range(0, len(images), _PORTION):
        check()
        portion = {Path(library.path(image)): image for image in images[start : start + _PORTION]}
        found |= {portion[path]: reason for path, reason in damaged_images(portion, decode_all=False)}
        report(min(start + _PORTION, len(images)), len(images))
    return found


def lost_share(library: Library, placed: Placement) -> npt.NDArray[np.float64]:
    """The share of each picture that the crop to its bucket takes away, 0 where that is not known."""
    whole = placed.resized_width.astype(np.float64) * placed.resized_height
    kept = np.minimum(placed.bucket_width, placed.resized_width).astype(np.float64) * np.minimum(
        placed.bucket_height, placed.resized_height
    )
    return 1 - np.divide(kept, whole, out=np.ones(len(library)), where=whole > 0)


def _enlarged(library: Library, placed: Placement) -> Mask:
    known = placed.bucket_width > 0
    return known & ((placed.resized_width > library.width) | (placed.resized_height > library.height))


def _extreme(library: Library, placed: Placement) -> Mask:
    known = library.width > 0
    longer = np.maximum(library.width, library.height)
    shorter = np.minimum(library.width, library.height)
    return known & ((longer >= EXTREME * shorter) | (lost_share(library, placed) > CUT_OFF))
