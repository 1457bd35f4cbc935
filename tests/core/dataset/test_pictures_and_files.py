"""Copies of pictures, the trash, and selections that become subsets: nothing of the user's is overwritten or lost."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from core.dataset.image_edits import Crop, Flatten, PictureEdit, Resize, Turn, write_copy
from core.dataset.library import Library
from core.dataset.scope import folder_scope, open_scope
from core.dataset.subset_adding import add_subset, copy_selection, whole_folder
from core.dataset.trash import files_of, trashed
from core.errors import ConfigError, FileError
from tests.core.dataset.folders import bomb, captioned, encoded, picture

ROOT = Path(__file__).resolve().parent.parent.parent.parent


def opened(folder: Path) -> Library:
    library = Library(folder_scope((folder,)))
    library.read_facts(range(len(library)))
    return library


@pytest.mark.parametrize(
    ("edit", "size", "name"),
    [
        (Crop(10, 20, 110, 100), (100, 80), "ok0_crop.png"),
        (Crop(-5, -5, 999, 999), (160, 128), "ok0_crop.png"),
        (Turn(90), (128, 160), "ok0_turned.png"),
        (Turn(180), (160, 128), "ok0_turned.png"),
        (Resize(64, 32), (64, 32), "ok0_resized.png"),
    ],
)
def test_a_copy_is_made_and_the_caption_with_it(
    edit: PictureEdit, size: tuple[int, int], name: str, tmp_path: Path
) -> None:
    captioned(tmp_path, 1)
    before = {path: path.read_bytes() for path in tmp_path.iterdir()}
    copy = Path(write_copy(opened(tmp_path), 0, edit))
    assert copy.name == name
    with Image.open(copy) as image:
        assert image.size == size
    assert copy.with_suffix(".txt").read_bytes() == (tmp_path / "ok0.txt").read_bytes()
    second = Path(write_copy(opened(tmp_path), 0, edit))
    assert second.name == name.replace(".png", "2.png")
    assert {path: path.read_bytes() for path in before} == before


def test_what_is_cropped_is_what_was_seen(tmp_path: Path) -> None:
    """The picture is shown upright, so the frame is meant upright."""
    exif = Image.Exif()
    exif[0x112] = 6
    pixels = np.zeros((64, 128, 3), np.uint8)
    pixels[:, :64] = 255
    (tmp_path / "a.jpg").write_bytes(encoded(Image.fromarray(pixels), "JPEG", exif=exif, quality=95))
    with Image.open(write_copy(opened(tmp_path), 0, Crop(0, 0, 64, 32))) as image:
        assert image.size == (64, 32)
        assert np.asarray(image).mean() > 250
        assert image.getexif().get(0x112, 1) == 1


def test_a_plain_copy(tmp_path: Path) -> None:
    clear = Image.new("RGBA", (32, 32), (255, 0, 0, 0))
    (tmp_path / "a.png").write_bytes(encoded(clear))
    (tmp_path / "b.png").write_bytes(encoded(Image.fromarray(np.full((32, 32), 32896, np.uint16))))
    (tmp_path / "c.jpg").write_bytes(encoded(picture((32, 32), 1).convert("CMYK"), "JPEG"))
    (tmp_path / "d.Png").write_bytes(encoded(picture((32, 32), 2)))
    library = opened(tmp_path)
    copies = [Path(write_copy(library, image, Flatten())) for image in range(4)]
    assert [copy.name for copy in copies] == ["a_plain.png", "b_plain.png", "c_plain.jpg", "d_plain.png"]
    for copy, grey in zip(copies, (255, 128, None, None), strict=True):
        with Image.open(copy) as image:
            assert image.mode == "RGB"
            assert grey is None or set(np.asarray(image).ravel().tolist()) == {grey}


def test_what_cannot_be_opened_is_told(tmp_path: Path) -> None:
    (tmp_path / "bomb.png").write_bytes(bomb())
    (tmp_path / "broken.png").write_bytes(encoded(picture((32, 32), 1))[:60])
    (tmp_path / "real").mkdir()
    for image in range(2):
        with pytest.raises(FileError):
            write_copy(opened(tmp_path), image, Flatten())
    captioned(tmp_path / "ok", 1)
    for edit in (Crop(50, 50, 50, 60), Turn(45), Resize(0, 5)):
        with pytest.raises(FileError):
            write_copy(opened(tmp_path / "ok"), 0, edit)
    assert sorted(path.name for path in (tmp_path / "ok").iterdir()) == ["ok0.png", "ok0.txt"]


def test_what_belongs_to_an_image_goes_with_it_unless_another_needs_it(tmp_path: Path) -> None:
    captioned(tmp_path, 3)
    (tmp_path / "ok0.jpg").write_bytes(encoded(picture((32, 32), 9), "JPEG"))
    (tmp_path / "ok1.tags").write_text("x", encoding="utf-8")
    for name in ("ok1_0160x0128_sd.npz", "ok1_te_outputs.npz", "ok10_0160x0128_sd.npz"):
        (tmp_path / name).write_bytes(b"")
    library = opened(tmp_path)
    number = {library.name(image): image for image in range(len(library))}
    names = [Path(path).name for path in files_of(library, [number["ok1.png"]])]
    assert names == ["ok1.png", "ok1.txt", "ok1.tags", "ok1_0160x0128_sd.npz", "ok1_te_outputs.npz"]
    assert [Path(path).name for path in files_of(library, [number["ok0.png"]])] == ["ok0.png"]
    both = files_of(library, [number["ok0.png"], number["ok0.jpg"]])
    assert sorted(Path(path).name for path in both) == ["ok0.jpg", "ok0.png", "ok0.txt"]


TRASH = """
import json, sys
from pathlib import Path
from core.dataset.library import Library
from core.dataset.scope import folder_scope
from core.dataset.trash import trash_files, trash_images
folder = Path(sys.argv[1])
library = Library(folder_scope((folder,)))
done = trash_images(library, [0, len(library) - 1])
refused = trash_files(library, [str(folder.parent / "outside" / "kept.txt")])
print(json.dumps([done.gone, done.failed, refused.gone, refused.failed]))
"""


def test_images_go_to_the_trash_and_the_list_tells_what_they_held(tmp_path: Path) -> None:
    """In a process of its own: send2trash looks for the trash when it is imported."""
    folder, outside = tmp_path / "data", tmp_path / "outside"
    captioned(folder, 3)
    outside.mkdir()
    (outside / "kept.txt").write_text("kept", encoding="utf-8")
    os.symlink(outside / "kept.txt", folder / "zz.png")  # noqa: PTH211
    env = {**os.environ, "XDG_DATA_HOME": str(tmp_path / "home")}
    text = subprocess.run(
        [sys.executable, "-c", TRASH, str(folder)], cwd=ROOT, env=env, capture_output=True, text=True, check=True
    ).stdout
    gone, failed, refused, reasons = json.loads(text)
    assert [Path(path).name for path in gone] == ["ok0.png", "zz.png", "ok0.txt"]
    assert (failed, refused, len(reasons)) == ([], [], 1)
    assert not (folder / "ok0.png").exists()
    assert (folder / "ok1.png").exists()
    assert (outside / "kept.txt").read_text(encoding="utf-8") == "kept"
    newest = trashed(folder / ".kohya-studio")[1]
    assert {entry["path"]: entry.get("text") for entry in newest["files"]} == {
        "ok0.png": None,
        "zz.png": None,
        "ok0.txt": "sks cat, number 0, indoors",
    }
    assert list((tmp_path / "home").rglob("ok0.png")), "it lies in the trash"


CONFIG = """\
# mine
[[datasets]]
resolution = 128  # small
  [[datasets.subsets]]
  image_dir = "images"
  caption_extension = ".txt"
"""


def test_a_selection_becomes_a_subset(tmp_path: Path) -> None:
    captioned(tmp_path / "images", 4)
    config = tmp_path / "dataset_config.toml"
    config.write_text(CONFIG, encoding="utf-8")
    library = Library(open_scope(tmp_path, tmp_path))
    assert whole_folder(library, [0, 1]) is None
    assert whole_folder(library, [0, 1, 2, 3]) == str(tmp_path / "images")
    copies = copy_selection(library, [0, 2], tmp_path / "chosen")
    assert [Path(path).name for path in copies] == ["ok0.png", "ok0.txt", "ok2.png", "ok2.txt"]
    add_subset(library, tmp_path / "chosen", values={"num_repeats": 5})
    text = config.read_text(encoding="utf-8")
    assert text.startswith(CONFIG.rstrip("\n"))
    again = Library(open_scope(tmp_path, tmp_path))
    assert len(again) == 6
    assert again.subset(5).num_repeats == 5
    assert again.subset(5).image_dir == "chosen"
    assert again.subset(5).caption_extension == ".txt"
    with pytest.raises(FileError, match="already"):
        copy_selection(library, [0], tmp_path / "chosen")


def test_names_that_collide_get_a_number_and_keep_their_captions(tmp_path: Path) -> None:
    for place in ("one", "two"):
        captioned(tmp_path / "all" / place, 1)
        (tmp_path / "all" / place / "ok0.txt").write_text(place, encoding="utf-8")
    library = Library(folder_scope((tmp_path / "all",)))
    copy_selection(library, [0, 1], tmp_path / "chosen")
    held = {path.name: path.read_text(encoding="utf-8") for path in (tmp_path / "chosen").glob("*.txt")}
    assert held == {"ok0.txt": "one", "ok0_2.txt": "two"}


def test_giving_up_leaves_no_copies(tmp_path: Path) -> None:
    class GivenUpError(Exception):
        pass

    captioned(tmp_path / "images", 3)
    calls = iter([None, None, GivenUpError()])

    def check() -> None:
        error = next(calls)
        if error is not None:
            raise error

    with pytest.raises(GivenUpError):
        copy_selection(Library(folder_scope((tmp_path / "images",))), [0, 1, 2], tmp_path / "chosen", check)
    assert not (tmp_path / "chosen").exists()


def test_without_a_config_there_is_no_subset(tmp_path: Path) -> None:
    captioned(tmp_path, 1)
    with pytest.raises(ConfigError):
        add_subset(Library(folder_scope((tmp_path,))), tmp_path)
