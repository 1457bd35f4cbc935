"""What the person has chosen in the wizard so far, and the plan that follows from it."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from pathlib import Path

from core.environment.backends.choice import recommended_backend
from core.environment.environment import Environment
from core.environment.hardware import Graphics
from core.environment.journal import Journal
from core.environment.network import Network
from core.environment.plan import InstallPlan, Purpose, SetupRequest
from core.environment.planning import Planner
from core.environment.torch_choice import recommended_recipe
from core.paths import AppPaths

DEFAULT_NAME = "kohya_ss"


@dataclass(frozen=True, slots=True)
class Draft:
    """With `existing` nothing is installed: that environment is verified, with `request.sd_scripts` as its checkout.

    `purpose` other than create is about the environment in `request.prefix`; `journal` is a setup to go on with.
    """

    request: SetupRequest
    purpose: Purpose = Purpose.CREATE
    existing: Environment | None = None
    journal: Journal | None = None

    def with_request(self, **changes: object) -> Draft:
        return dataclasses.replace(self, request=dataclasses.replace(self.request, **changes))  # type: ignore[arg-type]

    @property
    def environment(self) -> Environment | None:
        """The existing environment with the chosen checkout."""
        if self.existing is None:
            return None
        return dataclasses.replace(self.existing, sd_scripts=self.request.sd_scripts)


def default_folder(paths: AppPaths, name: str) -> Path:
    """Where a new environment or checkout comes to lie: `name`, or with a number where that is taken."""
    folder = paths.kohya / name
    number = 2
    while folder.exists():
        folder = paths.kohya / f"{name}-{number}"
        number += 1
    return folder


def first_draft(paths: AppPaths, graphics: Graphics, network: Network) -> Draft:
    """What fits this machine; looks at some folders."""
    return Draft(
        SetupRequest(
            prefix=default_folder(paths, DEFAULT_NAME),
            recipe=recommended_recipe(graphics),
            backend=recommended_backend(),
            sd_scripts=default_folder(paths, "sd-scripts"),
            network=network,
        )
    )


def plan_of(draft: Draft, paths: AppPaths, graphics: Graphics) -> InstallPlan:
    """Looks for programs and folders: up to a second, off the window's thread.

    Raises:
        AppError: what is asked for cannot be planned.
    """
    planner = Planner(paths, graphics)
    if draft.journal is not None:
        return planner.resume(draft.journal)
    request = draft.request
    if draft.purpose is Purpose.CREATE:
        return planner.create(request)
    if draft.purpose is Purpose.REPAIR:
        return planner.repair(request.prefix)
    if draft.purpose is Purpose.UPDATE:
        return planner.update(request.prefix)
    return planner.roll_back(request.prefix)
