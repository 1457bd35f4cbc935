"""A new project from a template: a name, where it lies, the base model and the images."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QDialog, QGridLayout, QLineEdit, QListWidget, QListWidgetItem, QWidget

from core.errors import AppError
from gui.config_editor.place_field import PlaceField
from gui.services import Services
from gui.tasks import Latest
from gui.translations import language_for
from gui.widgets.notice import Notice
from gui.widgets.parts import body, button, caption, column, primary_button, row, section_title, weak

if TYPE_CHECKING:
    from core.dataset.subset_facts import ImageFolder

_LIST_WIDTH = 220


class NewProjectDialog(QDialog):
    """`made` fires with the folder of the new project."""

    made = Signal(object)

    def __init__(self, services: Services, near: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        from core.config.templates import templates

        self.setWindowTitle(self.tr("New project"))
        self._language = language_for(services.preferences.settings.language)
        self._looking = Latest(self)
        self._templates = templates()
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Templates"))
        self.list.setProperty("role", "roomy")
        self.list.setFixedWidth(_LIST_WIDTH)
        for item in self._templates:
            QListWidgetItem(item.name.get(self._language) or item.name["en"], self.list)
        self._about = body("")
        self.notice = Notice(services.icons)
        self.name = QLineEdit()
        self.name.setAccessibleName(self.tr("Name"))
        self.name.setPlaceholderText("my_character")
        self.parent_folder = PlaceField(services.icons, self.tr("Where it lies"), folder=True)
        self.parent_folder.edit.setText(str(near))
        self.model = PlaceField(services.icons, self.tr("Base model"), folder=False)
        self.model.edit.setPlaceholderText(self.tr("a .safetensors file; can be named later"))
        self.images = PlaceField(services.icons, self.tr("Folder of images"), folder=True)
        self.images.edit.setPlaceholderText(self.tr("images, inside the project"))
        self._facts = caption("")
        self.class_tokens = QLineEdit()
        self.class_tokens.setAccessibleName(self.tr("Class tokens"))
        self.class_tokens.setPlaceholderText("sks knight")
        self._place = caption("", wrap=True)
        self.make = primary_button(self.tr("Make the project"))
        self.leave = button(self.tr("Cancel"))
        self._arrange()
        self._connect()
        self.list.setCurrentRow(0)
        self._show_place()

    def sizeHint(self) -> QSize:
        return QSize(820, 480)

    def _arrange(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        line = 0
        for words, widget, below in (
            (self.tr("Name"), self.name, None),
            (self.tr("Where it lies"), self.parent_folder, self._place),
            (self.tr("Base model"), self.model, None),
            (self.tr("Folder of images"), self.images, self._facts),
            (self.tr("Class tokens"), self.class_tokens, None),
        ):
            grid.addWidget(weak(words), line, 0)
            grid.addWidget(widget, line, 1)
            line += 1
            if below is not None:
                grid.addWidget(below, line, 1)
                line += 1
        right = column(spacing=12)
        right.addWidget(section_title(self.tr("New project")))
        right.addWidget(self._about)
        right.addWidget(self.notice)
        right.addLayout(grid)
        right.addStretch(1)
        buttons = row()
        buttons.addStretch(1)
        buttons.addWidget(self.leave)
        buttons.addWidget(self.make)
        right.addLayout(buttons)
        left = column(spacing=8)
        left.addWidget(weak(self.tr("Template")))
        left.addWidget(self.list, 1)
        layout = row(self, margin=24, spacing=24)
        layout.addLayout(left)
        layout.addLayout(right, 1)

    def _connect(self) -> None:
        self.list.currentRowChanged.connect(self._choose)
        self.name.textChanged.connect(self._show_place)
        self.parent_folder.edit.textChanged.connect(self._show_place)
        self.images.changed.connect(self._look)
        self.make.clicked.connect(self._make)
        self.make.setDefault(True)
        self.leave.clicked.connect(self.reject)

    @property
    def folder(self) -> Path | None:
        """Where the project would lie; None while it has no name."""
        name, parent = self.name.text().strip(), self.parent_folder.edit.text().strip()
        return Path(parent).expanduser() / name if name and parent else None

    def _choose(self, row_number: int) -> None:
        if row_number >= 0:
            about = self._templates[row_number].about
            self._about.setText(about.get(self._language) or about["en"])

    def _show_place(self) -> None:
        folder = self.folder
        self._place.setText("" if folder is None else str(folder))
        self.make.setEnabled(folder is not None)

    def _look(self, text: str) -> None:
        """What lies in the folder of images, before a project is made around it."""
        self._facts.setText("")
        if text:
            path = Path(text).expanduser()
            self._looking.run(lambda _: _images(path), self._show_images)

    def _show_images(self, found: tuple[list[ImageFolder], int]) -> None:
        folders, count = found
        if not folders:
            self._facts.setText(self.tr("No images lie there."))
            return
        words = self.tr("1 image") if count == 1 else self.tr("{count} images")
        self._facts.setText(words.format(count=f"{count:,}"))
        if len(folders) == 1 and folders[0].class_tokens and not self.class_tokens.text():
            self.class_tokens.setText(folders[0].class_tokens)

    def _make(self) -> None:
        from core.config.templates import Answers, create_project

        folder, chosen = self.folder, self._templates[max(0, self.list.currentRow())]
        if folder is None:
            return
        answers = Answers(
            model=self.model.edit.text().strip(),
            image_dir=self.images.edit.text().strip(),
            class_tokens=self.class_tokens.text().strip(),
        )
        try:
            create_project(chosen, folder, answers, self._language)
        except AppError as error:
            self.notice.show_error(error)
            return
        self.accept()
        self.made.emit(folder)


def _images(path: Path) -> tuple[list[ImageFolder], int]:
    from core.dataset.subset_facts import image_folders, subset_facts

    folders = image_folders(path)
    return folders, sum(subset_facts(folder.path, "").images for folder in folders)
