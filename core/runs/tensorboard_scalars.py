"""Scalars of TensorBoard event files, read as they grow.

`EventFileLoader` reads 28k events/s; a long run has a million. So the frame walk is our own, and the one shape of
message that `SummaryWriter.add_scalar` writes is recognised by a pattern; others go to protobuf's classes.
Frames: length (uint64), its checksum (uint32), the message, its checksum (uint32), little endian (TFRecord). Checksums
are not verified: a frame that is not whole yet is read again at the next poll, and a message that cannot be parsed ends
its file.
"""

from __future__ import annotations

import itertools
import re
import struct
import sys
from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

from google.protobuf.message import DecodeError
from tensorboard.compat.proto.event_pb2 import Event

from core.garbage import collection_paused

_HEADER = struct.Struct("<Q4x")
_FOOTER = 4
_FRAME = re.compile(
    rb"(.{8}).{4}"  # length, its checksum
    rb"\x09(.{8})"  # 1: wall_time, double
    rb"(?:\x10([\x80-\xff]{0,9}[\x00-\x7f]))?"  # 2: step, varint, left out where it is 0
    rb"\x2a[\x00-\x7f]\x0a[\x00-\x7f]"  # 5: summary, 1: value
    rb"\x0a[\x00-\x7f]([ -~]+)"  # 1: tag
    rb"\x15(.{4})"  # 2: simple_value, float
    rb".{4}",  # checksum
    re.DOTALL,
)
_AROUND = 16
"""Bytes of a frame beside its message."""
MAX_MESSAGE = 64 << 20
"""Bytes; a longer frame means that the file is damaged."""
BLOCK = 1 << 18


Row: TypeAlias = tuple[str, int, float, float]
"""A `Scalar` without names: half a million of them need not be kept."""


class Scalar(NamedTuple):
    """`wall_time` in seconds since 1970."""

    tag: str
    step: int
    value: float
    wall_time: float


@dataclass(slots=True)
class EventFile:
    path: Path
    offset: int = 0
    pending: bytes = b""
    damaged: bool = False

    def poll(self) -> list[Scalar]:
        return list(map(Scalar._make, self.rows()))

    def rows(self) -> Iterator[Row]:
        """The scalars written since the last poll; to be read to the end.

        Raises:
            OSError: the file cannot be read.
        """
        return itertools.chain.from_iterable(self._portions())

    def _portions(self) -> Iterator[Iterable[Row]]:
        with self.path.open("rb") as stream:
            stream.seek(self.offset)
            while not self.damaged and (block := stream.read(BLOCK)):
                self.offset += len(block)
                yield from self._walk(self.pending + block)

    def _walk(self, data: bytes) -> Iterator[Iterable[Row]]:
        at, end = 0, len(data)
        while True:
            at, plain = _read_plain_frames(data, at)
            yield plain
            if at + _HEADER.size > end:
                break
            (length,) = _HEADER.unpack_from(data, at)
            if length > MAX_MESSAGE:
                self.damaged = True
                return
            start = at + _HEADER.size
            if start + length + _FOOTER > end:
                break
            rows = _parse(data[start : start + length])
            if rows is None:
                self.damaged = True
                return
            yield rows
            at = start + length + _FOOTER
        self.pending = data[at:]


def _read_plain_frames(data: bytes, at: int) -> tuple[int, Iterable[Row]]:
    """Where the frames from `at` on that have the one shape end, and what they say, decoded together."""
    frame = _FRAME.match
    rows: list[tuple[bytes, ...]] = []
    edges = [at]
    while match := frame(data, edges[-1]):
        rows.append(match.groups(b""))
        edges.append(match.end())
    if not rows:
        return at, ()
    lengths, times, steps, tags, values = zip(*rows, strict=True)
    wanted = [end - start - _AROUND for start, end in itertools.pairwise(edges)]
    count = _alike(_numbers("Q", lengths).tolist(), wanted)
    texts = {tag: tag.decode("ascii") for tag in set(tags)}
    numbers = {step: _varint(step) for step in set(steps)}
    columns = (
        [texts[tag] for tag in tags],
        [numbers[step] for step in steps],
        _numbers("f", values),
        _numbers("d", times),
    )
    return edges[count], itertools.islice(zip(*columns, strict=True), count)


def _alike(one: list[int], two: list[int]) -> int:
    """How many items at the beginning are the same in both."""
    if one == two:
        return len(one)
    return next(place for place, (first, second) in enumerate(zip(one, two, strict=True)) if first != second)


def _numbers(kind: str, little_endian: Iterable[bytes]) -> array[Any]:
    numbers = array(kind)
    numbers.frombytes(b"".join(little_endian))
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers


def _parse(message: bytes) -> list[Row] | None:
    """The scalars of any event message; None if it is none."""
    try:
        event = Event.FromString(message)
    except DecodeError:
        return None
    return [
        (value.tag, event.step, value.simple_value, event.wall_time)
        for value in event.summary.value
        if value.HasField("simple_value")
    ]


def _varint(data: bytes) -> int:
    """Protobuf's int64: seven bits a byte, the lowest first, two's complement."""
    value = shift = 0
    for byte in data:
        value |= (byte & 0x7F) << shift
        shift += 7
    return value - (1 << 64) if value >= 1 << 63 else value


@dataclass(slots=True)
class ScalarReader:
    """All event files below `folder`, also those that appear later."""

    folder: Path
    _files: dict[Path, EventFile] = field(default_factory=dict)

    def poll(self) -> list[Scalar]:
        """The scalars written since the last poll; files in the order of their names, which begin with a time.

        Raises:
            OSError: a file cannot be read.
        """
        for path in sorted(self.folder.rglob("events.out.tfevents.*")):
            self._files.setdefault(path, EventFile(path))
        with collection_paused():
            return [scalar for file in self._files.values() for scalar in file.poll()]

    @property
    def damaged(self) -> tuple[Path, ...]:
        """Files that could be read only in part."""
        return tuple(path for path, file in self._files.items() if file.damaged)
