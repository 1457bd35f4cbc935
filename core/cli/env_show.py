"""`kohya-studio env list|verify|report`."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from core.cli.env_exit_codes import CANCELLED, DONE, NOT_PROVEN
from core.cli.env_progress import interruptible
from core.cli.env_request import named_environment
from core.environment.check_texts import TITLES, hint, message
from core.environment.checks import Check, CheckId, State, Verification
from core.environment.chosen import Trust, trust_in
from core.environment.discovery import Findings, Found, Known, detect
from core.environment.environment import Environment
from core.environment.journal import SetupFolder, unfinished_setups
from core.environment.registry import EnvironmentRegistry
from core.environment.report import report
from core.environment.verification import verify_known
from core.environment.wanted import wanted_in
from core.paths import AppPaths, app_paths
from core.settings import read_settings

_MARKS = {State.WORKS: "ok", State.LIMITED: "limit", State.BROKEN: "BROKEN", State.SKIPPED: "-"}
_LOG_LINES = 40


def run(options: argparse.Namespace) -> int:
    paths = app_paths()
    if options.env_command == "list":
        return _list(paths, as_json=options.json)
    if options.env_command == "report":
        return _report(paths, options.environment)
    return verify_prefix(named_environment(paths, options.environment).prefix, as_json=options.json)


def _list(paths: AppPaths, *, as_json: bool) -> int:
    registry = EnvironmentRegistry(paths.environments)
    settings = read_settings(paths.settings_file)
    findings = _findings(paths)
    rows = [_row(found, registry, settings.kohya_python) for found in findings.environments]
    broken_off = unfinished_setups(paths.environments)
    if as_json:
        unfinished = [{"prefix": str(j.request.prefix), "purpose": j.purpose, "state": j.state} for j in broken_off]
        managers = [{"name": one.name, "path": str(one.path), "version": one.version} for one in findings.managers]
        values = {"environments": rows, "unfinished": unfinished, "managers": managers}
        sys.stdout.write(json.dumps(values, ensure_ascii=False, indent=2) + "\n")
        return DONE
    for row in rows:
        star = "*" if row["chosen"] else " "
        versions = ", ".join(f"{name} {version}" for name, version in row["versions"].items())
        sys.stdout.write(f"{star} {row['name']}   {row['state']}   {row['kind']}   {row['prefix']}\n")
        sys.stdout.write(f"      {versions or 'no torch'}\n")
    if not rows:
        sys.stdout.write("No environment was found. `kohya-studio env create` makes one.\n")
    for journal in broken_off:
        sys.stdout.write(
            f"Interrupted: {journal.purpose} of {journal.request.prefix}; "
            f"`kohya-studio env resume {journal.request.prefix}` goes on.\n"
        )
    return DONE


def _row(found: Found, registry: EnvironmentRegistry, chosen: str) -> dict[str, Any]:
    trust, environment, _ = trust_in(found.environment, registry)
    return {
        "name": environment.name,
        "prefix": str(environment.prefix),
        "python": str(environment.python),
        "kind": environment.kind,
        "state": trust,
        "can_train": trust in (Trust.VERIFIED, Trust.LIMITED),
        "made_here": environment.created_by_us,
        "recipe": environment.recipe or None,
        "backend": environment.backend or None,
        "sd_scripts": None if environment.sd_scripts is None else str(environment.sd_scripts),
        "versions": found.versions,
        "chosen": str(environment.python) == chosen,
    }


def _findings(paths: AppPaths) -> Findings:
    settings = read_settings(paths.settings_file)
    return detect(
        Known(
            registry=EnvironmentRegistry(paths.environments),
            environments_folder=paths.kohya,
            kohya_python=settings.kohya_python,
            sd_scripts=settings.sd_scripts,
        )
    )


def verify_prefix(prefix: Path, *, as_json: bool) -> int:
    """Prove the environment in `prefix`, check by check; the exit code."""
    paths = app_paths()
    environment = named_environment(paths, str(prefix))
    with interruptible() as interrupted:
        found = verify_known(
            EnvironmentRegistry(paths.environments),
            environment,
            wanted=wanted_in(environment, paths),
            on_start=lambda check: _starting(check, as_json=as_json),
            on_check=lambda check: _checked(check, as_json=as_json),
            cancelled=interrupted,
        )
    if as_json:
        sys.stdout.write(json.dumps(_verification_json(environment, found), ensure_ascii=False, indent=2) + "\n")
    if not found.complete:
        return CANCELLED
    if not as_json:
        sys.stdout.write("This environment can train.\n" if found.can_train else "This environment cannot train yet.\n")
    return DONE if found.can_train else NOT_PROVEN


def _starting(check: CheckId, *, as_json: bool) -> None:
    if not as_json and sys.stdout.isatty():
        sys.stdout.write(f"\r\x1b[K… {TITLES[check]}")
        sys.stdout.flush()


def _checked(check: Check, *, as_json: bool) -> None:
    if as_json:
        return
    clear = "\r\x1b[K" if sys.stdout.isatty() else ""
    sys.stdout.write(f"{clear}{_MARKS[check.state]:6} {TITLES[check.id]}: {message(check)}\n")
    advice = hint(check)
    if advice and check.state in (State.LIMITED, State.BROKEN):
        sys.stdout.write(f"       {advice}\n")
    sys.stdout.flush()


def _verification_json(environment: Environment, found: Verification) -> dict[str, Any]:
    return {
        "prefix": str(environment.prefix),
        "state": found.state,
        "can_train": found.can_train,
        "complete": found.complete,
        "card": found.card or None,
        "seconds": round(found.seconds, 1),
        "checks": [
            {
                "id": check.id,
                "state": check.state,
                "code": check.code,
                "message": message(check),
                "fix": hint(check) or None,
                "values": dict(check.values),
            }
            for check in found.checks
        ],
    }


def _report(paths: AppPaths, named: str | None) -> int:
    environment = None if named is None else named_environment(paths, named)
    verification, log = None, ""
    if environment is not None:
        verification = EnvironmentRegistry(paths.environments).verification(environment.prefix)
        file = SetupFolder.of(paths.environments, environment.prefix).log
        lines = file.read_text("utf-8", "replace").splitlines() if file.is_file() else []
        log = "\n".join(lines[-_LOG_LINES:])
    sys.stdout.write(report(environment, verification, _findings(paths), log=log))
    return DONE
