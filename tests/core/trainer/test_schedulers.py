from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import torch

from core.config.arguments import read_arguments
from core.config.schema import shipped_schema
from core.errors import ConfigError
from core.trainer.optimizers import TrainingOptimizer, create_optimizer
from core.trainer.parameter_groups import ParameterGroup
from core.trainer.schedulers import ConstantRates, create_scheduler
from tests.shared import shared_folder

CASES = json.loads((shared_folder() / "oracle" / "lr_schedule.json").read_text(encoding="utf-8"))["cases"]


def arguments(options: list[str]) -> dict[str, Any]:
    args, problems = read_arguments(options, shipped_schema(), Path())
    if problems:
        raise ConfigError(problems[0].message)
    return dict(args.values)


def optimizer_for(args: dict[str, Any], rate: float) -> TrainingOptimizer:
    weight = torch.nn.Parameter(torch.zeros(2, 2))
    return create_optimizer(args, [ParameterGroup("unet", (weight,), rate)])


def rates(case: dict[str, Any]) -> list[float]:
    args = arguments(case["options"]) | {"unet_lr": case["unet_lr"]} | case.get("config_file_values", {})
    steps = case.get("config_file_values", {}).get("max_train_steps", case["steps"])
    optimizer = optimizer_for(args | {"learning_rate": case["unet_lr"]}, case["unet_lr"])
    scheduler = create_scheduler(args, optimizer, steps, 1)
    found = [scheduler.get_last_lr()[0]]
    for _ in range(case["steps"]):
        optimizer.optimizer.step()
        scheduler.step()
        found.append(scheduler.get_last_lr()[0])
    return found


@pytest.mark.parametrize("case", [case for case in CASES if "error" not in case], ids=lambda case: case["id"])
def test_rates_are_those_of_sd_scripts(case: dict[str, Any]) -> None:
    expected = case["lr"] * (case["steps"] + 1) if case.get("lr_all_equal") else case["lr"]
    assert rates(case) == pytest.approx(expected, rel=1e-9, abs=1e-17)


@pytest.mark.parametrize("case", [case for case in CASES if "error" in case], ids=lambda case: case["id"])
def test_what_crashes_sd_scripts_is_refused_before_training(case: dict[str, Any]) -> None:
    with pytest.raises(ConfigError):
        rates(case)


@pytest.mark.parametrize(
    "options",
    [
        ["--lr_scheduler=polynomial", "--lr_scheduler_power=-1"],
        ["--lr_scheduler_type=OneCycleLR", "--lr_scheduler_args", "max_lr=0.1", "total_steps=50"],
        ["--lr_scheduler=inverse_sqrt", "--lr_scheduler_timescale=0"],
        ["--lr_scheduler_type=NoSuchLR"],
        ["--lr_scheduler_type=no.such.module.LR"],
        ["--lr_scheduler=cosine", "--lr_scheduler_args", "num_cycles"],
    ],
    ids=" ".join,
)
def test_what_would_fail_at_a_later_step_is_refused_at_once(options: list[str]) -> None:
    args = arguments(options) | {"learning_rate": 1e-4}
    with pytest.raises(ConfigError):
        create_scheduler(args, optimizer_for(args, 1e-4), 100, 1)


def test_several_processes_stretch_the_schedule() -> None:
    args = arguments(["--lr_scheduler=cosine", "--lr_warmup_steps=0.1"]) | {"learning_rate": 1e-4}
    optimizer = optimizer_for(args, 1e-4)
    scheduler = create_scheduler(args, optimizer, 100, 2)
    found = []
    for _ in range(200):
        found.append(scheduler.get_last_lr()[0])
        optimizer.optimizer.step()
        scheduler.step()
    assert found.index(max(found)) == 20
    assert scheduler.get_last_lr()[0] == pytest.approx(0.0, abs=1e-12)


def test_adafactor_takes_over_rate_and_scheduler() -> None:
    args = arguments(["--optimizer_type=Adafactor", "--learning_rate=0.001", "--lr_scheduler=cosine"])
    optimizer = optimizer_for(args, 1e-4)
    assert optimizer.adjusted["lr_scheduler"] == "adafactor:0.001"
    scheduler = create_scheduler(args, optimizer, 10, 1)
    assert scheduler.get_last_lr() == [0.001]
    weight = optimizer.optimizer.param_groups[0]["params"][0]
    weight.grad = torch.ones_like(weight)
    optimizer.optimizer.step()
    scheduler.step()
    assert 0 < scheduler.get_last_lr()[0] != 0.001


def test_adafactor_with_a_rate_of_its_own_takes_any_scheduler() -> None:
    options = ["--optimizer_type=Adafactor", "--optimizer_args", "relative_step=False", "--lr_scheduler=cosine"]
    args = arguments(options) | {"learning_rate": 1e-4}
    optimizer = optimizer_for(args, 1e-4)
    scheduler = create_scheduler(args, optimizer, 4, 1)
    optimizer.optimizer.step()
    scheduler.step()
    assert scheduler.get_last_lr()[0] == pytest.approx(0.853553e-4, rel=1e-5)
    with pytest.raises(ConfigError):
        create_scheduler(args | {"lr_scheduler_type": "StepLR"}, optimizer, 4, 1)


def test_schedule_free_optimizers_keep_their_rate() -> None:
    plain = torch.optim.SGD([torch.nn.Parameter(torch.zeros(1))], lr=0.25)
    optimizer = TrainingOptimizer(plain, "", "", schedule_free=True, group_names=("unet",))
    scheduler = create_scheduler(arguments(["--lr_scheduler=cosine"]), optimizer, 10, 1)
    scheduler.step()
    assert isinstance(scheduler, ConstantRates)
    assert scheduler.get_last_lr() == [0.25]
