"""`kohya-studio env …`: the environments that sd-scripts trains in."""

from __future__ import annotations

import argparse
import importlib
from collections.abc import Callable
from pathlib import Path

from core.cli.env_exit_codes import EXPLANATION

_SHOWING, _SETUP, _KEEPING = "core.cli.env_show", "core.cli.env_setup", "core.cli.env_keep"
_MODULES = {
    "list": _SHOWING,
    "verify": _SHOWING,
    "report": _SHOWING,
    "plan": _SETUP,
    "create": _SETUP,
    "repair": _SETUP,
    "update": _SETUP,
    "rollback": _SETUP,
    "resume": _SETUP,
    "remove": _KEEPING,
    "export": _KEEPING,
    "recipes": _KEEPING,
}


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = subparsers.add_parser(
        "env",
        help="the environments that sd-scripts trains in",
        description="Environments with Python, torch and packages that sd-scripts trains in. What exists is never "
        "overwritten, and nothing is changed before a plan was shown.",
        epilog=EXPLANATION,
    )
    commands = parser.add_subparsers(dest="env_command", metavar="COMMAND", title="commands", required=True)
    _add(commands, "list", "list the environments that are known or found", _json)
    _add(commands, "recipes", "list the recipes that environments are made from", _json)
    _add(commands, "plan", "say what a new environment would load, run and need; changes nothing", _creating, _json)
    _add(commands, "create", "make a new environment, or go on with one that was interrupted", _creating, _doing)
    _add(commands, "verify", "prove that an environment can train", _existing, _json)
    _add(commands, "repair", "bring back what is missing or damaged", _existing, _network, _doing)
    _add(
        commands,
        "update",
        "bring sd-scripts to another version, and the packages with it",
        _existing,
        _updating,
        _doing,
    )
    _add(
        commands,
        "rollback",
        "go back to the packages and the version before the last update",
        _existing,
        _network,
        _doing,
    )
    _add(commands, "resume", "go on with a setup that was interrupted", _existing, _network, _doing)
    _add(commands, "remove", "remove an environment by its name", _existing, _removing)
    _add(commands, "export", "write a script or a lock file that makes the same environment", _existing, _exporting)
    _add(commands, "report", "a report to ask for help with; home folder and user name are masked", _existing_or_none)


def run(options: argparse.Namespace) -> int:
    code: int = importlib.import_module(_MODULES[options.env_command]).run(options)
    return code


Adding = Callable[[argparse.ArgumentParser], None]


def _add(commands: argparse._SubParsersAction[argparse.ArgumentParser], name: str, text: str, *adding: Adding) -> None:
    parser = commands.add_parser(name, help=text, description=text[0].upper() + text[1:] + ".", epilog=EXPLANATION)
    for add in adding:
        add(parser)


def _json(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="print JSON")


def _existing(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("environment", help="its name or folder, as `env list` shows them")


def _existing_or_none(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("environment", nargs="?", help="its name or folder; without one, all about the machine")


def _creating(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "prefix", type=Path, nargs="?", help="folder of the new environment; kohya_ss in the program's data by default"
    )
    parser.add_argument("--recipe", help="see `env recipes`; by default what fits the card and its driver")
    parser.add_argument(
        "--backend", help="conda, mamba, micromamba, rattler, uv or venv; by default the first there is"
    )
    parser.add_argument(
        "--manager", type=Path, metavar="PROGRAM", help="the conda or uv to use, or the Python of a venv"
    )
    parser.add_argument("--python", metavar="VERSION", help="such as 3.10; by default what the recipe asks for")
    parser.add_argument("--torch", metavar="BUILD", help="cu128, cu126, cu118, cpu or default; by default what fits")
    parser.add_argument("--sd-scripts", type=Path, metavar="FOLDER", help="where sd-scripts is fetched to")
    parser.add_argument(
        "--use-checkout", action="store_true", help="the folder holds sd-scripts; nothing in it is changed"
    )
    parser.add_argument("--no-sd-scripts", action="store_true", help="only Python, torch and the recipe's packages")
    parser.add_argument("--address", help="where sd-scripts is fetched from, for git")
    parser.add_argument("--revision", default="", help="tag, or commit of 40 digits; by default the newest")
    parser.add_argument("--package", action="append", default=[], metavar="REQUIREMENT", help="install this, too")
    parser.add_argument("--lock", type=Path, metavar="FILE", help="exactly the packages of a lock file")
    _folders(parser)
    _network(parser)


def _updating(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--revision", default="", help="tag, or commit of 40 digits; by default the newest")
    _network(parser)


def _folders(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--temp", type=Path, metavar="FOLDER", help="for temporary files (5 GB with CUDA)")
    parser.add_argument("--cache", type=Path, metavar="FOLDER", help="where pip keeps what it has loaded")


def _network(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group(
        "network", "What is not given comes from the settings, else from pip's, conda's and git's own configuration."
    )
    group.add_argument(
        "--torch-index", metavar="ADDRESS", help="PyTorch's own index, which has its CUDA and CPU builds"
    )
    group.add_argument("--proxy", metavar="ADDRESS", help="for everything that is loaded")
    group.add_argument("--certificate", metavar="FILE", help="certificates to trust, in a company's network")
    group.add_argument("--index", metavar="ADDRESS", help="a mirror in the place of pip's package index")
    group.add_argument("--extra-index", action="append", metavar="ADDRESS", help="one more package index")
    group.add_argument("--find-links", action="append", metavar="PLACE", help="a folder or page of packages")
    group.add_argument("--channel", help="conda channel: name, address or folder; conda-forge by default")
    group.add_argument("--python-mirror", metavar="ADDRESS", help="where uv loads interpreters from")


def _doing(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--yes", action="store_true", help="do not ask before it begins")
    parser.add_argument("--no-verify", action="store_true", help="do not prove the environment at the end")
    parser.add_argument("--verbose", action="store_true", help="show every line of the log")
    _json(parser)


def _removing(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--name", metavar="NAME", help="its name once more; asked for without this option")
    parser.add_argument(
        "--not-made-here", action="store_true", help="also one that this program did not make; it goes into the trash"
    )


def _exporting(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, nargs="?", help="setup_kohya_env.sh or .ps1 by default")
    parser.add_argument("--lock", action="store_true", help="a lock file: the exact packages as they are")
