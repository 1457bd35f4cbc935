"""`kohya-studio dataset problems` and `dataset duplicates`."""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Callable
from typing import Any

import numpy as np

from core.cli.dataset_options import add_settings, opened_library, print_json, shown
from core.config.problem import Severity
from core.dataset.duplicates import exact_groups, near_pairs
from core.dataset.image_facts import Trait
from core.dataset.kept_pairs import numbered_pairs
from core.dataset.library import Library
from core.dataset.problem_kinds import KINDS, DatasetProblem
from core.dataset.problem_texts import all_problems
from core.dataset.problems import Findings, find_problems, look_closely
from core.dataset.side_settings import SideSettings
from core.dataset.trigger_words import chosen_words

_EXIT_CODES = {Severity.ERROR: 2, Severity.WARNING: 1, Severity.NOTE: 0}
_EXAMPLES = 3


def add_parsers(actions: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    problems = actions.add_parser(
        "problems",
        help="what is wrong with images and captions, and what to do about it",
        description="Exit code 0: nothing, or notes only; 1: warnings; 2: errors, on which training stops. "
        f"Codes: {', '.join(KINDS)}.",
    )
    problems.add_argument(
        "--trigger", help="the word that every caption must have; by default what was set in the window, else guessed"
    )
    problems.add_argument("--only", nargs="+", metavar="CODE", help="only problems of these codes")
    problems.add_argument("--quick", action="store_true", help="do not decode or compare pictures")
    problems.add_argument("--all", action="store_true", help=f"print every one, not {_EXAMPLES} of a kind")
    duplicates = actions.add_parser("duplicates", help="pictures that are there twice: to the byte, or to the eye")
    for parser in (problems, duplicates):
        add_settings(parser)


def _problems(options: argparse.Namespace) -> int:
    library = opened_library(options)
    everything = range(len(library))
    library.read_facts(everything)
    library.read_captions(everything)
    findings = Findings() if options.quick else look_closely(library, report=_report)
    _report(0, 0)
    side = SideSettings(library.scope.side_folder)
    if side.damage is not None:
        sys.stderr.write(f"{side.damage.message} {side.damage.hint}\n")
    triggers = chosen_words(library, side.triggers)
    if options.trigger is not None:
        triggers = dict.fromkeys(range(len(library.scope.folders)), options.trigger)
    problems = find_problems(library, findings, triggers, kept=numbered_pairs(library, side.kept))
    found = [
        problem for problem in all_problems(library, problems) if options.only is None or problem.code in options.only
    ]
    if options.json:
        print_json(problems_json(library, found))
    else:
        _print(library, found, _EXAMPLES if not options.all else len(found))
    return max((_EXIT_CODES[problem.severity] for problem in found), default=0)


def _report(done: int, total: int) -> None:
    """A line that is written over, for a person who waits; 0 of 0 takes it away."""
    if sys.stderr.isatty():
        sys.stderr.write(f"\r{done} of {total}" if total else "\r\x1b[K")
        sys.stderr.flush()


def problems_json(library: Library, problems: list[DatasetProblem]) -> dict[str, Any]:
    """What `dataset problems --json` prints."""
    return {
        "images": len(library),
        "counts": dict(Counter(problem.code for problem in problems)),
        "problems": [
            {
                "severity": str(problem.severity),
                "code": problem.code,
                "path": library.relative(problem.path),
                "message": problem.message,
                "fix": problem.hint,
                "others": [library.relative(library.path(other)) for other in problem.others],
                "files": [library.relative(path) for path in problem.files],
            }
            for problem in problems
        ],
    }


def _print(library: Library, problems: list[DatasetProblem], limit: int) -> None:
    out = sys.stdout.write
    counts = Counter(problem.code for problem in problems)
    told: Counter[str] = Counter()
    for problem in problems:
        told[problem.code] += 1
        if told[problem.code] <= limit:
            path = shown(library.relative(problem.path))
            out(f"{path}: {problem.severity}: {shown(problem.message)} [{problem.code}]\n    {problem.hint}\n")
        elif told[problem.code] == limit + 1:
            out(f"… and {counts[problem.code] - limit} more [{problem.code}]\n")
    severities = Counter(problem.severity for problem in problems)
    numbers = ", ".join(f"{severities[severity]} {severity}s" for severity in reversed(Severity))
    out(f"{len(library)} images: {numbers}\n")


def _duplicates(options: argparse.Namespace) -> int:
    library = opened_library(options)
    library.read_facts(range(len(library)))
    images = np.flatnonzero((library.traits & int(Trait.OUTSIDE | Trait.BOMB)) == 0).tolist()
    paths = [library.path(image) for image in images]
    names = [library.relative(path) for path in paths]
    groups = [[names[place] for place in group] for group in exact_groups(paths)]
    pairs = near_pairs(paths, report=_report)
    _report(0, 0)
    if options.json:
        near = [
            {
                "first": names[pair.first],
                "second": names[pair.second],
                "likeness": round(pair.likeness, 4),
                "mirrored": pair.mirrored,
            }
            for pair in pairs
        ]
        print_json({"identical": groups, "near": near})
        return 0
    for group in groups:
        sys.stdout.write(f"the same bytes: {', '.join(map(shown, group))}\n")
    for pair in pairs:
        first, second = shown(names[pair.first]), shown(names[pair.second])
        mirrored = ", mirrored" if pair.mirrored else ""
        sys.stdout.write(f"{pair.likeness:.3f}{mirrored}: {first} and {second}\n")
    sys.stdout.write(f"{len(groups)} groups of identical files, {len(pairs)} pairs that look the same\n")
    return 0


ACTIONS: dict[str, Callable[[argparse.Namespace], int]] = {"problems": _problems, "duplicates": _duplicates}
