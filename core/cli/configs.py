"""`kohya-studio configs FOLDER`: every document of a training under a folder."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from core.config.config_kinds import ConfigKind, find_configs
from core.errors import FileError

_KINDS = {
    ConfigKind.TRAINING: "training",
    ConfigKind.DATASET: "dataset",
    ConfigKind.KOHYA_SS: "kohya_ss",
    ConfigKind.EASY_SCRIPTS: "LoRA_Easy_Training_Scripts",
}


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = subparsers.add_parser(
        "configs",
        help="find all configs under a folder",
        description="Training and dataset documents of sd-scripts, JSON of kohya_ss, TOML of "
        "LoRA_Easy_Training_Scripts. Folders that begin with a dot are not searched.",
    )
    parser.add_argument("folder", type=Path, nargs="?", default=Path(), help="this folder unless given")
    parser.add_argument("--json", action="store_true", help="print JSON")


def run(options: argparse.Namespace) -> int:
    folder: Path = options.folder.absolute()
    if not folder.is_dir():
        raise FileError(f"There is no folder {folder}.", "Name a folder.")
    found = find_configs(folder)
    if options.json:
        rows = [{"path": str(item.path), "kind": str(item.kind), "problem": item.problem} for item in found]
        sys.stdout.write(json.dumps(rows, ensure_ascii=False, indent=2) + "\n")
        return 0
    width = max((len(_KINDS[item.kind]) for item in found), default=0)
    for item in found:
        problem = f"  (broken: {item.problem})" if item.problem else ""
        sys.stdout.write(f"{_KINDS[item.kind]:<{width}}  {item.path.relative_to(folder)}{problem}\n")
    return 0
