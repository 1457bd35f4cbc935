"""Fingerprints of pictures that stay nearly the same when a picture is resized, recompressed, cropped or mirrored.

A picture becomes 64x64 grey values. Of the whole of it, and of a grid of parts that a crop may have left, the signs of
the 63 lowest frequencies (a cosine transform) make one hash of 64 bits each. A copy that was cropped looks like one of
the parts of its original; a mirrored one has the signs of the odd horizontal frequencies turned round.
"""

from __future__ import annotations

import functools
import struct
import warnings
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import numpy.typing as npt

SIDE = 64
_DAMAGED = (OSError, ValueError, SyntaxError, EOFError, struct.error, Warning, MemoryError)
"""What Pillow raises for damaged files, besides an error of its own for those that unfold to a bomb."""
_FREQUENCIES = 8
_STARTS = {
    1.0: (0.0,),
    0.92: (0.0, 0.04, 0.08),
    0.84: (0.0, 0.08, 0.16),
    0.76: (0.0, 0.12, 0.24),
    0.68: (0.0, 0.16, 0.32),
}
INTERVALS = tuple((start, round(start + width, 5)) for width, starts in _STARTS.items() for start in starts)
"""Parts of a side, as fractions."""
Grey = npt.NDArray[np.uint8]
Hashes = npt.NDArray[np.uint64]


PARTS = tuple((down, across) for down in range(len(INTERVALS)) for across in range(len(INTERVALS)))
"""Pairs (vertical, horizontal) of intervals; the whole picture is the first."""


def grey(path: str) -> Grey | None:
    """The picture as 64x64 grey values, None where it cannot be decoded. Draws small where the format allows that."""
    from PIL import Image

    try:
        with warnings.catch_warnings(), Image.open(path) as image:
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            image.draft("L", (2 * SIDE, 2 * SIDE))
            if image.mode in ("P", "PA", "LA", "RGBA") or "transparency" in image.info:
                flat = Image.new("RGBA", image.size, "white")
                flat.alpha_composite(image.convert("RGBA"))
                return np.asarray(flat.convert("L").resize((SIDE, SIDE), Image.Resampling.BOX))
            if image.mode.startswith("I") or image.mode == "F":
                values = np.asarray(image, np.float64)
                deep = Image.fromarray((values / max(values.max(), 1) * 255).astype(np.uint8))
                return np.asarray(deep.resize((SIDE, SIDE), Image.Resampling.BOX))
            return np.asarray(image.convert("L").resize((SIDE, SIDE), Image.Resampling.BOX))
    except (
        OSError,
        ValueError,
        SyntaxError,
        EOFError,
        struct.error,
        Warning,
        Image.DecompressionBombError,
        MemoryError,
    ):
        return None


def greys(
    paths: Sequence[str],
    check: Callable[[], None] = lambda: None,
    report: Callable[[int, int], None] = lambda _d, _t: None,
) -> list[Grey | None]:
    """`grey` of many files, two at a time. Decoding releases Python's lock."""
    result: list[Grey | None] = []
    with ThreadPoolExecutor(2, thread_name_prefix="fingerprint") as pool:
        try:
            for chunk in _chunks(paths, 64):
                check()
                result += pool.map(grey, chunk)
                report(len(result), len(paths))
        except BaseException:
            pool.shutdown(cancel_futures=True)
            raise
    return result


def hashes(picture: Grey) -> Hashes:
    """One hash for each of `PARTS`; of the whole picture first."""
    values = picture.astype(np.float32)
    rows = np.tensordot(_transforms(), values, axes=(2, 0))  # interval, frequency, 64
    down, across = np.array(PARTS).T
    spectrum = np.matmul(rows[down], _transforms()[across].transpose(0, 2, 1)).reshape(len(PARTS), -1)
    bits = (spectrum > 0).astype(np.uint8)
    bits[:, 0] = 0
    return np.packbits(bits, axis=1).view(">u8").astype(np.uint64).ravel()


@functools.cache
def mirror_mask() -> np.uint64:
    """What turns the hash of a picture into that of its mirror image, by exclusive or."""
    bits = np.tile(np.arange(_FREQUENCIES) % 2, _FREQUENCIES).astype(np.uint8)
    return np.uint64(int.from_bytes(np.packbits(bits).tobytes(), "big"))


@functools.cache
def _transforms() -> npt.NDArray[np.float32]:
    """For each interval the matrix from 64 values to the lowest frequencies of that part."""
    samples = 32
    place = (np.arange(samples) + 0.5) / samples
    cosine = np.cos(np.pi * np.outer(np.arange(_FREQUENCIES), place))
    return np.stack([cosine @ resampling(start, end, samples) for start, end in INTERVALS]).astype(np.float32)


@functools.lru_cache(maxsize=16384)
def resampling(start: float, end: float, samples: int) -> npt.NDArray[np.float32]:
    """The matrix that takes `samples` equal means of the part from `start` to `end` out of 64 values."""
    edges = np.linspace(start, end, samples + 1) * SIDE
    cells = np.arange(SIDE)
    overlap = np.minimum(edges[1:, None], cells + 1) - np.maximum(edges[:-1, None], cells)
    weights = np.clip(overlap, 0, None)
    shares: npt.NDArray[np.float32] = (weights / weights.sum(axis=1, keepdims=True)).astype(np.float32)
    return shares


def _chunks(items: Sequence[str], size: int) -> Iterator[Sequence[str]]:
    for start in range(0, len(items), size):
        yield items[start : start + size]
