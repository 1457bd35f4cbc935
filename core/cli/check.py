"""`kohya-studio check PROJECT_OR_TOML` and `kohya-studio plan PROJECT`."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from core.cli.plan_output import plan_json, plan_numbers, plan_text
from core.config.hardware import Hardware
from core.config.imported import imported_project
from core.config.problem import Problem, Severity
from core.config.project import DATASET_CONFIG, TRAINING_CONFIG, CheckedProject, ProjectChecker
from core.config.schema import DEFAULT_SCRIPT, Schema, shipped_schema
from core.engines.choice import user_choice
from core.errors import AppError, FileError
from core.monitoring.cards import read_hardware
from core.paths import app_paths
from core.settings import Settings, read_settings

_EXIT_CODES = {Severity.ERROR: 2, Severity.WARNING: 1, Severity.NOTE: 0}


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    check = subparsers.add_parser(
        "check",
        help="look for problems in a project before training",
        description="Exit code 0: clean, or notes only; 1: warnings; 2: errors, which make the training fail or do "
        "something else than what is written. Relative paths mean the folder that this command is given in. What "
        "follows `--` are further arguments of the training script.",
    )
    plan = subparsers.add_parser(
        "plan",
        help="say what a training would do: steps, buckets, checkpoints, memory",
        description="Exit code 2 where nothing would be trained; with --json the problems are printed then, as by "
        "check. What follows `--` are further arguments.",
    )
    for parser in (check, plan):
        parser.add_argument(
            "project", type=Path, help=f"folder with {TRAINING_CONFIG} and {DATASET_CONFIG}, or one document"
        )
        parser.add_argument("--script", help=f"the training script of sd-scripts: {DEFAULT_SCRIPT} unless given")
        parser.add_argument("--engine", choices=["kohya", "builtin"], default="kohya")
        parser.add_argument(
            "--installed", action="store_true", help="ask the installed sd-scripts for its arguments (takes seconds)"
        )
        parser.add_argument("--json", action="store_true", help="print JSON")


def run(options: argparse.Namespace) -> int:
    path: Path = options.project.absolute()
    missing = _missing(path)
    if missing is not None:
        return _print(options, None, [missing])
    hardware = read_hardware()
    try:
        checked, problems = _checked(options, path, hardware)
    except AppError as error:  # exit code 1 would say that there are warnings only
        return _print(options, None, [Problem(Severity.ERROR, "bad-argument", error.message, error.hint, path)])
    if options.command == "plan" and (checked.plan is not None or not options.json):
        return _print_plan(checked, problems, hardware, as_json=options.json)
    return _print(options, checked, problems)


def _missing(path: Path) -> Problem | None:
    """Nothing is there: a problem like any other, so that a program that reads the JSON need not look elsewhere."""
    is_project = path.is_dir() and any((path / name).is_file() for name in (TRAINING_CONFIG, DATASET_CONFIG))
    if is_project or path.is_file():
        return None
    what = f"There is no {TRAINING_CONFIG} in {path}." if path.is_dir() else f"There is no {path}."
    hint = f"Give a folder with {TRAINING_CONFIG} and {DATASET_CONFIG}, or a document."
    return Problem(Severity.ERROR, "missing-path", what, hint, path)


def _checked(options: argparse.Namespace, path: Path, hardware: Hardware) -> tuple[CheckedProject, list[Problem]]:
    own_peaks = _own_peaks() if options.command == "plan" else []
    texts: Mapping[Path, str] = {}
    notes: list[Problem] = []
    script, opened = options.script or DEFAULT_SCRIPT, path
    foreign = imported_project(path) if path.is_file() else None
    if foreign is not None:
        opened, texts, notes = foreign.training, foreign.texts, foreign.problems
        script = options.script or foreign.script
    checker = ProjectChecker(opened, Path.cwd())
    checked = checker.check(
        texts,
        engine=options.engine,
        schema=_schema(options, script),
        hardware=hardware,
        own_peaks=own_peaks,
        further=options.further,
    )
    problems = list(checked.problems)
    if foreign is not None:
        problems = [*foreign.as_written(problems), *notes]
    return checked, problems


def _schema(options: argparse.Namespace, script: str) -> Schema:
    """Of the installed sd-scripts where it is asked for, or was asked before; else the shipped one."""
    from core.config.installed_schema import installed_schema, remembered_schema

    try:
        settings = read_settings(app_paths().settings_file)
    except FileError:
        settings = Settings()  # broken settings are told by what changes them
    choice = user_choice(settings)
    python = None if choice.python is None else Path(choice.python)
    folder = None if choice.sd_scripts is None else Path(choice.sd_scripts)
    if options.installed:
        source = installed_schema(python, folder, script)
        if not source.installed:
            sys.stderr.write(f"kohya-studio: this is checked against {source.note}\n")
        return source.schema
    return remembered_schema(python, folder, script) or shipped_schema(script)


def _own_peaks() -> list[Any]:
    from core.config.own_peaks import own_peaks

    return list(own_peaks(app_paths().runs))


def _print(options: argparse.Namespace, checked: CheckedProject | None, problems: list[Problem]) -> int:
    worst = max((_EXIT_CODES[problem.severity] for problem in problems), default=0)
    if options.json:
        sys.stdout.write(_as_json(check_json(checked, problems)))
    else:
        for problem in problems:
            sys.stdout.write(_line(problem))
        sys.stdout.write(_summary(checked, problems))
    return worst


def check_json(checked: CheckedProject | None, problems: list[Problem]) -> dict[str, Any]:
    """What `check --json` prints; `plan` is null where nothing would be trained."""
    worst = max((_EXIT_CODES[problem.severity] for problem in problems), default=0)
    return {
        "verdict": ("ok", "warning", "error")[worst],
        "problems": [
            {
                "severity": str(problem.severity),
                "code": problem.code,
                "file": "" if problem.file is None else str(problem.file),
                "line": problem.line,
                "key": problem.key,
                "message": problem.message,
                "fix": problem.hint or None,
            }
            for problem in problems
        ],
        "plan": None if checked is None or checked.plan is None else plan_numbers(checked.plan),
    }


def _print_plan(checked: CheckedProject, problems: list[Problem], hardware: Hardware, *, as_json: bool) -> int:
    if checked.plan is None:
        for problem in problems:
            if problem.severity is Severity.ERROR:
                sys.stderr.write(_line(problem))
        return _EXIT_CODES[Severity.ERROR]
    if as_json:
        sys.stdout.write(_as_json(plan_json(checked.plan, checked.memory, hardware.card)))
    else:
        sys.stdout.write(plan_text(checked.plan, checked.memory, hardware.card))
    return 0


def _as_json(values: dict[str, Any]) -> str:
    return json.dumps(values, ensure_ascii=False, indent=2) + "\n"


def _line(problem: Problem) -> str:
    where = "" if problem.file is None else f"{problem.file}{f':{problem.line}' if problem.line else ''}: "
    hint = f"\n    {problem.hint}" if problem.hint else ""
    return f"{where}{problem.severity}: {problem.message} [{problem.code}]{hint}\n"


def _summary(checked: CheckedProject | None, problems: list[Problem]) -> str:
    counts = [sum(problem.severity is severity for problem in problems) for severity in _EXIT_CODES]
    text = f"{counts[0]} errors, {counts[1]} warnings, {counts[2]} notes\n"
    return text if checked is None or checked.plan is None else plan_text(checked.plan, checked.memory) + text
