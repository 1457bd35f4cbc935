"""Editing documents that are written in every way TOML allows: inline tables, dotted keys, strings of many lines."""

from __future__ import annotations

import difflib
import random
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.config.document_lines import KeyPath
from core.config.editing import edited
from core.config.edits import Edit, RemoveKey, RenameKey, SetValue
from core.config.source import read_source, save_source
from core.errors import ConfigError

ONE_LINE = (
    *(
        "1_000",
        "0x1F",
        "1e-4",
        "true",
        '"中文 # no comment"',
        "'C:\\Users\\新增'",
        '"C:\\\\temp"',
        "[1, 2]",
        "inf",
        '""',
    ),
    *('["a=1", "b=(2, 3)"]', '{ a = 1, b = "x" }', "[{ image_dir = 'a' }, { image_dir = 'b' }]", "[ ]"),
    *("1979-05-27", '"tab\\tin it"'),
)
MANY_LINES = (
    '"""\nfirst = 1\n[not a table]\n"""',
    "'''\n# no comment\n\\t\n'''",
    "[\n  1,  # one\n  2,\n]",
    '[\n  "a",\n\n  # between\n  "b"\n]',
)
KEYS = ("alpha", "beta", '"quoted key"', "'single'", "a-b", "c_d", "x9")
SEEDS = st.integers(0, 10**9)


def statements(rng: random.Random, names: list[str], indent: str = "") -> list[str]:
    lines = []
    for name in names:
        if rng.random() < 0.3:
            lines += rng.choice([[""], [f"{indent}# a comment = 1"], ["   "]])
        key = rng.choice([name, f"{name}.inner", f"{name} . deep"]) if rng.random() < 0.3 else name
        value = rng.choice(ONE_LINE) if rng.random() < 0.8 else rng.choice(MANY_LINES)
        lines.append(f"{indent}{key}{rng.choice([' = ', '=', '  =  '])}{value}{rng.choice(['', '  # 註解', ' #'])}")
    return lines


def document(seed: int) -> tuple[str, bool]:
    """The text with its line ends, and whether the file begins with a byte order mark."""
    rng = random.Random(seed)
    lines = statements(rng, rng.sample(KEYS, rng.randint(0, 4)))
    for table in rng.sample(["[one]", '["二"]', "[ spaced . name ]", "[one.inside]"], rng.randint(0, 3)):
        lines += [*rng.choice([[], [""]]), f"{table}{rng.choice(['', '  # heading'])}"]
        lines += statements(rng, rng.sample(KEYS, rng.randint(0, 4)), rng.choice(["", "  ", "\t"]))
    for _ in range(rng.randint(0, 2)):
        lines += ["[[datasets]]", *statements(rng, rng.sample(KEYS, rng.randint(0, 2)))]
        for _ in range(rng.randint(0, 2)):
            lines += ["\t[[datasets.subsets]]", *statements(rng, rng.sample(KEYS, rng.randint(1, 3)), "\t")]
    text = "\n".join(lines) + rng.choice(["", "\n", "\n\n"])
    return text.replace("\n", rng.choice(["\n", "\r\n"])), rng.random() < 0.3


def paths_of(data: Any, path: KeyPath = ()) -> list[KeyPath]:
    if isinstance(data, dict):
        return [found for key, value in data.items() for found in paths_of(value, (*path, key))]
    if isinstance(data, list) and path and path[-1] in ("datasets", "subsets"):
        return [found for number, value in enumerate(data) for found in paths_of(value, (*path, number))]
    return [path]


def data_of(text: str) -> Any:
    return tomllib.loads(text.replace("\r\n", "\n"))


def value_at(data: Any, path: KeyPath) -> Any:
    for part in path:
        data = data[part]
    return data


def valid(text: str) -> bool:
    try:
        tomllib.loads(text.replace("\r\n", "\n"))
    except tomllib.TOMLDecodeError:
        return False
    return True


def changes(before: str, after: str) -> tuple[list[str], list[str]]:
    """Lines that went, and lines that came."""
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    rows = list(difflib.ndiff(old, new))
    return [row[2:] for row in rows if row[0] == "-"], [row[2:] for row in rows if row[0] == "+"]


def test_a_thousand_odd_documents_come_back_byte_for_byte(tmp_path: Path) -> None:
    path = tmp_path / "t.toml"
    for seed in range(1000):
        text, mark = document(seed)
        raw = (b"\xef\xbb\xbf" if mark else b"") + text.encode("utf-8")
        path.write_bytes(raw)
        source = read_source(path)
        assert source.content == raw
        save_source(source)
        assert path.read_bytes() == raw


@settings(max_examples=100, deadline=None)
@given(seed=SEEDS, data=st.data())
def test_an_edit_changes_its_own_line_or_says_that_it_cannot(seed: int, data: st.DataObject) -> None:
    text, _ = document(seed)
    if not valid(text):
        return
    before = data_of(text)
    paths = paths_of(before)
    if not paths:
        return
    path = data.draw(st.sampled_from(paths))
    edit: Edit = data.draw(
        st.sampled_from([SetValue(path, 77), SetValue(path, r"D:\新\x"), RenameKey(path, "renamed"), RemoveKey(path)])
    )
    try:
        after = edited(text, [edit])
    except ConfigError:
        return
    gone, came = changes(text, after)
    assert len(came) <= 1
    if "\n" not in str(value_at(before, path)) and not isinstance(value_at(before, path), list):
        assert len(gone) <= 1
    untouched = [other for other in paths if other[: len(path)] != path]
    result = data_of(after)
    for other in untouched:
        assert str(value_at(result, other)) == str(value_at(before, other))
    if isinstance(edit, SetValue):
        assert value_at(result, path) == edit.value


def test_few_odd_documents_cannot_be_edited() -> None:
    """Refusing is for the few that cannot be changed safely, not a way out."""
    tried = refused = 0
    for seed in range(40):
        text, _ = document(seed)
        if not valid(text):
            continue
        for path in paths_of(data_of(text)):
            tried += 1
            try:
                edited(text, [SetValue(path, 77)])
            except ConfigError:
                refused += 1
    assert tried > 100
    assert refused <= tried * 0.02, (refused, tried)


@pytest.mark.parametrize(
    ("text", "path", "expected"),
    [
        ("a = { x = 1, y = 2 }  # k\n", ("a", "y"), "a = { x = 1, y = 3 }  # k\n"),
        ("a.b = 1\r\na.c = 2\r\n", ("a", "c"), "a.b = 1\r\na.c = 3\r\n"),
        ("'q k' = 1 # c\n", ("q k",), "'q k' = 3 # c\n"),
        ("x = [\n  1, # one\n]\ny = 2\n", ("y",), "x = [\n  1, # one\n]\ny = 3\n"),
        ("s = '''\ny = 1\n'''\ny = 2\n", ("y",), "s = '''\ny = 1\n'''\ny = 3\n"),
    ],
)
def test_known_ways_of_writing(text: str, path: KeyPath, expected: str) -> None:
    assert edited(text, [SetValue(path, 3)]) == expected
