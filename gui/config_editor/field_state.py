"""What the form knows about each argument at one moment. Without Qt."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from core.config.problem import Problem
from gui.config_editor.reading import Reading, Written

_IN_DATASET = {"train_batch_size": "batch_size"}


@dataclass(frozen=True, slots=True)
class FieldState:
    """One argument. `is_unsaved`: the file says something else; `dataset_lines`: where the dataset document has it."""

    written: Written | None = None
    is_unsaved: bool = False
    problems: tuple[Problem, ...] = ()
    dataset_lines: tuple[int, ...] = ()

    @property
    def is_written(self) -> bool:
        return self.written is not None


@dataclass(frozen=True, slots=True)
class FormState:
    """All arguments. `training` is the training document's path."""

    training: Path | None
    written: Mapping[str, Written]
    saved: Mapping[str, Written]
    problems: Mapping[str, tuple[Problem, ...]]
    dataset_lines: Mapping[str, tuple[int, ...]]

    def field(self, dest: str) -> FieldState:
        now, before = self.written.get(dest), self.saved.get(dest)
        return FieldState(
            now,
            not _same(now, before),
            self.problems.get(dest, ()),
            self.dataset_lines.get(_IN_DATASET.get(dest, dest), ()),
        )


def form_state(
    training: Path | None,
    written: Mapping[str, Written],
    saved: Mapping[str, Written],
    dataset: Reading,
    problems: Iterable[Problem],
) -> FormState:
    """What the documents say, and of all problems those of the training document, by the key that they are about."""
    by_key: dict[str, tuple[Problem, ...]] = {}
    for problem in problems:
        if problem.key is not None and problem.file in (None, training):
            by_key[problem.key] = (*by_key.get(problem.key, ()), problem)
    lines: dict[str, tuple[int, ...]] = {}
    for path, line in dataset.lines.items():
        if path and isinstance(path[-1], str):
            lines[path[-1]] = (*lines.get(path[-1], ()), line)
    return FormState(training, written, saved, by_key, lines)


def _same(one: Written | None, two: Written | None) -> bool:
    if one is None or two is None:
        return one is two
    return one.value == two.value and type(one.value) is type(two.value)
