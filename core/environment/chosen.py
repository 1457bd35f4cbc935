"""The environment that the user trains in: which it is, what is known of it, and what that means for a config."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from core.config.hardware import Hardware
from core.environment.checks import State, Verification
from core.environment.environment import Environment, environment_at, prefix_of
from core.environment.hardware import Graphics, read_graphics
from core.environment.registry import EnvironmentRegistry, is_stale
from core.settings import Settings


class Trust(StrEnum):
    """How far an environment is proven."""

    NONE = "none"
    """No environment is chosen."""
    GONE = "gone"
    """It is no longer where it was."""
    UNVERIFIED = "unverified"
    STALE = "stale"
    """Something was installed, removed or exchanged since it was verified."""
    VERIFIED = "verified"
    LIMITED = "limited"
    BROKEN = "broken"


@dataclass(frozen=True, slots=True)
class Chosen:
    """`verification` is the last one, also where it is stale."""

    trust: Trust
    environment: Environment | None = None
    verification: Verification | None = None


def chosen_environment(settings: Settings, registry: EnvironmentRegistry) -> Chosen:
    """The environment of the settings. Reads some small files and the names of what is installed: some milliseconds."""
    if not settings.kohya_python:
        return Chosen(Trust.NONE)
    prefix = prefix_of(Path(settings.kohya_python))
    checkout = Path(settings.sd_scripts) if settings.sd_scripts else None
    known = registry.find(prefix)
    found = environment_at(prefix, sd_scripts=checkout)
    if found is None:
        return Chosen(Trust.GONE, known)
    environment = found if known is None else dataclasses.replace(known, sd_scripts=checkout)
    return Chosen(*trust_in(environment, registry))


def trust_in(environment: Environment, registry: EnvironmentRegistry) -> tuple[Trust, Environment, Verification | None]:
    """How far `environment` is proven, by what was last found in it."""
    if not environment.python.is_file():
        return Trust.GONE, environment, None
    verification = registry.verification(environment.prefix)
    if verification is None:
        return Trust.UNVERIFIED, environment, None
    if is_stale(verification, environment):
        return Trust.STALE, environment, verification
    if not verification.can_train:
        return Trust.BROKEN, environment, verification
    full = verification.state is State.WORKS
    return Trust.VERIFIED if full else Trust.LIMITED, environment, verification


def choose(settings: Settings, environment: Environment) -> Settings:
    """The settings with `environment` as the one that trains."""
    return dataclasses.replace(
        settings,
        kohya_python=str(environment.python),
        sd_scripts=str(environment.sd_scripts) if environment.sd_scripts is not None else "",
    )


def training_hardware(settings: Settings, registry: EnvironmentRegistry, graphics: Graphics | None = None) -> Hardware:
    """The cards, and what the chosen environment was found to have; unknown where it was not verified as it is now.

    Some milliseconds with NVML, up to four seconds where only a hanging nvidia-smi is there: off the window's thread.
    """
    seen = read_graphics() if graphics is None else graphics
    chosen = chosen_environment(settings, registry)
    current = chosen.verification if chosen.trust not in (Trust.STALE, Trust.GONE) else None
    return Hardware(
        cards=None if seen.reason and not seen.cards else seen.cards,
        has_xformers=None if current is None else current.has_xformers,
        bitsandbytes_works=None if current is None else current.bitsandbytes_works,
    )
