"""What lies in a subset's folder."""

from __future__ import annotations

from pathlib import Path

from core.dataset.subset_facts import image_folders, subset_facts
from tests.core.config.folders import fill


def test_images_and_captions_are_counted(tmp_path: Path) -> None:
    fill(tmp_path, [(64, 64)] * 5)
    (tmp_path / "img000.caption").write_text("another")
    (tmp_path / "img001.txt").unlink()
    (tmp_path / ".hidden.png").write_bytes(b"")
    (tmp_path / "notes.md").write_text("")
    facts = subset_facts(tmp_path, ".txt")
    assert (facts.images, facts.captioned, facts.missing) == (5, 4, 1)
    assert facts.beside == {".txt": 4, ".caption": 1}
    assert facts.first[0] == str(tmp_path / "img000.png")
    assert subset_facts(tmp_path, "caption").captioned == 1
    assert subset_facts(tmp_path, ".json").captioned == 0


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    facts = subset_facts(tmp_path / "none", ".txt")
    assert facts.problem
    assert facts.images == 0


def test_many_images_are_shown_by_some(tmp_path: Path) -> None:
    for number in range(100):
        (tmp_path / f"{number:03}.png").write_bytes(b"")
    shown = subset_facts(tmp_path, ".txt").first
    assert len(shown) == 24
    assert shown[-1] > str(tmp_path / "090.png")


def test_folders_bring_repeats_and_class_tokens(tmp_path: Path) -> None:
    fill(tmp_path / "10_sks knight", [(64, 64)] * 2)
    fill(tmp_path / "plain", [(64, 64)], caption="x", extension=".caption")
    (tmp_path / "empty").mkdir()
    found = image_folders(tmp_path)
    assert [(item.path.name, item.repeats, item.class_tokens, item.caption_extension) for item in found] == [
        ("10_sks knight", 10, "sks knight", ".txt"),
        ("plain", 1, "", ".caption"),
    ]
    assert [item.path for item in image_folders(tmp_path / "plain")] == [tmp_path / "plain"]
    assert image_folders(tmp_path / "empty") == []
    assert image_folders(tmp_path / "none") == []
