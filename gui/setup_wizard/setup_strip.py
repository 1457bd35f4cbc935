"""A setup that is under way, has ended, or was interrupted, as a strip on the Setup page."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLabel, QProgressBar, QWidget

from core.environment.journal import Journal
from core.environment.outcome import SetupState
from gui.core_texts import spoken
from gui.environments import SetupJob
from gui.icons import IconSet
from gui.setup_wizard.progress_words import details_of
from gui.widgets.parts import button, column, label, primary_button, row, set_tone, strong


class SetupStrip(QFrame):
    """`opened`: show it in the wizard. `dismissed`: an ended one is to be forgotten."""

    opened = Signal()
    dismissed = Signal()

    def __init__(self, icons: IconSet, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "notice")
        self._icons = icons
        self._icon = QLabel()
        self._title = strong("")
        self._details = label("", "body", wrap=True)
        self._bar = QProgressBar()
        self._bar.setRange(0, 1000)
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(self.tr("Progress of the setup"))
        self.open = button("", compact=True)
        self.go_on = primary_button(self.tr("Go on"))
        self.dismiss = button(self.tr("Close this message"), compact=True)
        texts = column(spacing=4)
        for widget in (self._title, self._details, self._bar):
            texts.addWidget(widget)
        layout = row(self, margin=12, spacing=12)
        layout.addWidget(self._icon)
        layout.addLayout(texts, 1)
        for one in (self.go_on, self.open, self.dismiss):
            layout.addWidget(one)
        self.open.clicked.connect(self.opened)
        self.go_on.clicked.connect(self.opened)
        self.dismiss.clicked.connect(self.dismissed)
        self.hide()

    def show_job(self, job: SetupJob | None) -> None:
        self.setVisible(job is not None)
        if job is None:
            return
        name = job.plan.request.prefix.name
        self.go_on.setVisible(False)
        self._bar.setVisible(job.running)
        self.dismiss.setVisible(not job.running)
        self.open.setText(self.tr("Show"))
        self.open.setVisible(True)
        if job.running:
            self._put("working", "accent", "", self.tr("Setting up {name}").format(name=name))
            progress = job.progress
            self._details.setText("" if progress is None else details_of(progress))
            self._bar.setValue(0 if progress is None else round(progress.fraction * 1000))
        elif job.outcome is not None and job.outcome.state is SetupState.DONE:
            self._put("ok", "ok", "ok", self.tr("{name} is set up").format(name=name))
            self._details.setText(self.tr("Its verification says what works in it."))
        else:
            failure = None if job.outcome is None else job.outcome.failure
            said = self.tr("Stopped. It goes on where it ended.") if failure is None else spoken(failure.message)
            self._put("warning", "warning", "warning", self.tr("The setup of {name} has not ended").format(name=name))
            self._details.setText(str(job.error) if job.error is not None else said)

    def show_journal(self, journal: Journal) -> None:
        """A setup that was interrupted in an earlier session."""
        self.show()
        name = journal.request.prefix.name
        self._put("warning", "warning", "warning", self.tr("The setup of {name} has not ended").format(name=name))
        self._details.setText(self.tr("It goes on where it ended: what was loaded is kept."))
        self._bar.hide()
        self.dismiss.hide()
        self.open.hide()
        self.go_on.show()

    def _put(self, icon: str, role: str, tone: str, title: str) -> None:
        self._icons.put(self._icon, icon, role)
        set_tone(self, tone)
        self._title.setText(title)
        self.setAccessibleName(title)
