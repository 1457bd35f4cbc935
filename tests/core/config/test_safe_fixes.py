"""All safe fixes at once, on real documents."""

from __future__ import annotations

from pathlib import Path

from core.config.lint import check_training
from core.config.problem import Problem, Rename, Severity, Write
from core.config.safe_fixes import edited_sources, is_safe, safe_fixes
from core.config.source import read_source
from tests.core.config.folders import fill

TRAINING = """\
output_dir = "out"
pretrained_model_name_or_path = "model.safetensors"
network_module = "networks.lora"   # kept
max_train_epochs = "12"
learnig_rate = 1e-4
seed = 1
xformers_off = true

[more]
seed = 2
"""
DATASET = """\
[[datasets]]
resolution = 512
[[datasets.subsets]]
image_dir = "images"
num_repeats = "3"
caption_extention = ".txt"
"""


def test_all_of_them_together_and_nothing_else(tmp_path: Path) -> None:
    fill(tmp_path / "images", [(512, 512)])
    training, dataset = tmp_path / "training_config.toml", tmp_path / "dataset_config.toml"
    training.write_text(TRAINING)
    dataset.write_text(DATASET)
    checked = check_training(["--config_file", str(training), "--dataset_config", str(dataset)], tmp_path)
    sources = [read_source(training), read_source(dataset)]
    fix = safe_fixes(checked.problems, sources)
    assert fix is not None
    after = edited_sources(fix, {source.path: source for source in sources})
    text = after[training].text
    assert "max_train_epochs = 12\n" in text
    assert "learning_rate = 1e-4\n" in text
    assert 'network_module = "networks.lora"   # kept\n' in text
    assert text.count("seed") == 1
    assert "seed = 2" in text
    assert "sdpa = true" in text
    assert 'num_repeats = 3\ncaption_extension = ".txt"' in after[dataset].text
    for source in after.values():
        source.path.write_text(source.text)
    again = check_training(["--config_file", str(training), "--dataset_config", str(dataset)], tmp_path)
    assert safe_fixes(again.problems, list(after.values())) is None, "one pass does it all"
    assert [p.code for p in again.problems if p.severity is Severity.ERROR] == ["missing-path"]


def test_what_needs_a_person_is_not_safe() -> None:
    precision = Problem(Severity.WARNING, "precision", "fp16 is slower here", remedy=Write("bf16"))
    assert not is_safe(precision)
    assert is_safe(Problem(Severity.ERROR, "xformers", "not installed", remedy=Rename("sdpa")))
    assert not is_safe(Problem(Severity.ERROR, "wrong-type", "no way out"))
    assert safe_fixes([precision], []) is None
