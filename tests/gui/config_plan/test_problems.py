"""The problems pane: real problems of real documents, fixed through the session."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from gui.config_editor.diff_dialog import DiffDialog
from gui.config_editor.editing_session import Document, EditingSession
from gui.config_editor.problem_card import ProblemCard
from gui.config_editor.problems_pane import ProblemsPane
from gui.config_editor.right_side import RightSide
from gui.config_editor.text_diff import TextDiffView, TextPair, diff_lines
from gui.services import Services
from tests.gui.config_plan.projects import TRAINING, write_project


@pytest.fixture
def faulty(tmp_path: Path) -> Path:
    """A misspelt key, a number in quotes, no memory-efficient attention, and a flag nobody knows."""
    text = TRAINING.replace("learning_rate = 1e-4", "learnig_rate = 1e-4").replace("sdpa = true\n", "")
    text = text.replace("seed = 42", 'seed = "42"\nflag_of_another_program = 1')
    folder = write_project(tmp_path / "faulty", training=text)
    (folder / "kohya_studio.toml").write_text('[engine]\nname = "kohya"\n')
    return folder


@pytest.fixture
def pane(qtbot: QtBot, session: EditingSession, services: Services, faulty: Path) -> ProblemsPane:
    made = ProblemsPane(session, services)
    qtbot.addWidget(made)
    made.resize(340, 700)
    made.show()
    with qtbot.waitSignal(session.checked, timeout=20_000):
        session.open(faulty)
    return made


def card_of(pane: ProblemsPane, key: str) -> ProblemCard:
    found = [card for card in pane.cards if card.problem.key == key]
    assert found, f"{key}: {[card.problem for card in pane.cards]}"
    return found[0]


def test_the_worst_come_first_with_their_places(qtbot: QtBot, pane: ProblemsPane, session: EditingSession) -> None:
    severities = [card.problem.severity for card in pane.cards]
    assert severities == sorted(severities, key=["error", "warning", "note"].index)
    card = card_of(pane, "learnig_rate")
    assert card.place.text() == "training_config.toml:10"
    with qtbot.waitSignal(session.revealed) as asked:
        qtbot.mouseClick(card.place, Qt.MouseButton.LeftButton)
    assert asked.args == [session.training.path, 10, "learnig_rate"]
    chips = {label.text() for label in pane.findChildren(QLabel) if label.property("role") == "chip"}
    assert any(text.endswith(("error", "errors")) for text in chips)


def test_a_fix_changes_one_line_and_can_be_undone(
    qtbot: QtBot, pane: ProblemsPane, session: EditingSession, faulty: Path
) -> None:
    before = session.training.text
    card = card_of(pane, "learnig_rate")
    assert card.fix.accessibleName() == "Fix: Write learning_rate instead of learnig_rate"
    with qtbot.waitSignal(session.checked, timeout=20_000):
        qtbot.mouseClick(card.fix, Qt.MouseButton.LeftButton)
    assert session.training.text == before.replace("learnig_rate", "learning_rate")
    assert not [card for card in pane.cards if card.problem.key == "learnig_rate"]
    session.undo()
    assert session.training.text == before
    assert (faulty / "training_config.toml").read_text("utf-8") == before, "nothing is saved by a fix"


def test_all_safe_ones_after_a_look_at_them(qtbot: QtBot, pane: ProblemsPane, session: EditingSession) -> None:
    before = session.training.text
    assert pane.fix_all.isVisible()
    qtbot.mouseClick(pane.fix_all, Qt.MouseButton.LeftButton)
    dialog = pane.dialog
    assert isinstance(dialog, DiffDialog)
    assert "-learnig_rate = 1e-4" in dialog.view.toPlainText()
    assert "+learning_rate = 1e-4" in dialog.view.toPlainText()
    qtbot.mouseClick(dialog.leave, Qt.MouseButton.LeftButton)
    assert session.training.text == before, "looking changes nothing"
    qtbot.mouseClick(pane.fix_all, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(session.checked, timeout=20_000):
        qtbot.mouseClick(pane.dialog.apply, Qt.MouseButton.LeftButton)
    after = session.training.text
    assert "seed = 42\n" in after
    assert "sdpa = true" in after
    assert "flag_of_another_program" not in after
    assert not pane.fix_all.isVisible()
    session.undo()
    assert session.training.text == before, "one step"


def test_no_problems_is_said(qtbot: QtBot, pane: ProblemsPane, session: EditingSession, tmp_path: Path) -> None:
    clean = write_project(tmp_path / "clean", images=4)
    with qtbot.waitSignal(session.checked, timeout=20_000):
        session.open(clean)
    left = [card.problem for card in pane.cards if card.problem.severity != "note"]
    assert not left
    session.close()
    assert not pane.cards


def test_a_broken_document_is_no_end(qtbot: QtBot, pane: ProblemsPane, session: EditingSession) -> None:
    card = card_of(pane, "learnig_rate")
    session.set_text(Document.TRAINING, "broken = [\n", "typed")
    qtbot.mouseClick(card.fix, Qt.MouseButton.LeftButton)
    assert session.training.text.startswith("broken = ["), "what does not fit is not done"
    qtbot.waitUntil(lambda: session.is_checked, timeout=20_000)
    assert any(card.problem.line for card in pane.cards)


def test_differences_have_a_sign_besides_their_colour(qtbot: QtBot, services: Services) -> None:
    pair = TextPair("a.toml", "one = 1\ntwo = 2\n", "one = 1\ntwo = 3\n")
    assert [line.text for line in diff_lines([pair, TextPair("same", "x", "x")])] == [
        "a.toml",
        "@@ -1,2 +1,2 @@",
        " one = 1",
        "-two = 2",
        "+two = 3",
    ]
    view = TextDiffView(services.theme)
    qtbot.addWidget(view)
    view.show_pairs([pair])
    assert len(view.extraSelections()) == 5
    view.show_pairs([])
    assert view.toPlainText() == ""


def test_many_problems_are_shown_a_few_at_once_and_cards_stay(
    qtbot: QtBot, pane: ProblemsPane, session: EditingSession
) -> None:
    unknown = "".join(f"no_such_key_{number} = 1\n" for number in range(40))
    with qtbot.waitSignal(session.checked, timeout=20_000):
        session.set_text(Document.TRAINING, unknown + session.training.text, "many")
    assert len(pane.cards) == 25
    count = len(session.problems)
    assert pane.more.text() == f"Show {count - 25} more"
    qtbot.mouseClick(pane.more, Qt.MouseButton.LeftButton)
    assert len(pane.cards) == count
    before = {card.problem: card for card in pane.cards}
    with qtbot.waitSignal(session.checked, timeout=20_000):
        text = session.training.text.replace("max_train_epochs = 6", "max_train_epochs = 7")
        session.set_text(Document.TRAINING, text)
    same = [card for card in pane.cards if before.get(card.problem) is card]
    assert len(same) >= count - 2, "what is still there keeps its card"


def test_what_will_happen_has_the_room_while_nothing_is_wrong(
    qtbot: QtBot, session: EditingSession, services: Services, faulty: Path
) -> None:
    side = RightSide(session, services)
    qtbot.addWidget(side)
    side.resize(300, 720)
    side.show()
    session.open(faulty)
    qtbot.waitUntil(lambda: bool(side.problems.cards))
    with_problems = side.problems.height()
    side.problems.room_wanted.emit(False)
    assert side.problems.height() < with_problems - 60
    side.problems.room_wanted.emit(True)
    assert side.problems.height() == with_problems
    side.moveSplitter(300, 1)
    pulled = side.problems.height()
    side.problems.room_wanted.emit(False)
    assert side.problems.height() == pulled
