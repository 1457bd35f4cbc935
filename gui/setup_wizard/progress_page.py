"""The wizard's fifth page: the setup as it goes, with its log."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLabel, QPlainTextEdit, QProgressBar

from core.environment.outcome import SetupState
from core.errors import AppError
from gui.core_texts import spoken
from gui.environments import SetupJob
from gui.setup_wizard.fields import Foldable
from gui.setup_wizard.progress_words import numbers_line, step_line
from gui.setup_wizard.wizard_page import WizardPage
from gui.theme import fixed_font
from gui.widgets.notice import Notice
from gui.widgets.parts import body, button, column, row, strong, weak

if TYPE_CHECKING:
    from gui.setup_wizard.wizard import SetupWizard

_SHOWN_LINES = 5000


class ProgressPage(WizardPage):
    """Shows the setup that the window's feed runs: it goes on when this page is closed."""

    def __init__(self, wizard: SetupWizard) -> None:
        super().__init__(wizard, self.tr("Setup"), self.tr("Setting it up"))
        self._feed = wizard.services.environments
        self._lines = 0
        self._job: SetupJob | None = None
        self.notice = Notice(wizard.services.icons)
        self.step = strong("")
        self.numbers = weak("")
        self.package = weak("")
        self.bar = QProgressBar()
        self.bar.setRange(0, 1000)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(self.tr("Progress of the setup"))
        self.stop = button(self.tr("Stop"))
        self.again = button(self.tr("Try again"))
        self.steps: list[tuple[QLabel, QLabel]] = []
        self._steps = column(spacing=4)
        self.log_fold = Foldable(wizard.services.icons, self.tr("Log"))
        self.log = QPlainTextEdit()
        self.log.setReadOnly(True)
        self.log.setFont(fixed_font())
        self.log.setMaximumBlockCount(_SHOWN_LINES)
        self.log.setMinimumHeight(220)
        self.log.setTabChangesFocus(True)
        self.log.setAccessibleName(self.tr("Log of the setup"))
        self.log_fold.inside.addWidget(self.log)
        self._arrange()
        self.stop.clicked.connect(self._stop)
        self.again.clicked.connect(self._again)
        self._feed.worked.connect(self._show)

    def _arrange(self) -> None:
        for widget in (self.notice, self.step, self.bar, self.numbers, self.package):
            self.content.addWidget(widget)
        buttons = row()
        buttons.addWidget(self.stop)
        buttons.addWidget(self.again)
        buttons.addStretch(1)
        self.content.addLayout(buttons)
        self.content.addLayout(self._steps)
        self.content.addWidget(self.log_fold)
        self.content.addWidget(body(self.tr("You may close this window: the setup goes on, and Setup shows it.")))

    def initializePage(self) -> None:
        self._show()

    def isComplete(self) -> bool:
        job = self._feed.setup
        return job is not None and job.outcome is not None and job.outcome.state is SetupState.DONE

    def _show(self) -> None:
        job = self._feed.setup
        if job is None:
            return
        if job is not self._job:
            self._begin(job)
        self._show_numbers(job)
        self._show_log(job)
        running = job.running
        self.stop.setVisible(running)
        self.stop.setEnabled(not job.cancelling)
        self.stop.setText(self.tr("Stopping …") if job.cancelling else self.tr("Stop"))
        ended_well = self.isComplete()
        self.again.setVisible(not running and not ended_well)
        if not running:
            self._show_end(job)
        self.completeChanged.emit()
        if ended_well and self.setup.currentPage() is self:
            self.setup.next()

    def _begin(self, job: SetupJob) -> None:
        self._job, self._lines = job, 0
        self.log.clear()
        self.notice.hide()
        self.say(str(job.plan.request.prefix))
        while self.steps:
            for label in self.steps.pop():
                label.deleteLater()
        for step in job.plan.steps:
            icon, title = QLabel(), weak(spoken(step.title))
            line = row(spacing=8)
            line.addWidget(icon)
            line.addWidget(title, 1)
            self._steps.addLayout(line)
            self.steps.append((icon, title))

    def _show_numbers(self, job: SetupJob) -> None:
        progress = job.progress
        done_all = self.isComplete()
        at = -1 if progress is None else progress.step
        self.bar.setValue(1000 if done_all else 0 if progress is None else round(progress.fraction * 1000))
        self.step.setText("" if progress is None else step_line(progress))
        self.numbers.setText("" if progress is None or not job.running else numbers_line(progress))
        self.package.setText("" if progress is None or not job.running else progress.package)
        for label in (self.numbers, self.package):
            label.setVisible(bool(label.text()))
        for place, (icon, _) in enumerate(self.steps):
            if done_all or place < at:
                state = ("ok", "ok")
            elif place == at:
                state = ("working", "accent") if job.running else ("warning", "warning")
            else:
                state = ("pending", "weak")
            if icon.property("shown") != state[0]:
                icon.setProperty("shown", state[0])
                self.setup.services.icons.put(icon, *state, 16)

    def _show_log(self, job: SetupJob) -> None:
        fresh = job.lines[self._lines :]
        if fresh:
            self._lines += len(fresh)
            self.log.appendPlainText("\n".join(fresh))

    def _show_end(self, job: SetupJob) -> None:
        outcome = job.outcome
        if outcome is None:
            error = job.error
            text = (error.message, error.hint) if isinstance(error, AppError) else (str(error), "")
            self.notice.show_message(spoken(text[0]), spoken(text[1]), "error")
        elif outcome.failure is not None:
            self.notice.show_message(spoken(outcome.failure.message), spoken(outcome.failure.hint), "error")
        elif outcome.state is SetupState.CANCELLED:
            again = self.tr("“Try again” goes on where it ended; what was loaded is kept.")
            self.notice.show_message(self.tr("The setup was stopped."), again, "warning")

    def _stop(self) -> None:
        if self._feed.setup is not None:
            self._feed.setup.cancel()
            self._show()

    def _again(self) -> None:
        job = self._feed.setup
        if job is not None and not job.running:
            self._feed.start_setup(job.plan)
