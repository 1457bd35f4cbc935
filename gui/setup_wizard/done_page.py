"""The wizard's last page: train with it, try the demo in it, or ask for help."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QCheckBox

from core.environment.report import report
from gui.setup_wizard.wizard_page import WizardPage
from gui.widgets.parts import body, button, row, section_title

if TYPE_CHECKING:
    from gui.setup_wizard.wizard import SetupWizard


class DonePage(WizardPage):
    """What is ticked takes effect with Finish."""

    def __init__(self, wizard: SetupWizard) -> None:
        super().__init__(wizard, self.tr("Done"), self.tr("Done"))
        self.use = QCheckBox(self.tr("Train with this environment from now on"))
        self.demo = button(self.tr("Train the demo in this environment"))
        self.demo_text = body(
            self.tr(
                "The same project as the built-in engine's demo, trained by the real sd-scripts in this environment: "
                "pictures of a robot, a small base model, twelve epochs in some minutes. The Training page shows it."
            )
        )
        self.copy = button(self.tr("Copy a report for asking for help"))
        self.content.addWidget(self.use)
        self.content.addSpacing(8)
        self.content.addWidget(section_title(self.tr("Try it")))
        self.content.addWidget(self.demo_text)
        for one in (self.demo, self.copy):
            line = row()
            line.addWidget(one)
            line.addStretch(1)
            self.content.addLayout(line)
        self.demo.clicked.connect(self._demo)
        self.copy.clicked.connect(self._copy)

    def initializePage(self) -> None:
        environment, job = self.setup.environment, self.setup.services.environments.verification
        verified = job is not None and job.result is not None and job.result.can_train
        has_sources = environment is not None and environment.sd_scripts is not None
        self.use.setChecked(verified)
        self.use.setEnabled(has_sources)
        self.demo.setEnabled(verified)
        name = "" if environment is None else environment.name
        self.say(
            self.tr("{name} can train.").format(name=name)
            if verified
            else self.tr(
                "{name} cannot train yet. The Setup page shows what to do; a report helps when asking."
            ).format(name=name)
        )

    def validatePage(self) -> bool:
        environment = self.setup.environment
        if self.use.isChecked() and environment is not None:
            self.setup.services.environments.choose(environment)
        self.setup.services.environments.forget_setup()
        return True

    def _demo(self) -> None:
        environment = self.setup.environment
        if environment is not None:
            self.setup.services.starter.start_demo_in(environment)
            self.setup.accept()

    def _copy(self) -> None:
        feed = self.setup.services.environments
        findings = None if feed.snapshot is None else feed.snapshot.findings
        result = None if feed.verification is None else feed.verification.result
        QGuiApplication.clipboard().setText(report(self.setup.environment, result, findings, log=self.setup.log_tail()))
        self.copy.setText(self.tr("Copied"))
