from __future__ import annotations

import random
import threading
import time

import pytest

from core.dataset.listing import gently_sorted
from core.dataset.many_files import each_file


@pytest.mark.parametrize("count", [0, 1, 63, 64, 65, 1000])
def test_in_order_on_a_disk_that_answers_at_once(count: int) -> None:
    assert each_file(str, list(range(count))) == list(map(str, range(count)))


def test_a_slow_disk_is_asked_by_several_threads_in_order() -> None:
    threads = set()

    def wait(number: int) -> int:
        threads.add(threading.current_thread().name)
        time.sleep(0.002)
        return number * 2

    assert each_file(wait, list(range(400))) == [number * 2 for number in range(400)]
    assert len(threads) > 2


@pytest.mark.parametrize("place", [0, 300])
def test_an_error_comes_through(place: int) -> None:
    def fail(number: int) -> None:
        time.sleep(0.001)
        if number == place:
            raise OSError("gone")

    with pytest.raises(OSError, match="gone"):
        each_file(fail, list(range(320)))


@pytest.mark.parametrize("count", [0, 1, 19_999, 20_000, 20_001, 130_000])
def test_sorted_in_pieces_is_sorted(count: int) -> None:
    names = [f"{random.Random(number).random()}.jpg" for number in range(count)]
    assert gently_sorted(names) == sorted(names)
