"""The bootstrap as a real process: first start, second start, interruptions."""

from __future__ import annotations

import json
import random
import shutil
import signal
import time
from pathlib import Path

import pytest

from installer import pins, stamp
from tests.installer.checkout import Checkout, make_checkout
from tests.installer.conftest import FirstStart
from tests.installer.wheels import make_wheel, pin_of, write_lock

MOST_SECONDS_BEFORE_THE_PROGRAM = 2.0
KILLS = 5


def test_first_start_installs_and_runs_the_demo_without_a_display(first_start: FirstStart) -> None:
    said = first_start.installing
    assert "There is no display here: the demo runs without its window." in said
    assert said.endswith("program demo --steps 5 --headless\n")
    assert "1 of 4  " in said, "progress names package i of n"


def test_two_at_once_do_not_collide(first_start: FirstStart) -> None:
    assert "Another installation is at work in this checkout: waiting for it." in first_start.waiting
    assert "Installing" not in first_start.waiting
    assert first_start.waiting.endswith("program demo --steps 5 --headless\n")


def test_the_offered_cpu_build_of_torch_is_taken(first_start: FirstStart, installed: Checkout) -> None:
    checkout = installed
    checkout.run("install")
    assert "torch 2.13.0+cpu: no NVIDIA card was found; a CPU build is offered." in first_start.installing
    assert (checkout.site / "torch" / "__init__.py").read_text() == "BUILD = 'cpu'\n"
    assert json.loads((checkout.folder / ".venv" / stamp.NAME).read_text())["torch"] == "2.13.0+cpu"


def test_second_start_needs_no_pip(installed: Checkout) -> None:
    installed.run("install")
    took = []
    for _ in range(3):
        started = time.monotonic()
        code, said = installed.run("demo", PIP_FIND_LINKS="")
        took.append(time.monotonic() - started)
        assert (code, said.splitlines()[-1]) == (0, "program demo --headless")
        assert "Installing" not in said
    assert min(took) < MOST_SECONDS_BEFORE_THE_PROGRAM


def test_changed_pins_bring_the_new_package_and_nothing_else(installed: Checkout) -> None:
    checkout = installed
    before = (checkout.site / "tiny_one" / "__init__.py").stat().st_mtime_ns
    newcomer = make_wheel(checkout.index.folder, "tiny-new", "2.0", {"tiny_new.py": b"X = 1\n"})
    write_lock(checkout.folder, pins.RUNTIME, [*checkout.index.locks[pins.RUNTIME], pin_of(newcomer)])
    assert not stamp.is_current(str(checkout.folder))
    code, said = checkout.run("install")
    assert code == 0, said
    checkout.assert_whole()
    assert (checkout.site / "tiny_new.py").exists()
    assert (checkout.site / "tiny_one" / "__init__.py").stat().st_mtime_ns == before


def test_a_window_without_a_display_is_explained(installed: Checkout) -> None:
    code, said = installed.run()
    assert code == 1
    assert "There is no display here, so the window cannot open." in said
    assert "installer/bootstrap.py demo" in said


def test_killed_at_random_moments_then_run_again_ends_whole(checkout: Checkout) -> None:
    moments = random.Random(7)
    for _ in range(KILLS):
        child = checkout.start("install")
        time.sleep(moments.uniform(0.3, 4.0))
        child.send_signal(signal.SIGKILL)
        child.communicate()
    code, said = checkout.run("install")
    assert code == 0, said
    checkout.assert_whole()


@pytest.mark.parametrize("harm", ["packages", "pip", "python"])
def test_a_damaged_environment_is_repaired(installed: Checkout, harm: str) -> None:
    environment = installed.folder / ".venv"
    if harm == "packages":
        (next(installed.site.glob("tiny_two-*.dist-info")) / "RECORD").unlink()
        (installed.site / "tiny_three" / "data.bin").write_bytes(b"short")
    elif harm == "pip":
        shutil.rmtree(installed.site / "pip" / "_internal")
    else:
        (environment / "bin" / "python").unlink()
        (environment / "pyvenv.cfg").unlink()
    (environment / stamp.NAME).write_text("{", encoding="utf-8")
    code, said = installed.run("install")
    assert code == 0, said
    installed.assert_whole()


def test_a_moved_checkout_gets_a_new_environment(tmp_path: Path, installed: Checkout) -> None:
    installed.run("install")
    assert stamp.is_current(str(installed.folder))
    moved = make_checkout(tmp_path / "moved", installed.index)
    (moved.folder / ".venv").symlink_to(installed.folder / ".venv")
    assert not stamp.is_current(str(moved.folder))
