"""Setup: the environments that sd-scripts can train in, each with its proof; and the wizard that makes one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFrame, QMessageBox, QWidget

from gui.environments import SetupJob, Shown, Snapshot
from gui.services import Services
from gui.setup_wizard.builtin_card import BuiltinCard
from gui.setup_wizard.closing_question import ask_before_closing
from gui.setup_wizard.environment_card import EnvironmentCard
from gui.setup_wizard.environment_work import EnvironmentWork
from gui.setup_wizard.found_list import FoundList
from gui.setup_wizard.setup_strip import SetupStrip
from gui.setup_wizard.sizes import folder_size
from gui.tasks import Progress, run_task
from gui.widgets.empty import EmptyState
from gui.widgets.parts import body, button, card, clear, column, primary_button, row
from gui.widgets.scrolling import ScrollingPage

if TYPE_CHECKING:
    from core.environment.plan import Purpose
    from gui.setup_wizard.wizard import SetupWizard

_PURPOSES = ("repair", "update", "roll-back")


class SetupPage(ScrollingPage):
    """Reads the machine anew each time it is opened. `navigate` asks for another page."""

    navigate = Signal(str, str)

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Setup"), parent, width=980)
        self._services = services
        self._feed = services.environments
        self._work = EnvironmentWork(services, self)
        self._sizes: dict[Path, int | None] = {}
        self.wizard: SetupWizard | None = None
        self.question: QMessageBox | None = None
        self.cards: dict[Path, EnvironmentCard] = {}
        self.new = primary_button(self.tr("New environment"))
        self.look = button(self.tr("Look again"))
        services.icons.put(self.new, "plus", "on_accent", 16)
        services.icons.put(self.look, "refresh", "text", 16)
        self.strip = SetupStrip(services.icons)
        self.empty = _card_around(
            EmptyState(
                services.icons,
                "setup",
                self.tr("No environment for sd-scripts yet"),
                self.tr(
                    "The built-in engine trains SD1.x LoRAs without one. For everything else sd-scripts needs a Python "
                    "environment with the torch that fits your card: it is made here, and proven before it is used."
                ),
                self.tr("Set up an environment"),
            )
        )
        self.list = column(spacing=16)
        self.found = FoundList(services.icons)
        self._arrange()
        self._feed.changed.connect(self._show)
        self._feed.worked.connect(self._show_jobs)
        services.preferences.changed.connect(self._show)
        self.strip.opened.connect(self.open_setup)
        self.strip.dismissed.connect(self._feed.forget_setup)
        self._work.changed.connect(self._feed.refresh)
        self._show()

    def activated(self) -> None:
        """The page was brought into sight."""
        self._feed.refresh(self.devicePixelRatio())

    def show_error(self, error: Exception) -> None:
        """A task of this page has failed: the window says so."""
        place = self.window()
        shown = getattr(place, "show_error", None)
        if callable(shown) and place is not self:
            shown(error)

    def may_leave(self) -> bool:
        """False while a setup is under way: the person is asked, and the window closes with their answer."""
        job = self._feed.setup
        if job is None or not job.running:
            return True
        self.question = ask_before_closing(self, job, self._feed, self.window().close)
        return False

    def open_wizard(self) -> SetupWizard:
        """From the start, or at the setup that is under way or has just ended."""
        wizard = self._wizard()
        job = self._feed.setup
        if job is not None and wizard.currentId() == wizard.WELCOME:
            wizard.show_setup()
        return wizard

    def _open_wizard(self) -> None:
        self.open_wizard()

    def open_setup(self) -> None:
        """The setup that is under way, has ended or was interrupted."""
        wizard, snapshot = self._wizard(), self._feed.snapshot
        if self._feed.setup is not None:
            wizard.show_setup()
        elif snapshot is not None and snapshot.unfinished:
            wizard.go_on_with(snapshot.unfinished[0])

    def _wizard(self) -> SetupWizard:
        """One at a time: it is brought to the front where it is open."""
        from gui.setup_wizard.wizard import SetupWizard

        if self.wizard is None:
            self.wizard = SetupWizard(self._services, self)
            self.wizard.destroyed.connect(self._wizard_gone)
        self.wizard.show()
        self.wizard.activateWindow()
        return self.wizard

    def _wizard_gone(self) -> None:
        self.wizard = None

    def _arrange(self) -> None:
        buttons = row(spacing=8)
        buttons.addWidget(
            body(
                self.tr(
                    "Where sd-scripts trains. Verify an environment before a long training, and after every change."
                )
            ),
            1,
        )
        buttons.addWidget(self.look)
        buttons.addWidget(self.new)
        self.content.addLayout(buttons)
        self.content.addWidget(self.strip)
        self.content.addWidget(self.empty)
        self.content.addLayout(self.list)
        self.add_card(self.tr("Found on this machine")).addWidget(self.found)
        self.content.addWidget(BuiltinCard())
        empty = self.empty.findChild(EmptyState)
        if isinstance(empty, EmptyState) and empty.button is not None:
            empty.button.clicked.connect(self._open_wizard)
        self.new.clicked.connect(self._open_wizard)
        self.look.clicked.connect(self.activated)

    def _show(self) -> None:
        snapshot = self._feed.snapshot
        shown = [] if snapshot is None else _worth_showing(snapshot, self._services.preferences.settings.kohya_python)
        self.empty.setVisible(snapshot is not None and not shown)
        self.new.setVisible(not self.empty.isVisibleTo(self))
        if snapshot is not None:
            self.found.show_findings(snapshot.findings)
        self._show_cards(shown)
        self._show_jobs()

    def _show_cards(self, shown: list[Shown]) -> None:
        prefixes = [one.environment.prefix for one in shown]
        if list(self.cards) != prefixes:
            clear(self.list)
            self.cards = {prefix: self._made_card(prefix) for prefix in prefixes}
        python = self._services.preferences.settings.kohya_python
        for one in shown:
            made = self.cards[one.environment.prefix]
            made.show_environment(one, chosen=str(one.environment.python) == python, busy=self._feed.installing)
            self._measure(one.environment.prefix, made)

    def _made_card(self, prefix: Path) -> EnvironmentCard:
        made = EnvironmentCard(self._services.icons)
        made.asked.connect(lambda wish, prefix=prefix: self._asked(prefix, wish))
        self.list.addWidget(made)
        return made

    def _measure(self, prefix: Path, made: EnvironmentCard) -> None:
        made.show_size(self._sizes.get(prefix))
        if prefix in self._sizes:
            return
        self._sizes[prefix] = None

        def count(progress: Progress) -> int:
            return folder_size(prefix, progress.check)

        def take(size: int) -> None:
            self._sizes[prefix] = size
            if prefix in self.cards:
                self.cards[prefix].show_size(size)

        run_task(self, count, take)

    def _show_jobs(self) -> None:
        snapshot, job = self._feed.snapshot, self._feed.setup
        if job is None and snapshot is not None and snapshot.unfinished:
            self.strip.show_journal(snapshot.unfinished[0])
        else:
            self.strip.show_job(job)
        verification = self._feed.verification
        for prefix, made in self.cards.items():
            mine = verification is not None and verification.environment.prefix == prefix
            made.show_job(verification if mine else None)
        self._forget_size_of(job)

    def _forget_size_of(self, job: SetupJob | None) -> None:
        if job is not None and job.running:
            self._sizes.pop(job.plan.request.prefix, None)

    def _asked(self, prefix: Path, wish: str) -> None:
        shown = None if self._feed.snapshot is None else self._feed.snapshot.shown(prefix)
        if shown is None:
            return
        if wish == "use":
            self._feed.choose(shown.environment)
        elif wish == "verify":
            self._feed.verify(shown.environment)
        elif wish == "stop":
            if self._feed.verification is not None:
                self._feed.verification.cancel()
        elif wish == "folder":
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(prefix)))
        elif wish in _PURPOSES:
            self._wizard().show_purpose(_purpose(wish), shown)
        else:
            self._work.do(wish, shown)


def _worth_showing(snapshot: Snapshot, python: str) -> list[Shown]:
    """The chosen one first, then known and own ones, then those that have what training needs."""

    def rank(one: Shown) -> tuple[bool, bool, str]:
        return (str(one.environment.python) != python, not (one.known or one.ours), one.environment.name.lower())

    def matters(one: Shown) -> bool:
        able = "torch" in one.versions and "accelerate" in one.versions
        return one.known or one.ours or able or str(one.environment.python) == python

    return sorted((one for one in snapshot.environments if matters(one)), key=rank)


def _purpose(wish: str) -> Purpose:
    from core.environment.plan import Purpose

    return {"repair": Purpose.REPAIR, "update": Purpose.UPDATE, "roll-back": Purpose.ROLLBACK}[wish]


def _card_around(widget: QWidget) -> QFrame:
    frame = card()
    column(frame, margin=8).addWidget(widget)
    return frame
