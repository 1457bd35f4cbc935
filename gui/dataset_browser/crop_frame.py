"""The frame of a crop that is drawn by hand: where it may be, and what becomes of it when it is pulled. Pure.

Lengths are pixels of the picture, as floats; `Size` is the picture's. A ratio is width by height.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

SMALLEST = 8.0
"""Pixels a side; a frame cannot be pulled smaller, except by a picture that is smaller itself."""


class Size(NamedTuple):
    width: float
    height: float


class Grip(NamedTuple):
    """Which edges are pulled: -1 left or top, 1 right or bottom, 0 neither. (0, 0) moves the whole frame."""

    across: int
    down: int


WHOLE = Grip(0, 0)


@dataclass(frozen=True, slots=True)
class Frame:
    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def height(self) -> float:
        return self.bottom - self.top

    def pixels(self) -> tuple[int, int, int, int]:
        """Left, top, right and bottom in whole pixels, at least one a side."""
        left, top = round(self.left), round(self.top)
        return left, top, max(round(self.right), left + 1), max(round(self.bottom), top + 1)


def grip_at(frame: Frame, x: float, y: float, reach: float) -> Grip | None:
    """What a press at (x, y) takes hold of, `reach` pixels around an edge; None outside."""
    if not (frame.left - reach <= x <= frame.right + reach and frame.top - reach <= y <= frame.bottom + reach):
        return None
    return Grip(_edge(x, frame.left, frame.right, reach), _edge(y, frame.top, frame.bottom, reach))


def moved(frame: Frame, across: float, down: float, size: Size) -> Frame:
    """As far as the picture allows."""
    across = min(max(across, -frame.left), size.width - frame.right)
    down = min(max(down, -frame.top), size.height - frame.bottom)
    return Frame(frame.left + across, frame.top + down, frame.right + across, frame.bottom + down)


def drawn(start: tuple[float, float], end: tuple[float, float], size: Size, ratio: float | None = None) -> Frame:
    """From one corner to the one across from it; with a ratio as large as the pull, the picture and the ratio allow."""
    ax, ay = _within(start[0], size.width), _within(start[1], size.height)
    x, y = _within(end[0], size.width), _within(end[1], size.height)
    right, down = x >= ax, y >= ay
    most_wide = size.width - ax if right else ax
    most_high = size.height - ay if down else ay
    sides = _sides(abs(x - ax), abs(y - ay), Size(most_wide, most_high), ratio)
    wide, high = _large_enough(sides, size, ratio)
    left, top = (ax if right else ax - wide), (ay if down else ay - high)
    return _inside(left, top, wide, high, size)


def pulled(frame: Frame, grip: Grip, to: tuple[float, float], size: Size, ratio: float | None = None) -> Frame:
    """The frame with the edges of `grip` at `to`, or as near to that as may be; the opposite ones stay."""
    if grip.across and grip.down:
        start = (frame.right if grip.across < 0 else frame.left), (frame.bottom if grip.down < 0 else frame.top)
        x = min(to[0], start[0] - SMALLEST) if grip.across < 0 else max(to[0], start[0] + SMALLEST)
        y = min(to[1], start[1] - SMALLEST) if grip.down < 0 else max(to[1], start[1] + SMALLEST)
        return drawn(start, (x, y), size, ratio)
    if grip.across:
        return _pulled_sideways(frame, grip.across, to[0], size, ratio)
    if grip.down:
        turned = _pulled_sideways(_turned(frame), grip.down, to[1], Size(size.height, size.width), _inverse(ratio))
        return _turned(turned)
    return frame


def with_ratio(frame: Frame, ratio: float | None, size: Size) -> Frame:
    """About as large as before, around the same middle as far as the picture allows."""
    if ratio is None:
        return frame
    area = max(frame.width * frame.height, 1.0)
    wide = min((area * ratio) ** 0.5, size.width, size.height * ratio)
    high = wide / ratio
    middle = (frame.left + frame.right) / 2, (frame.top + frame.bottom) / 2
    return _inside(middle[0] - wide / 2, middle[1] - high / 2, wide, high, size)


def _pulled_sideways(frame: Frame, side: int, x: float, size: Size, ratio: float | None) -> Frame:
    still = frame.left if side > 0 else frame.right
    most = size.width - still if side > 0 else still
    wide = min(max((x - still) * side, min(SMALLEST, most)), most)
    if ratio is None:
        return Frame(still, frame.top, still + wide, frame.bottom) if side > 0 else Frame(
            still - wide, frame.top, still, frame.bottom
        )  # fmt: skip
    wide, high = _large_enough(Size(min(wide, size.height * ratio), min(wide / ratio, size.height)), size, ratio)
    middle = (frame.top + frame.bottom) / 2
    return _inside(still if side > 0 else still - wide, middle - high / 2, wide, high, size)


def _sides(wide: float, high: float, most: Size, ratio: float | None) -> Size:
    wide = min(max(wide, min(SMALLEST, most.width)), most.width)
    high = min(max(high, min(SMALLEST, most.height)), most.height)
    if ratio is None:
        return Size(wide, high)
    wide = min(max(wide, high * ratio), most.width, most.height * ratio)
    return Size(wide, wide / ratio)


def _large_enough(sides: Size, size: Size, ratio: float | None) -> Size:
    """No side below the smallest where the picture has room for that, also at its edge, where nothing can be pulled."""
    wide, high = max(sides.width, min(SMALLEST, size.width)), max(sides.height, min(SMALLEST, size.height))
    if ratio is None or (wide, high) == sides:
        return Size(wide, high)
    wide = min(max(wide, high * ratio), size.width, size.height * ratio)
    return Size(wide, wide / ratio)


def _inside(left: float, top: float, wide: float, high: float, size: Size) -> Frame:
    wide, high = min(wide, size.width), min(high, size.height)
    left = min(max(left, 0.0), size.width - wide)
    top = min(max(top, 0.0), size.height - high)
    return Frame(left, top, left + wide, top + high)


def _edge(value: float, low: float, high: float, reach: float) -> int:
    near_low, near_high = abs(value - low) <= reach, abs(value - high) <= reach
    if near_low and near_high:
        return -1 if value - low < high - value else 1
    return -1 if near_low else 1 if near_high else 0


def _within(value: float, most: float) -> float:
    return min(max(value, 0.0), most)


def _turned(frame: Frame) -> Frame:
    return Frame(frame.top, frame.left, frame.bottom, frame.right)


def _inverse(ratio: float | None) -> float | None:
    return None if ratio is None else 1 / ratio
