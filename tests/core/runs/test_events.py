from __future__ import annotations

import json
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.runs.events import (
    CheckpointSaved,
    Event,
    Message,
    Outcome,
    RunEnded,
    RunStarted,
    SampleSaved,
    Stage,
    StageProgress,
    Step,
    WishAnswered,
    decode,
    encode,
)

numbers = st.integers(0, 2**53)
texts = st.text(max_size=40)
floats = st.floats(allow_nan=False)
events: st.SearchStrategy[Event] = st.one_of(
    st.builds(
        Step,
        step=numbers,
        epoch=numbers,
        loss=floats,
        average_loss=floats,
        learning_rates=st.dictionaries(texts, floats, max_size=4),
        seconds=floats,
        time=floats,
    ),
    st.builds(StageProgress, stage=st.sampled_from(Stage), done=numbers, total=st.none() | numbers, detail=texts),
    st.builds(CheckpointSaved, path=texts, step=numbers, epoch=numbers, size=numbers, reason=texts),
    st.builds(
        SampleSaved,
        path=texts,
        step=numbers,
        epoch=numbers,
        prompt_index=numbers,
        prompt=texts,
        seed=st.none() | numbers,
    ),
    st.builds(WishAnswered, wish_id=texts, wish=texts, answer=texts, message=texts),
    st.builds(Message, level=texts, text=texts),
    st.builds(RunEnded, outcome=st.sampled_from(Outcome), reason=texts, hint=texts, exit_code=st.none() | numbers),
    st.builds(
        RunStarted,
        engine=texts,
        engine_version=texts,
        pid=numbers,
        device=texts,
        total_steps=numbers,
        total_epochs=numbers,
        batches_per_epoch=numbers,
        images=numbers,
        images_with_repeats=numbers,
        output_dir=texts,
        output_name=texts,
        wishes=st.lists(texts, max_size=3).map(tuple),
    ),
)


@given(events)
def test_every_event_comes_back_as_it_was(event: Event) -> None:
    line = encode(event)
    assert "\n" not in line
    assert decode(line) == event
    assert decode(line.encode("utf-8")) == event


@given(events, st.integers(1, 400))
def test_a_line_cut_by_a_crash_is_dropped(event: Event, cut: int) -> None:
    line = encode(event).encode("utf-8")
    if cut < len(line):
        assert decode(line[:-cut]) is None


@given(st.binary(max_size=200) | st.text(max_size=200))
def test_garbage_is_no_event(line: bytes | str) -> None:
    assert decode(line) is None


@given(
    st.recursive(
        st.none() | st.booleans() | floats | texts, lambda inner: st.lists(inner) | st.dictionaries(texts, inner)
    )
)
def test_foreign_json_never_raises(value: object) -> None:
    decode(json.dumps({"type": "step", "step": value, "loss": value, "learning_rates": value}))
    decode(json.dumps(value))


@given(st.none() | texts | st.lists(texts))
def test_a_damaged_number_is_no_event(value: object) -> None:
    line = {"type": "step", "step": value, "epoch": 1, "loss": 1.0, "average_loss": 1.0, "learning_rates": {}}
    assert decode(json.dumps(line | {"seconds": 0.1})) is None


@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf])
def test_a_ruined_loss_travels_in_valid_json(value: float) -> None:
    step = Step(step=1, epoch=1, loss=value, average_loss=value, learning_rates={"unet": value}, seconds=0.1)
    line = encode(step)
    json.loads(line, parse_constant=lambda name: pytest.fail(f"{name} is no JSON"))
    back = decode(line)
    assert isinstance(back, Step)
    assert repr(back.loss) == repr(back.average_loss) == repr(back.learning_rates["unet"]) == repr(value)


def test_fields_of_a_newer_version_are_dropped() -> None:
    event = decode('{"type":"message","level":"info","text":"hello","time":1.0,"colour":"blue"}')
    assert event == Message(level="info", text="hello", time=1.0)


def test_types_of_a_newer_version_are_dropped() -> None:
    assert decode('{"type":"validation","loss":1.0}') is None
