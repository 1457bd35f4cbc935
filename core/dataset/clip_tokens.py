"""How many tokens CLIP makes of a caption, without loading a tokenizer library."""

from __future__ import annotations

import functools
import itertools
import re
import unicodedata

from core.paths import resources_folder

LIMIT = 75
"""Tokens that CLIP reads at once besides start and end; sd-scripts cuts there unless max_token_length is raised."""
_END = "</w>"
_WORDS = re.compile(
    r"<\|startoftext\|>|<\|endoftext\|>|'(?:s|t|re|ve|m|ll|d)|[^\W\d_]+|\d|(?:[^\s\w]|_)+", re.IGNORECASE
)


def count_tokens(caption: str) -> int:
    """Tokens of `caption` without start and end. Source: OpenAI CLIP clip/simple_tokenizer.py."""
    return sum(map(_tokens_of_chunk, caption.split()))


@functools.lru_cache(maxsize=65536)
def _tokens_of_chunk(chunk: str) -> int:
    """Of text without blanks: no word goes beyond them."""
    text = unicodedata.normalize("NFC", chunk).lower()
    return sum(_tokens_of_word(word) for word in _words(text))


def _words(text: str) -> list[str]:
    """Letters, single digits, runs of everything else. Marks that continue a letter are no letters to CLIP."""
    found = []
    for match in _WORDS.finditer(text):
        word = match.group()
        if word.isascii():
            found.append(word)
        else:
            found += _by_category(word)
    return found


def _by_category(word: str) -> list[str]:
    parts: list[str] = []
    last = ""
    for character in word:
        category = unicodedata.category(character)[0]
        if category == "N" or not parts or (category == "L") != (last == "L") or last == "N":
            parts.append(character)
        else:
            parts[-1] += character
        last = category
    return parts


@functools.lru_cache(maxsize=16384)
def _tokens_of_word(word: str) -> int:
    if word in ("<|startoftext|>", "<|endoftext|>"):
        return 1
    symbols = _byte_symbols()
    pieces = [symbols[byte] for byte in word.encode("utf-8")]
    pieces[-1] += _END
    ranks = _ranks()
    worst = len(ranks)
    while len(pieces) > 1:
        rank, place = min((ranks.get(pair, worst), place) for place, pair in enumerate(itertools.pairwise(pieces)))
        if rank == worst:
            break
        joined = pieces[place] + pieces[place + 1]
        pieces = _joined(pieces, pieces[place], pieces[place + 1], joined)
    return len(pieces)


def _joined(pieces: list[str], first: str, second: str, joined: str) -> list[str]:
    result: list[str] = []
    place = 0
    while place < len(pieces):
        if pieces[place] == first and place + 1 < len(pieces) and pieces[place + 1] == second:
            result.append(joined)
            place += 2
        else:
            result.append(pieces[place])
            place += 1
    return result


@functools.cache
def _ranks() -> dict[tuple[str, str], int]:
    text = (resources_folder() / "tokenizer" / "clip_bpe_merges.txt").read_text(encoding="utf-8")
    pairs = (line.split(" ") for line in text.splitlines())
    return {(first, second): rank for rank, (first, second) in enumerate(pairs)}


@functools.cache
def _byte_symbols() -> tuple[str, ...]:
    """A printable character for each byte: bytes that print stand for themselves, the rest follow from U+0100."""
    printable = {*range(ord("!"), ord("~") + 1), *range(ord("¡"), ord("¬") + 1), *range(ord("®"), ord("ÿ") + 1)}
    symbols, shifted = [], 0
    for byte in range(256):
        if byte in printable:
            symbols.append(chr(byte))
        else:
            symbols.append(chr(0x100 + shifted))
            shifted += 1
    return tuple(symbols)
