"""Update, rollback, repair and removal of an environment; and what is never touched."""

from __future__ import annotations

import dataclasses
import subprocess
import sys
from pathlib import Path

import pytest

from core.environment.journal import SetupFolder
from core.environment.lockfile import lock_text, read_lock
from core.environment.outcome import FailureCode, SetupState
from core.environment.ownership import PrefixState, prefix_state
from core.environment.plan import BackendKind, ObstacleCode, Purpose, StepKind
from core.environment.registry import EnvironmentRegistry
from core.environment.removal import remove_environment
from core.environment.sources import current_commit
from core.errors import FileError, MachineError
from tests.core.environment.setups import Room, says, snapshot
from tests.core.environment.test_sources import GIT, Repository, git, repository  # noqa: F401 (a fixture)

pytestmark = pytest.mark.timeout(300)  # the first test of a run builds the channel
BOTH = "import library.train_util as t, tiny_small as s; print(t.VERSION, s.VERSION)"


def test_updated_and_rolled_back(kept: Room, repository: Repository) -> None:  # noqa: F811
    folder = kept.root / "sd-scripts"
    request = kept.request(sd_scripts=folder, address=repository.address, revision="v0.9.0")
    first = kept.short(request, StepKind.PACKAGES, StepKind.LINK, StepKind.SD_SCRIPTS)
    assert kept.run(first).state is SetupState.DONE
    prefix = request.prefix
    assert says(prefix, BOTH) == "1 1"
    with pytest.raises(MachineError, match="No state before an update"):
        kept.planner.roll_back(prefix)
    update = kept.planner.update(prefix)
    assert [step.kind for step in update.steps][:2] == [StepKind.FREEZE, StepKind.SD_SCRIPTS]
    assert update.can_start, update.obstacles
    outcome = kept.run(update)
    assert outcome.state is SetupState.DONE, outcome.failure
    assert outcome.can_roll_back
    assert says(prefix, BOTH) == "2 2"
    assert current_commit(GIT, folder) == repository.newest
    back = kept.run(kept.planner.roll_back(prefix))
    assert back.state is SetupState.DONE, back.failure
    assert says(prefix, BOTH) == "1 1"
    assert current_commit(GIT, folder) == repository.tagged
    (folder / "train_network.py").write_text("# mine\n", encoding="utf-8")
    refused = kept.planner.update(prefix)
    (obstacle,) = [one for one in refused.obstacles if one.blocks]
    assert obstacle.code is ObstacleCode.SD_SCRIPTS_CHANGED
    assert "train_network.py" in obstacle.message
    assert (folder / "train_network.py").read_text("utf-8") == "# mine\n"
    git(folder, "checkout", "--quiet", "train_network.py")


def test_a_failed_update_can_be_rolled_back(kept: Room, repository: Repository) -> None:  # noqa: F811
    prefix = kept.request().prefix
    plan = kept.planner.update(prefix, "v9.9")
    outcome = kept.run(plan)
    assert outcome.state is SetupState.FAILED
    assert outcome.failure is not None
    assert outcome.failure.code is FailureCode.REVISION
    assert outcome.can_roll_back
    assert kept.run(kept.planner.roll_back(prefix)).state is SetupState.DONE
    assert says(prefix, BOTH) == "1 1"


def test_repaired(kept: Room, repository: Repository) -> None:  # noqa: F811
    """A package that was cut short, one that is gone, a file of the interpreter that is gone."""
    prefix = kept.request().prefix
    site = next(prefix.glob("lib/python3.*/site-packages"))
    noise = site / "tiny_large" / "noise.bin"
    noise.write_bytes(noise.read_bytes()[:1000])
    (site / "torch.py").unlink()
    next(prefix.glob("lib/python3.*/textwrap.py")).unlink()
    plan = kept.planner.repair(prefix)
    assert plan.purpose is Purpose.REPAIR
    outcome = kept.run(plan)
    assert outcome.state is SetupState.DONE, outcome.failure
    assert noise.stat().st_size == 3_000_000
    assert says(prefix, "import torch, textwrap, tiny_large; print('whole')") == "whole"
    assert says(prefix, BOTH) == "1 1"
    assert any("damaged, and installed again" in line for line in kept.log)


def test_a_lock_file_makes_the_same_again(kept: Room) -> None:
    environment = EnvironmentRegistry(kept.paths.environments).find(kept.request().prefix)
    assert environment is not None
    text = lock_text(environment)
    file = kept.root / "kohya_ss.lock.txt"
    file.write_text(text, encoding="utf-8")
    facts = read_lock(file)
    assert facts.recipe == "tiny"
    assert facts.python == "{}.{}".format(*sys.version_info)
    assert "tiny-small==1.0" in text.replace("_", "-")
    request = kept.request("again", lock=file, sd_scripts=None)
    plan = kept.planner.create(request)
    assert [step.kind for step in plan.steps] == ["environment", "pip", "packages", "check"]
    assert "--no-deps" in plan.steps[2].commands[0].argv
    file.write_text("# nothing\n", encoding="utf-8")
    with pytest.raises(FileError, match="lists no packages"):
        read_lock(file)


def make_foreign(room: Room, kind: str) -> Path:
    prefix = room.root / "envs" / f"foreign {kind}"
    (prefix / "bin").mkdir(parents=True)
    (prefix / "bin" / "python").write_text("#!/bin/sh\necho mine\n", encoding="utf-8")
    if kind == "conda":
        (prefix / "conda-meta").mkdir()
        (prefix / "conda-meta" / "history").write_text("==> 2024 <==\n", encoding="utf-8")
    elif kind == "venv":
        (prefix / "pyvenv.cfg").write_text("home = /usr/bin\n", encoding="utf-8")
    return prefix


@pytest.mark.parametrize("kind", ["conda", "venv", "folder"])
@pytest.mark.parametrize("backend", [BackendKind.RATTLER, BackendKind.VENV, BackendKind.UV, BackendKind.CONDA])
def test_what_is_there_is_never_overwritten(room: Room, kind: str, backend: BackendKind) -> None:
    """Neither by a plan, nor by one whose obstacles somebody took out, nor by what came after the plan was made."""
    free = room.request(f"foreign {kind}", backend=backend, manager=Path(sys.executable))
    early = room.planner.create(free)
    prefix = make_foreign(room, kind)
    before = snapshot(prefix)
    plan = room.planner.create(free)
    taken = [one for one in plan.obstacles if one.code is ObstacleCode.PREFIX_TAKEN]
    assert taken
    assert taken[0].blocks
    for attempt in (plan, dataclasses.replace(plan, obstacles=()), early):
        outcome = room.run(attempt)
        assert outcome.failure is not None
        assert outcome.failure.code in (FailureCode.OBSTACLE, FailureCode.PREFIX_TAKEN)
        assert snapshot(prefix) == before
    with pytest.raises(MachineError):
        room.planner.repair(prefix)
    with pytest.raises(MachineError):
        room.planner.update(prefix)


def test_an_unfinished_setup_of_another_is_not_gone_on_with(room: Room) -> None:
    from core.environment.ownership import Mark, write_mark

    request = room.request()
    request.prefix.mkdir(parents=True)
    write_mark(request.prefix, Mark(token="somebody else's", request={}))
    assert prefix_state(request.prefix) is PrefixState.UNFINISHED
    plan = room.planner.create(request)
    assert [one.code for one in plan.obstacles if one.blocks] == [ObstacleCode.PREFIX_TAKEN]
    before = snapshot(request.prefix)
    assert room.run(dataclasses.replace(plan, obstacles=())).state is SetupState.FAILED
    assert snapshot(request.prefix) == before


def test_an_environment_of_our_own_is_not_made_twice(kept: Room) -> None:
    plan = kept.planner.create(kept.request())
    (obstacle,) = [one for one in plan.obstacles if one.code is ObstacleCode.PREFIX_TAKEN]
    assert "Update or repair it" in obstacle.hint


@pytest.mark.parametrize("kind", ["conda", "venv", "folder"])
def test_what_others_made_is_only_removed_if_meant(room: Room, kind: str) -> None:
    prefix = make_foreign(room, kind)
    before = snapshot(prefix)
    name = prefix.name
    for typed, foreign in ((name, False), ("", True), ("other", True), (name.upper(), True)):
        with pytest.raises(MachineError):
            remove_environment(room.paths, prefix, typed, foreign=foreign)
    if kind == "folder":
        with pytest.raises(MachineError, match="no environment"):
            remove_environment(room.paths, prefix, name, foreign=True)
    assert snapshot(prefix) == before


def test_a_foreign_environment_goes_into_the_trash(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(room.root / "xdg"))
    prefix = make_foreign(room, "venv")
    moved: list[Path] = []
    monkeypatch.setattr(
        "send2trash.send2trash", lambda path: (moved.append(path), Path(path).rename(room.root / "bin"))
    )
    remove_environment(room.paths, prefix, prefix.name, foreign=True)
    assert moved == [prefix]
    assert (room.root / "bin" / "pyvenv.cfg").is_file()


@pytest.mark.parametrize("what", ["checkout", "model", "base", "link", "program"])
def test_what_a_removal_would_take_along(room: Room, what: str) -> None:
    prefix = make_foreign(room, "conda")
    said = "does not belong"
    if what == "checkout":
        (prefix / "sd-scripts" / ".git").mkdir(parents=True)
    elif what == "model":
        (prefix / "models").mkdir()
        (prefix / "models" / "sd15.safetensors").write_bytes(b"x")
    elif what == "base":
        (prefix / "envs").mkdir()
        said = "base of a conda"
    elif what == "link":
        link = prefix.with_name("link")
        link.symlink_to(prefix)
        prefix, said = link, "is a link"
    else:
        prefix, said = Path(sys.prefix), "holds this program"
    with pytest.raises(MachineError, match=said):
        remove_environment(room.paths, prefix, prefix.name, foreign=True)
    assert prefix.is_dir()


def test_removed_by_its_name(kept: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    """Last in this module: the room has no environment afterwards."""
    prefix = kept.request().prefix
    checkout = kept.root / "sd-scripts"
    with pytest.raises(MachineError, match="not that of the environment"):
        remove_environment(kept.paths, prefix, "kohya")
    sleeper = subprocess.Popen([str(prefix / "bin" / "python"), "-c", "input()"], stdin=subprocess.PIPE)
    try:
        with pytest.raises(MachineError, match="in use by"):
            remove_environment(kept.paths, prefix, "kohya_ss")
    finally:
        sleeper.communicate(b"\n")
    assert says(prefix, "print('there')") == "there"
    remove_environment(kept.paths, prefix, "kohya_ss")
    assert not prefix.exists()
    assert list(prefix.parent.glob(".kohya_ss*")) == []
    assert checkout.is_dir()
    assert EnvironmentRegistry(kept.paths.environments).find(prefix) is None
    assert SetupFolder.of(kept.paths.environments, prefix).read() is None
    remove_environment(kept.paths, prefix, "kohya_ss")
