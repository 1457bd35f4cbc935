"""Edits of captions: what they change, and that they change nothing else, in any encoding."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.config.dataset_config import SubsetSettings
from core.dataset import edits as caption_edits
from core.dataset.caption_text import CHOICES, CaptionEncodingError, decode_caption, encode_caption
from core.dataset.edits import (
    AddTags,
    CaptionEdit,
    Deduplicate,
    MoveToFront,
    RemoveTags,
    RenameTag,
    ReplaceText,
    SetText,
    SortTags,
    pattern_edit,
    preview,
    to_extension,
    to_utf8,
)
from core.dataset.journal import Journal
from core.dataset.library import Library
from core.dataset.scope import folder_scope, open_scope
from core.dataset.tags import key_of, split_tags
from core.errors import AppError
from tests.core.dataset.folders import captioned

PLAIN = SubsetSettings(image_dir="x")
WILD = SubsetSettings(image_dir="x", enable_wildcard=True)


@pytest.mark.parametrize(
    ("edit", "before", "after"),
    [
        (AddTags(("hat", "Blue_Eyes")), "cat, blue eyes", "cat, blue eyes, hat"),
        (AddTags(("hat",), in_front=True), " cat ,dog\r\nmore", " hat ,cat ,dog\r\nmore"),
        (AddTags(("hat",)), "", "hat"),
        (RemoveTags(("red hat",)), "cat, Red_Hat, dog", "cat, dog"),
        (RemoveTags(("cow",)), "cat ,dog ,", "cat ,dog ,"),
        (RenameTag("cat", "kitten"), "a, cat, b", "a, kitten, b"),
        (RenameTag("cat", "b"), "cat, a, b", "b, a"),
        (RenameTag("Cat", "cat"), "a, CAT", "a, cat"),
        (MoveToFront(("b", "c")), "a, c, b", "b, c, a"),
        (SortTags(1), "trigger, b, A, c", "trigger, A, b, c"),
        (Deduplicate(), "a, b, A, b_c, b c", "a, b, b_c"),
        (ReplaceText("at", "og"), "cat, hat", "cog, hog"),
        (SetText("new"), "old", "new"),
        (pattern_edit(r"(\w+) hat", r"\1 cap"), "red hat, hats", "red cap, hats"),
    ],
)
def test_edit(edit: CaptionEdit, before: str, after: str) -> None:
    assert edit(before, PLAIN) == after
    assert edit.label


def test_with_wildcards_every_line_is_a_caption() -> None:
    assert AddTags(("hat",))("a\r\n\r\nb, hat\r\n", WILD) == "a, hat\r\n\r\nb, hat\r\n"


words = st.text(st.characters(blacklist_categories=["Cs"]), max_size=40)
edits = st.one_of(
    st.builds(AddTags, st.tuples(st.sampled_from(["hat", "cat", "x y"]))),
    st.builds(RemoveTags, st.tuples(st.sampled_from(["hat", "cat", "x y"]))),
    st.builds(RenameTag, st.sampled_from(["cat", "a"]), st.sampled_from(["hat", "b"])),
    st.builds(MoveToFront, st.tuples(st.sampled_from(["hat", "cat"]))),
    st.builds(SortTags, st.integers(0, 3)),
    st.just(Deduplicate()),
)
captions = st.lists(st.sampled_from(["cat", "hat", "a", " b", "Cat", "x_y", "", ",", "\r\n", "\n"]) | words, max_size=8)


@given(edits, captions.map(", ".join))
def test_doing_an_edit_twice_is_doing_it_once(edit: CaptionEdit, text: str) -> None:
    once = edit(text, PLAIN)
    assert edit(once, PLAIN) == once


@given(edits, captions.map(", ".join))
def test_only_the_first_line_changes_and_no_tag_is_lost(edit: CaptionEdit, text: str) -> None:
    after = edit(text, PLAIN)
    line, rest = _first_line(text)
    changed, same = _first_line(after)
    assert same == rest
    kept = {key_of(tag) for tag in split_tags(line)}
    if isinstance(edit, MoveToFront | SortTags):
        assert sorted(split_tags(changed)) == sorted(split_tags(line))
    if isinstance(edit, AddTags):
        assert {key_of(tag) for tag in split_tags(changed)} == kept | {key_of(tag) for tag in edit.tags}
    if isinstance(edit, Deduplicate):
        assert {key_of(tag) for tag in split_tags(changed)} == kept


def _first_line(text: str) -> tuple[str, str]:
    end = min((place for mark in "\r\n" if (place := text.find(mark)) >= 0), default=len(text))
    return text[:end], text[end:]


@given(st.binary(max_size=120))
def test_any_bytes_come_back_unchanged(data: bytes) -> None:
    found = decode_caption(data)
    if found.certain:
        assert encode_caption(found.text, found) == data
    else:
        with pytest.raises(CaptionEncodingError):
            encode_caption(found.text, found)


@pytest.mark.parametrize(
    ("text", "encoding", "expected"),
    [
        ("一隻貓坐在沙發上，穿著藍色的帽子，微笑，戶外，白天", "big5", "big5"),
        ("一只猫坐在沙发上，戴着蓝色的帽子，微笑，户外，白天", "gbk", "gb18030"),
        ("ソファの上に座っている白い猫、青い帽子、笑顔、屋外", "cp932", "cp932"),
        ("café, naïve, élan", "cp1252", "cp1252"),
        ("cat, 貓", "utf-16", "utf-16-le"),
        ("cat, 貓", "utf-8-sig", "utf-8"),
    ],
)
def test_encodings_are_recognised(text: str, encoding: str, expected: str) -> None:
    found = decode_caption(text.encode(encoding))
    assert found.certain
    assert (found.text, found.encoding) == (text, expected)


def test_korean_looks_like_chinese_and_is_left_to_a_person() -> None:
    data = "소파에 앉아 있는 고양이, 파란 모자".encode("euc_kr")
    assert not decode_caption(data).certain
    assert decode_caption(data, "euc_kr").text == data.decode("euc_kr")


@given(st.text(st.characters(codec="ascii"), max_size=30), st.sampled_from(CHOICES))
def test_a_chosen_encoding_is_believed(text: str, encoding: str) -> None:
    found = decode_caption(text.encode(encoding), encoding)
    assert (found.text, found.encoding, found.certain) == (text, encoding, True)


def test_a_pattern_that_never_ends_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(caption_edits, "_PATIENCE", 0.05)
    with pytest.raises(AppError, match="too long"):
        pattern_edit(r"(.*?,){25}P", "x")("a," * 60, PLAIN)
    with pytest.raises(AppError, match="makes no sense"):
        pattern_edit("(", "")
    with pytest.raises(AppError, match="makes no sense"):
        pattern_edit("a", r"\7")


ENCODED = {
    "ok0.txt": "sks cat, 零\r\nzweite\r\n".encode(),
    "ok1.txt": b"\xef\xbb\xbf" + "sks cat, 一".encode(),
    "ok2.txt": "sks cat, 二\r\n".encode("utf-16"),
    "ok3.txt": "一隻貓坐在沙發上,藍色的帽子,微笑".encode("big5"),
    "ok4.txt": "ソファの上の白い猫,青い帽子,笑顔".encode("cp932"),
}


def test_a_bulk_edit_keeps_encodings_and_line_ends_and_undo_restores_every_byte(tmp_path: Path) -> None:
    captioned(tmp_path, 6)
    for name, data in ENCODED.items():
        (tmp_path / name).write_bytes(data)
    (tmp_path / "ok5.txt").write_bytes(b"\x81\xff\x00 unknown")
    before = {path: path.read_bytes() for path in tmp_path.glob("*.txt")}
    library = Library(folder_scope((tmp_path,)))
    found = list(preview(library, range(len(library)), AddTags(("hat",))))
    assert [Path(change.path).name for change in found if change.problem] == ["ok5.txt"]
    journal = Journal(library.scope.side_folder, library.scope.root)
    journal.apply("add hat", [change.change for change in found if change.change])
    assert (tmp_path / "ok0.txt").read_bytes() == "sks cat, 零, hat\r\nzweite\r\n".encode()
    assert (tmp_path / "ok1.txt").read_bytes() == b"\xef\xbb\xbf" + "sks cat, 一, hat".encode()
    assert (tmp_path / "ok2.txt").read_bytes().decode("utf-16") == "sks cat, 二, hat\r\n"
    assert (tmp_path / "ok3.txt").read_bytes() == ENCODED["ok3.txt"] + b",hat"
    assert (tmp_path / "ok4.txt").read_bytes() == ENCODED["ok4.txt"] + b",hat"
    journal.undo()
    assert {path: path.read_bytes() for path in tmp_path.glob("*.txt")} == before
    journal.close()


def test_what_an_encoding_cannot_write_is_refused(tmp_path: Path) -> None:
    captioned(tmp_path, 1)
    (tmp_path / "ok0.txt").write_bytes(ENCODED["ok3.txt"])
    library = Library(folder_scope((tmp_path,)))
    (change,) = preview(library, [0], AddTags(("😀",)))
    assert change.change is None
    assert change.problem
    assert "big5" in change.problem


def test_to_utf8(tmp_path: Path) -> None:
    captioned(tmp_path, 6)
    for name, data in ENCODED.items():
        (tmp_path / name).write_bytes(data)
    (tmp_path / "ok5.txt").write_bytes(b"\x81\xff\x00 unknown")
    library = Library(folder_scope((tmp_path,)))
    found = list(to_utf8(library, range(len(library))))
    written = {Path(c.path).name: c.change.after for c in found if c.change}
    assert written == {
        "ok1.txt": "sks cat, 一".encode(),
        "ok2.txt": "sks cat, 二\r\n".encode(),
        "ok3.txt": "一隻貓坐在沙發上,藍色的帽子,微笑".encode(),
        "ok4.txt": "ソファの上の白い猫,青い帽子,笑顔".encode(),
    }
    assert [Path(c.path).name for c in found if c.problem] == ["ok5.txt"]


def test_captions_are_copied_to_the_extension_of_the_config(tmp_path: Path) -> None:
    captioned(tmp_path / "images", 3)
    (tmp_path / "images" / "ok1.caption").write_text("mine", encoding="utf-8")
    (tmp_path / "dataset_config.toml").write_text(
        '[[datasets]]\nresolution = 128\n[[datasets.subsets]]\nimage_dir = "images"\n', encoding="utf-8"
    )
    library = Library(open_scope(tmp_path, tmp_path))
    found = list(to_extension(library, range(len(library))))
    assert [Path(change.path).name for change in found] == ["ok0.caption", "ok2.caption"]
    assert found[0].change is not None
    assert found[0].change.after == (tmp_path / "images" / "ok0.txt").read_bytes()
