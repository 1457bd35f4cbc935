"""From the remedy that a problem names to the edit of a document that takes it."""

from __future__ import annotations

from collections.abc import Iterable

from core.config.document_lines import KeyPath, key_lines
from core.config.editing import plain_lines, written
from core.config.edits import Edit, FileEdit, Fix, RemoveByteOrderMark, RemoveKey, RenameKey, SetValue
from core.config.moving import moved_key
from core.config.placement import place_for
from core.config.problem import Move, Problem, Remove, Rename, Write
from core.config.source import Source


def fix_for(problem: Problem, sources: Iterable[Source]) -> Fix | None:
    """The way out of a problem as an edit of one of these documents; None where there is none.

    A value that was given on the command line, or not at all, is written into the first document: the training config.
    """
    remedy = problem.remedy
    if remedy is None:
        return None
    documents = {source.path: source for source in sources}
    source = documents.get(problem.file) if problem.file is not None else None
    if source is None:
        source = next(iter(documents.values()), None)
        if source is None or problem.file is not None or not isinstance(remedy, Write):
            return None
    if isinstance(remedy, Remove) and remedy.mark:
        return _fix(source, "Remove the byte order mark", RemoveByteOrderMark())
    line = remedy.line if isinstance(remedy, Remove) and remedy.line is not None else problem.line
    key = problem.key or ""
    if isinstance(remedy, Write):
        key = remedy.key or key
        label = f"Write {key} = {written(remedy.value)}"
        return _fix(source, label, SetValue(_path(source, key, line) or place_for(source, key), remedy.value))
    path = _path(source, key, line, exact=True)
    if path is None:
        return None
    if isinstance(remedy, Move):
        return moved_key(source, path, remedy, list(documents.values()))
    if isinstance(remedy, Rename) and _is_there(source, path, remedy.name):
        return _fix(source, f"Remove {key}: {remedy.name} is there already", RemoveKey(path))
    if isinstance(remedy, Rename):
        return _fix(source, f"Write {remedy.name} instead of {key}", RenameKey(path, remedy.name))
    return _fix(source, f"Remove {key}" + (f" in line {line}" if remedy.line else ""), RemoveKey(path))


def _fix(source: Source, label: str, edit: Edit) -> Fix:
    return Fix(label, (FileEdit(source.path, edit),))


def _is_there(source: Source, path: KeyPath, name: str) -> bool:
    """In the same table, or in any section of a training document, where sections do not matter."""
    lines = key_lines(plain_lines(source.text))
    if (*path[:-1], name) in lines:
        return True
    return len(path) <= 2 and any(len(known) <= 2 and known[-1] == name for known in lines)


def _path(source: Source, key: str, line: int | None, *, exact: bool = False) -> KeyPath | None:
    """Where `key` stands, or where it would stand in the table that begins in this line."""
    if line is None:
        return None
    lines = key_lines(plain_lines(source.text))
    for path, number in lines.items():
        if number == line and path and path[-1] == key:
            return path
    tables = [path for path, number in lines.items() if number == line and path and isinstance(path[-1], int)]
    if not tables:
        return None
    inside = (*max(tables, key=len), key)
    return inside if inside in lines or not exact else None
