"""The memory estimate against measured peaks that its fit has not seen, and as physics wants it."""

from __future__ import annotations

import dataclasses
import json
import shutil
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.config.dataset_config import DatasetBlueprint, DatasetSettings, SubsetSettings
from core.config.memory import estimate, measured_range, workload
from core.config.memory_model import MIB, Measurement, Workload, fit, fitted, measured, predict
from core.config.own_peaks import own_peaks
from core.config.schema import DEFAULT_SCRIPT, shipped_schema
from core.monitoring.sample import GpuSample, HardwareSample
from core.runs.folder import RunFolder
from core.runs.record import RunRecord, write_record
from core.runs.store_writer import StoreWriter
from tests.core.config.folders import arguments
from tests.core.config.projects import make_project
from tests.shared import shared_folder


def test_expected_within_a_tenth_for_rows_left_out_and_every_peak_inside_the_range() -> None:
    rows = measured()
    near = 0
    for row in rows:
        expected = predict(row.workload, fit([other for other in rows if other is not row]))
        low, high = measured_range(row.workload)
        assert expected * low <= row.peak <= expected * high, row
        near += abs(expected / row.peak - 1) <= 0.1
    assert near >= 0.9 * len(rows)


def test_the_shipped_peaks_are_the_measured_ones() -> None:
    facts = json.loads((shared_folder() / "facts" / "vram_sd15.json").read_text("utf-8"))["rows"]
    assert [row["peak_mib"] for row in facts] == [row.peak for row in measured()]


def test_a_finding_that_is_not_among_the_rows() -> None:
    """1024², batch 4, no checkpointing: 23.7 GB, told in the facts beside the rows."""
    expected = estimate(arguments("--sdpa", "--network_dim=32", "--cache_latents", "--mixed_precision=fp16",
                                  "--optimizer_type=AdamW8bit"), datasets(1024, 4))  # fmt: skip
    assert expected is not None
    assert expected.low <= 23_700 <= expected.high
    assert expected.expected == pytest.approx(23.7 * 1024, rel=0.1)


def datasets(side: int, batch: int) -> DatasetBlueprint:
    subset = SubsetSettings(image_dir="a")
    return DatasetBlueprint((DatasetSettings(subsets=(subset,), resolution=(side, side), batch_size=batch),))


WORKLOADS = st.builds(
    Workload,
    area=st.sampled_from([512 * 512, 640 * 640, 768 * 768, 1024 * 1024]),
    batch_size=st.integers(1, 12),
    parameters_unet=st.integers(0, 10**8),
    parameters_text_encoder=st.integers(0, 10**7),
    checkpointing=st.booleans(),
    efficient_attention=st.booleans(),
    optimizer=st.sampled_from(["adamw", "adamw8bit", "prodigy", "lion", "unheard_of"]),
    train_text_encoder=st.booleans(),
    cache_latents=st.booleans(),
    value_bytes=st.sampled_from([2, 4]),
)


@settings(max_examples=100, deadline=None)
@given(WORKLOADS)
def test_more_work_never_takes_less_memory(work: Workload) -> None:
    numbers = fitted()
    peak = predict(work, numbers)
    larger = [
        dataclasses.replace(work, batch_size=work.batch_size + 1),
        dataclasses.replace(work, area=work.area * 2),
        dataclasses.replace(work, parameters_unet=work.parameters_unet + 10**6),
        dataclasses.replace(work, cache_latents=False),
        dataclasses.replace(work, train_text_encoder=True),
        dataclasses.replace(work, value_bytes=4),
    ]
    assert all(predict(more, numbers) >= peak for more in larger)
    if work.efficient_attention:
        assert predict(dataclasses.replace(work, efficient_attention=False), numbers) > peak * 0.9
    if work.checkpointing:
        assert predict(dataclasses.replace(work, checkpointing=False), numbers) > peak * 0.95


@pytest.mark.parametrize(
    ("argv", "note"),
    [
        (["--mixed_precision=no"], "full precision"),
        (["--xformers"], "xformers"),
        (["--sdpa", "--optimizer_type=CAME"], "optimizer"),
        (["--sdpa", "--network_module=networks.dylora"], "network module"),
        (["--sdpa", "--v2"], "SD2.x"),
    ],
)
def test_what_was_never_measured_is_said_and_widens_the_range(argv: list[str], note: str) -> None:
    usual = estimate(arguments("--sdpa", "--mixed_precision=fp16"), datasets(512, 2))
    odd = estimate(
        arguments(*(["--mixed_precision=fp16"] if "precision" not in argv[0] else []), *argv), datasets(512, 2)
    )
    assert usual is not None
    assert odd is not None
    assert note in odd.source
    assert "never measured" not in usual.source
    assert odd.high / odd.low > usual.high / usual.low


def test_other_models_are_reckoned_and_say_so() -> None:
    for script, name in (("sdxl_train_network.py", "SDXL"), ("flux_train_network.py", "FLUX")):
        args = dataclasses.replace(arguments("--mixed_precision=bf16", "--sdpa"), script=script)
        found = estimate(args, datasets(1024, 1))
        assert found is not None
        assert f"never measured for {name}" in found.source
        assert found.high >= 2 * found.low
    assert estimate(dataclasses.replace(arguments(), script="sd3_train_network.py"), datasets(512, 1)) is None
    assert estimate(arguments(), None) is None
    assert DEFAULT_SCRIPT in shipped_schema().script


def test_own_runs_correct_the_estimate_the_more_the_nearer_they_are() -> None:
    args = arguments("--sdpa", "--mixed_precision=fp16")
    work = workload(args, datasets(512, 4))
    assert work is not None
    plain = estimate(args, datasets(512, 4))
    assert plain is not None
    peak = plain.expected * 1.2
    near = estimate(args, datasets(512, 4), own_peaks=[Measurement(work, peak)])
    far = estimate(args, datasets(512, 4), own_peaks=[Measurement(dataclasses.replace(work, checkpointing=True), peak)])
    assert near is not None
    assert far is not None
    assert plain.expected < near.expected <= peak
    assert abs(far.expected - plain.expected) < near.expected - plain.expected
    assert "1 of your own runs" in near.source
    nonsense = estimate(args, datasets(512, 4), own_peaks=[Measurement(work, plain.expected * 9)])
    assert nonsense == plain


def test_the_peak_of_a_run_is_read_from_its_folder(tmp_path: Path) -> None:
    project = make_project(tmp_path / "p")
    run = RunFolder(tmp_path / "runs" / "20260101-000000-cat")
    run.root.mkdir(parents=True)
    for name in ("training_config.toml", "dataset_config.toml"):
        shutil.copy(project / name, run.root / name)
    record = RunRecord(id="x", name="cat", engine="kohya", engine_version="1",
                       argv=("python", "/sd/train_network.py"), cwd=str(project))  # fmt: skip
    write_record(run, record)
    writer = StoreWriter(run)
    samples = [
        HardwareSample(process=None, time=float(second), gpus=(gpu(500 + min(second, 15) * 200),))
        for second in range(1, 21)
    ]
    with writer.transaction():
        writer.append_hardware([HardwareSample(process=None, time=0.5), *samples])
    writer.close()
    (found,) = own_peaks(tmp_path / "runs")
    assert found.peak == pytest.approx(14 * 200)
    assert (found.workload.batch_size, found.workload.area) == (2, 64 * 64)
    (tmp_path / "runs" / "broken").mkdir()
    assert len(own_peaks(tmp_path / "runs")) == 1
    assert own_peaks(tmp_path / "none") == []


def gpu(mib: int) -> GpuSample:
    return GpuSample(index=0, name="Card", memory_used=mib * MIB, memory_total=16_000 * MIB,
                     utilization=None, temperature=None, power=None)  # fmt: skip
