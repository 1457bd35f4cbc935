"""Tokens, emphasis and what the text encoder makes of them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from transformers import CLIPTextModel

from core.trainer.conditioning import Tokenizer, Tokens, encode
from core.trainer.prompt_weights import parse_weights
from core.trainer.tokenizer import load_tokenizer, shipped_merges, vocabulary

START, END = 49406, 49407


@pytest.fixture(scope="module")
def clip() -> Any:
    return load_tokenizer()


@pytest.fixture(scope="module")
def text_encoder(tiny_model: Path) -> Any:
    return CLIPTextModel.from_pretrained(str(tiny_model / "text_encoder")).eval()


def test_the_shipped_vocabulary_gives_clips_token_ids(clip: Any) -> None:
    """Ids as openai/clip-vit-large-patch14 gives them."""
    assert clip("a photo of a cat").input_ids == [START, 320, 1125, 539, 320, 2368, END]
    assert clip("A  Photo of a DOG").input_ids == [START, 320, 1125, 539, 320, 1929, END]
    assert clip("hello world!").input_ids == [START, 3306, 1002, 256, END]
    assert (len(clip), clip.pad_token_id, clip.model_max_length) == (49408, END, 77)
    words = vocabulary(shipped_merges())
    assert (words["!"], words["a</w>"], words["the</w>"], words["<|startoftext|>"]) == (0, 320, 518, START)


def test_a_tokenizer_folder_comes_first(clip: Any, tmp_path: Path) -> None:
    clip.save_pretrained(tmp_path / "openai_clip-vit-large-patch14")
    assert load_tokenizer(tmp_path)("a cat").input_ids == [START, 320, 2368, END]


def test_one_chunk_is_start_tokens_end_and_padding(clip: Any) -> None:
    ids = Tokenizer(clip)(["a cat", ""]).ids
    assert ids.shape == (2, 1, 77)
    assert ids[0, 0, :4].tolist() == [START, 320, 2368, END]
    assert ids[1, 0].tolist() == [START] + [END] * 76


def test_long_captions_fill_chunks_with_ends_of_their_own(clip: Any) -> None:
    """As sd-scripts library/strategy_base.py, _get_input_ids, does it for v1."""
    caption = " ".join(["cat"] * 100)
    cut = Tokenizer(clip)([caption]).ids
    assert cut[0, 0].tolist() == [START, *[2368] * 75, END]
    both = Tokenizer(clip, 2)([caption]).ids
    assert both.shape == (1, 2, 77)
    assert both[0, 0].tolist() == [START, *[2368] * 75, END]
    assert both[0, 1].tolist() == [START, *[2368] * 25, *[END] * 51]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("normal text", [("normal text", 1.0)]),
        ("an (important) word", [("an ", 1.0), ("important", 1.1), (" word", 1.0)]),
        ("(unbalanced", [("unbalanced", 1.1)]),
        (r"\(literal\]", [("(literal]", 1.0)]),
        ("(unnecessary)(parens)", [("unnecessaryparens", 1.1)]),
        ("a (hill:0.5), [on]", [("a ", 1.0), ("hill", 0.5), (", ", 1.0), ("on", 1 / 1.1)]),
        ("(((sky)))", [("sky", 1.1**3)]),
        ("", [("", 1.0)]),
    ],
)
def test_emphasis(text: str, parts: list[tuple[str, float]]) -> None:
    found = parse_weights(text)
    assert [part for part, _ in found] == [part for part, _ in parts]
    assert [weight for _, weight in found] == pytest.approx([weight for _, weight in parts])


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="ab ()[]:\\.1,", max_size=40))
def test_emphasis_never_fails_and_plain_text_stays(text: str) -> None:
    parts = parse_weights(text)
    assert parts
    if not set(text) & set("()[]\\"):
        assert "".join(part for part, _ in parts) == text


def test_chunks_are_joined_with_one_start_and_one_end(clip: Any, text_encoder: Any) -> None:
    tokens = Tokenizer(clip, 3)([" ".join(["cat"] * 160), "dog"])
    with torch.no_grad():
        joined = encode(text_encoder, tokens)
        chunks = text_encoder(tokens.ids[0]).last_hidden_state
    assert joined.shape == (2, 227, 64)
    assert torch.allclose(joined[0, :76], chunks[0, :76], atol=1e-5)
    assert torch.allclose(joined[0, 76:151], chunks[1, 1:76], atol=1e-5)
    assert torch.allclose(joined[0, -1], chunks[2, -1], atol=1e-5)


def test_clip_skip_counts_layers_from_the_end(clip: Any, text_encoder: Any) -> None:
    tokens = Tokenizer(clip)(["a cat"])
    with torch.no_grad():
        full, first, second = (encode(text_encoder, tokens, skip) for skip in (None, 1, 2))
        shorter = CLIPTextModel(text_encoder.config)
        shorter.load_state_dict(text_encoder.state_dict())
        shorter.encoder.layers = shorter.encoder.layers[:-1]
        expected = shorter.eval()(tokens.ids[0]).last_hidden_state
    assert torch.allclose(full, first, atol=1e-6)
    assert torch.allclose(second, expected, atol=1e-6)
    assert not torch.allclose(full, second, atol=1e-3)


def test_weights_scale_their_tokens_alone(clip: Any, text_encoder: Any) -> None:
    weighted = Tokenizer(clip, weighted=True)(["a (cat:1.5) here"])
    with torch.no_grad():
        plain = encode(text_encoder, Tokens(weighted.ids))
        scaled = encode(text_encoder, weighted)
        kept = encode(text_encoder, weighted, keep_mean=True)
    assert torch.allclose(scaled[0, 2], plain[0, 2] * 1.5, atol=1e-6)
    assert torch.equal(scaled[0, 3:], plain[0, 3:])
    assert torch.isfinite(kept).all()


def test_emphasis_can_keep_the_mean(clip: Any) -> None:
    class Brighter:
        """A text encoder whose states have a mean that is not zero, as CLIP's have."""

        def __call__(self, ids: torch.Tensor) -> tuple[torch.Tensor]:
            return (torch.linspace(-1, 2, ids.numel() * 4).reshape(*ids.shape, 4),)

    tokens = Tokenizer(clip, weighted=True)(["a (cat:1.5) here", "plain"])
    plain = encode(Brighter(), Tokens(tokens.ids))
    kept = encode(Brighter(), tokens, keep_mean=True)
    assert torch.allclose(kept.mean(dim=(1, 2)), plain.mean(dim=(1, 2)), atol=1e-5)
    assert not torch.equal(kept[0], plain[0])
    assert torch.equal(kept[1], plain[1])
