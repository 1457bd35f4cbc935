"""Which settings the form shows under which name, for the script that trains. Without Qt."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from core.config.dataset_schema import CLASS_KEYS, DATASET_KEYS, IMAGE_DIR, SUBSET_KEYS
from core.config.groups import EXPERT, grouped, groups
from core.config.groups import search as search_words
from core.config.schema import DEFAULT_SCRIPT, Schema, shipped_schema

OWN, UNKNOWN, DATASET = "script", "unknown", "dataset"
_DATASET_KEYS = tuple({**IMAGE_DIR, **CLASS_KEYS, "num_repeats": None, "is_reg": None, **SUBSET_KEYS, **DATASET_KEYS})
_NOT_ARGUMENTS = frozenset({"config_file", "output_config"})


@dataclass(frozen=True, slots=True)
class FormGroup:
    """`name` by language, empty for the two groups that the window names itself: `OWN` and `UNKNOWN`."""

    key: str
    names: tuple[str, ...]
    name: Mapping[str, str]


def form_groups(schema: Schema, written: Collection[str]) -> list[FormGroup]:
    """In the order of work. Two groups come and go: what only this script has, and what it does not take."""
    arguments = grouped(schema)
    common = shipped_schema(DEFAULT_SCRIPT).arguments
    own = tuple(dest for dest in arguments[EXPERT] if dest not in common)
    unknown = tuple(key for key in written if key not in schema.arguments)
    found = []
    for group in groups():
        names = tuple(dest for dest in arguments[group.key] if dest not in own)
        if group.key == EXPERT and own:
            found.append(FormGroup(OWN, own, {}))
        found.append(FormGroup(group.key, names, group.name))
    if unknown:
        found.append(FormGroup(UNKNOWN, unknown, {}))
    return found


def settings_of(schema: Schema) -> list[str]:
    """Every setting of the form, those that people know first."""
    return [dest for group in form_groups(schema, ()) for dest in group.names]


def search(text: str, schema: Schema) -> list[str]:
    """The settings whose name, label or help, in any language, has every word of `text`; better hits first.

    What only sd-scripts' own help says comes last.
    """
    settings = settings_of(schema)
    found = search_words(text, settings)
    parts = text.casefold().split()
    more = (dest for dest in settings if parts and all(part in _own_help(schema, dest) for part in parts))
    return list(dict.fromkeys([*found, *more]))


def in_dataset_only(text: str, schema: Schema) -> list[str]:
    """The keys of a dataset document, which are no arguments, whose name has every word of `text`."""
    parts = text.casefold().replace(" ", "_").split("_")
    return [key for key in _DATASET_KEYS if key not in schema.arguments and all(part in key for part in parts)]


def _own_help(schema: Schema, dest: str) -> str:
    return f"{dest} {schema.arguments[dest].help}".casefold()


def lacking(script: str, written: Collection[str]) -> list[str]:
    """Which of the written keys a script does not take, though another one does."""
    taken = shipped_schema(script).arguments
    return [key for key in written if key not in taken and key not in _NOT_ARGUMENTS]
