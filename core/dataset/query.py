"""The query language: `tag:smile -tag:hat (w<768 or ratio>2) caption~"blue"`, as text and as a tree.

    query := and { "or" and }         and := term { term }
    term  := ["-"] ( "(" query ")" | WORD | FIELD OPERATOR VALUE )

A word alone is looked for in name and caption. Values with blanks or parentheses stand in double quotes, in which
`\\` takes the meaning from the next character.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from core.errors import AppError

TEXT_FIELDS = ("tag", "caption", "name", "folder", "problem", "bucket", "format", "ext")
NUMBER_FIELDS = ("w", "h", "ratio", "mp", "tokens", "tags", "rating")
FLAG_FIELDS = ("changed", "flag", "trained")
OPERATORS = ("<=", ">=", "!=", ":", "=", "~", "<", ">")
_TOKEN = re.compile(r'\s*(?:(?P<paren>[()])|(?P<word>(?:"(?:\\.|[^"\\])*"|[^\s()"])+)|(?P<bad>"))', re.DOTALL)
_COMPARISON = re.compile(r"(?P<field>[a-z]+)(?P<operator><=|>=|!=|:|=|~|<|>)(?P<value>.*)", re.DOTALL)
_PLAIN = re.compile(r'[^\s()"\\]+')
_SIZE = re.compile(r"\d+[x×]\d+")


class QueryError(AppError):
    """A query that cannot be read. `place` counts characters from 0."""

    def __init__(self, message: str, place: int, hint: str = "") -> None:
        super().__init__(message, hint)
        self.place = place


@dataclass(frozen=True, slots=True)
class Word:
    """Looked for in name and caption, case ignored."""

    text: str


@dataclass(frozen=True, slots=True)
class Comparison:
    field: str
    operator: str
    value: str


@dataclass(frozen=True, slots=True)
class Flag:
    name: str


@dataclass(frozen=True, slots=True)
class Not:
    part: Node


@dataclass(frozen=True, slots=True)
class And:
    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Or:
    parts: tuple[Node, ...]


Node = Word | Comparison | Flag | Not | And | Or
EVERYTHING = And(())


def parse(text: str) -> Node:
    """The tree of a query; an empty one means everything.

    Raises:
        QueryError: says what is wrong and where.
    """
    tokens = _tokens(text)
    parser = _Parser(tokens, len(text))
    node = parser.any_of()
    if parser.place < len(tokens):
        raise QueryError("There is a ) without a (.", tokens[parser.place][1], "Remove it.")
    return node


def unparse(node: Node) -> str:
    """The text of a tree: `parse(unparse(node))` gives an equal one."""
    if isinstance(node, Word):
        return quoted(node.text, word=True)
    if isinstance(node, Flag):
        return node.name
    if isinstance(node, Comparison):
        return f"{node.field}{node.operator}{quoted(node.value)}"
    if isinstance(node, Not):
        inner = unparse(node.part)
        return f"-({inner})" if isinstance(node.part, And | Or | Not) else f"-{inner}"
    if isinstance(node, And):
        return " ".join(f"({unparse(part)})" if isinstance(part, And | Or) else unparse(part) for part in node.parts)
    return " or ".join(f"({unparse(part)})" if isinstance(part, Or) else unparse(part) for part in node.parts)


class _Parser:
    def __init__(self, tokens: Sequence[tuple[str, int]], end: int) -> None:
        self._tokens = tokens
        self._end = end
        self.place = 0

    def any_of(self) -> Node:
        parts = [self._all_of()]
        while self._next_is("or"):
            self.place += 1
            parts.append(self._all_of())
        return parts[0] if len(parts) == 1 else Or(tuple(parts))

    def _all_of(self) -> Node:
        parts = []
        while self.place < len(self._tokens) and self._tokens[self.place][0] not in (")", "or"):
            parts.append(self._term())
        return parts[0] if len(parts) == 1 else And(tuple(parts))

    def _term(self) -> Node:
        read, place = self._tokens[self.place]
        self.place += 1
        if read == "-":
            if self._next_is("("):
                return Not(self._term())
            raise QueryError("There is nothing after the -.", place, "Write -tag:hat, or remove the -.")
        if read == "(":
            node = self.any_of()
            if not self._next_is(")"):
                raise QueryError("A ( is not closed.", place, "Add a ).")
            self.place += 1
            return node
        if read.startswith("-") and len(read) > 1:
            return Not(_atom(read[1:], place + 1))
        return _atom(read, place)

    def _next_is(self, token: str) -> bool:
        return self.place < len(self._tokens) and self._tokens[self.place][0] == token


def _tokens(text: str) -> list[tuple[str, int]]:
    tokens = []
    place = 0
    while place < len(text) and text[place:].strip():
        match = _TOKEN.match(text, place)
        if match is None or match["bad"]:
            raise QueryError('A " is not closed.', text.rfind('"'), 'Add a ", or write \\" for the character itself.')
        tokens.append((match["paren"] or match["word"], match.start(match.lastgroup or 0)))
        place = match.end()
    return tokens


def _atom(token: str, place: int) -> Node:
    match = _COMPARISON.fullmatch(token)
    if match is None or token.startswith('"'):
        plain = _unquoted(token, place)
        return Flag(token) if token in FLAG_FIELDS else Word(plain)
    field, operator, value = match["field"], match["operator"], _unquoted(match["value"], place)
    if field not in TEXT_FIELDS + NUMBER_FIELDS:
        known = ", ".join(TEXT_FIELDS + NUMBER_FIELDS)
        raise QueryError(f"There is no field {field!r}.", place, f"There are {known}; quote the word to look for it.")
    if field in NUMBER_FIELDS:
        _check_number(field, operator, value, place)
    elif operator not in (":", "=", "~", "!="):
        raise QueryError(f"{field} cannot be compared with {operator}.", place, f"Write {field}:… or {field}~….")
    if not value:
        raise QueryError(f"{field}{operator} needs a value.", place, f"Write for example {_EXAMPLES[field]}.")
    return Comparison(field, operator, value)


_EXAMPLES: Mapping[str, str] = {
    "tag": "tag:smile",
    "caption": 'caption~"blue hat"',
    "name": "name~001",
    "folder": "folder:images",
    "problem": "problem:missing-caption",
    "bucket": "bucket:512x768",
    "format": "format:png",
    "ext": "ext:.jpg",
}


def _check_number(field: str, operator: str, value: str, place: int) -> None:
    try:
        float(value)
    except ValueError:
        raise QueryError(f"{field} is a number; {value!r} is none.", place, f"Write for example {field}>1.") from None
    if operator == "~":
        raise QueryError(f"{field} is a number; ~ is for texts.", place, f"Write {field}={value}.")


def _unquoted(token: str, place: int) -> str:
    """Without quotes; inside them, and outside, a backslash only takes the meaning from what follows a quote."""
    if '"' not in token:
        return token
    if not (token.startswith('"') and token.endswith('"') and len(token) >= 2):
        raise QueryError('A " stands in the middle of a word.', place, 'Quote the whole value: caption~"blue hat".')
    inner = token[1:-1]
    if re.search(r'(?<!\\)(?:\\\\)*"', inner):
        raise QueryError('A " stands in the middle of a word.', place, "Put a blank between two quoted words.")
    return re.sub(r"\\(.)", r"\1", inner, flags=re.DOTALL)


def quoted(text: str, *, word: bool = False) -> str:
    """A value, or a `word` alone, so that `parse` reads this very text."""
    plain = _PLAIN.fullmatch(text) is not None
    if plain and word:
        plain = not (text.startswith("-") or text == "or" or text in FLAG_FIELDS or _COMPARISON.fullmatch(text))
    if plain:
        return text
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
