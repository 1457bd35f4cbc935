"""Unsaved changes, kept beside the program's data: neither a crash nor a closed window loses them. Without Qt."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from core.config.source import Source, merged
from core.files import write_text


@dataclass(frozen=True, slots=True)
class DraftPlace:
    """Where the draft of one project lies; `folder` is for all drafts."""

    folder: Path
    project: Path

    @property
    def path(self) -> Path:
        name = hashlib.sha256(str(self.project).encode("utf-8", "surrogateescape")).hexdigest()[:24]
        return self.folder / f"{name}.json"


def write_draft(place: DraftPlace, unsaved: Sequence[Source]) -> None:
    """Keep the unsaved documents; without any, the draft goes.

    Raises:
        FileError: the draft cannot be written.
    """
    if not unsaved:
        place.path.unlink(missing_ok=True)
        return
    rows = [
        {
            "path": str(source.path),
            "text": source.text,
            "bom": source.bom,
            "saved": None if source.saved is None else base64.b64encode(source.saved).decode("ascii"),
        }
        for source in unsaved
    ]
    write_text(place.path, json.dumps({"project": str(place.project), "documents": rows}) + "\n")


def read_draft(place: DraftPlace) -> list[Source]:
    """The documents as they were when they were kept; nothing where there is no draft, or none that makes sense."""
    try:
        rows = json.loads(place.path.read_text("utf-8"))["documents"]
        return [_source(row) for row in rows]
    except (OSError, ValueError, KeyError, TypeError):
        return []


def recovered(draft: Source, now: Source) -> Source | None:
    """The document with the draft's changes; None where they have no effect.

    Where another program changed the same lines since, the draft's text counts: one undo shows the file's.
    """
    joined = draft if draft.saved == now.saved else merged(draft, now) or draft
    if (joined.text, joined.bom) == (now.text, now.bom):
        return None
    return Source(now.path, joined.text, joined.bom, now.saved)


def _source(row: dict[str, Any]) -> Source:
    saved = row["saved"]
    return Source(
        Path(row["path"]), str(row["text"]), row["bom"] is True, None if saved is None else base64.b64decode(saved)
    )
