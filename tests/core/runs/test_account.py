"""Every recorded run, told from its bytes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.runs import console_skim
from core.runs.account import Account, Verdict, account_of
from tests.shared import shared_folder

RECORDINGS = shared_folder() / "recordings"
F = Verdict.FINISHED
CASES: dict[str, tuple[Verdict, int, int | None, tuple[int, int], float | None, tuple[str, ...]]] = {
    "a1_cli64": (F, 4, 4, (1, 1), 1.12, ("a1.safetensors",)),
    "a2_accel": (F, 2, 2, (1, 1), 1.14, ("a2.safetensors",)),
    "b1_config": (F, 2, 2, (1, 1), 1.14, ("b1.safetensors",)),
    "b4_epochs_str": (Verdict.CRASHED, 0, None, (0, 0), None, ()),
    "b8_boolstr": (F, 2, 2, (1, 1), 1.14, ("b8.safetensors",)),
    "c1_epochs": (F, 16, 16, (2, 2), 1.13, ("c1-000001.safetensors", "c1.safetensors")),
    "d1_sample": (F, 2, 2, (1, 1), 1.14, ("d1.safetensors",)),
    "e1_cachelat": (F, 1, 1, (1, 1), 0.905, ("f.safetensors",)),
    "f_adamw8bit_nobnb": (Verdict.CRASHED, 0, None, (0, 0), None, ()),
    "f_badint": (Verdict.CRASHED, 0, None, (0, 0), None, ()),
    "f_ds_corrupt": (Verdict.CRASHED, 0, 3, (0, 1), None, ()),
    "f_ds_emptydir": (Verdict.NO_DATA, 0, None, (0, 0), None, ()),
    "f_ds_nocapext": (F, 1, 1, (1, 1), 1.26, ("f.safetensors",)),
    "f_ds_trainkey": (Verdict.CRASHED, 0, None, (0, 0), None, ()),
    "f_ds_unknownkey": (Verdict.CRASHED, 0, None, (0, 0), None, ()),
    "f_ds_zero": (Verdict.CRASHED, 0, None, (0, 0), None, ()),
    "f_modelmissing": (Verdict.CRASHED, 0, None, (0, 0), None, ()),
    "f_xformers": (Verdict.CRASHED, 0, None, (0, 0), None, ()),
    "gpu_bnb_nolib": (Verdict.CRASHED, 0, 12, (0, 1), None, ()),
    "gpu_nan": (Verdict.FINISHED_NAN, 30, 30, (1, 1), None, ("gpu_nan.safetensors",)),
    "gpu_oom": (Verdict.OUT_OF_MEMORY, 0, 12, (0, 1), None, ()),
    "h2_cols300": (F, 3, 3, (1, 1), 1.07, ("h2.safetensors",)),
    "h3_simple": (F, 3, 3, (1, 1), 1.07, ("h3.safetensors",)),
    "r512b10_a8": (F, 24, 24, (1, 1), 0.902, ("r512b10_a8.safetensors",)),
    "t4_val": (
        F,
        12,
        12,
        (2, 2),
        1.1,
        ("t4-step00000005.safetensors", "t4-step00000010.safetensors", "t4.safetensors"),
    ),
    "u1_cp1252": (Verdict.CRASHED, 0, None, (0, 0), None, ()),
}
REASONS = {
    "b4_epochs_str": "unsupported operand",
    "f_adamw8bit_nobnb": "No bitsandbytes",
    "f_badint": "invalid int value: '12-15'",
    "f_ds_corrupt": "/srv/train/data/corrupt/img03.png",
    "f_ds_trainkey": "extra keys not allowed @ data['general']['learning_rate']",
    "f_ds_unknownkey": "extra keys not allowed @ data['general']['shuffle_capton']",
    "f_modelmissing": "neither a valid local path",
    "f_xformers": "No xformers",
    "gpu_bnb_nolib": "cadam_8bit_blockwise_grad_fp32",
    "gpu_nan": "NaN",
    "gpu_oom": "CUDA out of memory",
    "u1_cp1252": "codec can't encode",
}


def exit_code_of(name: str) -> int | None:
    path = RECORDINGS / f"{name}.time"
    return int(path.read_text().rpartition("rc=")[2]) if path.exists() else None


def account(name: str) -> Account:
    error, output = (RECORDINGS / f"{name}.{end}" for end in ("err", "out"))
    return account_of([error.read_bytes()], [output.read_bytes()], exit_code_of(name))


def test_no_recording_is_left_out() -> None:
    assert set(CASES) == {path.stem for path in RECORDINGS.glob("*.err")}


@pytest.mark.parametrize("name", CASES)
def test_recording(name: str) -> None:
    outcome, done, total, epochs, average, checkpoints = CASES[name]
    told = account(name)
    assert told.outcome is outcome
    assert (told.steps_done, told.steps_total, told.epochs) == (done, total, epochs)
    assert told.last_average_loss == average
    assert tuple(Path(path).name for path in told.checkpoints) == checkpoints
    assert REASONS.get(name, "") in (told.reason or "")
    assert (told.seconds_per_step is not None) == (done > 0)


@pytest.mark.parametrize(
    ("name", "code", "outcome"),
    [
        ("c1_epochs", None, Verdict.RUNNING),
        ("c1_epochs", -9, Verdict.INTERRUPTED),
        ("c1_epochs", 137, Verdict.INTERRUPTED),
        ("c1_epochs", -15, Verdict.STOPPED),
        ("c1_epochs", 130, Verdict.STOPPED),
        ("c1_epochs", 0xC000013A, Verdict.STOPPED),
        ("c1_epochs", -11, Verdict.CRASHED),
        ("c1_epochs", 1, Verdict.CRASHED),
    ],
)
def test_a_run_cut_off_in_its_second_epoch(name: str, code: int | None, outcome: Verdict) -> None:
    error = (RECORDINGS / f"{name}.err").read_bytes()
    cut = error.index(b"12/16 [")
    output = (RECORDINGS / f"{name}.out").read_bytes()
    told = account_of([error[:cut]], [output[: output.index(b"epoch 2/2") + 10]], code)
    assert told.outcome is outcome
    assert (told.steps_done, told.steps_total, told.epochs) == (11, 16, (1, 2))
    assert (told.reason is None) == (outcome is Verdict.RUNNING)


@given(st.lists(st.sampled_from(sorted(CASES)), min_size=1, max_size=12), st.integers(16384, 40000))
@settings(max_examples=30, deadline=None)
def test_skimming_a_long_log_tells_the_same(names: list[str], block: int) -> None:
    """A log whose middle was skimmed ends as one that was read whole."""
    data = b"".join((RECORDINGS / f"{name}.err").read_bytes() + b"\n" for name in names)

    def chunks() -> Iterator[bytes]:
        for start in range(0, len(data), block):
            yield data[start : start + block]

    whole = account_of([data])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(console_skim, "BLOCK", block)
        skimmed = account_of(chunks())
    assert (skimmed.outcome, skimmed.reason, skimmed.steps_done) == (whole.outcome, whole.reason, whole.steps_done)
    assert skimmed.last_average_loss == whole.last_average_loss
    assert set(skimmed.warnings) == set(whole.warnings)


def test_garbage_has_an_account_too() -> None:
    told = account_of([b"\x00\xff" * 1000, b"\r" * 1000], exit_code=3)
    assert told.outcome is Verdict.CRASHED
    assert told.reason
