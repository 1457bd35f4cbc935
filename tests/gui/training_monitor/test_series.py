import itertools
import math
from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.runs.store import StepColumns
from gui.training_monitor.series import Axis, EpochMeans, RunSeries, SmoothedSeries, cut
from tests.gui.training_monitor.columns import step_columns


def filled(columns: StepColumns, cuts: Sequence[int] = ()) -> RunSeries:
    series = RunSeries()
    edges = [0, *sorted(min(c, len(columns)) for c in cuts), len(columns)]
    for start, stop in itertools.pairwise(edges):
        series.append(cut(columns, start, stop))
    return series


def test_axes_count_steps_epochs_and_seconds() -> None:
    series = filled(step_columns(np.ones(25), epoch_length=10, seconds=2.0))
    assert series.x(Axis.STEP)[[0, -1]].tolist() == [1, 25]
    assert series.x(Axis.EPOCH)[[0, 9, 10, 24]] == pytest.approx([0.1, 1.0, 1.1, 2.5])
    assert series.x(Axis.TIME)[[0, -1]] == pytest.approx([2.0, 50.0])


def test_the_epoch_axis_uses_the_plan_until_an_epoch_was_seen_to_end() -> None:
    columns = step_columns(np.ones(25), epoch_length=10)
    series = RunSeries()
    series.plan(200, 10)
    series.append(cut(columns, 0, 5))
    assert series.x(Axis.EPOCH)[-1] == pytest.approx(5 / 20)
    series.append(cut(columns, 5, 25))
    assert series.x(Axis.EPOCH)[[4, 9, 24]] == pytest.approx([0.5, 1.0, 2.5])


def test_a_resumed_run_starts_in_the_middle_of_its_epoch() -> None:
    series = filled(step_columns(np.ones(20), epoch_length=10, first=26))
    assert series.x(Axis.EPOCH)[[0, 4, 5]] == pytest.approx([2.6, 3.0, 3.1])


def test_positions_never_fall_even_if_the_clock_does() -> None:
    columns = step_columns(np.ones(20))
    columns.time[10:] -= 3.0
    assert (np.diff(filled(columns, [11]).x(Axis.TIME)) >= 0).all()


def test_a_learning_rate_that_appears_later_is_a_gap_before() -> None:
    series = RunSeries()
    series.append(step_columns(np.ones(5), rates={"unet": np.full(5, 1e-4)}))
    series.append(step_columns(np.ones(3), first=6, rates={"textencoder": np.full(3, 5e-5)}))
    assert np.isnan(series.learning_rates["textencoder"].values[:5]).all()
    assert np.isnan(series.learning_rates["unet"].values[5:]).all()
    assert len(series.learning_rates["unet"]) == len(series) == 8


losses = st.lists(st.one_of(st.floats(-5, 5), st.just(math.nan)), min_size=1, max_size=120)


@given(losses, st.integers(1, 30), st.lists(st.integers(0, 120), max_size=5))
def test_epoch_means_are_the_means_however_the_steps_arrive(
    values: list[float], epoch_length: int, cuts: Sequence[int]
) -> None:
    columns = step_columns(values, epoch_length=epoch_length)
    starts, ends, means = filled(columns, cuts).epoch_means.select(0, len(values), 1000)
    assert starts.tolist() == list(range(0, len(values), epoch_length))
    for start, end, mean in zip(starts, ends, means, strict=True):
        finite = columns.loss[start : end + 1][np.isfinite(columns.loss[start : end + 1])]
        assert mean == pytest.approx(finite.mean(), abs=1e-9) if len(finite) else math.isnan(mean)


def test_epoch_means_of_a_zoomed_view_cover_the_view() -> None:
    means = EpochMeans()
    means.append(np.repeat(np.arange(1.0, 101.0), 10), np.arange(1000.0))
    starts, ends, _ = means.select(495, 525, 100)
    assert starts[0] <= 495
    assert ends[-1] >= 524
    assert len(starts) <= 6


def test_making_room_changes_nothing_that_is_there() -> None:
    columns = step_columns(np.arange(3000.0), rates={"unet": np.full(3000, 1e-4)})
    series = filled(cut(columns, 0, 1000))
    series.reserve(3000)
    before = series.loss.values
    series.append(cut(columns, 1000, 3000))
    assert series.loss.values.base is before.base
    assert series.loss.values.tolist() == columns.loss.tolist()
    assert series.x(Axis.EPOCH)[-1] == pytest.approx(300.0)
    assert len(series.learning_rates["unet"]) == 3000


def test_no_steps_no_epochs() -> None:
    assert all(len(part) == 0 for part in EpochMeans().select(0, 10, 5))
    assert RunSeries().nearest(Axis.STEP, 3.0) is None
    assert math.isnan(RunSeries().locate(Axis.TIME, 3.0))


def test_nearest_and_locate() -> None:
    series = filled(step_columns(np.ones(10), seconds=2.0))
    assert series.nearest(Axis.STEP, 3.4) == 2
    assert series.nearest(Axis.STEP, 3.6) == 3
    assert series.nearest(Axis.STEP, -50) == 0
    assert series.nearest(Axis.STEP, 50) == 9
    assert series.locate(Axis.TIME, 5) == pytest.approx(10.0)


def test_the_smoothed_curve_follows_and_restarts_with_another_weight() -> None:
    values = np.random.default_rng(1).normal(size=500)
    smoothed = SmoothedSeries(0.9)
    for stop in (10, 10, 300, 500):
        smoothed.follow(values[:stop])
    again = SmoothedSeries(0.9)
    again.follow(values)
    np.testing.assert_allclose(smoothed.curve.values, again.curve.values, rtol=1e-12)


def test_a_million_steps_arrive_in_portions() -> None:
    columns = step_columns(np.linspace(1, 0, 1_000_000), epoch_length=1000, rates={"unet": np.full(1_000_000, 1e-4)})
    series = filled(columns, range(0, 1_000_000, 100_000))
    assert len(series) == len(series.learning_rates["unet"]) == 1_000_000
    assert series.x(Axis.EPOCH)[-1] == pytest.approx(1000.0)
    assert len(series.epoch_means.select(0, 1_000_000, 800)[0]) <= 3200
