"""The query language: read, written back, answered and completed."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.dataset.completion import best_matches, complete_query
from core.dataset.library import Library
from core.dataset.matching import Knowledge, matching
from core.dataset.problems import find_problems
from core.dataset.query import (
    FLAG_FIELDS,
    NUMBER_FIELDS,
    TEXT_FIELDS,
    And,
    Comparison,
    Flag,
    Node,
    Not,
    Or,
    QueryError,
    Word,
    parse,
    unparse,
)
from core.dataset.ratings import Mark, Ratings
from core.dataset.scope import folder_scope, with_values
from core.dataset.side_settings import SideSettings
from core.dataset.statistics import size_scatter, tag_statistics, token_lengths
from core.dataset.tags import key_of
from core.dataset.trained import bucket_chart
from core.errors import FileError
from tests.core.dataset.folders import encoded, picture

values = st.text(st.characters(blacklist_categories=["Cs"]), min_size=1, max_size=12)
atoms = st.one_of(
    st.builds(Word, values),
    st.sampled_from([Flag(name) for name in FLAG_FIELDS]),
    st.builds(Comparison, st.sampled_from(TEXT_FIELDS), st.sampled_from([":", "=", "~", "!="]), values),
    st.builds(
        Comparison,
        st.sampled_from(NUMBER_FIELDS),
        st.sampled_from([":", "=", "<", ">", "<=", ">=", "!="]),
        st.integers(-5, 4000).map(str) | st.floats(0, 9, allow_nan=False).map(str),
    ),
)


def trees(part: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    several = st.lists(part, min_size=2, max_size=3).map(tuple)
    return st.one_of(st.builds(Not, part), st.builds(And, several), st.builds(Or, several))


@settings(max_examples=60)
@given(st.recursive(atoms, trees, max_leaves=8))
def test_what_is_written_is_read_again(node: Node) -> None:
    assert parse(unparse(node)) == node


@given(st.text(st.sampled_from('tagcaption w<>=:~!-()"\\ or*?512x.\n貓'), max_size=40) | st.text(max_size=30))
def test_any_text_is_read_or_refused_with_a_place(text: str) -> None:
    try:
        node: Node | QueryError = parse(text)
    except QueryError as error:
        node = error
    if isinstance(node, QueryError):
        assert 0 <= node.place <= len(text)
        assert node.message
        assert node.hint
    else:
        assert parse(unparse(node)) == node


@pytest.mark.parametrize("text", ["tag:", "w<abc", "w~5", "(a", "a)", '"open', "nofield:x", "-", "caption<5", 'a"b'])
def test_nonsense_is_explained(text: str) -> None:
    with pytest.raises(QueryError) as refusal:
        parse(text)
    assert refusal.value.hint


ROWS = [
    ("a.png", (512, 768), "smile, hat, blue eyes", "PNG"),
    ("b.jpg", (1024, 512), "smile, a blue car", "JPEG"),
    ("c.png", (640, 640), "Red_Hat, night", "PNG"),
    ("d.webp", (300, 300), "", "WEBP"),
    ("sub/e.png", (512, 768), "hat (red), smile", "PNG"),
]


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> tuple[Library, Knowledge]:
    root = tmp_path_factory.mktemp("query")
    (root / "sub").mkdir()
    for number, (name, size, caption, kind) in enumerate(ROWS):
        (root / name).write_bytes(encoded(picture(size, number), kind))
        if caption:
            (root / name).with_suffix(".txt").write_text(caption, encoding="utf-8")
    library = Library(with_values(folder_scope((root,)), {"resolution": (512, 512)}, {}))
    library.read_facts(range(len(library)))
    library.read_captions(range(len(library)))
    library.changed[2] = True
    marks = {"a.png": Mark(5), "sub/e.png": Mark(3, flag=True)}
    return library, Knowledge(find_problems(library).masks, marks)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", "abcde"),
        ("tag:smile", "abe"),
        ("tag:smile -tag:hat", "be"),
        ('caption~"blue"', "ab"),
        ("w<768", "acde"),
        ("w>=1024 or h:640", "bc"),
        ("tag:red_hat", "c"),
        ('tag:"red hat"', "c"),
        ("tag:*hat*", "ace"),
        ("tag~hat", "ace"),
        ('tag:"hat (red)"', "e"),
        ("bucket:384x640", "ae"),
        ("bucket:384×640", "ae"),
        ("bucket:512*", "cd"),
        ("problem:missing-caption", "d"),
        ("problem:caption", "d"),
        ("-problem:any", "abce"),
        ("rating>=4", "a"),
        ("rating:3 flag", "e"),
        ("changed", "c"),
        ("trained", "abcde"),
        ("format:png", "ace"),
        ("ext:.webp", "d"),
        ("name~B.", "b"),
        ("folder:sub", "e"),
        ("ratio>1", "b"),
        ("mp>0.5", "b"),
        ("tags:3", "a"),
        ("tokens:0", "d"),
        ("car", "b"),
        ("(tag:night or tag:hat) -w:640", "a"),
        ("tag!=smile", "cd"),
    ],
)
def test_each_term(query: str, expected: str, opened: tuple[Library, Knowledge]) -> None:
    library, known = opened
    found = np.flatnonzero(matching(parse(query), library, known)).tolist()
    assert "".join(Path(library.name(image)).stem for image in found) == expected


@settings(max_examples=40, deadline=None)
@given(node=st.recursive(atoms, trees, max_leaves=6))
def test_every_tree_can_be_asked(node: Node, opened: tuple[Library, Knowledge]) -> None:
    library, known = opened
    mask = matching(node, library, known)
    assert (mask ^ matching(Not(node), library, known)).all()


def test_completion_by_frequency() -> None:
    tags = {"tag": {"smile": 5, "small hat": 9, "hat": 3}}
    assert [found.text for found in complete_query("w>5 -tag:sm", tags)] == ['-tag:"small hat"', "-tag:smile"]
    assert complete_query("w>5 -tag:sm", tags)[0].start == 4
    assert [found.text for found in complete_query("ca", tags)] == ["caption:"]
    assert [found.text for found in complete_query('tag:"small h', tags)] == ['tag:"small hat"']
    assert best_matches("hat", tags["tag"].items()) == [("small hat", 9)]


@given(st.text(max_size=20))
def test_completion_never_fails(text: str) -> None:
    for found in complete_query(text, {"tag": {"a b": 2, "(x)": 1, 'say "hi"': 1}}):
        assert 0 <= found.start <= len(text)


@given(st.sampled_from(['say "hi"', "a\\b", "hat (red)", "two words", "-x", "or", "猫"]))
def test_what_was_completed_means_the_tag(tag: str) -> None:
    (found,) = complete_query("tag:", {"tag": {tag: 1}})
    assert parse(found.text) == Comparison("tag", ":", tag)


def test_statistics(opened: tuple[Library, Knowledge]) -> None:
    library, _ = opened
    everything = range(len(library))
    found = tag_statistics(library, everything)
    assert found.tags[0] == ("smile", 3)
    names = [key_of(tag) for tag, _ in found.tags]
    assert found.together[names.index("smile"), names.index("hat")] == 1
    assert found.together[0, 0] == 3
    assert found.tags_per_image.tolist() == [3, 2, 2, 0, 2]
    assert token_lengths(library, everything).tolist()[3] == 0
    scatter = size_scatter(library, np.arange(5, dtype=np.int32))
    assert scatter.ratio.round(2).tolist() == [0.67, 2.0, 1.0, 1.0, 0.67]
    assert (scatter.placement.bucket_width > 0).all()
    assert sum(len(bar.images) for bar in bucket_chart(library).bars) == 5


def test_filters_and_marks_are_kept_beside_the_images(tmp_path: Path) -> None:
    side = tmp_path / ".kohya-studio"
    kept_before = SideSettings(side)
    kept_before.change(filters={"no hat": "-tag:hat"}, triggers={".": "sks"})
    kept_before.write()
    changed = SideSettings(side)
    changed.change(triggers={}, kept={("a.png", "貓/b\udcff.png")})
    changed.write()
    again = SideSettings(side)
    assert (again.filters, again.triggers, again.damage) == ({"no hat": "-tag:hat"}, {}, None)
    assert again.kept == {("a.png", "貓/b\udcff.png")}
    Ratings(side).put({"a\n😀.png": Mark(4, flag=True), "b.png": Mark(0)})
    assert Ratings(side).marks == {"a\n😀.png": Mark(4, flag=True)}
    (side / "ratings.json").write_text("{", encoding="utf-8")
    with pytest.raises(FileError, match="damaged"):
        Ratings(side)


def test_side_settings_of_an_older_program_are_read(tmp_path: Path) -> None:
    (tmp_path / "browser.json").write_text('{"filters": {"red": "tag:red"}, "triggers": {".": "sks"}}')
    found = SideSettings(tmp_path)
    assert (found.filters, found.triggers, found.kept, found.damage) == ({"red": "tag:red"}, {".": "sks"}, set(), None)


@pytest.mark.parametrize(
    "text", ["", "[]", "{", "[" * 100_000, "\udcff", '{"filters": [], "triggers": {".": "sks"}, "kept_pairs": {}}']
)
def test_damaged_side_settings_are_read_and_put_aside(text: str, tmp_path: Path) -> None:
    file = tmp_path / "browser.json"
    content = text.encode("utf-8", "surrogateescape")
    file.write_bytes(content)
    found = SideSettings(tmp_path)
    assert found.damage is not None
    assert "damaged" in found.damage.message
    assert found.triggers == ({".": "sks"} if "sks" in text else {})
    found.change(filters={"red": "tag:red"})
    found.write()
    assert (tmp_path / "browser.damaged.json").read_bytes() == content
    again = SideSettings(tmp_path)
    assert (again.filters, again.triggers, again.damage) == ({"red": "tag:red"}, found.triggers, None)


def test_pairs_that_make_no_sense_are_left_out(tmp_path: Path) -> None:
    pairs = '[["b", "a"], ["a", "b"], ["a"], ["a", "a"], ["a", 1], "ab", null]'
    (tmp_path / "browser.json").write_text(f'{{"kept_pairs": {pairs}}}')
    assert SideSettings(tmp_path).kept == {("a", "b")}
