"""What is found on a machine, how fast, and what happens when something does not answer."""

from __future__ import annotations

import json
import subprocess
import time
from pathlib import Path

import pytest

from core.environment.conda_programs import Manager, Places, conda_environments, confirmed, find_managers
from core.environment.discovery import Known, detect, drive_of, find_checkouts, is_checkout, wsl_version
from core.environment.environment import EnvironmentKind, environment_at
from core.environment.registry import EnvironmentRegistry
from tests.core.environment.places import add_package, make_environment

INFO = {"conda_version": "26.1.0", "root_prefix": "/opt/conda", "envs_dirs": ["/opt/conda/envs"], "new_key": 1}


@pytest.fixture
def home(tmp_path: Path) -> Path:
    made = tmp_path / "home 訓練"
    made.mkdir()
    return made


@pytest.fixture
def known(tmp_path: Path) -> Known:
    return Known(
        registry=EnvironmentRegistry(tmp_path / "registry"),
        environments_folder=tmp_path / "not" / "yet" / "there",
        scale=1.5,
    )


def places(home: Path, **variables: str) -> Places:
    return Places({"PATH": "/usr/bin:/bin", **variables}, home, shared=(home / "shared",))


def conda_stand_in(path: Path, *, answer: object = None, seconds: float = 0) -> Path:
    """No conda: a script that answers `info --json` as conda is documented to, or does not answer."""
    path.parent.mkdir(parents=True, exist_ok=True)
    told = json.dumps(INFO if answer is None else answer)
    path.write_text(f"#!/bin/sh\nsleep {seconds}\ncat <<'EOF'\n{told}\nEOF\n")
    path.chmod(0o755)
    return path


def conda_environment(prefix: Path) -> Path:
    (prefix / "conda-meta").mkdir(parents=True)
    (prefix / "conda-meta" / "history").touch()
    (prefix / "bin").mkdir(exist_ok=True)
    (prefix / "bin" / "python").touch()
    return prefix


def checkout(folder: Path) -> Path:
    (folder / "library").mkdir(parents=True)
    (folder / "train_network.py").touch()
    (folder / "library" / "train_util.py").touch()
    return folder


def test_managers_are_found_in_order(home: Path, tmp_path: Path) -> None:
    saved = conda_stand_in(tmp_path / "saved" / "bin" / "mamba")
    named = conda_stand_in(tmp_path / "named" / "bin" / "conda")
    on_path = conda_stand_in(tmp_path / "path" / "micromamba")
    usual = conda_stand_in(home / "miniforge3" / "bin" / "conda")
    listed = conda_environment(tmp_path / "listed")
    in_listed = conda_stand_in(listed / "bin" / "conda")
    (home / ".conda").mkdir()
    (home / ".conda" / "environments.txt").write_text(f"{tmp_path / 'gone'}\n{listed}\n\n")
    variables = {"CONDA_EXE": str(named), "MAMBA_EXE": str(tmp_path / "no such file"), "PATH": str(on_path.parent)}
    found = find_managers(saved, places(home, **variables))
    assert [(manager.path, manager.found_by) for manager in found] == [
        (saved, "settings"),
        (named, "CONDA_EXE"),
        (on_path, "PATH"),
        (usual, "usual folder"),
        (in_listed, "environments.txt"),
    ]
    assert [manager.name for manager in found] == ["mamba", "conda", "micromamba", "conda", "conda"]
    assert find_managers(tmp_path / "moved away", places(home / "empty")) == []


def test_a_manager_is_asked_what_it_is(tmp_path: Path) -> None:
    def asked(answer: object, seconds: float = 0) -> Manager | None:
        path = conda_stand_in(tmp_path / "bin" / "conda", answer=answer, seconds=seconds)
        return confirmed(Manager(name="conda", path=path, found_by="PATH"), seconds=1.0)

    full = asked(INFO)
    assert full is not None
    assert (full.version, full.root, full.envs_folders) == ("26.1.0", Path("/opt/conda"), (Path("/opt/conda/envs"),))
    poor = asked({"platform": "linux-64"})
    assert poor is not None
    assert (poor.version, poor.root) == ("", None)
    mamba = asked({"micromamba version": "2.3.3", "base environment": "/m (writable)", "envs directories": "/m/envs"})
    assert mamba is not None
    assert (mamba.version, mamba.root, mamba.envs_folders) == ("2.3.3", Path("/m"), (Path("/m/envs"),))
    assert asked([]) is None
    assert asked(INFO, seconds=30) is None
    assert confirmed(Manager(name="conda", path=tmp_path / "gone", found_by="PATH")) is None


def test_environments_of_conda_and_beside_checkouts(home: Path, known: Known, tmp_path: Path) -> None:
    root = home / "miniforge3"
    conda_stand_in(root / "bin" / "conda", answer={"root_prefix": str(root), "envs_dirs": [str(root / "envs")]})
    conda_environment(root)
    kohya = conda_environment(root / "envs" / "kohya_ss")
    (root / "envs" / "no environment").mkdir()
    scripts = checkout(home / "kohya_ss" / "sd-scripts")
    venv = make_environment(home / "kohya_ss" / "venv")
    add_package(venv, "torch", "2.7.1+cu128")
    add_package(venv, "accelerate", "1.6.0")
    registered = environment_at(make_environment(tmp_path / "registered"))
    assert registered is not None
    known.registry.save(registered)
    findings = detect(known, places(home), seconds=10)
    found = {one.environment.prefix: one for one in findings.environments}
    assert found.keys() == {root, kohya, venv, registered.prefix}
    assert found[kohya].environment.kind is EnvironmentKind.CONDA
    assert found[registered.prefix].known
    assert found[venv].versions == {"torch": "2.7.1+cu128", "accelerate": "1.6.0"}
    assert found[venv].environment.sd_scripts == scripts
    assert [one.environment.prefix for one in findings.environments if one.might_train] == [venv]
    assert [one.folder for one in findings.checkouts] == [scripts]
    assert findings.unfinished == ()
    assert (findings.scale, findings.wsl) == (1.5, wsl_version())
    assert findings.git
    assert findings.disk is not None
    assert 0 < findings.disk.free <= findings.disk.total
    assert any(found.version[:2] >= (3, 10) for found in findings.interpreters)


def test_a_manager_that_hangs_delays_nothing(home: Path, known: Known) -> None:
    conda_stand_in(home / "miniconda3" / "bin" / "conda", seconds=30)
    started = time.monotonic()
    findings = detect(known, places(home), seconds=0.5)
    assert time.monotonic() - started < 15
    assert "conda" in findings.unfinished
    assert findings.disk is not None


def test_the_environment_of_the_settings_comes_with_its_checkout(home: Path, known: Known, tmp_path: Path) -> None:
    prefix, scripts = make_environment(tmp_path / "mine"), checkout(tmp_path / "elsewhere" / "sd-scripts")
    subprocess.run(["git", "init", "-q", str(scripts)], check=True)
    chosen = Known(
        registry=known.registry,
        environments_folder=known.environments_folder,
        kohya_python=str(prefix / "bin" / "python"),
        sd_scripts=str(scripts),
    )
    findings = detect(chosen, places(home), seconds=10)
    (found,) = findings.environments
    assert (found.environment.prefix, found.environment.sd_scripts) == (prefix, scripts)
    assert [one.folder for one in findings.checkouts] == [scripts]


def test_checkouts_lie_at_most_two_folders_deep(home: Path, known: Known) -> None:
    near, deep = checkout(home / "ai" / "sd-scripts"), checkout(home / "a" / "b" / "c")
    checkout(home / ".cache" / "sd-scripts")
    (home / "link").symlink_to(deep)
    assert [one.folder for one in find_checkouts(known, home)] == [near]
    assert is_checkout(deep)
    assert find_checkouts(known, home, seconds=-1) == []


def test_what_environments_txt_lists_may_be_gone(home: Path) -> None:
    (home / ".conda").mkdir()
    (home / ".conda" / "environments.txt").write_bytes(b"/nowhere\n\xff\xfe\n")
    assert conda_environments([], home) == []


@pytest.mark.parametrize(
    ("text", "version"),
    [
        ("Linux version 6.6.87.2-microsoft-standard-WSL2 (root@x) (gcc)", 2),
        ("Linux version 4.4.0-19041-Microsoft (Microsoft@Microsoft.com)", 1),
        ("Linux version 6.1.0-37-amd64 (debian-kernel@lists.debian.org)", 0),
    ],
)
def test_wsl(tmp_path: Path, text: str, version: int) -> None:
    (tmp_path / "version").write_text(text)
    assert wsl_version(tmp_path / "version") == version
    assert wsl_version(tmp_path / "gone") == 0


def test_the_drive_of_a_folder_that_will_be(tmp_path: Path) -> None:
    assert drive_of(tmp_path / "a" / "b").total == drive_of(tmp_path).total
