"""A setup as a script that does the same without this program: `setup_kohya_env.sh`, `setup_kohya_env.ps1`."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

from core.config.quoting import Shell, command_line, powershell_text
from core.environment.pip_commands import INSIDE
from core.environment.plan import BackendKind, Command, InstallPlan, StepKind
from core.errors import ConfigError

NAMES = {Shell.BASH: "setup_kohya_env.sh", Shell.POWERSHELL: "setup_kohya_env.ps1"}
_WORK = ".setup"
_UNNEEDED = frozenset({"PATH", "COLUMNS"})


def setup_script(plan: InstallPlan, setup_folder: Path, shell: Shell) -> bytes:
    """The steps of a plan for a new environment. It leaves everything alone where the environment's folder exists.

    `setup_folder` is where the plan's own files lie; the script keeps them in the environment. Passwords are left out.

    Raises:
        ConfigError: there is no such script for that shell.
    """
    if shell not in NAMES:
        raise ConfigError("The setup is exported for bash and PowerShell.", "Choose a file that ends in .sh or .ps1.")
    lines = list(_lines(plan, setup_folder, shell))
    if shell is Shell.BASH:
        return ("\n".join(lines) + "\n").encode()
    text = "\n".join(lines) + "\n"
    return b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode()


def _lines(plan: InstallPlan, setup_folder: Path, shell: Shell) -> Iterator[str]:
    prefix = plan.request.prefix
    title = f"Sets up the environment {prefix.name} for Kohya's sd-scripts, as Kohya Studio does."
    bash = shell is Shell.BASH
    yield from (["#!/usr/bin/env bash", f"# {title}", "set -euo pipefail"] if bash else [f"# {title}"])
    if not bash:
        yield "$ErrorActionPreference = 'Stop'"
    yield from _guard(prefix, shell)
    if plan.request.sd_scripts is not None and not plan.request.uses_checkout:
        yield from _guard(plan.request.sd_scripts, shell)
    stored = plan.request.network.storable().variables()
    for name, value in plan.variables.items():
        if name in _UNNEEDED or (value is not None and name in plan.request.network.variables() and name not in stored):
            continue
        yield _variable(name, value, shell)
    for step in plan.steps:
        yield ""
        yield f"# {step.title}"
        for command in step.commands:
            line = command_line(_portable(command, plan, setup_folder, step.kind), shell, command.cwd)
            yield f"{line} || true" if bash and command.may_fail else line
            if not bash and not command.may_fail:
                yield "if ($LASTEXITCODE) { exit $LASTEXITCODE }"
    yield ""
    done = f"Done: {plan.python}"
    yield f"echo {command_line([done], Shell.BASH)}" if bash else f"Write-Output {powershell_text(done)}"


def _guard(prefix: Path, shell: Shell) -> Iterator[str]:
    told = f"{prefix} already exists: nothing was changed."
    if shell is Shell.BASH:
        path, text = command_line([str(prefix)], shell), command_line([told], shell)
        yield f"if [ -e {path} ]; then echo {text} >&2; exit 1; fi"
    else:
        path, text = powershell_text(str(prefix)), powershell_text(told)
        yield f"if (Test-Path -LiteralPath {path}) {{ [Console]::Error.WriteLine({text}); exit 1 }}"


def _variable(name: str, value: str | None, shell: Shell) -> str:
    if shell is Shell.BASH:
        return f"unset {name}" if value is None else f"export {command_line([f'{name}={value}'], shell)}"
    if value is None:
        return f"Remove-Item Env:\\{name} -ErrorAction SilentlyContinue"
    return f"$env:{name} = {powershell_text(value)}"


def _portable(command: Command, plan: InstallPlan, setup_folder: Path, kind: StepKind) -> tuple[str, ...]:
    """Programs by their names where PATH has them, this program's own scripts in full, its conda by the user's."""
    request = plan.request
    argv = command.argv
    if kind is StepKind.ENVIRONMENT and request.backend is BackendKind.RATTLER:
        specs = (next(word for word in argv if word.startswith("python=")), "pip")
        options = ("--yes", "--override-channels", "--channel", request.network.channel)
        return ("conda", "create", "--prefix", str(request.prefix), *options, *specs)
    program, rest = argv[0], argv[1:]
    if rest and Path(rest[0]).parent == INSIDE:
        rest = ("-c", Path(rest[0]).read_text("utf-8"), *rest[1:])
    work = request.prefix / _WORK
    rest = tuple(word.replace(str(setup_folder), str(work)) for word in rest)
    name = Path(program).name
    if not Path(program).is_relative_to(request.prefix) and shutil.which(name):
        program = name
    return (program, *rest)
