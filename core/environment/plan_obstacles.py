"""What stands in the way of a plan: folders that are taken, programs that are missing."""

from __future__ import annotations

import os
from pathlib import Path

from core.environment import sources
from core.environment.journal import Journal
from core.environment.ownership import PrefixState, prefix_state, read_mark
from core.environment.plan import Obstacle, ObstacleCode, Purpose, SetupRequest
from core.environment.recipe import Recipe
from core.environment.sources import SourceState, source_state
from core.environment.space import existing


def folder_obstacles(request: SetupRequest, journal: Journal | None, purpose: Purpose) -> list[Obstacle]:
    """Whether the prefix is free, or is this program's own, and may be written."""
    state = prefix_state(request.prefix)
    if purpose is not Purpose.CREATE:
        ours = state in (PrefixState.OURS, PrefixState.UNFINISHED)
        return _unwritable(request.prefix) if ours else [_taken(request.prefix, state)]
    if state in (PrefixState.ABSENT, PrefixState.EMPTY) or _goes_on(request.prefix, state, journal):
        return _unwritable(request.prefix)
    return [_taken(request.prefix, state)]


def may_create_in(prefix: Path, journal: Journal) -> Obstacle | None:
    """Asked again right before something is made: None where `prefix` is free or was begun by this very setup."""
    state = prefix_state(prefix)
    if state in (PrefixState.ABSENT, PrefixState.EMPTY) or _goes_on(prefix, state, journal):
        return None
    return _taken(prefix, state)


def _goes_on(prefix: Path, state: PrefixState, journal: Journal | None) -> bool:
    mark = read_mark(prefix) if state is PrefixState.UNFINISHED else None
    return mark is not None and journal is not None and mark.token == journal.token


def _taken(prefix: Path, state: PrefixState) -> Obstacle:
    message, hint = {
        PrefixState.OURS: (
            f"There already is an environment in {prefix}, made by this program.",
            "Update or repair it, or remove it by its name first; or choose another folder.",
        ),
        PrefixState.UNFINISHED: (
            f"In {prefix} lies a setup that did not end, and it is not this one.",
            f"Remove it first (kohya-studio env remove {prefix.name}), or choose another folder.",
        ),
        PrefixState.ENVIRONMENT: (
            f"There already is an environment in {prefix}, which this program did not make. It is left as it is.",
            "Use it as it is, or choose another folder for a new one.",
        ),
        PrefixState.ABSENT: (f"There is no environment in {prefix}.", "Create it first."),
        PrefixState.EMPTY: (f"There is no environment in {prefix}.", "Create it first."),
        PrefixState.FOREIGN: (
            f"{prefix} is not empty, and it is no environment. It is left as it is.",
            "Choose a folder that does not exist yet.",
        ),
    }[state]
    return Obstacle(code=ObstacleCode.PREFIX_TAKEN, message=message, hint=hint)


def _unwritable(path: Path) -> list[Obstacle]:
    nearest = existing(path)
    if nearest.is_dir() and os.access(nearest, os.W_OK | os.X_OK):
        return []
    return [
        Obstacle(
            code=ObstacleCode.PREFIX_READ_ONLY,
            message=f"{nearest} may not be written, so nothing can be made in {path}.",
            hint="Choose a folder of your own.",
        )
    ]


def python_obstacles(request: SetupRequest, recipe: Recipe) -> list[Obstacle]:
    if not request.python_version or request.python_version in recipe.pythons:
        return []
    return [
        Obstacle(
            code=ObstacleCode.PYTHON_UNSUPPORTED,
            message=f"The recipe {recipe.key} is known to work with Python {', '.join(recipe.pythons)}, not with "
            f"{request.python_version}.",
            hint=f"Choose Python {recipe.python}.",
            blocks=False,
        )
    ]


def source_obstacles(request: SetupRequest, journal: Journal | None, purpose: Purpose) -> list[Obstacle]:
    """Whether sd-scripts can come to lie where it is wanted, or does lie there."""
    folder = request.sd_scripts
    if folder is None:
        return []
    state = source_state(folder)
    if request.uses_checkout:
        return [] if sources.is_checkout(folder) else [_no_checkout(folder)]
    if purpose is Purpose.REPAIR and sources.is_checkout(folder):
        return []
    found = _unwritable(folder)
    git = sources.find_git()
    if git is None:
        found.append(_no_git())
    elif purpose is Purpose.UPDATE:
        found += _update_obstacles(git, folder, state)
    if purpose is not Purpose.UPDATE and state not in (SourceState.ABSENT, SourceState.EMPTY):
        found += _taken_source(folder, state, journal)
    return found


def _update_obstacles(git: Path, folder: Path, state: SourceState) -> list[Obstacle]:
    if state is not SourceState.OURS:
        return [_foreign_source(folder, state)]
    changed = sources.changed_files(git, folder)
    if not changed:
        return []
    return [
        Obstacle(
            code=ObstacleCode.SD_SCRIPTS_CHANGED,
            message=f"{len(changed)} files in {folder} were changed by hand: {', '.join(changed[:5])}.",
            hint="Commit, save or undo the changes (git stash, git checkout), then update.",
        )
    ]


def _taken_source(folder: Path, state: SourceState, journal: Journal | None) -> list[Obstacle]:
    if state is SourceState.OURS:
        mark = read_mark(folder / ".git")
        if mark is not None and journal is not None and mark.token == journal.token:
            return []
    return [_foreign_source(folder, state)]


def _foreign_source(folder: Path, state: SourceState) -> Obstacle:
    if state in (SourceState.CHECKOUT, SourceState.OURS):
        return Obstacle(
            code=ObstacleCode.SD_SCRIPTS_TAKEN,
            message=f"In {folder} there already is a checkout of sd-scripts. It is left as it is.",
            hint="Use it as it is (--use-checkout), or choose another folder to fetch sd-scripts into.",
        )
    return Obstacle(
        code=ObstacleCode.SD_SCRIPTS_TAKEN,
        message=f"{folder} is not empty. It is left as it is.",
        hint="Choose another folder to fetch sd-scripts into.",
    )


def _no_checkout(folder: Path) -> Obstacle:
    return Obstacle(
        code=ObstacleCode.SD_SCRIPTS_MISSING,
        message=f"There is no sd-scripts in {folder}.",
        hint="Choose the folder that holds train_network.py, or let sd-scripts be fetched.",
    )


def _no_git() -> Obstacle:
    from core.environment.failures import failure
    from core.environment.outcome import FailureCode

    words = failure(FailureCode.GIT_MISSING)
    return Obstacle(code=ObstacleCode.GIT_MISSING, message=words.message, hint=words.hint)
