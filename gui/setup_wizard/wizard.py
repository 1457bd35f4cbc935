"""The wizard behind "New environment": from what is found to an environment that is proven.

It may be closed at any page: a setup or a verification goes on in the window's feed, and the wizard opens again there.
"""

from __future__ import annotations

import dataclasses
import os

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget, QWizard

from core.environment.environment import Environment, environment_at
from core.environment.hardware import Graphics
from core.environment.journal import Journal
from core.environment.network import Network, network_of
from core.environment.plan import InstallPlan, Purpose, SetupRequest
from gui.environments import Shown
from gui.services import Services
from gui.setup_wizard.choose_page import ChoosePage
from gui.setup_wizard.done_page import DonePage
from gui.setup_wizard.draft import Draft, first_draft
from gui.setup_wizard.environment_work import log_tail
from gui.setup_wizard.plan_page import PlanPage
from gui.setup_wizard.progress_page import ProgressPage
from gui.setup_wizard.sources_page import SourcesPage
from gui.setup_wizard.verify_page import VerifyPage
from gui.setup_wizard.welcome_page import WelcomePage
from gui.setup_wizard.wizard_page import WizardPage
from gui.setup_wizard.wizard_steps import WizardSteps


class SetupWizard(QWizard):
    """Begins at the first page; `show_setup` and `show_purpose` begin further on."""

    WELCOME, CHOOSE, SOURCES, PLAN, PROGRESS, VERIFY, DONE = range(7)

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.services = services
        self.plan: InstallPlan | None = None
        self.draft = Draft(SetupRequest(prefix=services.paths.data))
        self._drafted = False
        self.setWindowTitle(self.tr("Set up an environment"))
        self.setWizardStyle(QWizard.WizardStyle.ClassicStyle)
        self.setOption(QWizard.WizardOption.NoBackButtonOnStartPage)
        self.setOption(QWizard.WizardOption.NoDefaultButton, on=False)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(960, 680)
        self.setMinimumSize(820, 560)
        self.steps = WizardSteps(services.icons)
        self.setSideWidget(self.steps)
        self.pages: dict[int, WizardPage] = {}
        self._add_pages()
        for which, text in (
            (QWizard.WizardButton.NextButton, self.tr("Next")),
            (QWizard.WizardButton.BackButton, self.tr("Back")),
            (QWizard.WizardButton.CancelButton, self.tr("Close")),
            (QWizard.WizardButton.FinishButton, self.tr("Finish")),
        ):
            self.setButtonText(which, text)
        self.currentIdChanged.connect(self._entered)
        services.environments.changed.connect(self._draft_first)
        self._draft_first()
        services.environments.refresh(self.devicePixelRatio())

    def _add_pages(self) -> None:
        for which, page in (
            (self.WELCOME, WelcomePage(self)),
            (self.CHOOSE, ChoosePage(self)),
            (self.SOURCES, SourcesPage(self)),
            (self.PLAN, PlanPage(self)),
            (self.PROGRESS, ProgressPage(self)),
            (self.VERIFY, VerifyPage(self)),
            (self.DONE, DonePage(self)),
        ):
            self.setPage(which, page)
            self.pages[which] = page
            self.steps.add(which, page.name)

    @property
    def graphics(self) -> Graphics:
        snapshot = self.services.environments.snapshot
        return Graphics() if snapshot is None else snapshot.findings.graphics

    @property
    def environment(self) -> Environment | None:
        """The one that this wizard is about, as far as it is there."""
        if self.draft.existing is not None:
            return self.draft.environment
        job = self.services.environments.setup
        plan = job.plan if job is not None else self.plan
        if plan is None:
            return None
        found = environment_at(plan.request.prefix, sd_scripts=plan.request.sd_scripts)
        verification = self.services.environments.verification
        if verification is not None and found is not None and verification.environment.prefix == found.prefix:
            return verification.environment
        return found

    def show_setup(self) -> None:
        """The setup that is under way, or has ended."""
        self._begin_at(self.PROGRESS)

    def show_purpose(self, purpose: Purpose, shown: Shown) -> None:
        """Repair, update or roll back an environment: what would be done."""
        request = dataclasses.replace(self.draft.request, prefix=shown.environment.prefix)
        self.draft = Draft(request, purpose)
        self._drafted = True
        self._begin_at(self.PLAN)

    def go_on_with(self, journal: Journal) -> None:
        """A setup that did not end."""
        self.draft = Draft(journal.request, journal.purpose, journal=journal)
        self._drafted = True
        self._begin_at(self.PLAN)

    def set_existing(self, environment: Environment | None) -> None:
        self.draft = dataclasses.replace(self.draft, existing=environment, journal=None)

    def remember_network(self, network: Network) -> None:
        """What was typed is there the next time; passwords are not kept."""
        self.services.preferences.update(network=network.storable().to_json())

    def log_tail(self) -> str:
        """The end of the log of this environment's setup; empty without one."""
        environment = self.environment
        if environment is None:
            return ""
        return log_tail(self.services.paths, environment.prefix)

    def _begin_at(self, which: int) -> None:
        self.setStartId(which)
        self.restart()

    def _draft_first(self) -> None:
        """Once, as soon as it is known what the machine has."""
        snapshot = self.services.environments.snapshot
        if self._drafted or snapshot is None:
            return
        self._drafted = True
        network = network_of(self.services.preferences.settings.network, os.environ)
        self.draft = first_draft(self.services.paths, snapshot.findings.graphics, network)

    def _entered(self, which: int) -> None:
        self.steps.show_current(which)
        self._mark_the_way_on()
        page = self.pages.get(which)
        if page is not None:
            page.setFocus(Qt.FocusReason.OtherFocusReason)

    def _mark_the_way_on(self) -> None:
        """The one primary button; QWizard makes its buttons when a page first shows them."""
        for which in (self.WizardButton.NextButton, self.WizardButton.CommitButton, self.WizardButton.FinishButton):
            button = self.button(which)
            if button.property("role") != "primary":
                button.setProperty("role", "primary")
                button.style().unpolish(button)
                button.style().polish(button)
