"""What was carried over from another program's settings, what was not and why, and where the project is to lie."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHeaderView,
    QPlainTextEdit,
    QTableWidget,
    QTableWidgetItem,
    QTabWidget,
    QWidget,
)

from core.errors import AppError
from gui.config_editor.field_words import value_words
from gui.config_editor.place_field import PlaceField
from gui.core_texts import spoken
from gui.services import Services
from gui.theme import fixed_font
from gui.widgets.notice import Notice
from gui.widgets.parts import body, button, column, primary_button, row, section_title, weak

if TYPE_CHECKING:
    from core.config.imported import ImportedConfig


class ImportDialog(QDialog):
    """`made` fires with the folder of the new project. The file itself is never changed."""

    made = Signal(object)

    def __init__(self, imported: ImportedConfig, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Import settings"))
        self._imported = imported
        self.notice = Notice(services.icons)
        self.folder = PlaceField(services.icons, self.tr("Folder of the new project"), folder=True)
        self.folder.edit.setText(str(_free_folder(imported.source)))
        self.tabs = QTabWidget()
        self.left_out = _table(self.tr("Left out"), (self.tr("Setting"), self.tr("Value"), self.tr("Why")))
        self.make = primary_button(self.tr("Make a project of it"))
        self.leave = button(self.tr("Cancel"))
        self.make.clicked.connect(self._make)
        self.leave.clicked.connect(self.reject)
        self._arrange()

    def sizeHint(self) -> QSize:
        return QSize(820, 600)

    def _arrange(self) -> None:
        imported = self._imported
        layout = column(self, margin=24, spacing=12)
        layout.addWidget(section_title(self.tr("Import {name}").format(name=imported.source.name)))
        layout.addWidget(body(self._summary()))
        layout.addWidget(self.notice)
        self.left_out.setRowCount(len(imported.left_out))
        for line, item in enumerate(imported.left_out):
            for number, text in enumerate((item.key, value_words(item.value), spoken(item.reason))):
                self.left_out.setItem(line, number, QTableWidgetItem(text))
        for place_number, width in ((0, 190), (1, 170)):
            self.left_out.setColumnWidth(place_number, width)
        folder = Path(self.folder.edit.text())
        self.tabs.addTab(_text(imported.training_text(folder), "training_config.toml"), "training_config.toml")
        dataset = imported.dataset_text()
        if dataset is not None:
            self.tabs.addTab(_text(dataset, "dataset_config.toml"), "dataset_config.toml")
        if imported.prompts:
            self.tabs.addTab(_text(imported.prompts, "sample_prompts.txt"), "sample_prompts.txt")
        if imported.left_out:
            count = len(imported.left_out)
            self.tabs.insertTab(0, self.left_out, self.tr("Not carried over ({count})").format(count=count))
            self.tabs.setCurrentIndex(0)
        layout.addWidget(self.tabs, 1)
        place = row(spacing=12)
        place.addWidget(weak(self.tr("Folder of the new project")))
        place.addWidget(self.folder, 1)
        layout.addLayout(place)
        buttons = row()
        buttons.addStretch(1)
        buttons.addWidget(self.leave)
        buttons.addWidget(self.make)
        layout.addLayout(buttons)

    def _summary(self) -> str:
        imported = self._imported
        subsets = sum(len(dataset.subsets) for dataset in imported.datasets)
        count = len(imported.training)
        words = self.tr("{count} settings for {script} were carried over.").format(count=count, script=imported.script)
        if subsets:
            one, many = self.tr("1 folder of images, too."), self.tr("{count} folders of images, too.")
            words += " " + (one if subsets == 1 else many).format(count=subsets)
        left = len(imported.left_out)
        if not left:
            return words + " " + self.tr("Nothing was left out.")
        one, many = self.tr("1 setting could not be."), self.tr("{count} settings could not be.")
        return words + " " + (one if left == 1 else many).format(count=left)

    def _make(self) -> None:
        from core.config.imported import write_imported
        from core.engines.choice import PROJECT_FILE
        from core.files import write_text

        text = self.folder.edit.text().strip()
        if not text:
            self.notice.show_message(self.tr("Choose the folder of the new project."), tone="warning")
            return
        folder = Path(text).expanduser()
        try:
            write_imported(self._imported, folder)
            choice = folder / PROJECT_FILE
            if not choice.exists():
                write_text(choice, f'[engine]\nname = "kohya"\nscript = "{self._imported.script}"\n')
        except AppError as error:
            self.notice.show_error(error)
            return
        self.accept()
        self.made.emit(folder)


def _free_folder(source: Path) -> Path:
    """Beside the file, under its name, where nothing lies yet."""
    base = source.with_name(source.stem)
    number, folder = 2, base
    while folder.exists():
        number, folder = number + 1, base.with_name(f"{base.name}_{number}")
    return folder


def _text(text: str, name: str) -> QPlainTextEdit:
    made = QPlainTextEdit(text)
    made.setReadOnly(True)
    made.setFont(fixed_font())
    made.setAccessibleName(name)
    made.setTabChangesFocus(True)
    made.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
    return made


def _table(name: str, titles: tuple[str, ...]) -> QTableWidget:
    """Rows as high as their texts need."""
    made = QTableWidget(0, len(titles))
    made.setHorizontalHeaderLabels(list(titles))
    made.setAccessibleName(name)
    made.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    made.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    made.setShowGrid(False)
    made.setTabKeyNavigation(False)
    made.verticalHeader().hide()
    made.verticalHeader().setMinimumSectionSize(30)
    made.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
    header = made.horizontalHeader()
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    header.setStretchLastSection(True)
    header.setHighlightSections(False)
    return made
