"""Editing a TOML text: comments, order, spaces and line ends stay as they are wherever nothing was changed."""

from __future__ import annotations

import copy
import difflib
import re
import tomllib
from collections.abc import Mapping, Sequence
from typing import Any

import tomlkit
from tomlkit.exceptions import TOMLKitError
from tomlkit.items import Item

from core.config.document_lines import KeyPath, key_lines
from core.config.documents import differences
from core.config.edits import AppendTable, Edit, RemoveByteOrderMark, RemoveKey, RemoveTable, RenameKey, SetValue
from core.config.toml_words import not_valid
from core.errors import ConfigError

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+$")
_SAFE_KEY = re.compile(r"[A-Za-z0-9_-]+")
_SMALL, _LARGE = 1e-3, 1e16


def edited(text: str, edits: Sequence[Edit]) -> str:
    """The text after the edits, one after another; everything that they do not touch is kept byte for byte.

    Raises:
        ConfigError: the text is not valid TOML, or does not hold what an edit wants to change.
    """
    plain = plain_lines(text)
    before = _data(plain)
    expected = copy.deepcopy(before)
    after = plain
    for edit in edits:
        try:
            after = _apply(after, edit)
            _apply_to_data(expected, edit)
        except (KeyError, IndexError, TypeError, AttributeError, TOMLKitError, ValueError) as error:
            path = ".".join(map(str, getattr(edit, "path", ())))
            raise ConfigError(f"{path} cannot be changed here: {error}.", "Change it in the TOML text.") from error
    if differences(expected, _data(after)):
        raise ConfigError("This document is written in a way that cannot be changed safely.", "Change the TOML text.")
    return with_line_ends_of(text, after)


def plain_lines(text: str) -> str:
    """The text with every line end as `\\n`, which is how sd-scripts reads it."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def with_line_ends_of(original: str, text: str) -> str:
    """`text`, whose lines end in `\\n`, with the line ends that the same lines have in `original`.

    New lines get the first line end of the original.
    """
    if "\r" not in original:
        return text
    old, new = _LINE.findall(original), _LINE.findall(text)
    found = re.search(r"\r\n|\r|\n", original)
    end = found[0] if found else "\n"
    result = []
    matcher = difflib.SequenceMatcher(None, [plain_lines(line) for line in old], new, autojunk=False)
    for operation, start, stop, new_start, new_stop in matcher.get_opcodes():
        if operation == "equal":
            result += old[start:stop]
        else:
            result += [line.replace("\n", end) for line in new[new_start:new_stop]]
    return "".join(result)


def written(value: Any) -> str:
    """A value as this program writes it into a document, so that sd-scripts' old reader takes it the same way.

    Text with a backslash goes into single quotes, where a backslash is a backslash; small numbers are scientific.
    """
    if isinstance(value, list | tuple):
        return f"[{', '.join(written(item) for item in value)}]"
    if isinstance(value, str) and "\\" in value and "'" not in value and value.isprintable():
        return f"'{value}'"
    if isinstance(value, float) and value and not _SMALL <= abs(value) < _LARGE and abs(value) < float("inf"):
        digits = next(digits for digits in range(18) if float(f"{value:.{digits}e}") == value)
        mantissa, exponent = f"{value:.{digits}e}".split("e")
        return f"{mantissa}e{int(exponent)}"
    text: str = tomlkit.item(value).as_string()
    return text


def _data(text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise not_valid(error, text) from error


def _apply(text: str, edit: Edit) -> str:
    match edit:
        case SetValue(path, value):
            return _set(text, path, value)
        case RemoveKey(path):
            document = tomlkit.parse(text)
            del _table(document, path[:-1])[path[-1]]
            return document.as_string()
        case RenameKey(path, name):
            return _renamed(text, path, name)
        case AppendTable(path, values):
            return _appended(text, path, values)
        case RemoveTable(path):
            return _without_table(text, path)
        case RemoveByteOrderMark():
            return text.removeprefix("\ufeff")


def _set(text: str, path: KeyPath, value: Any) -> str:
    document = tomlkit.parse(text)
    table: Any = document
    for part in path[:-1]:
        if isinstance(part, str) and part not in table:
            table[part] = tomlkit.table()
        table = table[part]
    if text and not text.endswith("\n") and path[-1] not in table:
        return _set(f"{text}\n", path, value)
    table[path[-1]] = _item(value)
    return document.as_string()


def _item(value: Any) -> Item:
    return tomlkit.value(written(value))


def _table(document: tomlkit.TOMLDocument, path: KeyPath) -> Any:
    table: Any = document
    for part in path:
        table = table[part]
    return table


def _renamed(text: str, path: KeyPath, name: str) -> str:
    lines = text.split("\n")
    number = key_lines(text)[path] - 1
    quoted = name if _SAFE_KEY.fullmatch(name) else tomlkit.item(name).as_string()
    old = re.escape(str(path[-1]))
    pattern = rf"^(\s*(?:[^=]*\.\s*)?)(?:{old}|\"{old}\"|'{old}')(\s*=)"
    lines[number], count = re.subn(pattern, lambda found: f"{found[1]}{quoted}{found[2]}", lines[number], count=1)
    if count == 0:
        raise KeyError(path[-1])
    return "\n".join(lines)


def _appended(text: str, path: KeyPath, values: Mapping[str, Any]) -> str:
    positions, lines = key_lines(text), text.split("\n")
    count = sum(1 for known in positions if known[:-1] == path and isinstance(known[-1], int))
    around = (*path, count - 1) if count else path[:-1]
    end = _end_of(positions, lines, around) if around else len(lines)
    while end > 0 and not lines[end - 1].strip():
        end -= 1
    header = lines[positions[around] - 1] if around in positions else ""
    indent = header[: len(header) - len(header.lstrip())]
    if not count and around:
        indent += "  "
    name = ".".join(part for part in path if isinstance(part, str))
    block = ["", f"{indent}[[{name}]]", *(f"{indent}{key} = {written(value)}" for key, value in values.items())]
    rest = lines[end:] or [""]
    return "\n".join([*lines[:end], *(block if end else block[1:]), *rest])


def _without_table(text: str, path: KeyPath) -> str:
    positions, lines = key_lines(text), text.split("\n")
    start, end = positions[path] - 1, _end_of(positions, lines, path)
    while end > start and lines[end - 1].lstrip().startswith("#"):
        end -= 1
    if end >= len(lines):
        while start > 0 and not lines[start - 1].strip():
            start -= 1
        return "\n".join([*lines[:start], ""])
    return "\n".join([*lines[:start], *lines[end:]])


def _end_of(positions: Mapping[KeyPath, int], lines: Sequence[str], path: KeyPath) -> int:
    """The number of the last line of a table and of all that is in it; what follows it begins there."""
    first = positions[path]
    inside = max(line for known, line in positions.items() if known[: len(path)] == path)
    for number in range(inside, len(lines)):
        if number + 1 > first and re.match(r"\s*\[\[?\s*[\w\"'.\s-]+\]", lines[number]) and number + 1 > inside:
            return number
    return len(lines)


def _apply_to_data(data: dict[str, Any], edit: Edit) -> None:
    """What the edit means, said without any text: the edited text must come to the same."""
    if isinstance(edit, RemoveByteOrderMark):
        return
    table: Any = data
    *parents, last = edit.path
    for part in parents:
        if isinstance(edit, SetValue) and isinstance(part, str):
            table.setdefault(part, {})
        table = table[part]
    match edit:
        case SetValue(_, value):
            table[last] = _listed(value)
        case RemoveKey() | RemoveTable():
            del table[last]
        case RenameKey(_, name):
            table[name] = table.pop(last)
        case AppendTable(_, values):
            table.setdefault(last, []).append({key: _listed(value) for key, value in values.items()})
    if isinstance(edit, RemoveTable) and not table:
        _drop_empty(data, edit.path[:-1])


def _drop_empty(data: dict[str, Any], path: KeyPath) -> None:
    table: Any = data
    for part in path[:-1]:
        table = table[part]
    del table[path[-1]]


def _listed(value: Any) -> Any:
    return [_listed(item) for item in value] if isinstance(value, list | tuple) else value
