"""`kohya-studio gui`: opens the window, as a program of its own, for `core` knows nothing of it."""

from __future__ import annotations

import argparse
import os
import subprocess

from core.processes import IS_WINDOWS, own_module


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    subparsers.add_parser("gui", help="open the window")


def run(_options: argparse.Namespace) -> int:
    """On POSIX this process becomes the window; on Windows (untested), which has no such call, it waits for it."""
    argv, changes = own_module("gui.app")
    variables = {name: value for name, value in (os.environ | changes).items() if value is not None}
    if not IS_WINDOWS:
        os.execve(argv[0], argv, variables)  # noqa: S606 - a fixed program, no shell
    return subprocess.call(argv, env=variables)
