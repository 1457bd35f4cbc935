"""What the tests of environments and of their commands share: it takes some seconds to build."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def channel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from tests.core.environment.channel import build_channel

    return build_channel(tmp_path_factory.mktemp("channel") / "channel")


@pytest.fixture(scope="session")
def wheels(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from tests.core.environment.setups import build_wheels

    return build_wheels(tmp_path_factory.mktemp("wheels") / "wheels")


@pytest.fixture(scope="session")
def conda_cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The packages of the channel, once unpacked."""
    return tmp_path_factory.mktemp("conda") / "cache"
