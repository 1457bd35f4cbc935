"""Which images a query means."""

from __future__ import annotations

import fnmatch
import operator as operators
import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from core.dataset.library import Library
from core.dataset.placing import place_images
from core.dataset.query import And, Comparison, Flag, Node, Not, Or, Word
from core.dataset.ratings import Mark
from core.dataset.tags import folded, key_of

Mask = npt.NDArray[np.bool_]
_COMPARE: Mapping[str, Callable[[npt.NDArray[np.float64], float], Mask]] = {
    "<": operators.lt,
    "<=": operators.le,
    ">": operators.gt,
    ">=": operators.ge,
    ":": operators.eq,
    "=": operators.eq,
    "!=": operators.ne,
}


@dataclass(slots=True)
class Knowledge:
    """What is known about the images beside the library: problems by code, and marks by relative path."""

    problems: dict[str, Mask] = field(default_factory=dict)
    marks: Mapping[str, Mark] = field(default_factory=dict)


def matching(node: Node, library: Library, known: Knowledge, check: Callable[[], None] = lambda: None) -> Mask:
    """True for each image that the query means. Facts that have not been read yet count as 0 or empty.

    `check` is called now and then and may raise to give up.
    """
    count = len(library)
    if isinstance(node, And):
        mask = np.ones(count, np.bool_)
        for part in node.parts:
            mask &= matching(part, library, known, check)
        return mask
    if isinstance(node, Or):
        mask = np.zeros(count, np.bool_)
        for part in node.parts:
            mask |= matching(part, library, known, check)
        return mask
    if isinstance(node, Not):
        return ~matching(node.part, library, known, check)
    check()
    if isinstance(node, Word):
        needle = node.text.casefold()
        return _mask(
            library,
            lambda image: needle in library.name(image).casefold() or needle in library.captions[image].casefold(),
        )
    if isinstance(node, Flag):
        return _flag(node.name, library, known)
    return _comparison(node, library, known)


def _mask(library: Library, test: Callable[[int], bool]) -> Mask:
    return np.fromiter((test(image) for image in range(len(library))), np.bool_, len(library))


def _flag(name: str, library: Library, known: Knowledge) -> Mask:
    if name == "changed":
        return library.changed.copy()
    if name == "flag":
        return _marked(library, known, lambda mark: mark.flag)
    return _mask(library, library.is_trained)


def _comparison(node: Comparison, library: Library, known: Knowledge) -> Mask:
    if node.field in _NUMBERS:
        value = float(node.value)
        return _COMPARE[node.operator](_NUMBERS[node.field](library, known), value)
    if node.operator == "!=":
        return ~_text(Comparison(node.field, ":", node.value), library, known)
    return _text(node, library, known)


def _text(node: Comparison, library: Library, known: Knowledge) -> Mask:
    value = node.value
    if node.field == "problem":
        found = np.zeros(len(library), np.bool_)
        for code, mask in known.problems.items():
            if value in ("*", "any") or _means_problem(code, value, node.operator):
                found |= mask
        return found
    if node.field == "bucket":
        return _in_bucket(library, value, node.operator)
    if node.field == "tag":
        return _tagged(library, value, node.operator)
    texts: dict[str, Callable[[int], str]] = {
        "caption": lambda image: library.captions[image],
        "name": library.name,
        "folder": lambda image: library.relative(library.listing.folders[library.listing.folder_of[image]].path),
        "format": library.format_name,
        "ext": lambda image: library.name(image)[library.name(image).rfind(".") :],
    }
    text = texts[node.field]
    return _mask(library, lambda image: _matches(text(image), value, node.operator))


def _in_bucket(library: Library, value: str, operator: str) -> Mask:
    """Each bucket is looked at once, not each image."""
    placed = place_images(library)
    keys = placed.bucket_width.astype(np.int64) << 32 | placed.bucket_height
    wanted = value.replace("×", "x")
    found = np.zeros(len(library), np.bool_)
    for key in np.unique(keys).tolist():
        name = f"{key >> 32}x{key & 0xFFFFFFFF}" if key else ""
        if _matches(name, wanted, operator):
            found |= keys == key
    return found


def _means_problem(code: str, value: str, operator: str) -> bool:
    """`problem:duplicate` means `near-duplicate`, too: a part of the name between its hyphens is enough."""
    return _matches(code, value, operator) or f"-{value.casefold()}-" in f"-{code}-"


def _matches(text: str, value: str, operator: str) -> bool:
    text, value = text.casefold(), value.casefold()
    if operator == "~":
        return value in text
    return fnmatch.fnmatchcase(text, value) if "*" in value or "?" in value else text == value


def _tagged(library: Library, value: str, operator: str) -> Mask:
    """`:` the whole tag (with `*` and `?`), `~` a part of one; captions without it are sorted out before splitting."""
    wanted = key_of(value)
    if operator == "~":
        test: Callable[[str], bool] = lambda tag: wanted in tag  # noqa: E731 - one of three
        part = wanted
    elif "*" in wanted or "?" in wanted:
        pattern = re.compile(fnmatch.translate(wanted))
        test = lambda tag: pattern.match(tag) is not None  # noqa: E731
        part = max(re.split(r"[*?\[\]]", wanted), key=len)
    else:
        test = lambda tag: tag == wanted  # noqa: E731
        part = wanted

    def has(image: int) -> bool:
        caption = library.captions[image]
        return bool(caption) and part in folded(caption) and any(test(key_of(tag)) for tag in library.tags(image))

    return _mask(library, has)


def _marked(library: Library, known: Knowledge, test: Callable[[Mark], bool]) -> Mask:
    found = np.zeros(len(library), np.bool_)
    root = str(library.scope.root)
    for relative, mark in known.marks.items():
        if test(mark):
            image = library.image_at(os.path.normpath(os.path.join(root, relative)))  # noqa: PTH118
            if image is not None:
                found[image] = True
    return found


def _ratings(library: Library, known: Knowledge) -> npt.NDArray[np.float64]:
    values = np.zeros(len(library))
    for rating in {mark.rating for mark in known.marks.values()} - {0}:
        values[_marked(library, known, lambda mark, rating=rating: mark.rating == rating)] = rating  # type: ignore[misc]
    return values


def _ratio(library: Library, _: Knowledge) -> npt.NDArray[np.float64]:
    return np.divide(library.width, library.height, out=np.zeros(len(library)), where=library.height > 0)


def _per_image(library: Library, number: Callable[[int], float]) -> npt.NDArray[np.float64]:
    return np.fromiter((number(image) for image in range(len(library))), np.float64, len(library))


def _tokens(library: Library, _: Knowledge) -> npt.NDArray[np.float64]:
    library.count_tokens(np.flatnonzero(library.token_count < 0).tolist())
    return library.token_count.astype(np.float64)


_NUMBERS: Mapping[str, Callable[[Library, Knowledge], npt.NDArray[np.float64]]] = {
    "w": lambda library, _: library.width.astype(np.float64),
    "h": lambda library, _: library.height.astype(np.float64),
    "mp": lambda library, _: library.width.astype(np.float64) * library.height / 1e6,
    "ratio": _ratio,
    "tokens": _tokens,
    "tags": lambda library, _: _per_image(library, lambda image: len(library.tags(image))),
    "rating": _ratings,
}
