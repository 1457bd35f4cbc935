"""The learning rates foretold, against those that the real schedules gave."""

from __future__ import annotations

from typing import Any

import pytest

from core.config.learning_rate_curve import learning_rate_curves, schedule_factor
from tests.core.config.folders import arguments
from tests.core.oracle import oracle

CASES = [case for case in oracle("lr_schedule")["cases"] if "toml" not in case["id"]]
UNKNOWN = {"type=CosineAnnealingLR"}


@pytest.mark.parametrize("case", [case for case in CASES if "error" not in case], ids=lambda case: case["id"])
def test_the_schedule_is_the_one_of_sd_scripts(case: dict[str, Any]) -> None:
    args = arguments("--learning_rate", str(case["unet_lr"]), *case["options"])
    factor = schedule_factor(args, case["steps"])
    if case["id"] in UNKNOWN:
        assert factor is None
        return
    assert factor is not None
    rates = [case["unet_lr"] * factor(step) for step in range(case["steps"] + 1)]
    assert rates == pytest.approx(case["lr"], rel=1e-9, abs=1e-16)


@pytest.mark.parametrize(
    "case",
    [case for case in CASES if case.get("stage") == "get_scheduler_fix"],
    ids=lambda case: case["id"],
)
def test_a_schedule_that_fails_is_not_drawn(case: dict[str, Any]) -> None:
    args = arguments("--learning_rate", "1e-4", *case["options"])
    assert schedule_factor(args, case["steps"]) is None


def test_each_part_has_its_own_rate_and_a_long_training_few_points() -> None:
    args = arguments("--learning_rate", "1e-4", "--text_encoder_lr", "5e-5", "--lr_scheduler", "cosine")
    unet, text = learning_rate_curves(args, 100_000)
    assert (unet.part, text.part) == ("unet", "text_encoder")
    assert (unet.steps[0], unet.steps[-1], len(unet.steps)) == (0, 99_999, 800)
    assert (unet.rates[0], text.rates[0]) == (1e-4, 5e-5)
    assert unet.rates[-1] < 1e-9


def test_a_part_that_does_not_train_has_no_curve() -> None:
    only_unet = arguments("--learning_rate", "1e-4", "--network_train_unet_only")
    assert [curve.part for curve in learning_rate_curves(only_unet, 10)] == ["unet"]
    frozen = arguments("--learning_rate", "1e-4", "--text_encoder_lr", "0")
    assert [curve.part for curve in learning_rate_curves(frozen, 10)] == ["unet"]
    assert learning_rate_curves(only_unet, 0) == ()
