"""The Setup page: what it shows of environments, and what its menu does to them."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from core.environment.checks import Check, CheckId, State, Verification
from core.environment.chosen import Chosen, Trust
from core.environment.environment import Environment
from core.environment.registry import EnvironmentRegistry
from core.paths import app_paths
from core.settings import read_settings
from gui.app import Program
from gui.environment_words import start_hint
from gui.main_window import MainWindow
from gui.setup_wizard.page import SetupPage
from gui.setup_wizard.remove_question import RemoveQuestion
from gui.setup_wizard.sizes import folder_size
from tests.core.environment.places import add_package


def look_again(qtbot: QtBot, page: SetupPage, program: Program) -> None:
    page.look.click()
    qtbot.waitUntil(lambda: not program.services.environments.looking, timeout=10_000)


def test_without_an_environment_one_button_helps(qtbot: QtBot, page: SetupPage, program: Program) -> None:
    qtbot.waitUntil(lambda: program.services.environments.snapshot is not None)
    assert page.empty.isVisible()
    assert page.cards == {}
    assert program.services.environments.snapshot is not None
    assert program.services.environments.snapshot.findings.seconds < 2.5
    page.open_wizard()
    assert page.wizard is not None
    assert page.wizard.isVisible()
    first = page.wizard
    assert page.open_wizard() is first


def test_a_card_is_verified_chosen_and_shown_in_the_bar(
    qtbot: QtBot, known: Environment, page: SetupPage, program: Program, window: MainWindow
) -> None:
    card = page.cards[known.prefix]
    assert page.new.isVisible()
    assert not page.empty.isVisible()
    qtbot.waitUntil(lambda: card.shown is not None)
    assert not card.checks.isVisible()
    card.verify.click()
    qtbot.waitUntil(card.stop.isVisible)
    assert card.checks.isVisible()
    feed = program.services.environments
    qtbot.waitUntil(lambda: not feed.verifying and not feed.looking, timeout=30_000)
    qtbot.waitUntil(lambda: str(page.cards[known.prefix].shown.trust) == "broken")  # type: ignore[union-attr]
    card = page.cards[known.prefix]
    row = card.checks.rows[CheckId.TORCH]
    assert "fbgemm.dll" in row.message.text()
    assert "Repair" in row.hint.text()
    assert "broken" in row.accessibleName()
    card.use.click()
    qtbot.waitUntil(lambda: feed.chosen is not None and feed.chosen.environment is not None)
    settings = read_settings(app_paths().settings_file)
    assert settings.kohya_python == str(known.python)
    assert settings.sd_scripts == str(known.sd_scripts)
    qtbot.waitUntil(lambda: "訓練 one  ✕ does not work" in window.context_bar._engine.text())
    assert "fbgemm" in window.context_bar._engine_part.toolTip()
    add_package(known.prefix, "something", "1.0")
    look_again(qtbot, page, program)
    qtbot.waitUntil(lambda: "changed since verified" in window.context_bar._engine.text())


def test_a_verification_can_be_ended(qtbot: QtBot, known: Environment, page: SetupPage, program: Program) -> None:
    torch = next(known.prefix.glob("lib/python3.*/site-packages")) / "torch.py"
    torch.write_text("import time\ntime.sleep(600)\n", "utf-8")
    card = page.cards[known.prefix]
    card.verify.click()
    feed = program.services.environments
    qtbot.waitUntil(
        lambda: feed.verification is not None and feed.verification.current is CheckId.TORCH, timeout=20_000
    )
    card.stop.click()
    qtbot.waitUntil(lambda: not feed.verifying, timeout=20_000)
    assert EnvironmentRegistry(app_paths().environments).verification(known.prefix) is None


def test_another_checkout_a_report_no_lock_and_off_the_list(
    qtbot: QtBot, known: Environment, page: SetupPage, program: Program, window: MainWindow, tmp_path: Path
) -> None:
    other = shutil.copytree(known.sd_scripts or Path(), tmp_path / "another")
    shown = program.services.environments.snapshot.environments[0]  # type: ignore[union-attr]
    registry = EnvironmentRegistry(app_paths().environments)
    page._work.set_checkout(shown, tmp_path)
    qtbot.waitUntil(lambda: "There is no sd-scripts" in window.notice.text)
    page._work.set_checkout(shown, other)
    qtbot.waitUntil(lambda: registry.find(known.prefix).sd_scripts == other)  # type: ignore[union-attr]
    card = page.cards[known.prefix]
    card.actions_by_name["report"].trigger()
    qtbot.waitUntil(lambda: "report is copied" in window.notice.text)
    report = QGuiApplication.clipboard().text()
    assert "Environment: 訓練 one (venv" in report
    assert str(Path.home()) not in report
    page._work.export_lock(shown, tmp_path / "one.lock.txt")
    qtbot.waitUntil(lambda: "could not be listed" in window.notice.text, timeout=20_000)  # it has no pip
    assert not (tmp_path / "one.lock.txt").exists()
    assert not card.actions_by_name["repair"].isEnabled(), "this program did not make it, so it changes nothing in it"
    card.actions_by_name["forget"].trigger()
    qtbot.waitUntil(lambda: registry.environments() == [])
    assert known.python.exists()


def test_removing_wants_the_name_typed(
    qtbot: QtBot, known: Environment, page: SetupPage, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "trash"))
    page.cards[known.prefix].actions_by_name["remove"].trigger()
    question = page._work.dialog
    assert isinstance(question, RemoveQuestion)
    assert not question.remove.isEnabled()
    qtbot.keyClicks(question.typed, "kohya")
    assert not question.remove.isEnabled()
    question.typed.clear()
    question.typed.setText("訓練 one")
    assert question.remove.isEnabled()
    qtbot.keyClick(question, Qt.Key.Key_Escape)
    assert known.python.exists()
    page._asked(known.prefix, "remove")
    question = page._work.dialog
    assert isinstance(question, RemoveQuestion)
    question.typed.setText("訓練 one")
    question.remove.click()
    qtbot.waitUntil(lambda: not known.prefix.exists(), timeout=10_000)
    qtbot.waitUntil(lambda: page.cards == {}, timeout=10_000)


def test_a_size_counts_links_once(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "file").write_bytes(bytes(1000))
    (tmp_path / "a" / "again").hardlink_to(tmp_path / "a" / "file")
    (tmp_path / "link").symlink_to(tmp_path / "a")
    assert folder_size(tmp_path) == 1000


def test_whoever_starts_a_training_is_told(known: Environment) -> None:
    broken = Check(id=CheckId.CUDA, state=State.BROKEN, code="cuda-cpu-build", values={"card": "the card"})
    starts = Check(id=CheckId.SD_SCRIPTS, state=State.WORKS, code="sd-scripts-works")
    slow = Check(id=CheckId.XFORMERS, state=State.LIMITED, code="xformers-broken", values={"reason": "an old build"})

    def told(trust: Trust, *checks: Check) -> str:
        verification = Verification(checks=checks, packages_digest="") if checks else None
        return start_hint(Chosen(trust, known, verification))

    assert "set one up" in told(Trust.NONE)
    assert "never verified" in told(Trust.UNVERIFIED)
    assert "have changed" in told(Trust.STALE)
    assert "CPU only" in told(Trust.BROKEN, slow, broken, starts)
    assert "an old build" in told(Trust.LIMITED, starts, slow)
    assert told(Trust.VERIFIED, starts) == ""
