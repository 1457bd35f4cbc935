"""Which names may stand in a line of a document. Without Qt."""

from __future__ import annotations

import re
from collections.abc import Sequence

from core.config.dataset_schema import (
    ALPHA_MASK,
    CAPTION_FILE_KEYS,
    CLASS_KEYS,
    DATASET_KEYS,
    IMAGE_DIR,
    SUBSET_KEYS,
)
from core.config.schema import Schema

_HEADER = re.compile(r"\s*(\[\[?)\s*([^\]]+?)\s*\]")
_KEY = re.compile(r"\s*([A-Za-z0-9_-]+)\s*=")
_CAPTIONS = {**SUBSET_KEYS, **CAPTION_FILE_KEYS, **CLASS_KEYS}
_OF_TABLE = {
    "general": tuple({**DATASET_KEYS, **_CAPTIONS}),
    "datasets": tuple({**DATASET_KEYS, **_CAPTIONS}),
    "datasets.subsets": tuple(
        {
            **IMAGE_DIR, "num_repeats": None, **_CAPTIONS, **ALPHA_MASK, "is_reg": None, "metadata_file": None,
            "conditioning_data_dir": None,
        }
    ),
}  # fmt: skip


def training_names(schema: Schema, text: str) -> list[str]:
    """Arguments that the document does not have yet: where they stand in it does not matter."""
    written = {found[1] for line in text.split("\n") if (found := _KEY.match(line))}
    return [dest for dest in schema.arguments if dest not in written]


def dataset_names(text: str, line: int) -> Sequence[str]:
    """What may stand in the table around a line (counted from 0)."""
    table = ""
    for before in reversed(text.split("\n")[: line + 1]):
        header = _HEADER.match(before)
        if header:
            table = header[2].replace(" ", "")
            break
    return _OF_TABLE.get(table, ())
