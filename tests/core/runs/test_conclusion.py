from __future__ import annotations

import signal
from pathlib import Path

import pytest

from core.runs.conclusion import Ending, LastWords, conclude, read_last_words
from core.runs.events import Outcome
from tests.shared import shared_folder

RECORDED = {
    "b4_epochs_str": "TypeError: unsupported operand type(s) for -: 'str' and 'int'",
    "f_adamw8bit_nobnb": "ImportError: No bitsandbytes",
    "f_badint": "train_network.py: error: argument --max_train_epochs: invalid int value: '12-15'",
    "f_ds_corrupt": "OSError: image file is truncated",
    "f_ds_trainkey": "voluptuous.error.MultipleInvalid: extra keys not allowed @ data['general']['learning_rate']",
    "f_ds_zero": "ZeroDivisionError: division by zero",
    "f_modelmissing": "ValueError: The provided pretrained_model_name_or_path",
    "gpu_bnb_nolib": "RuntimeError: ",
    "gpu_oom": "torch.OutOfMemoryError: CUDA out of memory.",
    "u1_cp1252": "UnicodeEncodeError: 'charmap' codec",
    "a1_cli64": "",
    "c1_epochs": "",
    "d1_sample": "",
    "gpu_nan": "",
}


@pytest.mark.parametrize("name", sorted(RECORDED))
def test_the_exception_is_found_above_the_bar(name: str) -> None:
    words = read_last_words(shared_folder() / "recordings" / f"{name}.err")
    assert words.error.startswith(RECORDED[name])
    assert bool(words.error) is bool(RECORDED[name])
    assert 0 < len(words.lines) <= 20
    assert not any("it/s" in line or "s/it" in line for line in words.lines)


def test_an_exception_behind_a_bar_on_the_same_line_is_found(tmp_path: Path) -> None:
    console = tmp_path / "console.log"
    bar = "steps:  25%|##   | 1/4 [00:02<00:06,  2.02s/it, avr_loss=1.2]"
    console.write_text(
        f'\r{bar}Traceback (most recent call last):\n  File "x.py", line 1\nmod.Strange: no\n\r{bar}\r{bar}\n'
    )
    words = read_last_words(console)
    assert words.error == "mod.Strange: no"
    assert words.lines[-1] == "mod.Strange: no"


def test_a_launchers_complaint_does_not_hide_the_cause(tmp_path: Path) -> None:
    console = tmp_path / "console.log"
    console.write_text(
        "Traceback (most recent call last):\n  File\nKeyError: 'x'\n"
        "Traceback (most recent call last):\n  File\nsubprocess.CalledProcessError: Command died with exit status 1.\n"
    )
    assert read_last_words(console).error == "KeyError: 'x'"


def test_without_a_console_there_are_no_words(tmp_path: Path) -> None:
    assert read_last_words(tmp_path / "none") == LastWords()


SAID = LastWords(lines=("a", "ValueError: bad"), error="ValueError: bad")
MEMORY = LastWords(lines=("torch.OutOfMemoryError: no",), error="torch.OutOfMemoryError: no")


@pytest.mark.parametrize(
    ("ending", "words", "outcome", "said"),
    [
        (Ending(exit_code=1), SAID, Outcome.CRASHED, "ValueError: bad"),
        (Ending(exit_code=1), MEMORY, Outcome.OUT_OF_MEMORY, "OutOfMemoryError"),
        (Ending(exit_code=5), LastWords(), Outcome.CRASHED, "exit code 5"),
        (Ending(exit_code=0), SAID, Outcome.FINISHED, "exit code 0"),
        (Ending(exit_code=-signal.SIGKILL), SAID, Outcome.KILLED, "SIGKILL"),
        (Ending(exit_code=128 + signal.SIGKILL), LastWords(), Outcome.KILLED, "SIGKILL"),
        (Ending(exit_code=-signal.SIGKILL, oom_killer=True), LastWords(), Outcome.KILLED, "out-of-memory killer"),
        (Ending(exit_code=-signal.SIGHUP), LastWords(), Outcome.KILLED, "SIGHUP"),
        (Ending(exit_code=-signal.SIGABRT), SAID, Outcome.CRASHED, "SIGABRT"),
        (Ending(exit_code=-signal.SIGKILL, stopped_by_us=True), SAID, Outcome.STOPPED, "on request"),
        (Ending(exit_code=None), SAID, Outcome.CRASHED, "ValueError: bad"),
        (Ending(exit_code=None), LastWords(), Outcome.KILLED, "vanished"),
        (Ending(exit_code=None, watched=False), LastWords(), Outcome.INTERRUPTED, "supervisor both"),
        (Ending(exit_code=None, watched=False, rebooted=True), LastWords(), Outcome.INTERRUPTED, "machine"),
        (Ending(exit_code=None, watched=False, started=False), LastWords(), Outcome.CRASHED, "never started"),
    ],
)
def test_outcomes(ending: Ending, words: LastWords, outcome: Outcome, said: str) -> None:
    event = conclude(ending, words)
    assert event.outcome is outcome
    assert said in event.reason
    assert event.exit_code == ending.exit_code


def test_an_old_exception_that_was_survived_is_no_cause_of_an_unknown_end() -> None:
    words = LastWords(lines=("went on", "and on"), error="ValueError: caught long ago")
    assert conclude(Ending(exit_code=None, watched=False), words).outcome is Outcome.INTERRUPTED
