from __future__ import annotations

import threading
from pathlib import Path

import pytest

from core.runs.control import SUPERVISOR_WISHES, WishReader, write_wish
from core.runs.events import Wish
from core.runs.folder import RunFolder


@pytest.fixture
def folder(tmp_path: Path) -> RunFolder:
    return RunFolder(tmp_path)


def test_wishes_come_once_and_in_order_also_to_a_reader_started_again(folder: RunFolder) -> None:
    reader = WishReader(folder)
    assert reader.poll() == []
    asked = [write_wish(folder, wish) for wish in (Wish.SAVE, Wish.PAUSE, Wish.RESUME)]
    assert [taken.wish_id for taken in reader.poll()] == asked
    assert reader.poll() == []
    late = write_wish(folder, Wish.STOP_AND_SAVE)
    again = WishReader(folder)
    assert [(taken.wish_id, taken.wish) for taken in again.poll()] == [(late, Wish.STOP_AND_SAVE)]


def test_each_reader_takes_only_what_is_meant_for_it(folder: RunFolder) -> None:
    write_wish(folder, Wish.SAVE)
    write_wish(folder, Wish.STOP, force=True)
    assert [(taken.wish, taken.force) for taken in WishReader(folder, SUPERVISOR_WISHES).poll()] == [(Wish.STOP, True)]
    assert [(taken.wish, taken.force) for taken in WishReader(folder).poll()] == [(Wish.SAVE, False)]


def test_foreign_files_are_left_alone_and_a_handmade_wish_counts(folder: RunFolder) -> None:
    folder.control.mkdir()
    for name in ("notes.txt", "1-2-dance.json", "save.json", ".x.json.tmp"):
        (folder.control / name).write_text("{")
    (folder.control / "1-2-save.json").write_text("{")
    assert [taken.wish for taken in WishReader(folder).poll()] == [Wish.SAVE]
    assert (folder.control / "notes.txt").exists()


def test_readers_that_race_share_the_wishes(folder: RunFolder) -> None:
    asked = {write_wish(folder, Wish.SAVE) for _ in range(60)}
    taken: list[str] = []
    start = threading.Barrier(3)

    def read() -> None:
        reader = WishReader(folder)
        start.wait()
        for _ in range(5):
            taken.extend(wish.wish_id for wish in reader.poll())

    threads = [threading.Thread(target=read) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(taken) == sorted(asked)
