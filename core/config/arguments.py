"""The arguments of a training: command line and configuration file together, as sd-scripts reads them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from core.config.dataset_config import Place


@dataclass(frozen=True, slots=True)
class TrainingArguments(Mapping[str, Any]):
    """Every argument of the script with its value; what was not given has its default.

    A value from a file has the type it has there (an int may stand for a float, as in sd-scripts); a value of a wrong
    type has been reported and is at its default here. `given` names the arguments that a person wrote, `places` says
    where (no place: on the command line).
    """

    values: Mapping[str, Any]
    given: frozenset[str] = frozenset()
    places: Mapping[str, Place] = field(default_factory=dict)

    def __getitem__(self, dest: str) -> Any:
        return self.values[dest]

    def __iter__(self) -> Iterator[str]:
        return iter(self.values)

    def __len__(self) -> int:
        return len(self.values)
