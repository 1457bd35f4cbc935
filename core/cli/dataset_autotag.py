"""`kohya-studio dataset autotag FOLDER --model DIR`: captions by a tagger that was downloaded."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

from core.cli.dataset_options import add_settings, opened_library, shown
from core.cli.dataset_tags import chosen_images, possible_changes, previewed, told
from core.dataset.journal import Journal
from core.dataset.library import Library
from core.dataset.tagging.captioner import Captioner, Suggestion, WriteMode, images_to_caption, suggested_changes
from core.dataset.tagging.onnx_tagger import OnnxTagger, TaggerSettings


def add_parsers(actions: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    usual = TaggerSettings()
    parser = actions.add_parser(
        "autotag",
        help="captions by a tagger that you have downloaded",
        description="The model runs in a process of its own. Ctrl-C ends it; what it has said by then is written. "
        "The edit is in the journal: `dataset tag --undo` takes it back.",
    )
    add_settings(parser)
    parser.add_argument("--model", type=Path, required=True, metavar="DIR", help="with model.onnx, selected_tags.csv")
    parser.add_argument("--mode", choices=[str(mode) for mode in WriteMode], default=str(WriteMode.MISSING))
    parser.add_argument("--general", type=float, default=usual.general, help="threshold for what is seen (%(default)s)")
    parser.add_argument("--character", type=float, default=usual.character, help="threshold for names (%(default)s)")
    parser.add_argument("--exclude", nargs="+", default=[], metavar="TAG", help="tags that are never written")
    parser.add_argument("--at-most", type=int, default=0, metavar="N", help="the N surest tags")
    parser.add_argument("--underscores", action="store_true", help="long_hair, not long hair")
    parser.add_argument("--in-front", nargs="+", default=[], metavar="TAG", help="such as the trigger word")
    parser.add_argument("--where", default="", metavar="QUERY", help="only these images")
    parser.add_argument("--dry-run", action="store_true", help="say what would be written, and write nothing")


def _autotag(options: argparse.Namespace) -> int:
    settings = TaggerSettings(
        general=options.general,
        character=options.character,
        excluded=tuple(options.exclude),
        underscores=options.underscores,
        at_most=options.at_most,
    )
    tagger = OnnxTagger(options.model, settings)
    library = opened_library(options)
    library.read_captions(range(len(library)))
    mode = WriteMode(options.mode)
    images = images_to_caption(library, chosen_images(options, library), mode)
    found = _ask(tagger, library, images, quiet=options.json)
    changes = suggested_changes(library, found, mode, in_front=options.in_front)
    if options.dry_run:
        return previewed(options, library, list(changes))
    journal = Journal(library.scope.side_folder, library.scope.root)
    try:
        skipped: list[tuple[str, str]] = []
        outcome = journal.apply(f"captions by {tagger.name}", possible_changes(changes, skipped))
        outcome.skipped += skipped
        return told(options, library, outcome)
    finally:
        journal.close()


def _ask(tagger: Captioner, library: Library, images: list[int], *, quiet: bool) -> dict[int, Suggestion]:
    found: dict[int, Suggestion] = {}
    try:
        for image, suggestion in zip(images, tagger.suggestions([library.path(i) for i in images]), strict=True):
            found[image] = suggestion
            if not quiet:
                what = suggestion.error or ", ".join(tag for tag, _ in suggestion.tags)
                sys.stdout.write(f"{len(found)}/{len(images)} {shown(library.name(image))}: {shown(what)}\n")
    except KeyboardInterrupt:
        sys.stderr.write(f"Interrupted after {len(found)} of {len(images)} images.\n")
    return found


ACTIONS: dict[str, Callable[[argparse.Namespace], int]] = {"autotag": _autotag}
