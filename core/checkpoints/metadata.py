"""What a LoRA file tells about itself, read from its header alone.

Format: https://huggingface.co/docs/safetensors (eight bytes of length, JSON, tensors). Neither torch nor the tensors
are touched: a folder of hundreds of files lists in the time of their headers.
"""

from __future__ import annotations

import json
import math
import stat
import struct
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

from core.errors import FileError

MAX_HEADER_BYTES = 100_000_000
"""The limit that the safetensors library itself sets."""

_LENGTH = struct.Struct("<Q")


@dataclass(frozen=True, slots=True)
class CheckpointInfo:
    """A LoRA file. None where it does not say; times are seconds since 1970, `size` is in bytes.

    `rank` and `alpha` are those of the metadata, else the rank that the first down projection has. `base_model` is the
    name of the model that it was trained on, `base_model_version` its kind (`sd_v1`, `sdxl_base_v1-0` …).
    """

    path: Path
    size: int
    modified_at: float
    tensors: int
    steps: int | None
    epoch: int | None
    rank: int | None
    alpha: float | None
    base_model: str | None
    base_model_version: str | None
    output_name: str | None
    started_at: float | None
    finished_at: float | None
    metadata: Mapping[str, str]


def read_metadata(path: Path) -> CheckpointInfo:
    """What the header of a .safetensors file says.

    Raises:
        FileError: it cannot be read, or is no .safetensors file (cut off, or something else under that name).
    """
    header, size, modified_at = _header(path)
    texts = _texts(path, header.pop("__metadata__", {}))
    started, finished = texts.get("ss_training_started_at"), texts.get("ss_training_finished_at")
    return CheckpointInfo(
        path=path,
        size=size,
        modified_at=modified_at,
        tensors=len(header),
        steps=_whole(texts.get("ss_steps")),
        epoch=_whole(texts.get("ss_epoch")),
        rank=_whole(texts.get("ss_network_dim")) or _first_rank(header),
        alpha=_number(texts.get("ss_network_alpha")),
        base_model=_said(texts.get("ss_sd_model_name")),
        base_model_version=_said(texts.get("ss_base_model_version")),
        output_name=_said(texts.get("ss_output_name")),
        started_at=_number(started),
        finished_at=_number(finished),
        metadata=MappingProxyType(texts),
    )


def _header(path: Path) -> tuple[dict[str, Any], int, float]:
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):  # opening a pipe would wait for its writer
            raise _not_one(path, "it is not a regular file")
        with path.open("rb") as stream:
            length_bytes = stream.read(_LENGTH.size)
            if len(length_bytes) < _LENGTH.size:
                raise _not_one(path, "it is too short")
            (length,) = _LENGTH.unpack(length_bytes)
            if length > min(MAX_HEADER_BYTES, status.st_size - _LENGTH.size):
                raise _not_one(path, f"it says that its header has {length} bytes, the file has {status.st_size}")
            raw = stream.read(length)
    except OSError as error:
        raise FileError(
            f"Could not read {path}: {error.strerror or error}.", "Check that it is still there."
        ) from error
    try:
        header = json.loads(raw)
    except (ValueError, RecursionError) as error:
        raise _not_one(path, "its header is not JSON") from error
    if not isinstance(header, dict):
        raise _not_one(path, "its header is no JSON object")
    _check_ends(path, header, status.st_size - _LENGTH.size - length)
    return header, status.st_size, status.st_mtime


def _check_ends(path: Path, header: Mapping[str, Any], available: int) -> None:
    """A file whose last tensor would lie beyond its end was cut off."""
    for name, entry in header.items():
        if name == "__metadata__":
            continue
        offsets = entry.get("data_offsets") if isinstance(entry, dict) else None
        if not isinstance(offsets, list) or len(offsets) != 2 or not all(type(offset) is int for offset in offsets):
            raise _not_one(path, f"its header does not say where {name[:80]!r} lies")
        if not 0 <= offsets[0] <= offsets[1] <= available:
            raise _not_one(path, f"{name[:80]!r} would lie beyond its end: the file was cut off")


def _texts(path: Path, metadata: Any) -> dict[str, str]:
    if not isinstance(metadata, dict) or not all(isinstance(value, str) for value in metadata.values()):
        raise _not_one(path, "its metadata is not a table of texts")
    return metadata


def _first_rank(header: Mapping[str, Any]) -> int | None:
    for name, entry in header.items():
        if name.endswith(("lora_down.weight", "lora_A.weight")):
            shape = entry.get("shape")
            if isinstance(shape, list) and shape and type(shape[0]) is int:
                return shape[0]
    return None


def _said(text: str | None) -> str | None:
    return None if text in (None, "", "None") else text


def _number(text: str | None) -> float | None:
    try:
        number = float(text) if text is not None else math.nan
    except ValueError:
        return None
    return number if math.isfinite(number) else None


def _whole(text: str | None) -> int | None:
    number = _number(text)
    return int(number) if number is not None and number == int(number) else None


def _not_one(path: Path, why: str) -> FileError:
    return FileError(
        f"{path} is not a readable .safetensors file: {why}.", "Take another copy of it, or remove it from the folder."
    )
