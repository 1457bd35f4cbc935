"""Near duplicates on pictures of which it is known which ones show the same."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest
from PIL import Image

from core.dataset.duplicates import exact_groups, groups_of, near_pairs
from tests.core.dataset.folders import bomb, encoded, picture
from tests.core.dataset.labelled_pictures import Labelled, labelled

SCENES = 96


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> tuple[list[Labelled], set[tuple[int, int]]]:
    folder = tmp_path_factory.mktemp("labelled")
    pictures = list(labelled(SCENES, seed=3))
    paths = []
    for number, one in enumerate(pictures):
        paths.append(str(folder / f"{number}.jpg"))
        Path(paths[-1]).write_bytes(one.data)
    return pictures, {(pair.first, pair.second) for pair in near_pairs(paths)}


def test_changed_copies_are_found_and_others_are_not(found: tuple[list[Labelled], set[tuple[int, int]]]) -> None:
    """Every original with its copies, and every picture with all that show something else: 18,000 comparisons."""
    pictures, pairs = found
    same, other = set(), 0
    for (first, one), (second, two) in itertools.combinations(enumerate(pictures), 2):
        if one.scene != two.scene:
            other += 1
        elif not one.change or not two.change:
            same.add((first, second))
    assert len(same) == SCENES
    assert other > 5000
    right = {pair for pair in pairs if pictures[pair[0]].scene == pictures[pair[1]].scene}
    assert len(right & same) / len(same) >= 0.95
    assert len(right) / len(pairs) >= 0.98


def test_copies_of_copies_are_in_one_group(tmp_path: Path) -> None:
    original = picture((200, 160), 1)
    copies = [
        original,
        original.resize((100, 80)),
        original.transpose(Image.Transpose.FLIP_LEFT_RIGHT),
        original.crop((10, 10, 190, 150)),
    ]
    paths = []
    for number, copy in enumerate([*copies, picture((200, 160), 2)]):
        paths.append(str(tmp_path / f"{number}.png"))
        copy.save(paths[-1])
    pairs = near_pairs(paths)
    assert groups_of(pairs) == [[0, 1, 2, 3]]
    assert {pair.mirrored for pair in pairs if (pair.first, pair.second) == (0, 2)} == {True}
    assert {pair.mirrored for pair in pairs if (pair.first, pair.second) == (0, 1)} == {False}


def test_what_cannot_be_read_has_no_copy(tmp_path: Path) -> None:
    contents = [bomb(), b"", b"no image", encoded(picture((64, 64), 1))[:80]]
    for number, data in enumerate(contents):
        (tmp_path / f"{number}.png").write_bytes(data)
    paths = [str(tmp_path / f"{number}.png") for number in range(5)]
    assert near_pairs(paths) == []
    assert exact_groups([*paths, paths[2]]) == [[2, 5]]


def test_pictures_of_one_colour_are_not_called_the_same(tmp_path: Path) -> None:

    for number, colour in enumerate(("white", "black", "white")):
        Image.new("RGB", (64, 64), colour).save(tmp_path / f"{number}.png")
    assert near_pairs([str(tmp_path / f"{number}.png") for number in range(3)]) == []
