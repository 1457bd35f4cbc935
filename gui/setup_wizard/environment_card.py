"""An environment as a card: what it is, how far it is proven, and what can be done with it."""

from __future__ import annotations

from PySide6.QtCore import QDateTime, QLocale, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QGridLayout, QMenu, QWidget

from core.environment.checks import CheckId
from gui import formats
from gui.environment_words import trust_word
from gui.environments import Shown, VerificationJob
from gui.icons import IconSet
from gui.setup_wizard.check_list import CheckList
from gui.setup_wizard.words import kind_word
from gui.widgets.elided import ElidedLabel
from gui.widgets.parts import body, button, caption, chip, clear, column, row, rule, section_title, weak


class EnvironmentCard(QFrame):
    """`asked` tells what is wished, by name: use, verify, stop, repair, update, roll-back, checkout, script, lock,
    report, folder, forget, remove."""

    asked = Signal(str)

    def __init__(self, icons: IconSet, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self._icons = icons
        self.shown: Shown | None = None
        self._title = section_title("")
        self._chips = row()
        self.use = button(self.tr("Use for training"), compact=True)
        self.verify = button("", compact=True)
        self.stop = button(self.tr("Stop"), compact=True)
        self.more = button(self.tr("More"), compact=True)
        self.more.setProperty("menu", True)
        self.menu = QMenu(self.more)
        self.more.setMenu(self.menu)
        self.actions_by_name: dict[str, QAction] = {}
        self._facts = QGridLayout()
        self._facts.setHorizontalSpacing(24)
        self._facts.setVerticalSpacing(4)
        self._facts.setColumnStretch(1, 1)
        self._place = ElidedLabel(mode=Qt.TextElideMode.ElideMiddle)
        self._checkout = ElidedLabel(mode=Qt.TextElideMode.ElideMiddle)
        self._size = ElidedLabel()
        self.checks = CheckList(icons)
        self.when = caption("")
        self._advice = body("")
        self._add_menu()
        self._arrange()
        for name, clicked in (("use", self.use), ("verify", self.verify), ("stop", self.stop)):
            clicked.clicked.connect(lambda _=False, name=name: self.asked.emit(name))

    def _add_menu(self) -> None:
        entries = (
            ("checkout", self.tr("Choose the sd-scripts folder…")),
            ("", ""),
            ("repair", self.tr("Repair…")),
            ("update", self.tr("Update…")),
            ("roll-back", self.tr("Back to before the update…")),
            ("", ""),
            ("script", self.tr("Export as a script…")),
            ("lock", self.tr("Export a lock file…")),
            ("report", self.tr("Copy a report for asking for help")),
            ("folder", self.tr("Open its folder")),
            ("", ""),
            ("forget", self.tr("Take off this list")),
            ("remove", self.tr("Remove…")),
        )
        for name, text in entries:
            if not name:
                self.menu.addSeparator()
                continue
            action = self.menu.addAction(text)
            action.triggered.connect(lambda _=False, name=name: self.asked.emit(name))
            self.actions_by_name[name] = action

    def _arrange(self) -> None:
        heading = row(spacing=8)
        heading.addWidget(self._title)
        heading.addLayout(self._chips)
        heading.addStretch(1)
        for action in (self.use, self.verify, self.stop, self.more):
            heading.addWidget(action)
        for line, (name, value) in enumerate(
            ((self.tr("Folder"), self._place), ("sd-scripts", self._checkout), (self.tr("Size"), self._size))
        ):
            value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self._facts.addWidget(weak(name), line, 0)
            self._facts.addWidget(value, line, 1)
        layout = column(self, margin=16, spacing=12)
        layout.addLayout(heading)
        layout.addLayout(self._facts)
        layout.addWidget(rule())
        layout.addWidget(self._advice)
        layout.addWidget(self.checks)
        layout.addWidget(self.when)

    def show_environment(self, shown: Shown, *, chosen: bool, busy: bool) -> None:
        """`busy`: a setup is at work on it, or on another one, so that it cannot be changed now."""
        self.shown = shown
        environment, trust = shown.environment, str(shown.trust)
        self._title.setText(environment.name)
        self.setAccessibleName(environment.name)
        clear(self._chips)
        if chosen:
            self._chips.addWidget(chip(self.tr("trains"), "accent"))
        self._chips.addWidget(chip(*trust_word(shown.trust)))
        self._chips.addWidget(chip(kind_word(environment.kind, environment.backend)))
        self._place.setText(str(environment.prefix))
        self._checkout.setText(str(environment.sd_scripts or self.tr("not chosen")))
        gone = trust == "gone"
        self.use.setVisible(not chosen and not gone)
        self.verify.setText(self.tr("Verify again") if shown.verification is not None else self.tr("Verify"))
        self.verify.setEnabled(not gone)
        self._show_verification(shown)
        for name in ("repair", "update"):
            self.actions_by_name[name].setEnabled(shown.ours and not gone and not busy)
        self.actions_by_name["roll-back"].setVisible(shown.can_roll_back)
        self.actions_by_name["roll-back"].setEnabled(not gone and not busy)
        self.actions_by_name["script"].setEnabled(shown.ours)
        self.actions_by_name["lock"].setEnabled(not gone)
        self.actions_by_name["folder"].setEnabled(not gone)
        self.actions_by_name["forget"].setVisible(shown.known and not shown.ours)
        self.actions_by_name["remove"].setEnabled(not gone and not busy)

    def show_size(self, size: int | None) -> None:
        """None while it is being counted."""
        self._size.setText("…" if size is None else formats.size(size))

    def show_job(self, job: VerificationJob | None) -> None:
        """A verification of this environment that is under way, or None."""
        running = job is not None and job.running
        self.stop.setVisible(running)
        self.verify.setVisible(not running)
        if running and job is not None:
            self.checks.show_checks(list(job.checks.values()), job.current or CheckId.INTERPRETER)
            self.checks.show()
            self.when.hide()
            self._advice.hide()
        elif self.shown is not None:
            self._show_verification(self.shown)

    def _show_verification(self, shown: Shown) -> None:
        verification, trust = shown.verification, str(shown.trust)
        advice = {
            "gone": self.tr("The folder is no longer there. Take it off this list, or bring it back."),
            "unverified": self.tr(
                "Nothing is proven yet. A verification tries everything that training needs, with a real AdamW8bit "
                "step and two steps of sd-scripts, and changes nothing: about a minute."
            ),
            "stale": self.tr("Something was installed or changed since. What follows was found before."),
        }.get(trust, "")
        self._advice.setText(advice)
        self._advice.setVisible(bool(advice))
        self.checks.setVisible(verification is not None)
        self.when.setVisible(verification is not None)
        if verification is None:
            return
        self.checks.show_checks(verification.checks)
        moment = QLocale().toString(
            QDateTime.fromSecsSinceEpoch(round(verification.verified_at)), QLocale.FormatType.ShortFormat
        )
        self.when.setText(
            self.tr("Verified {when}, in {duration}").format(
                when=moment, duration=formats.duration(verification.seconds)
            )
        )
