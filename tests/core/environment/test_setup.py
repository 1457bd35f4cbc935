"""Environments set up for real: by rattler, venv and uv, from a channel and wheels that the tests made."""

from __future__ import annotations

import dataclasses
import os
from pathlib import Path

import pytest

from core.environment.backends.uv import find_uv
from core.environment.environment import EnvironmentKind
from core.environment.installer import Installer
from core.environment.journal import SetupFolder, unfinished_setups
from core.environment.network import Network
from core.environment.outcome import SetupState
from core.environment.ownership import read_mark
from core.environment.plan import BackendKind, StepKind
from core.environment.progress import Progress
from core.environment.registry import EnvironmentRegistry
from tests.core.environment.index import Index
from tests.core.environment.setups import PASSWORD, VERSION, After, Room, processes_of, says, snapshot

pytestmark = pytest.mark.timeout(300)  # the first test of a run builds the channel


def test_rattler_makes_a_conda_environment_without_conda(equipped: Room) -> None:
    prefix = equipped.request().prefix
    assert (prefix / "conda-meta" / "history").is_file()
    code = "import tiny_large, tiny_small, torch, sys; print(torch.__version__, sys.prefix)"
    assert says(prefix, code) == f"1.0 {prefix}"
    known = EnvironmentRegistry(equipped.paths.environments).find(prefix)
    assert known is not None
    assert (known.kind, known.backend, known.recipe) == (EnvironmentKind.CONDA, "rattler", "tiny")
    assert known.created_by_us
    mark = read_mark(prefix)
    assert mark is not None
    assert mark.is_finished
    assert mark.request["torch_build"] == "tiny"
    assert equipped.planner.request_of(prefix).python_version == VERSION


def test_passwords_are_written_nowhere(equipped: Room) -> None:
    cache = equipped.root / "cache"
    written = [path for path in equipped.root.rglob("*") if path.is_file() and not path.is_relative_to(cache)]
    assert not [path for path in written if PASSWORD.encode() in path.read_bytes()]


@pytest.mark.timeout(300)
def test_venv_and_its_pip_that_is_too_old_for_progress(room: Room) -> None:
    plan = room.planner.create(room.request(backend=BackendKind.VENV))
    outcome = room.run(dataclasses.replace(plan, steps=plan.steps[:2]))
    assert outcome.state is SetupState.DONE, outcome
    assert (outcome.prefix / "pyvenv.cfg").is_file()
    version = says(outcome.prefix, "import pip; print(pip.__version__)")
    assert tuple(int(part) for part in version.split(".")[:2]) >= (24, 1)


@pytest.mark.timeout(300)
@pytest.mark.skipif(find_uv() is None, reason="this machine has no uv")
def test_uv(room: Room) -> None:
    plan = room.planner.create(room.request(backend=BackendKind.UV))
    outcome = room.run(dataclasses.replace(plan, steps=plan.steps[:1]))
    assert outcome.state is SetupState.DONE, outcome
    assert "uv" in (outcome.prefix / "pyvenv.cfg").read_text("utf-8")
    assert says(outcome.prefix, "import pip; print('there')") == "there"


def test_a_plan_changes_nothing(room: Room) -> None:
    before = snapshot(room.root)
    plan = room.planner.create(room.request())
    assert snapshot(room.root) == before
    assert [step.kind for step in plan.steps] == ["environment", "pip", "torch", "packages", "check"]
    assert plan.can_start
    assert plan.download_bytes > 120_000_000
    assert plan.seconds > 10
    assert all(command.argv for step in plan.steps for command in step.commands)
    assert all(folder.fits for folder in plan.folders)


def test_a_slow_download_is_told_cancelled_and_gone_on_with(
    room: Room, index: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("PIP_NO_INDEX")
    index.bytes_per_second = 1_500_000
    request = room.request(network=Network(channel=str(room.channel), index=index.simple))
    wish = After()

    def report(event: Progress) -> None:
        room.events.append(event)
        if event.bytes_done > 1_500_000 and event.package == "tiny_large":
            wish.now()

    outcome = Installer(room.paths).run(room.planner.create(request), report, wish)
    assert outcome.state is SetupState.CANCELLED
    assert outcome.step is StepKind.PACKAGES
    assert not processes_of(outcome.prefix)
    loading = [event for event in room.events if event.package == "tiny_large" and event.bytes_done]
    assert len({event.bytes_done for event in loading}) >= 3
    assert all(event.bytes_total >= 3_000_000 for event in loading)
    speeds = [event.speed for event in loading if event.speed]
    assert 200_000 < max(speeds) < 4_000_000
    assert any(event.seconds_left is not None and event.seconds_left > 0 for event in loading)
    assert not any(line.startswith("Progress ") for line in room.log)
    index.bytes_per_second = 0
    room.events.clear()
    prefix = room.made(request)
    assert "--- Install torch 1.0, build tiny: done before" in room.log
    fractions = [event.fraction for event in room.events]
    assert fractions == sorted(fractions)
    assert fractions[-1] == 1.0
    assert says(prefix, "import tiny_large; print('whole')") == "whole"


def test_edited_commands_are_run_and_remembered(equipped: Room) -> None:
    plan = equipped.short(equipped.request(), StepKind.TORCH)
    command = plan.steps[0].commands[0]
    edited = plan.with_commands(
        StepKind.TORCH, (dataclasses.replace(command, argv=(*command.argv[:-1], "torch==9.0")),)
    )
    wish = After()
    wish.now()
    assert equipped.run(edited, wish).state is SetupState.CANCELLED
    journal = unfinished_setups(equipped.paths.environments)[0]
    again = equipped.planner.resume(journal)
    assert next(step for step in again.steps if step.kind is StepKind.TORCH).commands == edited.steps[0].commands
    assert equipped.run(edited).state is SetupState.DONE
    prefix = equipped.request().prefix
    assert says(prefix, "import torch; print(torch.__version__)") == "9.0"
    assert not unfinished_setups(equipped.paths.environments)
    assert equipped.run(plan).state is SetupState.DONE


def test_nothing_exchanges_the_torch_that_was_chosen(equipped: Room) -> None:
    """tiny-small 2.0 needs any torch, and 9.0 is offered."""
    request = equipped.request(packages=("tiny-small==2.0", "torch>=0.5"))
    assert equipped.run(equipped.short(request, StepKind.PACKAGES)).state is SetupState.DONE
    code = "import torch, tiny_small; print(torch.__version__, tiny_small.VERSION)"
    assert says(request.prefix, code) == "1.0 2"


def test_two_setups_of_one_environment_do_not_meet(room: Room) -> None:
    request = room.request()
    with SetupFolder.of(room.paths.environments, request.prefix).locked():
        outcome = room.create(request)
    assert outcome.state is SetupState.FAILED
    assert outcome.failure is not None
    assert outcome.failure.code == "busy"
    assert not request.prefix.exists()


def test_python_link_is_not_resolved(room: Room) -> None:
    """The interpreter of a virtual environment is a link, and its place matters."""
    plan = room.planner.create(room.request(backend=BackendKind.VENV))
    assert plan.python == room.request().prefix / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    assert Path(plan.steps[0].commands[0].argv[0]).is_file()
