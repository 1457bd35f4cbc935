import itertools
from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gui.training_monitor.log_file import PORTION, LogFile
from gui.training_monitor.log_text import Level, LogLine, LogPortion, LogText

BAR = "steps:  25%|██▌       | {}/4 [00:02<00:06,  2.02s/it, avr_loss=0.123]"
SAMPLE = (
    "2026-11-23 15:45:19 INFO     Using v1 tokenizer                strategy_sd.py:26\n"
    f"\r{BAR.format(1)}\r{BAR.format(2)}\r{BAR.format(3)}\r\n"
    "\x1b[33m                    WARNING  no regularization images / 正則化画像が見つかりませんでした\x1b[0m\n\n"
    "Traceback (most recent call last):\n"
    '  File "train.py", line 1, in <module>\n'
    "torch.OutOfMemoryError: CUDA out of memory.\n"
    "epoch 1/2\r\n"
    f"{BAR.format(4)}saving checkpoint: /srv/ünï.safetensors\n"
).encode()
LINES = [
    ("2026-11-23 15:45:19 INFO     Using v1 tokenizer                strategy_sd.py:26", Level.PLAIN, False),
    (BAR.format(3), Level.PLAIN, True),
    (
        "                    WARNING  no regularization images / 正則化画像が見つかりませんでした",
        Level.WARNING,
        False,
    ),
    ("Traceback (most recent call last):", Level.ERROR, False),
    ('  File "train.py", line 1, in <module>', Level.ERROR, False),
    ("torch.OutOfMemoryError: CUDA out of memory.", Level.ERROR, False),
    ("epoch 1/2", Level.PLAIN, False),
    (BAR.format(4), Level.PLAIN, True),
    ("saving checkpoint: /srv/ünï.safetensors", Level.PLAIN, False),
]


def collected(portions: Iterable[LogPortion], lines: Iterable[LogLine] = ()) -> list[LogLine]:
    lines = list(lines)
    for portion in portions:
        if portion.afresh:
            lines.clear()
        del lines[len(lines) - portion.replaced :]
        lines.extend(portion.lines)
    return lines


def shown(lines: Iterable[LogLine]) -> list[tuple[str, Level, bool]]:
    return [(line.text, line.level, line.is_bar) for line in lines]


def test_what_a_terminal_would_show_without_its_colours() -> None:
    assert shown(LogText().feed(SAMPLE).lines) == LINES


@given(st.lists(st.integers(0, len(SAMPLE)), max_size=12))
def test_cutting_the_bytes_anywhere_gives_the_same_lines(cuts: list[int]) -> None:
    text = LogText()
    edges = [0, *sorted(cuts), len(SAMPLE)]
    portions = [text.feed(SAMPLE[start:stop]) for start, stop in itertools.pairwise(edges)]
    assert shown(collected(portions)) == LINES


@given(st.binary(max_size=400), st.lists(st.integers(0, 400), max_size=4))
def test_any_bytes_are_read_and_offsets_rise(data: bytes, cuts: list[int]) -> None:
    text = LogText()
    edges = [0, *sorted(min(cut, len(data)) for cut in cuts), len(data)]
    lines = collected(text.feed(data[start:stop]) for start, stop in itertools.pairwise(edges))
    assert shown(lines) == shown(LogText().feed(data).lines)
    offsets = [line.offset for line in lines]
    assert offsets == sorted(offsets)
    assert all(0 <= offset <= len(data) for offset in offsets)


def test_offsets_say_where_a_line_begins() -> None:
    lines = LogText(100).feed(b"one\ntwo\nthr").lines
    assert [(line.text, line.offset) for line in lines] == [("one", 100), ("two", 104), ("thr", 108)]


def test_an_unfinished_line_is_shown_and_then_replaced() -> None:
    text = LogText()
    assert text.feed(b"load").lines == (LogLine("load", 0),)
    portion = text.feed(b"ing\nnext")
    assert portion.replaced == 1
    assert [line.text for line in portion.lines] == ["loading", "next"]
    assert not text.feed(b"")


def test_a_gigabyte_of_bars_without_a_line_end_stays_small() -> None:
    text = LogText()
    chunk = ("\r" + BAR.format(1)).encode() * 2000
    for _ in range(20):
        portion = text.feed(chunk)
    assert len(text._pending) < len(chunk)
    assert [line.text for line in portion.lines] in ([], [BAR.format(1)])


@pytest.fixture
def log(tmp_path: Path) -> Path:
    return tmp_path / "console.log"


def numbered(start: int, stop: int) -> bytes:
    return b"".join(b"line %06d of the log, padded to be some forty bytes\n" % number for number in range(start, stop))


def test_no_file_yet_is_no_text(log: Path) -> None:
    assert not LogFile(log).poll()


def test_a_log_is_followed_while_it_grows(log: Path) -> None:
    file = LogFile(log)
    log.write_bytes(b"one\ntw")
    lines = collected([file.poll()])
    with log.open("ab") as stream:
        stream.write(b"o\nthree\n")
    lines = collected([file.poll(), file.poll()], lines)
    assert [line.text for line in lines] == ["one", "two", "three"]


def test_a_long_log_opens_at_its_end_and_reads_back_to_its_beginning(log: Path) -> None:
    log.write_bytes(numbered(0, 20_000))
    file = LogFile(log)
    lines = collected([file.poll()])
    assert lines[-1].text.startswith("line 019999")
    assert len(lines) < 4000
    while earlier := file.earlier(lines[0].offset):
        assert len(earlier) <= PORTION // 40
        lines = [*earlier, *lines]
    assert [line.text.split()[1] for line in lines] == [f"{number:06d}" for number in range(20_000)]


def test_a_flood_is_passed_over_and_the_end_is_shown(log: Path) -> None:
    file = LogFile(log)
    log.write_bytes(b"first\n")
    file.poll()
    with log.open("ab") as stream:
        stream.write(numbered(0, 40_000))
    portion = file.poll()
    assert portion.afresh
    assert portion.lines[-1].text.startswith("line 039999")
    assert file.earlier(portion.lines[0].offset)[-1].offset < portion.lines[0].offset


def test_a_log_that_was_written_anew_is_read_anew(log: Path) -> None:
    file = LogFile(log)
    log.write_bytes(numbered(0, 100))
    file.poll()
    log.write_bytes(b"again\n")
    portion = file.poll()
    assert portion.afresh
    assert [line.text for line in portion.lines] == ["again"]
