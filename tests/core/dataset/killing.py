"""Kills a bulk edit at a random moment and looks at what is left: for a test, and fifty times for a benchmark."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from core.dataset.journal import EditState, Journal
from core.dataset.scope import SIDE_FOLDER

ROOT = Path(__file__).resolve().parent.parent.parent.parent
ADDED = b", red hat"


@dataclass(frozen=True, slots=True)
class Killed:
    """What a kill has left: files that were old and new, and whether the child had come to its end before."""

    old: int
    new: int
    finished: bool
    seconds: float


def make_folder(folder: Path, count: int) -> dict[Path, bytes]:
    """So many images (their heads only) with captions in several encodings; the captions' bytes."""
    folder.mkdir(parents=True)
    makers: list[Callable[[int], bytes]] = [
        lambda number: f"sks cat, number {number}\r\nsecond line\r\n".encode(),
        lambda number: f"貓, 帽子, {number}".encode("utf-16"),
        lambda number: b"\xef\xbb\xbf" + f"cat, {number}\n".encode(),
        lambda number: f"cat ,  {number} , long, {'word ' * 60}".encode(),
    ]
    captions = {}
    for number in range(count):
        image = folder / f"img{number:05}.png"
        image.write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x40\0\0\0\x40\x08\x02\0\0\0" + bytes(8))
        captions[image.with_suffix(".txt")] = makers[number % len(makers)](number)
    for path, data in captions.items():
        path.write_bytes(data)
    return captions


def run_child(folder: Path, what: str, kill_after: float | None) -> tuple[bool, float]:
    """Whether the child came to its end, and for how many seconds it worked."""
    command = [sys.executable, "-m", "tests.children.bulk_edit", str(folder), what]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == "ready\n"
        start = time.perf_counter()
        if kill_after is not None:
            try:
                child.wait(kill_after)
            except subprocess.TimeoutExpired:
                child.kill()
        rest = child.stdout.read()
        return rest == "done\n", time.perf_counter() - start


def kill_once(folder: Path, before: dict[Path, bytes], after: dict[Path, bytes], what: str, moment: float) -> Killed:
    """Kill one edit or undo, check every file and the journal, and take everything back to `before`."""
    finished, seconds = run_child(folder, what, moment)
    journal = Journal(folder / SIDE_FOLDER, folder)
    try:
        newest = next(iter(journal.recover()), None)
        held = {path: path.read_bytes() for path in before}
        new = {path for path in before if held[path] == after[path]}
        for path in before:
            assert held[path] in (before[path], after[path]), f"{path} is neither old nor new"
        assert not list(folder.glob(".kohya-studio-staged*")), "a staged file was left"
        if newest is not None:
            assert newest.state is EditState.INTERRUPTED
            told = {Path(path) for path, state in journal.states(newest.id) if state == "new"}
            assert told == new
            assert all(state != "other" for _, state in journal.states(newest.id))
        else:
            assert len(new) in (0, len(before)), "half an edit, and the journal does not know"
        return Killed(len(before) - len(new), len(new), finished, seconds)
    finally:
        journal.close()


def put_back(folder: Path, before: dict[Path, bytes]) -> None:
    """Undo after the restart: every byte is as it was."""
    journal = Journal(folder / SIDE_FOLDER, folder)
    try:
        undoable = journal.undoable()
        if undoable is not None and any(path.read_bytes() != data for path, data in before.items()):
            outcome = journal.undo()
            assert not outcome.skipped
        assert {path: path.read_bytes() for path in before} == before
    finally:
        journal.close()


def kill_many(folder: Path, files: int, times: int, seed: int) -> list[Killed]:
    """Kill edits and undos in turn at random moments."""
    rng = random.Random(seed)
    before = make_folder(folder, files)
    _, seconds = run_child(folder, "add", None)
    after = {path: path.read_bytes() for path in before}
    assert all(after[path] != before[path] for path in before)
    put_back(folder, before)
    results = []
    for number in range(times):
        what = "undo" if number % 3 == 2 else "add"
        if what == "undo":
            run_child(folder, "add", None)
        killed = kill_once(folder, before, after, what, rng.uniform(0, seconds))
        seconds = min(seconds, killed.seconds) if killed.finished else seconds
        results.append(killed)
        put_back(folder, before)
    return results
