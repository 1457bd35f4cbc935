import math

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from gui.training_monitor.viewport import Viewport, settled, y_range


def grown(view: Viewport, shown: tuple[float, float], first: float, newest: float) -> tuple[float, float]:
    return view.after_growth(*shown, first, newest) or shown


def test_following_shows_everything_and_moves_in_leaps() -> None:
    view, shown, moves = Viewport(), (0.0, 1.0), 0
    for newest in range(2, 2000):
        after = grown(view, shown, 1, newest)
        moves += after != shown
        shown = after
        assert shown[0] <= 1
        assert newest <= shown[1] <= max(newest * 1.35, newest + 1)
    assert moves < 150


def test_zoomed_in_at_the_newest_step_the_view_slides_along() -> None:
    view = Viewport()
    view.moved(900, 1010, 1, 1000)
    assert view.follow
    assert grown(view, (900, 1010), 1, 1005) == (900, 1010)
    low, high = grown(view, (900, 1010), 1, 1020)
    assert high - low == 110
    assert low < 1020 < high


def test_panned_away_the_view_stays() -> None:
    view = Viewport()
    view.moved(100, 200, 1, 1000)
    assert not view.follow
    assert view.after_growth(100, 200, 1, 5000) is None
    view.start_following(100, 200)
    assert grown(view, (100, 200), 1, 5000)[1] > 5000


def test_zoomed_out_to_everything_means_everything_again() -> None:
    view = Viewport()
    view.moved(-50, 1100, 1, 1000)
    assert view.span is None
    view.moved(500, 600, 1, 1000)
    view.reset()
    assert view == Viewport()


def test_no_steps_yet() -> None:
    assert Viewport().after_growth(0, 1, math.nan, math.nan) is None


def test_one_wild_loss_does_not_flatten_the_curve() -> None:
    raw = np.random.default_rng(0).uniform(0.1, 0.2, 1000)
    raw[500] = 900.0
    smooth = np.full(1000, 0.15)
    low, high = y_range(raw, smooth, with_outliers=False, logarithmic=False)
    assert 0.08 < low < 0.1
    assert 0.2 < high < 0.22
    assert y_range(raw, smooth, with_outliers=True, logarithmic=False)[1] > 900


def test_the_smooth_curve_is_always_in_view() -> None:
    low, high = y_range(np.full(100, 0.1), np.array([0.5, np.nan, -0.5]), with_outliers=False, logarithmic=False)
    assert low < -0.5
    assert high > 0.5


@given(st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=50))
def test_a_range_has_a_width(values: list[float]) -> None:
    low, high = y_range(np.array(values), np.zeros(0), with_outliers=True, logarithmic=False)
    assert low < min(values) <= max(values) < high or math.isclose(low, high, rel_tol=1e-9)


def test_no_numbers_no_range() -> None:
    assert y_range(np.array([np.nan]), np.zeros(0), with_outliers=False, logarithmic=False) is None


def test_a_range_that_is_near_enough_stays() -> None:
    assert settled((0.0, 1.0), (0.01, 1.0))
    assert not settled((0.0, 1.0), (0.0, 1.2))
    assert not settled((0.0, 10.0), (0.0, 1.0))
