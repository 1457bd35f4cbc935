"""A key that stands in the wrong document or table, taken to where sd-scripts looks for it."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from typing import Any

from core.config.document_lines import KeyPath, key_lines
from core.config.editing import plain_lines, written
from core.config.edits import FileEdit, Fix, RemoveKey, RenameKey, SetValue
from core.config.placement import place_for
from core.config.problem import Move
from core.config.source import Source

_OF_DATASETS = ("general", "datasets")


def moved_key(source: Source, path: KeyPath, remedy: Move, sources: Sequence[Source]) -> Fix | None:
    """The edits that move a key; a place that has it already keeps what it has. None where the text is broken."""
    key = str(path[-1])
    try:
        value = _value_at(source, path)
    except (tomllib.TOMLDecodeError, KeyError, IndexError, TypeError):
        return None
    removed = FileEdit(source.path, RemoveKey(path))
    places = _places(source, path, remedy, sources)
    if not places and remedy.otherwise:
        label = f"Write {remedy.otherwise} instead of {key}"
        return Fix(label, (FileEdit(source.path, RenameKey(path, remedy.otherwise)),))
    if not places:
        return Fix(f"Remove {key}", (removed,))
    edits = [
        FileEdit(target.path, SetValue(place, value))
        for target, place in places
        if place not in key_lines(plain_lines(target.text))
    ]
    target = places[0][0]
    where = f"to {target.path.name}" if target is not source else f"into [[{remedy.to}]]"
    return Fix(f"Move {key} = {written(value)} {where}", (removed, *edits))


def _value_at(source: Source, path: KeyPath) -> Any:
    value: Any = tomllib.loads(plain_lines(source.text))
    for part in path:
        value = value[part]
    return value


def _places(source: Source, path: KeyPath, remedy: Move, sources: Sequence[Source]) -> list[tuple[Source, KeyPath]]:
    """Each document and path at which the key is to stand."""
    key = str(path[-1])
    others = [item for item in sources if item.path != source.path]
    if remedy.to == "training":
        return [(others[0], place_for(others[0], key))] if others else []
    target = source if _is_dataset(source) else next((item for item in others if _is_dataset(item)), None)
    if target is None:
        return []
    if remedy.to == "general":
        return [(target, ("general", key))]
    tables: list[KeyPath] = [known for known in key_lines(plain_lines(target.text)) if _fits(known, remedy.to)]
    if target is source and path[0] == "datasets" and len(path) > 2:
        tables = [table for table in tables if table[:2] == path[:2]]
    return [(target, (*table, key)) for table in tables]


def _is_dataset(source: Source) -> bool:
    return any(known[0] in _OF_DATASETS for known in key_lines(plain_lines(source.text)) if known)


def _fits(known: KeyPath, to: str) -> bool:
    if not isinstance(known[-1], int) or known[0] != "datasets":
        return False
    return len(known) == 2 if to == "datasets" else len(known) == 4 and known[2] == "subsets"
