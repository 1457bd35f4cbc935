"""The wizard from its first page to its last, over real setups and verifications."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from core.environment.checks import CheckId, State
from core.environment.environment import Environment
from core.environment.journal import unfinished_setups
from core.environment.outcome import SetupState
from core.environment.plan import Purpose, StepKind
from core.environment.registry import EnvironmentRegistry
from core.paths import app_paths
from core.settings import read_settings
from gui.app import Program
from gui.setup_wizard.choose_page import ChoosePage
from gui.setup_wizard.done_page import DonePage
from gui.setup_wizard.page import SetupPage
from gui.setup_wizard.plan_page import PlanPage
from gui.setup_wizard.progress_page import ProgressPage
from gui.setup_wizard.sources_page import SourcesPage
from gui.setup_wizard.verify_page import VerifyPage
from gui.setup_wizard.wizard import SetupWizard
from tests.core.environment.index import Index


def opened(qtbot: QtBot, page: SetupPage) -> SetupWizard:
    wizard = page.open_wizard()
    with qtbot.waitActive(wizard):
        wizard.activateWindow()
    qtbot.waitUntil(lambda: wizard.currentPage().isComplete(), timeout=10_000)
    return wizard


def to_the_plan(
    qtbot: QtBot, wizard: SetupWizard, prefix: Path, checkout: Path, *, links: str = "", index: str = ""
) -> PlanPage:
    """Choose the tiny recipe on a venv, and a folder of sd-scripts that is there."""
    wizard.next()
    choose = wizard.currentPage()
    assert isinstance(choose, ChoosePage)
    choose.make.setChecked(True)
    choose.recipe.setCurrentIndex(choose.recipe.findData("tiny"))
    choose.backend.setCurrentIndex(choose.backend.findData("venv"))
    choose.folder.set_path(prefix)
    choose.network.edits["find_links"].setText(links)
    choose.network.edits["index"].setText(index)
    wizard.next()
    sources = wizard.currentPage()
    assert isinstance(sources, SourcesPage)
    sources.use.setChecked(True)
    sources.folder.set_path(checkout.parent)
    assert not sources.isComplete()
    sources.folder.set_path(checkout)
    assert sources.isComplete()
    wizard.next()
    plan = wizard.currentPage()
    assert isinstance(plan, PlanPage)
    qtbot.waitUntil(plan.isComplete, timeout=20_000)
    return plan


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_a_new_environment_from_plan_over_a_stop_to_its_proof(
    qtbot: QtBot, recipes: Path, wheels: Path, checkout: Path, page: SetupPage, program: Program, tmp_path: Path
) -> None:
    """Each part of it takes a real setup, so one is made for all of them."""
    prefix, feed = tmp_path / "new 訓練" / "kohya", program.services.environments
    with Index(wheels).running() as index:
        index.bytes_per_second = 700_000
        wizard = opened(qtbot, page)
        plan = to_the_plan(qtbot, wizard, prefix, checkout, index=index.simple)
        assert not prefix.exists(), "nothing is touched before the button"
        refuse_an_unclosed_quote(plan)
        wizard.next()
        stop_in_the_middle(qtbot, wizard, page, program)
        index.bytes_per_second = 0
        go_on_from_the_strip(qtbot, page, program)
    assert feed.setup is not None
    assert feed.setup.outcome is not None
    assert feed.setup.outcome.state is SetupState.DONE, (feed.setup.outcome, feed.setup.lines[-20:])
    wizard = page.open_wizard()
    qtbot.waitUntil(lambda: isinstance(wizard.currentPage(), VerifyPage), timeout=20_000)
    verify = wizard.currentPage()
    assert isinstance(verify, VerifyPage)
    qtbot.waitUntil(verify.isComplete, timeout=60_000)
    found = EnvironmentRegistry(app_paths().environments).verification(prefix)
    assert found is not None
    torch = found.check(CheckId.TORCH)
    assert torch is not None
    assert (torch.code, torch.values["version"]) == ("torch-old", "1.0")
    assert "cannot train" in verify.text.text()
    wizard.next()
    done = wizard.currentPage()
    assert isinstance(done, DonePage)
    assert not done.demo.isEnabled()
    done.use.setChecked(True)
    wizard.accept()
    settings = read_settings(app_paths().settings_file)
    assert settings.kohya_python == str(prefix / "bin" / "python")
    assert settings.sd_scripts == str(checkout)
    assert settings.network["index"] == index.simple
    feed.refresh()
    qtbot.waitUntil(lambda: prefix in page.cards and not feed.looking, timeout=20_000)
    assert page.cards[prefix].actions_by_name["repair"].isEnabled()
    page._asked(prefix, "repair")
    assert page.wizard is not None
    repair = page.wizard.currentPage()
    assert isinstance(repair, PlanPage)
    qtbot.waitUntil(repair.isComplete, timeout=20_000)
    assert page.wizard.plan is not None
    assert page.wizard.plan.purpose is Purpose.REPAIR


def refuse_an_unclosed_quote(plan: PlanPage) -> None:
    editor = plan.view.commands
    editor.step.setCurrentIndex(editor.step.findData(str(StepKind.CHECK)))
    written = editor.text.toPlainText()
    assert "python" in written
    assert not editor.take.isEnabled()
    editor.text.setPlainText(written + " 'unclosed")
    editor.take.click()
    assert not editor.trouble.isHidden()
    editor.text.setPlainText(f"{written} --quiet")
    editor.take.click()
    assert plan.setup.plan is not None
    assert plan.setup.plan.edited[StepKind.CHECK][-1].argv[-1] == "--quiet"
    editor.text.setPlainText(written)
    editor.take.click()


def stop_in_the_middle(qtbot: QtBot, wizard: SetupWizard, page: SetupPage, program: Program) -> None:
    """The window asks before it closes, the wizard does not; stopping keeps what is there."""
    progress, feed = wizard.currentPage(), program.services.environments
    assert isinstance(progress, ProgressPage)

    def loading() -> bool:
        now = None if feed.setup is None else feed.setup.progress
        assert feed.setup is not None
        assert feed.setup.running, (feed.setup.outcome, feed.setup.lines[-20:])
        return now is not None and now.bytes_done > 0

    qtbot.waitUntil(loading, timeout=120_000)
    qtbot.waitUntil(lambda: progress.log.toPlainText() != "" and progress.bar.value() > 0)
    assert "Step" in progress.step.text()
    assert not page.may_leave()
    assert page.question is not None
    page.question.reject()
    wizard.close()
    qtbot.waitUntil(lambda: page.wizard is None)
    assert feed.installing, "closing the wizard leaves the setup going"
    assert page.strip.isVisible()
    page.strip.open.click()
    assert page.wizard is not None
    progress = page.wizard.currentPage()
    assert isinstance(progress, ProgressPage)
    progress.stop.click()
    qtbot.waitUntil(lambda: not feed.installing, timeout=30_000)
    qtbot.waitUntil(lambda: not progress.again.isHidden())
    assert "stopped" in progress.notice.text
    assert not progress.isComplete()
    page.wizard.close()
    qtbot.waitUntil(lambda: page.wizard is None)


def go_on_from_the_strip(qtbot: QtBot, page: SetupPage, program: Program) -> None:
    """As after the program was closed: what is known of the setup is its journal."""
    feed = program.services.environments
    assert len(unfinished_setups(app_paths().environments)) == 1
    feed.forget_setup()
    feed.refresh()
    qtbot.waitUntil(lambda: page.strip.go_on.isVisible() and not feed.looking, timeout=20_000)
    page.strip.go_on.click()
    assert page.wizard is not None
    plan = page.wizard.currentPage()
    assert isinstance(plan, PlanPage)
    qtbot.waitUntil(plan.isComplete, timeout=20_000)
    page.wizard.next()
    page.wizard.close()
    qtbot.waitUntil(lambda: feed.setup is not None and not feed.setup.running, timeout=120_000)


def test_an_existing_environment_is_verified_by_keyboard_alone(
    qtbot: QtBot, known: Environment, page: SetupPage, program: Program
) -> None:
    wizard = opened(qtbot, page)
    press_default(qtbot, wizard)
    choose = wizard.currentPage()
    assert isinstance(choose, ChoosePage)
    choose.make.setFocus()
    qtbot.waitUntil(choose.make.hasFocus)
    qtbot.keyClick(choose.make, Qt.Key.Key_Down)
    assert choose.use.isChecked()
    assert not choose.isComplete()
    choose.list.setFocus()
    qtbot.keyClick(choose.list, Qt.Key.Key_Home)
    assert choose.isComplete()
    press_default(qtbot, wizard)
    sources = wizard.currentPage()
    assert isinstance(sources, SourcesPage)
    assert sources.fetch.isHidden()
    assert sources.folder.path == known.sd_scripts
    press_default(qtbot, wizard)
    plan = wizard.currentPage()
    assert isinstance(plan, PlanPage)
    assert "Nothing is installed" in plan.text.text()
    press_default(qtbot, wizard)
    verify = wizard.currentPage()
    assert isinstance(verify, VerifyPage)
    qtbot.waitUntil(verify.isComplete, timeout=30_000)
    assert not program.services.environments.installing
    found = EnvironmentRegistry(app_paths().environments).verification(known.prefix)
    assert found is not None
    assert found.state is State.BROKEN


def press_default(qtbot: QtBot, wizard: SetupWizard) -> None:
    """Enter, as somebody without a mouse presses it."""
    before = wizard.currentId()
    buttons = (wizard.WizardButton.NextButton, wizard.WizardButton.CommitButton)
    button = next(wizard.button(which) for which in buttons if wizard.button(which).isVisible())
    assert isinstance(button, QPushButton)
    qtbot.waitUntil(button.isEnabled, timeout=10_000)
    button.setFocus()
    qtbot.keyClick(button, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: wizard.currentId() != before, timeout=10_000)


def test_a_folder_without_python_is_refused(qtbot: QtBot, page: SetupPage, tmp_path: Path) -> None:
    wizard = opened(qtbot, page)
    wizard.next()
    choose = wizard.currentPage()
    assert isinstance(choose, ChoosePage)
    choose.use.setChecked(True)
    choose.choose_folder(str(tmp_path))
    assert str(tmp_path) in choose.text.text()
    assert not choose.isComplete()


def test_a_foreign_folder_cannot_be_set_up_in(
    qtbot: QtBot, recipes: Path, wheels: Path, checkout: Path, page: SetupPage, tmp_path: Path
) -> None:
    foreign = tmp_path / "mine"
    foreign.mkdir()
    (foreign / "thesis.txt").write_text("precious")
    wizard = opened(qtbot, page)
    wizard.next()
    choose = wizard.currentPage()
    assert isinstance(choose, ChoosePage)
    choose.recipe.setCurrentIndex(choose.recipe.findData("tiny"))
    choose.backend.setCurrentIndex(choose.backend.findData("venv"))
    choose.folder.set_path(foreign)
    wizard.next()
    sources = wizard.currentPage()
    assert isinstance(sources, SourcesPage)
    sources.use.setChecked(True)
    sources.folder.set_path(checkout)
    wizard.next()
    plan = wizard.currentPage()
    assert isinstance(plan, PlanPage)
    qtbot.waitUntil(lambda: wizard.plan is not None, timeout=20_000)
    assert not plan.isComplete()
    wizard.next()
    assert wizard.currentPage() is plan
    assert [path.name for path in foreign.iterdir()] == ["thesis.txt"]
