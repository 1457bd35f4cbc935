"""Sample images of several processes, in the folder that they share: told once, and at the step they were drawn for."""

from __future__ import annotations

import os
import time
from pathlib import Path
from types import SimpleNamespace

import pytest

from core.runs import hooks_loop, hooks_report
from core.runs.events import SampleSaved, decode
from core.runs.folder import RunFolder
from core.runs.hooks_session import Session


@pytest.fixture
def session(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Session:
    """Of the first of two processes, at the beginning of a run that was resumed at step 100."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "output" / "sample").mkdir(parents=True)
    session = Session(tmp_path, hooks_report, hooks_loop)
    arguments = SimpleNamespace(output_dir="output")
    accelerator = SimpleNamespace(num_processes=2)
    session.plan = SimpleNamespace(args=arguments, offset=100, accelerator=accelerator, steps_per_epoch=6)
    return session


def draw(name: str, *, seconds_ago: float = 0.0) -> Path:
    path = Path("output", "sample", name)
    path.touch()
    then = time.time() - seconds_ago
    os.utime(path, (then, then))
    return path


def told(tmp_path: Path) -> list[tuple[str, int, int, str]]:
    lines = RunFolder(tmp_path).events.read_text(encoding="utf-8").splitlines()
    events = [decode(line) for line in lines]
    return [(Path(e.path).name, e.step, e.prompt_index, e.prompt) for e in events if isinstance(e, SampleSaved)]


def sample(session: Session, epoch: int | None, steps: int, *, ahead: tuple[str, ...] = ()) -> None:
    """Our one picture, and before it those of the process that is `ahead`."""
    session.samples_begin((None, None, epoch, steps), {})
    for name in ahead:
        draw(name)
    prompt = {"prompt": "a knight", "enum": 0}
    session.sample_begins(prompt)
    suffix = f"{steps:06d}" if epoch is None else f"e{epoch:06d}"
    draw(f"tiny_{suffix}_00_20261126120000_7.png")
    session.sample_ends(prompt)
    session.samples_end()


def test_a_picture_of_a_process_that_is_ahead_is_not_taken_for_an_old_one(session: Session, tmp_path: Path) -> None:
    draw("tiny_e000001_01_20251126120000_8.png", seconds_ago=1000)
    sample(session, 1, 6, ahead=("tiny_e000001_01_20261126120000_8.png",))
    assert told(tmp_path) == [
        ("tiny_e000001_00_20261126120000_7.png", 106, 0, "a knight"),
        ("tiny_e000001_01_20261126120000_8.png", 106, 1, ""),
    ]


def test_pictures_of_a_round_that_we_have_not_begun_wait_for_its_step(session: Session, tmp_path: Path) -> None:
    sample(session, None, 3, ahead=("tiny_000006_01_20261126120000_8.png",))
    assert [name for name, *_ in told(tmp_path)] == ["tiny_000003_00_20261126120000_7.png"]
    sample(session, None, 6)
    assert told(tmp_path)[1:] == [
        ("tiny_000006_00_20261126120000_7.png", 106, 0, "a knight"),
        ("tiny_000006_01_20261126120000_8.png", 106, 1, ""),
    ]


def test_what_comes_late_is_told_at_the_end_with_its_own_step(session: Session, tmp_path: Path) -> None:
    sample(session, None, 3)
    sample(session, None, 6)
    draw("tiny_000003_01_20261126120000_8.png")
    draw("tiny_000009_01_20261126120000_8.png")
    session.finished()
    assert [(name, step) for name, step, *_ in told(tmp_path)[2:]] == [
        ("tiny_000003_01_20261126120000_8.png", 103),
        ("tiny_000009_01_20261126120000_8.png", 106),
    ]
