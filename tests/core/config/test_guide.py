"""Every snippet of the owner's guide opens and is explained; where it is wrong about sd-scripts, that is said."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from core.config.problem import Problem, Severity
from core.config.project import ProjectChecker
from core.config.source import read_source
from core.config.templates import Answers, create_project, template
from tests.shared import shared_folder

SNIPPETS = Path(__file__).resolve().parent.parent.parent / "data" / "guide"
_NOT_WHOLE = {"missing-argument", "no-output-name", "plain-attention"}
"""A snippet is a part of a document: what it leaves out is not its fault."""
EXPLAINED: dict[str, dict[str, str]] = {
    "00_model_arguments": {"missing-path": "/path/to/stable-diffusion-v1-5"},
    "01_training_arguments": {
        "wrong-type": "a lone number where a list is wanted",
        "eight-bit-optimizer": "bitsandbytes",
    },
    "02_network_arguments": {},
    "03_dataset_arguments": {"missing-path": "/path/to/dataset_config.toml"},
    "04_dataset_config": {"missing-path": "/path/to/images"},
    "05_recommended": {"toml-syntax": "this key stands twice in one section"},
    "06_character_lora": {"toml-syntax": "A range has no meaning here"},
    "07_style_lora": {"toml-syntax": "A range has no meaning here"},
    "08_lower_batch": {"unknown-key": "belongs into the dataset config"},
    "09_accumulation": {},
    "10_more_caching": {"unknown-key": "sdxl_train_network.py"},
    "11_lower_rank": {},
    "12_minimal": {"unknown-key": "Move it to the training config", "wrong-type": "two brackets"},
    "13_workers": {},
}
"""By snippet: the codes of what is wrong with it, and words of the reason."""
LINES = {"05_recommended": 4, "06_character_lora": 5, "07_style_lora": 3}


def problems_of(name: str) -> list[Problem]:
    checked = ProjectChecker(SNIPPETS / f"{name}.toml").check()
    return [problem for problem in checked.problems if problem.code not in _NOT_WHOLE]


@pytest.mark.parametrize("name", EXPLAINED)
def test_a_snippet_is_explained(name: str) -> None:
    source = read_source(SNIPPETS / f"{name}.toml")
    assert source.text
    assert not source.changed
    problems = problems_of(name)
    assert {problem.code for problem in problems} == set(EXPLAINED[name])
    for code, words in EXPLAINED[name].items():
        texts = [f"{problem.message} {problem.hint}" for problem in problems if problem.code == code]
        assert any(words in text for text in texts), texts
    if name in LINES:
        assert [problem.line for problem in problems] == [LINES[name]]


def test_no_snippet_is_left_out() -> None:
    guide = shared_folder() / "guide" / "kohya_lora_training_guide.md"
    blocks = re.findall(r"```toml\n(.*?)```", guide.read_text("utf-8"), re.DOTALL)
    ours = [(SNIPPETS / f"{name}.toml").read_text("utf-8") for name in sorted(EXPLAINED)]
    assert [block.rstrip(" ") for block in blocks] == ours


def test_the_guides_project_as_a_whole_is_told_to_use_sdpa(tmp_path: Path) -> None:
    """Its four sections make one training document; beside it lies its dataset document."""
    parts = ("00_model_arguments", "01_training_arguments", "02_network_arguments", "03_dataset_arguments")
    text = "\n".join((SNIPPETS / f"{name}.toml").read_text("utf-8") for name in parts)
    (tmp_path / "training_config.toml").write_text(text, encoding="utf-8")
    dataset = (SNIPPETS / "04_dataset_config.toml").read_text("utf-8")
    (tmp_path / "dataset_config.toml").write_text(dataset, encoding="utf-8")
    problems = ProjectChecker(tmp_path).check().problems
    attention = next(problem for problem in problems if problem.code == "plain-attention")
    assert "38,654 MiB" in attention.message
    named = next(problem for problem in problems if problem.key == "dataset_config")
    assert named.remedy is not None
    assert str(tmp_path / "dataset_config.toml") in named.hint


def test_our_templates_put_right_what_the_guide_has_wrong(tmp_path: Path) -> None:
    for key in ("character", "style"):
        project = create_project(template(key), tmp_path / key, Answers())
        codes = {problem.code for problem in ProjectChecker(project.folder).check().problems
                 if problem.severity is not Severity.NOTE}  # fmt: skip
        assert codes == {"missing-path"}
