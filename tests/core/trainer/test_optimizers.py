from __future__ import annotations

import importlib.util
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import torch

from core.config.arguments import read_arguments
from core.config.schema import shipped_schema
from core.errors import ConfigError
from core.trainer.optimizers import TrainingOptimizer, create_optimizer, keyword_arguments
from core.trainer.parameter_groups import ParameterGroup

ROOT = Path(__file__).resolve().parents[3]
EIGHT_BIT_MINIMUM = 4096
"""bitsandbytes keeps 32-bit states of smaller tensors."""


def arguments(*options: str, **changed: Any) -> dict[str, Any]:
    args, problems = read_arguments([*options], shipped_schema(), Path())
    assert not problems
    return dict(args.values) | changed


def weights(size: int = EIGHT_BIT_MINIMUM) -> torch.nn.Parameter:
    torch.manual_seed(3)
    return torch.nn.Parameter(torch.randn(size // 64, 64))


def build(args: dict[str, Any], *parameters: torch.nn.Parameter) -> TrainingOptimizer:
    names = ("textencoder", "unet")
    groups = [
        ParameterGroup(name, (parameter,), rate)
        for name, parameter, rate in zip(names, parameters, (0.01, 0.02), strict=False)
    ]
    return create_optimizer(args, groups)


def descend(optimizer: TrainingOptimizer, parameter: torch.nn.Parameter, steps: int = 20) -> tuple[float, float]:
    """The loss before and after some steps towards zero."""
    before = parameter.square().mean().item()
    for _ in range(steps):
        optimizer.train()
        optimizer.optimizer.zero_grad(set_to_none=True)
        parameter.square().mean().backward()
        optimizer.optimizer.step()
    return before, parameter.square().mean().item()


@pytest.mark.parametrize(
    ("options", "class_path"),
    [
        ([], "torch.optim.adamw.AdamW"),
        (["--optimizer_type=adamw"], "torch.optim.adamw.AdamW"),
        (["--optimizer_type=AdamW8bit"], "bitsandbytes.optim.adamw.AdamW8bit"),
        (["--use_8bit_adam"], "bitsandbytes.optim.adamw.AdamW8bit"),
        (["--optimizer_type=Lion8bit"], "bitsandbytes.optim.lion.Lion8bit"),
        (["--optimizer_type=Lion"], "bitsandbytes.optim.lion.Lion"),
        (["--use_lion_optimizer"], "bitsandbytes.optim.lion.Lion"),
        (["--optimizer_type=SGDNesterov8bit"], "bitsandbytes.optim.sgd.SGD8bit"),
        (["--optimizer_type=PagedAdamW"], "bitsandbytes.optim.adamw.PagedAdamW"),
        (["--optimizer_type=PagedAdamW8bit"], "bitsandbytes.optim.adamw.PagedAdamW8bit"),
        (["--optimizer_type=PagedAdamW32bit"], "bitsandbytes.optim.adamw.PagedAdamW32bit"),
        (["--optimizer_type=PagedLion8bit"], "bitsandbytes.optim.lion.PagedLion8bit"),
        (["--optimizer_type=SGDNesterov"], "torch.optim.sgd.SGD"),
        (["--optimizer_type=RAdam"], "torch.optim.radam.RAdam"),
        (["--optimizer_type=torch.optim.NAdam"], "torch.optim.nadam.NAdam"),
        (["--optimizer_type=bitsandbytes.optim.AdEMAMix8bit"], "bitsandbytes.optim.ademamix.AdEMAMix8bit"),
        (
            ["--optimizer_type=Adafactor", "--optimizer_args", "relative_step=False", "scale_parameter=False"],
            "transformers.optimization.Adafactor",
        ),
    ],
    ids=lambda value: value[0] if isinstance(value, list) and value else str(value),
)
def test_optimizers_learn(options: list[str], class_path: str) -> None:
    if class_path.endswith("lion.Lion") and importlib.util.find_spec("lion_pytorch"):
        pytest.skip("lion_pytorch is installed and goes before bitsandbytes")
    parameter = weights()
    optimizer = build(arguments(*options), parameter)
    before, after = descend(optimizer, parameter)
    assert after < before
    assert optimizer.class_path == class_path


def test_eight_bit_states_are_eight_bit() -> None:
    parameter, reference = weights(), weights()
    optimizer = build(arguments("--optimizer_type=AdamW8bit"), parameter)
    descend(optimizer, parameter, steps=3)
    descend(build(arguments("--optimizer_type=AdamW"), reference), reference, steps=3)
    state = optimizer.optimizer.state[parameter]
    assert state["state1"].dtype == state["state2"].dtype == torch.uint8
    assert state["state1"].numel() == parameter.numel()
    distance = (parameter - reference).abs()
    assert 0 < distance.mean() < 1e-3
    assert distance.max() < 0.03


def test_groups_keep_their_rates_and_names() -> None:
    optimizer = build(arguments(), weights(), weights())
    assert [group["lr"] for group in optimizer.optimizer.param_groups] == [0.01, 0.02]
    assert optimizer.group_names == ("textencoder", "unet")


def test_description_is_that_of_the_metadata() -> None:
    optimizer = build(arguments("--optimizer_args", "weight_decay=0.01", "betas=0.9,0.99"), weights())
    assert optimizer.description == "torch.optim.adamw.AdamW(weight_decay=0.01,betas=(0.9, 0.99))"
    assert build(arguments(), weights()).description == "torch.optim.adamw.AdamW"


@pytest.mark.parametrize("keywords", [[], ["relative_step=False", "warmup_init=True"]], ids=["default", "warm-up"])
def test_adafactor_finds_its_own_rate(keywords: list[str]) -> None:
    options = ["--optimizer_type=Adafactor", "--learning_rate=0.1"]
    args = arguments(*options, optimizer_args=keywords)
    parameter = weights()
    optimizer = build(args, parameter)
    assert optimizer.adjusted == {
        "learning_rate": None,
        "unet_lr": None,
        "text_encoder_lr": None,
        "lr_scheduler": "adafactor:0.1",
    }
    assert [group["lr"] for group in optimizer.optimizer.param_groups] == [None]
    assert "relative_step=True" in optimizer.description
    before, after = descend(optimizer, parameter)
    assert after < before
    assert args["learning_rate"] == 0.1


def test_adafactor_arguments_are_told_as_given() -> None:
    options = ["--optimizer_type=Adafactor", "--optimizer_args", "relative_step=0"]
    assert build(arguments(*options), weights()).arguments == "relative_step=0"


def test_nesterov_has_momentum() -> None:
    group = build(arguments("--optimizer_type=SGDNesterov"), weights()).optimizer.param_groups[0]
    assert (group["momentum"], group["nesterov"]) == (0.9, True)


@pytest.mark.parametrize(
    ("name", "package"),
    [("Prodigy", "prodigyopt"), ("DAdaptAdam", "dadaptation"), ("AdamWScheduleFree", "schedulefree"),
     ("some_lab.optim.Sharp", "some_lab")],
)  # fmt: skip
def test_a_package_that_is_missing_is_named(name: str, package: str) -> None:
    if importlib.util.find_spec(package):
        pytest.skip(f"{package} is installed here")
    with pytest.raises(ConfigError, match=f"pip install {package}"):
        build(arguments(f"--optimizer_type={name}"), weights())


@pytest.mark.parametrize(
    "args",
    [
        arguments("--optimizer_type=Adamm"),
        arguments("--optimizer_type=torch.nn.Linear"),
        arguments("--optimizer_type=DAdaptNothing"),
        arguments("--optimizer_args", "no_such=1"),
        arguments("--optimizer_args", "betas=7"),
        arguments("--optimizer_args", "lr=0.1", "weight_decay"),
        arguments("--optimizer_args", "weight_decay=0.1=2"),
        arguments("--optimizer_args", "weight_decay=__import__('os')"),
        arguments("--use_8bit_adam", "--use_lion_optimizer"),
        arguments("--use_8bit_adam", "--optimizer_type=AdamW"),
    ],
    ids=range(10),
)
def test_refuses(args: dict[str, Any]) -> None:
    with pytest.raises(ConfigError):
        build(args, weights())


def test_arguments_are_python_literals() -> None:
    entries = ["a=1e-3", "b=True", "c='x'", "d=(1, 2)", "e=None"]
    assert keyword_arguments(entries, "optimizer_args") == {"a": 1e-3, "b": True, "c": "x", "d": (1, 2), "e": None}


def test_nothing_is_said_on_a_machine_without_cuda() -> None:
    code = (
        "import torch, core.trainer.optimizers as o, core.trainer.lora;"
        "p = torch.nn.Parameter(torch.ones(64, 64)); p.grad = torch.ones(64, 64);"
        "import bitsandbytes.optim as b; b.AdamW8bit([p]).step()"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)
    assert (done.returncode, done.stderr, done.stdout) == (0, "", "")
