"""Tables change places, with their comments; nothing else moves."""

from __future__ import annotations

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.config.table_order import swapped_tables
from core.errors import ConfigError

TEXT = """\
[general]
caption_extension = ".txt"   # both

[[datasets]]
resolution = 512

  # the knight
  [[datasets.subsets]]
  image_dir = "a"   # armour
  num_repeats = 2

  # the forest
  # behind him
  [[datasets.subsets]]
  image_dir = "b"
  [datasets.subsets.custom_attributes]
  mood = "dark"

[[datasets]]
resolution = 768
  [[datasets.subsets]]
  image_dir = "c"
"""
SUBSETS = ("datasets", 0, "subsets")


def test_comments_go_with_their_table() -> None:
    after = swapped_tables(TEXT, SUBSETS, 0)
    assert after == TEXT.replace(
        """\
  # the knight
  [[datasets.subsets]]
  image_dir = "a"   # armour
  num_repeats = 2

  # the forest
  # behind him
  [[datasets.subsets]]
  image_dir = "b"
  [datasets.subsets.custom_attributes]
  mood = "dark"
""",
        """\
  # the forest
  # behind him
  [[datasets.subsets]]
  image_dir = "b"
  [datasets.subsets.custom_attributes]
  mood = "dark"

  # the knight
  [[datasets.subsets]]
  image_dir = "a"   # armour
  num_repeats = 2
""",
    )
    assert swapped_tables(after, SUBSETS, 0) == TEXT
    assert [item["image_dir"] for item in tomllib.loads(after)["datasets"][0]["subsets"]] == ["b", "a"]


def test_whole_datasets_change_places() -> None:
    after = tomllib.loads(swapped_tables(TEXT, ("datasets",), 0))
    assert [item["resolution"] for item in after["datasets"]] == [768, 512]
    assert len(after["datasets"][1]["subsets"]) == 2


@pytest.mark.parametrize("ending", ["\r\n", "\r"])
def test_line_ends_stay(ending: str) -> None:
    text = TEXT.replace("\n", ending)
    assert swapped_tables(text, SUBSETS, 0).count(ending) == text.count(ending)


def test_a_text_without_a_last_line_end() -> None:
    text = "[[t]]\na = 1\n\n[[t]]\na = 2"
    after = swapped_tables(text, ("t",), 0)
    assert [item["a"] for item in tomllib.loads(after)["t"]] == [2, 1]


@pytest.mark.parametrize(
    ("text", "array", "first"),
    [
        ("broken = [", ("t",), 0),
        ("[[t]]\na = 1\n", ("t",), 0),
        ("t = [{a = 1}, {a = 2}]\n", ("t",), 0),
    ],
)
def test_what_cannot_be_moved_is_refused(text: str, array: tuple[str, ...], first: int) -> None:
    with pytest.raises(ConfigError):
        swapped_tables(text, array, first)


NAMES = st.text("abcxyz", min_size=1, max_size=4)
TABLE = st.dictionaries(NAMES, st.integers(0, 9), max_size=3)


@given(st.lists(TABLE, min_size=2, max_size=5), st.data(), st.sampled_from(["", "# above\n", "\n", "\n# above\n"]))
def test_any_two_neighbours(tables: list[dict[str, int]], data: st.DataObject, above: str) -> None:
    text = "top = 1\n" + "".join(
        f"{above}[[t]]\n" + "".join(f"{key} = {value}\n" for key, value in table.items()) for table in tables
    )
    first = data.draw(st.integers(0, len(tables) - 2))
    after = swapped_tables(text, ("t",), first)
    tables[first], tables[first + 1] = tables[first + 1], tables[first]
    assert tomllib.loads(after) == {"top": 1, "t": tables}
    assert sorted(after.split("\n")) == sorted(text.split("\n"))
