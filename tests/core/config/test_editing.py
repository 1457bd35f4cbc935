"""Editing keeps what it does not change: over a thousand generated documents, and where it is known to bite."""

from __future__ import annotations

import difflib
import random
import tomllib
from pathlib import Path
from typing import Any

import pytest
import toml
from hypothesis import given, settings
from hypothesis import strategies as st

from core.config.document_lines import KeyPath
from core.config.editing import edited, written
from core.config.edits import AppendTable, RemoveByteOrderMark, RemoveKey, RemoveTable, RenameKey, SetValue
from core.config.source import ChangedOutsideError, Source, changed_outside, merged, read_source, save_source
from core.errors import ConfigError, FileError

KEYS = ("learning_rate", "network_dim", "seed", "output_name", "sdpa", "resolution", "optimizer_args", "unet_lr")
TEXTS = st.text(st.characters(exclude_categories=("Cc", "Cs")), max_size=12)
VALUES = st.one_of(
    st.integers(-(10**6), 10**6),
    st.booleans(),
    st.floats(allow_nan=False, allow_infinity=False, width=32),
    TEXTS,
    st.lists(st.integers(0, 99), max_size=3),
)
COMMENTS = ("", " # note", "  # 中文註解", "\t# tab", " ")
SOME_VALUES = (
    "1",
    "-7",
    "1e-4",
    "0.5",
    "true",
    "false",
    '"x"',
    '""',
    r"'C:\temp\new'",
    '"黑髮 #1"',
    "[1, 2]",
    "[ ]",
    "'='",
)
SEEDS = st.integers(0, 10**9)


def body(rng: random.Random, indent: str = "") -> list[str]:
    lines = []
    for key in rng.sample(KEYS, rng.randint(0, 5)):
        if rng.random() < 0.25:
            lines.append(rng.choice(["", f"{indent}# heading", "   ", "#"]))
        equals = rng.choice([" = ", "=", "  =   "])
        lines.append(f"{indent}{key}{equals}{rng.choice(SOME_VALUES)}{rng.choice(COMMENTS)}")
    return lines


def document(seed: int) -> str:
    """A document as people write them: sections, comments, arrays of tables, odd spaces, any line ends."""
    rng = random.Random(seed)
    lines = body(rng)
    for name in rng.sample(["model_arguments", "training", '"網路"'], rng.randint(0, 3)):
        lines += ["", f"[{name}]", *body(rng)]
    for _ in range(rng.randint(0, 2)):
        lines += [*rng.choice([[], [""], ["# data"]]), "[[datasets]]", *body(rng)]
        for _ in range(rng.randint(0, 2)):
            lines += ["  [[datasets.subsets]]", *body(rng, "  ")]
    end = rng.choice(["\n", "\r\n"])
    text = end.join(lines)
    return text + rng.choice([end, ""]) if text else text


def key_paths(data: Any, path: KeyPath = ()) -> list[KeyPath]:
    if isinstance(data, dict):
        return [found for key, value in data.items() for found in key_paths(value, (*path, key))]
    if isinstance(data, list) and data and isinstance(data[0], dict):
        return [found for number, value in enumerate(data) for found in key_paths(value, (*path, number))]
    return [path]


def changed_lines(before: str, after: str) -> list[str]:
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    return [line for line in difflib.ndiff(old, new) if line[0] in "+-"]


def test_a_thousand_documents_that_were_only_opened_are_saved_byte_for_byte(tmp_path: Path) -> None:
    path = tmp_path / "training_config.toml"
    for seed in range(1000):
        raw = (b"\xef\xbb\xbf" if seed % 3 == 0 else b"") + document(seed).encode()
        path.write_bytes(raw)
        source = read_source(path)
        assert not source.changed
        assert source.with_edits([]).content == raw
        save_source(source)
        assert path.read_bytes() == raw


@settings(max_examples=200, deadline=None)
@given(seed=SEEDS, data=st.data())
def test_one_edit_changes_one_line(seed: int, data: st.DataObject) -> None:
    text = document(seed)
    content = tomllib.loads(text.replace("\r\n", "\n"))
    paths = key_paths(content)
    if not paths:
        return
    path = data.draw(st.sampled_from(paths))
    value = data.draw(VALUES)
    after = edited(text, [SetValue(path, value)])
    changes = changed_lines(text, after)
    assert len(changes) in (0, 2), changes
    found: Any = tomllib.loads(after.replace("\r\n", "\n"))
    for part in path:
        found = found[part]
    assert found == value


@settings(max_examples=200, deadline=None)
@given(seed=SEEDS, data=st.data())
def test_a_new_key_is_one_new_line(seed: int, data: st.DataObject) -> None:
    text = document(seed)
    content = tomllib.loads(text.replace("\r\n", "\n"))
    tables: list[KeyPath] = [(key,) for key, value in content.items() if isinstance(value, dict)]
    tables += [("datasets", number) for number in range(len(content.get("datasets", [])))]
    if not tables:
        return
    path = (*data.draw(st.sampled_from(tables)), "new_key")
    changes = changed_lines(text, edited(text, [SetValue(path, 4)]))
    added = [line for line in changes if line.startswith("+ ") and "new_key" in line]
    assert len(added) == 1
    assert all(not line[2:].strip() or "new_key" in line or line[2:].strip() in text for line in changes)
    assert len(changes) == 1 or not text.endswith("\n")


@settings(max_examples=200, deadline=None)
@given(seed=SEEDS, data=st.data())
def test_removing_and_renaming_leave_the_rest(seed: int, data: st.DataObject) -> None:
    text = document(seed)
    paths = key_paths(tomllib.loads(text.replace("\r\n", "\n")))
    if not paths:
        return
    path = data.draw(st.sampled_from(paths))
    assert len(changed_lines(text, edited(text, [RenameKey(path, "better_name")]))) == 2
    if path[0] == "datasets" and isinstance(path[-1], int):
        return
    assert all(line.startswith("- ") for line in changed_lines(text, edited(text, [RemoveKey(path)])))


@given(VALUES)
def test_both_readers_read_what_is_written(value: Any) -> None:
    text = f"key = {written(value)}\n"
    assert tomllib.loads(text)["key"] == value


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (r"C:\temp\new", r"'C:\temp\new'"),
        (r"C:\it's\new", r'"C:\\it' + r"'" + r's\\new"'),
        (0.0001, "1e-4"),
        (5e-05, "5e-5"),
        (0.5, "0.5"),
        (1.0, "1.0"),
        (True, "true"),
        ((512, 768), "[512, 768]"),
        (["conv_dim=4", "a b"], '["conv_dim=4", "a b"]'),
    ],
)
def test_values_are_written_so_that_the_old_reader_understands_them(value: Any, text: str) -> None:
    assert written(value) == text
    expected = list(value) if isinstance(value, tuple) else value
    assert toml.loads(f"key = {text}\n")["key"] == expected


def test_comments_and_line_ends_stay(tmp_path: Path) -> None:
    text = "# mine\r\n[network]\r\nnetwork_dim = 64   # rank\r\nnetwork_alpha = 32\n"
    after = edited(text, [SetValue(("network", "network_dim"), 128)])
    assert after == text.replace("64", "128")
    assert edited(text, [SetValue(("network", "seed"), 1)]) == text + "seed = 1\r\n"


DATASET = """\
[general]
caption_extension = ".txt"

[[datasets]]
resolution = 512

  # the first
  [[datasets.subsets]]
  image_dir = 'a'
  num_repeats = 2

# the second dataset
[[datasets]]
resolution = 768
"""


def test_subsets_are_added_and_taken_away() -> None:
    added = edited(DATASET, [AppendTable(("datasets", 0, "subsets"), {"image_dir": "C:\\b", "num_repeats": 1})])
    assert "  [[datasets.subsets]]\n  image_dir = 'C:\\b'\n  num_repeats = 1\n" in added
    assert added.index("'C:\\b'") < added.index("768")
    assert edited(added, [RemoveTable(("datasets", 0, "subsets", 1))]).split() == DATASET.split()
    first = edited(DATASET, [AppendTable(("datasets", 1, "subsets"), {"image_dir": "c"})])
    assert tomllib.loads(first)["datasets"][1]["subsets"] == [{"image_dir": "c"}]
    empty = edited("", [AppendTable(("datasets",), {"resolution": 512})])
    assert empty == "[[datasets]]\nresolution = 512\n"


def test_a_document_that_is_broken_is_left_alone() -> None:
    with pytest.raises(ConfigError, match="line 1"):
        edited("network_dim = = 3\n", [SetValue(("seed",), 1)])
    with pytest.raises(ConfigError, match="seed"):
        edited("network_dim = 3\n", [RemoveKey(("seed",))])


def test_the_byte_order_mark_can_be_taken_away() -> None:
    source = Source(Path("x.toml"), "a = 1\n", bom=True)
    assert source.with_edits([RemoveByteOrderMark()]).content == b"a = 1\n"


def test_a_change_from_outside_is_never_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "c.toml"
    path.write_text("a = 1\nb = 2\nc = 3\n")
    mine = read_source(path).with_text("a = 10\nb = 2\nc = 3\n")
    assert changed_outside(mine) is None
    path.write_text("a = 1\nb = 2\nc = 30\n")
    with pytest.raises(ChangedOutsideError) as caught:
        save_source(mine)
    assert path.read_text() == "a = 1\nb = 2\nc = 30\n"
    both = merged(mine, caught.value.theirs)
    assert both is not None
    save_source(both)
    assert path.read_text() == "a = 10\nb = 2\nc = 30\n"


def test_changes_to_one_line_are_not_merged(tmp_path: Path) -> None:
    path = tmp_path / "c.toml"
    path.write_text("a = 1\n")
    mine = read_source(path).with_text("a = 10\n")
    path.write_text("a = 11\n")
    assert merged(mine, read_source(path)) is None


def test_a_file_that_is_not_utf8_is_not_opened_for_editing(tmp_path: Path) -> None:
    path = tmp_path / "c.toml"
    path.write_bytes("a = 'x'\nb = 'é'\n".encode("latin-1"))
    with pytest.raises(FileError, match="line 2"):
        read_source(path)
