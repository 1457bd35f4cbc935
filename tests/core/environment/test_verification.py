"""Verification with real children: what works, what is missing, what crashes, hangs or is not there at all."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from core.engines.choice import PYTHON_VARIABLE, SD_SCRIPTS_VARIABLE
from core.environment.checks import Check, CheckId, State
from core.environment.environment import Environment, EnvironmentKind, environment_at, prefix_of
from core.environment.hardware import Graphics
from core.environment.probe_run import PROBES, Ending, run_probe
from core.environment.registry import EnvironmentRegistry
from core.environment.verification import Wanted, verify, verify_known
from core.processes import identify, processes_with
from tests.core.environment.places import OWN_PACKAGES, add_package, make_environment

NO_CARD = Graphics()


def environment(prefix: Path, sd_scripts: Path | None = None) -> Environment:
    found = environment_at(prefix, sd_scripts=sd_scripts)
    assert found is not None
    return found


def codes(checks: tuple[Check, ...]) -> dict[CheckId, str]:
    return {check.id: check.code for check in checks}


@pytest.mark.slow
def test_the_programs_own_environment_makes_a_real_8_bit_step(tmp_path: Path) -> None:
    registry = EnvironmentRegistry(tmp_path)
    own = environment(Path(sys.prefix))
    before, seen, started = installed_files(own), list[Check](), list[CheckId]()
    found = verify_known(registry, own, graphics=NO_CARD, on_check=seen.append, on_start=started.append)
    expected = {
        CheckId.TORCH: "torch-works",
        CheckId.CUDA: "cuda-no-card",
        CheckId.PRECISION: "precision-works",
        CheckId.ATTENTION: "attention-works",
        CheckId.XFORMERS: "xformers-absent",
        CheckId.OPTIMIZER_8BIT: "optimizer-on-cpu",
        CheckId.SD_SCRIPTS: "sd-scripts-none",
        CheckId.TRAINING: "needs",
    }
    assert expected.items() <= codes(found.checks).items()
    assert [check.id for check in found.checks] == list(CheckId)
    assert (found.has_xformers, found.bitsandbytes_works) == (False, True)
    assert {check.id for check in seen} == set(CheckId)
    assert started == [which for which in CheckId if which not in (CheckId.SD_SCRIPTS, CheckId.TRAINING)]
    assert registry.current_verification(own) == found
    assert installed_files(own) == before, "looking at an environment must not write into it"


def installed_files(own: Environment) -> int:
    return sum(1 for path in (own.prefix / "lib").rglob("*") if "__pycache__" in path.parts)


@pytest.mark.slow
def test_bitsandbytes_0_48_needs_a_card_and_is_not_broken(tmp_path: Path, pytestconfig: pytest.Config) -> None:
    """59 MB, loaded once into pytest's cache; skipped where no package index can be reached."""
    old = Path(pytestconfig.cache.mkdir("bitsandbytes-0.48.2"))  # type: ignore[union-attr]
    if not (old / "bitsandbytes").is_dir():
        pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--retries", "0", "--timeout", "5"]
        loaded = subprocess.run([*pip, "--target", str(old), "bitsandbytes==0.48.2"], capture_output=True, timeout=90)
        if loaded.returncode:
            pytest.skip("bitsandbytes 0.48.2 cannot be loaded here")
    prefix = make_environment(tmp_path / "environment", old, OWN_PACKAGES)
    run = run_probe(environment(prefix).python, "optimizer_probe.py", timeout=100)
    (seen,) = run.seen
    assert seen.facts == {"installed": True, "version": "0.48.2", "device": "cpu"}
    assert seen.error is not None
    assert seen.error["message"].startswith("All input tensors need to be on the same GPU")
    from core.environment.verdicts import Surroundings, judged

    check = judged(seen, Surroundings(graphics=NO_CARD))
    assert (check.state, check.code) == (State.LIMITED, "optimizer-needs-gpu")


@pytest.mark.kohya
@pytest.mark.slow
@pytest.mark.timeout(600)
@pytest.mark.skipif(
    not (os.environ.get(PYTHON_VARIABLE) and os.environ.get(SD_SCRIPTS_VARIABLE)),
    reason=f"needs sd-scripts in {SD_SCRIPTS_VARIABLE} and its interpreter in {PYTHON_VARIABLE}",
)
def test_the_real_sd_scripts_trains_two_steps() -> None:
    folder = Path(os.environ[SD_SCRIPTS_VARIABLE])
    found = verify(environment(prefix_of(Path(os.environ[PYTHON_VARIABLE])), folder))
    assert found.can_train
    for which in (CheckId.SD_SCRIPTS, CheckId.TRAINING):
        check = found.check(which)
        assert check is not None
        assert check.state in (State.WORKS, State.LIMITED), check


def test_an_empty_environment_lacks_torch_and_nothing_further_is_tried(tmp_path: Path) -> None:
    prefix = make_environment(tmp_path / "my 訓練 environment")
    add_package(prefix, "accelerate", "1.15.0")
    wanted = Wanted(("accelerate==1.6.0",), "the recipe")
    found = verify(environment(prefix, tmp_path / "nowhere"), wanted=wanted, graphics=NO_CARD)
    assert codes(found.checks) == {
        CheckId.INTERPRETER: "interpreter-works" if sys.version_info < (3, 13) else "interpreter-new",
        CheckId.PACKAGES: "packages-differ",
        CheckId.TORCH: "torch-missing",
        CheckId.CUDA: "needs",
        CheckId.ARCHITECTURES: "needs",
        CheckId.PRECISION: "needs",
        CheckId.ATTENTION: "needs",
        CheckId.XFORMERS: "needs",
        CheckId.OPTIMIZER_8BIT: "needs",
        CheckId.SD_SCRIPTS: "sd-scripts-gone",
        CheckId.TRAINING: "needs",
    }
    assert (found.state, found.can_train, found.bitsandbytes_works) == (State.BROKEN, False, None)


@pytest.mark.parametrize(
    ("code", "expected", "words"),
    [
        ("raise OSError('[WinError 126] fbgemm.dll')", "torch-broken", "fbgemm.dll"),
        ("import os\nos.kill(os.getpid(), 11)", "crashed", "SIGSEGV"),
        ("import os\nos._exit(3)", "crashed", "exit code 3"),
        ("raise SystemExit('no licence')", "torch-broken", "no licence"),
    ],
)
def test_a_torch_that_does_not_start_is_a_finding(tmp_path: Path, code: str, expected: str, words: str) -> None:
    prefix = make_environment(tmp_path / "environment")
    add_package(prefix, "torch", "2.8.0", code)
    found = verify(environment(prefix), graphics=NO_CARD)
    check = found.check(CheckId.TORCH)
    assert check is not None
    assert (check.state, check.code) == (State.BROKEN, expected)
    assert words in check.values["reason"]
    assert codes(found.checks)[CheckId.OPTIMIZER_8BIT] == "needs"


def test_an_interpreter_that_cannot_start(tmp_path: Path) -> None:
    prefix = make_environment(tmp_path / "environment")
    gone = Environment(prefix=prefix, python=prefix / "bin" / "gone", kind=EnvironmentKind.VENV, name="x")
    found = verify(gone, graphics=NO_CARD)
    assert codes(found.checks)[CheckId.INTERPRETER] == "not-started"
    assert codes(found.checks)[CheckId.TORCH] == "needs"
    assert found.state is State.BROKEN


def test_a_verification_that_is_cancelled_is_not_remembered(tmp_path: Path) -> None:
    registry = EnvironmentRegistry(tmp_path / "known")
    prefix = make_environment(tmp_path / "environment")
    add_package(prefix, "torch", "2.8.0", "import time\ntime.sleep(600)")
    wanted = True

    def start(which: CheckId) -> None:
        nonlocal wanted
        wanted = which is not CheckId.TORCH

    began = time.monotonic()
    found = verify_known(registry, environment(prefix), graphics=NO_CARD, on_start=start, cancelled=lambda: not wanted)
    assert time.monotonic() - began < 20
    assert not found.complete
    assert codes(found.checks)[CheckId.TORCH] == "cancelled"
    assert registry.find(prefix) is not None
    assert registry.verification(prefix) is None


def probe(folder: Path, code: str) -> str:
    folder.mkdir(exist_ok=True)
    shared = (PROBES / "probe_results.py").read_text("utf-8")
    (folder / "probe_results.py").write_text(shared, "utf-8")
    (folder / "probe.py").write_text(f"from probe_results import results\nfound = results()\n{code}\n", "utf-8")
    return "probe.py"


def test_a_probe_that_hangs_is_ended_with_its_children(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PROBE_TEST", str(tmp_path))
    code = (
        "import signal, subprocess, sys, time\n"
        "signal.signal(signal.SIGTERM, signal.SIG_IGN)\n"
        "subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(600)'])\n"
        "print('said before')\n"
        "found.tell('torch', version='2.8.0')\n"
        "time.sleep(600)"
    )
    script = probe(tmp_path / "probes", code)
    run = run_probe(Path(sys.executable), script, timeout=1.5, probes=tmp_path / "probes")
    assert run.ending is Ending.TIMED_OUT
    assert [seen.facts for seen in run.seen] == [{"version": "2.8.0"}]
    assert run.log == "said before"
    assert processes_with("PROBE_TEST", str(tmp_path)) == []


def test_a_probe_may_print_what_it_likes_and_dies_with_what_it_said(tmp_path: Path) -> None:
    code = (
        "import os, pathlib\n"
        'print(\'{"check": "torch"}\')\n'
        "os.write(1, b'\\xff\\xfe')\n"
        "found.tell('torch', version='訓練')\n"
        "found.attempt('cuda', lambda: 1 / 0)\n"
        "pathlib.Path('left behind').touch()\n"
        "os.kill(os.getpid(), 9)"
    )
    script = probe(tmp_path / "probes", code)
    run = run_probe(Path(sys.executable), script, timeout=20, probes=tmp_path / "probes")
    assert (run.ending, run.reason) == (Ending.CRASHED, "SIGKILL")
    first, second = run.seen
    assert first.facts == {"version": "訓練"}
    assert second.error is not None
    assert second.error["type"] == "ZeroDivisionError"
    assert identify(os.getpid()) is not None


def test_probes_are_python_3_10_and_need_nothing() -> None:
    """They run in whatever environment they look at: what they import at once is in the standard library."""
    import ast

    for path in PROBES.glob("*.py"):
        tree = ast.parse(path.read_text("utf-8"), feature_version=(3, 10))
        names = set()
        for node in tree.body:
            if isinstance(node, ast.Import):
                names |= {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom):
                names.add((node.module or "").partition(".")[0])
        assert names <= sys.stdlib_module_names | {"probe_results", "tiny_model"}, path
