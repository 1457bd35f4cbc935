"""The wizard's third page: which sd-scripts trains in the environment."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QGridLayout, QLineEdit, QRadioButton, QWidget

from core.environment.discovery import is_checkout
from gui.setup_wizard.fields import FolderField
from gui.setup_wizard.wizard_page import WizardPage
from gui.widgets.parts import column, weak

if TYPE_CHECKING:
    from gui.setup_wizard.wizard import SetupWizard


class SourcesPage(WizardPage):
    """For an existing environment only a folder that is there can be chosen, for nothing is installed then."""

    def __init__(self, wizard: SetupWizard) -> None:
        super().__init__(wizard, "sd-scripts", self.tr("Which sd-scripts?"))
        self.fetch = QRadioButton(self.tr("Fetch it with git"))
        self.use = QRadioButton(self.tr("Use a folder that is there"))
        self.target = FolderField(self.tr("Folder for sd-scripts"))
        self.revision = QLineEdit()
        self.revision.setAccessibleName(self.tr("Version"))
        self.revision.setPlaceholderText(self.tr("the newest; or a tag such as v0.9.1, or a commit of 40 digits"))
        self.known = QComboBox()
        self.known.setAccessibleName(self.tr("Found on this machine"))
        self.folder = FolderField(self.tr("Folder of sd-scripts"))
        self.verdict = weak("", wrap=True)
        self._fetching, self._using = QWidget(), QWidget()
        self._arrange()
        self.fetch.toggled.connect(self._switch)
        self.known.activated.connect(lambda _: self.folder.set_path(self.known.currentData()))
        self.folder.changed.connect(self._judge)
        self.target.changed.connect(self.completeChanged)

    def _arrange(self) -> None:
        grid = QGridLayout(self._fetching)
        grid.setContentsMargins(24, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setColumnStretch(1, 1)
        for line, (name, field) in enumerate(((self.tr("Folder"), self.target), (self.tr("Version"), self.revision))):
            caption = weak(name)
            caption.setBuddy(field)
            grid.addWidget(caption, line, 0)
            grid.addWidget(field, line, 1)
        using = column(self._using, spacing=8)
        using.setContentsMargins(24, 0, 0, 0)
        for widget in (self.known, self.folder, self.verdict):
            using.addWidget(widget)
        for part in (self.fetch, self._fetching, self.use, self._using):
            self.content.addWidget(part)

    def initializePage(self) -> None:
        wizard, snapshot = self.setup, self.setup.services.environments.snapshot
        draft = wizard.draft
        found = [] if snapshot is None else snapshot.findings.checkouts
        self.known.clear()
        for one in found:
            self.known.addItem(f"{one.folder}  ·  {one.commit}", one.folder)
        self.known.setVisible(bool(found))
        existing = draft.existing is not None
        self.fetch.setVisible(not existing)
        self.say(
            self.tr("Nothing is installed into an environment that is there: it is verified with this folder.")
            if existing
            else self.tr("Its own folder is neither changed nor mixed with yours.")
        )
        self.target.set_path(draft.request.sd_scripts)
        self.revision.setText(draft.request.revision)
        first = found[0].folder if found else None
        chosen = draft.existing.sd_scripts if draft.existing is not None else None
        uses = draft.request.sd_scripts if draft.request.uses_checkout else None
        self.folder.set_path(uses or chosen or first)
        self.known.setCurrentIndex(self.known.findData(self.folder.path, Qt.ItemDataRole.UserRole))
        (self.use if existing or draft.request.uses_checkout else self.fetch).setChecked(True)
        self._switch()

    def isComplete(self) -> bool:
        if self.fetch.isChecked():
            return self.target.path is not None
        return self._is_right(self.folder.path)

    def validatePage(self) -> bool:
        if not self.isComplete():
            return False
        uses = self.use.isChecked()
        self.setup.draft = self.setup.draft.with_request(
            sd_scripts=self.folder.path if uses else self.target.path,
            uses_checkout=uses,
            revision="" if uses else self.revision.text().strip(),
        )
        return True

    def _is_right(self, path: Path | None) -> bool:
        return path is not None and is_checkout(path)

    def _judge(self) -> None:
        path = self.folder.path
        if path is None:
            self.verdict.setText(self.tr("Choose the folder that sd-scripts was cloned into."))
        elif not self._is_right(path):
            self.verdict.setText(self.tr("There is no train_network.py with its library in this folder."))
        else:
            self.verdict.setText(self.tr("sd-scripts is there."))
        self.completeChanged.emit()

    def _switch(self) -> None:
        fetch = self.fetch.isChecked()
        self._fetching.setVisible(fetch)
        self._using.setVisible(not fetch)
        self._judge()
