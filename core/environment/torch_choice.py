"""Which build of torch fits a machine: by the driver's CUDA and the cards' compute capability, never by names."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass

from core.environment.hardware import Graphics
from core.environment.network import TORCH_INDEX_VARIABLE, Network
from core.environment.plan import Obstacle, ObstacleCode
from core.environment.recipe import CPU_BUILD, DEFAULT_BUILD, FIRST_BLACKWELL, Recipe, TorchBuild, Version, dotted

_PIP_PLACES = ("PIP_INDEX_URL", "PIP_EXTRA_INDEX_URL", "PIP_FIND_LINKS")
TORCH_INDEX_HINT = (
    "PyTorch keeps these builds on an index of its own. Open the install selector on PyTorch's site, and copy the "
    "address that stands after --index-url (it ends in whl/cu128 or the like). Give it as the torch index here, as "
    f"--torch-index ADDRESS, or in {TORCH_INDEX_VARIABLE}."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class TorchChoice:
    """`index` is the address that the build comes from besides the ordinary index; empty for that one alone."""

    build: TorchBuild
    index: str
    reason: str
    obstacles: tuple[Obstacle, ...] = ()


def choose_torch(
    recipe: Recipe, graphics: Graphics, network: Network, wish: str = "", *, system: str = sys.platform
) -> TorchChoice:
    """The build that is wished for, else the first of the recipe that fits driver and card and can be had.

    What does not fit is told as obstacles: a wish is not overruled in silence.
    """
    if wish:
        return _wished(recipe, graphics, network, wish, system)
    if graphics.card is None:
        return _without_card(recipe, network, system)
    fitting = [build for build in recipe.builds if _misfit(build, graphics, system) is None and build.cuda is not None]
    reachable = [build for build in fitting if not build.needs_index or network.torch_index]
    if reachable:
        return _choice(reachable[0], network, _why(reachable[0], graphics), ())
    if fitting:
        return _choice(fitting[0], network, _why(fitting[0], graphics), _unreachable(fitting[0], network))
    cuda_builds = [build for build in recipe.builds if build.cuda is not None] or list(recipe.builds)
    nearest = cuda_builds[0]
    misfit = _misfit(nearest, graphics, system)
    obstacles = () if misfit is None else (misfit,)
    return _choice(nearest, network, _why(nearest, graphics), obstacles)


def recommended_recipe(graphics: Graphics) -> str:
    """The key of the recipe that fits the best card and its driver."""
    if graphics.card is None:
        return "cpu"
    best, cuda = _compute(graphics), graphics.cuda
    if best is not None and best >= FIRST_BLACKWELL:
        return "blackwell"
    if (cuda is not None and cuda < (12, 8)) or (best is not None and best < (7, 5)):
        return "older-driver"
    return "sd-scripts"


def _compute(graphics: Graphics) -> Version | None:
    """Of the card that a training uses unless told otherwise."""
    return None if graphics.card is None else graphics.card.compute_capability


def _wished(recipe: Recipe, graphics: Graphics, network: Network, wish: str, system: str) -> TorchChoice:
    build = recipe.build(wish)
    if build is None:
        known = ", ".join(build.name for build in recipe.builds)
        obstacle = Obstacle(
            code=ObstacleCode.TORCH_INDEX_BUILD,
            message=f"The recipe {recipe.key} does not know the torch build {wish}.",
            hint=f"It knows {known}.",
        )
        return _choice(recipe.builds[0], network, "as the recipe says", (obstacle,))
    misfit = _misfit(build, graphics, system)
    obstacles = [] if misfit is None else [misfit]
    if build.needs_index and not network.torch_index:
        obstacles += _unreachable(build, network)
    return _choice(build, network, "as asked for", obstacles)


def _without_card(recipe: Recipe, network: Network, system: str) -> TorchChoice:
    cpu, default = recipe.build(CPU_BUILD), recipe.build(DEFAULT_BUILD)
    no_card = Obstacle(
        code=ObstacleCode.NO_CARD,
        message="No NVIDIA card was found: training will run on the processor, many times slower.",
        hint="If this machine has one, install its driver first.",
        blocks=False,
    )
    reason = "no NVIDIA card was found"
    if cpu is not None and network.torch_index:
        return _choice(cpu, network, reason, (no_card,))
    if default is not None:
        notes = [no_card]
        if system == "linux" and cpu is not None:
            notes.append(
                Obstacle(
                    code=ObstacleCode.TORCH_INDEX_MISSING,
                    message="The ordinary build of torch brings gigabytes for CUDA that stay unused here.",
                    hint=f"The build for the processor is far smaller. {TORCH_INDEX_HINT}",
                    blocks=False,
                )
            )
        return _choice(default, network, f"{reason}; the ordinary build", notes)
    build = cpu or recipe.builds[0]
    extra = _unreachable(build, network) if build.needs_index and not network.torch_index else ()
    return _choice(build, network, f"{reason}; the recipe has no other build", (no_card, *extra))


def _choice(build: TorchBuild, network: Network, reason: str, obstacles: Sequence[Obstacle]) -> TorchChoice:
    index = network.torch_address(build.name) if build.needs_index else ""
    return TorchChoice(build=build, index=index, reason=reason, obstacles=tuple(obstacles))


def _why(build: TorchBuild, graphics: Graphics) -> str:
    best, cuda = _compute(graphics), graphics.cuda
    card = "" if best is None else f"compute capability {dotted(best)}"
    driver = "" if cuda is None else f"a driver for CUDA {dotted(cuda)}"
    known = " and ".join(text for text in (card, driver) if text)
    return f"{build.name} fits {known}" if known else build.name


def _unreachable(build: TorchBuild, network: Network) -> tuple[Obstacle, ...]:
    """Blocks only where pip knows nothing but the ordinary index: a mirror or a folder may have it."""
    elsewhere = bool(network.index or network.extra_indexes or network.find_links)
    elsewhere = elsewhere or any(os.environ.get(name) for name in _PIP_PLACES)
    return (
        Obstacle(
            code=ObstacleCode.TORCH_INDEX_MISSING,
            message=f"torch's build {build.name} is not on the ordinary package index, and no other address is known.",
            hint=TORCH_INDEX_HINT,
            blocks=not elsewhere,
        ),
    )


def _misfit(build: TorchBuild, graphics: Graphics, system: str) -> Obstacle | None:
    """Why code of `build` cannot run on the card; None where it can, for builds without CUDA, and where the driver does
    not tell what decides."""
    best, cuda = _compute(graphics), graphics.cuda
    if build.cuda is None or build.compute is None or graphics.card is None:
        return None
    if build.name == DEFAULT_BUILD and system != "linux":
        return Obstacle(
            code=ObstacleCode.TORCH_INDEX_BUILD,
            message="The ordinary build of torch for this system does not use NVIDIA cards.",
            hint=TORCH_INDEX_HINT,
        )
    lowest, highest = build.compute
    if best is not None and best < lowest:
        return Obstacle(
            code=ObstacleCode.CARD_TOO_OLD,
            message=f"torch's build {build.name} has no code for compute capability {dotted(best)}; it begins "
            f"with {dotted(lowest)}.",
            hint="Choose the recipe for older drivers and cards." if lowest > (5, 0) else "Choose the recipe cpu.",
        )
    if best is not None and best > highest:
        return Obstacle(
            code=ObstacleCode.CARD_TOO_NEW,
            message=f"torch's build {build.name} has no code for compute capability {dotted(best)}.",
            hint="This card needs a build for CUDA 12.8 or later: choose the recipe blackwell.",
        )
    if cuda is not None and cuda < build.cuda:
        return Obstacle(
            code=ObstacleCode.DRIVER_TOO_OLD,
            message=f"torch's build {build.name} needs a driver for CUDA {dotted(build.cuda)}; this one runs "
            f"{dotted(cuda)}.",
            hint="Update the NVIDIA driver."
            if best is not None and best >= FIRST_BLACKWELL
            else "Update the NVIDIA driver, or choose the recipe for older drivers and cards.",
        )
    return None
