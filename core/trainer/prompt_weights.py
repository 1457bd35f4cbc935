"""Emphasis in prompts: `(word:1.3)`, `(word)`, `[word]`, with backslashes for brackets that are meant."""

from __future__ import annotations

import re

_TOKENS = re.compile(r"\\[()\[\]\\]|\\|\(|\[|:(?P<weight>[+-]?[.\d]+)\)|\)|]|[^\\()\[\]:]+|:")
_ROUND, _SQUARE = 1.1, 1 / 1.1


def parse_weights(text: str) -> list[tuple[str, float]]:
    """The parts of `text` in order, each with the product of the emphases around it.

    A bracket that is never closed counts to the end of the text. The rule is the one of sd-scripts
    (library/strategy_base.py: `parse_prompt_attention`) and of the web UI it comes from.
    """
    parts: list[tuple[str, float]] = []
    opened: dict[str, list[int]] = {"(": [], "[": []}
    for match in _TOKENS.finditer(text):
        found, weight = match.group(0), match.group("weight")
        if found in opened:
            opened[found].append(len(parts))
        elif weight is not None and opened["("]:
            _multiply(parts, opened["("].pop(), _number(weight))
        elif found == ")" and opened["("]:
            _multiply(parts, opened["("].pop(), _ROUND)
        elif found == "]" and opened["["]:
            _multiply(parts, opened["["].pop(), _SQUARE)
        else:
            parts.append((found[1:] if found.startswith("\\") else found, 1.0))
    for start in opened["("]:
        _multiply(parts, start, _ROUND)
    for start in opened["["]:
        _multiply(parts, start, _SQUARE)
    return _merged(parts) or [("", 1.0)]


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return 1.0


def _multiply(parts: list[tuple[str, float]], start: int, factor: float) -> None:
    parts[start:] = [(text, weight * factor) for text, weight in parts[start:]]


def _merged(parts: list[tuple[str, float]]) -> list[tuple[str, float]]:
    merged: list[tuple[str, float]] = []
    for text, weight in parts:
        if merged and merged[-1][1] == weight:
            merged[-1] = (merged[-1][0] + text, weight)
        else:
            merged.append((text, weight))
    return merged
