"""The wizard's fourth page: what will happen, before anything does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.environment.plan import InstallPlan, Purpose
from core.errors import AppError
from gui.core_texts import spoken
from gui.setup_wizard.draft import plan_of
from gui.setup_wizard.plan_view import PlanView
from gui.setup_wizard.wizard_page import WizardPage
from gui.tasks import Latest
from gui.widgets.parts import body, weak

if TYPE_CHECKING:
    from gui.setup_wizard.wizard import SetupWizard


class PlanPage(WizardPage):
    """From here there is no way back: the button begins the setup, or the verification where nothing is installed."""

    def __init__(self, wizard: SetupWizard) -> None:
        super().__init__(wizard, self.tr("Plan"), self.tr("What will happen"))
        self.setCommitPage(True)
        self.waiting = weak(self.tr("Working it out …"))
        self.trouble = body("")
        self.view = PlanView(wizard.services.icons)
        self.view.edited.connect(self._take)
        self._latest = Latest(self)
        for widget in (self.waiting, self.trouble, self.view):
            self.content.addWidget(widget)

    def initializePage(self) -> None:
        wizard = self.setup
        existing = wizard.draft.existing is not None
        self.setButtonText(wizard.WizardButton.CommitButton, self.tr("Verify it") if existing else self._verb())
        self.view.hide()
        self.trouble.hide()
        wizard.plan = None
        self.completeChanged.emit()
        if existing:
            self.waiting.hide()
            self.say(
                self.tr(
                    "Nothing is installed, and nothing in it is changed. Child processes try what training needs: "
                    "CUDA, each precision, an AdamW8bit step, sd-scripts and two training steps on a tiny model. "
                    "That takes about a minute."
                )
            )
            return
        self.say(self.tr("Read it, and change what you like. Nothing has been touched yet."))
        self.waiting.show()
        draft, paths, graphics = wizard.draft, wizard.services.paths, wizard.graphics
        self._latest.run(lambda _: plan_of(draft, paths, graphics), self._take, self._fail)

    def isComplete(self) -> bool:
        if self.setup.draft.existing is not None:
            return True
        return self.setup.plan is not None and self.setup.plan.can_start

    def nextId(self) -> int:
        return self.setup.VERIFY if self.setup.draft.existing is not None else self.setup.PROGRESS

    def validatePage(self) -> bool:
        """The setup begins here, so that the next page only shows it."""
        feed = self.setup.services.environments
        if not self.isComplete():
            return False
        if self.setup.draft.existing is not None:
            return True
        if feed.installing:
            self._say_trouble(self.tr("Another setup is under way. Wait until it has ended."))
            return False
        assert self.setup.plan is not None
        self.setup.remember_network(self.setup.plan.request.network)
        feed.start_setup(self.setup.plan)
        return True

    def _verb(self) -> str:
        verbs = {
            Purpose.CREATE: self.tr("Set it up"),
            Purpose.REPAIR: self.tr("Repair it"),
            Purpose.UPDATE: self.tr("Update it"),
            Purpose.ROLLBACK: self.tr("Go back"),
        }
        return verbs[self.setup.draft.purpose]

    def _take(self, plan: InstallPlan) -> None:
        self.setup.plan = plan
        self.waiting.hide()
        self.view.show_plan(plan)
        self.view.show()
        self.completeChanged.emit()

    def _fail(self, error: Exception) -> None:
        self.waiting.hide()
        if not isinstance(error, AppError):
            raise error
        self._say_trouble("\n".join(spoken(text) for text in (error.message, error.hint) if text))

    def _say_trouble(self, text: str) -> None:
        self.trouble.setText(text)
        self.trouble.show()
