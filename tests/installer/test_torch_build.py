"""Which build of torch is chosen, asked of the real pip of an environment and a folder of tiny wheels."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

import pytest

from installer import pins
from installer.errors import InstallError
from installer.nvidia import Card, Driver
from installer.pip_runs import Pip
from installer.torch_build import Wish, choose
from tests.installer.checkout import Checkout, make_checkout
from tests.installer.wheels import make_wheel, pin_of, write_lock

CARD = Card((9, 0), 150_000_000_000)
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there is one ordinary build")


@pytest.fixture
def bare(tmp_path: Path, installed: Checkout, monkeypatch: pytest.MonkeyPatch) -> Checkout:
    """An environment with pip and without torch, whose index holds only the ordinary build."""
    wheels = tmp_path / "wheels"
    wheels.mkdir()
    torch = make_wheel(wheels, "torch", "2.13.0", {"torch/__init__.py": b"BUILD = 'cuda'\n"})
    toolkit = make_wheel(wheels, "cuda-toolkit", "13.0.3.0", {"cuda_toolkit.py": b""})
    checkout = make_checkout(tmp_path / "kohya", installed.index)
    write_lock(checkout.folder, pins.TORCH, [pin_of(torch, claimed_bytes=3_000_000_000), pin_of(toolkit)])
    without_torch = shutil.ignore_patterns("torch*", "tiny*")
    shutil.copytree(installed.folder / ".venv", checkout.folder / ".venv", symlinks=True, ignore=without_torch)
    for key in [key for key in os.environ if key.startswith("PIP_")]:
        monkeypatch.delenv(key)
    for key, value in (("FIND_LINKS", wheels.as_uri()), ("NO_INDEX", "1"), ("CONFIG_FILE", os.devnull)):
        monkeypatch.setenv(f"PIP_{key}", value)
    return checkout


class Answer:
    """Stands for the person at the terminal."""

    def __init__(self, *, agrees: bool) -> None:
        self.agrees = agrees
        self.asked: list[str] = []

    def __call__(self, explanation: str) -> bool:
        self.asked.append(explanation)
        return self.agrees


def test_gigabytes_of_cuda_are_announced_where_no_card_is(bare: Checkout) -> None:
    agreeing, refusing = Answer(agrees=True), Answer(agrees=False)
    build = choose(bare.folder, Pip(bare.folder, 0), None, Wish(), agreeing)
    assert build.name == "2.13.0 for CUDA"
    assert "no NVIDIA card was found" in agreeing.asked[0]
    assert "3.0 GB of CUDA that stay unused here" in agreeing.asked[0]
    assert "--torch-index ADDRESS" in agreeing.asked[0]
    with pytest.raises(InstallError, match=r"3\.0 GB of CUDA"):
        choose(bare.folder, Pip(bare.folder, 0), None, Wish(), refusing)
    with pytest.raises(InstallError, match=r"3\.0 GB of CUDA"):
        choose(bare.folder, Pip(bare.folder, 0), None, Wish("cpu", insists=True), agreeing)


def test_a_card_gets_the_ordinary_build_with_checksums(bare: Checkout) -> None:
    never = Answer(agrees=False)
    build = choose(bare.folder, Pip(bare.folder, 0), Driver((13, 1), (CARD,)), Wish(), never)
    assert build.reason == "an NVIDIA card of 150.0 GB and compute capability 9.0 was found"
    assert "--require-hashes" in build.arguments, "so that a CPU wheel which pip is offered cannot take its place"
    assert not never.asked


def test_a_driver_that_is_too_old_is_named(bare: Checkout) -> None:
    answer = Answer(agrees=True)
    choose(bare.folder, Pip(bare.folder, 0), Driver((12, 4), (CARD,)), Wish(), answer)
    assert "its driver runs CUDA 12.4 and this torch needs 13.0: update it" in answer.asked[0]


def test_another_index_is_looked_through_for_the_same_version(
    bare: Checkout, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "another" / "torch"
    folder.mkdir(parents=True)
    wheel = make_wheel(folder, "torch", "2.13.0+cpu", {"torch/__init__.py": b""})
    (folder / "index.html").write_text(f'<a href="{wheel.name}">{wheel.name}</a>', encoding="utf-8")
    monkeypatch.delenv("PIP_NO_INDEX")
    monkeypatch.setenv("PIP_INDEX_URL", (tmp_path / "empty").as_uri())
    pip = Pip(bare.folder, 0)
    wish = Wish("auto", folder.parent.as_uri(), insists=True)
    build = choose(bare.folder, pip, None, wish, Answer(agrees=False))
    assert (build.name, build.arguments[-1]) == ("2.13.0+cpu", "torch==2.13.0+cpu")
    nowhere = Wish("auto", (tmp_path / "nowhere").as_uri(), insists=True)
    with pytest.raises(InstallError, match="offers no torch 2"):
        choose(bare.folder, pip, None, nowhere, Answer(agrees=True))
