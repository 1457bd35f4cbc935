"""`kohya-studio new FOLDER`: a new project from a template, or from what another program saved."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from core.config.imported import import_config, write_imported
from core.config.templates import Answers, create_project, template, templates


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = subparsers.add_parser(
        "new",
        help="make a project from a template",
        description="Writes training_config.toml and dataset_config.toml into FOLDER, which is made where it is not "
        "there. Nothing is overwritten.",
    )
    parser.add_argument("folder", type=Path, nargs="?", metavar="FOLDER")
    names = [item.key for item in templates()]
    parser.add_argument("--template", default=names[0], choices=names, help=f"{names[0]} unless given")
    parser.add_argument("--from", dest="source", type=Path, metavar="FILE", help="a JSON of kohya_ss, or a TOML of "
                        "LoRA_Easy_Training_Scripts, instead of a template")  # fmt: skip
    parser.add_argument("--model", default="", help="the base model")
    parser.add_argument("--images", default="", help="the folder of images; images inside the project unless given")
    parser.add_argument(
        "--output", default="", help="the folder of checkpoints; output inside the project unless given"
    )
    parser.add_argument("--name", default="", help="the LoRA's name; the folder's unless given")
    parser.add_argument("--class-tokens", default="", help="stands in for captions that are not there")
    parser.add_argument("--language", default="en", choices=["en", "zh_TW"], help="of the comments")
    parser.add_argument("--list", action="store_true", help="list the templates")


def run(options: argparse.Namespace) -> int:
    if options.list or options.folder is None:
        for item in templates():
            name, about = (texts.get(options.language) or texts["en"] for texts in (item.name, item.about))
            sys.stdout.write(f"{item.key:<10}  {name}. {about}\n")
        return 0
    folder: Path = options.folder
    if options.source is not None:
        imported = import_config(options.source)
        project = write_imported(imported, folder)
        for left in imported.left_out:
            sys.stdout.write(f"left out: {left.key} = {left.value!r}: {left.reason}\n")
    else:
        answers = Answers(
            model=_absolute(options.model),
            image_dir=_absolute(options.images),
            output_dir=_absolute(options.output),
            output_name=options.name,
            class_tokens=options.class_tokens,
        )
        project = create_project(template(options.template), folder, answers, options.language)
    for path in project.documents:
        sys.stdout.write(f"Wrote {path}\n")
    return 0


def _absolute(path: str) -> str:
    """As the project keeps it; a name on the Hugging Face Hub stays one."""
    return str(Path(path).absolute()) if path and Path(path).exists() else path
