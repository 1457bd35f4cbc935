"""What may be typed next: in a query, and where tags are written."""

from __future__ import annotations

import heapq
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from core.dataset.query import FLAG_FIELDS, NUMBER_FIELDS, TEXT_FIELDS, quoted
from core.dataset.tags import key_of

_LAST_WORD = re.compile(r'-?(?:"(?:\\.|[^"\\])*"?|[^\s()"])*$')
_FIELD = re.compile(r"(?P<lead>-?)(?P<field>[a-z]+)(?P<operator>[:=~]|!=)(?P<value>.*)$", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Completion:
    """`text` may replace the characters from `start` on; `count` is how often it occurs, 0 where that says nothing."""

    start: int
    text: str
    count: int = 0


def complete_query(text: str, values: Mapping[str, Mapping[str, int]], limit: int = 12) -> list[Completion]:
    """Completions at the end of `text`: field names, or the field's values in `values`, the most frequent first."""
    match = _LAST_WORD.search(text)
    start = match.start() if match is not None else len(text)
    word = text[start:]
    field = _FIELD.match(word)
    if field is None:
        lead = "-" if word.startswith("-") else ""
        names = [f"{name}:" for name in TEXT_FIELDS] + [f"{name}>" for name in NUMBER_FIELDS] + list(FLAG_FIELDS)
        typed = word.removeprefix("-")
        return [Completion(start, lead + name) for name in names if name.startswith(typed) and name != typed][:limit]
    known = values.get(field["field"], {})
    head = f"{field['lead']}{field['field']}{field['operator']}"
    typed = field["value"].strip('"')
    return [Completion(start, head + quoted(name), count) for name, count in best_matches(typed, known.items(), limit)]


def best_matches(typed: str, counted: Iterable[tuple[str, int]], limit: int = 12) -> list[tuple[str, int]]:
    """Names that begin with what was typed, then those that contain it, each by frequency; never the same again."""
    wanted = key_of(typed)
    ranked = []
    for name, count in counted:
        key = key_of(name)
        if wanted in key and name != typed:
            ranked.append((not key.startswith(wanted), -count, name))
    return [(name, -count) for _, count, name in heapq.nsmallest(limit, ranked)]
