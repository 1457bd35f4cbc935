"""Edits of captions as pure functions from text to text; unchanged captions stay unchanged to the byte."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import regex

from core.config.dataset_config import SubsetSettings
from core.dataset.caption_text import CaptionEncodingError, CaptionText, decode_caption, encode_caption
from core.dataset.journal import Change
from core.dataset.library import Library
from core.dataset.tags import join_tags, key_of, split_tags, unique_tags
from core.errors import AppError

_PATIENCE = 1.0
_LINE = re.compile(r"[^\r\n]+")


class CaptionEdit(Protocol):
    """`label` says in a few words what is done, for the journal."""

    @property
    def label(self) -> str: ...

    def __call__(self, text: str, subset: SubsetSettings) -> str: ...


@dataclass(frozen=True, slots=True)
class AddTags:
    """Adds those tags that are not there yet, at the end or in front."""

    tags: tuple[str, ...]
    in_front: bool = False

    @property
    def label(self) -> str:
        return f"add {', '.join(self.tags)}"

    def __call__(self, text: str, subset: SubsetSettings) -> str:
        def change(tags: list[str]) -> list[str]:
            present = {key_of(tag) for tag in tags}
            new = [tag for tag in self.tags if key_of(tag) not in present]
            return new + tags if self.in_front else tags + new

        return edit_lines(text, subset, change)


@dataclass(frozen=True, slots=True)
class RemoveTags:
    tags: tuple[str, ...]

    @property
    def label(self) -> str:
        return f"remove {', '.join(self.tags)}"

    def __call__(self, text: str, subset: SubsetSettings) -> str:
        unwanted = {key_of(tag) for tag in self.tags}
        return edit_lines(text, subset, lambda tags: [tag for tag in tags if key_of(tag) not in unwanted])


@dataclass(frozen=True, slots=True)
class RenameTag:
    """Puts `new` in the place of `old`; where `new` is there already, `old` only goes."""

    old: str
    new: str

    @property
    def label(self) -> str:
        return f"rename {self.old} to {self.new}"

    def __call__(self, text: str, subset: SubsetSettings) -> str:
        old, new = key_of(self.old), key_of(self.new)

        def change(tags: list[str]) -> list[str]:
            if old not in {key_of(tag) for tag in tags}:
                return tags
            rest = [tag for tag in tags if old == new or key_of(tag) != new]
            return unique_tags(self.new if key_of(tag) == old else tag for tag in rest)

        return edit_lines(text, subset, change)


@dataclass(frozen=True, slots=True)
class MoveToFront:
    tags: tuple[str, ...]

    @property
    def label(self) -> str:
        return f"move {', '.join(self.tags)} to the front"

    def __call__(self, text: str, subset: SubsetSettings) -> str:
        order = {key_of(tag): place for place, tag in enumerate(self.tags)}
        last = len(order)
        return edit_lines(text, subset, lambda tags: sorted(tags, key=lambda tag: order.get(key_of(tag), last)))


@dataclass(frozen=True, slots=True)
class SortTags:
    """By the alphabet, the first `keep` tags staying where they are."""

    keep: int = 0
    label: str = "sort tags"

    def __call__(self, text: str, subset: SubsetSettings) -> str:
        return edit_lines(text, subset, lambda tags: tags[: self.keep] + sorted(tags[self.keep :], key=key_of))


@dataclass(frozen=True, slots=True)
class Deduplicate:
    label: str = "remove repeated tags"

    def __call__(self, text: str, subset: SubsetSettings) -> str:
        return edit_lines(text, subset, unique_tags)


@dataclass(frozen=True, slots=True)
class ReplaceText:
    find: str
    replace: str

    @property
    def label(self) -> str:
        return f"replace {self.find!r} by {self.replace!r}"

    def __call__(self, text: str, subset: SubsetSettings) -> str:  # noqa: ARG002 - the same for every subset
        return text.replace(self.find, self.replace) if self.find else text


@dataclass(frozen=True, slots=True)
class ReplacePattern:
    """A regular expression of the package `regex`; `replace` may say `\\1` or `\\g<name>`.

    Calling it raises AppError where the expression takes longer than a second on one caption.
    """

    pattern: Any
    replace: str

    @property
    def label(self) -> str:
        return f"replace /{self.pattern.pattern}/ by {self.replace!r}"

    def __call__(self, text: str, subset: SubsetSettings) -> str:  # noqa: ARG002 - the same for every subset
        try:
            return str(self.pattern.sub(self.replace, text, timeout=_PATIENCE, concurrent=True))
        except TimeoutError as error:
            raise AppError(
                f"/{self.pattern.pattern}/ takes too long on a caption of {len(text)} characters.",
                "Write a simpler expression: nested repetitions such as (a+)+ never end.",
            ) from error


@dataclass(frozen=True, slots=True)
class SetText:
    text: str
    label: str = "write the caption"

    def __call__(self, text: str, subset: SubsetSettings) -> str:  # noqa: ARG002 - it is replaced
        return self.text


def pattern_edit(pattern: str, replace: str) -> ReplacePattern:
    """Raises AppError where the expression or the replacement makes no sense."""
    try:
        compiled = regex.compile(pattern)
        regex.compile(f"(?:{pattern})|").sub(replace, "")  # matches, so that the replacement is looked at
    except (regex.error, IndexError) as error:
        raise AppError(f"The regular expression makes no sense: {error}.", "Correct the pattern.") from error
    return ReplacePattern(compiled, replace)


def edit_lines(text: str, subset: SubsetSettings, change: Callable[[list[str]], list[str]]) -> str:
    """Change the tags of the first line, or of every line with text where the subset uses wildcards; keep line ends."""
    separator = subset.caption_separator or ","

    def edited(line: str) -> str:
        return join_tags(change(split_tags(line, separator)), line, separator)

    if subset.enable_wildcard and text.strip():
        return _LINE.sub(lambda match: edited(match.group()) if match.group().strip() else match.group(), text)
    first = re.match(r"[^\r\n]*", text)
    end = first.end() if first is not None else 0
    return edited(text[:end]) + text[end:]


@dataclass(frozen=True, slots=True)
class CaptionChange:
    """What an edit would do to one image's caption; `problem` says why it cannot be done, else None."""

    image: int
    path: str
    before: str
    after: str
    change: Change | None
    problem: str | None = None


def preview(library: Library, images: Sequence[int], edit: CaptionEdit) -> Iterator[CaptionChange]:
    """What `edit` would change, image by image; images whose caption stays as it is are left out.

    A caption that was inherited from another file (a fallback name) is written to a file of its own.
    """
    seen: set[str] = set()
    for image in images:
        path = library.caption_target(image)
        if path in seen:
            continue
        seen.add(path)
        try:
            before_bytes = _bytes_of(path)
            if before_bytes is not None and not os.path.islink(path):  # noqa: PTH114
                found: CaptionText | None = decode_caption(before_bytes)
            else:
                found = library.read_caption(image)
        except OSError as error:
            yield CaptionChange(image, path, "", "", None, error.strerror or str(error))
            continue
        text = "" if found is None else found.text
        after = edit(text, library.subset(image))
        if after == text:
            continue
        if not library.may_open(image):
            yield CaptionChange(image, path, text, after, None, "The image is a link that leads out of the folder.")
            continue
        try:
            data = after.encode("utf-8") if found is None else encode_caption(after, found)
        except CaptionEncodingError as error:
            yield CaptionChange(image, path, text, after, None, error.message)
            continue
        yield CaptionChange(image, path, text, after, Change(path, before_bytes, data))


def to_utf8(library: Library, images: Sequence[int], encoding: str | None = None) -> Iterator[CaptionChange]:
    """Captions in other encodings as UTF-8; `encoding` is what a person chose for those that are not certain."""
    for image in images:
        path = library.caption_target(image)
        data = _bytes_of(path)
        if data is None:
            continue
        try:
            found = decode_caption(data, encoding)
        except CaptionEncodingError as error:
            yield CaptionChange(image, path, "", "", None, error.message)
            continue
        if not found.certain:
            yield CaptionChange(image, path, found.text, found.text, None, "The encoding is not known.")
        elif found.text.encode("utf-8") != data:
            yield CaptionChange(image, path, found.text, found.text, Change(path, data, found.text.encode("utf-8")))


def to_extension(library: Library, images: Sequence[int]) -> Iterator[CaptionChange]:
    """Caption files with another extension under the one that the config looks for; nothing is overwritten."""
    for image in images:
        folder = library.listing.folders[library.listing.folder_of[image]]
        mask = library.listing.captions[image]
        if mask & 1 or not mask:
            continue
        stem = library.caption_target(image).removesuffix(folder.extensions[0])
        place = next(place for place in range(1, 8) if mask & (1 << place))
        source, target = stem + folder.extensions[place], stem + folder.extensions[0]
        data = _bytes_of(source)
        if data is not None and _bytes_of(target) is None:
            text = decode_caption(data).text
            yield CaptionChange(image, target, text, text, Change(target, None, data))


def _bytes_of(path: str) -> bytes | None:
    try:
        with open(path, "rb") as stream:  # noqa: PTH123
            return stream.read()
    except (FileNotFoundError, NotADirectoryError):
        return None
