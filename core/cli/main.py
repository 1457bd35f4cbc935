"""The `kohya-studio` command: what the window does, without a window. Sub-commands are imported when they are used."""

from __future__ import annotations

import argparse
import importlib
import importlib.util
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from types import ModuleType

from core.errors import AppError

INTERRUPTED = 130
READER_GONE = 141


@dataclass(frozen=True, slots=True)
class Command:
    """`module` has `add_parser(subparsers)`, which adds all commands of its group, and `run(options) -> int`.

    What follows `--` on the command line is in `options.further`, for the commands that take it.
    """

    module: str
    help: str
    takes_further: bool = False


COMMANDS = {
    "gui": Command("core.cli.gui", "open the window"),
    "demo": Command("core.cli.demo", "train a LoRA on a small made-up model, to see how it goes"),
    "train": Command("core.cli.train", "train a project", takes_further=True),
    "command": Command("core.cli.command", "print the command that trains a project by hand", takes_further=True),
    "check": Command("core.cli.check", "look for problems in a project before training", takes_further=True),
    "plan": Command("core.cli.check", "say what a training would do: steps, buckets, memory", takes_further=True),
    "diff": Command("core.cli.diff", "compare two configs, presets or runs, setting by setting"),
    "new": Command("core.cli.new", "make a project from a template"),
    "configs": Command("core.cli.configs", "find all configs under a folder"),
    "dataset": Command("core.cli.dataset", "look at a data set and edit its captions"),
    "env": Command("core.cli.env", "the environments that sd-scripts trains in: list, create, verify, repair, remove"),
    "runs": Command("core.cli.runs", "list the runs"),
    "attach": Command("core.cli.runs", "follow a run; Ctrl-C only detaches"),
    "stop": Command("core.cli.runs", "end a run"),
    "save": Command("core.cli.runs", "save a checkpoint now"),
    "sample": Command("core.cli.runs", "draw the sample images now"),
    "pause": Command("core.cli.runs", "pause a run after the step it is at"),
    "resume": Command("core.cli.runs", "go on with a paused run, or with one that has ended"),
    "explain": Command("core.cli.explain", "say what became of a run, from its console output"),
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; the exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    try:
        options, module = _parse(given)
        if module is None:
            return 0
        code: int = module.run(options)
        sys.stdout.flush()
    except AppError as error:
        sys.stderr.write(f"kohya-studio: {error.message}\n")
        if error.hint:
            sys.stderr.write(f"{error.hint}\n")
        return 1
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:  # `kohya-studio runs | head`; what is still unwritten must not be tried again at exit
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return READER_GONE
    return code


def _parse(given: list[str]) -> tuple[argparse.Namespace, ModuleType | None]:
    """Only the group of the command that was asked for is imported; the others are known by name."""
    parser = argparse.ArgumentParser(prog="kohya-studio", description="Train LoRAs, and watch them being trained.")
    parser.add_argument("--version", action="store_true", help="print the version and leave")
    subparsers = parser.add_subparsers(dest="command", metavar="COMMAND", title="commands")
    name = next((argument for argument in given if not argument.startswith("-")), "")
    chosen = COMMANDS.get(name)
    further: list[str] = []
    if chosen is not None and chosen.takes_further and "--" in given:
        place = given.index("--")
        given, further = given[:place], given[place + 1 :]
    module = None
    if chosen is not None and _exists(chosen.module):
        module = importlib.import_module(chosen.module)
        module.add_parser(subparsers)
    else:
        for known, command in COMMANDS.items():
            if _exists(command.module):
                subparsers.add_parser(known, help=command.help)
    options = parser.parse_args(given)
    options.further = further
    if options.version:
        from core.engines.builtin import program_version

        sys.stdout.write(f"kohya-studio {program_version()}\n")
        return options, None
    if module is None:
        parser.print_help()
    return options, module


def _exists(module: str) -> bool:
    return importlib.util.find_spec(module) is not None


if __name__ == "__main__":
    sys.exit(main())
