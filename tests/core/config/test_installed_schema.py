"""The arguments of the sd-scripts that is installed: asked once, remembered for as long as it stays what it is."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from core.config.arguments import read_arguments
from core.config.installed_schema import installed_schema, remembered_schema
from core.config.schema import Schema, shipped_schema

SCRIPT = """\
import argparse
from library import shared

print("a library says something while it is imported")

def int_or_float(text):
    return float(text)

def setup_parser():
    parser = argparse.ArgumentParser()
    shared.add(parser)
    parser.add_argument("--network_dim", type=int, default=None, help="the rank / ランク")
    parser.add_argument("--lr_warmup_steps", type=int_or_float, default=0)
    parser.add_argument("--brand_new", type=float, nargs="*", default=[1.0])
    parser.add_argument("--save_precision", type=str, default=None, choices=[None, "float", "fp16"])
    return parser

if __name__ == "__main__":
    raise SystemExit("the probe must not train")
"""
SHARED = """\
def add(parser):
    parser.add_argument("--sdpa", action="store_true", help="use sdpa")
    parser.add_argument("--config_file", type=str, default=None)
"""
PYTHON = Path(sys.executable)


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A folder as sd-scripts' is, with a real argparse script."""
    folder = tmp_path / "sd-scripts"
    (folder / "library").mkdir(parents=True)
    (folder / "library" / "__init__.py").write_text("")
    (folder / "library" / "shared.py").write_text(SHARED)
    (folder / "train_network.py").write_text(SCRIPT, encoding="utf-8")
    (folder / ".git").mkdir()
    (folder / ".git" / "HEAD").write_text("0123456789abcdef\n")
    return folder


def test_the_script_is_asked_in_its_own_interpreter(checkout: Path, tmp_path: Path) -> None:
    found = installed_schema(PYTHON, checkout, cache=tmp_path / "cache")
    assert found.installed
    assert not found.problem
    arguments = found.schema.arguments
    assert set(arguments) == {"network_dim", "lr_warmup_steps", "brand_new", "save_precision", "sdpa", "config_file"}
    assert (arguments["sdpa"].type, arguments["sdpa"].default) == ("bool", False)
    assert arguments["network_dim"].help == "the rank / ランク"
    assert (arguments["brand_new"].nargs, arguments["brand_new"].default) == ("*", [1.0])
    assert arguments["save_precision"].choices == (None, "float", "fp16")
    assert arguments["lr_warmup_steps"].type == "int_or_float"
    assert found.schema.source == "sd-scripts 01234567"
    assert checks(found.schema, tmp_path) == ["unknown-key"]


def checks(schema: Schema, folder: Path) -> list[str]:
    """A key that only this version has, and one that it does not have."""
    (folder / "t.toml").write_text("brand_new = [0.5]\nunet_lr = 1e-4\n")
    return [problem.code for problem in read_arguments(["--config_file", "t"], schema, folder)[1]]


def test_the_answer_is_remembered_until_a_file_or_the_commit_changes(checkout: Path, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    assert remembered_schema(PYTHON, checkout, cache=cache) is None
    installed_schema(PYTHON, checkout, cache=cache)
    known = remembered_schema(PYTHON, checkout, cache=cache)
    assert known is not None
    assert known.source == "sd-scripts 01234567"
    os.utime(checkout / "library" / "shared.py", ns=(1, 1))
    assert remembered_schema(PYTHON, checkout, cache=cache) is None
    installed_schema(PYTHON, checkout, cache=cache)
    (checkout / ".git" / "HEAD").write_text("fedcba9876543210\n")
    assert remembered_schema(PYTHON, checkout, cache=cache) is None
    for path in cache.iterdir():
        path.write_text("damaged")
    assert installed_schema(PYTHON, checkout, cache=cache).schema.source == "sd-scripts fedcba98"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("import nothing_of_this_name\n", "nothing_of_this_name"),
        ("def setup_parser():\n    raise RuntimeError('broken')\n", "broken"),
        ("x = 1\n", "setup_parser"),
    ],
)
def test_a_script_that_cannot_be_asked_falls_back_and_says_so(
    text: str, reason: str, checkout: Path, tmp_path: Path
) -> None:
    (checkout / "train_network.py").write_text(text)
    found = installed_schema(PYTHON, checkout, cache=tmp_path / "cache")
    assert not found.installed
    assert found.schema is shipped_schema()
    assert reason in found.problem
    assert reason in found.note


def test_no_checkout_and_no_interpreter(tmp_path: Path) -> None:
    assert installed_schema(None, None).schema is shipped_schema()
    assert not installed_schema(PYTHON, tmp_path / "none", cache=tmp_path / "cache").installed
    assert not installed_schema(tmp_path / "python", tmp_path, cache=tmp_path / "cache").installed


@pytest.mark.kohya
@pytest.mark.timeout(300)
@pytest.mark.skipif("KOHYA_SD_SCRIPTS" not in os.environ, reason="needs KOHYA_SD_SCRIPTS and KOHYA_STUDIO_PYTHON")
def test_the_real_one_takes_what_the_snapshot_says(tmp_path: Path) -> None:
    folder = Path(os.environ["KOHYA_SD_SCRIPTS"])
    found = installed_schema(Path(os.environ.get("KOHYA_STUDIO_PYTHON", sys.executable)), folder, cache=tmp_path)
    assert found.installed, found.problem
    for dest, argument in shipped_schema().arguments.items():
        same = found.schema.arguments[dest]
        assert (same.type, same.nargs, same.choices, same.default) == (
            argument.type, argument.nargs, argument.choices, argument.default
        )  # fmt: skip
