from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest
import torch
from safetensors import safe_open
from safetensors.torch import load_file

from core.checkpoints.metadata import read_metadata
from core.config.arguments import TrainingArguments, read_arguments
from core.config.dataset_config import DatasetSettings, SubsetSettings
from core.config.plan import Bucket, PlannedDataset, PlannedSubset, TrainPlan
from core.config.schema import shipped_schema
from core.trainer.metadata_writer import MetadataFacts, checkpoint_metadata, encode_safetensors
from core.trainer.model_hashes import ModelFacts
from core.trainer.network_settings import NetworkSettings
from core.trainer.optimizers import create_optimizer
from core.trainer.parameter_groups import ParameterGroup
from tests.shared import shared_folder

ORACLE = shared_folder() / "oracle"
RUNS = [
    case
    for case in json.loads((ORACLE / "lora_keys_sd15.json").read_text(encoding="utf-8"))["cases"]
    if case["kind"] == "metadata_run" and case.get("metadata")
]
KEYS = [
    case
    for case in json.loads((ORACLE / "lora_keys_sd15.json").read_text(encoding="utf-8"))["cases"]
    if case["kind"] == "metadata_key"
]
OPTIONS = {case["id"]: case["options"] for case in RUNS}
FILES = json.loads((ORACLE / "lora_files.json").read_text(encoding="utf-8"))["cases"]
VARYING = {
    "modelspec.date", "ss_session_id", "ss_training_started_at", "ss_training_finished_at",
    "sshs_model_hash", "sshs_legacy_hash",
}  # fmt: skip
EARLY, LATE = 1_700_000_000.5, 1_700_000_100.25


def arguments(options: list[str], **changed: Any) -> TrainingArguments:
    args, problems = read_arguments(options, shipped_schema(), Path())
    assert not problems
    return TrainingArguments(dict(args.values) | changed, args.given, args.places)


def subset(table: dict[str, Any]) -> PlannedSubset:
    settings = {key: value for key, value in table.items() if key != "img_count"}
    return PlannedSubset(SubsetSettings(**settings | {"image_dir": f"/data/{table['image_dir']}"}), table["img_count"])


def dataset(table: dict[str, Any]) -> PlannedDataset:
    """The plan of a recorded dataset. Buckets get as many images as were recorded."""
    info = table["bucket_info"] or {"buckets": {}, "mean_img_ar_error": 0.0}
    subsets = tuple(subset(entry) for entry in table["subsets"])
    settings = DatasetSettings(
        subsets=tuple(entry.settings for entry in subsets),
        resolution=tuple(table["resolution"]),
        batch_size=table["batch_size_per_device"],
        enable_bucket=table["enable_bucket"],
        min_bucket_reso=table["min_bucket_reso"] or 256,
        max_bucket_reso=table["max_bucket_reso"] or 1024,
        resize_interpolation=table["resize_interpolation"],
    )
    buckets = [Bucket(tuple(b["resolution"]), (0,) * b["count"]) for b in info["buckets"].values()]
    return PlannedDataset(
        settings=settings,
        subsets=subsets,
        images=(),
        buckets=tuple(buckets),
        batches=0,
        train_images=table["num_train_images"],
        reg_images=table["num_reg_images"],
        tag_frequency=table["tag_frequency"],
        mean_aspect_error=info["mean_img_ar_error"],
    )


def plan(args: TrainingArguments, datasets: tuple[PlannedDataset, ...], **numbers: int) -> TrainPlan:
    values = {"images": 0, "validation_images": 0, "batches_per_epoch": 1, "steps_per_epoch": 1, "total_epochs": 1}
    values |= {"total_steps": 1} | numbers
    return TrainPlan(
        args=args,
        datasets=datasets,
        validation_datasets=(),
        images_with_repeats=sum(each.train_images for each in datasets),
        reg_images=sum(each.reg_images for each in datasets),
        save_every_n_epochs=None,
        **values,
    )


def facts(options: list[str], recorded: dict[str, str], **changed: Any) -> MetadataFacts:
    """A run with these options over the data that `recorded` tells of."""
    args = arguments(options, output_name=recorded["ss_output_name"], seed=1, **changed)
    datasets = tuple(dataset(table) for table in json.loads(recorded["ss_datasets"]))
    weight = torch.nn.Parameter(torch.zeros(1))
    optimizer = create_optimizer(args.values, [ParameterGroup("unet", (weight,), 1e-4)])
    numbers = {
        "total_steps": int(recorded["ss_max_train_steps"]),
        "total_epochs": int(recorded["ss_num_epochs"]),
        "batches_per_epoch": int(recorded["ss_num_batches_per_epoch"]),
    }
    return MetadataFacts(
        plan=plan(args, datasets, **numbers),
        session_id=7,
        started_at=EARLY,
        seed=1,
        optimizer=optimizer.description,
        adjusted=optimizer.adjusted,
        network_args=NetworkSettings.from_arguments(args.values).arguments,
        base_model=ModelFacts(
            recorded["ss_sd_model_name"], recorded["ss_sd_model_hash"], recorded["ss_new_sd_model_hash"]
        ),
    )


@pytest.mark.parametrize("case", RUNS, ids=lambda case: case["id"])
def test_metadata_is_that_of_sd_scripts(case: dict[str, Any]) -> None:
    recorded = case["metadata"]
    options = case["options"] or OPTIONS[case["id"].rpartition("/")[0]]
    # The recording shared one set of base options (learning rate, model, folders) that is not part of the case.
    known = facts(options, recorded, learning_rate=1e-4)
    found = checkpoint_metadata(known, step=int(recorded["ss_steps"]), epoch=int(recorded["ss_epoch"]))
    assert found.keys() == recorded.keys() - {"sshs_model_hash", "sshs_legacy_hash"}
    assert {key: value for key, value in found.items() if key not in VARYING} == {
        key: value for key, value in recorded.items() if key not in VARYING
    }


@pytest.mark.parametrize("case", FILES, ids=lambda case: case["id"])
def test_file_is_built_like_a_recorded_one(case: dict[str, Any], tmp_path: Path) -> None:
    path = ORACLE / "lora_files" / f"{case['id']}.safetensors"
    with safe_open(path, framework="pt") as stream:
        recorded = stream.metadata()
    known = facts(case["options"], recorded, learning_rate=1e-4)
    metadata = checkpoint_metadata(known, step=2, epoch=1)
    encoded = encode_safetensors(load_file(path), metadata)
    original = path.read_bytes()
    header, payload = split(encoded)
    recorded_header, recorded_payload = split(original)
    assert payload == recorded_payload
    assert list(header) == list(recorded_header)
    own, theirs = header.pop("__metadata__"), recorded_header.pop("__metadata__")
    assert header == recorded_header
    hashes = {"sshs_model_hash", "sshs_legacy_hash"}
    same = own.keys() - (VARYING - hashes)
    assert {key: own[key] for key in same} == {key: theirs[key] for key in same}
    assert own.keys() == theirs.keys()
    copy = tmp_path / "copy.safetensors"
    copy.write_bytes(encoded)
    assert read_metadata(copy).steps == 2


def split(data: bytes) -> tuple[dict[str, Any], bytes]:
    length = int.from_bytes(data[:8], "little")
    header: dict[str, Any] = json.loads(data[8 : 8 + length])
    return header, data[8 + length :]


def folder_run(*options: str, **changed: Any) -> dict[str, str]:
    """The metadata of a training on plain folders, without a dataset config."""
    recorded = RUNS[0]["metadata"]
    known = facts(["--resolution=64,96", "--network_dim=2", *options], recorded, **changed)
    return checkpoint_metadata(known, step=3, epoch=2, finished_at=LATE)


def test_a_run_without_dataset_config_lists_its_one_dataset() -> None:
    found = folder_run("--train_batch_size=3", "--gradient_accumulation_steps=2", "--keep_tokens=1")
    assert {key: found[key] for key in found.keys() & {
        "ss_batch_size_per_device", "ss_total_batch_size", "ss_resolution", "ss_keep_tokens", "ss_min_bucket_reso",
        "ss_reg_dataset_dirs", "ss_dataset_dirs", "ss_bucket_no_upscale", "ss_enable_bucket", "ss_datasets",
    }} == {
        "ss_batch_size_per_device": "3", "ss_total_batch_size": "6", "ss_resolution": "(64, 96)", "ss_keep_tokens": "1",
        "ss_min_bucket_reso": "64", "ss_reg_dataset_dirs": "{}", "ss_bucket_no_upscale": "False",
        "ss_dataset_dirs": '{"cats": {"n_repeats": 2, "img_count": 5}}', "ss_enable_bucket": "True",
    }  # fmt: skip
    assert found["modelspec.resolution"] == "64x96"
    assert (found["ss_training_started_at"], found["ss_training_finished_at"]) == (str(EARLY), str(LATE))
    assert (found["ss_steps"], found["ss_epoch"], found["ss_session_id"]) == ("3", "2", "7")


def test_no_metadata_leaves_what_sd_scripts_leaves() -> None:
    options = ["--no_metadata", "--network_args", "conv_dim=2", "--metadata_author=A", "--training_comment=secret"]
    found = folder_run(*options)
    assert {key for key in found if key.startswith("ss_")} == {
        "ss_v2", "ss_base_model_version", "ss_network_module", "ss_network_dim", "ss_network_alpha", "ss_network_args",
    }  # fmt: skip
    assert found["modelspec.author"] == "A"
    assert "secret" not in "".join(found.values())


def test_every_key_is_written_where_sd_scripts_writes_it() -> None:
    run = {**folder_run(), **checkpoint_metadata(facts(["--dataset_config=d.toml", "--network_dim=2"],
                                                       RUNS[0]["metadata"]), step=1, epoch=1)}  # fmt: skip
    ever = {case["key"] for case in KEYS if not case["key"].startswith("sshs_") and not case.get("only_in")}
    assert ever <= run.keys()


def test_version_and_prediction_type() -> None:
    found = folder_run("--v2", "--v_parameterization", "--min_timestep=5")
    assert found["ss_base_model_version"] == "sd_v2_v"
    assert found["modelspec.architecture"] == "stable-diffusion-v2-768-v/lora"
    assert (found["modelspec.prediction_type"], found["modelspec.timestep_range"]) == ("v", "5,1000")


def test_adafactor_changes_what_is_told_of_the_rates() -> None:
    found = folder_run(
        "--optimizer_type=Adafactor", "--learning_rate=0.001", "--unet_lr=0.002", "--text_encoder_lr=0.003"
    )
    assert (found["ss_learning_rate"], found["ss_unet_lr"], found["ss_text_encoder_lr"]) == ("None", "None", "0.003")
    assert found["ss_lr_scheduler"] == "adafactor:0.001"
    assert found["ss_optimizer"] == "transformers.optimization.Adafactor(relative_step=True)"


def test_thumbnail_becomes_a_data_url(tmp_path: Path) -> None:
    image = tmp_path / "a.png"
    image.write_bytes(b"\x89PNG")
    found = folder_run(f"--metadata_thumbnail={image}")
    assert found["modelspec.thumbnail"] == "data:image/png;base64,iVBORw=="
    assert "modelspec.thumbnail" not in folder_run("--metadata_thumbnail=missing.png")


def test_title_of_a_run_without_a_name() -> None:
    known = facts(["--network_dim=2"], RUNS[0]["metadata"] | {"ss_output_name": "x"})
    unnamed = arguments(["--network_dim=2"], learning_rate=1e-4)
    metadata = checkpoint_metadata(
        MetadataFacts(plan=plan(unnamed, known.plan.datasets), session_id=1, started_at=EARLY, seed=1, optimizer="x",
                      base_model=None), step=1, epoch=1, finished_at=LATE)  # fmt: skip
    assert metadata["modelspec.title"] == f"LoRA@{LATE}"
    assert metadata["ss_output_name"] == "None"
    assert "ss_sd_model_name" not in metadata


def test_model_hashes(tmp_path: Path) -> None:
    small, large = tmp_path / "small.safetensors", tmp_path / "large.safetensors"
    small.write_bytes(b"x" * 1000)
    content = bytes(range(256)) * 4096 + b"end" * 40_000
    large.write_bytes(content)
    assert ModelFacts.of(str(small)).legacy_hash == "e3b0c442"
    found = ModelFacts.of(str(large))
    assert found.name == "large.safetensors"
    assert found.sha256 == hashlib.sha256(content).hexdigest()
    assert found.legacy_hash == hashlib.sha256(content[0x100000:0x110000]).hexdigest()[:8]
    assert ModelFacts.of(str(tmp_path)) == ModelFacts(tmp_path.name, "IsADirectory", "IsADirectory")
    assert ModelFacts.of("someone/model") == ModelFacts("someone/model")
