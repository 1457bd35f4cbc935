"""Packages as a setup that was cut short leaves them."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from core.environment.environment import package_folders
from core.environment.packages import bring_pip, has_pip


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    prefix = tmp_path_factory.mktemp("made") / "env"
    subprocess.run([sys.executable, "-m", "venv", str(prefix)], check=True)
    return prefix


def test_a_pip_that_was_cut_short_is_replaced_though_it_still_tells_its_version(made: Path) -> None:
    python, (site, *_) = made / "bin" / "python", package_folders(made)
    assert has_pip(python, made, {})
    shutil.rmtree(site / "pip" / "_vendor" / "requests")
    shutil.rmtree(site / "pip" / "_vendor" / "resolvelib")
    assert not has_pip(python, made, {})
    assert bring_pip(python, made, {})
    assert has_pip(python, made, {})


def test_a_pip_without_its_record_is_replaced(made: Path) -> None:
    python, (site, *_) = made / "bin" / "python", package_folders(made)
    (record,) = site.glob("pip-*.dist-info/RECORD")
    record.unlink()
    assert subprocess.run([str(python), "-m", "pip", "--version"], capture_output=True, check=False).returncode == 0
    assert not has_pip(python, made, {})
    assert bring_pip(python, made, {})
    assert len(list(site.glob("pip-*.dist-info"))) == 1
