"""What is remembered of environments, and when a verification no longer holds."""

from __future__ import annotations

import dataclasses
import logging
import os
import subprocess
from pathlib import Path

import pytest

from core.environment.checks import Check, CheckId, State, Verification
from core.environment.environment import (
    EnvironmentKind,
    environment_at,
    installed_versions,
    kind_of,
    packages_digest,
    prefix_of,
)
from core.environment.registry import EnvironmentRegistry, checkout_of
from tests.core.environment.places import add_package, make_environment


@pytest.fixture(scope="module")
def prefix(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A real virtual environment, in a folder with a space and Chinese in its name."""
    return make_environment(tmp_path_factory.mktemp("environments") / "my 訓練")


def verification(prefix: Path, *checks: Check, sd_scripts: str = "") -> Verification:
    return Verification(checks=checks, packages_digest=packages_digest(prefix), sd_scripts=sd_scripts)


def test_an_environment_is_found_remembered_and_forgotten(prefix: Path, tmp_path: Path) -> None:
    environment = environment_at(prefix)
    assert environment is not None
    assert (environment.kind, environment.name) == (EnvironmentKind.VENV, "my 訓練")
    assert prefix_of(environment.python) == prefix
    registry = EnvironmentRegistry(tmp_path / "known")
    assert registry.environments() == []
    kept = dataclasses.replace(environment, sd_scripts=tmp_path / "sd-scripts", recipe="guide", created_by_us=True)
    registry.save(kept)
    registry.save(dataclasses.replace(environment, prefix=tmp_path / "other", name="other"))
    assert EnvironmentRegistry(tmp_path / "known").environments() == [
        kept,
        dataclasses.replace(environment, prefix=tmp_path / "other", name="other"),
    ]
    assert registry.find(prefix) == kept
    assert registry.named("my 訓練") == registry.named(str(prefix)) == [kept]
    registry.forget(prefix)
    assert registry.find(prefix) is None
    assert [one.name for one in registry.environments()] == ["other"]
    assert environment.python.exists()


def test_a_damaged_record_is_passed_over_and_told(
    prefix: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    registry = EnvironmentRegistry(tmp_path)
    environment = environment_at(prefix)
    assert environment is not None
    registry.save(environment)
    (registry.folder_of(prefix) / "environment.json").write_text('{"prefix": 3}')
    (registry.folder_of(prefix) / "verification.json").write_text("{")
    with caplog.at_level(logging.WARNING):
        assert registry.environments() == []
        assert registry.verification(prefix) is None
    assert len(caplog.records) == 2


def test_a_verification_goes_stale_with_the_packages_and_the_checkout(prefix: Path, tmp_path: Path) -> None:
    registry = EnvironmentRegistry(tmp_path / "known")
    environment = environment_at(prefix)
    assert environment is not None
    check = Check(id=CheckId.TORCH, state=State.WORKS, code="torch-works", values={"version": "2.8.0"})
    registry.save_verification(prefix, verification(prefix, check))
    assert registry.current_verification(environment) == registry.verification(prefix)
    package = add_package(prefix, "Some_Package", "1.0")
    assert installed_versions(prefix)["some-package"] == "1.0"
    assert registry.current_verification(environment) is None
    registry.save_verification(prefix, verification(prefix, check))
    assert registry.current_verification(environment) is not None
    os.utime(package, (1, 1))  # the same version, installed anew
    assert registry.current_verification(environment) is None
    registry.save_verification(prefix, verification(prefix, check))
    checkout = tmp_path / "sd-scripts"
    subprocess.run(["git", "init", "-q", str(checkout)], check=True)
    moved = dataclasses.replace(environment, sd_scripts=checkout)
    assert checkout_of(moved)[0] == str(checkout)
    assert registry.current_verification(moved) is None


def test_what_a_verification_says(prefix: Path) -> None:
    def found(state: State, code: str, which: CheckId = CheckId.OPTIMIZER_8BIT) -> Verification:
        return verification(prefix, Check(id=which, state=state, code=code))

    assert found(State.WORKS, "optimizer-works").bitsandbytes_works is True
    assert found(State.LIMITED, "optimizer-needs-gpu").bitsandbytes_works is False
    assert found(State.BROKEN, "optimizer-broken").bitsandbytes_works is False
    assert found(State.SKIPPED, "needs-torch").bitsandbytes_works is None
    assert found(State.WORKS, "xformers-absent", CheckId.XFORMERS).has_xformers is False
    assert found(State.WORKS, "xformers-works", CheckId.XFORMERS).has_xformers is True
    mixed = verification(
        prefix,
        Check(id=CheckId.TORCH, state=State.WORKS, code="torch-works"),
        Check(id=CheckId.CUDA, state=State.LIMITED, code="cuda-no-card"),
        Check(id=CheckId.TRAINING, state=State.SKIPPED, code="no-sd-scripts"),
    )
    assert mixed.state is State.LIMITED
    assert not mixed.can_train
    starts = Check(id=CheckId.SD_SCRIPTS, state=State.LIMITED, code="sd-scripts-older")
    optimizer = Check(id=CheckId.OPTIMIZER_8BIT, state=State.BROKEN, code="optimizer-broken")
    able = dataclasses.replace(mixed, checks=(*mixed.checks, starts, optimizer))
    assert able.can_train
    assert not dataclasses.replace(able, complete=False).can_train
    failing = Check(id=CheckId.TRAINING, state=State.BROKEN, code="training-broken")
    assert not dataclasses.replace(able, checks=(starts, failing)).can_train
    assert Verification.from_json(mixed.to_json()) == mixed


def test_kinds_are_told_by_what_their_makers_leave(tmp_path: Path) -> None:
    (tmp_path / "conda" / "conda-meta").mkdir(parents=True)
    (tmp_path / "conda" / "conda-meta" / "history").touch()
    (tmp_path / "uv").mkdir()
    (tmp_path / "uv" / "pyvenv.cfg").write_text("home = /usr/bin\nimplementation = CPython\nuv = 0.9.1\n")
    assert kind_of(tmp_path / "conda") is EnvironmentKind.CONDA
    assert kind_of(tmp_path / "uv") is EnvironmentKind.UV
    assert kind_of(tmp_path) is EnvironmentKind.SYSTEM
    assert environment_at(tmp_path) is None
