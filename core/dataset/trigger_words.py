"""The trigger word of each opened folder: chosen by a person, or guessed from the captions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from core.dataset.library import Library
from core.errors import ConfigError


@dataclass(frozen=True, slots=True)
class TriggerWord:
    """`number` counts in the scope, `folder` is its path as shown. An empty `word` means that none is looked for."""

    number: int
    folder: str
    word: str
    guessed: str
    chosen: bool
    separator: str


def chosen_words(library: Library, kept: Mapping[str, str]) -> dict[int, str]:
    """What is kept by the folder's path as shown, by the folder's number."""
    folders = ((number, library.relative(folder.path)) for number, folder in enumerate(library.scope.folders))
    return {number: kept[name] for number, name in folders if name in kept}


def trigger_words(library: Library, guessed: Mapping[int, str], kept: Mapping[str, str]) -> list[TriggerWord]:
    """One for each opened folder but those of regularisation images, which have none."""
    chosen = chosen_words(library, kept)
    return [
        TriggerWord(
            number,
            library.relative(folder.path),
            chosen.get(number, guessed.get(number, "")),
            guessed.get(number, ""),
            number in chosen,
            folder.subset.caption_separator or ",",
        )
        for number, folder in enumerate(library.scope.folders)
        if not folder.subset.is_reg
    ]


def checked_word(text: str, separator: str) -> str:
    """The word as it is looked for in captions; empty for none.

    Raises:
        ConfigError: it is more than one tag.
    """
    word = text.strip()
    if separator in word or len(word.splitlines()) > 1:
        raise ConfigError(
            f"{word!r} is more than one tag: {separator!r} separates tags.", "Write one tag, which all captions have."
        )
    return word
