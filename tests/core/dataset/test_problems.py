"""Every problem of a data set: found, told in words, never a crash, and nothing outside the folder is opened."""

from __future__ import annotations

import os
import time
from pathlib import Path

import numpy as np
import pytest

from core.dataset import problem_texts
from core.dataset.caption_checks import contradictions_in
from core.dataset.kept_pairs import named_pairs, numbered_pairs
from core.dataset.library import Library
from core.dataset.problem_kinds import BITS, KINDS
from core.dataset.problems import Findings, Problems, find_problems, look_closely
from core.dataset.scope import folder_scope, open_scope, with_values
from core.dataset.trained import bucket_chart
from core.dataset.trigger_words import checked_word, trigger_words
from core.errors import ConfigError
from tests.core.dataset.folders import captioned, encoded, hostile, picture

TWINS = ("duplicate", "near-duplicate")


def read(library: Library) -> Library:
    library.read_facts(range(len(library)))
    library.read_captions(range(len(library)))
    return library


@pytest.fixture(scope="module")
def bad(tmp_path_factory: pytest.TempPathFactory) -> tuple[Library, Problems, dict[str, set[str]]]:
    root = tmp_path_factory.mktemp("data") / "bad"
    expected = hostile(root)
    scope = with_values(folder_scope((root,)), {"resolution": (128, 128), "min_bucket_reso": 64}, {})
    library = read(Library(scope))
    return library, find_problems(library, look_closely(library)), expected


def codes(library: Library, problems: Problems) -> dict[str, set[str]]:
    return {library.name(image): set(problems.codes_of(image)) for image in range(len(library))}


def test_each_file_has_its_problems(bad: tuple[Library, Problems, dict[str, set[str]]]) -> None:
    library, problems, expected = bad
    found = codes(library, problems)
    for name, wanted in expected.items():
        assert wanted <= found[name], name
    usual = {"image-not-seen": {"animated", "missing-caption"}, "link-leads-out": {"missing-caption"}}
    for name, wanted in expected.items():
        allowed = wanted | {"duplicate", "near-duplicate", "image-enlarged", "missing-caption"}
        for code in wanted:
            allowed |= usual.get(code, set())
        assert found[name] <= allowed, name


def test_every_kind_but_two_occurs_and_has_words(bad: tuple[Library, Problems, dict[str, set[str]]]) -> None:
    library, problems, _ = bad
    assert set(KINDS) - set(problems.masks) == {
        "image-too-small",  # needs bucket_no_upscale
        "caption-unreadable",  # needs another user
        "same-caption",
        "stale-cache",
    }
    told = list(problem_texts.all_problems(library, problems))
    assert {problem.code for problem in told} == {*problems.masks, "stray-file"}
    for problem in told:
        assert problem.message
        assert problem.message.endswith(".")
        assert problem.hint
    assert {Path(problem.path).name for problem in told if problem.code == "stray-file"} == {"stray.txt", "letter.docx"}


def test_bits_say_the_same_as_masks(bad: tuple[Library, Problems, dict[str, set[str]]]) -> None:
    library, problems, _ = bad
    bits = problems.bits(len(library))
    for code in KINDS:
        has = (bits & np.uint32(BITS[code])) != 0
        assert has.tolist() == problems.masks.get(code, np.zeros(len(library), np.bool_)).tolist()


def test_nothing_outside_the_folder_is_listed_or_read(bad: tuple[Library, Problems, dict[str, set[str]]]) -> None:
    library, _, _ = bad
    assert all(folder.path == str(library.scope.root) for folder in library.listing.folders)
    assert not any("secret" in caption for caption in library.captions)
    assert not library.width[[library.name(i) in ("out.png", "self.png") for i in range(len(library))]].any()


def test_copies_name_each_other(bad: tuple[Library, Problems, dict[str, set[str]]]) -> None:
    library, problems, _ = bad
    image = next(image for image in range(len(library)) if library.name(image) == "copy.png")
    problem = problem_texts.describe(library, problems, image, "duplicate")
    assert [library.name(other) for other in problem.others] == ["ok1.png"]
    assert "ok1.png" in problem.message


def test_a_listing_that_is_denied_is_told(tmp_path: Path) -> None:
    """Root may list everything, so a folder is taken away under the listing."""
    captioned(tmp_path / "a", 1)
    scope = folder_scope((tmp_path / "a", tmp_path / "gone"))
    library = Library(scope)
    problems = find_problems(read(library))
    told = list(problem_texts.file_problems(library, problems))
    assert [(problem.code, Path(problem.path).name) for problem in told] == [("unreadable-folder", "gone")]
    assert problem_texts.file_problem_count(library, problems, bucket_chart(library)) == 1


def test_caches_that_do_not_belong(tmp_path: Path) -> None:
    images = captioned(tmp_path, 5)

    def cache(name: str, age: float) -> Path:
        path = tmp_path / name
        np.savez(path, latents=np.zeros((4, 16, 20), np.float32))
        stamp = time.time() + age
        os.utime(path, (stamp, stamp))
        return path

    cache("ok0_0160x0128_sd.npz", 10)
    cache("ok1_0320x0128_sd.npz", 10)
    cache("ok2_0160x0128_sdxl.npz", -1000)
    cache("ok3_te_outputs.npz", -1000)
    cache("gone_0160x0128_sd.npz", 10)
    (tmp_path / "ok4_0160x0128_sd.npz").write_bytes(b"no archive")
    stamp = time.time() + 10
    os.utime(tmp_path / "ok4_0160x0128_sd.npz", (stamp, stamp))
    library = read(Library(folder_scope((tmp_path,))))
    findings = look_closely(library, near=False)
    problems = find_problems(library, findings)
    stale = {library.name(image): reasons[0][1] for image, reasons in findings.caches.stale.items()}
    assert sorted(stale) == [path.name for path in images[1:]]
    assert "320x128" in stale["ok1.png"]
    assert "older than the image" in stale["ok2.png"]
    assert "older than the caption" in stale["ok3.png"]
    assert "damaged" in stale["ok4.png"]
    told = {p.code: p for p in problem_texts.all_problems(library, problems)}
    assert [Path(path).name for path in told["stray-cache"].files] == ["gone_0160x0128_sd.npz"]
    assert told["stale-cache"].files
    assert problem_texts.file_problem_count(library, problems, bucket_chart(library)) == 1


def test_without_upscale_a_narrow_image_stops_the_training(tmp_path: Path) -> None:
    captioned(tmp_path / "images", 2)
    (tmp_path / "images" / "thin.png").write_bytes(encoded(picture((300, 40), 5)))
    (tmp_path / "dataset_config.toml").write_text(
        "[[datasets]]\nresolution = 128\nenable_bucket = true\nmin_bucket_reso = 64\nbucket_no_upscale = true\n"
        '[[datasets.subsets]]\nimage_dir = "images"\ncaption_extension = ".txt"\n',
        encoding="utf-8",
    )
    library = read(Library(open_scope(tmp_path, tmp_path)))
    problems = find_problems(library)
    assert "image-too-small" in codes(library, problems)["thin.png"]


def test_the_trigger_word_is_guessed_or_given(tmp_path: Path) -> None:
    captioned(tmp_path, 8)
    (tmp_path / "ok3.txt").write_text("a dog, outdoors", encoding="utf-8")
    library = read(Library(folder_scope((tmp_path,))))
    assert find_problems(library).triggers == {0: "sks cat"}
    assert np.flatnonzero(find_problems(library).masks["trigger-missing"]).tolist() == [3]
    given = find_problems(library, Findings(), {0: "number 5"})
    assert np.flatnonzero(~given.masks["trigger-missing"]).tolist() == [5]
    assert "trigger-missing" not in find_problems(library, triggers={0: ""}).masks


def test_copies_that_both_stay_are_no_duplicates(tmp_path: Path) -> None:
    images = captioned(tmp_path / "a", 3)
    for name in ("copy1.png", "copy2.png"):
        (tmp_path / "a" / name).write_bytes(images[0].read_bytes())
    (tmp_path / "a" / "small.jpg").write_bytes(encoded(picture((160, 128), 1).resize((120, 96)), "JPEG", quality=80))
    library = read(Library(folder_scope((tmp_path,))))
    findings = look_closely(library)
    number = {library.name(image): image for image in range(len(library))}
    pair = lambda one, other: (number[one], number[other])  # noqa: E731

    def found(*kept: tuple[int, int]) -> dict[str, set[str]]:
        problems = find_problems(library, findings, kept=kept)
        masks = {code: problems.masks.get(code, np.zeros(len(library), np.bool_)) for code in TWINS}
        return {code: {library.name(image) for image in np.flatnonzero(mask)} for code, mask in masks.items()}

    assert found() == {"duplicate": {"ok0.png", "copy1.png", "copy2.png"}, "near-duplicate": {"ok1.png", "small.jpg"}}
    assert found(pair("ok1.png", "small.jpg"))["near-duplicate"] == set()
    one = pair("ok0.png", "copy1.png")
    assert found(one)["duplicate"] == {"ok0.png", "copy1.png", "copy2.png"}
    assert found(one, pair("ok0.png", "copy2.png"))["duplicate"] == {"copy1.png", "copy2.png"}
    all_three = (one, pair("ok0.png", "copy2.png"), pair("copy1.png", "copy2.png"))
    assert found(*all_three) == {"duplicate": set(), "near-duplicate": {"ok1.png", "small.jpg"}}
    problems = find_problems(library, findings, kept=[one])
    assert problems.companions("duplicate", number["ok0.png"]) == [number["copy2.png"]]
    names = named_pairs(library, [one])
    assert names == {("a/copy1.png", "a/ok0.png")}
    (tmp_path / "a" / "aaa.png").write_bytes(encoded(picture((160, 128), 9)))
    later = Library(folder_scope((tmp_path,)))
    again = numbered_pairs(later, {*names, ("a/copy1.png", "a/gone.png"), ("gone/x.png", "y.png")})
    assert [{later.name(image) for image in numbers} for numbers in again] == [{"copy1.png", "ok0.png"}]


def test_a_folder_has_the_chosen_word_or_the_guessed_one(tmp_path: Path) -> None:
    captioned(tmp_path / "cat", 6)
    captioned(tmp_path / "dog", 2, "a dog {number}")
    library = read(Library(folder_scope((tmp_path / "cat", tmp_path / "dog"))))
    guessed = find_problems(library).guessed
    assert guessed == {0: "sks cat"}
    words = trigger_words(library, guessed, {"../dog": "hound"})
    assert [(word.folder, word.word, word.chosen) for word in words] == [
        (".", "sks cat", False),
        ("../dog", "hound", True),
    ]
    assert trigger_words(library, guessed, {".": ""})[0].word == ""
    assert checked_word("  sks cat ", ",") == "sks cat"
    for text in ("sks, cat", "sks\ncat"):
        with pytest.raises(ConfigError, match="more than one tag"):
            checked_word(text, ",")


def test_captions_that_are_the_same(tmp_path: Path) -> None:
    captioned(tmp_path, 3, "sks cat")
    library = read(Library(folder_scope((tmp_path,))))
    problems = find_problems(library)
    assert problems.masks["same-caption"].all()
    assert problems.companions("same-caption", 1) == [0, 2]


def test_contradictions() -> None:
    assert contradictions_in(["Short_Hair", "long hair", "smile"]) == [("short hair", "long hair")]
    assert contradictions_in(["solo", "2girls", "multiple views"]) == []
