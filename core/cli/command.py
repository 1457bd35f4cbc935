"""`kohya-studio command PROJECT`: the command that trains a project by hand, for any shell."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from core.cli.project import add_kohya_options, add_project, choice_from, request_for
from core.config.quoting import SUFFIXES, Shell, command_line, script
from core.engines.choice import engine_for
from core.engines.kohya import KohyaEngine
from core.errors import ConfigError
from core.files import write_bytes


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = subparsers.add_parser(
        "command",
        help="print the command that trains a project by hand",
        description="Prints the command line that trains the project with sd-scripts and without this program, or "
        "writes it into a script. What follows `--` are further arguments of the training script.",
    )
    add_project(parser)
    parser.add_argument("--shell", choices=[str(shell) for shell in Shell], help="bash, or what FILE's name says")
    parser.add_argument("--export", type=Path, metavar="FILE", help="write a script (.sh, .ps1 or .bat)")
    add_kohya_options(parser)


def run(options: argparse.Namespace) -> int:
    request = request_for(options)
    engine = engine_for(choice_from(options, request.project, "kohya"))
    if not isinstance(engine, KohyaEngine):
        raise ConfigError("Only sd-scripts is started by hand.", "Choose the engine kohya.")
    launch = engine.command(request)
    shell = _shell(options)
    if options.export is None:
        sys.stdout.write(command_line(launch.argv, shell, launch.cwd, launch.env) + "\n")
        return 0
    path: Path = options.export
    write_bytes(path, script(launch.argv, shell, launch.cwd, launch.env))
    if shell is Shell.BASH:
        path.chmod(path.stat().st_mode | 0o111)
    sys.stdout.write(f"Wrote {path}\n")
    return 0


def _shell(options: argparse.Namespace) -> Shell:
    if options.shell is not None:
        return Shell(options.shell)
    suffix = "" if options.export is None else options.export.suffix.lower()
    named = {ending: shell for shell, ending in SUFFIXES.items()} | {".cmd": Shell.CMD}
    return named.get(suffix, Shell.BASH)
