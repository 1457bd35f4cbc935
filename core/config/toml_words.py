"""What tomllib complains of, in words for people who have never read the grammar of TOML.

Messages as of CPython 3.11 to 3.14, Lib/tomllib/_parser.py; one that is not known here is passed on as it is.
"""

from __future__ import annotations

import re
import tomllib

from core.errors import ConfigError

_AT = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")
_WORDS = tuple(
    (re.compile(pattern), words)
    for pattern, words in (
        (r"(?:Expected '=' after a key)", "there is no = behind the key"),
        (r"(?:Expected newline or end of document after a statement)", "something stands behind the value"),
        (r"(?:Expected ']' at the end of a table)", "the heading of the section is not closed by ]"),
        (r"(?:Expected ']]' at the end of an array)", "the heading of the section is not closed by ]]"),
        (r"(?:Cannot overwrite a value)", "this key stands twice in one section"),
        (r"(?:Duplicate inline table key)", "this key stands twice between the same braces"),
        (r"(?:Cannot declare .+ twice)", "this section stands twice"),
        (r"(?:Cannot redefine namespace|Cannot mutate immutable namespace)", "this section has been closed before"),
        (r"(?:Invalid statement|Invalid initial character for a key part)", "a key cannot begin like this"),
        (r"(?:Invalid value \(at end of document\))", "the text ends in the middle of a value"),
        (r"(?:Invalid value)", "this is no value that TOML knows"),
        (r"(?:Invalid date or datetime)", "there is no such date or time"),
        (
            r"(?:Invalid hex value|Escaped character is not a Unicode)",
            "the code behind the backslash is no character",
        ),
        (r"(?:Unclosed array)", "a list is not closed by ]"),
        (r"(?:Unclosed inline table)", "a table between braces is not closed by }"),
        (
            r"(?:Unterminated string|Illegal character '\\n'|Expected \"[\"']+\"|Expected '[\"']+')",
            "a text is not closed by a quote",
        ),
        (r"(?:Unescaped '\\\\?' in a string)", "a backslash in double quotes begins no known escape"),
        (r"(?:Found invalid character|Illegal character)", "there is a character that must not stand here"),
        (r"(?:Expected )", "a part is missing"),
    )
)


def place_of_error(error: tomllib.TOMLDecodeError, text: str) -> tuple[int, int]:
    """Line and column, counted from 1; the last line that says something where the text ended too early."""
    found = _AT.search(str(error))
    if found and found[1]:
        return int(found[1]), int(found[2])
    return text.rstrip("\n").count("\n") + 1, 1


def words_of_error(error: tomllib.TOMLDecodeError) -> str:
    """Without the place and without a full stop."""
    said = str(error)
    return next((words for pattern, words in _WORDS if pattern.match(said)), _AT.sub("", said))


def not_valid(error: tomllib.TOMLDecodeError, text: str) -> ConfigError:
    """What an edit answers where the document is no TOML."""
    line, _ = place_of_error(error, text)
    message = f"The document is not valid TOML: {words_of_error(error)}, line {line}."
    return ConfigError(message, "Correct it in the TOML text first.")
