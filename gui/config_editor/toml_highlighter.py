"""Colours of a TOML text."""

from __future__ import annotations

import re
from enum import IntEnum

from PySide6.QtGui import QColor, QFont, QSyntaxHighlighter, QTextCharFormat, QTextDocument

from gui.theme import Theme

_HEADER = re.compile(r"\s*\[\[?[^\]\n]*\]\]?")
_KEY = re.compile(r"\s*((?:[A-Za-z0-9_.-]+|\"[^\"]*\"|'[^']*')(?:\s*\.\s*(?:[A-Za-z0-9_-]+|\"[^\"]*\"|'[^']*'))*)\s*=")
_TOKEN = re.compile(
    r"""(?P<comment>\#.*$)
    |(?P<open>\"\"\"|''')
    |(?P<string>"(?:[^"\\]|\\.)*"?|'[^']*'?)
    |(?P<word>\b(?:true|false)\b)
    |(?P<number>[+-]?(?:\b\d[\d_]*(?:\.\d[\d_]*)?(?:[eE][+-]?\d+)?|\binf\b|\bnan\b))""",
    re.VERBOSE,
)


class _State(IntEnum):
    """What a line is inside of when it begins."""

    PLAIN = -1
    DOUBLE = 1
    SINGLE = 2


_QUOTES = {_State.DOUBLE: '"""', _State.SINGLE: "'''"}


class TomlHighlighter(QSyntaxHighlighter):
    def __init__(self, theme: Theme, document: QTextDocument) -> None:
        super().__init__(document)
        self._theme = theme
        self._formats: dict[str, QTextCharFormat] = {}
        self._take_colours()
        theme.changed.connect(self._change_colours)

    def highlightBlock(self, text: str) -> None:
        start, state = 0, self.previousBlockState()
        if state in (_State.DOUBLE, _State.SINGLE):
            quote = _QUOTES[_State(state)]
            end = text.find(quote)
            if end < 0:
                self.setFormat(0, len(text), self._formats["string"])
                self.setCurrentBlockState(state)
                return
            start = end + 3
            self.setFormat(0, start, self._formats["string"])
        else:
            start = self._begin(text)
        self.setCurrentBlockState(self._values(text, start))

    def _begin(self, text: str) -> int:
        """Colour a header or a key; where what follows it begins."""
        header = _HEADER.match(text)
        if header:
            self.setFormat(header.start(), len(header[0]), self._formats["header"])
            return header.end()
        key = _KEY.match(text)
        if key:
            self.setFormat(key.start(1), len(key[1]), self._formats["key"])
            return key.end()
        return 0

    def _values(self, text: str, start: int) -> _State:
        while (token := _TOKEN.search(text, start)) is not None:
            kind = token.lastgroup or ""
            if kind == "open":
                end = text.find(token[0], token.end())
                stop = len(text) if end < 0 else end + 3
                self.setFormat(token.start(), stop - token.start(), self._formats["string"])
                if end < 0:
                    return _State.DOUBLE if token[0] == '"""' else _State.SINGLE
                start = stop
                continue
            self.setFormat(token.start(), len(token[0]), self._formats[kind])
            start = max(token.end(), start + 1)
        return _State.PLAIN

    def _take_colours(self) -> None:
        palette = self._theme.palette
        colours = {
            "comment": palette.weak,
            "string": palette.ok,
            "word": palette.accent,
            "number": palette.accent,
            "key": palette.text,
            "header": palette.warning,
        }
        for name, colour in colours.items():
            made = QTextCharFormat()
            made.setForeground(QColor(colour))
            self._formats[name] = made
        self._formats["header"].setFontWeight(QFont.Weight.DemiBold)
        self._formats["comment"].setFontItalic(True)

    def _change_colours(self) -> None:
        self._take_colours()
        self.rehighlight()
