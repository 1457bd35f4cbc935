"""What two trainings do differently: setting by setting, with every default known, wherever a thing is written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from core.config.groups import words
from core.config.settings_of import Setting, SettingPath, Settings


@dataclass(frozen=True, slots=True)
class Difference:
    """`where` is empty for the training, else `dataset 1` or `dataset 1: images/cats`.

    A side is None where there is no such dataset, subset or argument; its `written` is False where the value is the
    default that nobody wrote.
    """

    where: str
    key: str
    left: Setting | None
    right: Setting | None


def differences(left: Settings, right: Settings) -> list[Difference]:
    """Every setting whose value differs; where one side is a preset, only what it names is compared.

    1e-4 equals 0.0001, a key that is written with its default equals one that is not written, and the order of keys,
    the section and the document in which they stand do not matter.
    """
    paths = dict.fromkeys((*left.values, *right.values))
    if not left.complete or not right.complete:
        partial = left if not left.complete else right
        paths = dict.fromkeys(path for path in paths if path in partial.values)
    found = [
        Difference(*path, left.values.get(path), right.values.get(path))
        for path in paths
        if not _same(left.values.get(path), right.values.get(path))
    ]
    return sorted(found, key=_order)


def _same(one: Setting | None, other: Setting | None) -> bool:
    if one is None or other is None:
        present = one if other is None else other
        return present is None or not present.written
    return equal_values(one.value, other.value)


def equal_values(one: Any, other: Any) -> bool:
    """Whether two values mean the same to sd-scripts: 1 and 1.0 do, true and 1 do not."""
    if isinstance(one, bool) != isinstance(other, bool):
        return False
    if isinstance(one, list | tuple) and isinstance(other, list | tuple):
        return len(one) == len(other) and all(map(equal_values, one, other))
    return bool(one == other)


def _order(item: Difference) -> tuple[str, int, str]:
    places = _places()
    return item.where, places.get(item.key, len(places)), item.key


def _places() -> dict[str, int]:
    return {key: place for place, key in enumerate(words())}


def missing_places(left: Settings, right: Settings) -> list[tuple[str, str]]:
    """Datasets and subsets that only one side has: (`left` or `right`, where)."""
    one, other = _wheres(left), _wheres(right)
    return [("left", where) for where in one if where not in other] + [
        ("right", where) for where in other if where not in one
    ]


def _wheres(settings: Settings) -> dict[str, None]:
    paths: list[SettingPath] = list(settings.values)
    return dict.fromkeys(where for where, _ in paths if where)
