"""A real ONNX tagger in its own process: what it says, how it ends, and what is written."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
from PIL import Image

from core.cli.main import main
from core.dataset.library import Library
from core.dataset.scope import folder_scope
from core.dataset.tagging.captioner import Captioner, Suggestion, WriteMode, suggested_changes
from core.dataset.tagging.onnx_tagger import OnnxTagger, TaggerSettings
from core.errors import ConfigError, MachineError
from tests.core.dataset.tiny_tagger import write_tagger

COLOURS = {"blue.png": (0, 0, 255), "green.png": (0, 255, 0), "white 😀.png": (255, 255, 255)}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    data = tmp_path / "data"
    data.mkdir()
    for name, colour in COLOURS.items():
        Image.new("RGB", (40, 40), colour).save(data / name)
    (data / "broken.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(40))
    (data / "green.txt").write_text("meadow, green grass", encoding="utf-8")
    return data


@pytest.mark.parametrize("channels_first", [False, True])
def test_what_the_model_says(channels_first: bool, folder: Path, tmp_path: Path) -> None:
    settings = TaggerSettings(general=0.5, character=0.9, excluded=("green grass",))
    tagger: Captioner = OnnxTagger(write_tagger(tmp_path / "colours", channels_first=channels_first), settings)
    paths = sorted(map(str, folder.glob("*.png")))
    found = {Path(suggestion.path).name: suggestion for suggestion in tagger.suggestions(paths)}
    assert [tag for tag, _ in found["blue.png"].tags] == ["miku (blue)", "blue sky"]
    assert found["green.png"].tags == ()
    assert [tag for tag, _ in found["white 😀.png"].tags] == ["miku (blue)", "blue sky", "red hat", "o_o"]
    assert found["broken.png"].error
    assert "onnxruntime" not in sys.modules


def test_giving_up_ends_the_process(folder: Path, tmp_path: Path) -> None:
    class GivenUpError(Exception):
        pass

    tagger = OnnxTagger(write_tagger(tmp_path / "colours"))
    paths = [str(folder / "blue.png")] * 100_000
    suggestions = tagger.suggestions(paths, lambda: None)
    assert next(suggestions).error is None
    suggestions.close()

    def check() -> None:
        raise GivenUpError

    with pytest.raises(GivenUpError):
        next(tagger.suggestions(paths, check))


def test_a_folder_or_a_model_that_is_none_is_told(folder: Path, tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"model\.onnx"):
        OnnxTagger(tmp_path)
    model = write_tagger(tmp_path / "colours")
    with pytest.raises(ConfigError, match="threshold"):
        OnnxTagger(model, TaggerSettings(general=35))
    (model / "selected_tags.csv").write_text("tag_id,name,category,count\n0,cat,0,1\n", encoding="utf-8")
    with pytest.raises(MachineError, match="knows 6 tags"):
        list(OnnxTagger(model).suggestions([str(folder / "blue.png")]))
    (model / "model.onnx").write_bytes(b"no model")
    with pytest.raises(MachineError, match="ended before"):
        list(OnnxTagger(model).suggestions([str(folder / "blue.png")]))


@pytest.mark.parametrize(
    ("mode", "text"), [(WriteMode.APPEND, "meadow, green grass, cow"), (WriteMode.REPLACE, "sks, green grass, cow")]
)
def test_suggestions_become_edits(mode: WriteMode, text: str, folder: Path) -> None:
    library = Library(folder_scope((folder,)))
    image = next(image for image in range(len(library)) if library.name(image) == "green.png")
    said = {image: Suggestion(library.path(image), (("green grass", 1.0), ("cow", 0.5)))}
    in_front = () if mode is WriteMode.APPEND else ("sks",)
    (change,) = suggested_changes(library, said, mode, in_front=in_front)
    assert change.after == text


def test_autotag_writes_what_is_missing_and_can_be_undone(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    model = str(write_tagger(tmp_path / "colours"))
    command = ["dataset", "autotag", str(folder), "--model", model, "--in-front", "sks", "--general", "0.5", "--json"]
    assert main([*command, "--dry-run"]) == 0
    seen = json.loads(capsys.readouterr().out)
    assert {change["file"]: change["after"] for change in seen["changes"]} == {
        "blue.txt": "sks, miku (blue), blue sky",
        "white 😀.txt": "sks, miku (blue), blue sky, green grass, red hat, o_o",
    }
    assert sorted(path.name for path in folder.glob("*.txt")) == ["green.txt"]
    assert main(command) == 1, "one image could not be looked at"
    done = json.loads(capsys.readouterr().out)
    assert sorted(done["written"]) == ["blue.txt", "white 😀.txt"]
    assert [entry["file"] for entry in done["skipped"]] == ["broken.txt"]
    assert (folder / "green.txt").read_text(encoding="utf-8") == "meadow, green grass"
    assert main(["dataset", "tag", str(folder), "--undo"]) == 0
    assert sorted(path.name for path in folder.glob("*.txt")) == ["green.txt"]
