"""What the `dataset` commands have in common: what is opened, and settings that stand in for a config."""

from __future__ import annotations

import argparse
import json
import re
import sys
from pathlib import Path
from typing import Any

from core.config.problem import Severity
from core.dataset.library import Library
from core.dataset.scope import open_scope, with_values
from core.errors import ConfigError

_RESOLUTION = re.compile(r"(\d+)(?:\s*[x×,]\s*(\d+))?")


def resolution(text: str) -> tuple[int, int]:
    """`512`, `512x768` or `512,768` as width and height."""
    match = _RESOLUTION.fullmatch(text.strip())
    if match is None:
        raise argparse.ArgumentTypeError(f"{text!r} is no resolution: write 512 or 512x768")
    width = int(match[1])
    return width, int(match[2]) if match[2] else width


def add_settings(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("project", type=Path, metavar="PROJECT_OR_FOLDER", help="project, dataset config, or folder")
    parser.add_argument("--json", action="store_true", help="print JSON")
    group = parser.add_argument_group(
        "settings", "For folders without a config, or to try out others than those of the config."
    )
    group.add_argument("--resolution", type=resolution, metavar="512|512x768")
    group.add_argument("--batch-size", type=int)
    group.add_argument("--min-bucket-reso", type=int)
    group.add_argument("--max-bucket-reso", type=int)
    group.add_argument("--bucket-reso-steps", type=int)
    group.add_argument("--bucket-no-upscale", action=argparse.BooleanOptionalAction)
    group.add_argument("--enable-bucket", action=argparse.BooleanOptionalAction)
    group.add_argument("--caption-extension", metavar=".txt")
    group.add_argument("--num-repeats", type=int)
    group.add_argument("--class-tokens")
    group.add_argument("--caption-prefix")
    group.add_argument("--caption-suffix")
    group.add_argument("--enable-wildcard", action=argparse.BooleanOptionalAction)


_DATASET = (
    "resolution",
    "batch_size",
    "min_bucket_reso",
    "max_bucket_reso",
    "bucket_reso_steps",
    "bucket_no_upscale",
    "enable_bucket",
)
_SUBSET = ("caption_extension", "num_repeats", "class_tokens", "caption_prefix", "caption_suffix", "enable_wildcard")


def opened_library(options: argparse.Namespace) -> Library:
    """The files of the project or folder, listed.

    Raises:
        AppError: there is nothing, or its documents make no dataset.
    """
    scope = open_scope(options.project, Path.cwd())
    for problem in scope.problems:
        sys.stderr.write(f"{problem.severity}: {problem.message} [{problem.code}]\n")
    if not scope.folders:
        errors = [problem for problem in scope.problems if problem.severity is Severity.ERROR]
        first = errors[0] if errors else None
        raise ConfigError(
            f"{options.project} names no folder of images." if first is None else first.message,
            "Give a folder, or correct the dataset config." if first is None else first.hint,
        )
    return Library(with_values(scope, _given(options, _DATASET), _given(options, _SUBSET)))


def print_json(values: Any) -> None:
    """Names of files that are no text (bytes that no encoding explains) come out with escapes."""
    text = json.dumps(values, ensure_ascii=False, indent=1)
    sys.stdout.write(text.encode("utf-8", "backslashreplace").decode("utf-8") + "\n")


def shown(text: str) -> str:
    """The text on one line, whatever stands in it."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)


def _given(options: argparse.Namespace, names: tuple[str, ...]) -> dict[str, Any]:
    return {name: value for name in names if (value := getattr(options, name)) is not None}
