"""Rules of the house that no linter knows."""

from __future__ import annotations

import ast
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
ROOMS = ("core", "gui", "installer", "benchmarks")
SOURCES = sorted(path for room in ROOMS for path in (ROOT / room).rglob("*.py"))
MAX_FILE_LINES = 400
MAX_FUNCTION_LINES = 60


def tracked_files() -> list[Path]:
    listing = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True)
    return [ROOT / name for name in listing.stdout.decode().split("\0") if name]


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_source_file(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count("\n") <= MAX_FILE_LINES, f"{path} is too long: split it by what it is about"
    assert not re.search(r"\b(TODO|FIXME|XXX)\b|raise NotImplementedError", text), f"{path} has unfinished business"
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            size = (node.end_lineno or node.lineno) - node.lineno + 1
            assert size <= MAX_FUNCTION_LINES, f"{path}:{node.lineno} {node.name} has {size} lines"
        if isinstance(node, ast.ExceptHandler):
            swallowed = all(isinstance(statement, ast.Pass) for statement in node.body)
            assert not swallowed, f"{path}:{node.lineno} swallows an exception: use contextlib.suppress, and say why"
        if isinstance(node, ast.Call) and not (isinstance(node.func, ast.Attribute) and node.func.attr == "format"):
            for keyword in node.keywords:
                asked = keyword.arg == "shell" and ast.unparse(keyword.value) != "False"
                assert not asked, f"{path}:{node.lineno} starts a shell"


def test_no_file_is_named_for_nothing() -> None:
    vague = {"utils.py", "util.py", "helpers.py", "helper.py", "misc.py", "common.py"}
    assert not [path for path in SOURCES if path.name in vague or "manager" in path.name]


def test_no_machine_of_a_developer_is_named() -> None:
    """Paths of one machine and hosts of registries do not belong into the project."""
    this_file = Path(__file__)
    foreign = re.compile(
        r"/home/(?!user\b|me\b|you\b|anna\b)[a-z]+/|/tmp/sd|files\.pythonhosted|pypi\.(org|io)|deb\.debian\.org"
    )
    found = []
    for path in tracked_files():
        if path == this_file or path.suffix in {".png", ".gz", ".qm", ".safetensors"} or not path.is_file():
            continue
        text = path.read_text(encoding="utf-8", errors="replace")
        found += [f"{path.relative_to(ROOT)}: {match.group()}" for match in foreign.finditer(text)]
    assert not found
