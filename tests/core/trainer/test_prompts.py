"""Prompt files."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from core.errors import ConfigError
from core.trainer.prompts import SamplePrompt, read_prompts


def test_a_text_file_with_flags(tmp_path: Path) -> None:
    path = tmp_path / "prompts.txt"
    path.write_text(
        "# comment\n\na cat --n blurry, bad --W 513 --h 700 --d 42 --s 5000 --l 3.5 --ss euler_a\nplain\n",
        encoding="utf-8",
    )
    assert read_prompts(path) == (
        SamplePrompt(0, "a cat", "blurry, bad", 512, 696, 42, 1000, 3.5, "euler_a"),
        SamplePrompt(1, "plain"),
    )


def test_toml_and_json_say_the_same(tmp_path: Path) -> None:
    (tmp_path / "p.toml").write_text('[prompt]\nwidth = 64\nscale = 5\n[[prompt.subset]]\nprompt = "a"\nseed = 1\n')
    entries = ["a --w 64 --l 5 --d 1", {"prompt": "a", "width": 64, "scale": 5, "seed": 1}]
    (tmp_path / "p.json").write_text(json.dumps(entries))
    (toml,) = read_prompts(tmp_path / "p.toml")
    line, table = read_prompts(tmp_path / "p.json")
    assert toml == line == SamplePrompt(0, "a", width=64, scale=5.0, seed=1)
    assert table == SamplePrompt(1, "a", width=64, scale=5.0, seed=1)


@pytest.mark.parametrize(
    ("name", "text", "wanted"),
    [
        ("p.txt", "", "holds no prompt"),
        ("p.txt", "a --cn image.png", "--cn"),
        ("p.txt", "a --w wide", "--w wide"),
        ("p.txt", "a --l 1.2.3", "scale"),
        ("p.txt", "a --ss lms", "lms"),
        ("p.toml", "prompt = 1", "cannot be read"),
        ("p.json", '{"a": 1}', "cannot be read"),
        ("p.json", '[{"prompts": "a"}]', "prompts"),
        ("p.md", "a", "cannot be read"),
    ],
)
def test_what_cannot_be_meant_is_refused(tmp_path: Path, name: str, text: str, wanted: str) -> None:
    (tmp_path / name).write_text(text)
    with pytest.raises(ConfigError, match=wanted):
        read_prompts(tmp_path / name)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"none\.txt"):
        read_prompts(tmp_path / "none.txt")
