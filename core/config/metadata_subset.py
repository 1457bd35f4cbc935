"""A subset that is described by a metadata file instead of caption files (sd-scripts' fine-tuning datasets)."""

from __future__ import annotations

import json
import os.path
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from core.config.dataset_config import SubsetSettings
from core.config.problem import Problem, Severity
from core.dataset.buckets import Size


@dataclass(frozen=True, slots=True)
class MetadataImage:
    """One image of a metadata file; `path` is as sd-scripts sees it. `size` is None where the file does not tell it."""

    path: str
    caption: str
    tags: str | None
    size: Size | None


class MetadataError(ValueError):
    """Why a metadata file cannot be used."""


def metadata_images(subset: SubsetSettings, cwd: Path) -> tuple[list[MetadataImage], list[Problem]]:
    """The images of the subset's metadata file (.json or .jsonl), the longest names first.

    Source: sd-scripts library/train_util.py: FineTuningDataset.__init__.
    """
    path = cwd / str(subset.metadata_file)
    try:
        rows = _rows(path)
        return list(_images(rows, subset)), []
    except OSError as error:
        reason, code = error.strerror or str(error), "missing-path"
    except MetadataError as error:
        reason, code = str(error), "bad-metadata"
    except (ValueError, TypeError, AttributeError, KeyError, IndexError) as error:
        reason, code = f"it is not what sd-scripts writes ({error})", "bad-metadata"
    message = f"The metadata file {path} cannot be used: {reason}."
    place = subset.place
    hint = "Correct metadata_file, or make the file again with sd-scripts' tools."
    return [], [Problem(Severity.ERROR, code, message, hint, place.file, place.line, "metadata_file")]


def _rows(path: Path) -> dict[str, dict[str, Any]]:
    text = path.read_text(encoding="utf-8")
    if path.name.endswith(".jsonl"):
        lines = [json.loads(line) for line in text.splitlines()]
        return {row["image_path"]: {"caption": "", **row} for row in lines}
    rows: dict[str, dict[str, Any]] = json.loads(text)
    return rows


def _images(rows: dict[str, dict[str, Any]], subset: SubsetSettings) -> Iterator[MetadataImage]:
    for key in sorted(rows, key=len, reverse=True):
        if not os.path.isabs(key) and subset.image_dir is None:  # noqa: PTH117
            raise MetadataError("its image paths are relative, but the subset has no image_dir")
        size = rows[key].get("image_size")
        tags = rows[key].get("tags")
        yield MetadataImage(
            path=os.path.join(subset.image_dir or "", key),  # noqa: PTH118
            caption=_caption(rows[key].get("caption") or "", tags, subset),
            tags=tags,
            size=None if size is None else (int(size[0]), int(size[1])),
        )


def _caption(caption: str, tags: str | None, subset: SubsetSettings) -> str:
    """Caption and tags together; with `enable_wildcard` the tags stand behind every line of the caption."""
    separator = subset.caption_separator
    if tags is None:
        return caption
    if subset.enable_wildcard:
        plain = tags.replace("\n", separator)
        return "\n".join(f"{line}{separator}{plain}" for line in caption.split("\n") if line.strip())
    return f"{caption}{separator if caption else ''}{tags}" if tags else caption
