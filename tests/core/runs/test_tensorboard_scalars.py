from __future__ import annotations

import struct
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tensorboard.compat.proto.event_pb2 import Event
from tensorboard.compat.proto.summary_pb2 import Summary
from tensorboard.summary.writer.event_file_writer import EventFileWriter

from core.runs.tensorboard_scalars import Scalar, ScalarReader


def write(folder: Path, steps: range, suffix: str = "") -> None:
    """With TensorBoard's own writer."""
    writer = EventFileWriter(str(folder), filename_suffix=suffix)
    for step in steps:
        values = [
            Summary.Value(tag="loss/current", simple_value=step / 4),
            Summary.Value(tag="lr/unet", simple_value=0.5),
        ]
        writer.add_event(Event(wall_time=1000.0 + step, step=step, summary=Summary(value=values)))
    writer.close()


def expected(steps: range) -> list[Scalar]:
    return [
        scalar
        for step in steps
        for scalar in (
            Scalar("loss/current", step, step / 4, 1000.0 + step),
            Scalar("lr/unet", step, 0.5, 1000.0 + step),
        )
    ]


def test_everything_once_also_from_later_files(tmp_path: Path) -> None:
    reader = ScalarReader(tmp_path)
    assert reader.poll() == []
    write(tmp_path / "a" / "network_train", range(5))
    assert reader.poll() == expected(range(5))
    assert reader.poll() == []
    write(tmp_path / "b" / "network_train", range(3))
    assert reader.poll() == expected(range(3))


@pytest.mark.parametrize("step", [0, 1, 127, 128, 16384, 2**31, 2**62, -1])
@pytest.mark.parametrize("tags", [("loss/current",), ("損失",), ("a", "b"), ("x" * 300,), ("",)])
def test_messages_of_other_shapes_are_read_too(tmp_path: Path, step: int, tags: tuple[str, ...]) -> None:
    writer = EventFileWriter(str(tmp_path))
    values = [Summary.Value(tag=tag, simple_value=0.25) for tag in tags]
    writer.add_event(Event(wall_time=2.5, step=step, summary=Summary(value=values)))
    writer.close()
    assert ScalarReader(tmp_path).poll() == [Scalar(tag, step, 0.25, 2.5) for tag in tags]


@given(cuts=st.lists(st.integers(0, 3000), max_size=8))
@settings(max_examples=25)
def test_a_growing_file_gives_the_same_at_any_cut(tmp_path_factory: pytest.TempPathFactory, cuts: list[int]) -> None:
    folder = tmp_path_factory.mktemp("tb")
    write(folder, range(30))
    (path,) = folder.iterdir()
    data = path.read_bytes()
    path.write_bytes(b"")
    reader = ScalarReader(folder)
    scalars: list[Scalar] = []
    for cut in [*sorted(cuts), len(data)]:
        path.write_bytes(data[:cut])
        scalars += reader.poll()
    assert scalars == expected(range(30))


@given(st.binary(max_size=200))
@settings(max_examples=50)
def test_damage_is_noticed_and_what_stands_before_it_is_kept(
    tmp_path_factory: pytest.TempPathFactory, garbage: bytes
) -> None:
    folder = tmp_path_factory.mktemp("tb")
    write(folder, range(3))
    (path,) = folder.iterdir()
    path.write_bytes(path.read_bytes() + struct.pack("<Q", 1 << 60) + b"\0" * 4 + garbage)
    reader = ScalarReader(folder)
    assert reader.poll() == expected(range(3))
    assert reader.damaged == (path,)
    assert reader.poll() == []
