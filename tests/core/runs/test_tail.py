from __future__ import annotations

import itertools
import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from core.runs.events import Event, Message, Step, encode
from core.runs.tail import EventTail

TEXTS = st.text(st.characters(codec="utf-8"), max_size=30)
EVENTS = st.lists(
    st.one_of(
        st.builds(Message, level=st.just("info"), text=TEXTS, time=st.just(1.0)),
        st.builds(
            Step,
            step=st.integers(1, 10**6),
            epoch=st.just(1),
            loss=st.floats(allow_nan=False),
            average_loss=st.floats(allow_nan=False),
            learning_rates=st.dictionaries(TEXTS, st.floats(0, 1), max_size=2),
            seconds=st.floats(0, 10),
            time=st.just(1.0),
        ),
    ),
    max_size=12,
)


@settings(deadline=None)
@given(events=EVENTS, cuts=st.lists(st.integers(0, 3000), max_size=8), chunk=st.integers(1, 400), again=st.booleans())
def test_any_way_of_writing_and_reading_gives_the_same_events(
    events: list[Event], cuts: list[int], chunk: int, again: bool
) -> None:
    data = "".join(encode(event) + "\n" for event in events).encode()
    places = sorted({0, len(data), *(cut for cut in cuts if cut < len(data))})
    found: list[Event] = []
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "events.jsonl"
        tail = EventTail(path, 0, chunk=chunk)
        for start, end in itertools.pairwise(places):
            with path.open("ab") as stream:
                stream.write(data[start:end])
            if again:
                tail = EventTail(path, tail.offset, chunk=chunk)
            while read := tail.read():
                found.extend(read)
    assert found == events
    assert tail.offset == len(data)
    assert tail.unreadable == 0


def test_a_missing_file_is_an_empty_one(tmp_path: Path) -> None:
    assert EventTail(tmp_path / "none", 0).read() == []


def test_lines_without_sense_are_counted_and_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "events.jsonl"
    known = Message(level="info", text="ü", time=1.0)
    path.write_bytes(b'{"type":"st\n\n[]\n\xff\xfe\n{"type":"future","x":1}\n' + encode(known).encode() + b'\n{"cut')
    tail = EventTail(path, 0)
    assert tail.read() == [known]
    assert tail.read() == []
    assert tail.unreadable == 4
