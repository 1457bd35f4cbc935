"""The wizard's second page: an environment that is there, or a new one by a recipe."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QGridLayout,
    QListWidget,
    QListWidgetItem,
    QRadioButton,
    QWidget,
)

from core.environment.environment import Environment, environment_at
from core.environment.plan import BackendKind
from core.environment.recipe import read_recipes
from core.environment.torch_choice import recommended_recipe
from gui.environment_words import trust_word
from gui.environments import Shown
from gui.setup_wizard.fields import FolderField
from gui.setup_wizard.network_fields import NetworkFields
from gui.setup_wizard.wizard_page import WizardPage
from gui.setup_wizard.words import kind_word, recipe_words
from gui.widgets.parts import button, column, row, weak

if TYPE_CHECKING:
    from gui.setup_wizard.wizard import SetupWizard

_ENVIRONMENT = Qt.ItemDataRole.UserRole


class ChoosePage(WizardPage):
    """Writes its choice into the wizard's draft when it is left."""

    def __init__(self, wizard: SetupWizard) -> None:
        super().__init__(wizard, self.tr("Environment"), self.tr("A new environment, or one that is there?"))
        self.make = QRadioButton(self.tr("Make a new environment"))
        self.use = QRadioButton(self.tr("Use an environment that is there"))
        self.recipe = QComboBox()
        self.recipe.setAccessibleName(self.tr("Recipe"))
        self.summary = weak("", wrap=True)
        self.folder = FolderField(self.tr("Folder of the environment"))
        self.backend = QComboBox()
        self.backend.setAccessibleName(self.tr("Made with"))
        self.network = NetworkFields(wizard.services.icons)
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Environments that are there"))
        self.list.setMinimumHeight(180)
        self.other = button(self.tr("Another folder…"), compact=True)
        self._new, self._there = QWidget(), QWidget()
        self._arrange()
        self.make.toggled.connect(self._switch)
        self.recipe.currentIndexChanged.connect(self._show_recipe)
        self.folder.changed.connect(self.completeChanged)
        self.list.currentRowChanged.connect(lambda _: self.completeChanged.emit())
        self.other.clicked.connect(self._ask_for_folder)

    def _arrange(self) -> None:
        grid = QGridLayout(self._new)
        grid.setContentsMargins(24, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        for line, (name, field) in enumerate(
            (
                (self.tr("Recipe"), self.recipe),
                ("", self.summary),
                (self.tr("Folder"), self.folder),
                (self.tr("Made with"), self.backend),
                ("", self.network),
            )
        ):
            caption = weak(name)
            caption.setBuddy(field)
            grid.addWidget(caption, line, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(field, line, 1)
        there = column(self._there, spacing=8)
        there.setContentsMargins(24, 0, 0, 0)
        there.addWidget(self.list)
        under = row()
        under.addWidget(self.other)
        under.addStretch(1)
        there.addLayout(under)
        for widget in (self.make, self._new, self.use, self._there):
            self.content.addWidget(widget)

    def initializePage(self) -> None:
        wizard, snapshot = self.setup, self.setup.services.environments.snapshot
        if snapshot is None:
            return
        request = wizard.draft.request
        self._fill_recipes(request.recipe, recommended_recipe(snapshot.findings.graphics))
        self._fill_backends(request.backend, {one.name for one in snapshot.findings.managers})
        self.folder.set_path(request.prefix)
        self.network.show_network(request.network)
        self.list.clear()
        able = sorted(snapshot.environments, key=lambda one: (not one.known, "torch" not in one.versions))
        for shown in able:
            if str(shown.trust) != "gone":
                self._add(shown.environment, _line(shown))
        existing = wizard.draft.existing
        if existing is not None:
            self._choose(existing)
        (self.use if existing is not None else self.make).setChecked(True)
        self._switch()

    def isComplete(self) -> bool:
        if self.make.isChecked():
            return self.folder.path is not None
        return self.list.currentItem() is not None

    def validatePage(self) -> bool:
        if not self.isComplete():
            return False
        if self.make.isChecked():
            self.setup.draft = self.setup.draft.with_request(
                recipe=self.recipe.currentData(),
                prefix=self.folder.path,
                backend=BackendKind(self.backend.currentData()),
                manager=None,
                network=self.network.network(),
            )
            self.setup.set_existing(None)
        else:
            self.setup.set_existing(self.list.currentItem().data(_ENVIRONMENT))
        return True

    def choose_folder(self, folder: str) -> None:
        """An environment that was not found: its folder, or any folder below it that ends in `bin` or `Scripts`."""
        place = Path(folder)
        found = environment_at(place) or environment_at(place.parent)
        if found is None:
            self.say(
                self.tr("There is no Python in {folder}. Choose the folder of an environment.").format(folder=folder)
            )
            return
        self.say("")
        self._choose(found)

    def _choose(self, environment: Environment) -> None:
        for place in range(self.list.count()):
            if self.list.item(place).data(_ENVIRONMENT).prefix == environment.prefix:
                self.list.setCurrentRow(place)
                return
        self._add(environment, f"{environment.name}  ·  {environment.prefix}")
        self.list.setCurrentRow(self.list.count() - 1)

    def _add(self, environment: Environment, text: str) -> None:
        item = QListWidgetItem(text)
        item.setData(_ENVIRONMENT, environment)
        item.setToolTip(str(environment.prefix))
        self.list.addItem(item)

    def _fill_recipes(self, chosen: str, recommended: str) -> None:
        self.recipe.blockSignals(True)
        self.recipe.clear()
        for key, recipe in read_recipes(self.setup.services.paths.config / "recipes").items():
            title, summary = recipe_words(recipe)
            if key == recommended:
                title = self.tr("{title} (fits this machine)").format(title=title)
            self.recipe.addItem(title, key)
            self.recipe.setItemData(self.recipe.count() - 1, summary, Qt.ItemDataRole.ToolTipRole)
        self.recipe.blockSignals(False)
        self.recipe.setCurrentIndex(max(self.recipe.findData(chosen), 0))
        self._show_recipe()

    def _fill_backends(self, chosen: BackendKind, there: set[str]) -> None:
        words = {
            BackendKind.RATTLER: self.tr("conda's packages, without conda (py-rattler)"),
            BackendKind.UV: self.tr("uv, on a Python that is here"),
            BackendKind.VENV: self.tr("venv, on a Python that is here"),
        }
        self.backend.clear()
        for kind in BackendKind:
            if kind in words:
                self.backend.addItem(words[kind], str(kind))
            elif str(kind) in there:
                self.backend.addItem(self.tr("your {name}").format(name=kind), str(kind))
        self.backend.setCurrentIndex(max(self.backend.findData(str(chosen)), 0))

    def _show_recipe(self) -> None:
        self.summary.setText(self.recipe.currentData(Qt.ItemDataRole.ToolTipRole) or "")

    def _switch(self) -> None:
        create = self.make.isChecked()
        self._new.setVisible(create)
        self._there.setVisible(not create)
        self.completeChanged.emit()

    def _ask_for_folder(self) -> None:
        dialog = QFileDialog(self, self.tr("The folder of the environment"))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.choose_folder)
        dialog.open()


def _line(shown: Shown) -> str:
    environment = shown.environment
    torch = f"torch {shown.versions['torch']}" if "torch" in shown.versions else "–"
    kind = kind_word(environment.kind, environment.backend)
    return "  ·  ".join((environment.name, torch, kind, trust_word(shown.trust)[0], str(environment.prefix)))
