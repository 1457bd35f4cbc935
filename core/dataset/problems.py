"""All problems of a data set: found for all images at once, told in words for one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
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

    `triggers` is the trigger word that captions were compared with, by number of the opened folder; `guessed` are the
    words that captions suggest, None before anybody has looked. `kept` are pairs of copies that both stay.
    """

    masks: dict[str, Mask] = field(default_factory=dict)
    triggers: Mapping[int, str] = field(default_factory=dict)
    findings: Findings = field(default_factory=Findings)
    same_captions: list[list[int]] = field(default_factory=list)
    guessed: Mapping[int, str] | None = None
    kept: list[tuple[int, int]] = field(default_factory=list)
    _companions: dict[str, dict[int, list[int]]] = field(default_factory=dict)

    def companions(self, code: str, image: int) -> list[int]:
        """The other images that have the problem with this one: its copies, the most alike first; the same caption."""
        if code not in self._companions:
            self._companions[code] = self._paired(code)
        return [other for other in self._companions[code].get(image, []) if other != image]

    def _paired(self, code: str) -> dict[int, list[int]]:
        if code == "same-caption":
            return {image: group for group in self.same_captions for image in group}
        found: dict[int, list[int]] = {}
        if code == "near-duplicate":
            for pair in sorted(self.findings.pairs, key=lambda pair: -pair.likeness):
                found.setdefault(pair.first, []).append(pair.second)
                found.setdefault(pair.second, []).append(pair.first)
        elif code == "duplicate":
            found = {image: group for group in self.findings.duplicates for image in group}
        for image, partners in partners_of(self.kept).items():
            found[image] = [other for other in found.get(image, []) if other not in partners]
        return found

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
    kept: Iterable[tuple[int, int]] = (),
) -> Problems:
    """The problems of everything that has been read so far, and of the `findings` of a close look.

    `triggers` replaces the trigger words that are guessed from the captions; an empty word means none.
    `kept` are pairs of copies that both stay: neither is a duplicate on account of the other.
    """
    found = findings or Findings()
    guessed = guessed_triggers(library)
    words = {**guessed, **(triggers or {})}
    words = {number: word for number, word in words.items() if word}
    masks = image_masks(library) | caption_masks(library, words, check)
    masks["too-many-tokens"] = too_long(library, check)
    count = len(library)
    masks["image-damaged"] = _mask(count, found.damaged)
    settled = list(kept)
    partners = partners_of(settled)
    masks["duplicate"] = _mask(count, (i for group in found.duplicates for i in _unsettled(group, partners)))
    open_pairs = (pair for pair in found.pairs if pair.second not in partners.get(pair.first, ()))
    near = (image for pair in open_pairs for image in (pair.first, pair.second))
    masks["near-duplicate"] = _mask(count, near) & ~masks["duplicate"]
    masks["stale-cache"] = _mask(count, found.caches.stale)
    alike = same_captions(library)
    masks["same-caption"] = _mask(count, (image for group in alike for image in group))
    occurring = {code: masks[code] for code in KINDS if masks[code].any()}
    return Problems(occurring, words, found, alike, guessed, settled)


def partners_of(pairs: Iterable[tuple[int, int]]) -> dict[int, set[int]]:
    """For each image of the pairs the others it is paired with."""
    found: dict[int, set[int]] = defaultdict(set)
    for first, second in pairs:
        found[first].add(second)
        found[second].add(first)
    return dict(found)


def _unsettled(group: list[int], partners: Mapping[int, set[int]]) -> Iterator[int]:
    """The images of a group of copies that are not kept beside all the others."""
    for image in group:
        if image not in partners or not partners[image].issuperset(other for other in group if other != image):
            yield image


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
