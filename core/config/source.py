"""A document file while it is edited: read as it is, saved whole, never over a change that nobody has seen."""

from __future__ import annotations

import difflib
import hashlib
import itertools
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from core.config.editing import edited
from core.config.edits import Edit, RemoveByteOrderMark
from core.errors import ConfigError, FileError
from core.files import write_bytes

_BOM = b"\xef\xbb\xbf"


class ChangedOutsideError(ConfigError):
    """The file was changed by another program since it was read; `theirs` is what it holds now."""

    def __init__(self, path: Path, theirs: Source) -> None:
        super().__init__(
            f"{path.name} was changed by another program since it was opened.",
            "Merge the two versions, or decide which one to keep.",
        )
        self.theirs = theirs


@dataclass(frozen=True, slots=True)
class Source:
    """The text of a document file, valid TOML or not; `text` has the file's own line ends and no byte order mark.

    `saved` is the text as the file held it when it was read or last saved, None where there is no file yet.
    """

    path: Path
    text: str
    bom: bool = False
    saved: bytes | None = None

    @property
    def content(self) -> bytes:
        return (_BOM if self.bom else b"") + self.text.encode("utf-8")

    @property
    def changed(self) -> bool:
        return self.content != self.saved

    @property
    def digest(self) -> str:
        """Of what the file held when it was read, to tell one state of it from another."""
        return hashlib.sha256(self.saved or b"").hexdigest()

    def with_text(self, text: str) -> Source:
        return replace(self, text=text)

    def with_edits(self, edits: Sequence[Edit]) -> Source:
        """Raises ConfigError where the text is no valid TOML, or an edit does not fit it."""
        bom = self.bom and not any(isinstance(edit, RemoveByteOrderMark) for edit in edits)
        return replace(self, text=edited(self.text, edits), bom=bom)


def read_source(path: Path) -> Source:
    """The file as it is; an empty document where there is none.

    Raises:
        FileError: the file cannot be read, or is not UTF-8: editing it would damage it.
    """
    try:
        raw = path.read_bytes()
    except FileNotFoundError:
        return Source(path, "")
    except OSError as error:
        raise FileError(f"Could not read {path}: {error.strerror or error}.", "Check its permissions.") from error
    try:
        return Source(path, raw.removeprefix(_BOM).decode("utf-8"), raw.startswith(_BOM), raw)
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        hint = "Open it in a text editor and save it in the encoding UTF-8."
        raise FileError(f"{path} is not UTF-8 (line {line}).", hint) from error


def changed_outside(source: Source) -> Source | None:
    """What the file holds now, where that is not what was read; None where nothing has happened to it."""
    now = read_source(source.path)
    return None if now.saved == source.saved else now


def save_source(source: Source) -> Source:
    """Write the file in one stroke; the source as it stands then.

    Raises:
        ChangedOutsideError: the file is not what was read; nothing is written.
        FileError: the file cannot be written.
    """
    theirs = changed_outside(source)
    if theirs is not None:
        raise ChangedOutsideError(source.path, theirs)
    if source.changed:
        write_bytes(source.path, source.content)
    return replace(source, saved=source.content)


def merged(mine: Source, theirs: Source) -> Source | None:
    """Both sides' changes to the file as it was read, as a change to the file as it is; None where they collide."""
    base = (mine.saved or b"").removeprefix(_BOM).decode("utf-8").splitlines(keepends=True)
    own = mine.text.splitlines(keepends=True)
    other = theirs.text.splitlines(keepends=True)
    changes = sorted(_changes(base, own) | _changes(base, other))
    for before, after in itertools.pairwise(changes):
        if after[0] < before[1] or after[:2] == before[:2]:
            return None
    result, place = [], 0
    for start, stop, lines in changes:
        result += [*base[place:start], *lines]
        place = stop
    return replace(mine, text="".join([*result, *base[place:]]), bom=theirs.bom, saved=theirs.saved)


def _changes(base: Sequence[str], text: Sequence[str]) -> set[tuple[int, int, tuple[str, ...]]]:
    """Ranges of lines of `base`, and what stands there instead; the same change on both sides counts once."""
    matcher = difflib.SequenceMatcher(None, base, text, autojunk=False)
    return {
        (start, stop, tuple(text[first:last]))
        for operation, start, stop, first, last in matcher.get_opcodes()
        if operation != "equal"
    }
