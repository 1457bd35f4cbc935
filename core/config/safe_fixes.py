"""The fixes that can be made all at once: they say in the document what was meant, or what happens anyway."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from core.config.edits import FileEdit, Fix
from core.config.fixes import fix_for
from core.config.problem import Problem, Rename
from core.config.source import Source
from core.errors import ConfigError

SAFE_CODES = frozenset({"wrong-type", "unknown-key", "duplicate-key", "byte-order-mark", "plain-attention"})
"""Memory-efficient attention computes the same; all others only concern how something is written. A misspelt key takes
effect once it is written right: that is what its writer wanted."""


def is_safe(problem: Problem) -> bool:
    """Whether nobody needs to think about the way out of this problem."""
    return problem.remedy is not None and (problem.code in SAFE_CODES or isinstance(problem.remedy, Rename))


def safe_fixes(problems: Iterable[Problem], sources: Sequence[Source]) -> Fix | None:
    """The safe fixes of all these problems as one, in one step; None where there is none.

    Of two that want the same key the first is taken, and one that does not fit what the others have made is left out:
    it is still there afterwards.
    """
    made = {source.path: source for source in sources}
    labels: list[str] = []
    edits: list[FileEdit] = []
    touched: set[tuple[Path, object]] = set()
    for problem in problems:
        fix = fix_for(problem, sources) if is_safe(problem) else None
        if fix is None:
            continue
        places = {(edit.file, getattr(edit.edit, "path", None)) for edit in fix.edits}
        if places & touched:
            continue
        try:
            after = edited_sources(fix, made)
        except ConfigError:
            continue
        made |= after
        touched |= places
        labels.append(fix.label)
        edits += fix.edits
    return Fix("\n".join(labels), tuple(edits)) if edits else None


def edited_sources(fix: Fix, sources: Mapping[Path, Source]) -> dict[Path, Source]:
    """What the documents would be after the fix, those that it changes.

    Raises:
        ConfigError: it does not fit, or is about a document that is not among them.
    """
    after: dict[Path, Source] = {}
    for path in dict.fromkeys(edit.file for edit in fix.edits):
        if path not in sources:
            raise ConfigError(f"{path} is not open here.", "Open the project that it belongs to.")
        after[path] = sources[path].with_edits([edit.edit for edit in fix.edits if edit.file == path])
    return after
