"""Every text has its translation, and no placeholder gets lost on the way."""

from __future__ import annotations

import re
import shutil
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from gui import translations
from gui.translations import (
    LANGUAGES,
    install_language,
    language_for,
    text_files,
    translations_folder,
    unfinished,
)

TEXTS = translations_folder() / "zh_TW"
PLACEHOLDER = re.compile(r"\{\w*\}|%n|%\d")


def messages(folder: Path) -> dict[tuple[str, str], str]:
    """The texts of every room; a text that two rooms have must mean the same in both."""
    found: dict[tuple[str, str], str] = {}
    for path in sorted(folder.glob("*.ts")):
        for context in ElementTree.parse(path).iter("context"):
            for message in context.iter("message"):
                translation = message.find("translation")
                assert translation is not None
                key = context.findtext("name", ""), message.findtext("source", "")
                text = "".join(translation.itertext())
                assert found.setdefault(key, text) == text, key
    return found


def test_every_text_in_the_source_is_translated(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Collects the texts anew: a sentence added without its translation fails here."""
    shutil.copytree(TEXTS, tmp_path / "zh_TW")
    monkeypatch.setattr(translations, "translations_folder", lambda: tmp_path)
    assert translations.main() == 0
    assert not [text for path in (tmp_path / "zh_TW").glob("*.ts") for text in unfinished(path)]
    assert messages(tmp_path / "zh_TW") == messages(TEXTS), "run `python -m gui.translations`"


def test_every_room_has_a_file_of_texts() -> None:
    assert set(text_files("zh_TW").values()) == set(TEXTS.glob("*.ts"))


def test_an_unfinished_text_is_found(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    tree = ElementTree.parse(TEXTS / "window.ts")
    first = next(tree.iter("translation"))
    first.text, first.attrib["type"] = None, "unfinished"
    tree.write(tmp_path / "zh_TW.ts", encoding="utf-8")
    assert len(unfinished(tmp_path / "zh_TW.ts")) == 1


def test_every_text_has_a_context_that_is_asked_for_at_run_time() -> None:
    assert all(context for context, _ in messages(TEXTS))


def test_placeholders_survive() -> None:
    wrong = {
        source: translation
        for (_, source), translation in messages(TEXTS).items()
        if sorted(PLACEHOLDER.findall(source)) != sorted(PLACEHOLDER.findall(translation))
    }
    assert not wrong


def test_texts_are_traditional_chinese() -> None:
    """No sentence left in English, none in simplified characters."""
    simplified = set("训练学习数据标检损显图户设务项点库缓载输进这还没时间开关")
    for (_, source), translation in messages(TEXTS).items():
        assert not simplified & set(translation), translation
        if len(source.split()) > 4:
            assert re.search(r"[\u4e00-\u9fff]", translation), source


def test_the_compiled_file_is_that_of_the_texts(qapp: QApplication) -> None:
    translator = QTranslator()
    assert translator.load("zh_TW", str(translations_folder()))
    for (context, source), translation in messages(TEXTS).items():
        assert translator.translate(context, source) == translation, "run `python -m gui.translations`"


def test_languages_are_chosen_by_name_and_by_the_system(monkeypatch: pytest.MonkeyPatch) -> None:
    assert set(LANGUAGES) == {"en", "zh_TW"}
    assert language_for("zh_TW") == "zh_TW"
    assert language_for("en") == "en"
    assert language_for("xx") == "en"
    for system, language in (("zh_TW", "zh_TW"), ("zh_HK", "zh_TW"), ("de_DE", "en"), ("zh_CN", "en")):
        monkeypatch.setattr(QLocale, "system", staticmethod(lambda name=system: QLocale(name)))
        assert language_for("") == language


def test_a_language_can_be_put_on_and_off(qapp: QApplication) -> None:
    before = QLocale()
    installed = install_language(qapp, "zh_TW")
    try:
        assert QCoreApplication.translate("Pages", "Training") == "訓練"
    finally:
        for translator in installed:
            qapp.removeTranslator(translator)
        QLocale.setDefault(before)
    assert QCoreApplication.translate("Pages", "Training") == "Training"
