"""The journal of edits: nothing is lost, whatever happens, in whatever order."""

from __future__ import annotations

import itertools
import os
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.dataset import journal as journals
from core.dataset.journal import DATABASE, Change, EditState, Journal
from core.errors import FileError
from tests.core.dataset.killing import kill_many

NAMES = ("a.txt", "b.txt", "c.txt", "deep/d.txt")
contents = st.none() | st.binary(max_size=40)
steps = st.one_of(
    st.tuples(st.just("edit"), st.dictionaries(st.sampled_from(NAMES), contents, min_size=1)),
    st.tuples(st.just("undo"), st.none()),
    st.tuples(st.just("redo"), st.none()),
    st.tuples(st.just("reopen"), st.none()),
    st.tuples(st.just("outside"), st.tuples(st.sampled_from(NAMES), contents)),
)


def content(path: Path) -> bytes | None:
    return path.read_bytes() if path.exists() else None


def put(path: Path, data: bytes | None) -> None:
    if data is None:
        path.unlink(missing_ok=True)
    else:
        path.write_bytes(data)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(steps, max_size=14))
def test_undo_and_redo_restore_every_byte_and_never_touch_what_others_wrote(plan: list[tuple[str, object]]) -> None:
    with tempfile.TemporaryDirectory() as name:
        _follow(Path(name), plan)


def _follow(root: Path, plan: list[tuple[str, object]]) -> None:
    """Beside the journal runs a model: a stack of edits, each with what every file held before and after."""
    (root / "deep").mkdir()
    journal = Journal(root / "side", root)
    done: list[dict[str, tuple[bytes | None, bytes | None]]] = []
    undone: list[dict[str, tuple[bytes | None, bytes | None]]] = []
    for what, value in plan:
        held = {name: content(root / name) for name in NAMES}
        if what == "edit":
            assert isinstance(value, dict)
            edit = {name: (held[name], new) for name, new in value.items() if held[name] != new}
            changes = [Change(str(root / name), old, new) for name, (old, new) in edit.items()]
            journal.apply("edit", changes)
            expected = held | {name: new for name, (_, new) in edit.items()}
            if edit:
                done.append(edit)
                undone.clear()
        elif what in ("undo", "redo"):
            source, target = (done, undone) if what == "undo" else (undone, done)
            (journal.undo if what == "undo" else journal.redo)()
            expected = dict(held)
            if source:
                edit = source.pop()
                target.append(edit)
                for name, (old, new) in edit.items():
                    wanted, now = (old, new) if what == "undo" else (new, old)
                    if held[name] == now:
                        expected[name] = wanted
        elif what == "outside":
            assert isinstance(value, tuple)
            put(root / value[0], value[1])
            expected = held | {value[0]: value[1]}
        else:
            journal.close()
            journal = Journal(root / "side", root)
            assert journal.recover() == []
            expected = held
        assert {name: content(root / name) for name in NAMES} == expected
    journal.close()


def test_what_another_program_wrote_is_left_alone_and_told(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"old")
    journal = Journal(tmp_path / "side", tmp_path)
    change = Change(str(path), b"old", b"new")
    path.write_bytes(b"theirs")
    outcome = journal.apply("edit", [change])
    assert outcome.skipped == [(str(path), "changed by another program")]
    assert path.read_bytes() == b"theirs"
    assert [state for _, state in journal.states(1)] == ["other"]
    journal.close()


def test_every_version_of_a_caption_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    journal = Journal(tmp_path / "side", tmp_path)
    texts = [None, b"one", b"two", b"\xff\xfe\0", b"four"]
    for before, after in itertools.pairwise(texts):
        journal.apply("edit", [Change(str(path), before, after)])
    versions = journal.versions(str(path))
    assert [version.before for version in versions] == texts[-2::-1]
    assert [version.after for version in versions] == texts[:0:-1]
    for _ in texts[1:]:
        journal.undo()
    assert not path.exists()
    journal.close()


def test_an_edit_that_changes_nothing_is_none(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "side", tmp_path)
    journal.apply("first", [Change(str(tmp_path / "a.txt"), None, b"x")])
    journal.undo()
    assert journal.apply("nothing", [Change(str(tmp_path / "b.txt"), b"x", b"x")]).edit is None
    assert journal.redoable() is not None
    journal.close()


def test_giving_up_takes_back_what_was_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class GivenUpError(Exception):
        pass

    monkeypatch.setattr(journals, "_BATCH", 4)
    paths = [tmp_path / f"{number}.txt" for number in range(10)]
    for path in paths[:3]:
        path.write_bytes(b"old")
    journal = Journal(tmp_path / "side", tmp_path)
    changes = [Change(str(path), b"old" if number < 3 else None, b"new") for number, path in enumerate(paths)]

    def report(done: int, _: int) -> None:
        assert paths[done - 1].read_bytes() == b"new"
        if done >= 8:
            raise GivenUpError

    with pytest.raises(GivenUpError):
        journal.apply("edit", changes, report=report)
    assert [path.read_bytes() for path in paths[:3]] == [b"old"] * 3
    assert not any(path.exists() for path in paths[3:])
    assert journal.edits()[0].state is EditState.DROPPED
    assert journal.undoable() is None
    journal.close()


def test_links_are_written_through_and_permissions_kept(tmp_path: Path) -> None:
    real, link = tmp_path / "real.txt", tmp_path / "link.txt"
    real.write_bytes(b"old")
    real.chmod(0o640)
    link.symlink_to(real)
    journal = Journal(tmp_path / "side", tmp_path)
    journal.apply("edit", [Change(str(link), b"old", b"new")])
    assert link.is_symlink()
    assert real.read_bytes() == b"new"
    assert real.stat().st_mode & 0o777 == 0o640
    journal.close()


def test_a_journal_that_cannot_be_kept_stops_the_edit(tmp_path: Path) -> None:
    (tmp_path / "side").write_text("in the way", encoding="utf-8")
    path = tmp_path / "a.txt"
    path.write_bytes(b"old")
    with pytest.raises(FileError, match="journal"):
        Journal(tmp_path / "side", tmp_path).apply("edit", [Change(str(path), b"old", b"new")])
    assert path.read_bytes() == b"old"


def test_a_damaged_journal_is_told(tmp_path: Path) -> None:
    (tmp_path / DATABASE).write_bytes(os.urandom(5000))
    with pytest.raises(FileError, match="journal"):
        Journal(tmp_path, tmp_path).edits()


def test_killed_at_random_moments_every_caption_is_old_or_new(tmp_path: Path) -> None:
    """`kill_many` asserts it of every kill; one of them at least has to come before the end."""
    for seed in range(5, 8):
        results = kill_many(tmp_path / str(seed), files=150, times=5, seed=seed)
        if not all(killed.finished for killed in results):
            return
    pytest.fail("no child was killed before it had ended")
