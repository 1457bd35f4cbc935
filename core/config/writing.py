"""New documents from plain values, in the sections and the order that the guide's templates have."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from core.config.editing import written
from core.config.groups import group_of, label_of, words

SECTIONS = ("model", "dataset", "training", "network", "caching", "sample", "logging", "other")
"""Names without `_arguments`. sd-scripts does not look at them: they are for people."""
_SECTION_OF_GROUP = {
    "model": "model", "output": "model", "network": "network", "learning": "training", "memory": "training",
    "dataset": "dataset", "captions": "dataset", "loss": "training", "samples": "sample",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class DatasetValues:
    """One `[[datasets]]` table: its own keys, and those of each of its subsets."""

    values: Mapping[str, Any] = field(default_factory=dict)
    subsets: tuple[Mapping[str, Any], ...] = ()


def training_document(values: Mapping[str, Any], comment: str = "", language: str | None = None) -> str:
    """A training document with these arguments; what is None is left out. `comment` stands above everything.

    With a `language` every line says in a comment what its argument is called in it.
    """
    sections: dict[str, list[str]] = {name: [] for name in SECTIONS}
    for key in _ordered(values):
        if values[key] is not None:
            sections[section_of(key)] += _lines({key: values[key]}, language=language)
    blocks = ["\n".join((f"[{name}_arguments]", *lines)) for name, lines in sections.items() if lines]
    return "\n\n".join([*_commented(comment), *blocks]) + "\n"


def dataset_text(
    general: Mapping[str, Any], datasets: Sequence[DatasetValues], comment: str = "", language: str | None = None
) -> str:
    """A dataset document with these tables; see `training_document`."""
    blocks = []
    if general:
        blocks.append("\n".join(("[general]", *_lines(general, language=language))))
    for dataset in datasets:
        blocks.append("\n".join(("[[datasets]]", *_lines(dataset.values, language=language))))
        blocks += ["\n".join(("  [[datasets.subsets]]", *_lines(subset, "  ", language))) for subset in dataset.subsets]
    return "\n\n".join([*_commented(comment), *blocks]) + "\n"


def section_of(key: str) -> str:
    """The section of a new training document in which an argument stands."""
    if key.startswith(("log", "wandb_")):
        return "logging"
    if key.startswith("cache_") or key == "vae_batch_size":
        return "caching"
    return _SECTION_OF_GROUP.get(group_of(key), "other")


def _ordered(keys: Iterable[str]) -> list[str]:
    """Those that have words in the order of the form, then the others as they come."""
    order = {key: place for place, key in enumerate(words())}
    return sorted(keys, key=lambda key: order.get(key, len(order)))


def _lines(values: Mapping[str, Any], indent: str = "", language: str | None = None) -> list[str]:
    return [
        f"{indent}{key} = {written(value)}{_named(key, language)}" for key, value in values.items() if value is not None
    ]


def _named(key: str, language: str | None) -> str:
    key = _ARGUMENT_OF.get(key, key)
    return f"  # {label_of(key, language)}" if language is not None and key in words() else ""


_ARGUMENT_OF = {"batch_size": "train_batch_size"}
"""Keys of a dataset that the arguments call by another name."""


def _commented(comment: str) -> list[str]:
    return ["\n".join(f"# {line}".rstrip() for line in comment.splitlines())] if comment else []
