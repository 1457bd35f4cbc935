from __future__ import annotations

import itertools
import math
import os
import random
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.monitoring.sample import GpuSample, HardwareSample, ProcessSample
from core.runs.events import (
    CheckpointRemoved,
    CheckpointSaved,
    Event,
    Message,
    Outcome,
    RunEnded,
    RunStarted,
    SampleSaved,
    Stage,
    StageProgress,
    StateRemoved,
    StateSaved,
    Step,
    encode,
)
from core.runs.folder import RunFolder
from core.runs.store import RunStore
from core.runs.store_format import BLOCK_ROWS, StoreDamagedError, StoreError
from core.runs.store_writer import StoreWriter, open_writer, rebuild
from core.runs.summary import RunState, RunSummary

RATES = {"unet": 1e-4, "textencoder": 5e-5}


@pytest.fixture
def folder(tmp_path: Path) -> RunFolder:
    return RunFolder(tmp_path)


def step(number: int, *, loss: float | None = None, rates: dict[str, float] | None = None) -> Step:
    value = 1.0 / number if loss is None else loss
    return Step(
        step=number,
        epoch=1 + number // 100,
        loss=value,
        average_loss=value / 3,
        learning_rates=RATES if rates is None else rates,
        seconds=0.05,
        time=1e9 + number * 0.05,
    )


def started(total: int = 100, first: int = 0) -> RunStarted:
    return RunStarted(
        engine="child",
        engine_version="1",
        pid=1,
        device="cpu",
        total_steps=total,
        total_epochs=1,
        batches_per_epoch=total,
        images=1,
        images_with_repeats=1,
        output_dir="out",
        output_name="lora",
        first_step=first,
        time=1.0,
    )


def write(folder: RunFolder, *parts: list[Event]) -> None:
    """Each part in a transaction of its own, by one writer."""
    writer = StoreWriter(folder)
    for part in parts:
        with writer.transaction():
            writer.append(part, offset=writer.offset + 1)
    writer.close()


def test_a_store_that_is_not_there_yet_is_empty(folder: RunFolder) -> None:
    with RunStore(folder) as store:
        assert len(store.steps_after()) == len(store.hardware_after()) == len(store.events_after()) == 0
        assert store.summary() == RunSummary()
        before = store.version()
        write(folder, [step(1)])
        assert store.version() != before
        assert store.steps_after().step.tolist() == [1]


def test_columns_hold_exactly_what_was_told(folder: RunFolder) -> None:
    losses = [0.1, math.nan, math.inf, -math.inf, 5e-324, 1 / 3]
    write(folder, [step(number + 1, loss=loss) for number, loss in enumerate(losses)])
    with RunStore(folder) as store:
        steps = store.steps_after()
    np.testing.assert_array_equal(steps.loss, losses)
    np.testing.assert_array_equal(steps.average_loss, [loss / 3 for loss in losses])
    assert steps.time.tolist() == [1e9 + number * 0.05 for number in range(1, 7)]
    assert steps.learning_rates["unet"].tolist() == [1e-4] * 6
    assert steps.step.dtype == steps.epoch.dtype == steps.row.dtype == np.int64


@pytest.mark.parametrize("total", [BLOCK_ROWS - 1, BLOCK_ROWS, BLOCK_ROWS + 1, 2 * BLOCK_ROWS + 7])
def test_blocks_and_tail_make_one_curve(folder: RunFolder, total: int) -> None:
    events: list[Event] = [step(number) for number in range(1, total + 1)]
    middle = total // 3
    write(folder, events[:middle], events[middle : middle + 5], events[middle + 5 :])
    with RunStore(folder) as store:
        assert store.steps_after().step.tolist() == list(range(1, total + 1))
        for row in (0, 1, middle, BLOCK_ROWS - 1, BLOCK_ROWS, total - 1, total, total + 5):
            assert store.steps_after(row).row.tolist() == list(range(row + 1, total + 1))


@settings(deadline=None, max_examples=25)
@given(
    groups=st.lists(
        st.tuples(st.integers(1, 30), st.sets(st.sampled_from(["unet", "te", "group0"]), max_size=2)), max_size=6
    ),
    after=st.integers(0, 60),
)
def test_learning_rates_may_come_and_go(
    tmp_path_factory: pytest.TempPathFactory, groups: list[tuple[int, set[str]]], after: int
) -> None:
    folder = RunFolder(tmp_path_factory.mktemp("store"))
    numbers = itertools.count(1)
    parts: list[list[Event]] = [
        [step(next(numbers), rates=dict.fromkeys(sorted(names), 0.5)) for _ in range(count)] for count, names in groups
    ]
    for part in parts:
        write(folder, part)
    expected = [event for part in parts for event in part if isinstance(event, Step)][after:]
    with RunStore(folder) as store:
        steps = store.steps_after(after)
    assert steps.step.tolist() == [event.step for event in expected]
    for name, values in steps.learning_rates.items():
        np.testing.assert_array_equal(values, [event.learning_rates.get(name, math.nan) for event in expected])


def test_a_reader_follows_a_writer(folder: RunFolder) -> None:
    writer = StoreWriter(folder)
    with RunStore(folder) as store:
        seen: list[int] = []
        version = store.version()
        for start in range(1, 6000, 500):
            with writer.transaction():
                writer.append([step(number) for number in range(start, start + 500)])
            assert store.version() != version
            version = store.version()
            fresh = store.steps_after(len(seen))
            seen.extend(fresh.step.tolist())
            assert store.summary().step == seen[-1]
        assert store.version() == version
        assert seen == list(range(1, 6001))
    writer.close()


def test_what_a_failed_transaction_held_is_not_there(folder: RunFolder) -> None:
    write(folder, [step(1)])
    writer = StoreWriter(folder)

    def fail_half_way() -> None:
        with writer.transaction():
            writer.append([step(2)], offset=99)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail_half_way()
    writer.abandon()
    writer = StoreWriter(folder)
    assert writer.offset == 1
    with writer.transaction():
        writer.append([step(2)], offset=2)
    writer.close()
    with RunStore(folder) as store:
        assert store.steps_after().step.tolist() == [1, 2]


def test_hardware_is_kept_apart_for_each_gpu(folder: RunFolder) -> None:
    process = ProcessSample(memory=1 << 30, cpu=1.5, processes=3)
    gpu = GpuSample(index=1, name="A card", memory_used=1, memory_total=2, utilization=0.5)
    writer = StoreWriter(folder)
    with writer.transaction():
        writer.append_hardware([HardwareSample(process=process, time=1.0)])
        writer.append_hardware([HardwareSample(process=process, gpus=(gpu,), time=2.0)])
    writer.close()
    with RunStore(folder) as store:
        hardware = store.hardware_after()
    assert hardware.time.tolist() == [1.0, 2.0]
    assert hardware.columns["memory"].tolist() == [float(1 << 30)] * 2
    np.testing.assert_array_equal(hardware.columns["gpu1.utilization"], [math.nan, 0.5])
    np.testing.assert_array_equal(hardware.columns["gpu1.power"], [math.nan, math.nan])


def test_of_stage_progress_only_the_starts_are_kept_as_events(folder: RunFolder) -> None:
    caching: list[Event] = [StageProgress(stage=Stage.CACHING, done=done, total=50) for done in range(51)]
    write(folder, [started(), *caching, StageProgress(stage=Stage.LOADING, done=3)])
    with RunStore(folder) as store:
        kept = [(stored.event.stage, stored.event.done) for stored in store.events_after(1)]  # type: ignore[union-attr]
        assert kept == [(Stage.CACHING, 0), (Stage.LOADING, 3)]
        assert (store.summary().stage, store.summary().stage_done) == (Stage.LOADING, 3)
        assert [stored.row for stored in store.events_after(2)] == [3]


def test_the_summary_counts_living_files_also_after_the_writer_changed(folder: RunFolder) -> None:
    def saved(path: str, number: int) -> Event:
        return CheckpointSaved(path=path, step=number, epoch=1, size=5, reason="step")

    write(folder, [started(), saved("a", 1), saved("b", 2), saved("a", 3), StateSaved(path="s1", step=1, epoch=1)])
    write(folder, [CheckpointRemoved(path="b"), StateSaved(path="s2", step=2, epoch=1), StateRemoved(path="s2")])
    write(folder, [SampleSaved(path="x.png", step=1, epoch=1, prompt_index=0, prompt="a cat"), step(7)])
    with RunStore(folder) as store:
        summary = store.summary()
        assert (summary.checkpoints, summary.samples) == (1, 1)
        assert (summary.newest_state, summary.newest_state_step) == ("s1", 1)
        assert [(event.path, event.step) for event in store.checkpoints()] == [("a", 3)]
        assert [event.path for event in store.states()] == ["s1"]
        assert [event.prompt for event in store.samples()] == ["a cat"]
    assert summary.state is RunState.RUNNING
    assert summary.seconds_per_step == pytest.approx(0.05)
    assert summary.eta_seconds == pytest.approx(93 * 0.05)


def test_the_end_is_in_the_summary(folder: RunFolder) -> None:
    write(folder, [started(), step(1, loss=math.nan), RunEnded(outcome=Outcome.DIVERGED, reason="why", hint="how")])
    with RunStore(folder) as store:
        summary = store.summary()
    assert (summary.state, summary.outcome, summary.reason, summary.hint) == (
        RunState.ENDED,
        Outcome.DIVERGED,
        "why",
        "how",
    )
    assert summary.loss is not None
    assert math.isnan(summary.loss)
    assert summary.eta_seconds is None


@pytest.mark.parametrize("damage", ["garbage", "cut", "text", "block"])
def test_a_damaged_store_is_told_and_made_anew(folder: RunFolder, damage: str) -> None:
    events: list[Event] = [started(5000), *(step(number) for number in range(1, 5001)), Message(level="info", text="é")]
    folder.events.write_text("".join(encode(event) + "\n" for event in events), "utf-8")
    rebuild(folder)
    with RunStore(folder) as store:
        whole, summary = store.steps_after(), store.summary()
    data = folder.store.read_bytes()
    damaged = bytearray(data)
    if damage == "garbage":
        damaged[4096 : len(data)] = random.Random(1).randbytes(len(data) - 4096)
    elif damage == "cut":
        del damaged[len(data) // 3 :]
    elif damage == "text":
        damaged[:] = b"not a database at all, " * 999
    else:
        damaged = bytearray(data.replace(b'["step", "epoch"', b'["step", "epoct"', 1)[: len(data) // 2])
    folder.store.write_bytes(damaged)
    with RunStore(folder) as store, pytest.raises(StoreDamagedError, match="damaged"):
        store.steps_after()
    rebuild(folder)
    with RunStore(folder) as store:
        assert store.summary() == summary
        np.testing.assert_array_equal(store.steps_after().loss, whole.loss)
        assert len(store.events_after()) == 2
    writer, rebuilt = open_writer(folder)
    assert not rebuilt
    assert writer.offset == folder.events.stat().st_size
    writer.close()


def test_an_open_writer_comes_back_after_damage(folder: RunFolder) -> None:
    folder.events.write_text(encode(step(1)) + "\n")
    folder.store.write_bytes(b"x" * 9000)
    writer, rebuilt = open_writer(folder)
    assert rebuilt
    writer.close()
    with RunStore(folder) as store:
        assert store.steps_after().step.tolist() == [1]


def test_a_reader_notices_that_the_store_was_made_anew(folder: RunFolder) -> None:
    folder.events.write_text(encode(step(1)) + "\n")
    rebuild(folder)
    with RunStore(folder) as store:
        version = store.version()
        with folder.events.open("a") as stream:
            stream.write(encode(step(2)) + "\n")
        rebuild(folder)
        assert store.version() != version
        assert store.steps_after().step.tolist() == [1, 2]


def test_a_store_of_a_newer_version_is_refused(folder: RunFolder) -> None:
    writer = StoreWriter(folder)
    with writer.transaction():
        writer._connection.execute("UPDATE meta SET value = 99 WHERE key = 'format'")
    writer.close()
    with RunStore(folder) as store, pytest.raises(StoreError, match="format 99"):
        store.summary()


def test_a_store_is_refused_to_a_second_writer_while_the_first_writes(folder: RunFolder) -> None:
    first = StoreWriter(folder)
    second = StoreWriter(folder)
    second._connection.execute("PRAGMA busy_timeout = 50")
    with first.transaction(), pytest.raises(StoreError, match="locked"), second.transaction():
        second.append([step(1)])
    first.close()
    second.abandon()


@contextmanager
def reader_without_rights(folder: Path) -> Iterator[None]:
    """A folder that this process may read and not write, also where the tests run as root."""
    folder.chmod(0o555)
    user = os.geteuid()
    if user == 0:
        os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(user)
        folder.chmod(0o755)


@pytest.fixture
def readable_folder() -> Iterator[Path]:
    """Not below pytest's own folder, which only its owner may enter."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        yield Path(name)


@pytest.mark.parametrize("open_writer_left_behind", [False, True])
def test_a_copy_that_cannot_be_written_is_read(
    tmp_path: Path, readable_folder: Path, open_writer_left_behind: bool
) -> None:
    source, copy = RunFolder(tmp_path / "source"), RunFolder(readable_folder / "copy")
    source.root.mkdir()
    writer = StoreWriter(source)
    with writer.transaction():
        writer.append([step(number) for number in range(1, 11)])
    if not open_writer_left_behind:
        writer.close()
    shutil.copytree(source.root, copy.root)
    if open_writer_left_behind:
        (copy.root / "run.sqlite-shm").unlink()
        writer.close()
    assert (copy.root / "run.sqlite-wal").exists() is open_writer_left_behind
    with reader_without_rights(copy.root), RunStore(copy) as store:
        assert store.steps_after().step.tolist() == list(range(1, 11))
        assert store.summary().step == 10


def test_a_store_that_may_not_be_read_is_told(readable_folder: Path) -> None:
    folder = RunFolder(readable_folder / "closed")
    folder.root.mkdir()
    write(folder, [step(1)])
    folder.store.chmod(0)
    with (
        reader_without_rights(folder.root),
        RunStore(folder) as store,
        pytest.raises(StoreError, match="Could not read"),
    ):
        store.summary()
