"""The launcher's configuration, and what it refuses before accelerate would wait for it."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.engines.accelerate_config import DYNAMO_BACKENDS, MIXED_PRECISIONS, AccelerateOptions
from core.errors import ConfigError


def read(options: AccelerateOptions) -> dict[str, Any]:
    """Flat YAML of JSON values; a nested one is JSON, too."""
    import json

    lines = [line.partition(": ") for line in options.document().splitlines()]
    return {key: json.loads(value) for key, _, value in lines}


def test_one_gpu() -> None:
    values = read(AccelerateOptions(gpus=(1,), mixed_precision="bf16"))
    assert (values["distributed_type"], values["num_processes"], values["gpu_ids"]) == ("NO", 1, "1")
    assert (values["mixed_precision"], values["use_cpu"]) == ("bf16", False)
    assert "main_process_port" not in values
    assert "dynamo_config" not in values


def test_several_gpus_of_one_machine() -> None:
    options = AccelerateOptions(processes=2, gpus=(0, 1), dynamo_backend="inductor", threads_per_process=4)
    values = read(options)
    assert (values["distributed_type"], values["num_processes"], values["gpu_ids"]) == ("MULTI_GPU", 2, "0,1")
    assert values["dynamo_config"] == {"dynamo_backend": "INDUCTOR"}
    assert 1024 <= values["main_process_port"] <= 65535, "two runs on one machine must not meet"
    assert options.arguments() == ("--num_cpu_threads_per_process", "4")


def test_several_machines() -> None:
    options = AccelerateOptions(processes=4, machines=2, machine_rank=1, main_ip="10.0.0.1", main_port=29500)
    values = read(options)
    assert (values["num_machines"], values["machine_rank"], values["num_processes"]) == (2, 1, 4)
    assert (values["main_process_ip"], values["main_process_port"], values["gpu_ids"]) == ("10.0.0.1", 29500, "all")
    argv = options.as_arguments()
    for name, value in (("machine_rank", "1"), ("main_process_ip", "10.0.0.1"), ("main_process_port", "29500")):
        assert argv[argv.index(f"--{name}") + 1] == value
    assert "--multi_gpu" in argv


def test_without_a_gpu() -> None:
    assert read(AccelerateOptions(cpu=True))["use_cpu"] is True
    two = AccelerateOptions(processes=2, cpu=True)
    assert read(two)["use_cpu"] is False, "accelerate's own way to several processes without a GPU needs MPI"
    assert two.variables["ACCELERATE_USE_CPU"] == "true"
    assert AccelerateOptions().variables == {}


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"processes": 0}, "at least 1"),
        ({"threads_per_process": 0}, "at least 1"),
        ({"machines": 2, "processes": 2, "machine_rank": 2, "main_ip": "a", "main_port": 1}, "does not exist"),
        ({"machines": 2, "processes": 3, "main_ip": "a", "main_port": 1}, "evenly"),
        ({"machines": 2, "processes": 2}, "address and the port"),
        ({"machines": 2, "processes": 2, "main_ip": "a"}, "address and the port"),
        ({"processes": 2, "gpus": (0,)}, "need 2 GPUs"),
        ({"mixed_precision": "fp4"}, "mixed precision"),
        ({"dynamo_backend": "magic"}, "dynamo backend"),
    ],
)
def test_what_accelerate_would_refuse_or_wait_for(options: dict[str, Any], words: str) -> None:
    with pytest.raises(ConfigError, match=words):
        AccelerateOptions(**options)


@given(
    st.integers(1, 3),
    st.integers(1, 4),
    st.sampled_from(MIXED_PRECISIONS),
    st.sampled_from(DYNAMO_BACKENDS),
    st.booleans(),
)
def test_document_and_arguments_say_the_same(
    machines: int,
    each: int,
    precision: str,
    dynamo: str,
    cpu: bool,
) -> None:
    options = AccelerateOptions(
        processes=machines * each, machines=machines, mixed_precision=precision, dynamo_backend=dynamo, cpu=cpu,
        main_ip="10.0.0.1" if machines > 1 else "", main_port=29500,
    )  # fmt: skip
    values, argv = read(options), options.as_arguments()
    given_words = dict(zip(argv[::2], argv[1::2], strict=False)) if len(argv) % 2 == 0 else {}
    for key in ("num_processes", "num_machines", "machine_rank", "mixed_precision"):
        assert argv[argv.index(f"--{key}") + 1] == str(values[key])
    assert ("--multi_gpu" in argv) == (values["distributed_type"] == "MULTI_GPU")
    assert ("--cpu" in argv) == values["use_cpu"]
    assert given_words.get("--dynamo_backend", dynamo) == dynamo
