import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gui.training_monitor import ticks
from gui.training_monitor.series import Axis


@given(st.floats(-1e6, 1e6), st.floats(1e-6, 2e6), st.integers(1, 20))
def test_ticks_lie_inside_and_are_about_as_many_as_wanted(low: float, span: float, count: int) -> None:
    for spacing, values in (ticks.linear(low, low + span, count), ticks.clock(low, low + span, count)):
        slack = spacing * 1e-6 + abs(low) * 1e-12
        assert all(low - slack <= value <= low + span + slack for value in values)
        assert len(values) <= count + 2


def test_steps_are_not_split() -> None:
    assert ticks.linear(3.0, 5.0, 10, smallest=1.0) == (1.0, [3.0, 4.0, 5.0])


def test_time_is_split_as_clocks_are() -> None:
    assert ticks.clock(0, 7200, 5) == (1800.0, [0.0, 1800.0, 3600.0, 5400.0, 7200.0])


@pytest.mark.parametrize("bounds", [(-6.0, -3.0), (-1.2, -0.6), (-0.95, -0.90), (0.0, 5.0)])
def test_log_ticks_are_round_and_several(bounds: tuple[float, float]) -> None:
    places = ticks.logarithmic(*bounds, 5)
    assert 2 <= len(places) <= 10
    assert all(bounds[0] - 1e-9 <= place <= bounds[1] + 1e-9 for place in places)
    assert all(math.isclose(10**place, float(f"{10**place:.3g}"), rel_tol=1e-9) for place in places)


@pytest.mark.parametrize("bounds", [(0.0, 0.0), (1.0, 0.0), (math.nan, 1.0), (0.0, math.inf)])
def test_no_range_no_ticks(bounds: tuple[float, float]) -> None:
    assert ticks.linear(*bounds, 5)[1] == []
    assert ticks.clock(*bounds, 5)[1] == []
    assert ticks.logarithmic(*bounds, 5) == []


def test_labels() -> None:
    assert ticks.position_label(Axis.STEP, 12_500.0, 500.0) == "12,500"
    assert ticks.position_label(Axis.EPOCH, 3.25, 0.25) == "3.2"
    assert ticks.position_label(Axis.TIME, 4325.0, 60.0) == "1:12:05"
    assert ticks.value_label(0.15, 0.05) == "0.15"
    assert ticks.value_label(2_500_000.0, 500_000.0) == "2.5e6"
    assert ticks.value_label(1e-8, 1e-8) == "1e-8"
