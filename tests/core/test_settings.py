from __future__ import annotations

import json
from pathlib import Path

import pytest

from core.errors import FileError
from core.settings import Settings, Theme, read_or_set_aside, read_settings, write_settings


def test_settings_come_back_and_keys_of_a_newer_version_stay(tmp_path: Path) -> None:
    path = tmp_path / "config" / "settings.json"
    assert read_settings(path) == Settings()
    changed = Settings(theme=Theme.DARK, language="zh_TW", window="abc", other={"future": [1]}).with_project(tmp_path)
    write_settings(path, changed)
    assert read_settings(path) == changed
    assert json.loads(path.read_text())["future"] == [1]


def test_values_without_sense_become_the_default(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.write_text('{"theme": "pink", "recent_projects": 7}')
    assert read_settings(path) == Settings()


@pytest.mark.parametrize("text", ["{", "[]", "\x00"])
def test_a_damaged_file_is_told_and_left(tmp_path: Path, text: str) -> None:
    path = tmp_path / "settings.json"
    path.write_text(text)
    with pytest.raises(FileError, match="damaged"):
        read_settings(path)
    assert path.read_text() == text


def test_projects_are_listed_once_the_latest_first() -> None:
    settings = Settings()
    for number in (*range(20), 15):
        settings = settings.with_project(Path(f"/p{number}"))
    assert settings.recent_projects[:2] == ("/p15", "/p19")
    assert len(settings.recent_projects) == len(set(settings.recent_projects)) == 12


def test_a_damaged_file_can_be_set_aside(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.write_text("{")
    settings, aside = read_or_set_aside(path)
    assert settings == Settings()
    assert aside is not None
    assert aside.read_text() == "{"
    assert not path.exists()
    assert read_or_set_aside(path) == (Settings(), None)
