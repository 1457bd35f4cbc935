"""What the domain says, in the language of the window.

`core` knows no language: its messages are English sentences with values inside. The file `core/LANGUAGE.ts` holds
the patterns of those sentences (`gui.core_templates` collects them) with their translations; a message is recognised
by its pattern, and the values go to their places in the translation.
"""

from __future__ import annotations

import functools
import re
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from core.paths import resources_folder

PLACE = re.compile(r"\{[^{}]*\}")
"""Where a value stands in a pattern; what is written between the braces names it."""
_SENTENCE_END = re.compile(r"(?<=[.!?]) (?=[A-Z`“\"(])")
_DEPTH = 3
_LONGEST = 4000


@dataclass(frozen=True, slots=True)
class _Pattern:
    """`names` are the places in the order in which they stand in the English sentence, `literals` what is around."""

    literals: tuple[str, ...]
    names: tuple[str, ...]
    translation: str

    @property
    def _has_lines(self) -> bool:
        return any("\n" in literal for literal in self.literals)

    def values(self, text: str) -> list[str] | None:
        """What stands in the places, each as short as can be; None where the text is not of this pattern."""
        first, *between, last = self.literals
        if not text.startswith(first) or not text.endswith(last) or ("\n" in text and not self._has_lines):
            return None
        place, end, found = len(first), len(text) - len(last), []
        for literal in between:
            start = text.find(literal, place, end)
            if start < 0:
                return None
            found.append(text[place:start])
            place = start + len(literal)
        return [*found, text[place:end]] if place <= end else None


class CoreTexts:
    """Translations of `core`'s sentences by their patterns."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self._exact = {source: text for source, text in texts.items() if not PLACE.search(source)}
        patterns = sorted((source for source in texts if PLACE.search(source)), key=_literal_length, reverse=True)
        self._by_start: dict[str, list[_Pattern]] = {}
        for source in patterns:
            start = source[: source.index("{")][:_START]
            self._by_start.setdefault(start, []).append(_pattern(source, texts[source]))
        self._starts = sorted(self._by_start, key=len, reverse=True)

    def translated(self, text: str, depth: int = _DEPTH) -> str:
        """The text in the other language; the sentences of it that nobody has translated stay as they are."""
        bare = text.strip()
        if len(text) > _LONGEST or not bare:
            return text
        if bare != text:
            said = self.translated(bare, depth)
            return text if said == bare else said
        if "\n" in text:
            whole = self._whole(text, depth)
            return whole or "\n".join(self.translated(line, depth) for line in text.split("\n"))
        sentences = _SENTENCE_END.split(text)
        found = [self._whole(sentence, depth) for sentence in sentences]
        if None not in found:
            return _joined([sentence for sentence in found if sentence is not None])
        whole = self._whole(text, depth)
        return whole or _joined(list(self._spans(sentences, depth)))

    def _spans(self, sentences: list[str], depth: int) -> Iterator[str]:
        """Translated one by one, or several at once where only a pattern that spans them fits."""
        place = 0
        while place < len(sentences):
            for stop in range(place + 1, min(place + _SPANNED, len(sentences)) + 1):
                found = self._whole(" ".join(sentences[place:stop]), depth)
                if found is not None:
                    break
            else:
                found, stop = sentences[place], place + 1
            yield found
            place = stop

    def _whole(self, text: str, depth: int) -> str | None:
        exact = self._exact.get(text)
        if exact is not None:
            return exact
        if depth == 0:
            return None
        for start in self._starts:
            if not text.startswith(start):
                continue
            for pattern in self._by_start[start]:
                found = pattern.values(text)
                if found is not None:
                    return self._filled(pattern, found, depth)
        return None

    def _filled(self, pattern: _Pattern, values: list[str], depth: int) -> str:
        named = {name: self.translated(value, depth - 1) for name, value in zip(pattern.names, values, strict=True)}
        return PLACE.sub(lambda place: named.get(place.group(), place.group()), pattern.translation)


_START = 12
"""Patterns are found by so many of their first characters."""
_SPANNED = 3
"""So many sentences one pattern holds at most."""


def spoken(text: str) -> str:
    """A message of `core` in the language that the window speaks."""
    language = QCoreApplication.translate("CoreTexts", "en")
    return text if language == "en" else _remembered(text, language)


@functools.lru_cache(maxsize=512)
def _remembered(text: str, language: str) -> str:
    return core_texts(language).translated(text)


@functools.cache
def core_texts(language: str) -> CoreTexts:
    return CoreTexts(read_texts(core_text_file(language)))


def core_text_file(language: str) -> Path:
    return resources_folder() / "translations" / "core" / f"{language}.ts"


def read_texts(path: Path) -> dict[str, str]:
    """Sources and finished translations of a `.ts` file; empty where there is none."""
    if not path.is_file():
        return {}
    texts = {}
    for message in ElementTree.parse(path).iter("message"):  # noqa: S314 - a file of our own
        translation = message.find("translation")
        if translation is not None and translation.get("type") != "unfinished" and translation.text:
            texts[message.findtext("source", "")] = translation.text
    return texts


def _pattern(source: str, translation: str) -> _Pattern:
    names = tuple(place.group() for place in PLACE.finditer(source))
    return _Pattern(tuple(PLACE.split(source)), names, translation)


def _literal_length(source: str) -> int:
    return len(PLACE.sub("", source))


def _joined(sentences: list[str]) -> str:
    """Chinese sentences follow one another without a blank."""
    text = sentences[0]
    for sentence in sentences[1:]:
        text += sentence if text.endswith(("。", "！", "？", "：", "；")) else f" {sentence}"
    return text
