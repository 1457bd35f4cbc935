"""`kohya-studio explain`: what became of a run, from the raw console of it."""

from __future__ import annotations

import argparse
import dataclasses
import json
import sys
from collections.abc import Iterator
from pathlib import Path

from core.errors import FileError

BLOCK = 4 << 20


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = subparsers.add_parser(
        "explain",
        help="say what became of a run, from its console output",
        description="Reads what sd-scripts printed, also in a run made without this program, and says what happened.",
    )
    parser.add_argument("stderr", type=Path, help="file with its standard error, or with both streams")
    parser.add_argument("stdout", type=Path, nargs="?", help="file with its standard output")
    parser.add_argument("--exit-code", type=int, help="the exit code of the process, where you know it")
    parser.add_argument("--json", action="store_true", help="print JSON")


def run(options: argparse.Namespace) -> int:
    from core.runs.account import account_of

    account = account_of(
        _blocks(options.stderr), _blocks(options.stdout) if options.stdout else (), exit_code=options.exit_code
    )
    if options.json:
        sys.stdout.write(json.dumps(dataclasses.asdict(account), ensure_ascii=False, allow_nan=False) + "\n")
        return 0
    rows = [
        ("outcome", account.outcome.value.replace("_", " ")),
        ("reason", account.reason),
        ("steps", f"{account.steps_done} of {account.steps_total or 'an unknown number'}"),
        ("epochs", f"{account.epochs[0]} of {account.epochs[1]}" if account.epochs[1] else None),
        ("average loss", account.last_average_loss),
        ("speed", f"{account.seconds_per_step:.3g} s/step" if account.seconds_per_step else None),
        *(("checkpoint", path) for path in account.checkpoints),
        *(("warning", text) for text in account.warnings),
    ]
    for name, value in rows:
        if value is not None:
            sys.stdout.write(f"{name:<13} {value}\n")
    return 0


def _blocks(path: Path) -> Iterator[bytes]:
    try:
        with path.open("rb") as stream:
            while block := stream.read(BLOCK):
                yield block
    except OSError as error:
        raise FileError(
            f"Could not read {path}: {error.strerror}.", "Give the file that the run printed into."
        ) from error
