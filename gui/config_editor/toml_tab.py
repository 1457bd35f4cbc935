"""The documents as text: what is typed here is what the form shows, and the other way round."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QButtonGroup, QPushButton, QStackedWidget, QWidget

from core.config.editing import plain_lines
from core.config.problem import Problem, Severity
from gui.config_editor.editing_session import Document, EditingSession
from gui.config_editor.find_bar import FindBar
from gui.config_editor.reading import Broken
from gui.config_editor.toml_editor import LineMark, TomlEditor
from gui.config_editor.toml_names import dataset_names, training_names
from gui.core_texts import spoken
from gui.services import Services
from gui.widgets.parts import button, column, row, weak

_SHOWN = (Document.TRAINING, Document.DATASET, Document.PROJECT)
_TONES = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "weak"}
_ORDER = (Severity.ERROR, Severity.WARNING, Severity.NOTE)


class TomlTab(QWidget):
    """One editor a document; a broken text stays as it is until somebody corrects it."""

    def __init__(self, session: EditingSession, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._services = services
        self._showing = False
        self.find_bar = FindBar(services.icons)
        self.place = weak("")
        self.editors = {document: self._editor(document) for document in _SHOWN}
        self.buttons: dict[Document, QPushButton] = {}
        self._group = QButtonGroup(self)
        self._stack = QStackedWidget()
        self._arrange()
        session.opened.connect(self._opened)
        session.changed.connect(self.refresh)
        session.saved_state_changed.connect(self.refresh)
        session.checked.connect(self._show_problems)
        self.show_document(Document.TRAINING)
        self._opened()

    @property
    def document(self) -> Document:
        """The one in sight."""
        return next(document for document, editor in self.editors.items() if editor is self._stack.currentWidget())

    @property
    def editor(self) -> TomlEditor:
        return self.editors[self.document]

    def show_document(self, document: Document) -> None:
        self._stack.setCurrentWidget(self.editors[document])
        self.buttons[document].setChecked(True)
        if self.find_bar.isVisible():
            self.find_bar.open(self.editors[document])
        self._show_place()

    def go_to(self, path: Path, line: int | None, column: int = 1) -> bool:
        """Show a line of a document; False where that file is not one of the project's."""
        document = self._session.document_of(path)
        if document is None:
            return False
        self.refresh()
        self.show_document(document)
        self.editor.go_to(line or 1, column)
        self.editor.setFocus()
        return True

    def open_find(self) -> None:
        self.find_bar.open(self.editor)

    def refresh(self) -> None:
        """Takes effect when the tab is seen."""
        if self._session.folder is None or not self.isVisible():
            return
        self._showing = True
        for document, editor in self.editors.items():
            source = self._session.source(document)
            editor.show_text(plain_lines(source.text))
            unsaved = source.path in self._session.unsaved
            self.buttons[document].setText(f"{source.path.name} ●" if unsaved else source.path.name)
            editor.setPlaceholderText(self._nothing(document, source.path.name) if source.saved is None else "")
        self._showing = False
        project = self._session.source(Document.PROJECT)
        self.buttons[Document.PROJECT].setVisible(project.saved is not None or bool(project.text))
        self._show_problems()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()

    def _opened(self) -> None:
        self.find_bar.close_bar()
        self.refresh()
        for editor in self.editors.values():
            editor.go_to(1)

    def _arrange(self) -> None:
        switch = row(spacing=4)
        for document in _SHOWN:
            made = button("", compact=True)
            made.setCheckable(True)
            made.clicked.connect(lambda _=False, document=document: self.show_document(document))
            self._group.addButton(made)
            self.buttons[document] = made
            switch.addWidget(made)
            self._stack.addWidget(self.editors[document])
        switch.addStretch(1)
        switch.addWidget(self.place)
        layout = column(self, spacing=8)
        layout.setContentsMargins(0, 8, 0, 0)
        layout.addLayout(switch)
        layout.addWidget(self.find_bar)
        layout.addWidget(self._stack, 1)

    def _editor(self, document: Document) -> TomlEditor:
        def names(text: str, line: int) -> list[str]:
            if document is Document.TRAINING:
                return training_names(self._session.schema, text)
            return list(dataset_names(text, line)) if document is Document.DATASET else []

        editor = TomlEditor(self._services.theme, names)
        editor.setAccessibleName(self.tr("Text of the document"))
        editor.textChanged.connect(lambda: self._typed(document))
        editor.cursorPositionChanged.connect(self._show_place)
        return editor

    def _typed(self, document: Document) -> None:
        if not self._showing and self._session.folder is not None:
            text = self.editors[document].toPlainText()
            self._session.set_text_soon(document, text, self.tr("Typing in the text"), f"toml:{document}")

    def _show_place(self) -> None:
        if self._stack.count() and isinstance(self._stack.currentWidget(), TomlEditor):
            cursor = self.editor.textCursor()
            line, column_ = cursor.blockNumber() + 1, cursor.positionInBlock() + 1
            self.place.setText(self.tr("Line {line}, column {column}").format(line=line, column=column_))

    def _show_problems(self) -> None:
        if self._session.folder is None or not self.isVisible():
            return
        for document, editor in self.editors.items():
            path, broken = self._session.source(document).path, self._session.reading(document).broken
            editor.show_marks(_marks(path, self._session.problems, broken))

    def _nothing(self, document: Document, name: str) -> str:
        words = self.tr("There is no {name} yet. What you write here is saved under that name.").format(name=name)
        if document is Document.DATASET:
            words += '\n\n[[datasets]]\nresolution = 512\nbatch_size = 1\n\n  [[datasets.subsets]]\n  image_dir = "…"'
        return words


def _marks(path: Path, problems: tuple[Problem, ...], broken: Broken | None) -> dict[int, LineMark]:
    """The worst tone and every text of each line."""
    by_line: dict[int, list[Problem]] = {}
    for problem in problems:
        if problem.file == path and problem.line is not None:
            by_line.setdefault(problem.line, []).append(problem)
    marks = {}
    for line, found in by_line.items():
        worst = min(found, key=lambda problem: _ORDER.index(problem.severity))
        texts = [f"{spoken(problem.message)}\n{spoken(problem.hint)}".strip() for problem in found]
        marks[line] = LineMark(_TONES[worst.severity], "\n\n".join(texts))
    if broken is not None:
        marks[broken.line] = LineMark("error", spoken(broken.reason))
    return marks
