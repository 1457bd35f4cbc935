import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as npst
from numpy.typing import NDArray

from gui.training_monitor.peaks import GrowingArray, PeakSeries

values = npst.arrays(
    np.float64,
    st.integers(0, 3000),
    elements=st.floats(allow_nan=True, allow_infinity=True, width=32),
    fill=st.floats(-9, 9),
)


def series_of(samples: NDArray[np.float64], portions: tuple[int, ...] = (1, 7, 64, 500)) -> PeakSeries:
    series, start, turn = PeakSeries(), 0, 0
    while start < len(samples):
        size = portions[turn % len(portions)]
        series.append(samples[start : start + size])
        start, turn = start + size, turn + 1
    return series


@given(st.lists(st.lists(st.integers(-(2**40), 2**40), max_size=3000), max_size=5))
def test_a_growing_array_holds_what_was_appended(portions: list[list[int]]) -> None:
    array = GrowingArray(np.int64)
    for portion in portions:
        array.append(np.array(portion, dtype=np.int64))
    assert array.values.tolist() == [value for portion in portions for value in portion]


@given(values, st.integers(1, 400), st.data())
def test_lowest_and_highest_of_every_column_survive(
    samples: NDArray[np.float64], buckets: int, data: st.DataObject
) -> None:
    series = series_of(samples)
    first = data.draw(st.integers(0, len(samples)))
    last = data.draw(st.integers(first, len(samples)))
    chosen = series.select(first, last, buckets)
    assert (np.diff(chosen) > 0).all()
    assert len(chosen) == 0 or (chosen[0] >= 0 and chosen[-1] < len(samples))
    edges = np.linspace(first, last, buckets + 1).astype(int)
    widest = 2 * max(1, (last - first) // buckets) + 1
    for start, stop in itertools.pairwise(edges):
        column = samples[start:stop]
        finite = column[np.isfinite(column)]
        if not len(finite):
            continue
        near = samples[chosen[(chosen >= start - widest) & (chosen < stop + widest)]]
        near = near[np.isfinite(near)]
        assert near.min() <= finite.min()
        assert near.max() >= finite.max()


@given(values, st.integers(1, 300))
def test_the_whole_curve_keeps_its_extremes_in_few_points(samples: NDArray[np.float64], buckets: int) -> None:
    series = series_of(samples)
    chosen = series.select(0, len(samples), buckets)
    assert len(chosen) <= 4 * buckets + 2 * 8 * 8
    finite = samples[np.isfinite(samples)]
    if len(finite):
        drawn = samples[chosen][np.isfinite(samples[chosen])]
        assert drawn.min() == finite.min()
        assert drawn.max() == finite.max()


def test_few_samples_are_all_drawn() -> None:
    series = series_of(np.arange(50.0))
    assert series.select(10, 40, 100).tolist() == list(range(10, 40))


def test_a_stretch_without_numbers_stays_a_gap_when_zoomed_out() -> None:
    samples = np.ones(64_000)
    samples[20_000:40_000] = np.nan
    drawn = samples[series_of(samples, (999,)).select(0, 64_000, 200)]
    assert 0.25 < np.isnan(drawn).mean() < 0.6


@pytest.mark.parametrize("spike", [0, 123_456, 999_999])
def test_one_spike_in_a_million_is_drawn(spike: int) -> None:
    samples = np.zeros(1_000_000)
    samples[spike] = 7.0
    series = PeakSeries()
    series.append(samples)
    chosen = series.select(0, 1_000_000, 800)
    assert spike in chosen
    assert len(chosen) < 4000
