"""What the built-in engine refuses by name."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.config.arguments import read_arguments
from core.config.dataset_config import DatasetBlueprint, DatasetKind, DatasetSettings, SubsetSettings
from core.config.schema import shipped_schema
from core.engines.builtin_support import ALLOWED, SUPPORTED, unsupported_arguments, unsupported_datasets

NETWORK = ("--network_module", "networks.lora")


def refused(*argv: str) -> dict[str | None, str]:
    args, _ = read_arguments([*NETWORK, *argv], shipped_schema(), Path.cwd())
    return {problem.key: f"{problem.message} {problem.hint}" for problem in unsupported_arguments(args)}


def test_every_argument_of_the_script_is_supported_or_refused_by_name() -> None:
    """Each is given with a value that is not its default."""
    for dest, argument in shipped_schema().arguments.items():
        if dest in {"config_file", "output_config", "skip_until_initial_step"}:
            continue
        if argument.is_flag:
            given = [argument.options[0]]
        else:
            choices = [choice for choice in argument.choices or () if choice not in {None, argument.default}]
            given = [argument.options[0], str(choices[0]) if choices else "x" if argument.type == "str" else "7"]
        found = refused(*given)
        if dest not in SUPPORTED:
            assert dest in found, dest
            assert f"{dest} is not implemented" in found[dest]
        elif dest not in ALLOWED:
            assert not found, dest


@pytest.mark.parametrize(
    ("argv", "key", "wanted"),
    [
        (["--xformers"], "xformers", "sdpa"),
        (["--mem_eff_attn"], "mem_eff_attn", "sdpa"),
        (["--v2"], "v2", "SD1.x"),
        (["--log_with", "wandb"], "log_with", "tensorboard"),
        (["--network_module", "lycoris.kohya"], "network_module", "networks.lora"),
        (["--sample_sampler", "lms"], "sample_sampler", "euler"),
        (["--skip_until_initial_step"], "skip_until_initial_step", "resume"),
    ],
)
def test_refusals_say_what_to_do(argv: list[str], key: str, wanted: str) -> None:
    assert wanted in refused(*argv)[key]


def test_a_default_value_is_no_wish() -> None:
    assert refused("--dynamo_backend", "inductor", "--zero_stage", "2") == {}


@pytest.mark.parametrize(
    ("dataset", "subset", "key"),
    [
        ({"kind": DatasetKind.FINE_TUNING}, {}, "metadata_file"),
        ({"validation_split": 0.1}, {}, "validation_split"),
        ({"network_multiplier": 0.5}, {}, "network_multiplier"),
        ({}, {"color_aug": True}, "color_aug"),
        ({}, {"face_crop_aug_range": (1.0, 2.0)}, "face_crop_aug_range"),
        ({}, {"resize_interpolation": "nearest"}, "resize_interpolation"),
        ({}, {"random_crop": True}, "random_crop"),
    ],
)
def test_dataset_settings(dataset: dict[str, object], subset: dict[str, object], key: str) -> None:
    settings = DatasetSettings(subsets=(SubsetSettings(image_dir="x", **subset),), resolution=(64, 64), **dataset)  # type: ignore[arg-type]
    assert [problem.key for problem in unsupported_datasets(DatasetBlueprint((settings,)))] == [key]
