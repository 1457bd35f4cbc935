"""Pictures that are the same: to the byte, or to the eye."""

from __future__ import annotations

import functools
import hashlib
import itertools
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from core.dataset.fingerprints import INTERVALS, PARTS, Grey, Hashes, greys, hashes, mirror_mask, resampling

REACH = 11
"""Bits in which two hashes may differ and are still compared picture by picture."""
SAME = 0.93
"""Correlation of the grey values, best aligned, above which two pictures are called the same."""
_PROMISING = 0.55
_FLAT = 2.0
_SAMPLES = 32
_CHUNKS = 4
Check = Callable[[], None]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two pictures, by number, and how alike they are (0 to 1). `mirrored`: one is the mirror image of the other."""

    first: int
    second: int
    likeness: float
    mirrored: bool


def exact_groups(paths: Sequence[str], check: Check = lambda: None) -> list[list[int]]:
    """Groups of files with the same bytes. Only files of the same size are read whole."""
    sizes: dict[int, list[int]] = defaultdict(list)
    for number, path in enumerate(paths):
        try:
            sizes[Path(path).stat().st_size].append(number)
        except OSError:
            continue
    found: dict[tuple[int, bytes], list[int]] = defaultdict(list)
    for size, numbers in sizes.items():
        if size and len(numbers) > 1:
            for number in numbers:
                check()
                try:
                    with open(paths[number], "rb") as stream:  # noqa: PTH123
                        found[size, hashlib.file_digest(stream, "blake2b").digest()].append(number)
                except OSError:
                    continue
    return [group for group in found.values() if len(group) > 1]


def near_pairs(
    paths: Sequence[str], check: Check = lambda: None, report: Callable[[int, int], None] = lambda _d, _t: None
) -> list[Pair]:
    """Pairs of pictures that show the same, resized, recompressed, cropped or mirrored.

    Unreadable pictures and pictures of one colour have no pair.
    """
    return pairs_of(greys(paths, check, report), check)


def pairs_of(pictures: Sequence[Grey | None], check: Check = lambda: None) -> list[Pair]:
    """Like `near_pairs`, for pictures that have been read."""
    usable = [number for number, picture in enumerate(pictures) if picture is not None and picture.std() > _FLAT]
    if len(usable) < 2:
        return []
    known = np.stack([hashes(picture) for number in usable if (picture := pictures[number]) is not None])
    best: dict[tuple[int, int], Pair] = {}
    for mirrored in (False, True):
        turned = known[:, 0] ^ (mirror_mask() if mirrored else np.uint64(0))
        for query, owner, part in _candidates(turned, known, check):
            first, second = usable[owner], usable[query]
            whole, other = pictures[first], pictures[second]
            key = (min(first, second), max(first, second))
            if first == second or whole is None or other is None or (key in best and best[key].likeness > SAME + 0.04):
                continue
            likeness = alikeness(whole, other[:, ::-1] if mirrored else other, PARTS[part])
            if likeness >= SAME and (key not in best or likeness > best[key].likeness):
                best[key] = Pair(*key, likeness, mirrored)
    return sorted(best.values(), key=lambda pair: (pair.first, pair.second))


def groups_of(pairs: Iterable[Pair]) -> list[list[int]]:
    """Pictures that are connected by pairs."""
    parent: dict[int, int] = {}

    def root(number: int) -> int:
        while parent.setdefault(number, number) != number:
            parent[number] = number = parent[parent[number]]
        return number

    for pair in pairs:
        parent[root(pair.first)] = root(pair.second)
    groups: dict[int, list[int]] = defaultdict(list)
    for number in sorted(parent):
        groups[root(number)].append(number)
    return sorted(groups.values())


def alikeness(whole: Grey, part: Grey, where: tuple[int, int]) -> float:
    """The correlation of `part` with that part of `whole`, its edges moved until nothing improves."""
    target = _normal(_cut(part, (0.0, 1.0, 0.0, 1.0)))
    source = whole.astype(np.float32)
    box = (*INTERVALS[where[0]], *INTERVALS[where[1]])
    score = _correlation(source, box, target)
    if score < _PROMISING:
        return score
    for step in (0.03, 0.015, 0.0075):
        improved = True
        while improved:
            improved = False
            for edge, sign in itertools.product(range(4), (-step, step)):
                moved = tuple(
                    min(max(value + (sign if place == edge else 0), 0.0), 1.0) for place, value in enumerate(box)
                )
                if moved == box or moved[1] - moved[0] < 0.5 or moved[3] - moved[2] < 0.5:
                    continue
                fresh = _correlation(source, moved, target)  # type: ignore[arg-type]
                if fresh > score + 1e-4:
                    box, score, improved = moved, fresh, True  # type: ignore[assignment]
    return score


def _cut(values: npt.NDArray[np.generic], box: tuple[float, float, float, float]) -> npt.NDArray[np.float32]:
    rows = resampling(round(box[0], 5), round(box[1], 5), _SAMPLES)
    columns = resampling(round(box[2], 5), round(box[3], 5), _SAMPLES)
    result: npt.NDArray[np.float32] = rows @ values.astype(np.float32) @ columns.T
    return result


def _normal(values: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    centred = values - values.mean()
    length = float(np.sqrt((centred * centred).sum()))
    normal: npt.NDArray[np.float32] = centred / length if length > 1e-6 else centred
    return normal


def _correlation(
    source: npt.NDArray[np.float32], box: tuple[float, float, float, float], target: npt.NDArray[np.float32]
) -> float:
    return float((_normal(_cut(source, box)) * target).sum())


def _candidates(queries: Hashes, known: npt.NDArray[np.uint64], check: Check) -> Iterator[tuple[int, int, int]]:
    """(query, owner, part) wherever hashes differ in at most `REACH` bits.

    Of 64 bits in four pieces of 16, one piece differs in at most two bits then: the pieces are looked up in sorted
    tables under every change of up to two bits, for all queries at once.
    """
    flat = known.ravel()
    parts = known.shape[1]
    found: list[npt.NDArray[np.int64]] = []
    for chunk in range(_CHUNKS):
        check()
        shift = np.uint64(16 * chunk)
        pieces = ((flat >> shift) & np.uint64(0xFFFF)).astype(np.uint16)
        order = np.argsort(pieces, kind="stable")
        starts = np.searchsorted(pieces[order], np.arange(0x10001))
        asked = ((queries >> shift) & np.uint64(0xFFFF)).astype(np.int64)
        for change in _changes():
            check()
            keys = asked ^ change
            counts = starts[keys + 1] - starts[keys]
            total = int(counts.sum())
            if not total:
                continue
            query = np.repeat(np.arange(len(queries)), counts)
            offset = np.arange(total) - np.repeat(np.cumsum(counts) - counts, counts)
            entry = order[np.repeat(starts[keys], counts) + offset]
            near = np.bitwise_count(queries[query] ^ flat[entry]) <= REACH
            near &= query != entry // parts
            if near.any():
                found.append(query[near] * flat.size + entry[near])
    for code in np.unique(np.concatenate(found)) if found else ():
        number, place = divmod(int(code), flat.size)
        yield number, place // parts, place % parts


@functools.cache
def _changes() -> tuple[int, ...]:
    """Every change of at most two of 16 bits."""
    bits = [1 << place for place in range(16)]
    return (0, *bits, *(first | second for first, second in itertools.combinations(bits, 2)))
