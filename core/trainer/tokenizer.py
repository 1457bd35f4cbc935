"""CLIP's tokenizer, without the network."""

from __future__ import annotations

import functools
from pathlib import Path
from typing import Any

from core.errors import FileError
from core.paths import resources_folder

CACHE_NAME = "openai_clip-vit-large-patch14"
"""The folder that sd-scripts looks for below `tokenizer_cache_dir` (library/strategy_base.py: `_load_tokenizer`)."""
CHUNK = 77
"""Tokens that CLIP reads at once, start and end included."""
_START, _END = "<|startoftext|>", "<|endoftext|>"


def load_tokenizer(cache_dir: Path | None = None, model: Path | None = None) -> Any:
    """The `CLIPTokenizer` of `tokenizer_cache_dir`, else of the diffusers folder `model`, else the shipped vocabulary.

    Raises:
        FileError: a tokenizer folder is there and cannot be read.
    """
    from transformers import CLIPTokenizer

    candidates = [cache_dir / CACHE_NAME] if cache_dir else []
    if model is not None:
        candidates.append(model / "tokenizer")
    for folder in candidates:
        if not folder.is_dir():
            continue
        try:
            return CLIPTokenizer.from_pretrained(str(folder), local_files_only=True)
        except (OSError, ValueError) as error:
            raise FileError(
                f"The tokenizer in {folder} cannot be read: {error}",
                "Remove that folder (the program has a tokenizer of its own), or put a complete one there.",
            ) from error
    merges = shipped_merges()
    return CLIPTokenizer(vocab=vocabulary(merges), merges=list(merges), model_max_length=CHUNK)


@functools.cache
def shipped_merges() -> tuple[tuple[str, str], ...]:
    """The pairs that CLIP joins, the most urgent first."""
    text = (resources_folder() / "tokenizer" / "clip_bpe_merges.txt").read_text(encoding="utf-8")
    pairs = (line.split(" ") for line in text.splitlines())
    return tuple((first, second) for first, second in pairs)


def vocabulary(merges: tuple[tuple[str, str], ...]) -> dict[str, int]:
    """Token -> id: 256 byte symbols, the same with `</w>`, one token a merge, then start and end.

    The order is that of OpenAI's CLIP (clip/simple_tokenizer.py).
    """
    symbols = _byte_symbols()
    tokens = [*symbols, *(symbol + "</w>" for symbol in symbols), *(a + b for a, b in merges), _START, _END]
    return {token: index for index, token in enumerate(tokens)}


def _byte_symbols() -> list[str]:
    """A printable character for each byte: bytes that print stand for themselves, the rest follow from U+0100."""
    printable = [*range(ord("!"), ord("~") + 1), *range(ord("¡"), ord("¬") + 1), *range(ord("®"), ord("ÿ") + 1)]
    shifted = 256 - len(printable)
    return [chr(byte) for byte in printable] + [chr(0x100 + index) for index in range(shifted)]
