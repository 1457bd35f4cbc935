import math

import numpy as np
import pytest

from gui import formats
from gui.training_monitor import progress


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(0.2, "0 s"), (59.4, "59 s"), (59.6, "1 min"), (4320, "1 h 12 min"), (3600, "1 h"), (3599, "1 h"),
     (180_000, "2 d 2 h"), (172_800, "2 d"), (-3, "0 s"), (math.nan, "–")],
)  # fmt: skip
def test_durations_are_written_as_people_say_them(seconds: float, text: str) -> None:
    assert plain(formats.duration(seconds)) == text


@pytest.mark.parametrize(
    ("seconds", "text"), [(7, "0:07"), (725, "12:05"), (4325, "1:12:05"), (-7, "-0:07"), (math.inf, "–")]
)
def test_stopwatch(seconds: float, text: str) -> None:
    assert formats.stopwatch(seconds) == text


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(2.14, "2.14 s/step"), (1 / 18.3, "18.3 steps/s"), (31.26, "31.3 s/step"), (0.0005, "2000 steps/s"), (None, "–"),
     (0.0, "–"), (math.nan, "–")],
)  # fmt: skip
def test_speed_turns_round_at_one_second(seconds: float | None, text: str) -> None:
    assert plain(formats.speed(seconds)) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [(1e-4, "1e-4"), (2.35e-5, "2.35e-5"), (0.0, "0"), (1.0, "1e0"), (9.99996e-5, "1e-4"), (math.nan, "–")],
)
def test_learning_rates_are_scientific(value: float, text: str) -> None:
    assert formats.learning_rate(value) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [(0.12345, "0.1235"), (2e-4, "2.000e-04"), (123456.0, "1.235e+05"), (0.0, "0.0000"), (None, "–"),
     (math.nan, "NaN"), (math.inf, "∞"), (-math.inf, "-∞")],
)  # fmt: skip
def test_losses(value: float | None, text: str) -> None:
    assert formats.loss(value) == text


@pytest.mark.parametrize(
    ("count", "text"),
    [(144_000_000, "144 MB"), (2_100_000_000, "2.1 GB"), (999, "999 B"), (999_700, "1.0 MB"), (52_345, "52 kB")],
)
def test_sizes_count_in_thousands(count: int, text: str) -> None:
    assert plain(formats.size(count)) == text


def test_memory_counts_as_cards_are_sold() -> None:
    assert plain(formats.memory(16 * 2**30)) == "16.0 GB"
    assert plain(formats.memory(11.2 * 2**30)) == "11.2 GB"


def test_speed_ignores_the_step_that_saved_a_checkpoint() -> None:
    seconds = np.full(100, 0.5)
    seconds[[20, 60]] = 30.0
    assert progress.seconds_per_step(seconds) == pytest.approx(0.5)


def test_speed_looks_at_the_last_200_steps_only() -> None:
    assert progress.seconds_per_step(np.concatenate((np.full(1000, 9.0), np.full(200, 2.0)))) == pytest.approx(2.0)


def test_no_speed_without_durations() -> None:
    assert progress.seconds_per_step(np.array([])) is None
    assert progress.seconds_per_step(np.array([math.nan, 0.0, -1.0])) is None
    assert progress.seconds_left(np.array([]), 1, 10) is None
    assert progress.seconds_left(np.array([1.0]), None, 10) is None
    assert progress.seconds_left(np.array([1.0]), 5, None) is None


def test_time_left_counts_checkpoints_in_but_not_a_night_asleep() -> None:
    seconds = np.full(100, 1.0)
    seconds[50] = 11.0
    assert progress.seconds_left(seconds, 900, 1000) == pytest.approx(110.0)
    seconds[51] = 30_000.0
    assert progress.seconds_left(seconds, 900, 1000) == pytest.approx(100 * 109 / 99)
    assert progress.seconds_left(seconds, 1200, 1000) == 0
