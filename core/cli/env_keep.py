"""`kohya-studio env remove|export|recipes`."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from core.cli.env_request import named_environment, named_prefix
from core.config.quoting import Shell
from core.environment.export import NAMES, setup_script
from core.environment.hardware import read_graphics
from core.environment.journal import SetupFolder
from core.environment.lockfile import lock_text
from core.environment.planning import Planner
from core.environment.recipe import read_recipes
from core.environment.removal import refuse_removal, remove_environment
from core.environment.torch_choice import recommended_recipe
from core.errors import MachineError
from core.files import write_bytes, write_text
from core.paths import AppPaths, app_paths
from core.processes import IS_WINDOWS


def run(options: argparse.Namespace) -> int:
    paths = app_paths()
    if options.env_command == "recipes":
        return _recipes(options, paths)
    if options.env_command == "export":
        return _export(options, paths)
    return _remove(options, paths)


def _recipes(options: argparse.Namespace, paths: AppPaths) -> int:
    recommended = recommended_recipe(read_graphics())
    recipes = read_recipes(paths.config / "recipes")
    if options.json:
        values = [
            {
                "key": key,
                "title": recipe.title,
                "summary": recipe.summary,
                "python": recipe.python,
                "torch": [build.name for build in recipe.builds],
                "recommended": key == recommended,
            }
            for key, recipe in recipes.items()
        ]
        sys.stdout.write(json.dumps(values, ensure_ascii=False, indent=2) + "\n")
        return 0
    for key, recipe in recipes.items():
        fits = "   (fits this machine)" if key == recommended else ""
        sys.stdout.write(f"{key}{fits}\n  {recipe.title}. {recipe.summary}\n")
    return 0


def _remove(options: argparse.Namespace, paths: AppPaths) -> int:
    prefix = named_prefix(paths, options.environment)
    typed = options.name
    if typed is None:
        if not sys.stdin.isatty():
            raise MachineError("An environment is removed by its typed name.", f"Give it: --name {prefix.name}")
        if prefix.exists():
            refuse_removal(prefix, prefix.name, foreign=options.not_made_here)
        typed = input(f"{prefix} will be removed with everything in it. Type its name ({prefix.name}): ").strip()
    remove_environment(paths, prefix, typed, foreign=options.not_made_here)
    sys.stdout.write(f"Removed {prefix}\n")
    return 0


def _export(options: argparse.Namespace, paths: AppPaths) -> int:
    if options.lock:
        environment = named_environment(paths, options.environment)
        target: Path = options.file or Path(f"{environment.name}.lock.txt")
        write_text(target, lock_text(environment))
        sys.stdout.write(f"Wrote {target}\n")
        return 0
    prefix = named_prefix(paths, options.environment)
    file: Path | None = options.file
    shell = Shell.POWERSHELL if (IS_WINDOWS if file is None else file.suffix.lower() == ".ps1") else Shell.BASH
    target = file or Path(NAMES[shell])
    plan = Planner(paths, read_graphics()).again(prefix)
    write_bytes(target, setup_script(plan, SetupFolder.of(paths.environments, prefix).root, shell))
    if shell is Shell.BASH:
        target.chmod(target.stat().st_mode | 0o111)
    sys.stdout.write(f"Wrote {target}\n")
    return 0
