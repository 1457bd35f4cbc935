"""Every rule fires on what it is about, is silent on what is right, and its fix really takes the problem away."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from pathlib import Path

import pytest

from core.config.advice_rules import RULES
from core.config.fixes import fix_for
from core.config.hardware import Card, Hardware
from core.config.problem import Problem, Severity
from core.config.project import CheckedProject, ProjectChecker
from core.config.schema import DEFAULT_SCRIPT
from core.config.source import Source
from tests.core.config.folders import fill
from tests.core.config.projects import DATASET, TRAINING, make_project

SMALL, LARGE = 6 * 2**30, 80 * 2**30


def hardware(memory: int = LARGE, capability: tuple[int, int] = (8, 9), **verified: bool) -> Hardware:
    card = Card(name="Card", compute_capability=capability, memory_total=memory, memory_free=memory)
    return Hardware(cards=(card,), **verified)


@dataclass(frozen=True)
class Case:
    """`training` is added to a faultless document, `dataset` to its only subset; `severity` is what is expected."""

    code: str
    training: str = ""
    dataset: str = ""
    severity: Severity = Severity.ERROR
    hardware: Hardware = dataclasses.field(default_factory=Hardware)
    script: str = DEFAULT_SCRIPT
    general: str = ""
    has_fix: bool = True

    def __str__(self) -> str:
        text = f"{self.training} {self.general} {self.dataset}".strip().replace("\n", "; ")
        return f"{self.code}: {text}"


WARNING, NOTE = Severity.WARNING, Severity.NOTE
SDXL = "sdxl_train_network.py"
CASES = [
    Case("unknown-key", "max_train_step = 100"),
    Case("unknown-key", "learning-rate = 1e-4"),
    Case("unknown-key", "epochs = 3"),
    Case("unknown-key", "lr = 1e-4"),
    Case("unknown-key", "num_repeats = 3"),
    Case("unknown-key", "cache_text_encoder_outputs = true"),
    Case("unknown-key", "zzz_nothing_like_it = 1"),
    Case("unknown-key", dataset="num_repeat = 2"),
    Case("unknown-key", dataset="captionextension = '.txt'"),
    Case("unknown-key", dataset="learning_rate = 1e-4"),
    Case("unknown-key", dataset="batch_size = 2"),
    Case("unknown-key", general="is_reg = true"),
    Case("wrong-type", 'gradient_checkpointing = "false"'),
    Case("wrong-type", 'max_train_epochs = "12-15"'),
    Case("wrong-type", 'learning_rate = "1e-4"'),
    Case("wrong-type", "network_dim = 8.0"),
    Case("wrong-type", "resolution = 512"),
    Case("wrong-type", 'optimizer_args = "weight_decay=0.1"'),
    Case("wrong-type", "text_encoder_lr = 5e-5", severity=WARNING),
    Case("wrong-type", 'save_model_as = "SAFETENSORS"'),
    Case("wrong-type", 'mixed_precision = "FP16"'),
    Case("wrong-type", dataset='num_repeats = "2"'),
    Case("wrong-type", dataset='shuffle_caption = "true"'),
    Case("wrong-type", general="validation_split = 0"),
    Case("wrong-type", general="network_multiplier = 1"),
    Case("duplicate-key", "[first]\nseed = 1\n[second]\nseed = 2", severity=WARNING),
    Case("epochs-and-steps", "max_train_steps = 100", severity=WARNING),
    Case("alpha-above-rank", "network_alpha = 64", severity=WARNING),
    Case("alpha-zero", "network_alpha = 0", severity=WARNING),
    Case("learning-rate", "learning_rate = 1.0", severity=WARNING),
    Case("learning-rate", "text_encoder_lr = [0.5]", severity=WARNING),
    Case("learning-rate", 'optimizer_type = "Prodigy"\nlearning_rate = 1e-4', severity=WARNING),
    Case("plain-attention", "sdpa = false", severity=NOTE),
    Case("xformers", "xformers = true", severity=NOTE),
    Case("xformers", "xformers = true", hardware=hardware(has_xformers=False)),
    Case("xformers", "xformers = true", severity=WARNING, hardware=hardware(capability=(12, 0), has_xformers=True)),
    Case("precision", 'mixed_precision = "fp16"', severity=NOTE, hardware=Hardware(cards=())),
    Case("precision", 'mixed_precision = "fp16"', severity=NOTE, hardware=hardware()),
    Case("precision", 'mixed_precision = "bf16"', severity=WARNING, hardware=hardware(capability=(7, 5))),
    Case("precision", severity=NOTE, hardware=hardware(capability=(7, 5))),
    Case("eight-bit-optimizer", 'optimizer_type = "AdamW8bit"', severity=NOTE),
    Case("eight-bit-optimizer", 'optimizer_type = "Lion8bit"', hardware=hardware(bitsandbytes_works=False)),
    Case("eight-bit-optimizer", "use_8bit_adam = true", hardware=hardware(bitsandbytes_works=False)),
    Case("augmentation", dataset="flip_aug = true", severity=NOTE),
    Case("augmentation", dataset="color_aug = true", severity=NOTE),
    Case("cache-augmentation", "cache_latents = true", "random_crop = true"),
    Case("cache-augmentation", "cache_latents_to_disk = true", "color_aug = true"),
    Case("shuffled-cache", "cache_text_encoder_outputs = true", "shuffle_caption = true", script=SDXL),
    Case("effective-batch", "gradient_accumulation_steps = 4", severity=NOTE, has_fix=False),
    Case("overridden", "train_batch_size = 16", severity=WARNING),
    Case("overridden", 'train_data_dir = "other"\ndataset_config = "dataset_config.toml"', severity=WARNING),
    Case("bad-output-name", 'output_name = "a/b"', has_fix=False),
    Case("missing-path", 'vae = "none.safetensors"', has_fix=False),
    Case("missing-path", dataset='image_dir = "none"', has_fix=False),
    Case("caption-extension", general='caption_extension = ".caption"', severity=WARNING),
    Case("too-many-repeats", dataset="num_repeats = 1000000000", has_fix=False),
    Case("bucket-limits", general="enable_bucket = true\nmax_bucket_reso = 1000000000000", has_fix=False),
    Case("keeps-none", "save_last_n_epochs = 0", severity=WARNING),
    Case("bad-value", "save_every_n_steps = 0"),
    Case("bad-value", 'lr_scheduler = "reduce_lr_on_plateau"'),
    Case("bad-value", 'lr_scheduler = "constant"\nlr_warmup_steps = 10'),
    Case("bad-value", 'full_bf16 = true'),
    Case("bad-value", "gradient_accumulation_steps = 0"),
    Case("warmup-share", 'lr_scheduler = "cosine"\nlr_warmup_steps = 1.0', severity=WARNING),
    Case("bucket-steps", general="enable_bucket = true\nbucket_reso_steps = 32\nmin_bucket_reso = 64"),
    Case("memory", "network_dim = 128", severity=WARNING, hardware=hardware(int(6.1 * 2**30))),
]  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return make_project(tmp_path)


def texts_of(case: Case, folder: Path) -> dict[Path, str]:
    written = {line.split("=")[0].strip() for line in case.training.splitlines()}
    lines = [line for line in TRAINING.splitlines() if line.split("=")[0].strip() not in written]
    in_dataset = {line.split("=")[0].strip() for line in (*case.dataset.splitlines(), *case.general.splitlines())}
    data = [line for line in DATASET.splitlines() if line.split("=")[0].strip() not in in_dataset or "batch" in line]
    place = data.index("[general]") + 1
    data[place:place] = case.general.splitlines()
    data += [f"  {line}" for line in case.dataset.splitlines()]
    return {
        folder / "training_config.toml": "\n".join([*lines, case.training]) + "\n",
        folder / "dataset_config.toml": "\n".join(data) + "\n",
    }


def check(case: Case, folder: Path, texts: dict[Path, str]) -> CheckedProject:
    return ProjectChecker(folder).check(texts, script=case.script, hardware=case.hardware)


def with_code(checked: CheckedProject, code: str) -> list[Problem]:
    return [problem for problem in checked.problems if problem.code == code]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_it_fires_and_its_fix_takes_it_away(case: Case, folder: Path) -> None:
    texts = texts_of(case, folder)
    checked = check(case, folder, texts)
    found = with_code(checked, case.code)
    assert found, [problem.code for problem in checked.problems]
    assert found[0].severity is case.severity
    assert found[0].message
    assert found[0].hint
    assert found[0].file in texts
    sources = [Source(path, text) for path, text in texts.items()]
    fix = fix_for(found[0], sources)
    if not case.has_fix:
        assert fix is None
        return
    assert fix is not None
    assert fix.label
    fixed = {
        source.path: source.with_edits([item.edit for item in fix.edits if item.file == source.path]).text
        for source in sources
    }
    after = check(case, folder, fixed)
    assert len(with_code(after, case.code)) < len(found)
    worse = {problem.code for problem in after.problems if problem.severity is Severity.ERROR}
    assert worse <= {problem.code for problem in checked.problems if problem.severity is Severity.ERROR}


def test_a_faultless_project_is_left_in_peace(folder: Path) -> None:
    assert ProjectChecker(folder).check().problems == ()
    quiet = hardware(has_xformers=True, bitsandbytes_works=True)
    text = TRAINING + 'mixed_precision = "bf16"\noptimizer_type = "AdamW8bit"\nlearning_rate = 1e-4\n'
    checked = ProjectChecker(folder).check({folder / "training_config.toml": text}, hardware=quiet)
    assert checked.problems == ()


def test_every_rule_of_advice_says_how_it_is_known_and_is_tried_here() -> None:
    tried = {case.code for case in CASES} | {"output-exists", "no-output-name"}
    for rule in RULES:
        assert rule.source
        assert rule.hint
        assert rule.code in tried


def test_names_that_would_overwrite(folder: Path) -> None:
    (folder / "out").mkdir()
    (folder / "out" / "cat-000001.safetensors").write_bytes(b"x")
    assert [problem.code for problem in ProjectChecker(folder).check().problems] == ["output-exists"]
    text = TRAINING.replace('output_name = "cat"\n', "")
    checked = ProjectChecker(folder).check({folder / "training_config.toml": text})
    assert "no-output-name" in {problem.code for problem in checked.problems}


def test_the_advice_to_use_sdpa_names_the_measured_numbers(folder: Path) -> None:
    fill(folder / "cats", [(512, 512)] * 5)
    dataset = DATASET.replace("resolution = 64", "resolution = 512").replace("batch_size = 2", "batch_size = 10")
    texts = {
        folder / "training_config.toml": TRAINING.replace("sdpa = true", "gradient_checkpointing = true"),
        folder / "dataset_config.toml": dataset,
    }
    (problem,) = with_code(ProjectChecker(folder).check(texts), "plain-attention")
    assert problem.severity is Severity.WARNING
    assert "38,654" in problem.message
    assert "6,502" in problem.message
    assert "sdpa = true" in problem.hint


def fixed(folder: Path, case: Case) -> dict[str, str]:
    """The two documents by name after the fix of the case's problem."""
    texts = texts_of(case, folder)
    problem = with_code(check(case, folder, texts), case.code)[0]
    sources = [Source(path, text) for path, text in texts.items()]
    fix = fix_for(problem, sources)
    assert fix is not None
    return {
        source.path.name: source.with_edits([item.edit for item in fix.edits if item.file == source.path]).text
        for source in sources
    }


def test_a_key_in_the_wrong_place_is_moved_and_nothing_is_lost(folder: Path) -> None:
    documents = fixed(folder, Case("unknown-key", "num_repeats = 3"))
    assert "num_repeats" not in documents["training_config.toml"]
    assert "  num_repeats = 3\n" in documents["dataset_config.toml"]
    documents = fixed(folder, Case("unknown-key", dataset="learning_rate = 1e-4"))
    assert "learning_rate" not in documents["dataset_config.toml"]
    assert "learning_rate = 1e-4\n" in documents["training_config.toml"]
    documents = fixed(folder, Case("unknown-key", general='image_dir = "cats"', dataset="num_repeats = 2"))
    assert documents["dataset_config.toml"].count("image_dir") == 1
    documents = fixed(folder, Case("unknown-key", dataset="bucket_reso_steps = 64"))
    text = documents["dataset_config.toml"]
    assert text.index("bucket_reso_steps = 64") < text.index("[[datasets.subsets]]")


def test_a_dataset_key_without_a_dataset_document_gets_its_name_as_an_argument(folder: Path) -> None:
    text = TRAINING + "batch_size = 4\n"
    path = folder / "training_config.toml"
    problem = with_code(ProjectChecker(folder).check({path: text}), "unknown-key")[0]
    fix = fix_for(problem, [Source(path, text)])
    assert fix is not None
    assert "train_batch_size = 4" in Source(path, text).with_edits([item.edit for item in fix.edits]).text
