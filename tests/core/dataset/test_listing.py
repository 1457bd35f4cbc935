"""The quick listing: what sd-scripts sees, what it does not, and nothing beyond the folder."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.dataset.image_facts import ImageFormat, Trait, read_image_facts
from core.dataset.library import Library
from core.dataset.listing import list_scope
from core.dataset.scan import list_images
from core.dataset.scope import folder_scope
from tests.core.dataset.folders import captioned, encoded, picture

ENDINGS = [
    ".png",
    ".PNG",
    ".Png",
    ".jpg",
    ".webp",
    ".bmp",
    ".gif",
    ".avif",
    ".txt",
    ".caption",
    ".npz",
    "",
    ".json",
    ".x",
]
stems = st.text(st.sampled_from("ab._1 \n猫😀"), min_size=1, max_size=5).filter(lambda text: text.strip("."))
names = st.builds(lambda stem, ending: stem + ending, stems, st.sampled_from(ENDINGS))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sets(names, max_size=12))
def test_the_images_of_sd_scripts_are_listed_as_such(found: set[str]) -> None:
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        for name in found:
            (folder / name).write_bytes(b"")
        library = Library(folder_scope((folder,)))
        seen = [library.name(i) for i in range(len(library)) if not int(library.traits[i]) & Trait.UNSEEN]
        assert seen == list_images(folder)
        listed = {*library.listing.names, *(name for _, name in library.listing.strays)}
        assert listed <= found
        for image in range(len(library)):
            assert library.image_at(library.path(image)) == image
            target = library.caption_target(image)
            assert (library.listing.captions[image] & 1 == 1) == Path(target).is_file()
        assert library.image_at(str(folder / "nobody.png")) is None


def test_what_is_an_image_by_its_content_is_listed(tmp_path: Path) -> None:
    captioned(tmp_path, 1)
    (tmp_path / "photo").write_bytes(encoded(picture((32, 32), 1)))
    (tmp_path / "photo2.dat").write_bytes(encoded(picture((32, 32), 2), "JPEG"))
    (tmp_path / "text.dat").write_bytes(b"text")
    library = Library(folder_scope((tmp_path,)))
    assert library.listing.names == ["ok0.png", "photo", "photo2.dat"]
    assert [name for _, name in library.listing.strays] == ["text.dat"]


def test_hidden_files_and_folders_are_left_alone(tmp_path: Path) -> None:
    captioned(tmp_path / ".hidden", 1)
    captioned(tmp_path / "seen" / "deep", 1)
    (tmp_path / ".a.png").write_bytes(b"")
    os.symlink(tmp_path, tmp_path / "seen" / "up")  # noqa: PTH211
    listing = list_scope(folder_scope((tmp_path,)))
    assert listing.names == ["ok0.png"]


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP", "BMP", "GIF", "TIFF", "AVIF"])
def test_formats_are_known_by_content(kind: str, tmp_path: Path) -> None:
    from PIL import features

    if kind == "AVIF" and not features.check("avif"):
        pytest.skip("this Pillow was built without AVIF")
    path = tmp_path / "picture.dat"
    path.write_bytes(encoded(picture((48, 32), 1), kind))
    facts = read_image_facts(str(path))
    assert facts.format is ImageFormat[kind]
    assert facts.size == (48, 32)
    assert facts.traits & Trait.MISNAMED


@settings(max_examples=80, deadline=None)
@given(
    st.sampled_from(["PNG", "JPEG", "WEBP", "BMP", "GIF"]),
    st.integers(0, 400),
    st.binary(max_size=12),
    st.integers(0, 2000),
)
def test_no_bytes_make_the_reading_fail(kind: str, place: int, noise: bytes, length: int) -> None:
    data = bytearray(encoded(picture((40, 30), 3), kind)[:length])
    data[place : place + len(noise)] = noise
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.png"
        path.write_bytes(data)
        facts = read_image_facts(str(path))
    assert facts.size is None or min(facts.size) > 0
