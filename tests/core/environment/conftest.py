from __future__ import annotations

import dataclasses
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.core.environment.index import Index
from tests.core.environment.setups import PASSWORD, Room

if sys.platform == "win32":
    collect_ignore = ["test_setup.py", "test_faults.py", "test_kills.py"]


@pytest.fixture(autouse=True, scope="module")
def bare_machine() -> Iterator[None]:
    """Nothing of this machine's pip, proxy or git configuration."""
    with pytest.MonkeyPatch.context() as patch:
        _make_bare(patch)
        yield


def _make_bare(patch: pytest.MonkeyPatch) -> None:
    for name in list(os.environ):
        if name.startswith(("PIP_", "UV_", "CONDA_", "MAMBA_", "GIT_")) or name.lower().endswith("_proxy"):
            patch.delenv(name)
    patch.setenv("PIP_CONFIG_FILE", os.devnull)
    patch.setenv("PIP_NO_INDEX", "1")
    patch.setenv("PIP_RETRIES", "1")
    patch.setenv("PIP_ROOT_USER_ACTION", "ignore")
    patch.setenv("PIP_NO_COMPILE", "1")
    patch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    patch.setenv("GIT_CONFIG_NOSYSTEM", "1")


@pytest.fixture
def room(tmp_path: Path, channel: Path, wheels: Path, conda_cache: Path) -> Room:
    return _room(tmp_path, channel, wheels, conda_cache)


@pytest.fixture(scope="session")
def equipped(tmp_path_factory: pytest.TempPathFactory, channel: Path, wheels: Path, conda_cache: Path) -> Room:
    """A room in which `kohya_ss` is set up, through a proxy that needs a password; the tests leave it whole."""
    room = _room(tmp_path_factory.mktemp("equipped"), channel, wheels, conda_cache)
    with pytest.MonkeyPatch.context() as patch:
        _make_bare(patch)
        request = room.request()
        network = dataclasses.replace(request.network, proxy=f"http://anna:{PASSWORD}@127.0.0.1:9")
        room.made(dataclasses.replace(request, network=network))
    return room


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory, channel: Path, wheels: Path, conda_cache: Path) -> Room:
    """Another such room, whose environment is updated, repaired and removed."""
    room = _room(tmp_path_factory.mktemp("kept"), channel, wheels, conda_cache)
    room.made(room.request())
    return room


def _room(folder: Path, channel: Path, wheels: Path, conda_cache: Path) -> Room:
    """In a folder with a space and 訓練, as a user may have it."""
    root = folder / "我的 訓練"
    (root / "cache").mkdir(parents=True)
    conda_cache.mkdir(exist_ok=True)
    (root / "cache" / "conda").symlink_to(conda_cache)
    return Room(root, channel, wheels)


@pytest.fixture
def index(wheels: Path) -> Iterator[Index]:
    with Index(wheels).running() as running:
        yield running
