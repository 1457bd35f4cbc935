"""`kohya-studio env plan|create|repair|update|rollback|resume`."""

from __future__ import annotations

import argparse
import dataclasses
import json
import sys
from typing import Any

from core.cli.env_exit_codes import DONE, NOT_PROVEN, REFUSED, exit_code
from core.cli.env_progress import ProgressLine, interruptible, readable_bytes, readable_time
from core.cli.env_request import named_prefix, network_from, request_from
from core.config.quoting import Shell, command_line
from core.environment.hardware import read_graphics
from core.environment.installer import Installer
from core.environment.journal import SetupFolder
from core.environment.network import Network, without_secrets
from core.environment.outcome import SetupOutcome, SetupState
from core.environment.plan import InstallPlan, SetupRequest
from core.environment.planning import Planner
from core.errors import MachineError
from core.paths import AppPaths, app_paths
from core.settings import read_settings, write_settings


def run(options: argparse.Namespace) -> int:
    paths = app_paths()
    plan = _plan(options, paths)
    if options.env_command == "plan":
        sys.stdout.write(_dumped(plan_json(plan)) if options.json else plan_text(plan))
        return DONE if plan.can_start else REFUSED
    if not options.json:
        sys.stdout.write(plan_text(plan))
    if not plan.can_start:
        if options.json:
            sys.stdout.write(_dumped({"event": "refused", **plan_json(plan)}, indent=None))
        return REFUSED
    if not options.yes and not _confirmed(options):
        return REFUSED
    return _do(options, paths, plan)


def _plan(options: argparse.Namespace, paths: AppPaths) -> InstallPlan:
    graphics = read_graphics()
    planner = Planner(paths, graphics)
    command = options.env_command
    if command in ("plan", "create"):
        return planner.create(request_from(options, paths, graphics))
    prefix = named_prefix(paths, options.environment)
    given = network_from(options, paths)
    if command == "resume":
        journal = SetupFolder.of(paths.environments, prefix).read()
        if journal is None or journal.is_finished:
            raise MachineError(f"No setup of {prefix} was interrupted.", "`kohya-studio env create` makes a new one.")
        journal.request = _with_network(journal.request, given)
        return planner.resume(journal)
    if command == "rollback":
        return planner.roll_back(prefix)
    request = _with_network(planner.request_of(prefix), given)
    if command == "update":
        return planner.update(prefix, options.revision, request)
    return planner.repair(prefix, request)


def _with_network(request: SetupRequest, given: Network) -> SetupRequest:
    """What was used when the environment was made, with what is given now over it."""
    unset = Network()
    changes = {
        item.name: getattr(given, item.name)
        for item in dataclasses.fields(Network)
        if getattr(given, item.name) != getattr(unset, item.name)
    }
    return dataclasses.replace(request, network=dataclasses.replace(request.network, **changes))


def _confirmed(options: argparse.Namespace) -> bool:
    if options.json or not sys.stdin.isatty():
        sys.stderr.write("Nobody is here to be asked whether it may begin. Give --yes to say so.\n")
        return False
    return input("Begin? [y/N] ").strip().lower() in ("y", "yes")


def _do(options: argparse.Namespace, paths: AppPaths, plan: InstallPlan) -> int:
    line = ProgressLine(verbose=options.verbose, as_json=options.json)
    with interruptible() as interrupted:
        outcome = Installer(paths).run(plan, line.show, interrupted)
    line.end()
    if options.json:
        sys.stdout.write(_dumped({"event": "outcome", **outcome_json(outcome)}, indent=None))
    else:
        _tell(outcome)
    if outcome.state is not SetupState.DONE:
        return exit_code(outcome)
    _make_default(paths, outcome)
    if options.no_verify:
        return DONE
    return _verify(options, outcome)


def _verify(options: argparse.Namespace, outcome: SetupOutcome) -> int:
    from core.cli.env_show import verify_prefix

    return DONE if verify_prefix(outcome.prefix, as_json=options.json) == DONE else NOT_PROVEN


def _make_default(paths: AppPaths, outcome: SetupOutcome) -> None:
    """The first environment is the one that trainings use; a choice that was made stays."""
    settings = read_settings(paths.settings_file)
    if not settings.kohya_python:
        checkout = str(outcome.sd_scripts) if outcome.sd_scripts is not None else settings.sd_scripts
        write_settings(
            paths.settings_file, dataclasses.replace(settings, kohya_python=str(outcome.python), sd_scripts=checkout)
        )


def _tell(outcome: SetupOutcome) -> None:
    if outcome.state is SetupState.DONE:
        sys.stdout.write(f"Done: {outcome.prefix}\n")
        return
    if outcome.failure is None:
        sys.stdout.write("Cancelled. The same command goes on where it ended.\n")
    else:
        sys.stderr.write(f"{outcome.failure.message}\n{outcome.failure.hint}\n")
        for said in outcome.failure.said.splitlines():
            sys.stderr.write(f"  {said}\n")
    if outcome.can_roll_back:
        sys.stderr.write(f"`kohya-studio env rollback {outcome.prefix}` goes back to the state before the update.\n")
    sys.stderr.write(f"The log is in {outcome.log}\n")


def plan_text(plan: InstallPlan) -> str:
    """What would happen, for people: steps with sizes, folders with their space, commands, obstacles."""
    lines = [f"{plan.purpose}: {plan.request.prefix}", f"torch: {plan.torch_build} ({plan.torch_reason})", ""]
    for number, step in enumerate(plan.steps, 1):
        size = f"{readable_bytes(step.download_bytes)} to load, " if step.download_bytes else ""
        lines.append(f"{number}. {step.title}   ({size}about {readable_time(step.seconds)})")
        lines += [f"     {shown_command(plan, index, number)}" for index in range(len(step.commands))]
    size, time = readable_bytes(plan.download_bytes), readable_time(plan.seconds)
    summary = f"At most {size} to load, about {time} at {readable_bytes(plan.speed)}/s. Sizes are estimates."
    lines += ["", summary, ""]
    lines += [
        f"{folder.role:11} {folder.path}   needs {readable_bytes(folder.needed_bytes)}, free "
        f"{readable_bytes(folder.free_bytes)}"
        for folder in plan.folders
    ]
    for obstacle in plan.obstacles:
        lines += ["", f"{'In the way' if obstacle.blocks else 'Note'}: {obstacle.message}", f"  {obstacle.hint}"]
    return "\n".join(lines) + "\n\n"


def shown_command(plan: InstallPlan, index: int, number: int) -> str:
    return without_secrets(command_line(plan.steps[number - 1].commands[index].argv, Shell.BASH))


def plan_json(plan: InstallPlan) -> dict[str, Any]:
    """What `env plan --json` prints. Bytes and seconds; passwords masked."""
    return {
        "purpose": plan.purpose,
        "can_start": plan.can_start,
        "prefix": str(plan.request.prefix),
        "python": str(plan.python),
        "recipe": plan.request.recipe,
        "backend": plan.request.backend,
        "sd_scripts": None if plan.request.sd_scripts is None else str(plan.request.sd_scripts),
        "torch": {"build": plan.torch_build, "reason": plan.torch_reason},
        "download_bytes": plan.download_bytes,
        "disk_bytes": plan.disk_bytes,
        "seconds": round(plan.seconds, 1),
        "steps": [
            {
                "kind": step.kind,
                "title": step.title,
                "download_bytes": step.download_bytes,
                "disk_bytes": step.disk_bytes,
                "packages": step.packages,
                "seconds": round(step.seconds, 1),
                "commands": [[without_secrets(word) for word in command.argv] for command in step.commands],
            }
            for step in plan.steps
        ],
        "folders": [
            {
                "role": folder.role,
                "path": str(folder.path),
                "needed_bytes": folder.needed_bytes,
                "free_bytes": folder.free_bytes,
            }
            for folder in plan.folders
        ],
        "obstacles": [
            {"code": o.code, "blocks": o.blocks, "message": o.message, "fix": o.hint or None} for o in plan.obstacles
        ],
    }


def outcome_json(outcome: SetupOutcome) -> dict[str, Any]:
    failure = outcome.failure
    return {
        "state": outcome.state,
        "prefix": str(outcome.prefix),
        "python": str(outcome.python),
        "sd_scripts": None if outcome.sd_scripts is None else str(outcome.sd_scripts),
        "log": str(outcome.log),
        "step": outcome.step,
        "failure": None if failure is None else {**dataclasses.asdict(failure)},
        "can_roll_back": outcome.can_roll_back,
    }


def _dumped(values: dict[str, Any], indent: int | None = 2) -> str:
    return json.dumps(values, ensure_ascii=False, indent=indent) + "\n"
