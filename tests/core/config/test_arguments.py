"""Command line and configuration file together."""

from __future__ import annotations

import argparse
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.config.argument_types import has_type, is_lone_number, nearest_key, parse_int_or_float
from core.config.arguments import read_arguments
from core.config.problem import Severity
from core.config.schema import shipped_schema
from tests.core.config.folders import arguments

SCHEMA = shipped_schema()


def test_nothing_given_is_every_default() -> None:
    args = arguments()
    assert args.given == frozenset()
    assert all(args[dest] == argument.default for dest, argument in SCHEMA.arguments.items())


def test_the_command_line_is_converted_as_argparse_does() -> None:
    args = arguments(
        *("--network_dim", "8", "--learning_rate", "1e-4", "--lr_warmup_steps", "10%", "--gradient_checkpointing"),
        *("--text_encoder_lr", "1e-5", "2e-5", "--network_args", "conv_dim=4", "--learning_rat=2e-4"),
    )
    assert args["network_dim"] == 8
    assert args["learning_rate"] == 2e-4
    assert args["lr_warmup_steps"] == 0.1
    assert args["gradient_checkpointing"] is True
    assert args["text_encoder_lr"] == [1e-5, 2e-5]
    assert args["network_args"] == ["conv_dim=4"]


@pytest.mark.parametrize(
    ("argv", "code", "text"),
    [
        (["--max_train_epochs", "12-15"], "bad-argument", "12-15"),
        (["--network_dim"], "bad-argument", "network_dim"),
        (["--save_precision", "fp32"], "bad-argument", "fp32"),
        (["--network_dimm", "4"], "unknown-key", "network_dimm"),
        (["--cache_text_encoder_outputs"], "unknown-key", "cache_text_encoder_outputs"),
        (["--config_file", "none"], "missing-path", "none.toml"),
        (["--config_file", "x", "--output_config"], "output-config", "nothing is trained"),
    ],
)
def test_a_faulty_command_line(argv: list[str], code: str, text: str, tmp_path: Path) -> None:
    problem = read_arguments(argv, SCHEMA, tmp_path)[1][0]
    assert (problem.code, problem.severity) == (code, Severity.ERROR)
    assert text in problem.message
    assert problem.hint


def config(folder: Path, text: str, *argv: str) -> Any:
    (folder / "t.toml").write_text(text, encoding="utf-8")
    return read_arguments(["--config_file", "t", *argv], SCHEMA, folder)


def test_sections_are_flattened_and_the_command_line_wins(tmp_path: Path) -> None:
    text = "seed = 1\n[a]\nseed = 2\nnetwork_dim = 4\nflip_aug = true\n[b]\nseed = 3\n"
    args, problems = config(tmp_path, text, "--network_dim", "16")
    assert (args["seed"], args["network_dim"], args["flip_aug"]) == (3, 16, True)
    assert {(problem.code, problem.line) for problem in problems} == {("duplicate-key", 3), ("duplicate-key", 7)}
    assert args.place("seed").line == 7
    assert args.place("network_dim").file is None
    assert args.given == {"seed", "network_dim", "flip_aug", "config_file"}


@pytest.mark.parametrize(
    ("line", "hint"),
    [
        ('gradient_checkpointing = "false"', "false"),
        ('max_train_epochs = "12-15"', "one number"),
        ('network_dim = "4"', "network_dim = 4"),
        ("network_dim = 8.0", "network_dim = 8"),
        ('save_precision = "FP16"', "fp16"),
        ("resolution = 512", "quotes"),
    ],
)
def test_wrong_types_are_reported_and_left_at_the_default(line: str, hint: str, tmp_path: Path) -> None:
    args, problems = config(tmp_path, f"# first\n{line}\n")
    key = line.split(" =")[0]
    assert [(problem.code, problem.line, problem.key) for problem in problems] == [("wrong-type", 2, key)]
    assert hint in problems[0].hint
    assert args[key] == SCHEMA.arguments[key].default


def test_a_lone_learning_rate_is_a_list_of_one_as_for_sd_scripts(tmp_path: Path) -> None:
    args, problems = config(tmp_path, "text_encoder_lr = 5e-5\n")
    assert [(problem.code, problem.severity, problem.line) for problem in problems] == [
        ("wrong-type", Severity.WARNING, 1)
    ]
    assert args["text_encoder_lr"] == [5e-5]


@pytest.mark.parametrize(
    ("key", "text"),
    [
        ("max_train_step", "max_train_steps"),
        ("network-dim", "network_dim"),
        ("NETWORK_DIM", "network_dim"),
        ("--network_dim", "network_dim"),
        ("epochs", "max_train_epochs"),
        ("learning_rates", "learning_rate"),
        ("num_repeats", "dataset config"),
        ("cache_text_encoder_outputs", "sdxl_train_network.py"),
        ("conv_dim", "network_args"),
        ("qqqqqqq", "Remove"),
    ],
)
def test_unknown_keys_are_errors_with_the_nearest_known_one(key: str, text: str, tmp_path: Path) -> None:
    problems = config(tmp_path, f'"{key}" = 1\n')[1]
    assert [(problem.code, problem.key, problem.line) for problem in problems] == [("unknown-key", key, 1)]
    assert text in problems[0].hint


def test_a_byte_order_mark_swallows_the_first_key(tmp_path: Path) -> None:
    problems = config(tmp_path, "\ufeffseed = 1\nnetwork_dim = 4\n")[1]
    assert [problem.code for problem in problems] == ["byte-order-mark", "unknown-key"]
    assert "seed" in problems[1].message


def test_the_shipped_schemas() -> None:
    assert len(SCHEMA.arguments) == 193
    sdxl = shipped_schema("sdxl_train_network.py")
    assert "cache_text_encoder_outputs" in sdxl.arguments
    assert all(argument.options == (f"--{dest}",) for dest, argument in sdxl.arguments.items())


@pytest.mark.parametrize(
    ("text", "value"), [("10", 10), ("0.5", 0.5), ("25%", 0.25), ("1", 1), ("0", 0.0), ("1e-1", 0.1)]
)
def test_steps_or_a_share(text: str, value: float) -> None:
    assert parse_int_or_float(text) == value
    assert type(parse_int_or_float(text)) is type(value)


@pytest.mark.parametrize("text", ["", "abc", "1.5", "%", "1e3"])
def test_neither_steps_nor_a_share(text: str) -> None:
    with pytest.raises(argparse.ArgumentTypeError):
        parse_int_or_float(text)


FUZZ = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=100)
flags = st.sampled_from([option for argument in SCHEMA.arguments.values() for option in argument.options])
words = st.one_of(
    flags, st.text(max_size=8), st.sampled_from(["1", "-1", "0.5", "10%", "--", "-", "=", "--config_file"])
)


@FUZZ
@given(st.lists(words, max_size=8))
def test_any_command_line_gives_arguments_and_problems(tmp_path: Path, argv: list[str]) -> None:
    args, problems = read_arguments(argv, SCHEMA, tmp_path)
    assert set(args.values) == set(SCHEMA.arguments)
    assert args.given <= set(SCHEMA.arguments)
    assert all(problem.message and problem.hint for problem in problems)


values = st.sampled_from(
    ['"x"', "1", "1.5", "true", "[]", '["a"]', "[1, 2]", "{ a = 1 }", "2024-01-01", '"false"', '"12-15"']
)


@FUZZ
@given(st.dictionaries(st.sampled_from(sorted(set(SCHEMA.arguments) - {"config_file"})), values, max_size=12))
def test_a_value_is_kept_exactly_if_it_has_the_type(tmp_path: Path, written: dict[str, str]) -> None:
    args, problems = config(tmp_path, "".join(f"{key} = {value}\n" for key, value in written.items()))
    wrong = {problem.key for problem in problems if problem.code == "wrong-type"}
    for key, value in written.items():
        argument = SCHEMA.arguments[key]
        if is_lone_number(argument, tomllib.loads(f"x = {value}")["x"]):
            assert key in wrong
            assert args[key] == [float(value)]
        elif key in wrong:
            assert args[key] == argument.default
        elif value != "{ a = 1 }":
            assert has_type(argument, args[key])
            assert args.place(key).line is not None


@given(st.text(max_size=20))
def test_the_nearest_key_is_a_key(key: str) -> None:
    assert nearest_key(key, SCHEMA) in {None, *SCHEMA.arguments}
