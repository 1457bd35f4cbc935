"""Bytes of a console -> the pieces a terminal would show: log lines, bars, bars with a log line glued to them.

Cutting the bytes anywhere gives the same pieces. Memory is bounded: a line longer than `MAX_LINE` is passed on in
parts of that length.
"""

from __future__ import annotations

import codecs
import re
from typing import TypeAlias

MAX_LINE = 1 << 16
"""Characters; a 1 MB line of a foreign log is passed on in 16 parts."""

_ESCAPES = re.compile(
    r"\x1b(?:"
    r"\][^\x07\x1b]*(?:\x07|\x1b\\)"  # OSC, such as rich's links (OSC 8)
    r"|\[[0-?]*[ -/]*[@-~]"  # CSI: colours, cursor movements
    r"|[@-Z\\-_]"
    r")"
)
_RANK = re.compile(r"\[(?:rank|default)\d+\]: ?")
"""What torch puts before each line of an error in one of several processes."""
BAR = re.compile(
    r"(?:(?P<description>[^\x00-\x1f|%]{1,80}?): *)?"
    r" *(?:\d+%\|[^|\x00-\x1f]*\| )?"
    r"(?P<done>\d+(?:\.\d+)?[kMGT]?)(?:/(?P<total>\d+(?:\.\d+)?[kMGT]?)|it) "
    r"\[(?P<elapsed>\d+:\d\d(?::\d\d)?)(?:<[\d:?]+)?, *"
    r"(?P<rate>\?|\d+(?:\.\d+)?(?:e[+-]?\d+)?) ?(?P<unit>it/s|s/it)"
    r"(?:, (?P<postfix>[^\]\x00-\x1f]*))?\]"
)
"""A tqdm bar: `steps: 25%|██▌ | 1/4 [00:02<00:06,  2.02s/it, avr_loss=1.23]`; `0it [00:00, ?it/s]` without a total."""


_TRAINING_BAR = re.compile(
    r"(steps): +\d+%\|[^|\x00-\x1f]*\| (\d+)/(\d+) \[(\d+:\d\d(?::\d\d)?)<[\d:?]+, *"
    r"(\d+(?:\.\d+)?)(it/s|s/it)(?:, ([^\]\x00-\x1f]*))?\]"
)
"""What `BAR` matches, too, with the same groups: nearly everything that a training prints, in half the time."""

Piece: TypeAlias = re.Match[str] | str
"""The match of a bar, or the rest of a line without escapes."""


class PieceReader:
    """Feed bytes, get pieces. One reader for each stream."""

    def __init__(self) -> None:
        self._decoder = codecs.getincrementaldecoder("utf-8")(errors="replace")
        self._pending = ""

    def feed(self, data: bytes) -> list[Piece]:
        """The pieces that `data` completes. A bar is complete at its closing bracket, text at its line end."""
        text = self._pending + self._decoder.decode(data)
        lines = text.split("\n")
        self._pending = lines.pop()
        pieces: list[Piece] = []
        for line in lines:
            _add_pieces(line.removesuffix("\r").split("\r"), pieces)
        self._split_pending(pieces)
        return pieces

    def close(self) -> list[Piece]:
        """What is left at the end of the stream."""
        text = self._pending + self._decoder.decode(b"", final=True)
        self._pending = ""
        pieces: list[Piece] = []
        _add_pieces(text.split("\r"), pieces)
        return pieces

    def _split_pending(self, pieces: list[Piece]) -> None:
        """Pass on what is complete in the unfinished line; a `\\r` at its very end may belong to a `\\r\\n`."""
        segments = self._pending.split("\r")
        tail = segments.pop()
        if not tail and segments:
            tail = segments.pop() + "\r"
        _add_pieces(segments, pieces)
        self._pending = _take_complete(tail, pieces)


def clean(text: str) -> str:
    """Without ANSI colours, cursor movements and links."""
    return _ESCAPES.sub("", text) if "\x1b" in text else text


def _add_pieces(segments: list[str], pieces: list[Piece]) -> None:
    training_bar = _TRAINING_BAR.fullmatch
    for segment in segments:
        if bar := training_bar(segment):
            pieces.append(bar)
        elif segment:
            pieces += _pieces_of(segment)


def _pieces_of(segment: str) -> list[Piece]:
    pieces: list[Piece] = []
    rest = _take_complete(segment, pieces)
    if "\x1b" in rest:
        rest = _take_complete(clean(rest), pieces)
    if rest.startswith("["):
        rest = _RANK.sub("", rest, count=1) if _RANK.match(rest) else rest
    if rest:
        pieces.append(rest)
    return pieces


def _take_complete(segment: str, pieces: list[Piece]) -> str:
    """Move the bars at the front of `segment`, and what is over-long, to `pieces`; the rest is returned."""
    while segment:
        if bar := BAR.match(segment):
            pieces.append(bar)
            segment = segment[bar.end() :]
        elif len(segment) > 2 * MAX_LINE:
            pieces.append(clean(segment[:MAX_LINE]))
            segment = segment[MAX_LINE:]
        else:
            break
    return segment
