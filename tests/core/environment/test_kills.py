"""A setup that is killed at random moments, again and again, ends whole."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from core.environment.conda_records import damaged_packages
from core.environment.journal import SetupFolder
from core.environment.packages import damaged_names
from core.processes import identify, tree_of
from tests.core.environment.setups import Room, processes_of, says

ROOT = Path(__file__).resolve().parent.parent.parent.parent
KILLS = 10
SECONDS = (0.3, 2.2)
"""From when the interpreter has started; a whole setup takes about three seconds on an idle machine."""


def start(room: Room) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "tests.core.environment.run_setup", room.root, room.channel, room.wheels]
    with _said(room).open("w") as out:
        return subprocess.Popen(list(map(str, command)), cwd=ROOT, stdout=out, start_new_session=True)


def _said(room: Room) -> Path:
    return room.root.with_suffix(".said.txt")


def kill(child: subprocess.Popen[bytes], *, everything: bool) -> None:
    """The program alone, as the task manager does it, or all its commands as well, as a power cut does."""
    leader = identify(child.pid)
    doomed = tree_of(leader) if everything and leader is not None else []
    for process in [*doomed, *([leader] if leader is not None else [])]:
        if identify(process.pid) == process:
            os.kill(process.pid, signal.SIGKILL)
    child.wait()


@pytest.mark.slow
@pytest.mark.timeout(400)
def test_killed_ten_times_it_ends_whole(room: Room) -> None:
    chance = random.Random(20251125)
    request = room.request()
    killed = finished = 0
    while killed < KILLS:
        child = start(room)
        journal = SetupFolder.of(room.paths.environments, request.prefix)
        begun = time.monotonic() + 60
        while child.poll() is None and time.monotonic() < begun and not journal.log.exists():
            time.sleep(0.01)
        try:
            child.wait(chance.uniform(*SECONDS))
        except subprocess.TimeoutExpired:
            kill(child, everything=killed % 2 == 0)
            killed += 1
            if not _has_ended(journal):
                continue
        else:
            assert child.returncode == 0, _said(room).read_text() + journal.log.read_text("utf-8")[-2000:]
        finished += 1
        _assert_whole(room)
        room = Room(room.root.parent / f"訓練 {finished}", room.channel, room.wheels)
        request = room.request()
    child = start(room)
    assert child.wait(200) == 0, SetupFolder.of(room.paths.environments, request.prefix).log.read_text("utf-8")[-3000:]
    _assert_whole(room)


def _has_ended(folder: SetupFolder) -> bool:
    """It was killed after its last word: there is nothing to go on with."""
    journal = folder.read()
    return journal is not None and journal.is_finished


def _assert_whole(room: Room) -> None:
    prefix = room.request().prefix
    assert damaged_packages(prefix) == (set(), [])
    assert damaged_names(prefix) == []
    assert says(prefix, "import ssl, torch, tiny_large, tiny_small, pip; print('whole')") == "whole"
    assert not processes_of(prefix)
