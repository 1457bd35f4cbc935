"""Which files are images, how large they are, and whether they are whole."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from core.dataset.integrity import damaged_images, decoding_error, looks_whole
from core.dataset.scan import is_image_name, list_images, read_size, read_sizes


def test_the_images_that_sd_scripts_lists(tmp_path: Path) -> None:
    names = ["b.png", "a.PNG", "c.jpeg", "d.webp", "e.bmp", "f.Png", ".g.png", "h.txt", "i.gif", "png", "j.avif"]
    for name in names:
        (tmp_path / name).write_bytes(b"")
    (tmp_path / "k.jpg").mkdir()
    assert list_images(tmp_path) == ["a.PNG", "b.png", "c.jpeg", "d.webp", "e.bmp", "k.jpg"]


@given(st.text(max_size=12))
def test_any_name_is_an_image_or_not(name: str) -> None:
    assert is_image_name(f"x{name}.png")
    assert not is_image_name(f".{name}.png")
    assert not is_image_name(f"{name}.txt")


FORMATS = ["png", "jpg", "webp", "bmp"]


def saved(folder: Path, ending: str, size: tuple[int, int] = (40, 24)) -> Path:
    path = folder / f"image.{ending}"
    noise = Image.effect_noise(size, 80).convert("RGB")
    noise.save(path)
    return path


@pytest.mark.parametrize("ending", FORMATS)
def test_a_whole_image(ending: str, tmp_path: Path) -> None:
    path = saved(tmp_path, ending)
    assert read_size(path) == (40, 24)
    assert looks_whole(path)
    assert decoding_error(path) is None


@pytest.mark.parametrize("ending", FORMATS)
@pytest.mark.parametrize("share", [0.5, 0.9])
def test_a_truncated_image(ending: str, share: float, tmp_path: Path) -> None:
    path = saved(tmp_path, ending)
    data = path.read_bytes()
    path.write_bytes(data[: int(len(data) * share)])
    assert not looks_whole(path)
    assert decoding_error(path)
    assert [item for item, _ in damaged_images([path], decode_all=False)] == [path]


def test_damage_in_the_middle_is_found_by_decoding(tmp_path: Path) -> None:
    path = saved(tmp_path, "png")
    data = bytearray(path.read_bytes())
    data[200:260] = bytes(60)
    path.write_bytes(data)
    assert damaged_images([path, path], decode_all=False) == []
    assert [item for item, _ in damaged_images([path, path], decode_all=True)] == [path]


def test_an_unusual_end_is_no_damage(tmp_path: Path) -> None:
    path = saved(tmp_path, "jpg")
    path.write_bytes(path.read_bytes() + bytes(500))
    assert not looks_whole(path)
    assert damaged_images([path], decode_all=False) == []


def test_a_rotation_in_the_exif_data_is_not_applied(tmp_path: Path) -> None:
    image = Image.new("RGB", (40, 24))
    exif = image.getexif()
    exif[274] = 6
    image.save(tmp_path / "turned.jpg", exif=exif)
    assert read_size(tmp_path / "turned.jpg") == (40, 24)


def test_many_sizes_keep_their_order(tmp_path: Path) -> None:
    paths = []
    for number in range(1, 90):
        path = tmp_path / f"{number}.png"
        Image.new("L", (number, 5)).save(path)
        paths.append(str(path))
    (tmp_path / "7.png").write_bytes(b"garbage")
    sizes = read_sizes(paths)
    assert sizes[6] is None
    assert [size for size in sizes if size] == [(number, 5) for number in range(1, 90) if number != 7]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
@given(st.sampled_from([b"", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"RIFF", b"BM"]), st.binary(max_size=60))
def test_any_bytes_have_a_size_or_none(tmp_path: Path, start: bytes, rest: bytes) -> None:
    path = tmp_path / "any.png"
    path.write_bytes(start + rest)
    size = read_size(path)
    assert size is None or min(size) > 0
    assert isinstance(looks_whole(path), bool)
    reason = decoding_error(path)
    assert reason is None or reason.strip()
