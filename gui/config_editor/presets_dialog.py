"""Presets: ready settings for a purpose, with what each would change before it is applied."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QSize, Qt
from PySide6.QtWidgets import QDialog, QListView, QMessageBox, QWidget

from core.errors import AppError
from gui.config_editor.name_dialog import NameDialog
from gui.config_editor.preset_model import PresetModel
from gui.config_editor.text_diff import TextDiffView
from gui.services import Services
from gui.tasks import Latest
from gui.translations import language_for
from gui.widgets.notice import Notice
from gui.widgets.parts import body, button, caption, column, danger_button, primary_button, row, section_title, weak
from gui.widgets.two_lines import TwoLineDelegate

if TYPE_CHECKING:
    from core.config.presets import Preset, UserPresets
    from gui.config_editor.editing_session import EditingSession
    from gui.config_editor.preset_work import Applied, Offered

_LIST_WIDTH = 280


class PresetsDialog(QDialog):
    """Applying is one step of the session's history and closes the dialog."""

    def __init__(self, session: EditingSession, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Presets"))
        self._session = session
        self._services = services
        self._language = language_for(services.preferences.settings.language)
        self._finding = Latest(self)
        self._applying = Latest(self)
        self._applied: Applied | None = None
        self.model = PresetModel(self._language, self)
        self.list = QListView()
        self.list.setModel(self.model)
        self.list.setItemDelegate(TwoLineDelegate(services.theme, self.list))
        self.list.setAccessibleName(self.tr("Presets"))
        self.list.setFixedWidth(_LIST_WIDTH)
        self.list.selectionModel().currentChanged.connect(lambda now, _: self._choose(now))
        self._name = section_title("")
        self._about = body("")
        self._source = caption("", wrap=True)
        self._count = weak("")
        self.notice = Notice(services.icons)
        self.view = TextDiffView(services.theme)
        self.apply = primary_button(self.tr("Apply to the project"))
        self.save = button(self.tr("Save current settings as a preset…"))
        self.rename = button(self.tr("Rename…"))
        self.remove = danger_button(self.tr("Remove"))
        self.dialog: NameDialog | None = None
        self._arrange()
        self._connect()
        self._find()

    def sizeHint(self) -> QSize:
        return QSize(980, 620)

    def _arrange(self) -> None:
        right = column(spacing=8)
        for widget in (self._name, self._about, self._source, self.notice, self._count):
            right.addWidget(widget)
        right.addWidget(self.view, 1)
        own = row()
        own.addWidget(self.rename)
        own.addWidget(self.remove)
        own.addStretch(1)
        own.addWidget(self.apply)
        right.addLayout(own)
        left = column(spacing=8)
        left.addWidget(section_title(self.tr("Presets")))
        left.addWidget(self.list, 1)
        left.addWidget(self.save)
        layout = row(self, margin=24, spacing=16)
        layout.addLayout(left)
        layout.addLayout(right, 1)

    def _connect(self) -> None:
        self.apply.clicked.connect(self._apply)
        self.list.doubleClicked.connect(lambda _: self._apply())
        self.save.clicked.connect(self._ask_save)
        self.rename.clicked.connect(self._ask_rename)
        self.remove.clicked.connect(self._ask_remove)

    @property
    def chosen(self) -> Preset | None:
        return self.model.preset(self.list.currentIndex().row())

    def choose(self, key: str) -> None:
        """Select the preset of that key, where there is one."""
        row_number = self.model.row_of(key)
        if row_number >= 0:
            self.list.setCurrentIndex(self.model.index(row_number))

    def _own(self) -> UserPresets:
        from core.config.presets import UserPresets

        return UserPresets(self._services.paths.data / "presets")

    def _find(self, select: str = "") -> None:
        from gui.config_editor.comparison import Here
        from gui.config_editor.preset_work import offered

        session = self._session
        session.flush()
        self._show_nothing()
        if session.folder is None or session.result is None:
            self.notice.show_message(self.tr("Open a project first."))
            return
        here = Here(session.result.checked, session.training, session.dataset)
        hardware, runs, folder = session.result.hardware, self._services.paths.runs, self._own().folder
        self._finding.run(
            lambda _: offered(here, hardware, runs, folder), lambda found: self._take(found, select), self._fail
        )

    def _take(self, found: Offered, select: str) -> None:
        self.model.show_presets(found.presets)
        if found.broken:
            self.notice.show_message("\n".join(found.broken), tone="warning")
        row_number = max(0, self.model.row_of(select)) if found.presets else -1
        self.list.setCurrentIndex(self.model.index(row_number))
        self.list.setFocus()

    def _show_nothing(self) -> None:
        self._applied = None
        for widget in (self._name, self._about, self._source, self._count):
            widget.clear()
        self.view.show_pairs(())
        for control in (self.apply, self.rename, self.remove):
            control.setEnabled(False)

    def _choose(self, index: QModelIndex) -> None:
        preset = self.model.preset(index.row())
        self._show_nothing()
        if preset is None:
            return
        self._name.setText(preset.name_in(self._language))
        self._about.setText(preset.about_in(self._language))
        self._about.setVisible(bool(self._about.text()))
        self._source.setText(self.tr("Source: {source}").format(source=preset.source) if preset.source else "")
        self._source.setVisible(bool(preset.source))
        own = preset.file is not None
        for control in (self.rename, self.remove):
            control.setEnabled(own)
            control.setVisible(own)
        session = self._session
        training, dataset = session.training, session.dataset

        def work(_: object) -> Applied:
            from gui.config_editor.preset_work import applied

            return applied(preset, training, dataset)

        self._applying.run(work, self._show_applied, self._fail)

    def _show_applied(self, found: Applied) -> None:
        self._applied = found
        self.view.show_pairs(found.texts)
        count = len(found.edits)
        differs = bool(self.view.lines)
        self.apply.setEnabled(differs)
        if not differs:
            self._count.setText(self.tr("The project has these settings already."))
        else:
            words = (
                self.tr("1 setting would be written.") if count == 1 else self.tr("{count} settings would be written.")
            )
            self._count.setText(words.format(count=count))

    def _apply(self) -> None:
        preset, found = self.chosen, self._applied
        if preset is None or found is None or not self.apply.isEnabled():
            return
        try:
            self._session.apply(found.edits, self.tr("Preset {name}").format(name=preset.name_in(self._language)))
        except AppError as error:
            self.notice.show_error(error)
            return
        self.accept()

    def _fail(self, error: Exception) -> None:
        self._show_nothing()
        self.notice.show_error(error)

    def _ask_save(self) -> None:
        from core.config.presets import preset_of

        result = self._session.result
        if result is None:
            return
        checked, own = result.checked, self._own()

        def use(name: str) -> None:
            saved = own.save(name, preset_of(checked.args, checked.blueprint, name))
            self._find(select=saved.key)

        title = self.tr("Save current settings as a preset")
        self.dialog = NameDialog(title, self.tr("Save preset"), checked.project.name, use, self)
        self.dialog.open()

    def _ask_rename(self) -> None:
        preset, own = self.chosen, self._own()
        if preset is None or preset.file is None:
            return

        def use(name: str) -> None:
            self._find(select=own.rename(preset, name).key)

        name = preset.name_in(self._language)
        self.dialog = NameDialog(self.tr("Rename the preset"), self.tr("Rename"), name, use, self)
        self.dialog.open()

    def _ask_remove(self) -> None:
        preset = self.chosen
        if preset is None or preset.file is None:
            return
        question = QMessageBox(self)
        question.setIcon(QMessageBox.Icon.Question)
        question.setText(self.tr("Move the preset {name} to the trash?").format(name=preset.name_in(self._language)))
        remove = question.addButton(self.tr("Move to the trash"), QMessageBox.ButtonRole.DestructiveRole)
        question.addButton(self.tr("Keep it"), QMessageBox.ButtonRole.RejectRole)
        question.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        question.buttonClicked.connect(lambda clicked: self._remove(preset) if clicked is remove else None)
        question.open()

    def _remove(self, preset: Preset) -> None:
        try:
            self._own().remove(preset)
        except AppError as error:
            self.notice.show_error(error)
            return
        self._find()
