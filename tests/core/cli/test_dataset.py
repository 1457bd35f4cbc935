"""`kohya-studio dataset` as a person starts it, on what the real sd-scripts computed."""

from __future__ import annotations

import base64
import json
import random
import struct
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from core.cli.main import main
from core.config.editing import written
from core.config.planned_dataset import plan_dataset
from core.dataset.buckets import Size
from core.dataset.scope import open_scope
from core.dataset.side_settings import SideSettings
from tests.core.dataset.folders import captioned, picture
from tests.core.oracle import oracle

BUCKETS = oracle("buckets")
CAPTIONS = [pytest.param(case, id=case["id"]) for case in oracle("captions")["cases"]]


def dataset_toml(dataset: dict[str, Any], subset: dict[str, Any]) -> str:
    rows = [f"{key} = {written(value)}" for key, value in dataset.items()]
    rows += ["[[datasets.subsets]]", *(f"{key} = {written(value)}" for key, value in subset.items())]
    return "\n".join(["[[datasets]]", *rows, ""])


def printed(capsys: pytest.CaptureFixture[str], *argv: str | Path) -> tuple[int, Any]:
    code = main(["dataset", *map(str, argv), "--json"])
    return code, json.loads(capsys.readouterr().out)


def heads(folder: Path, sizes: Sequence[Sequence[int]]) -> list[str]:
    """The beginnings of PNG files of these sizes: enough where no pixel is looked at. Their names."""
    folder.mkdir(exist_ok=True)
    names = [f"img{number:04}.png" for number in range(len(sizes))]
    for name, (width, height) in zip(names, sizes, strict=True):
        header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
        (folder / name).write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + header + b"\0" * 16)
    return names


def sizes_of(setting: str) -> list[dict[str, Any]]:
    return [case for case in BUCKETS["cases"] if case["kind"] == "image" and case["setting"] == setting]


@pytest.mark.parametrize("setting", BUCKETS["settings"])
def test_buckets_as_sd_scripts(setting: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    cases = sizes_of(setting)
    names = heads(tmp_path / "images", [case["image"] for case in cases])
    text = dataset_toml(BUCKETS["settings"][setting], {"image_dir": "images"})
    (tmp_path / "dataset_config.toml").write_text(text, encoding="utf-8")
    code, result = printed(capsys, "buckets", tmp_path)
    assert code == 0
    assert set(result) == {"images", "buckets"}
    counts: dict[tuple[int, ...], int] = {}
    for case, name in zip(cases, names, strict=True):
        found = result["images"][f"images/{name}"]
        if "error" in case or case.get("zero_side_bucket"):
            values = {"size": case["image"], "bucket": None, "resized": None, "problem": "image-too-small"}
            assert found == values, case["id"]
            continue
        assert found == {key: case[key] for key in ("bucket", "resized")} | {"size": case["image"]}, case["id"]
        counts[tuple(case["bucket"])] = counts.get(tuple(case["bucket"]), 0) + 1
    assert result["buckets"] == [{"resolution": list(key), "count": counts[key]} for key in sorted(counts)]


@pytest.mark.parametrize(
    "case", [case for case in BUCKETS["cases"] if case["kind"] == "construct"], ids=lambda case: str(case["id"])
)
def test_impossible_settings(case: dict[str, Any], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    heads(tmp_path / "images", [(800, 600)])
    (tmp_path / "dataset_config.toml").write_text(
        dataset_toml(case["params"], {"image_dir": "images"}), encoding="utf-8"
    )
    code, result = printed(capsys, "buckets", tmp_path)
    if case["verdict"] == "ok":
        assert code == 0
        assert [entry["bucket"] for entry in result["images"].values()] == [case["bucket_for_800x600"]]
    else:
        assert code == 2
        assert (result["images"], result["buckets"]) == ({}, [])
        assert result["problems"][0]["fix"]


@pytest.mark.parametrize("case", [case for case in oracle("steps")["cases"] if case["kind"].startswith("real_train")],
                         ids=lambda case: str(case["id"]))  # fmt: skip
def test_bucket_counts_with_repeats_and_regularisation(
    case: dict[str, Any], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    tables = []
    for dataset in case["datasets"]:
        if dataset.get("validation_split"):
            pytest.skip("which images are for validation is drawn at random")
        subsets = []
        for subset in dataset["subsets"]:
            heads(tmp_path / subset["name"], [size for size, count in subset["sizes"] for _ in range(count)])
            keys = {key: subset[key] for key in ("num_repeats", "is_reg") if key in subset}
            subsets.append({"image_dir": subset["name"], **keys})
        own = {key: value for key, value in dataset.items() if key != "subsets"}
        first, *others = subsets
        tables.append(dataset_toml(own, first) + "".join(subset_toml(other) for other in others))
    (tmp_path / "dataset_config.toml").write_text("\n".join(tables), encoding="utf-8")
    code, result = printed(capsys, "buckets", tmp_path, "--details")
    assert code == 0
    scope = open_scope(tmp_path, tmp_path)
    plans = [plan_dataset(dataset, tmp_path, random.Random(0))[0] for dataset in scope.datasets]
    expected: Counter[Size] = Counter()
    for plan in plans:
        expected.update({bucket.resolution: len(bucket.indices) for bucket in plan.buckets})
    assert {tuple(bucket["resolution"]): bucket["count"] for bucket in result["buckets"]} == dict(expected)
    batches = [plan.batches for plan in plans]
    if not any(subset["is_reg"] for dataset in case["datasets"] for subset in dataset["subsets"]):
        assert batches == [dataset["batches"] for dataset in case["per_dataset"]]  # else it hangs on their names
    found = [0] * len(batches)
    for bar in result["datasets"]:
        found[bar["dataset"]] += bar["batches"]
        assert bar["count"] + bar["unfilled"] == bar["batches"] * case["datasets"][bar["dataset"]]["batch_size"]
    assert found == batches


def subset_toml(subset: dict[str, Any]) -> str:
    return "\n".join(["[[datasets.subsets]]", *(f"{key} = {written(value)}" for key, value in subset.items()), ""])


def write_files(folder: Path, files: dict[str, dict[str, str]]) -> None:
    for name, content in files.items():
        data = base64.b64decode(content["base64"]) if "base64" in content else content["text"].encode()
        (folder / name).write_bytes(data)


@pytest.mark.parametrize("case", CAPTIONS)
def test_captions_as_sd_scripts(case: dict[str, Any], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "images"
    (folder / heads(folder, [(64, 64)])[0]).rename(folder / case["image_file"])
    write_files(folder, case["files"])
    subset = {"image_dir": "images", **case["subset"]}
    text = dataset_toml({"resolution": 64}, subset)
    (tmp_path / "dataset_config.toml").write_text(text, encoding="utf-8")
    code, result = printed(capsys, "captions", tmp_path)
    assert code == 0
    found = result["images"][f"images/{case['image_file']}"]
    if "error" in case:
        expected = {"UnicodeDecodeError": "caption-not-utf8", "AssertionError": "caption-empty"}[case["error"]]
        assert found["problem"] == expected
        assert found["caption"] == ""
        return
    by_seed: Sequence[str] = list(case.get("caption_for_training_by_seed", {}).values())
    keys = case["subset"]
    if keys.get("caption_dropout_rate") or keys.get("caption_dropout_every_n_epochs"):
        assert case["caption_loaded"] in found["caption"]
    elif "state" in case:  # in the middle of a warm-up of tokens
        assert found["caption"].startswith(case["caption_for_training"])
    elif not by_seed:
        assert found["caption"] == case["caption_for_training"]
    elif not case["subset"].get("enable_wildcard"):
        every = [sorted(text.split(", ")) for text in by_seed]
        tags = sorted(found["caption"].split(", "))
        thinned = case["subset"].get("caption_tag_dropout_rate")
        assert all(set(some) <= {*tags, ""} if thinned else some == tags for some in every)
    elif len(set(by_seed)) == 1:
        assert found["caption"] == by_seed[0]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    captioned(tmp_path, 4)
    return tmp_path


def texts(folder: Path) -> list[str]:
    return [(folder / f"ok{number}.txt").read_text(encoding="utf-8") for number in range(4)]


def test_tags_are_added_seen_before_and_taken_back(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = texts(folder)
    code, seen = printed(capsys, "tag", folder, "--add", "red hat, blue", "--where", "name~ok1", "--dry-run")
    assert code == 0
    change = {"file": "ok1.txt", "before": before[1], "after": before[1] + ", red hat, blue"}
    assert seen == {"dry_run": True, "edit": None, "changes": [change], "skipped": []}
    assert texts(folder) == before
    code, done = printed(capsys, "tag", folder, "--add", "red hat", "--front")
    assert code == 0
    assert done["written"] == [f"ok{number}.txt" for number in range(4)]
    assert texts(folder) == [f"red hat, {text}" for text in before]
    assert printed(capsys, "tag", folder, "--undo")[1]["edit"]["state"] == "undone"
    assert texts(folder) == before
    printed(capsys, "tag", folder, "--redo")
    printed(capsys, "tag", folder, "--regex", r"number (\d)", r"no. \1", "--where", "caption~3")
    assert texts(folder)[3] == "red hat, sks cat, no. 3, indoors"
    history = printed(capsys, "tag", folder, "--history", "ok3.txt")[1]["edits"]
    assert [entry["before"] for entry in history] == ["red hat, sks cat, number 3, indoors", before[3]]
    printed(capsys, "tag", folder, "--restore", "ok3.txt", str(history[-1]["id"]))
    assert texts(folder)[3] == before[3]


@pytest.mark.parametrize(
    ("flags", "expected"),
    [
        (["--remove", "indoors"], "sks cat, number 0"),
        (["--rename", "sks cat", "sks dog"], "sks dog, number 0, indoors"),
        (["--replace", "cat", "dog"], "sks dog, number 0, indoors"),
        (["--move-to-front", "indoors"], "indoors, sks cat, number 0"),
        (["--sort"], "indoors, number 0, sks cat"),
        (["--sort", "--keep", "1"], "sks cat, indoors, number 0"),
        (["--set", "new, new"], "new, new"),
    ],
)
def test_each_edit(flags: list[str], expected: str, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, _ = printed(capsys, "tag", folder, *flags)
    assert code == 0
    assert texts(folder)[0] == expected


def test_a_query_that_makes_no_sense_is_an_error(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["dataset", "tag", str(folder), "--dedupe", "--where", "tag:"]) != 0
    assert "needs a value" in capsys.readouterr().err


def test_problems_have_an_exit_code(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, result = printed(capsys, "problems", folder, "--resolution", "64", "--min-bucket-reso", "64")
    assert (code, result["counts"]) == (0, {})
    (folder / "ok2.txt").unlink()
    code, result = printed(capsys, "problems", folder, "--resolution", "64", "--min-bucket-reso", "64")
    assert (code, result["counts"]) == (1, {"missing-caption": 1})
    assert result["problems"][0]["path"] == "ok2.png"
    (folder / "ok1.txt").write_bytes(b"")
    code, result = printed(capsys, "problems", folder, "--only", "caption-empty")
    assert (code, result["counts"]) == (2, {"caption-empty": 1})


def test_what_was_decided_in_the_window_counts_here(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "copy.png").write_bytes((folder / "ok1.png").read_bytes())
    (folder / "copy.txt").write_text("a copy, indoors", encoding="utf-8")
    small = ("problems", folder, "--resolution", "64", "--min-bucket-reso", "64")
    counts = printed(capsys, *small)[1]["counts"]
    assert counts["duplicate"] == 2
    side = SideSettings(open_scope(folder).side_folder)
    side.change(triggers={".": "zork"}, kept=[("copy.png", "ok1.png")])
    side.write()
    counts = printed(capsys, *small)[1]["counts"]
    assert "duplicate" not in counts
    assert counts["trigger-missing"] == 5
    counts = printed(capsys, *small, "--trigger", "indoors")[1]["counts"]
    assert "trigger-missing" not in counts


def test_duplicates_and_scan(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "copy.png").write_bytes((folder / "ok1.png").read_bytes())
    picture((160, 128), 2).resize((120, 96)).save(folder / "small.jpg", quality=85)
    code, result = printed(capsys, "duplicates", folder)
    assert code == 0
    assert result["identical"] == [["copy.png", "ok1.png"]]
    assert {(pair["first"], pair["second"]) for pair in result["near"]} == {
        ("copy.png", "ok1.png"),
        ("ok2.png", "small.jpg"),
    }
    code, scanned = printed(capsys, "scan", folder)
    assert code == 0
    assert scanned["images"] == 6
    assert scanned["formats"] == {"PNG": 5, "JPEG": 1}
    assert scanned["captions"] == {"good": 4, "missing": 2}


def test_a_project_whose_config_is_refused_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "dataset_config.toml").write_text("[[datasets]]\nresolutoin = 5\n", encoding="utf-8")
    assert main(["dataset", "buckets", str(tmp_path), "--json"]) != 0
    assert "resolutoin" in capsys.readouterr().err


def test_a_subset_with_metadata(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    captioned(tmp_path / "images", 3)
    rows = {
        str(tmp_path / "images" / "ok0.png"): {"caption": "a cat", "tags": "white, fur"},
        str(tmp_path / "images" / "ok2.png"): {"caption": "a dog"},
    }
    (tmp_path / "meta.json").write_text(json.dumps(rows), encoding="utf-8")
    subset = {"image_dir": "images", "metadata_file": str(tmp_path / "meta.json"), "num_repeats": 2}
    text = dataset_toml({"resolution": 128, "batch_size": 3}, subset)
    (tmp_path / "dataset_config.toml").write_text(text, encoding="utf-8")
    _, result = printed(capsys, "captions", tmp_path)
    captions = {name: values["caption"] for name, values in result["images"].items()}
    assert captions == {"images/ok0.png": "a cat,white, fur", "images/ok2.png": "a dog"}
    _, result = printed(capsys, "buckets", tmp_path)
    assert sorted(result["images"]) == ["images/ok0.png", "images/ok2.png"]
    assert result["buckets"] == [{"resolution": [128, 128], "count": 4}]
