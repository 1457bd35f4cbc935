"""The environment that trains: how far it is proven, and what a config is told of it."""

from __future__ import annotations

import shutil
from pathlib import Path

from core.config.hardware import Card
from core.environment.checks import Check, CheckId, State, Verification
from core.environment.chosen import Trust, choose, chosen_environment, training_hardware
from core.environment.environment import environment_at, packages_digest
from core.environment.hardware import Graphics
from core.environment.registry import EnvironmentRegistry
from core.settings import Settings
from tests.core.environment.places import add_package, make_environment

CARDS = Graphics(cards=(Card(name="A card", compute_capability=(8, 6)),), source="nvml")


def test_from_nothing_chosen_to_gone(tmp_path: Path) -> None:
    registry, settings = EnvironmentRegistry(tmp_path / "known"), Settings()
    assert chosen_environment(settings, registry).trust is Trust.NONE
    prefix = make_environment(tmp_path / "environment")
    scripts = tmp_path / "sd-scripts"
    environment = environment_at(prefix, sd_scripts=scripts)
    assert environment is not None
    settings = choose(settings, environment)
    assert (settings.kohya_python, settings.sd_scripts) == (str(prefix / "bin" / "python"), str(scripts))
    assert chosen_environment(settings, registry).trust is Trust.UNVERIFIED
    registry.save(environment)

    def verified(*states: tuple[CheckId, State, str]) -> Trust:
        checks = tuple(Check(id=which, state=state, code=code) for which, state, code in states)
        registry.save_verification(
            prefix,
            Verification(
                checks=checks, packages_digest=packages_digest(prefix), sd_scripts=str(scripts), commit="unknown"
            ),
        )
        return chosen_environment(settings, registry).trust

    starts = (CheckId.SD_SCRIPTS, State.WORKS, "sd-scripts-works")
    assert verified(starts) is Trust.VERIFIED
    assert verified(starts, (CheckId.TRAINING, State.BROKEN, "training-broken")) is Trust.BROKEN
    absent = (CheckId.XFORMERS, State.WORKS, "xformers-absent")
    assert verified(starts, absent, (CheckId.OPTIMIZER_8BIT, State.BROKEN, "optimizer-broken")) is Trust.LIMITED
    told = training_hardware(settings, registry, CARDS)
    assert (told.cards, told.has_xformers, told.bitsandbytes_works) == (CARDS.cards, False, False)
    other = chosen_environment(Settings(kohya_python=settings.kohya_python), registry)
    assert other.trust is Trust.STALE  # verified with another sd-scripts
    add_package(prefix, "something", "1.0")
    assert chosen_environment(settings, registry).trust is Trust.STALE
    assert training_hardware(settings, registry, CARDS).bitsandbytes_works is None
    shutil.rmtree(prefix)
    gone = chosen_environment(settings, registry)
    assert (gone.trust, gone.environment) == (Trust.GONE, environment)


def test_cards_that_do_not_answer_are_unknown(tmp_path: Path) -> None:
    registry = EnvironmentRegistry(tmp_path)
    assert training_hardware(Settings(), registry, Graphics()).cards == ()
    silent = Graphics(source="nvml", reason="Driver/library version mismatch")
    assert training_hardware(Settings(), registry, silent).cards is None
