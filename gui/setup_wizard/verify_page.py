"""The wizard's sixth page: the checklist, filling in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.environment.checks import CheckId, State
from core.environment.environment import Environment
from core.errors import AppError
from gui.core_texts import spoken
from gui.environments import VerificationJob
from gui.setup_wizard.check_list import CheckList
from gui.setup_wizard.wizard_page import WizardPage
from gui.widgets.parts import button, row

if TYPE_CHECKING:
    from gui.setup_wizard.wizard import SetupWizard


class VerifyPage(WizardPage):
    """Begins a verification unless the one of this environment is under way or has just ended."""

    def __init__(self, wizard: SetupWizard) -> None:
        super().__init__(wizard, self.tr("Proof"), self.tr("Is it proven?"))
        self._feed = wizard.services.environments
        self.list = CheckList(wizard.services.icons)
        self.again = button(self.tr("Verify again"), compact=True)
        self.stop = button(self.tr("Stop"), compact=True)
        self.content.addWidget(self.list)
        buttons = row()
        buttons.addWidget(self.stop)
        buttons.addWidget(self.again)
        buttons.addStretch(1)
        self.content.addLayout(buttons)
        self.again.clicked.connect(self._begin)
        self.stop.clicked.connect(self._stop)
        self._feed.worked.connect(self._show)

    def initializePage(self) -> None:
        if self._job() is None:
            self._begin()
        self._show()

    def isComplete(self) -> bool:
        job = self._job()
        return job is not None and not job.running

    def _environment(self) -> Environment | None:
        return self.setup.environment

    def _job(self) -> VerificationJob | None:
        job, environment = self._feed.verification, self._environment()
        mine = job is not None and environment is not None and job.environment.prefix == environment.prefix
        return job if mine else None

    def _begin(self) -> None:
        environment = self._environment()
        if environment is not None:
            self._feed.verify(environment)

    def _stop(self) -> None:
        job = self._job()
        if job is not None:
            job.cancel()

    def _show(self) -> None:
        job = self._job()
        if job is None:
            return
        current = (job.current or CheckId.INTERPRETER) if job.running else None
        self.list.show_checks(list(job.checks.values()), current)
        self.stop.setVisible(job.running)
        self.again.setVisible(not job.running)
        self.say(self._sentence(job))
        self.completeChanged.emit()

    def _sentence(self, job: VerificationJob) -> str:
        if job.running:
            return self.tr("About a minute. Everything runs in child processes; nothing in the environment is changed.")
        if job.error is not None:
            error = job.error
            return spoken(f"{error.message} {error.hint}") if isinstance(error, AppError) else str(error)
        assert job.result is not None
        if not job.result.complete:
            return self.tr("The verification was ended early.")
        if not job.result.can_train:
            return self.tr("It cannot train yet. Each line below says what to do.")
        if job.result.state is State.WORKS:
            return self.tr("Everything works: it can train.")
        return self.tr("It can train; what has a limit is said below.")
