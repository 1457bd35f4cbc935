from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.installer.checkout import SECONDS_TO_INSTALL, Checkout, Index, build_index, make_checkout
from tests.installer.wheels import write_lock

if sys.platform == "win32":
    collect_ignore = ["test_bootstrap.py", "test_obstacles.py"]


@pytest.fixture(scope="session")
def index(tmp_path_factory: pytest.TempPathFactory) -> Index:
    return build_index(tmp_path_factory.mktemp("wheels"))


@dataclass(frozen=True)
class FirstStart:
    """A checkout on which two first starts went at once, and what the one that installed and the other one said."""

    checkout: Checkout
    installing: str
    waiting: str


@pytest.fixture(scope="session")
def first_start(tmp_path_factory: pytest.TempPathFactory, index: Index) -> FirstStart:
    checkout = make_checkout(tmp_path_factory.mktemp("installed") / "kohya", index)
    children = [checkout.start("demo", "--steps", "5") for _ in range(2)]
    said = [child.communicate(timeout=SECONDS_TO_INSTALL)[0] for child in children]
    assert [child.returncode for child in children] == [0, 0], said
    checkout.assert_whole()
    installing, waiting = sorted(said, key=lambda text: "Making an environment" not in text)
    return FirstStart(checkout, installing, waiting)


@pytest.fixture
def installed(first_start: FirstStart) -> Iterator[Checkout]:
    """A checkout with an environment; its pins are put back afterwards."""
    checkout = first_start.checkout
    yield checkout
    for name, pins in checkout.index.locks.items():
        write_lock(checkout.folder, name, pins)


@pytest.fixture
def checkout(tmp_path: Path, index: Index) -> Checkout:
    return make_checkout(tmp_path / "kohya studio", index)
