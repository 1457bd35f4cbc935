"""What the options of `kohya-studio env` ask for, with the settings and the machine for what they leave open."""

from __future__ import annotations

import argparse
import dataclasses
import os
from pathlib import Path

from core.environment.backends.choice import recommended_backend
from core.environment.environment import Environment, environment_at
from core.environment.hardware import Graphics
from core.environment.journal import SetupFolder
from core.environment.lockfile import read_lock
from core.environment.network import SD_SCRIPTS_ADDRESS, Network, network_of
from core.environment.ownership import read_mark
from core.environment.plan import BackendKind, SetupRequest
from core.environment.recipe import read_recipes
from core.environment.registry import EnvironmentRegistry
from core.environment.sources import is_checkout
from core.environment.torch_choice import recommended_recipe
from core.errors import ConfigError, MachineError
from core.paths import AppPaths
from core.settings import read_settings

DEFAULT_NAME = "kohya_ss"


def network_from(options: argparse.Namespace, paths: AppPaths) -> Network:
    """The options over `KOHYA_STUDIO_TORCH_INDEX` over the settings."""
    found = network_of(read_settings(paths.settings_file).network, os.environ)
    given = {
        "torch_index": options.torch_index,
        "proxy": options.proxy,
        "certificate": options.certificate,
        "index": options.index,
        "extra_indexes": None if options.extra_index is None else tuple(options.extra_index),
        "find_links": None if options.find_links is None else tuple(options.find_links),
        "channel": options.channel,
        "python_mirror": options.python_mirror,
    }
    return dataclasses.replace(found, **{name: value for name, value in given.items() if value is not None})


def request_from(options: argparse.Namespace, paths: AppPaths, graphics: Graphics) -> SetupRequest:
    """What `plan` and `create` are asked for.

    Raises:
        ConfigError: an option has a value that it cannot have.
        FileError: the lock file cannot be read.
    """
    lock = None if options.lock is None else read_lock(options.lock)
    recipe = options.recipe or (lock.recipe if lock is not None else "") or recommended_recipe(graphics)
    if recipe not in read_recipes(paths.config / "recipes"):
        if options.recipe is not None:
            known = ", ".join(sorted(read_recipes(paths.config / "recipes")))
            raise ConfigError(f"There is no recipe {recipe!r}.", f"Known recipes: {known}.")
        recipe = recommended_recipe(graphics)
    prefix = options.prefix or default_folder(paths, DEFAULT_NAME)
    folder = options.sd_scripts or default_folder(paths, "sd-scripts")
    shared = options.sd_scripts is None and not options.revision and _is_of_another(paths, prefix, folder)
    if options.use_checkout and options.sd_scripts is None:
        raise ConfigError("--use-checkout needs the folder.", "Name it: --sd-scripts FOLDER.")
    return SetupRequest(
        prefix=prefix,
        recipe=recipe,
        torch_build=options.torch or (lock.torch_build if lock is not None else ""),
        backend=_backend(options.backend),
        manager=options.manager,
        python_version=options.python or (lock.python if lock is not None else ""),
        sd_scripts=None if options.no_sd_scripts else folder,
        uses_checkout=options.use_checkout or shared,
        address=options.address or SD_SCRIPTS_ADDRESS,
        revision=options.revision or (lock.commit if lock is not None else ""),
        packages=tuple(options.package),
        temp=options.temp,
        cache=options.cache,
        lock=options.lock,
        network=network_from(options, paths),
    )


def _is_of_another(paths: AppPaths, prefix: Path, folder: Path) -> bool:
    """Whether sd-scripts lies in `folder` already, fetched for another environment: they share it."""
    if not is_checkout(folder):
        return False
    mark, journal = read_mark(folder / ".git"), SetupFolder.of(paths.environments, prefix.absolute()).read()
    return mark is None or journal is None or mark.token != journal.token


def default_folder(paths: AppPaths, name: str) -> Path:
    """Where a new environment or checkout comes to lie, unless it is said otherwise."""
    return paths.kohya / name


def _backend(text: str | None) -> BackendKind:
    if text is None:
        return recommended_backend()
    try:
        return BackendKind(text)
    except ValueError as error:
        known = ", ".join(BackendKind)
        raise ConfigError(f"There is no backend {text!r}.", f"Known ones: {known}.") from error


def named_prefix(paths: AppPaths, text: str) -> Path:
    """The folder of an environment that is named on the command line, by its name or folder.

    Raises:
        MachineError: there is none, or there are several of that name.
    """
    known = EnvironmentRegistry(paths.environments).named(text)
    if len({one.prefix for one in known}) > 1:
        places = ", ".join(str(one.prefix) for one in known)
        raise MachineError(f"Several environments are called {text}: {places}.", "Give the folder.")
    if known:
        return known[0].prefix
    path = Path(text).expanduser()
    if path.is_absolute() or os.sep in text or path.exists():
        return path.absolute()
    default = default_folder(paths, text)
    if default.exists():
        return default
    raise MachineError(f"No environment {text!r} is known.", "`kohya-studio env list` shows them; or give its folder.")


def named_environment(paths: AppPaths, text: str) -> Environment:
    """Raises MachineError where there is no such environment."""
    prefix = named_prefix(paths, text)
    known = EnvironmentRegistry(paths.environments).find(prefix)
    found = environment_at(prefix)
    if found is None:
        raise MachineError(
            f"There is no environment in {prefix}.", "`kohya-studio env list` shows those that there are."
        )
    return known or found
