"""The user's conda, by a stand-in that replays what is documented of it; and scripts that call it."""

from __future__ import annotations

import dataclasses
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from core.config.quoting import Shell
from core.environment.export import setup_script
from core.environment.journal import SetupFolder
from core.environment.outcome import FailureCode, SetupState
from core.environment.ownership import PrefixState, prefix_state
from core.environment.plan import BackendKind, SetupRequest
from core.errors import ConfigError
from tests.children import conda_standin
from tests.core.environment.setups import After, Room, says, snapshot

pytestmark = pytest.mark.timeout(300)  # the first test of a run builds the channel
ROOT = Path(__file__).resolve().parent.parent.parent.parent


@dataclasses.dataclass(frozen=True)
class StandIn:
    program: Path
    record: Path

    @property
    def calls(self) -> list[list[str]]:
        lines = self.record.read_text("utf-8").splitlines() if self.record.exists() else []
        return [json.loads(line) for line in lines]


@pytest.fixture
def conda(tmp_path: Path, room: Room, conda_cache: Path, monkeypatch: pytest.MonkeyPatch) -> StandIn:
    """A program named conda in a folder of its own."""
    program = tmp_path / "stand-in" / "conda"
    program.parent.mkdir()
    script = f'#!/bin/sh\nPYTHONPATH="{ROOT}" exec "{sys.executable}" -P "{conda_standin.__file__}" "$@"\n'
    program.write_text(script, encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("STANDIN_CALLS", str(tmp_path / "calls.jsonl"))
    monkeypatch.setenv("STANDIN_CHANNEL", str(room.channel))
    monkeypatch.setenv("STANDIN_CACHE", str(conda_cache))
    return StandIn(program, tmp_path / "calls.jsonl")


def asked(room: Room, conda: StandIn) -> SetupRequest:
    request = room.request(backend=BackendKind.CONDA, manager=conda.program)
    return dataclasses.replace(request, network=dataclasses.replace(request.network, channel="conda-forge"))


def test_made_without_accepting_anybodys_terms(room: Room, conda: StandIn) -> None:
    plan = room.planner.create(asked(room, conda))
    outcome = room.run(dataclasses.replace(plan, steps=plan.steps[:2]))
    assert outcome.state is SetupState.DONE, outcome.failure
    ((verb, *options),) = conda.calls
    assert verb == "create"
    assert options[options.index("--prefix") + 1] == str(outcome.prefix)
    assert options[options.index("--channel") + 1] == "conda-forge"
    assert "--override-channels" in options
    assert not any("tos" in option or "terms" in option for option in options)
    loading = [event for event in room.events if event.package.startswith("python")]
    assert max(event.bytes_done for event in loading) == 30_500_000
    assert says(outcome.prefix, "import pip; print('there')") == "there"


def test_an_existing_environment_is_never_handed_to_create(room: Room, conda: StandIn) -> None:
    """conda would wipe it without a word."""
    early = room.planner.create(asked(room, conda))
    prefix = early.request.prefix
    (prefix / "conda-meta").mkdir(parents=True)
    (prefix / "conda-meta" / "history").write_text("", encoding="utf-8")
    (prefix / "years of work.txt").write_text("訓練", encoding="utf-8")
    before = snapshot(prefix)
    for plan in (early, dataclasses.replace(room.planner.create(asked(room, conda)), obstacles=())):
        outcome = room.run(plan)
        assert outcome.failure is not None
        assert outcome.failure.code is FailureCode.PREFIX_TAKEN
    assert conda.calls == []
    assert snapshot(prefix) == before


def test_broken_off_and_gone_on_with(room: Room, conda: StandIn, monkeypatch: pytest.MonkeyPatch) -> None:
    """What conda has begun is known for this setup's own before conda has ended."""
    monkeypatch.setenv("STANDIN_SLOW", "60")
    plan = room.planner.create(asked(room, conda))
    first = dataclasses.replace(plan, steps=plan.steps[:1])
    wish = After()

    def report(event: object) -> None:
        if prefix_state(plan.request.prefix) is PrefixState.UNFINISHED:
            wish.now()

    from core.environment.installer import Installer

    assert Installer(room.paths).run(first, report, wish).state is SetupState.CANCELLED
    assert prefix_state(plan.request.prefix) is PrefixState.UNFINISHED
    monkeypatch.setenv("STANDIN_SLOW", "0")
    assert room.planner.create(asked(room, conda)).can_start
    assert room.run(first).state is SetupState.DONE
    assert [call[0] for call in conda.calls] == ["create", "create"]


@pytest.mark.parametrize(
    ("exception", "code"),
    [("CondaHTTPError", FailureCode.NO_NETWORK), ("CondaToSNonInteractiveError", FailureCode.TERMS)],
)
def test_failures(
    room: Room, conda: StandIn, monkeypatch: pytest.MonkeyPatch, exception: str, code: FailureCode
) -> None:
    monkeypatch.setenv("STANDIN_FAILS", exception)
    outcome = room.create(asked(room, conda))
    assert outcome.failure is not None
    assert outcome.failure.code is code
    if code is FailureCode.TERMS:
        assert "Only you can accept them" in outcome.failure.hint


def test_the_exported_script_does_the_same(room: Room, conda: StandIn) -> None:
    """Run by bash, without this program; a second time it leaves everything alone."""
    plan = room.planner.create(room.request(packages=("tiny-small==1.0",)))
    folder = SetupFolder.of(room.paths.environments, plan.request.prefix).root
    script = room.root / "setup_kohya_env.sh"
    script.write_bytes(setup_script(plan, folder, Shell.BASH))
    path = f"{conda.program.parent}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(["bash", str(script)], env={**os.environ, "PATH": path}, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    prefix = plan.request.prefix
    assert says(prefix, "import torch, tiny_large, tiny_small; print(torch.__version__, tiny_small.VERSION)") == "1.0 1"
    assert not folder.exists()
    again = subprocess.run(["bash", str(script)], env={**os.environ, "PATH": path}, capture_output=True, text=True)
    assert again.returncode == 1
    assert "already exists: nothing was changed" in again.stderr
    assert len(conda.calls) == 1


def test_the_script_for_powershell(room: Room) -> None:
    request = room.request(backend=BackendKind.VENV, manager=Path(sys.executable), sd_scripts=room.root / "sd 訓練")
    network = dataclasses.replace(
        request.network, proxy="http://anna:gehe1mn1s@proxy:3128", index="https://m.example/simple"
    )
    plan = room.planner.create(dataclasses.replace(request, network=network))
    text = setup_script(plan, room.root / "nowhere", Shell.POWERSHELL).decode("utf-8-sig")
    assert text.count("\r\n") == text.count("\n")
    assert "$ErrorActionPreference = 'Stop'" in text
    assert text.count("Test-Path -LiteralPath") == 2
    assert "$env:PIP_INDEX_URL = 'https://m.example/simple'" in text
    assert "gehe1mn1s" not in text
    assert "'-m' venv" in text
    assert f"'{plan.request.sd_scripts}'" in text
    with pytest.raises(ConfigError):
        setup_script(plan, room.root, Shell.CMD)
