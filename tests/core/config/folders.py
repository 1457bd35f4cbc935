"""Folders of small real images with captions, for planning."""

from __future__ import annotations

import functools
import io
import json
import struct
from collections.abc import Sequence
from pathlib import Path

from PIL import Image

from core.config.arguments import TrainingArguments, read_arguments
from core.config.schema import shipped_schema


@functools.cache
def png(size: tuple[int, int]) -> bytes:
    """A PNG of one colour."""
    stream = io.BytesIO()
    Image.new("RGB", size, (120, 90, 60)).save(stream, "PNG")
    return stream.getvalue()


def fill(
    folder: Path, sizes: Sequence[tuple[int, int]], caption: str | None = "a cat", extension: str = ".txt"
) -> None:
    """Write images of these sizes, each with a caption beside it."""
    folder.mkdir(parents=True, exist_ok=True)
    for number, size in enumerate(sizes):
        (folder / f"img{number:03}.png").write_bytes(png(size))
        if caption is not None:
            (folder / f"img{number:03}{extension}").write_text(caption, encoding="utf-8")


def arguments(*argv: str, cwd: Path = Path()) -> TrainingArguments:
    """The arguments of a faultless command line."""
    args, problems = read_arguments(argv, shipped_schema(), cwd)
    assert not problems, problems
    return args


def safetensors(tensors: dict[str, int]) -> bytes:
    """A `.safetensors` file of float32 tensors with so many numbers each."""
    header: dict[str, object] = {}
    offset = 0
    for name, count in tensors.items():
        header[name] = {"dtype": "F32", "shape": [count], "data_offsets": [offset, offset + 4 * count]}
        offset += 4 * count
    text = json.dumps(header).encode()
    return struct.pack("<Q", len(text)) + text + bytes(offset)
