"""Adds a tag to every caption of a folder, or takes the newest edit back: `bulk_edit FOLDER add|undo`. It is killed."""

from __future__ import annotations

import sys
from pathlib import Path

from core.dataset.edits import AddTags, preview
from core.dataset.journal import Journal
from core.dataset.library import Library
from core.dataset.scope import folder_scope


def main(folder: Path, what: str) -> None:
    library = Library(folder_scope((folder,)))
    journal = Journal(library.scope.side_folder, library.scope.root)
    journal.recover()
    changes = (found.change for found in preview(library, range(len(library)), AddTags(("red hat",))) if found.change)
    _say("ready")
    if what == "undo":
        journal.undo()
    else:
        journal.apply("add red hat", changes)
    _say("done")


def _say(word: str) -> None:
    sys.stdout.write(f"{word}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
