"""All problems of a data set: found for all images at once, told in words for one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from core.dataset.cache_checks import CacheReport, stale_caches
from core.dataset.caption_checks import caption_masks, guessed_triggers, same_captions, too_long
from core.dataset.duplicates import Pair, exact_groups, near_pairs
from core.dataset.image_checks import damaged, image_masks
from core.dataset.image_facts import Trait
from core.dataset.library import Library
from core.dataset.problem_kinds import BITS, KINDS

Mask = npt.NDArray[np.bool_]
Check = Callable[[], None]
Report = Callable[[int, int], None]


@dataclass(slots=True)
class Findings:
    """What only a close look tells: files read to the end, pictures compared. Empty until somebody has looked."""

    damaged: dict[int, str] = field(default_factory=dict)
    duplicates: list[list[int]] = field(default_factory=list)
    pairs: list[Pair] = field(default_factory=list)
    caches: CacheReport = field(default_factory=CacheReport)


@dataclass(slots=True)
class Problems:
    """`masks` has True for each image with the problem, by code; only problems that occur are in it.

    `triggers` is the trigger word that captions were compared with, by number of the opened folder.
    """

    masks: dict[str, Mask] = field(default_factory=dict)
    triggers: Mapping[int, str] = field(default_factory=dict)
    findings: Findings = field(default_factory=Findings)
    same_captions: list[list[int]] = field(default_factory=list)
    _companions: dict[str, dict[int, list[int]]] = field(default_factory=dict)

    def companions(self, code: str, image: int) -> list[int]:
        """The other images that have the problem with this one: its copies, the most alike first; the same caption."""
        if code not in self._companions:
            self._companions[code] = self._paired(code)
        return [other for other in self._companions[code].get(image, []) if other != image]

    def _paired(self, code: str) -> dict[int, list[int]]:
        found: dict[int, list[int]] = {}
        if code == "near-duplicate":
            for pair in sorted(self.findings.pairs, key=lambda pair: -pair.likeness):
                found.setdefault(pair.first, []).append(pair.second)
                found.setdefault(pair.second, []).append(pair.first)
        groups = {"duplicate": self.findings.duplicates, "same-caption": self.same_captions}.get(code, [])
        return found | {image: group for group in groups for image in group}

    def bits(self, count: int) -> npt.NDArray[np.uint32]:
        """For each of `count` images the sum of the bits of its problems (`problem_kinds.BITS`)."""
        bits = np.zeros(count, np.uint32)
        for code, mask in self.masks.items():
            bits |= np.where(mask, np.uint32(BITS[code]), np.uint32(0))
        return bits

    def codes_of(self, image: int) -> list[str]:
        """What is wrong with one image, the gravest first."""
        return [code for code in KINDS if code in self.masks and self.masks[code][image]]


def find_problems(
    library: Library,
    findings: Findings | None = None,
    triggers: Mapping[int, str] | None = None,
    check: Check = lambda: None,
) -> Problems:
    """The problems of everything that has been read so far, and of the `findings` of a close look.

    `triggers` replaces the trigger words that are guessed from the captions; an empty word means none.
    """
    found = findings or Findings()
    words = {**guessed_triggers(library), **(triggers or {})}
    words = {number: word for number, word in words.items() if word}
    masks = image_masks(library) | caption_masks(library, words, check)
    masks["too-many-tokens"] = too_long(library, check)
    count = len(library)
    masks["image-damaged"] = _mask(count, found.damaged)
    masks["duplicate"] = _mask(count, (image for group in found.duplicates for image in group))
    near = (image for pair in found.pairs for image in (pair.first, pair.second))
    masks["near-duplicate"] = _mask(count, near) & ~masks["duplicate"]
    masks["stale-cache"] = _mask(count, found.caches.stale)
    alike = same_captions(library)
    masks["same-caption"] = _mask(count, (image for group in alike for image in group))
    return Problems({code: masks[code] for code in KINDS if masks[code].any()}, words, found, alike)


def look_closely(
    library: Library, check: Check = lambda: None, report: Report = lambda _d, _t: None, *, near: bool = True
) -> Findings:
    """Read the ends of all image files, decode what looks damaged, compare all pictures, look at the caches.

    Takes minutes for ten thousands of images; `report` counts steps. `near` False leaves the comparison of pictures
    out. Links that lead out of the folder and decompression bombs are not opened.
    """
    images = np.flatnonzero((library.traits & int(Trait.OUTSIDE | Trait.BOMB)) == 0)
    images = images[(library.width[images] > 0) | ~library.facts_read[images]].tolist()
    paths = [library.path(image) for image in images]
    total = len(library) + len(paths) * (2 if near else 1)
    bad = damaged(library, check, lambda done, _: report(done, total))
    groups = exact_groups(paths, check)
    report(len(library) + len(paths), total)
    pairs = near_pairs(paths, check, lambda done, _: report(total - len(paths) + done, total)) if near else []
    return Findings(
        damaged=bad,
        duplicates=[[images[place] for place in group] for group in groups],
        pairs=[Pair(images[p.first], images[p.second], p.likeness, p.mirrored) for p in pairs],
        caches=stale_caches(library, check),
    )


def _mask(count: int, images: Mapping[int, object] | Iterator[int]) -> Mask:
    mask = np.zeros(count, np.bool_)
    mask[np.fromiter(images, np.int64)] = True
    return mask
