"""Configuration files against what the real train_network.py did with them."""

from __future__ import annotations

import base64
from pathlib import Path
from typing import Any

import pytest

from core.config.lint import check_training
from core.config.problem import Problem, Severity
from tests.core.config.folders import fill, safetensors
from tests.core.oracle import oracle

CASES = [pytest.param(case, id=case["id"]) for case in oracle("config_file_validation")["cases"]]
TRAINS_AS_WRITTEN = {"value/text_encoder_lr=5e-5"}
"""The guide writes it so, and sd-scripts takes the lone number as a list of one: for us that is a warning."""
LOSES_A_CHARACTER = {"toml/unclosed_array"}
"""sd-scripts trains, but with another value than the one written: for us that is an error."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The working folder of the oracle."""
    root = tmp_path_factory.mktemp("config_file")
    fill(root / "cats", [(64, 64)] * 3)
    (root / "ds.toml").write_text(
        '[[datasets]]\nresolution = 64\nbatch_size = 1\n[[datasets.subsets]]\nimage_dir = "cats"\n'
        'caption_extension = ".txt"\n',
        encoding="utf-8",
    )
    (root / "model.safetensors").write_bytes(safetensors({"w": 4}))
    return root


@pytest.mark.parametrize("case", CASES)
def test_verdict(case: dict[str, Any], folder: Path) -> None:
    data = base64.b64decode(case["toml_base64"]) if "toml_base64" in case else case["toml"].encode()
    (folder / "t.toml").write_bytes(data)
    checked = check_training(["--config_file", "t.toml", *case.get("cli", [])], folder)
    errors = [problem for problem in checked.problems if problem.severity is Severity.ERROR]
    assert all(problem.message and problem.hint for problem in checked.problems)
    if case["id"] in TRAINS_AS_WRITTEN:
        assert not errors
        warned = [problem for problem in checked.problems if problem.severity is Severity.WARNING]
        assert_reported(warned, "wrong-type", "text_encoder_lr")
        return
    if case["label"] == "ok" and case["id"] not in LOSES_A_CHARACTER:
        assert not errors
    else:
        assert errors
        assert checked.has_errors
    for key in case.get("unknown_keys", ()):
        assert_reported(errors, "unknown-key", key)
    for key in case.get("wrong_type_keys", ()):
        assert_reported(errors, "wrong-type", key)
    for key, (value, type_name) in case.get("values", {}).items():
        if key in checked.args.values and key not in case.get("wrong_type_keys", ()):
            assert checked.args[key] == value
            assert type(checked.args[key]).__name__ == type_name
    training = case.get("training", {})
    if case["label"] == "ok" and "printed_total_steps" in training:
        assert checked.plan is not None
        assert checked.plan.total_steps == training["printed_total_steps"]
        assert checked.plan.total_epochs == training["printed_epochs"]


def assert_reported(errors: list[Problem], code: str, key: str) -> None:
    found = [problem for problem in errors if problem.code == code and problem.key == key]
    assert found, (code, key, errors)
    assert found[0].file is not None
    assert found[0].line is not None
