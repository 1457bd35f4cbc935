from __future__ import annotations

import itertools
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.runs.console import (
    Bar,
    CheckpointLine,
    ConsoleItem,
    ConsoleReader,
    EpochLine,
    ExceptionFound,
    Fact,
    Line,
)
from core.runs.console_lines import MAX_LINE
from core.runs.console_records import LogRecord
from tests.shared import shared_folder

RECORDINGS = sorted((shared_folder() / "recordings").glob("*.err"))


def read(data: bytes, cuts: list[int] | None = None) -> list[ConsoleItem]:
    reader = ConsoleReader()
    items: list[ConsoleItem] = []
    edges = [0, *sorted(cuts or []), len(data)]
    for start, end in itertools.pairwise(edges):
        items += reader.feed(data[start:end])
    return items + reader.close()


@given(data=st.data(), path=st.sampled_from(RECORDINGS))
def test_cutting_a_recording_anywhere_gives_the_same_items(data: st.DataObject, path: Path) -> None:
    recorded = path.read_bytes()[-6000:]
    cuts = data.draw(st.lists(st.integers(0, len(recorded)), max_size=30))
    assert read(recorded, cuts) == read(recorded)


@given(
    st.lists(
        st.sampled_from(
            [
                b"\r",
                b"\n",
                b"\r\n",
                b"\x1b[A",
                b"\x1b]8;id=1;file:///a\x1b\\",
                "訓練".encode(),
                b"steps:  25%|###  | 1/4 [00:02<00:06,  2.02s/it, avr_loss=1.23]",
                b"2026-11-23 15:31:09 INFO     loading vae: <All keys matched   model_util.py:1019",
                b" " * 29 + b"successfully>",
                b"Traceback (most recent call last):",
                b"OSError: image file is truncated",
                b"\xff",
                b"]",
            ]
        ),
        max_size=30,
    ).map(b"".join),
    st.data(),
)
def test_cutting_hostile_bytes_anywhere_gives_the_same_items(raw: bytes, data: st.DataObject) -> None:
    cuts = data.draw(st.lists(st.integers(0, len(raw)), max_size=30))
    assert read(raw, cuts) == read(raw)


@given(st.binary(max_size=300))
def test_no_bytes_raise(raw: bytes) -> None:
    read(raw, list(range(len(raw))))


def test_a_line_without_end_is_passed_on_in_parts() -> None:
    reader = ConsoleReader()
    items = [item for _ in range(100) for item in reader.feed(b"x" * 10_000)]
    assert all(isinstance(item, Line) and len(item.text) == MAX_LINE for item in items)
    assert len(items) >= 1_000_000 // MAX_LINE - 2
    left = reader.close()
    assert sum(len(item.text) for item in items + left if isinstance(item, Line)) == 1_000_000


def test_wrapped_paths_and_sentences_are_put_together() -> None:
    records = [item for item in read(recording("c1_epochs.err")) if isinstance(item, LogRecord)]
    texts = [record.text for record in records]
    assert "load tokenizer from cache: /srv/train/tok/openai_clip-vit-large-patch14" in texts
    assert "no regularization images / 正則化画像が見つかりませんでした" in texts
    dataset = next(text for text in texts if text.startswith("[Dataset 0]"))
    assert '    image_dir: "/srv/train/data/cats"' in dataset.splitlines()
    assert "    caption_dropout_every_n_epochs: 0" in dataset.splitlines()


def test_wide_and_narrow_columns_say_the_same() -> None:
    def messages(name: str) -> list[str]:
        return [item.text for item in read(recording(name)) if isinstance(item, LogRecord)]

    narrow, wide = messages("a1_cli64.err"), messages("h2_cols300.err")
    assert narrow[:20] == wide[:20]


def test_the_bar_tells_step_speed_and_average() -> None:
    bars = [item for item in read(recording("c1_epochs.err")) if isinstance(item, Bar) and item.is_training]
    last = bars[-1]
    assert (last.done, last.total, last.average_loss) == (16, 16, 1.13)
    assert last.seconds_per_item == pytest.approx(13.9, abs=0.1)
    assert sorted({bar.done for bar in bars}) == list(range(17))


def test_epochs_checkpoints_and_facts_of_standard_output() -> None:
    items = read(recording("c1_epochs.out"))
    assert [item for item in items if isinstance(item, EpochLine)] == [EpochLine(1, 2), EpochLine(2, 2)]
    paths = [item.path for item in items if isinstance(item, CheckpointLine)]
    assert paths == ["/srv/train/out/c1/c1-000001.safetensors", "/srv/train/out/c1/c1.safetensors"]
    facts = {item.name: item.value for item in items if isinstance(item, Fact)}
    assert facts["total optimization steps"] == 16
    assert facts["num batches per epoch"] == 8


@pytest.mark.parametrize(
    ("name", "exception", "text"),
    [
        ("f_ds_corrupt", "OSError", "image file is truncated"),
        ("f_ds_zero", "ZeroDivisionError", "division by zero"),
        ("gpu_oom", "torch.OutOfMemoryError", "CUDA out of memory"),
        ("f_badint", "ArgumentError", "invalid int value: '12-15'"),
        ("b4_epochs_str", "TypeError", "unsupported operand type(s)"),
        ("f_ds_unknownkey", "voluptuous.error.MultipleInvalid", "extra keys not allowed"),
        ("u1_cp1252", "UnicodeEncodeError", "codec can't encode"),
    ],
)
def test_the_exception_above_the_last_bar_is_found(name: str, exception: str, text: str) -> None:
    found = [item for item in read(recording(f"{name}.err")) if isinstance(item, ExceptionFound)]
    assert found[-1].name == exception
    assert text in found[-1].text


@pytest.mark.parametrize("path", RECORDINGS, ids=lambda path: path.stem)
def test_no_bar_and_no_record_of_a_recording_is_left_as_text(path: Path) -> None:
    for item in read(path.read_bytes()):
        if isinstance(item, Line):
            assert "%|" not in item.text
            assert " INFO  " not in item.text
            assert "\x1b" not in item.text


def recording(name: str) -> bytes:
    return (shared_folder() / "recordings" / name).read_bytes()
