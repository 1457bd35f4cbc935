"""Plans: what a setup, an update, a repair or a way back would do. Making one changes nothing."""

from __future__ import annotations

import dataclasses
import os
from pathlib import Path

from core.environment import pip_commands, plan_steps, sources
from core.environment.backends.backend import Backend
from core.environment.backends.choice import backend_for
from core.environment.environment import python_of
from core.environment.hardware import Graphics
from core.environment.journal import Journal, SetupFolder
from core.environment.ownership import PrefixState, prefix_state, read_mark
from core.environment.plan import InstallPlan, Obstacle, ObstacleCode, Purpose, SetupRequest, Step, StepKind
from core.environment.plan_obstacles import folder_obstacles, python_obstacles, source_obstacles
from core.environment.recipe import Recipe, recipe_named
from core.environment.running import child_variables
from core.environment.space import folders_of, pip_cache, space_obstacles
from core.environment.torch_choice import TorchChoice, choose_torch
from core.errors import FileError, MachineError
from core.paths import AppPaths

DEFAULT_SPEED = 10e6
"""Bytes a second that times are stated for."""
_ALREADY_SETTLED = frozenset({ObstacleCode.TORCH_INDEX_MISSING, ObstacleCode.NO_CARD})


@dataclasses.dataclass(frozen=True, slots=True)
class Planner:
    """`speed` is the download speed in bytes a second that times are stated for."""

    paths: AppPaths
    graphics: Graphics
    speed: float = DEFAULT_SPEED

    def create(self, request: SetupRequest) -> InstallPlan:
        """A new environment, or the rest of one whose setup did not end.

        Raises:
            ConfigError: there is no such recipe.
            FileError: the journal of an earlier setup cannot be read.
        """
        request = _absolute(request)
        parts = self._parts(request)
        journal = self._folder(request).read()
        goes_on = journal is not None and journal.purpose is Purpose.CREATE and not journal.is_finished
        made = journal is not None and goes_on and StepKind.ENVIRONMENT in journal.done
        repair = made and prefix_state(request.prefix) is PrefixState.UNFINISHED
        version = request.python_version or parts.recipe.python
        steps: list[Step] = [
            plan_steps.environment_step(parts.backend, request, version, self.speed, repair=repair, is_new=True),
            *self._filling(request, parts),
        ]
        obstacles = [
            *folder_obstacles(request, journal, Purpose.CREATE),
            *parts.backend.obstacles(),
            *python_obstacles(request, parts.recipe),
            *parts.torch.obstacles,
            *source_obstacles(request, journal, Purpose.CREATE),
        ]
        return self._plan(Purpose.CREATE, request, parts, steps, obstacles)

    def again(self, prefix: Path) -> InstallPlan:
        """How the environment in `prefix` would be made once more, for a script; obstacles are those of its place.

        Raises:
            MachineError: this program did not make it.
        """
        request = _absolute(self.request_of(prefix))
        parts = self._parts(request)
        version = request.python_version or parts.recipe.python
        steps = [plan_steps.environment_step(parts.backend, request, version, self.speed, repair=False)]
        return self._plan(Purpose.CREATE, request, parts, [*steps, *self._filling(request, parts)], [])

    def repair(self, prefix: Path, changes: SetupRequest | None = None) -> InstallPlan:
        """Bring back what is missing or damaged in an environment that this program made; `changes` replaces what it
        was asked for then.

        Raises:
            MachineError: there is no such environment.
        """
        request = _absolute(changes or self.request_of(prefix))
        parts = self._parts(request)
        version = request.python_version or parts.recipe.python
        steps = [plan_steps.environment_step(parts.backend, request, version, self.speed, repair=True)]
        steps += self._filling(request, parts, fetches=self._checkout_is_missing(request))
        obstacles = [
            *folder_obstacles(request, None, Purpose.REPAIR),
            *parts.backend.obstacles(),
            *(obstacle for obstacle in parts.torch.obstacles if obstacle.code not in _ALREADY_SETTLED),
            *source_obstacles(request, None, Purpose.REPAIR),
        ]
        return self._plan(Purpose.REPAIR, request, parts, steps, obstacles)

    def update(self, prefix: Path, revision: str = "", changes: SetupRequest | None = None) -> InstallPlan:
        """Bring sd-scripts to `revision` and the packages to what that asks for; what was there is written down first.

        Raises:
            MachineError: there is no such environment.
        """
        request = _absolute(dataclasses.replace(changes or self.request_of(prefix), revision=revision))
        parts = self._parts(request)
        python = parts.python
        steps = [plan_steps.freeze_step(python, request.prefix, self._folder(request).frozen, self.speed)]
        if request.sd_scripts is not None and not request.uses_checkout:
            steps.append(plan_steps.source_step(sources.find_git(), request, self.speed, update=True))
        steps += self._filling(request, parts, fetches=False)
        obstacles = [
            *folder_obstacles(request, None, Purpose.UPDATE),
            *parts.torch.obstacles,
            *source_obstacles(request, None, Purpose.UPDATE),
        ]
        return self._plan(Purpose.UPDATE, request, parts, steps, obstacles)

    def roll_back(self, prefix: Path) -> InstallPlan:
        """Back to the packages and the commit before the last update.

        Raises:
            MachineError: nothing was written down.
        """
        request = _absolute(self.request_of(prefix))
        folder = self._folder(request)
        journal = folder.read()
        if journal is None or not journal.frozen or not folder.frozen.is_file():
            raise MachineError(
                f"No state before an update of {prefix} was written down.",
                "A repair brings back what the recipe asks for: kohya-studio env repair.",
            )
        parts = self._parts(request)
        python, index = parts.python, parts.torch.index
        size = (parts.recipe.download_bytes, parts.recipe.disk_bytes)
        steps = []
        if journal.commit_before and request.sd_scripts is not None and not request.uses_checkout:
            commands = sources.rollback_commands(
                sources.find_git() or Path("git"), request.sd_scripts, journal.commit_before
            )
            title = f"Bring sd-scripts back to {journal.commit_before[:8]}"
            folder_of = request.sd_scripts
            steps.append(plan_steps.make_step(StepKind.SD_SCRIPTS, title, commands, folder_of, self.speed, work=2.0))
        restoring = plan_steps.lock_step(python, request, folder.frozen, index, size, self.speed)
        removing = pip_commands.uninstall_others(python, folder.frozen)
        steps.append(dataclasses.replace(restoring, commands=(*restoring.commands, *removing)))
        steps.append(plan_steps.check_step(python, request.prefix, self.speed))
        return self._plan(Purpose.ROLLBACK, request, parts, steps, [])

    def resume(self, journal: Journal) -> InstallPlan:
        """The plan of a setup that did not end, with the commands that the user edited.

        Raises:
            AppError: see the plan of its purpose.
        """
        request = journal.request
        if journal.purpose is Purpose.CREATE:
            plan = self.create(request)
        elif journal.purpose is Purpose.UPDATE:
            plan = self.update(request.prefix, request.revision, request)
        elif journal.purpose is Purpose.ROLLBACK:
            plan = self.roll_back(request.prefix)
        else:
            plan = self.repair(request.prefix, request)
        for kind, commands in journal.edited.items():
            plan = plan.with_commands(kind, commands)
        return plan

    def request_of(self, prefix: Path) -> SetupRequest:
        """What the environment in `prefix` was made from.

        Raises:
            MachineError: this program did not make it.
        """
        mark = read_mark(prefix)
        if mark is None:
            raise MachineError(
                f"{prefix} was not made by this program, so what belongs into it is not known.",
                "Create a new environment beside it: kohya-studio env create.",
            )
        try:
            return dataclasses.replace(SetupRequest.from_json(mark.request), prefix=prefix)
        except ValueError as error:
            raise MachineError(f"The mark in {prefix} is damaged: {error}.", "Create a new environment.") from error

    def _filling(self, request: SetupRequest, parts: _Parts, *, fetches: bool = True) -> list[Step]:
        """What comes into an interpreter that is there."""
        python, speed = parts.python, self.speed
        steps = []
        if fetches and request.sd_scripts is not None and not request.uses_checkout:
            steps.append(plan_steps.source_step(sources.find_git(), request, speed, update=False))
        steps.append(plan_steps.pip_step(python, request.prefix, speed))
        if request.lock is not None:
            build = parts.torch.build
            size = (
                build.download_bytes + parts.recipe.download_bytes,
                build.disk_bytes + parts.recipe.disk_bytes,
            )
            steps.append(plan_steps.lock_step(python, request, request.lock, parts.torch.index, size, speed))
        else:
            steps.append(plan_steps.torch_step(python, request.prefix, parts.recipe, parts.torch, speed))
            packages = plan_steps.packages_step(python, request, parts.recipe, self._folder(request).root, speed)
            steps += [] if packages is None else [packages]
        if request.sd_scripts is not None:
            steps.append(plan_steps.link_step(python, request, speed))
        return [*steps, plan_steps.check_step(python, request.prefix, speed)]

    def _parts(self, request: SetupRequest) -> _Parts:
        recipe = recipe_named(request.recipe, self.paths.config / "recipes")
        backend = backend_for(request, recipe, self.paths)
        torch = choose_torch(recipe, self.graphics, request.network, request.torch_build)
        python = python_of(request.prefix) or backend.python(request.prefix)
        return _Parts(recipe, backend, torch, python)

    def _folder(self, request: SetupRequest) -> SetupFolder:
        return SetupFolder.of(self.paths.environments, request.prefix)

    def _checkout_is_missing(self, request: SetupRequest) -> bool:
        return request.sd_scripts is not None and not sources.is_checkout(request.sd_scripts)

    def _plan(
        self, purpose: Purpose, request: SetupRequest, parts: _Parts, steps: list[Step], obstacles: list[Obstacle]
    ) -> InstallPlan:
        temp, cache = request.temp, request.cache or pip_cache()
        folders = folders_of(request.prefix, request.sd_scripts, temp, cache, tuple(steps))
        variables = {
            **child_variables(parts.python),
            **pip_commands.pip_variables(request.network, request.temp, request.cache),
        }
        return InstallPlan(
            purpose=purpose,
            request=request,
            python=parts.python,
            torch_build=parts.torch.build.name,
            torch_reason=parts.torch.reason,
            steps=tuple(steps),
            folders=folders,
            obstacles=(*obstacles, *(space_obstacles(folders) if purpose is Purpose.CREATE else ())),
            variables=variables,
            speed=self.speed,
        )


@dataclasses.dataclass(frozen=True, slots=True)
class _Parts:
    recipe: Recipe
    backend: Backend
    torch: TorchChoice
    python: Path


def _absolute(request: SetupRequest) -> SetupRequest:
    """Folders as the commands need them, which run elsewhere."""

    def absolute(path: Path | None) -> Path | None:
        return None if path is None else Path(os.path.abspath(path.expanduser()))  # noqa: PTH100 (links stay)

    prefix = absolute(request.prefix)
    if prefix is None or prefix == Path(prefix.anchor):
        raise FileError("An environment cannot be the root of a drive.", "Name a folder of its own.")
    return dataclasses.replace(
        request,
        prefix=prefix,
        sd_scripts=absolute(request.sd_scripts),
        temp=absolute(request.temp),
        cache=absolute(request.cache),
        lock=absolute(request.lock),
    )


def is_ours(prefix: Path) -> bool:
    """Whether this program made the environment in `prefix`, or is about to."""
    return prefix_state(prefix) in (PrefixState.OURS, PrefixState.UNFINISHED)
