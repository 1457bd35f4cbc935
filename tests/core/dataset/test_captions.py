"""Captions against what the real sd-scripts read and made of them, draw by draw."""

from __future__ import annotations

import base64
import random
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.config.dataset_config import SubsetSettings
from core.dataset.captions import caption_files, caption_for_step, load_caption, parse_caption, tag_frequency
from tests.core.oracle import oracle

CASES = [pytest.param(case, id=case["id"]) for case in oracle("captions")["cases"]]


def subset_of(case: dict[str, Any]) -> SubsetSettings:
    return SubsetSettings(**{"image_dir": "images", **case["subset"]})


@pytest.mark.parametrize("case", CASES)
def test_as_sd_scripts(case: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "images"
    folder.mkdir()
    for name, content in case["files"].items():
        data = base64.b64decode(content["base64"]) if "base64" in content else content["text"].encode()
        (folder / name).write_bytes(data)
    subset = subset_of(case)
    loaded = load_caption(f"images/{case['image_file']}", subset, str(tmp_path))
    if "error" in case:
        expected = {"UnicodeDecodeError": "not-utf8", "AssertionError": "empty"}[case["error"]]
        assert loaded.problem == expected
        assert loaded.file is not None
        return
    assert loaded.problem is None
    assert loaded.text == case["caption_loaded"]
    assert tag_frequency([loaded.text]) == case["tag_frequency"]
    state = case.get("state", {})
    at = {
        "epoch": state.get("current_epoch", 0),
        "step": state.get("current_step", 0),
        "max_train_steps": state.get("max_train_steps", 0),
    }
    seeds = case.get("caption_for_training_by_seed") or {str(seed): case["caption_for_training"] for seed in range(3)}
    for seed, expected in seeds.items():
        assert caption_for_step(loaded.text, subset, random.Random(int(seed)), **at) == expected, seed


def test_a_zero_byte_caption_is_a_problem() -> None:
    assert parse_caption(b"", all_lines=False) == ("", "empty")


def test_folder_names_count_as_parts_of_the_name() -> None:
    assert caption_files("my_big_data_set/cat_1.png", ".txt") == ("my_big_data_set/cat_1.txt", "my.txt")
    assert caption_files("cat_1_2_3.png", ".txt") == ("cat_1_2_3.txt",)


texts = st.text(max_size=60)
subsets = st.builds(
    SubsetSettings,
    image_dir=st.just("x"),
    shuffle_caption=st.booleans(),
    keep_tokens=st.integers(-2, 6),
    keep_tokens_separator=st.sampled_from([None, "", "|||"]),
    secondary_separator=st.sampled_from([None, ";;;"]),
    caption_separator=st.sampled_from([",", " ", ";"]),
    enable_wildcard=st.booleans(),
    caption_prefix=st.sampled_from([None, "", "photo of"]),
    caption_suffix=st.sampled_from([None, "masterpiece"]),
    caption_dropout_rate=st.sampled_from([0.0, 0.5, 1.0]),
    caption_tag_dropout_rate=st.sampled_from([0.0, 0.3, 1.0]),
    token_warmup_step=st.sampled_from([0, 0.5, 10]),
)


@given(texts, subsets, st.integers(0, 9), st.integers(0, 50))
def test_any_caption_gives_a_text_and_the_same_seed_gives_it_again(
    caption: str, subset: SubsetSettings, seed: int, step: int
) -> None:
    first = caption_for_step(caption, subset, random.Random(seed), step=step, max_train_steps=50)
    assert isinstance(first, str)
    assert caption_for_step(caption, subset, random.Random(seed), step=step, max_train_steps=50) == first


tags = st.lists(st.text("abcdefg ", min_size=1, max_size=5).map(str.strip).filter(bool), min_size=1, max_size=8)


@given(tags, st.integers(0, 8), st.integers(0, 99))
def test_shuffling_keeps_every_tag_and_the_first_ones_in_place(words: list[str], keep: int, seed: int) -> None:
    subset = SubsetSettings(image_dir="x", shuffle_caption=True, keep_tokens=keep)
    shuffled = caption_for_step(", ".join(words), subset, random.Random(seed)).split(", ")
    assert sorted(shuffled) == sorted(words)
    assert shuffled[:keep] == words[:keep]


@given(st.binary(max_size=80), st.booleans())
def test_any_bytes_are_read_or_refused(data: bytes, all_lines: bool) -> None:
    text, problem = parse_caption(data, all_lines=all_lines)
    assert problem in (None, "empty", "not-utf8")
    assert problem is None or text == ""
    assert text == text.strip()


@given(st.lists(texts, max_size=5))
def test_tag_frequency_counts_every_tag_once(captions: list[str]) -> None:
    counted = tag_frequency(captions)
    assert sum(counted.values()) == sum(1 for caption in captions for tag in caption.split(",") if tag.strip())
    assert all(tag == tag.strip() for tag in counted)
