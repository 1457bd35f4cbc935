"""`kohya-studio dataset tag`: edits of captions, seen before they are done, and taken back."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np

from core.cli.dataset_options import add_settings, opened_library, print_json, shown
from core.dataset.edits import (
    AddTags,
    CaptionChange,
    CaptionEdit,
    Deduplicate,
    MoveToFront,
    RemoveTags,
    RenameTag,
    ReplaceText,
    SetText,
    SortTags,
    pattern_edit,
    preview,
    to_extension,
    to_utf8,
)
from core.dataset.journal import Change, Edit, EditState, Journal, Outcome
from core.dataset.library import Library
from core.dataset.matching import Knowledge, matching
from core.dataset.problems import find_problems
from core.dataset.query import parse
from core.dataset.ratings import Ratings
from core.errors import ConfigError, FileError


def add_parsers(actions: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = actions.add_parser(
        "tag",
        help="add, remove, rename, sort … tags in many captions; undo it",
        description="Every edit is written down before it is done: --undo takes the newest back, and --history with "
        "--restore brings any earlier text back. Captions keep their encoding, byte order mark and line ends.",
    )
    add_settings(parser)
    parser.add_argument("--where", default="", metavar="QUERY", help="only these images: 'tag:smile -tag:hat w<768'")
    parser.add_argument("--dry-run", action="store_true", help="say what would be changed, and change nothing")
    parser.add_argument("--front", action="store_true", help="with --add: in front, not at the end")
    parser.add_argument("--keep", type=int, default=0, metavar="N", help="with --sort: the first N tags stay")
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("--add", nargs="+", metavar="TAG")
    what.add_argument("--remove", nargs="+", metavar="TAG")
    what.add_argument("--rename", nargs=2, metavar=("OLD", "NEW"), help="one tag by another")
    what.add_argument("--replace", nargs=2, metavar=("TEXT", "BY"), help="text anywhere in the caption")
    what.add_argument("--regex", nargs=2, metavar=("PATTERN", "BY"), help=r"BY may say \1 or \g<name>")
    what.add_argument("--dedupe", action="store_true", help="remove tags that are there twice")
    what.add_argument("--sort", action="store_true", help="by the alphabet")
    what.add_argument("--move-to-front", nargs="+", metavar="TAG")
    what.add_argument("--set", metavar="CAPTION", help="write this caption")
    what.add_argument("--to-utf8", nargs="?", const="", metavar="FROM", help="captions in other encodings as UTF-8")
    what.add_argument("--to-extension", action="store_true", help="copy captions to the extension of the config")
    what.add_argument("--undo", action="store_true", help="take the newest edit back")
    what.add_argument("--redo", action="store_true", help="make the edit again that was taken back")
    what.add_argument("--finish", action="store_true", help="write the rest of an edit that was interrupted")
    what.add_argument("--history", nargs="?", const="", metavar="FILE", help="the edits, or those of one caption file")
    what.add_argument("--restore", nargs=2, metavar=("FILE", "EDIT"), help="what the file held before this edit")


def _tag(options: argparse.Namespace) -> int:
    library = opened_library(options)
    journal = Journal(library.scope.side_folder, library.scope.root)
    try:
        for edit in journal.recover():
            sys.stderr.write(
                f"The edit {edit.id} ({edit.label}) was interrupted; --undo takes it back, --finish ends it.\n"
            )
        if options.history is not None:
            return _history(options, library, journal)
        for name, move in (("undo", journal.undo), ("redo", journal.redo), ("finish", journal.finish)):
            if getattr(options, name):
                return told(options, library, move())
        changes = _changes(options, library, journal)
        if options.dry_run:
            return previewed(options, library, list(changes))
        skipped: list[tuple[str, str]] = []
        outcome = journal.apply(_label(options), possible_changes(changes, skipped))
        outcome.skipped += skipped
        return told(options, library, outcome)
    finally:
        journal.close()


def possible_changes(changes: Iterator[CaptionChange], skipped: list[tuple[str, str]]) -> Iterator[Change]:
    """The changes that can be made; the others go into `skipped` with the reason."""
    for change in changes:
        if change.problem is not None:
            skipped.append((change.path, change.problem))
        elif change.change is not None:
            yield change.change


def _changes(options: argparse.Namespace, library: Library, journal: Journal) -> Iterator[CaptionChange]:
    if options.restore is not None:
        return iter([_restored(options, library, journal)])
    images = chosen_images(options, library)
    if options.to_utf8 is not None:
        return to_utf8(library, images, options.to_utf8 or None)
    if options.to_extension:
        return to_extension(library, images)
    return preview(library, images, _edit(options))


def _edit(options: argparse.Namespace) -> CaptionEdit:
    edits: dict[str, Callable[[Any], CaptionEdit]] = {
        "add": lambda tags: AddTags(_tags(tags), in_front=options.front),
        "remove": lambda tags: RemoveTags(_tags(tags)),
        "rename": lambda pair: RenameTag(*pair),
        "replace": lambda pair: ReplaceText(*pair),
        "regex": lambda pair: pattern_edit(*pair),
        "dedupe": lambda _: Deduplicate(),
        "sort": lambda _: SortTags(options.keep),
        "move_to_front": lambda tags: MoveToFront(_tags(tags)),
        "set": SetText,
    }
    name = next(name for name in edits if getattr(options, name) not in (None, False))
    return edits[name](getattr(options, name))


def _tags(given: list[str]) -> tuple[str, ...]:
    return tuple(tag for part in given for text in part.split(",") if (tag := text.strip()))


def _label(options: argparse.Namespace) -> str:
    if options.restore is not None:
        return f"restore {options.restore[0]}"
    if options.to_utf8 is not None:
        return "convert to UTF-8"
    return "copy to the extension of the config" if options.to_extension else _edit(options).label


def chosen_images(options: argparse.Namespace, library: Library) -> list[int]:
    """The images that `--where` means."""
    node = parse(options.where)
    everything = range(len(library))
    if options.where.strip():
        library.read_facts(everything)
        library.read_captions(everything)
    marks = Ratings(library.scope.side_folder).marks
    problems = find_problems(library).masks if "problem" in options.where else {}
    chosen: list[int] = np.flatnonzero(matching(node, library, Knowledge(problems, marks))).tolist()
    return chosen


def _restored(options: argparse.Namespace, library: Library, journal: Journal) -> CaptionChange:
    name, number = options.restore
    path = str(library.scope.root / name)
    version = next((v for v in journal.versions(path, 1_000_000) if str(v.edit.id) == number), None)
    if version is None:
        raise ConfigError(f"The edit {number} has not changed {name}.", "--history FILE lists the edits of a file.")
    try:
        now: bytes | None = Path(path).read_bytes()
    except FileNotFoundError:
        now = None
    except OSError as error:
        raise FileError(f"Could not read {path}: {error.strerror}.", "Check its permissions.") from error
    return CaptionChange(-1, path, _text(now), _text(version.before), Change(path, now, version.before))


def _text(data: bytes | None) -> str:
    return "" if data is None else data.decode("utf-8", "backslashreplace")


def previewed(options: argparse.Namespace, library: Library, changes: list[CaptionChange]) -> int:
    """Print what would be changed; the exit code."""
    done = [change for change in changes if change.change is not None]
    skipped = [(change.path, change.problem) for change in changes if change.problem is not None]
    if options.json:
        rows = [{"file": library.relative(c.path), "before": c.before, "after": c.after} for c in done]
        print_json({"dry_run": True, "edit": None, "changes": rows, "skipped": _skipped(library, skipped)})
        return 0
    for change in done:
        sys.stdout.write(f"{shown(library.relative(change.path))}\n- {shown(change.before)}\n+ {shown(change.after)}\n")
    _print_skipped(library, skipped)
    sys.stdout.write(f"{len(done)} captions would be changed\n")
    return 0


def told(options: argparse.Namespace, library: Library, outcome: Outcome) -> int:
    """Print what was done; the exit code: 1 where something was left alone."""
    edit = outcome.edit
    if options.json:
        print_json({
            "dry_run": False,
            "edit": None if edit is None else _edit_json(edit),
            "written": [library.relative(path) for path in outcome.written],
            "skipped": _skipped(library, outcome.skipped),
        })  # fmt: skip
    else:
        _print_skipped(library, outcome.skipped)
        what = "Nothing to do" if edit is None else f"Edit {edit.id}, {edit.label}: {edit.state}"
        sys.stdout.write(f"{what}; {len(outcome.written)} captions\n")
    return 1 if outcome.skipped else 0


def _skipped(library: Library, skipped: list[tuple[str, str]]) -> list[dict[str, str]]:
    return [{"file": library.relative(path), "reason": reason} for path, reason in skipped]


def _print_skipped(library: Library, skipped: list[tuple[str, str]]) -> None:
    for path, reason in skipped:
        sys.stdout.write(f"left alone: {shown(library.relative(path))}: {reason}\n")


def _history(options: argparse.Namespace, library: Library, journal: Journal) -> int:
    if options.history:
        versions = journal.versions(str(library.scope.root / options.history), 1_000_000)
        rows: list[dict[str, Any]] = [
            {**_edit_json(v.edit), "before": _text(v.before), "after": _text(v.after)} for v in versions
        ]
    else:
        rows = [_edit_json(edit) | _progress(journal, edit) for edit in journal.edits()]
    if options.json:
        print_json({"edits": rows})
        return 0
    for row in rows:
        text = f"{row['id']:>5}  {row['time'][:19]}  {row['state']:<11}  {row['files']:>6} files  {shown(row['label'])}"
        if "before" in row:
            text += f"\n- {shown(row['before'])}\n+ {shown(row['after'])}"
        sys.stdout.write(text + "\n")
    return 0


def _progress(journal: Journal, edit: Edit) -> dict[str, int]:
    """How far an interrupted edit came."""
    if edit.state is not EditState.INTERRUPTED:
        return {}
    states = [state for _, state in journal.states(edit.id)]
    return {f"files_{name}": states.count(name) for name in ("old", "new", "other")}


def _edit_json(edit: Edit) -> dict[str, Any]:
    time = datetime.fromtimestamp(edit.time, UTC).isoformat()
    return {"id": edit.id, "time": time, "label": edit.label, "state": str(edit.state), "files": edit.files}


ACTIONS: dict[str, Callable[[argparse.Namespace], int]] = {"tag": _tag}
