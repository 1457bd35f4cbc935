"""What the bootstrap says when something is in its way, asked of the real process."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from installer import interpreters, pins, system_libraries
from tests.installer.checkout import ROOT, Checkout
from tests.installer.wheels import make_wheel, pin_of, write_lock

DEAD = "http://127.0.0.1:9"
OLD_PYTHON_FILES = ("__init__", "bootstrap", "errors", "interpreters", "stamp", "start")


def demand(checkout: Checkout, wheel: Path, *, claimed_bytes: int | None = None) -> None:
    """Add one package to the pins of the checkout."""
    pin = pin_of(wheel, claimed_bytes=claimed_bytes)
    write_lock(checkout.folder, pins.RUNTIME, [*checkout.index.locks[pins.RUNTIME], pin])


@pytest.fixture
def elsewhere(tmp_path: Path, installed: Checkout) -> Checkout:
    """The checkout needs a package that its index lacks."""
    demand(installed, make_wheel(tmp_path, "tiny-absent", "1.0", {"tiny_absent.py": b""}))
    return installed


def test_no_network(elsewhere: Checkout) -> None:
    code, said = elsewhere.run("install", PIP_NO_INDEX="", PIP_FIND_LINKS="", PIP_INDEX_URL=f"{DEAD}/simple")
    assert code == 1
    assert "There is no network: the package index cannot be reached." in said
    assert "Traceback" not in said


def test_dead_proxy(elsewhere: Checkout) -> None:
    index = "https://index.invalid/simple"
    code, said = elsewhere.run("install", PIP_NO_INDEX="", PIP_FIND_LINKS="", PIP_INDEX_URL=index, PIP_PROXY=DEAD)
    assert code == 1
    assert "does not let pip through" in said or "PIP_PROXY is set: check that this proxy works." in said


def test_package_missing_from_the_index(elsewhere: Checkout) -> None:
    code, said = elsewhere.run("install")
    assert code == 1
    assert "The package index that pip uses does not have a package that is needed." in said
    assert "tiny-absent==1.0" in said


def test_other_file_than_pinned(tmp_path: Path, installed: Checkout) -> None:
    demand(installed, make_wheel(tmp_path, "tiny-swapped", "1.0", {"tiny_swapped.py": b"GOOD = 1\n"}))
    make_wheel(installed.index.folder, "tiny-swapped", "1.0", {"tiny_swapped.py": b"GOOD = 0\n"})
    code, said = installed.run("install")
    assert code == 1
    assert "its checksum differs" in said
    assert not (installed.site / "tiny_swapped.py").exists()


def test_corrupt_wheel(installed: Checkout) -> None:
    wheel = make_wheel(installed.index.folder, "tiny-corrupt", "1.0", {"tiny_corrupt.py": b"A = 1\n" * 500})
    wheel.write_bytes(wheel.read_bytes()[:-40])
    demand(installed, wheel)
    code, said = installed.run("install")
    assert code == 1
    assert "A package file is damaged." in said


def test_no_disk_space_is_said_before_the_download(installed: Checkout) -> None:
    wheel = make_wheel(installed.index.folder, "tiny-huge", "1.0", {"tiny_huge.py": b""})
    demand(installed, wheel, claimed_bytes=500_000_000_000_000)
    code, said = installed.run("install")
    assert code == 1
    assert "Not enough disk space" in said
    assert re.search(r"about \d{7}\.\d GB are needed", said)
    assert not (installed.site / "tiny_huge.py").exists()


def test_writing_fails_midway_then_goes_on(installed: Checkout) -> None:
    demand(installed, make_wheel(installed.index.folder, "tiny-large", "1.0", {"tiny_large.bin": bytes(9_000_000)}))
    limited = ["sh", "-c", 'ulimit -f 8000; exec "$0" "$@"', sys.executable]
    command = [*limited, str(installed.folder / "installer" / "bootstrap.py"), "install"]
    done = subprocess.run(command, capture_output=True, text=True, env=installed.environment())
    assert done.returncode == 1
    assert "larger than this account may write" in done.stderr
    code, said = installed.run("install")
    assert code == 0, said
    installed.assert_whole()


def old_interpreters() -> list[str]:
    """The oldest Python that the bootstrap parses on and the newest too old one, where this machine has them."""
    roots = [Path(folder) for folder in os.environ.get("PATH", "").split(os.pathsep)]
    pyenv = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv")) / "versions"
    found = []
    for name in ("3.6", "3.10"):
        paths = [*(root / f"python{name}" for root in roots), *pyenv.glob(f"{name}.*/bin/python{name}")]
        answering = (path for path in paths if path.is_file() and _answers(path))
        found += [str(path) for path in [next(answering, None)] if path]
    return found


def _answers(path: Path) -> bool:
    return subprocess.run([str(path), "-c", "pass"], capture_output=True).returncode == 0


@pytest.mark.parametrize("python", old_interpreters() or [None])
def test_old_python_hands_over_to_a_suitable_one(installed: Checkout, python: str | None) -> None:
    if python is None:
        pytest.skip("this machine has no Python that is too old")
    code, said = installed.run("doctor", python=python)
    assert code == 0, said
    assert said.startswith("Python 3.11, 3.12 or 3.13 is needed, and this is 3.")
    assert "Going on with 3.1" in said
    assert "environment  Python 3." in said


@pytest.mark.parametrize("python", [*old_interpreters(), sys.executable])
def test_no_suitable_python_is_explained(python: str) -> None:
    code = (
        "import sys; sys.path.insert(0, sys.argv[1])\n"
        "from installer import interpreters as i\n"
        "from installer.errors import InstallError\n"
        "i.candidates = lambda root: iter(()); i.NEWEST = i.OLDEST = (3, 99)\n"
        "try: i.find(sys.argv[1])\n"
        "except InstallError as error: print(error)\n"
    )
    said = subprocess.run([python, "-c", code, str(ROOT)], capture_output=True, text=True, check=True).stdout
    assert "Python 3.11, 3.12 or 3.13 is needed, and this is 3." in said
    assert "Then run this command again." in said


@pytest.mark.parametrize("name", OLD_PYTHON_FILES)
def test_first_files_parse_on_python_3_6(name: str) -> None:
    path = ROOT / "installer" / f"{name}.py"
    tree = ast.parse(path.read_text(encoding="utf-8"), feature_version=(3, 6))
    newer = {"annotations"}
    futures = {n.name for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) for n in node.names}
    assert not futures & newer, "`from __future__ import annotations` came with Python 3.7"


def test_interpreters_that_break_are_passed_over(tmp_path: Path) -> None:
    shim = tmp_path / "python3.12"
    shim.write_text("#!/bin/sh\nexit 127\n", encoding="utf-8")
    shim.chmod(0o755)
    assert interpreters.ask([str(shim)]) is None
    assert interpreters.ask([str(tmp_path / "absent")]) is None
    found = interpreters.ask([sys.executable])
    assert found is not None
    assert found.version == sys.version_info[:3]


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has the system's own libraries to look for")
def test_missing_libraries_of_qt_are_found_and_named() -> None:
    assert system_libraries.missing(["libc.so.6", "libnothing-of-qt.so.9"]) == ["libnothing-of-qt.so.9"]
    lacking = ["libxcb-cursor.so.0", "libEGL.so.1"]
    assert system_libraries.packages(lacking) == ["libegl1", "libxcb-cursor0"]
    assert system_libraries.packages(lacking, 1) == ["libglvnd-egl", "xcb-util-cursor"]
    assert system_libraries.advice(lacking).split()[-1] in {"libxcb-cursor0", "xcb-util-cursor", "libEGL.so.1"}
