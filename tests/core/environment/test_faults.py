"""What goes wrong on real machines, provoked for real: each ends in a message with a way on, and a rerun succeeds."""

from __future__ import annotations

import dataclasses
import os
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from core.environment.network import Network
from core.environment.outcome import Failure, FailureCode, SetupOutcome, SetupState
from core.environment.plan import BackendKind, InstallPlan, ObstacleCode, StepKind
from core.environment.progress import Progress
from tests.core.environment.index import Index
from tests.core.environment.setups import PASSWORD, Room, says, snapshot
from tests.installer.wheels import make_wheel

pytestmark = pytest.mark.timeout(300)  # the first test of a run builds the channel
DEAD = "http://127.0.0.1:9"


@pytest.fixture
def online(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, equipped: Room) -> Iterator[Index]:
    """An index of its own for each test, with one wheel that no environment has yet."""
    monkeypatch.delenv("PIP_NO_INDEX")
    make_wheel(tmp_path, "tiny-new", "1.0", {"tiny_new.py": b"", "noise.bin": os.urandom(900_000)})
    with Index(tmp_path).running() as running:
        yield running
    prefix = equipped.request().prefix
    for path in [*prefix.rglob("tiny_new*"), *prefix.glob("lib/*/site-packages/noise.bin")]:
        shutil.rmtree(path) if path.is_dir() else path.unlink()


def asking(room: Room, network: Network) -> InstallPlan:
    """A plan that installs one more package into the environment of the room."""
    request = room.request(network=network, packages=("tiny-new",), recipe="tiny")
    plan = room.short(request, StepKind.PACKAGES)
    step = plan.steps[0]
    install = step.commands[-1]
    argv = tuple(word for word in install.argv if word != "tiny-large")
    changed = dataclasses.replace(step, commands=(*step.commands[:-1], dataclasses.replace(install, argv=argv)))
    return dataclasses.replace(plan, steps=(changed,))


def failed(outcome: SetupOutcome, code: FailureCode) -> Failure:
    assert outcome.state is SetupState.FAILED
    failure = outcome.failure
    assert failure is not None
    assert failure.code is code, failure
    assert failure.message
    assert failure.hint.endswith(".")
    assert failure.message in outcome.log.read_text("utf-8")
    return failure


def then_succeeds(room: Room, index: Index) -> None:
    """The same again, with what was wrong put right."""
    index.cut, index.garbled, index.bytes_per_second = set(), set(), 0.0
    again = room.run(asking(room, Network(index=index.simple)))
    assert again.state is SetupState.DONE, again.failure
    prefix = room.request().prefix
    assert says(prefix, "import tiny_new; print('there')") == "there"


def test_no_network(equipped: Room, online: Index) -> None:
    outcome = equipped.run(asking(equipped, Network(index=f"{DEAD}/simple")))
    failed(outcome, FailureCode.NO_NETWORK)
    then_succeeds(equipped, online)


def test_dns_is_dead(equipped: Room, online: Index) -> None:
    outcome = equipped.run(asking(equipped, Network(index="https://index.invalid/simple")))
    failed(outcome, FailureCode.NO_DNS)
    then_succeeds(equipped, online)


def test_wrong_proxy(equipped: Room, online: Index) -> None:
    network = Network(index="https://index.invalid/simple", proxy=f"http://anna:{PASSWORD}@127.0.0.1:9")
    outcome = equipped.run(asking(equipped, network))
    failure = failed(outcome, FailureCode.PROXY)
    assert PASSWORD not in failure.said + outcome.log.read_text("utf-8")
    then_succeeds(equipped, online)


def test_corrupt_wheel(equipped: Room, online: Index) -> None:
    online.garbled.add("tiny_new-1.0-py3-none-any.whl")
    failed(equipped.run(asking(equipped, Network(index=online.simple))), FailureCode.CORRUPT_PACKAGE)
    then_succeeds(equipped, online)


def test_the_connection_breaks_off(equipped: Room, online: Index) -> None:
    online.cut.add("tiny_new-1.0-py3-none-any.whl")
    failed(equipped.run(asking(equipped, Network(index=online.simple))), FailureCode.NO_NETWORK)
    then_succeeds(equipped, online)


def test_a_package_that_nobody_offers(equipped: Room, online: Index) -> None:
    plan = asking(equipped, Network(index=online.simple))
    install = plan.steps[0].commands[-1]
    missing = dataclasses.replace(install, argv=(*install.argv[:-1], "tiny-absent==7"))
    plan = dataclasses.replace(plan, steps=(dataclasses.replace(plan.steps[0], commands=(missing,)),))
    failure = failed(equipped.run(plan), FailureCode.NOT_FOUND)
    assert "tiny-absent==7" in failure.said
    then_succeeds(equipped, online)


def test_pip_is_killed(equipped: Room, online: Index) -> None:
    online.bytes_per_second = 600_000
    plan = asking(equipped, Network(index=online.simple))
    killed = []

    def report(event: Progress) -> None:
        if event.bytes_done > 50_000 and not killed:
            for process in psutil.Process().children(recursive=True):
                if "pip" in process.cmdline():
                    process.send_signal(signal.SIGKILL)
                    killed.append(process.pid)

    from core.environment.installer import Installer

    outcome = Installer(equipped.paths).run(plan, report)
    assert killed, outcome.log.read_text("utf-8")[-2000:]
    failed(outcome, FailureCode.KILLED)
    then_succeeds(equipped, online)


def test_a_file_may_not_grow_that_large(equipped: Room, online: Index) -> None:
    """What a full disk does midway, by the limit that the system sets on the size of files."""
    plan = asking(equipped, Network(index=online.simple))
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, before[1]))
    try:
        outcome = equipped.run(plan)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    failed(outcome, FailureCode.FILE_TOO_LARGE)
    then_succeeds(equipped, online)


@pytest.fixture
def tiny_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 1.2 MB; only root can make one."""
    place = tmp_path / "tiny disk"
    place.mkdir()
    made = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1200k", "tmpfs", place], capture_output=True)
    if made.returncode:
        pytest.skip("a file system can only be mounted by root")
    yield place
    subprocess.run(["umount", place], check=True)


def test_the_disk_runs_full_midway(equipped: Room, online: Index, tiny_disk: Path) -> None:
    (tiny_disk / "occupied").write_bytes(bytes(700_000))
    plan = asking(equipped, Network(index=online.simple))
    full = dataclasses.replace(plan, variables={**plan.variables, "TMPDIR": str(tiny_disk)})
    failure = failed(equipped.run(full), FailureCode.DISK_FULL)
    assert "Free some space" in failure.hint
    (tiny_disk / "occupied").unlink()
    (tiny_disk / "pip").mkdir()
    then_succeeds(equipped, online)


def test_an_environment_that_does_not_fit_is_said_before(room: Room, tiny_disk: Path) -> None:
    request = room.request(prefix=tiny_disk / "kohya_ss", temp=tiny_disk)
    plan = room.planner.create(request)
    assert [obstacle.code for obstacle in plan.obstacles if obstacle.blocks] == [ObstacleCode.SPACE]
    failed(room.run(plan), FailureCode.OBSTACLE)
    assert list(tiny_disk.iterdir()) == []
    elsewhere = room.planner.create(room.request(temp=tiny_disk))
    (obstacle,) = [one for one in elsewhere.obstacles if one.blocks]
    assert obstacle.code is ObstacleCode.TEMP_SPACE
    assert "--temp" in obstacle.hint


def read_only_place() -> Path | None:
    """A folder that not even root can write."""
    for place in (Path("/sys"), Path("/proc/sys")):
        if place.is_dir():
            try:
                tempfile.mkdtemp(dir=place)
            except OSError:
                return place
    return None


@pytest.mark.skipif(read_only_place() is None, reason="this machine has no folder that cannot be written")
def test_read_only_prefix(room: Room) -> None:
    place = read_only_place()
    assert place is not None
    request = room.request(prefix=place / "kohya_ss")
    plan = room.planner.create(request)
    outcome = room.run(dataclasses.replace(plan, obstacles=()))
    failed(outcome, FailureCode.READ_ONLY)


def test_missing_programs(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(room.root))
    requests = {
        ObstacleCode.MANAGER_MISSING: room.request(backend=BackendKind.MICROMAMBA, manager=room.root / "micromamba"),
        ObstacleCode.PYTHON_MISSING: room.request(backend=BackendKind.VENV, manager=room.root / "python3.10"),
        ObstacleCode.GIT_MISSING: room.request(sd_scripts=room.root / "sd-scripts"),
    }
    before = snapshot(room.root / "config")
    for code, request in requests.items():
        plan = room.planner.create(request)
        (obstacle,) = [one for one in plan.obstacles if one.blocks]
        assert obstacle.code is code
        assert obstacle.hint
        failed(room.run(plan), FailureCode.OBSTACLE)
    assert snapshot(room.root / "config") == before
    assert not room.request().prefix.exists()


def test_a_program_that_vanishes_after_the_plan(room: Room) -> None:
    program = room.root / "python3.10"
    program.symlink_to(sys.executable)
    plan = room.planner.create(room.request(backend=BackendKind.VENV, manager=program))
    program.unlink()
    failure = failed(room.run(plan), FailureCode.PROGRAM_MISSING)
    assert "python3.10" in failure.said
    again = room.planner.create(room.request())
    assert room.run(dataclasses.replace(again, steps=again.steps[:1])).state is SetupState.DONE
