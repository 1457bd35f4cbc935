"""The commands of the bootstrap, once a suitable Python runs it."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from installer import checks, doctor, install, relock, stamp, start, system_libraries
from installer.errors import InstallError
from installer.install import Order
from installer.pins import TOOLS
from installer.pip_runs import Pip, pinned
from installer.torch_build import Wish

INDEX_VARIABLE = "KOHYA_STUDIO_TORCH_INDEX"


def run(root_folder: str, arguments: list[str]) -> int:
    """Do what the command line says; returns the exit code."""
    root = Path(root_folder)
    options, rest = _parser().parse_known_args(arguments)
    command = options.command
    if rest and command not in ("demo", "test"):
        _parser().error(f"unknown argument: {' '.join(rest)}")
    if command == "doctor":
        print("\n".join(doctor.report(root)))
        return 0
    index = options.torch_index or os.environ.get(INDEX_VARIABLE, "")
    wish = Wish(options.torch, index, insists=options.torch != "auto" or bool(options.torch_index))
    install.ensure(root, Order(wish, dev=command in ("test", "lock"), afresh=options.repair))
    if command == "test":
        return checks.run(root, rest)
    if command == "lock":
        return _lock(root, upgrade=options.upgrade)
    if command == "install":
        return 0
    missing = _missing_libraries(root_folder)
    if command == "demo":
        if missing and start.has_display():
            print(f"{_missing_sentence(missing)}\nUntil then the demo runs without its window.", flush=True)
        return start.demo(root_folder, rest, window_possible=not missing)
    if missing and start.has_display():
        raise InstallError(_missing_sentence(missing), "Then run the same command again.")
    return start.window(root_folder, [])


def _missing_libraries(root: str) -> list[str]:
    """Looked for again at each start until there are none."""
    missing = system_libraries.missing()
    noted = stamp.read(root)
    if noted and noted.get("missing_libraries") != missing:
        noted["missing_libraries"] = missing
        stamp.write(root, **noted)
    return missing


def _missing_sentence(missing: list[str]) -> str:
    libraries = ", ".join(missing)
    return f"The window needs system libraries that are missing here: {libraries}.\n{system_libraries.advice(missing)}"


def _lock(root: Path, *, upgrade: bool) -> int:
    with install.only_one(root) as lock:
        pip = Pip(root, lock)
        pip.raw_progress = True
        pip.install("uv, which works the pins out", *pinned(root, TOOLS))
        changes = relock.refresh(root, upgrade=upgrade)
    print("\n".join(changes) or "The pins are up to date: nothing changed.")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="bootstrap.py", description="Sets Kohya Studio up inside this checkout and starts it."
    )
    parser.add_argument(
        "command",
        nargs="?",
        choices=("demo", "test", "install", "lock", "doctor"),
        help="demo: train a small LoRA; test: run every check and test; install: only set up; lock: work the pins out "
        "anew; doctor: say what was found; nothing: open the program",
    )
    parser.add_argument(
        "--torch", choices=("auto", "cpu", "cuda"), default="auto", help="which build of torch to install"
    )
    parser.add_argument(
        "--torch-index",
        default="",
        metavar="ADDRESS",
        help=f"one more package index to look for torch in (also {INDEX_VARIABLE})",
    )
    parser.add_argument("--repair", action="store_true", help="throw the environment away and make it anew")
    parser.add_argument("--upgrade", action="store_true", help="with lock: take the newest versions of everything")
    return parser
