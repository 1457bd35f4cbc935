import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gui.training_monitor.smoothing import ExponentialAverage

weights = st.one_of(st.just(0.0), st.floats(1e-6, 0.999))
numbers = st.lists(st.one_of(st.floats(-1e6, 1e6), st.just(math.nan), st.just(math.inf)), max_size=400)


def by_definition(values: list[float], weight: float) -> list[float]:
    """TensorBoard's loop, one value at a time."""
    last, count, smoothed = 0.0, 0, []
    for value in values:
        if not math.isfinite(value):
            smoothed.append(math.nan)
            continue
        last, count = last * weight + (1 - weight) * value, count + 1
        smoothed.append(last / (1 - weight**count))
    return smoothed


@given(numbers, weights)
def test_equals_the_definition(values: list[float], weight: float) -> None:
    smoothed = ExponentialAverage(weight).extend(np.array(values, dtype=float))
    np.testing.assert_allclose(smoothed, by_definition(values, weight), rtol=1e-7, atol=1e-4)


@given(numbers, weights, st.lists(st.integers(0, 400), max_size=6))
def test_portions_give_the_same_curve_as_the_whole(values: list[float], weight: float, cuts: list[int]) -> None:
    array = np.array(values, dtype=float)
    whole = ExponentialAverage(weight).extend(array)
    average = ExponentialAverage(weight)
    portions = [average.extend(part) for part in np.split(array, sorted(cuts))]
    np.testing.assert_allclose(np.concatenate(portions), whole, rtol=1e-7, atol=1e-4)


def test_starts_at_the_first_value_and_keeps_a_constant() -> None:
    smoothed = ExponentialAverage(0.999).extend(np.full(20_000, 0.125))
    np.testing.assert_allclose(smoothed, 0.125, rtol=1e-9)


@pytest.mark.parametrize("weight", [-0.1, 1.0])
def test_refuses_a_weight_that_never_converges(weight: float) -> None:
    with pytest.raises(ValueError, match="weight"):
        ExponentialAverage(weight)
