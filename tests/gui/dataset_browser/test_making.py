"""What the page makes of pictures: captions by a real tagger, and new files beside the old ones."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PIL import Image
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from gui.app import Program
from gui.dataset_browser.page import DatasetPage
from gui.dataset_browser.tagger_dialog import SETTING, TaggerDialog
from tests.core.dataset.tiny_tagger import write_tagger
from tests.gui.dataset_browser.conftest import opened

LEFT = Qt.MouseButton.LeftButton


def coloured(folder: Path) -> Path:
    folder.mkdir()
    for name, colour in (("blue", "#0000ff"), ("green", "#00ff00"), ("white", "#ffffff")):
        Image.new("RGB", (60, 40), colour).save(folder / f"{name}.png")
    (folder / "green.txt").write_text("meadow")
    return folder


def dialog_for(qtbot: QtBot, page: DatasetPage, tagger: Path, mode: str) -> TaggerDialog:
    page.browser.grid.selectAll()
    dialog = page.dialogs.caption_automatically()
    assert dialog is not None
    dialog.folder.setText(str(tagger))
    dialog.general.setValue(0.5)
    dialog.mode.setCurrentIndex(dialog.mode.findData(mode))
    dialog.in_front.setText("sks thing")
    return dialog


def test_a_tagger_writes_captions_after_they_were_seen(
    qtbot: QtBot, empty_page: DatasetPage, program: Program, tmp_path: Path, qtmodeltester: Any
) -> None:
    folder = coloured(tmp_path / "colours")
    page = opened(qtbot, empty_page, folder)
    dialog = dialog_for(qtbot, page, write_tagger(tmp_path / "tagger"), "missing")
    assert not dialog.apply.isEnabled()
    qtbot.mouseClick(dialog.start, LEFT)
    qtbot.waitUntil(lambda: dialog.model.rowCount() == 2 and not dialog.running, timeout=60000)
    qtmodeltester.check(dialog.model, force_py=True)
    assert not (folder / "blue.txt").exists()
    qtbot.waitUntil(dialog.apply.isEnabled)
    qtbot.mouseClick(dialog.apply, LEFT)
    qtbot.waitUntil(lambda: (folder / "blue.txt").exists() and not page.session.writing, timeout=10000)
    written = (folder / "blue.txt").read_text()
    assert written.startswith("sks thing, miku (blue), blue sky")
    assert (folder / "green.txt").read_text() == "meadow"
    kept = program.services.preferences.settings.other[SETTING]
    assert (kept["folder"], kept["general"]) == (str(tmp_path / "tagger"), 0.5)
    page.commands.undo()
    qtbot.waitUntil(lambda: not (folder / "blue.txt").exists())


def test_a_folder_without_a_tagger_is_told(qtbot: QtBot, page: DatasetPage, tmp_path: Path) -> None:
    dialog = dialog_for(qtbot, page, tmp_path, "replace")
    qtbot.mouseClick(dialog.start, LEFT)
    assert "model.onnx" in dialog.problem.text()
    assert not dialog.running
    dialog.reject()


def test_crops_turns_and_sizes_are_new_files(qtbot: QtBot, page: DatasetPage, project: Path) -> None:
    data = page.session.data
    assert data is not None
    image = next(image for image in range(14) if data.library.size(image) == (512, 768))
    source = Path(data.library.path(image))
    before, found = source.read_bytes(), data.library.assignment(image)
    assert found is not None
    page.browser.go_to(image)
    for name, suffix in (("crop", "crop"), ("resize", "resized"), ("rotate-left", "turned")):
        made = source.with_stem(f"{source.stem}_{suffix}")
        page.commands.transform(name, [image])
        qtbot.waitUntil(made.exists, timeout=10000)
    assert source.read_bytes() == before
    caption = source.with_suffix(".txt").read_bytes()
    assert source.with_name(f"{source.stem}_crop.txt").read_bytes() == caption
    with Image.open(source.with_stem(f"{source.stem}_crop")) as crop:
        assert abs(crop.width / crop.height - found.bucket[0] / found.bucket[1]) < 0.01
    with Image.open(source.with_stem(f"{source.stem}_resized")) as resized:
        assert resized.size == found.resized
    with Image.open(source.with_stem(f"{source.stem}_turned")) as turned:
        assert turned.size == (768, 512)
    qtbot.waitUntil(lambda: page.browser.model.rowCount() == 17, timeout=15000)
    qtbot.waitUntil(lambda: page.session.complete, timeout=15000)
