"""What writes captions by looking at pictures: a Protocol, and how its results become edits of captions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from core.dataset.edits import AddTags, CaptionChange, CaptionEdit, SetText, preview
from core.dataset.library import CaptionState, Library
from core.dataset.tags import key_of

Check = Callable[[], None]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What a captioner says about one picture.

    `tags` are in the order in which they should be written, each with how sure it is (0 to 1); a captioner that writes
    sentences gives `text` instead. `error` says why there is neither.
    """

    path: str
    tags: tuple[tuple[str, float], ...] = ()
    text: str = ""
    error: str | None = None


class Captioner(Protocol):
    """Looks at pictures in a process of its own, so that nothing heavy is loaded here and it can be ended at once."""

    @property
    def name(self) -> str:
        """What the journal says wrote the captions."""
        ...

    def suggestions(self, paths: Sequence[str], check: Check = lambda: None) -> Iterator[Suggestion]:
        """One for each path, in their order, as they come. `check` is called at least ten times a second and may raise
        to give up; the process ends then, as it does when the iterator is closed.

        Raises:
            AppError: the captioner cannot be started, or ended before its work.
        """
        ...


class WriteMode(StrEnum):
    """`MISSING`: only where there is no caption yet. `APPEND`: tags that are not there are added at the end."""

    MISSING = "missing"
    APPEND = "append"
    REPLACE = "replace"


def images_to_caption(library: Library, images: Iterable[int], mode: WriteMode) -> list[int]:
    """Those of `images` that the mode leaves something to do for; their captions must have been read."""
    bare = (CaptionState.MISSING, CaptionState.EMPTY)
    inside = [image for image in images if library.may_open(image)]
    return inside if mode is not WriteMode.MISSING else [i for i in inside if library.caption_state[i] in bare]


def suggested_changes(
    library: Library, suggestions: Mapping[int, Suggestion], mode: WriteMode, *, in_front: Sequence[str] = ()
) -> Iterator[CaptionChange]:
    """The edits that write these suggestions, by image; `in_front` are tags, such as the trigger word, to begin with.

    Pictures that could not be looked at are told as changes with a `problem`.
    """
    for image, suggestion in suggestions.items():
        if suggestion.error is not None:
            target = library.caption_target(image)
            yield CaptionChange(image, target, "", "", None, suggestion.error)
            continue
        for edit in _edits(library, image, suggestion, mode, in_front):
            yield from preview(library, [image], edit)


def _edits(
    library: Library, image: int, suggestion: Suggestion, mode: WriteMode, in_front: Sequence[str]
) -> Iterator[CaptionEdit]:
    first = {key_of(tag) for tag in in_front}
    tags = [*in_front, *(tag for tag, _ in suggestion.tags if key_of(tag) not in first)]
    if mode is WriteMode.APPEND and not suggestion.text:
        yield AddTags(tuple(tags))
        return
    separator = library.subset(image).caption_separator or ","
    join = ", " if separator == "," else separator
    yield SetText(join.join([*tags, suggestion.text] if suggestion.text else tags))
