"""A user's machine in a folder: recipes of tiny wheels, a real index of them, real environments."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from core.environment.environment import Environment, environment_at
from core.environment.registry import EnvironmentRegistry
from core.paths import app_paths
from gui.app import Program
from gui.main_window import MainWindow
from gui.setup_wizard.page import SetupPage
from tests.core.environment.places import add_package, make_environment
from tests.core.environment.setups import RECIPE_TOML, TORCH_TOML, build_wheels


@pytest.fixture(autouse=True)
def bare_machine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Nothing of this machine's pip, proxy or git configuration, and an empty home folder."""
    for name in list(os.environ):
        if name.startswith(("PIP_", "UV_", "CONDA_", "MAMBA_", "GIT_", "VIRTUAL_ENV")) or name.lower().endswith(
            "_proxy"
        ):
            monkeypatch.delenv(name)
    monkeypatch.setenv("PIP_CONFIG_FILE", os.devnull)
    monkeypatch.setenv("PIP_RETRIES", "0")
    monkeypatch.setenv("PIP_ROOT_USER_ACTION", "ignore")
    monkeypatch.setenv("PIP_NO_COMPILE", "1")
    home = tmp_path / "somebody"
    home.mkdir()
    monkeypatch.setenv("HOME", str(home))


@pytest.fixture(scope="session")
def wheels(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_wheels(tmp_path_factory.mktemp("wheels") / "wheels")


@pytest.fixture
def recipes(studio_home: Path) -> Path:
    """A recipe `tiny`, whose torch and packages are the tiny wheels."""
    folder = app_paths().config / "recipes"
    folder.mkdir(parents=True)
    (folder / "torch.toml").write_text(TORCH_TOML, "utf-8")
    (folder / "tiny.toml").write_text(RECIPE_TOML, "utf-8")
    return folder


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """What has the look of sd-scripts, with a trainer that cannot be imported."""
    folder = tmp_path / "sd-scripts"
    (folder / "library").mkdir(parents=True)
    (folder / "train_network.py").write_text("import a_package_that_is_not_there\n", "utf-8")
    (folder / "library" / "train_util.py").touch()
    (folder / "requirements.txt").write_text("tiny-large\n", "utf-8")
    return folder


@pytest.fixture
def known(studio_home: Path, tmp_path: Path, checkout: Path) -> Environment:
    """A registered environment with a torch that does not start."""
    prefix = make_environment(tmp_path / "envs" / "訓練 one")
    add_package(prefix, "torch", "2.8.0", "raise OSError('[WinError 126] fbgemm.dll')")
    found = environment_at(prefix, sd_scripts=checkout)
    assert found is not None
    EnvironmentRegistry(app_paths().environments).save(found)
    return found


@pytest.fixture
def page(qtbot: QtBot, window: MainWindow, program: Program) -> Iterator[SetupPage]:
    """The page, with the machine looked at."""
    window.go("setup")
    made = window.page("setup")
    assert isinstance(made, SetupPage)
    qtbot.waitUntil(lambda: not program.services.environments.looking, timeout=10_000)
    yield made
    if made.wizard is not None:
        made.wizard.close()
    feed = program.services.environments
    feed.stop()
    qtbot.waitUntil(lambda: not (feed.installing or feed.verifying), timeout=20_000)
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
