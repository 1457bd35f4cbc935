"""Subset cards: what lies in the folders, one-line edits, adding by button and by dropping, order."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from gui.config_editor.dataset_pane import DatasetPane
from gui.config_editor.dataset_values import dataset_views, parse_resolution, resolution_text
from gui.config_editor.editing_session import Document, EditingSession
from gui.config_editor.subset_card import SubsetCard
from gui.services import Services
from tests.gui.config_plan.projects import DATASET, write_images


@pytest.fixture
def pane(qtbot: QtBot, opened: EditingSession, services: Services) -> DatasetPane:
    made = DatasetPane(opened, services)
    qtbot.addWidget(made)
    made.resize(720, 700)
    made.show()
    qtbot.waitUntil(lambda: first(made).images.text() == "7 images", timeout=20_000)
    return made


def first(pane: DatasetPane) -> SubsetCard:
    return pane.cards[0].subsets[0]


def changed_lines(before: str, after: str) -> list[tuple[str, str]]:
    pairs = list(zip(before.split("\n"), after.split("\n"), strict=True))
    return [(old.strip(), new.strip()) for old, new in pairs if old != new]


def drop(pane: DatasetPane, *paths: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    place, action = QPointF(pane.rect().center()), Qt.DropAction.CopyAction
    pane.dropEvent(QDropEvent(place, action, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier))


def test_a_card_says_what_lies_in_the_folder(qtbot: QtBot, pane: DatasetPane) -> None:
    card = first(pane)
    assert card.name.text() == "knight"
    assert card.captions.text() == "all with a caption"
    assert card.repeats.value() == 2
    assert card.class_tokens.text() == "sks knight"
    assert card.extension.currentText() == ".txt", "from [general]"
    assert not card.up.isEnabled()
    assert not card.down.isEnabled()
    assert len(card.strip.shown) == 7
    qtbot.waitUntil(lambda: pane._thumbnails.get(card.strip.shown[0]) is not None, timeout=20_000)
    side = card.strip.grab().toImage().pixelColor(28, 28)
    assert (side.red(), side.green(), side.blue()) == (0x33, 0x55, 0x77), "the picture itself is drawn"


def test_each_change_is_one_line_and_one_step(qtbot: QtBot, pane: DatasetPane, opened: EditingSession) -> None:
    before, card, dataset = opened.dataset.text, first(pane), pane.cards[0]
    card.repeats.setValue(5)
    assert changed_lines(before, opened.dataset.text) == [
        ("num_repeats = 2              # few pictures", "num_repeats = 5              # few pictures")
    ]
    opened.undo()
    assert opened.dataset.text == before
    assert card.repeats.value() == 2
    card.class_tokens.setFocus()
    card.class_tokens.selectAll()
    qtbot.keyClicks(card.class_tokens, "ohwx")
    assert changed_lines(before, opened.dataset.text) == [('class_tokens = "sks knight"', 'class_tokens = "ohwx"')]
    opened.undo()
    assert opened.dataset.text == before, "typing in one place is one step"
    dataset.batch_size.setValue(4)
    assert changed_lines(before, opened.dataset.text) == [("batch_size = 2", "batch_size = 4")]
    opened.undo()
    dataset.resolution.setText("512x768")
    dataset.resolution.textEdited.emit("512x768")
    assert changed_lines(before, opened.dataset.text) == [("resolution = 512", "resolution = [512, 768]")]
    opened.undo()
    dataset.enable_bucket.click()
    assert changed_lines(before, opened.dataset.text) == [("enable_bucket = true", "enable_bucket = false")]
    assert not dataset.steps.isEnabled()


def test_what_makes_no_sense_is_not_written(pane: DatasetPane, opened: EditingSession) -> None:
    before = opened.dataset.text
    pane.cards[0].resolution.textEdited.emit("big")
    assert opened.dataset.text == before
    assert pane.cards[0].resolution.property("tone") == "error"


def test_missing_captions_are_told_and_another_extension_offered(
    qtbot: QtBot, pane: DatasetPane, opened: EditingSession, project: Path
) -> None:
    card = first(pane)
    folder = project / "images" / "knight"
    (folder / "003.txt").unlink()
    opened.check_soon()
    qtbot.waitUntil(lambda: card.captions.text() == "1 without a caption", timeout=20_000)
    for path in folder.glob("*.txt"):
        path.rename(path.with_suffix(".caption"))
    opened.check_soon()
    qtbot.waitUntil(lambda: card.captions.text() == "no captions found", timeout=20_000)
    assert card.use_other.text() == "Use the 6 .caption files"
    qtbot.mouseClick(card.use_other, Qt.MouseButton.LeftButton)
    assert 'caption_extension = ".caption"' in opened.dataset.text
    assert 'caption_extension = ".txt"' in opened.dataset.text, "[general] stays as it is"
    qtbot.waitUntil(lambda: card.captions.text() == "1 without a caption", timeout=20_000)


def test_folders_are_added_by_button_and_by_dropping(
    qtbot: QtBot, pane: DatasetPane, opened: EditingSession, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = opened.dataset.text
    write_images(tmp_path / "forest", 3, captions=False)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path / "forest"))
    qtbot.mouseClick(pane.cards[0].add, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(pane.cards[0].subsets) == 2, timeout=20_000)
    assert opened.dataset.text.startswith(before.rstrip("\n"))
    qtbot.waitUntil(lambda: pane.cards[0].subsets[1].images.text() == "3 images", timeout=20_000)
    assert pane.cards[0].subsets[1].captions.text() == "no captions found"
    write_images(tmp_path / "set" / "10_ohwx man", 2)
    write_images(tmp_path / "set" / "1_man", 2)
    drop(pane, tmp_path / "set")
    qtbot.waitUntil(lambda: len(pane.cards[0].subsets) == 4, timeout=20_000)
    views = dataset_views(opened.reading(Document.DATASET).data)
    added = views[0].subsets[3]
    assert (added.value("num_repeats"), added.value("class_tokens")) == (1, "man")
    assert views[0].subsets[2].value("num_repeats") == 10
    opened.undo()
    assert len(pane.cards[0].subsets) == 2, "what is dropped at once is one step"
    opened.undo()
    assert opened.dataset.text == before


def test_a_folder_without_images_is_refused(
    qtbot: QtBot, pane: DatasetPane, opened: EditingSession, tmp_path: Path
) -> None:
    before = opened.dataset.text
    (tmp_path / "empty").mkdir()
    drop(pane, tmp_path / "empty")
    qtbot.waitUntil(pane.notice.isVisible, timeout=20_000)
    assert "no images" in pane.notice.text
    assert opened.dataset.text == before


def test_subsets_change_places_and_go(qtbot: QtBot, pane: DatasetPane, opened: EditingSession, tmp_path: Path) -> None:
    write_images(tmp_path / "forest", 3)
    pane.add_folders([tmp_path / "forest"])
    qtbot.waitUntil(lambda: len(pane.cards[0].subsets) == 2, timeout=20_000)
    names = lambda: [card.name.text() for card in pane.cards[0].subsets]  # noqa: E731
    assert names() == ["knight", "forest"]
    qtbot.mouseClick(pane.cards[0].subsets[1].up, Qt.MouseButton.LeftButton)
    assert names() == ["forest", "knight"]
    assert "num_repeats = 2              # few pictures" in opened.dataset.text
    qtbot.mouseClick(pane.cards[0].subsets[0].down, Qt.MouseButton.LeftButton)
    assert names() == ["knight", "forest"]
    qtbot.mouseClick(pane.cards[0].subsets[0].remove, Qt.MouseButton.LeftButton)
    assert names() == ["forest"]
    assert (tmp_path / "forest" / "000.png").exists()
    opened.undo()
    assert names() == ["knight", "forest"]


def test_an_empty_document_gets_its_first_dataset(
    qtbot: QtBot, pane: DatasetPane, opened: EditingSession, tmp_path: Path
) -> None:
    opened.set_text(Document.DATASET, "", "cleared")
    assert not pane.cards
    assert "No dataset yet" in pane._nothing.text()
    write_images(tmp_path / "5_ohwx dog", 2)
    drop(pane, tmp_path / "5_ohwx dog")
    qtbot.waitUntil(lambda: len(pane.cards) == 1, timeout=20_000)
    view = pane.views[0]
    assert view.table.value("resolution") == 512
    assert view.subsets[0].value("num_repeats") == 5
    assert view.subsets[0].value("caption_extension") == ".txt"


def test_a_broken_document_is_shown_as_text(qtbot: QtBot, pane: DatasetPane, opened: EditingSession) -> None:
    opened.set_text(Document.DATASET, DATASET + "\nbroken = [\n", "typed")
    assert not pane.cards
    assert "cannot be read" in pane._nothing.text()
    with qtbot.waitSignal(opened.revealed):
        qtbot.mouseClick(pane.show_text, Qt.MouseButton.LeftButton)
    opened.undo()
    assert len(pane.cards) == 1


def test_two_datasets_have_their_own_settings(pane: DatasetPane, opened: EditingSession) -> None:
    opened.set_text(
        Document.DATASET,
        "[general]\nbatch_size = 2\n[[datasets]]\nresolution = 512\n[[datasets]]\nresolution = 768\n",
        "two",
    )
    assert [card.title.text() for card in pane.cards] == ["Dataset 1", "Dataset 2"]
    pane.cards[1].batch_size.setValue(8)
    assert "[general]\nbatch_size = 2" in opened.dataset.text
    assert opened.dataset.text.endswith("resolution = 768\nbatch_size = 8\n")
    pane.cards[0].removed.emit()
    assert [view.table.value("resolution") for view in pane.views] == [768]


@pytest.mark.parametrize(
    ("text", "value"),
    [("512", 512), ("512×768", [512, 768]), ("512, 768", [512, 768]), ("640x640", 640), ("", None), ("0", None)],
)
def test_resolutions(text: str, value: object) -> None:
    assert parse_resolution(text) == value
    if value is not None:
        assert parse_resolution(resolution_text(value)) == value
