"""The domain's messages find their translations by their patterns."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtWidgets import QApplication

from core.errors import FileError
from core.files import write_bytes
from gui.core_templates import core_sentences, sentences
from gui.core_texts import PLACE, CoreTexts, core_text_file, read_texts, spoken
from gui.translations import install_language

TEXTS = CoreTexts(
    {
        "There is no {path}.": "找不到 {path}。",
        "There is no {name} in {folder}.": "{folder} 裡沒有 {name}。",
        "Choose another folder.": "請選擇其他資料夾。",
        "mixed_precision is {value}: {reason}.": "mixed_precision 為 {value}：{reason}。",
        "nobody has looked": "還沒有人看過",
        "{count} of {total} files": "{total} 個檔案中的 {count} 個",
    }
)


def test_a_sentence_without_values() -> None:
    assert TEXTS.translated("Choose another folder.") == "請選擇其他資料夾。"


def test_values_go_to_their_places() -> None:
    assert TEXTS.translated("There is no /data/訓練/a b.png.") == "找不到 /data/訓練/a b.png。"
    assert TEXTS.translated("3 of 12 files") == "12 個檔案中的 3 個"


def test_the_pattern_that_says_more_is_taken() -> None:
    assert TEXTS.translated("There is no model in /x.") == "/x 裡沒有 model。"


def test_values_that_are_sentences_themselves_are_translated_too() -> None:
    assert TEXTS.translated("mixed_precision is fp16: nobody has looked.") == "mixed_precision 為 fp16：還沒有人看過。"


def test_several_sentences_and_lines() -> None:
    text = "There is no x. Choose another folder.\nNothing known. Choose another folder."
    assert TEXTS.translated(text) == "找不到 x。請選擇其他資料夾。\nNothing known. 請選擇其他資料夾。"


@given(st.text())
def test_what_nobody_has_translated_stays(text: str) -> None:
    assert CoreTexts({"Never {there}!?": "x"}).translated(text) == text or text.startswith("Never ")


SOURCE = '''
"""Documentation with words in it."""
_log.info("a record of the log")
raise AppError(f"Could not write {path}: {error.strerror or error}.", "Free some space" + " now or later")
database.execute("SELECT line FROM event WHERE id > ?")
KEY = "batch_size"
'''


def test_what_the_source_says_to_people_is_collected() -> None:
    assert set(sentences(SOURCE)) == {
        "Could not write {path}: {error.strerror or error}.",
        "Free some space",
        "now or later",
    }


def test_all_that_the_domain_says_is_translated() -> None:
    texts = read_texts(core_text_file("zh_TW"))
    missing = set(core_sentences()) - set(texts)
    assert not missing, "run `python -m gui.core_templates`, and translate what it names"
    simplified = set("训练学习数据标检损显图户设务项点库缓载输进这还没时间开关")
    for source, text in texts.items():
        assert sorted(PLACE.findall(source)) == sorted(PLACE.findall(text)), source
        assert not simplified & set(text), text


def test_real_errors_speak_chinese(qapp: QApplication, tmp_path: Path) -> None:
    installed = install_language(qapp, "zh_TW")
    try:
        (tmp_path / "file").write_bytes(b"")
        with pytest.raises(FileError) as caught:
            write_bytes(tmp_path / "file" / "x.toml", b"")
        said = spoken(caught.value.message)
        assert said.startswith("無法寫入"), said
        assert "x.toml" in said
    finally:
        for translator in installed:
            qapp.removeTranslator(translator)
