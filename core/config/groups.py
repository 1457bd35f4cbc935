"""What the arguments are called and what they do, in people's words: data of `resources/arguments`."""

from __future__ import annotations

import functools
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from core.config.schema import Schema
from core.paths import resources_folder

EXPERT = "expert"
"""The group of every argument that has no words of its own."""


@dataclass(frozen=True, slots=True)
class Words:
    """`label` and `help` by language (`en`, `zh_TW`)."""

    group: str
    label: Mapping[str, str]
    help: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Group:
    key: str
    name: Mapping[str, str]
    arguments: tuple[str, ...]


@functools.cache
def groups() -> tuple[Group, ...]:
    """The groups of the form, in the order of work; the last one holds no argument of its own."""
    found = [Group(row["key"], row["name"], tuple(row["arguments"])) for row in _rows()]
    return (*found, Group(EXPERT, {"en": "Expert", "zh_TW": "進階"}, ()))


@functools.cache
def words() -> Mapping[str, Words]:
    """By argument; only those that matter to most people are here."""
    return {
        dest: Words(row["key"], texts["label"], texts["help"])
        for row in _rows()
        for dest, texts in row["arguments"].items()
    }


def group_of(dest: str) -> str:
    found = words().get(dest)
    return EXPERT if found is None else found.group


def label_of(dest: str, language: str) -> str:
    """The label in that language; the name in plain words where nobody has written one."""
    found = words().get(dest)
    if found is None:
        return dest.replace("_", " ").capitalize()
    return found.label.get(language) or found.label["en"]


def help_of(dest: str, language: str) -> str:
    found = words().get(dest)
    return "" if found is None else found.help.get(language) or found.help["en"]


def search(text: str, dests: Iterable[str]) -> list[str]:
    """The arguments whose name, label or help has every word of `text`, in any language; better hits first."""
    parts = text.casefold().split()
    ranked = [(rank, place, dest) for place, dest in enumerate(dests) if (rank := _rank(dest, parts)) is not None]
    return [dest for _, _, dest in sorted(ranked)]


def grouped(schema: Schema) -> dict[str, list[str]]:
    """Every argument of the script by group, those with words in their own order, the rest as experts' ones."""
    found = {group.key: [dest for dest in group.arguments if dest in schema.arguments] for group in groups()}
    found[EXPERT] = [dest for dest in schema.arguments if dest not in words() and dest not in _NOT_SETTINGS]
    return found


_NOT_SETTINGS = frozenset({"config_file", "output_config", "caption_extention"})


def _rank(dest: str, parts: list[str]) -> int | None:
    known = words().get(dest)
    labels = " ".join(known.label.values()).casefold() if known else ""
    helps = " ".join(known.help.values()).casefold() if known else ""
    name = f"{dest} {dest.replace('_', ' ')}".casefold()
    for rank, text in enumerate((name, f"{name} {labels}", f"{name} {labels} {helps}")):
        if all(part in text for part in parts):
            return rank
    return None


@functools.cache
def _rows() -> list[dict[str, Any]]:
    text = (resources_folder() / "arguments" / "arguments.json").read_text(encoding="utf-8")
    rows: list[dict[str, Any]] = json.loads(text)
    return rows
