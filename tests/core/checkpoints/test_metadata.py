from __future__ import annotations

import json
import os
import struct
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.checkpoints.metadata import read_metadata
from core.errors import FileError
from tests.shared import shared_folder

FILES = sorted((shared_folder() / "oracle" / "lora_files").glob("*.safetensors"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_reads_files_of_sd_scripts(path: Path) -> None:
    info = read_metadata(path)
    assert (info.steps, info.epoch, info.rank, info.alpha, info.tensors) == (2, 1, 2, 1.0, 612)
    assert (info.base_model_version, info.size) == ("sd_v1", path.stat().st_size)
    assert info.metadata["modelspec.architecture"] == "stable-diffusion-v1/lora"
    assert info.started_at is not None
    assert info.finished_at is not None
    assert 0 < info.finished_at - info.started_at < 3600


def write(path: Path, header: object, payload: bytes = b"") -> Path:
    raw = json.dumps(header).encode()
    path.write_bytes(struct.pack("<Q", len(raw)) + raw + payload)
    return path


def test_takes_the_rank_from_the_tensors_if_nothing_else_tells(tmp_path: Path) -> None:
    header = {"x.lora_down.weight": {"dtype": "F16", "shape": [3, 2], "data_offsets": [0, 12]}}
    info = read_metadata(write(tmp_path / "a.safetensors", header, bytes(12)))
    assert (info.rank, info.alpha, info.steps, dict(info.metadata)) == (3, None, None, {})


def test_says_nothing_where_the_file_says_none(tmp_path: Path) -> None:
    metadata = {"ss_network_dim": "None", "ss_output_name": "None", "ss_steps": "nan", "ss_epoch": "1.5"}
    info = read_metadata(write(tmp_path / "a.safetensors", {"__metadata__": metadata}))
    assert (info.rank, info.output_name, info.steps, info.epoch) == (None, None, None, None)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\x00" * 7,
        b"\xff" * 8,
        struct.pack("<Q", 1 << 40) + b"{}",
        struct.pack("<Q", 2) + b"[]",
        struct.pack("<Q", 2) + b"{\xff",
        struct.pack("<Q", 60_000) + b"[" * 60_000,
        b"\x80\x02}q\x00." + b"\x00" * 64,
    ],
    ids=["empty", "short", "endless", "longer than itself", "list", "no text", "deep", "pickle"],
)
def test_refuses_other_files(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.safetensors"
    path.write_bytes(content)
    with pytest.raises(FileError, match=r"a\.safetensors"):
        read_metadata(path)


@pytest.mark.parametrize(
    "header",
    [
        {"x": {"data_offsets": [0, 5]}},
        {"x": {"data_offsets": [-1, 2]}},
        {"x": {"data_offsets": "02"}},
        {"x": 7},
        {"__metadata__": {"a": 1}},
        {"__metadata__": []},
    ],
    ids=["cut off", "before itself", "text", "number", "metadata of numbers", "metadata list"],
)
def test_refuses_headers_that_lie(tmp_path: Path, header: dict[str, object]) -> None:
    with pytest.raises(FileError):
        read_metadata(write(tmp_path / "a.safetensors", header, bytes(4)))


def test_a_file_cut_off_in_its_tensors_is_refused(tmp_path: Path) -> None:
    whole = FILES[0].read_bytes()
    path = tmp_path / "cut.safetensors"
    path.write_bytes(whole[: len(whole) - 1])
    with pytest.raises(FileError, match="cut off"):
        read_metadata(path)


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    for path in (tmp_path / "no.safetensors", tmp_path):
        with pytest.raises(FileError):
            read_metadata(path)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no named pipes")
def test_a_pipe_does_not_hang_the_listing(tmp_path: Path) -> None:
    path = tmp_path / "pipe.safetensors"
    os.mkfifo(path)
    with pytest.raises(FileError):
        read_metadata(path)


KEYS = st.sampled_from(["__metadata__", "a.lora_down.weight", "data_offsets", "shape", "ss_steps"])
SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | st.text()
HEADERS = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=8,
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=200) | HEADERS)
def test_hostile_bytes_are_read_or_refused(tmp_path: Path, content: object) -> None:
    path = tmp_path / "a.safetensors"
    if isinstance(content, bytes):
        path.write_bytes(content)
    else:
        write(path, content, bytes(32))
    try:
        info = read_metadata(path)
    except FileError:
        return
    assert info.size == path.stat().st_size


def test_needs_no_torch() -> None:
    code = "import sys, core.checkpoints.metadata, core.checkpoints.naming; sys.exit('torch' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code]).returncode == 0
