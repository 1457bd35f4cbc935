"""The drawn learning rate against what the schedules of sd-scripts gave at every step."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Any

import pytest

from core.config.arguments import TrainingArguments, read_arguments
from core.config.lr_curve import factor_of, learning_rates
from core.config.schema import shipped_schema
from core.errors import ConfigError
from tests.core.config.folders import arguments
from tests.core.oracle import oracle

CASES = oracle("lr_schedule")["cases"]


def args_of(case: dict[str, Any]) -> TrainingArguments:
    args, problems = read_arguments(case["options"], shipped_schema(), Path())
    if problems:
        raise ConfigError(problems[0].message)
    values = {**args.values, "learning_rate": case["unet_lr"], "unet_lr": case["unet_lr"]}
    return dataclasses.replace(args, values=values | case.get("config_file_values", {}))


@pytest.mark.parametrize("case", [case for case in CASES if "error" not in case], ids=lambda case: case["id"])
def test_the_rate_of_every_step(case: dict[str, Any]) -> None:
    factor = factor_of(args_of(case), case["steps"])
    assert factor is not None
    expected = case["lr"] * (case["steps"] + 1) if case.get("lr_all_equal") else case["lr"]
    found = [case["unet_lr"] * factor(step) for step in range(case["steps"] + 1)]
    assert found == pytest.approx(expected, rel=1e-9, abs=1e-17)


@pytest.mark.parametrize("case", [case for case in CASES if "error" in case], ids=lambda case: case["id"])
def test_a_schedule_that_sd_scripts_refuses_is_not_drawn(case: dict[str, Any]) -> None:
    if "max_train_steps" in case.get("config_file_values", {}):
        return  # a wrong type of another argument, which is told before anything is drawn
    with pytest.raises(ConfigError):
        factor_of(args_of(case), case["steps"])


def test_the_curve_has_both_ends_and_what_is_trained() -> None:
    args = arguments("--lr_scheduler=linear", "--unet_lr=1e-4", "--text_encoder_lr", "5e-5")
    curve = learning_rates(args, 100_000, points=50)
    assert curve is not None
    assert (curve.steps[0], curve.steps[-1], len(curve.steps)) == (1, 100_000, 50)
    assert curve.rates["unet"][0] == pytest.approx(1e-4)
    assert curve.rates["text_encoder"][0] == pytest.approx(5e-5)
    assert curve.rates["unet"][-1] == pytest.approx(1e-9)
    only = learning_rates(arguments("--network_train_unet_only", "--learning_rate=1e-3"), 3)
    assert only is not None
    assert only.rates == {"unet": (1e-3, 1e-3, 1e-3)}


def test_a_schedule_of_another_package_is_not_drawn() -> None:
    assert learning_rates(arguments("--lr_scheduler_type=own.Schedule"), 10) is None
