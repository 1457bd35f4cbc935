"""Configuration documents: read as sd-scripts' own reader reads them, with the places of everything in them."""

from __future__ import annotations

import functools
import json
import re
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import toml

from core.config.document_lines import KeyPath, key_lines
from core.config.problem import Problem, Remove, Severity
from core.config.toml_words import place_of_error, words_of_error
from core.errors import ConfigError

_READER_ERRORS = (ValueError, IndexError, TypeError, KeyError, AttributeError, RecursionError, OverflowError)
"""What the reader of sd-scripts was seen to raise on broken text besides its own TomlDecodeError (a ValueError)."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where something was written; `line` counts from 1."""

    file: Path | None = None
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """One document. `data` is what sd-scripts gets to see; `newline` is the file's first line end."""

    path: Path
    text: str
    data: dict[str, Any]
    encoding: str = "utf-8"
    newline: str = "\n"
    bom: bool = False
    lines: dict[KeyPath, int] = field(default_factory=dict, repr=False, compare=False)


class DocumentError(ConfigError):
    """A document that sd-scripts cannot read either. `line` counts from 1; `code` names the rule."""

    def __init__(
        self, path: Path, reason: str, hint: str, *, line: int | None = None, code: str = "toml-syntax"
    ) -> None:
        where = f"{path}, line {line}" if line else str(path)
        super().__init__(f"{where}: {reason}", hint)
        self.reason = reason
        self.path = path
        self.line = line
        self.code = code

    def problem(self) -> Problem:
        return Problem(Severity.ERROR, self.code, f"{self.path.name}: {self.reason}", self.hint, self.path, self.line)


def read_document(path: Path) -> Document:
    """The document at `path`: TOML, or JSON where the name ends in `.json`.

    TOML is read with `toml`, the reader that sd-scripts pins (0.10.2): it differs from TOML 1.0, and what a document
    means is what that reader makes of it. `document_problems` tells where the two disagree.

    Raises:
        DocumentError: the file cannot be opened, is not UTF-8, or is refused by that reader; with the line.
    """
    try:
        raw = path.read_bytes()
    except OSError as error:
        message = f"cannot be opened ({error.strerror or error})."
        raise DocumentError(path, message, "Check the path and its permissions.", code="missing-path") from error
    return parse_document(path, raw)


@functools.lru_cache(maxsize=16)
def parse_document(path: Path, raw: bytes) -> Document:
    """The document that a file with these bytes at `path` would be; see `read_document`. Its data are not to change.

    Raises:
        DocumentError: not UTF-8, or refused by the reader of sd-scripts.
    """
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        hint = "Save the file in the encoding UTF-8 (the editor's Save As dialog offers it)."
        raise DocumentError(path, "the file is not UTF-8.", hint, line=line, code="not-utf8") from error
    newline = re.search(r"\r\n|\r|\n", text)
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    is_json = path.name.lower().endswith(".json")
    return Document(
        path=path,
        text=text,
        data=_json_data(path, plain) if is_json else _toml_data(path, plain),
        newline=newline[0] if newline else "\n",
        bom=text.startswith("\ufeff"),
        lines={} if is_json else key_lines(plain.removeprefix("\ufeff")),
    )


def line_of(document: Document, keypath: KeyPath) -> int | None:
    """The line of a key or table, of the nearest table around it where the key itself is not found."""
    for length in range(len(keypath), 0, -1):
        line = document.lines.get(keypath[:length])
        if line is not None:
            return line
    return None


def document_problems(document: Document) -> list[Problem]:
    """Where sd-scripts' reader accepts a document and understands it differently from TOML 1.0, or by luck."""
    if document.path.name.lower().endswith(".json"):
        return []
    text = document.text.replace("\r\n", "\n").replace("\r", "\n").removeprefix("\ufeff")
    problems = []
    if document.bom:
        problems.append(_byte_order_mark(document))
    try:
        standard = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        return [*problems, _not_standard(document, text, error)]
    if not document.bom:
        problems += [_read_differently(document, path) for path in differences(standard, document.data)]
    return problems


def _toml_data(path: Path, text: str) -> dict[str, Any]:
    try:
        data = toml.loads(text)
    except _READER_ERRORS as error:
        raise _toml_error(path, text, error) from error
    plain: dict[str, Any] = _plain(data)
    return plain


def _plain(value: Any) -> Any:
    """Ordinary dictionaries and lists for the reader's own subclasses of them."""
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_plain(item) for item in value]
    return value


def _json_data(path: Path, text: str) -> dict[str, Any]:
    try:
        data = json.loads(text)
    except json.JSONDecodeError as error:
        hint = "Correct the JSON at this line."
        raise DocumentError(path, f"not JSON: {error.msg}.", hint, line=error.lineno) from error
    if not isinstance(data, dict):
        raise DocumentError(path, "the JSON is not an object.", "Begin with { and a key such as datasets.", line=1)
    return data


def _toml_error(path: Path, text: str, error: Exception) -> DocumentError:
    line, reason = getattr(error, "lineno", None), str(error)
    try:
        tomllib.loads(text)
    except tomllib.TOMLDecodeError as standard:
        line, reason = place_of_error(standard, text)[0], words_of_error(standard)
    else:
        reason = re.sub(r"\s*\((?:at )?line \d+[^)]*\)", "", f"sd-scripts' TOML reader refuses it: {reason}")
    lines = text.split("\n")
    content = lines[line - 1] if line and line <= len(lines) else ""
    hint = "Save the file as UTF-8 without BOM." if text.startswith("\ufeff") else _syntax_hint(content, reason)
    return DocumentError(path, f"not valid TOML: {reason}.", hint, line=line)


_SYNTAX_HINTS = (
    (re.compile("[“”‘’]"), "Replace the typographic quotes by plain ones: \"…\"."),
    (re.compile(r"=\s*\"[^\"]*\\"), "In double quotes a backslash is an escape: write / or single quotes: 'C:\\…'."),
    (re.compile(r"=\s*(True|False)\b"), "Write true or false in lower case."),
    (re.compile(r"=\s*(None|null|nil)\b"), "Leave the line out: a key without a value has no form in TOML."),
    (re.compile(r"=\s*\d+\s*(-|~|\.\.)\s*\d+"), "A range has no meaning here: write one number."),
    (re.compile(r"=\s*\d+,\d+\s*$"), "Write the number with a decimal point: 0.0001."),
    (re.compile(r"=\s*\.\d"), "Write the zero before the decimal point: 0.5."),
    (re.compile(r"=\s*0\d"), "Write the number without leading zeros."),
    (re.compile(r"^\s*[\w-]+\s*:"), "Write key = value: TOML has no colon."),
    (re.compile(r"=\s*(#.*)?$"), "Write a value behind the =, or remove the line."),
    (re.compile(r"^\s*[^\x00-\x7f\"'\[]+\s*=|^\s*\[+[^\]\"']*[^\x00-\x7f]"), "Put a name with such letters in quotes."),
    (re.compile(r"=\s*[A-Za-z/~.][^\"']*$"), "Put text in quotes: key = \"value\"."),
)  # fmt: skip


_REASON_HINTS = (
    ("homogeneous", "Write all numbers of the list alike: [1.0, 0.5]."),
    ("this key stands twice", "This key stands twice in one section: remove one of the two lines."),
    ("this section stands twice", "This section stands twice: put the keys of both under one heading."),
)


def _syntax_hint(content: str, reason: str) -> str:
    for words, hint in _REASON_HINTS:
        if words in reason:
            return hint
    for pattern, hint in _SYNTAX_HINTS:
        if pattern.search(content):
            return hint
    return "Correct this line; sd-scripts cannot read the file either."


def _byte_order_mark(document: Document) -> Problem:
    return Problem(
        Severity.WARNING,
        "byte-order-mark",
        "The file begins with a byte order mark, which sd-scripts takes for a part of the first line.",
        "Save the file as UTF-8 without BOM.",
        document.path,
        1,
        remedy=Remove(mark=True),
    )


_HARMLESS = re.compile(r"Illegal character|Found invalid character|Invalid statement")


def _not_standard(document: Document, text: str, error: tomllib.TOMLDecodeError) -> Problem:
    line, _ = place_of_error(error, text)
    harmless = _HARMLESS.search(str(error)) is not None
    return Problem(
        Severity.WARNING if harmless else Severity.ERROR,
        "toml-dialect",
        f"Not valid TOML: {words_of_error(error)}. sd-scripts' old reader accepts it"
        + ("." if harmless else ", but a value may be cut short or read differently from what is written."),
        "Correct the line, so that every TOML reader agrees about it.",
        document.path,
        line,
    )


def _read_differently(document: Document, path: KeyPath) -> Problem:
    return Problem(
        Severity.ERROR,
        "toml-dialect",
        f"sd-scripts' TOML reader understands {'.'.join(map(str, path))} differently from what is written.",
        "Write the value in a plainer way: one line, double quotes, no escapes.",
        document.path,
        line_of(document, path),
        str(path[-1]) if path else None,
    )


def differences(standard: Any, seen: Any, path: KeyPath = ()) -> list[KeyPath]:
    """Where two contents differ, in value or in type; not a number equals not a number."""
    if isinstance(standard, dict) and isinstance(seen, dict):
        keys = [*standard, *(key for key in seen if key not in standard)]
        missing = object()
        pairs = ((key, standard.get(key, missing), seen.get(key, missing)) for key in keys)
        return [found for key, one, two in pairs for found in differences(one, two, (*path, key))]
    if isinstance(standard, list) and isinstance(seen, list) and len(standard) == len(seen):
        pairs_ = enumerate(zip(standard, seen, strict=True))
        return [found for number, (one, two) in pairs_ for found in differences(one, two, (*path, number))]
    same_type = isinstance(standard, bool) == isinstance(seen, bool) and isinstance(standard, float) == isinstance(
        seen, float
    )
    equal = standard == seen or (standard != standard and seen != seen)
    return [] if equal and same_type else [path]
