from __future__ import annotations

import dataclasses
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from core.errors import RunError
from core.processes import (
    KILL_LADDER,
    ProcessId,
    Rung,
    identify,
    is_alive,
    own_module,
    processes_with,
    reap_in_background,
    start_detached,
    stop_group,
    training_environment,
    tree_of,
)
from tests.children.runs import wait_until

FAST = (Rung(signal.SIGINT, 0.3), Rung(signal.SIGTERM, 0.3), Rung(signal.SIGKILL, 3.0))
HANG = "import signal, sys; print('up', flush=True); signal.pause()"
PARENT = f"""
import subprocess, sys
child = subprocess.Popen([sys.executable, '-c', {HANG!r}], start_new_session=sys.argv[1] == 'session')
print(child.pid, flush=True)
child.wait()
"""


class Children:
    def __init__(self, folder: Path) -> None:
        self.output = folder / "output"
        self.started: list[subprocess.Popen[bytes]] = []

    def start(self, code: str, *arguments: str, lines: int = 1, **env: str | None) -> ProcessId:
        """Start Python with `code` and wait until it has printed that many lines."""
        self.output.touch()
        argv = [sys.executable, "-c", code, *arguments]
        child = start_detached(argv, cwd=self.output.parent, output=self.output, env=env)
        self.started.append(child)
        process = identify(child.pid)
        assert process is not None
        wait_until(lambda: self.output.read_bytes().count(b"\n") >= lines)
        return process


@pytest.fixture
def children(tmp_path: Path) -> Iterator[Children]:
    children = Children(tmp_path)
    yield children
    for child in children.started:
        process = identify(child.pid)
        if process is not None:
            stop_group(process, KILL_LADDER)
        child.wait()


def test_a_process_is_known_by_pid_and_start(children: Children) -> None:
    process = children.start(HANG)
    assert is_alive(process)
    assert not is_alive(dataclasses.replace(process, started=process.started - 1))
    assert not is_alive(dataclasses.replace(process, boot="another"))
    assert ProcessId.from_json(process.to_json()) == process


def test_a_process_that_only_waits_to_be_reaped_is_gone(children: Children) -> None:
    process = children.start(HANG)
    os.kill(process.pid, signal.SIGKILL)
    wait_until(lambda: not is_alive(process))
    assert children.started[0].returncode is None


@pytest.mark.parametrize("values", [None, [], {}, {"pid": 1}, {"pid": "x", "started": 0, "boot": ""}])
def test_a_damaged_process_id_is_a_value_error(values: object) -> None:
    with pytest.raises(ValueError, match=r".+"):
        ProcessId.from_json(values)


def test_a_detached_process_has_its_own_session_no_input_and_the_given_variables(children: Children) -> None:
    os.environ["STAYS"], os.environ["GOES"] = "1", "1"
    try:
        children.start(
            "import os, sys; print(os.getsid(0) == os.getpid(), repr(sys.stdin.read()), 'GOES' in os.environ,"
            " os.environ['STAYS'], os.environ['NEW'], flush=True); sys.stderr.write('both\\n')",
            lines=2,
            GOES=None,
            NEW="2",
        )
    finally:
        del os.environ["STAYS"], os.environ["GOES"]
    assert children.output.read_text() == "True '' False 1 2\nboth\n"


def test_an_ignored_interrupt_is_not_handed_down(children: Children) -> None:
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        process = children.start(HANG)
        assert signal.getsignal(signal.SIGINT) is signal.SIG_IGN
    finally:
        signal.signal(signal.SIGINT, before)
    assert stop_group(process, [Rung(signal.SIGINT, 5.0)]) == []


@pytest.mark.parametrize(
    ("ignored", "ended_by"),
    [([], signal.SIGINT), ([signal.SIGINT], signal.SIGTERM), ([signal.SIGINT, signal.SIGTERM], signal.SIGKILL)],
)
def test_the_ladder_goes_as_far_as_it_must(children: Children, ignored: list[int], ended_by: int) -> None:
    ignoring = "".join(f"signal.signal({int(number)}, signal.SIG_IGN); " for number in ignored)
    process = children.start(f"import signal; {ignoring}print('up', flush=True); signal.pause()")
    assert stop_group(process, FAST) == []
    assert children.started[0].wait() == -ended_by


def test_a_ladder_that_ends_too_soon_names_who_is_left(children: Children) -> None:
    process = children.start("import signal; signal.signal(2, signal.SIG_IGN); print('up', flush=True); signal.pause()")
    assert stop_group(process, [Rung(signal.SIGINT, 0.1)]) == [process]


@pytest.mark.parametrize("kind", ["group", "session"])
def test_the_group_goes_with_its_leader(children: Children, kind: str) -> None:
    leader = children.start(PARENT, kind, lines=2)
    child = next(process for process in tree_of(leader) if process != leader)
    assert stop_group(leader, FAST) == []
    assert not is_alive(child)


def test_what_outlives_its_leader_is_still_found(children: Children) -> None:
    leader = children.start(PARENT, "group", lines=2)
    os.kill(leader.pid, signal.SIGKILL)
    wait_until(lambda: not is_alive(leader))
    left = tree_of(leader)
    assert len(left) == 1
    assert stop_group(leader, FAST) == []
    assert not is_alive(left[0])


def test_a_pid_with_a_new_owner_is_left_alone(children: Children) -> None:
    process = children.start(HANG)
    earlier = dataclasses.replace(process, started=process.started - 5)
    assert tree_of(earlier) == []
    assert stop_group(earlier, KILL_LADDER) == []
    assert is_alive(process)


def test_processes_are_found_by_a_variable(children: Children) -> None:
    process = children.start(HANG, TEST_MARK="a b/ü")
    assert processes_with("TEST_MARK", "a b/ü") == [process]
    assert processes_with("TEST_MARK", "a") == []


@pytest.mark.parametrize("part", ["program", "cwd"])
def test_what_cannot_be_started_is_named(tmp_path: Path, part: str) -> None:
    program, cwd = (tmp_path / "nothing", tmp_path) if part == "program" else (Path(sys.executable), tmp_path / "gone")
    with pytest.raises(RunError, match="nothing" if part == "program" else "gone"):
        start_detached([str(program)], cwd=cwd, output=tmp_path / "output")


def test_nobody_has_to_wait_for_a_reaped_process(children: Children) -> None:
    process = children.start(HANG)
    reap_in_background(children.started[0])
    os.kill(process.pid, signal.SIGKILL)
    wait_until(lambda: not Path(f"/proc/{process.pid}").exists())


def test_our_modules_run_from_a_folder_with_a_core_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "core").mkdir()
    (tmp_path / "core" / "__init__.py").write_text("raise SystemExit('a decoy')")
    argv, changes = own_module("core.cli.main")
    env = {name: value for name, value in (os.environ | changes).items() if value is not None}
    ended = subprocess.run([*argv, "--version"], cwd=tmp_path, env=env, capture_output=True, text=True)
    assert ended.stdout.startswith("kohya-studio ")


def test_a_training_process_is_kept_from_the_users_python(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", "/usr/bin")
    variables = training_environment(tmp_path / "bin" / "python", offline=True)
    assert variables["PATH"] == os.pathsep.join([str(tmp_path / "bin"), "/usr/bin"])
    assert variables["PYTHONHOME"] is None
    assert variables["PYTHONPATH"] is None
    assert variables["PYTHONUTF8"] == variables["PYTHONUNBUFFERED"] == variables["HF_HUB_OFFLINE"] == "1"
    assert "HF_HUB_OFFLINE" not in training_environment(tmp_path / "bin" / "python")
