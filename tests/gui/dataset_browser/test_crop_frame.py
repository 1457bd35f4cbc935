"""Whatever a hand does, the frame stays in the picture, keeps its ratio, and is no smaller than a few pixels."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gui.dataset_browser.crop_frame import (
    SMALLEST,
    WHOLE,
    Frame,
    Grip,
    Size,
    drawn,
    grip_at,
    moved,
    pulled,
    with_ratio,
)

lengths = st.floats(16, 5000)
places = st.floats(-6000, 6000)
ratios = st.one_of(st.none(), st.floats(0.2, 5))
grips = st.builds(Grip, st.sampled_from([-1, 0, 1]), st.sampled_from([-1, 0, 1]))


@st.composite
def pictures(draw: st.DrawFn) -> tuple[Size, Frame]:
    size = Size(draw(lengths), draw(lengths))
    left, top = draw(st.floats(0, size.width - SMALLEST)), draw(st.floats(0, size.height - SMALLEST))
    wide, high = draw(st.floats(SMALLEST, size.width)), draw(st.floats(SMALLEST, size.height))
    return size, Frame(left, top, min(left + wide, size.width), min(top + high, size.height))


def assert_inside(frame: Frame, size: Size) -> None:
    slack = 1e-6 * max(size)
    assert frame.left >= -slack
    assert frame.top >= -slack
    assert frame.right <= size.width + slack
    assert frame.bottom <= size.height + slack
    assert frame.width > 0
    assert frame.height > 0


@given(pictures(), places, places)
def test_a_moved_frame_keeps_its_size(picture: tuple[Size, Frame], across: float, down: float) -> None:
    size, frame = picture
    after = moved(frame, across, down, size)
    assert_inside(after, size)
    assert after.width == pytest.approx(frame.width)
    assert after.height == pytest.approx(frame.height)


@given(pictures(), grips, st.tuples(places, places), ratios)
def test_a_pulled_frame_stays_in_the_picture(
    picture: tuple[Size, Frame], grip: Grip, to: tuple[float, float], ratio: float | None
) -> None:
    size, frame = picture
    before = with_ratio(frame, ratio, size)
    after = pulled(before, grip, to, size, ratio)
    assert_inside(after, size)
    if ratio is not None and grip != WHOLE:
        assert after.width / after.height == pytest.approx(ratio)
    if ratio is None:
        assert grip.across < 0 or after.left == pytest.approx(before.left)
        assert grip.down > 0 or after.bottom == pytest.approx(before.bottom)


@given(pictures(), st.tuples(places, places), st.tuples(places, places), ratios)
def test_a_drawn_frame_has_its_ratio(
    picture: tuple[Size, Frame], start: tuple[float, float], end: tuple[float, float], ratio: float | None
) -> None:
    size, _ = picture
    after = drawn(start, end, size, ratio)
    assert_inside(after, size)
    if ratio is not None:
        assert after.width / after.height == pytest.approx(ratio)


@given(pictures(), st.floats(0.2, 5))
def test_a_ratio_is_taken_around_the_middle(picture: tuple[Size, Frame], ratio: float) -> None:
    size, frame = picture
    after = with_ratio(frame, ratio, size)
    assert_inside(after, size)
    assert after.width / after.height == pytest.approx(ratio)
    assert after.width * after.height <= frame.width * frame.height * 1.001


@pytest.mark.parametrize(
    ("x", "y", "grip"),
    [
        (10, 20, Grip(-1, -1)),
        (60, 20, Grip(0, -1)),
        (110, 220, Grip(1, 1)),
        (10, 100, Grip(-1, 0)),
        (60, 100, WHOLE),
        (150, 100, None),
        (60, 240, None),
    ],
)
def test_what_is_taken_hold_of(x: float, y: float, grip: Grip | None) -> None:
    assert grip_at(Frame(10, 20, 110, 220), x, y, 5) == grip


def test_whole_pixels_are_at_least_one() -> None:
    assert Frame(3.2, 4.4, 3.3, 90.6).pixels() == (3, 4, 4, 91)
