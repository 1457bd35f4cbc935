"""One setting of the form: its label and control, where its value comes from, what is wrong with it, and its help."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QAction, QColor, QContextMenuEvent, QGuiApplication, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QMenu, QToolButton, QWidget

from core.config.edits import RemoveKey, SetValue
from core.config.fixes import fix_for
from core.config.groups import help_of, label_of
from core.config.placement import place_for
from core.config.schema import Argument
from core.errors import AppError
from gui.config_editor.editing_session import Document, EditingSession
from gui.config_editor.editor_factory import editor_for
from gui.config_editor.field_kinds import choice_value
from gui.config_editor.field_state import FieldState
from gui.config_editor.field_words import DATASET_LINK, default_words, literal, source_words
from gui.config_editor.problem_line import ProblemLine
from gui.config_editor.taking_fixes import take_fix
from gui.config_editor.value_editors import UNWRITTEN, ValueEditor
from gui.icons import IconSet
from gui.theme import Theme, fixed_font
from gui.widgets.elided import ElidedLabel
from gui.widgets.parts import caption, clear, column, label, row

LABEL_WIDTH = 188
_DOT = 3.0


class FieldRow(QFrame):
    """Shows a `FieldState` and writes what a person does into the training document."""

    def __init__(
        self,
        session: EditingSession,
        theme: Theme,
        icons: IconSet,
        argument: Argument,
        language: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.argument = argument
        self.label = label_of(argument.dest, language)
        self._session = session
        self._theme = theme
        self._icons = icons
        self._language = language
        self._state: FieldState | None = None
        self._raw: QLabel | None = None
        self._help: QLabel | None = None
        self.editor: ValueEditor = editor_for(argument, icons, lambda: session.folder or Path.home())
        self.editor.set_default(default_words(argument))
        self.editor.name(self.label, argument.dest)
        self.editor.proposed.connect(self._propose)
        self.editor.refused.connect(self._show_refused)
        self.source = caption("")
        self.source.setTextFormat(Qt.TextFormat.RichText)
        links = Qt.TextInteractionFlag
        self.source.setTextInteractionFlags(links.LinksAccessibleByMouse | links.LinksAccessibleByKeyboard)
        self.source.linkActivated.connect(self._follow)
        self.reset = self._tool("reset", self.tr("Reset to the default"), self._reset)
        self.help_button = self._tool("help", self.tr("What is this?"), self.toggle_help)
        self.help_button.setCheckable(True)
        self._problems = column(spacing=4)
        self.problem_lines: list[ProblemLine] = []
        self._arrange()

    @property
    def dest(self) -> str:
        return self.argument.dest

    @property
    def state(self) -> FieldState:
        return self._state or FieldState()

    @property
    def is_raw(self) -> bool:
        """Whether the value is shown as it is written because the control cannot express it."""
        return self._raw is not None and not self._raw.isHidden()

    def show_state(self, state: FieldState) -> None:
        """Cheap where nothing is new."""
        before, self._state = self._state, state
        if state == before:
            return
        self._show_value(state)
        self._show_source()
        self.reset.setVisible(state.is_written)
        if before is None or state.problems != before.problems:
            self._show_problems(state)
        self.update()

    def toggle_help(self) -> None:
        if self._help is None:
            self._help = label(self.help_text(), "weak", wrap=True)
            self._help.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self._grid.addWidget(self._help, 3, 1)
            self._help.hide()
        self._help.setVisible(not self._help.isVisible())
        self.help_button.setChecked(self._help.isVisible())

    def help_text(self) -> str:
        """The program's own help, and how the argument is called on the command line."""
        own = help_of(self.dest, self._language)
        option = self.argument.options[0]
        choices = ", ".join(str(choice) for choice in self.argument.choices or () if choice is not None)
        parts = [own] if own else []
        if not own:
            theirs = self.argument.help.strip()
            parts.append(self.tr("sd-scripts says: {help}").format(help=theirs) if theirs else self.tr("For experts."))
        if choices:
            parts.append(self.tr("Choices: {choices}").format(choices=choices))
        parts.append(self.tr("On the command line: {option}").format(option=option))
        return "\n".join(parts)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self.state.is_written and not self.state.is_unsaved:
            return
        palette = self._theme.palette
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(palette.accent if self.state.is_unsaved else palette.outline))
        painter.drawEllipse(QPointF(9, 23), _DOT, _DOT)
        painter.end()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._show_source()  # its links keep the colour that they were written in

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = QMenu(self)
        for words, act, possible in (
            (self.tr("Reset to the default"), self._reset, self.state.is_written),
            (self.tr("Back to what the file says"), self._restore, self.state.is_unsaved),
            (self.tr("Show in the TOML text"), self._reveal, self.state.is_written),
            (self.tr("Copy the name"), lambda: QGuiApplication.clipboard().setText(self.dest), True),
        ):
            action = QAction(words, menu)
            action.setEnabled(possible)
            action.triggered.connect(act)
            menu.addAction(action)
        menu.exec(event.globalPos())

    def _arrange(self) -> None:
        grid = self._grid = QGridLayout(self)
        grid.setContentsMargins(20, 10, 12, 10)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        names = column(spacing=1)
        title = label(self.label, "body", wrap=True)
        name = ElidedLabel(self.dest, "caption", Qt.TextElideMode.ElideMiddle)
        names.addSpacing(3)
        names.addWidget(title)
        names.addWidget(name)
        names.addStretch(1)
        left = QWidget()
        left.setFixedWidth(LABEL_WIDTH)
        left.setLayout(names)
        title.setBuddy(self.editor)
        self._value = row()
        self._value.addWidget(self.editor, 1)
        buttons = row(spacing=0)
        policy = self.reset.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.reset.setSizePolicy(policy)
        buttons.addWidget(self.reset)
        buttons.addWidget(self.help_button)
        grid.addWidget(left, 0, 0, 2, 1)
        grid.addLayout(self._value, 0, 1)
        grid.addLayout(buttons, 0, 2, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self.source, 1, 1)
        grid.addLayout(self._problems, 2, 1, 1, 2)

    def _tool(self, icon: str, words: str, act: Any) -> QToolButton:
        tool = QToolButton()
        tool.setProperty("role", "flat")
        tool.setToolTip(words)
        tool.setAccessibleName(f"{self.label}: {words}")
        tool.clicked.connect(act)
        self._icons.put(tool, icon, "weak", 16)
        return tool

    def _show_value(self, state: FieldState) -> None:
        value = UNWRITTEN if state.written is None else state.written.value
        fits = value is UNWRITTEN or self.editor.takes(value)
        self.editor.setVisible(fits)
        if fits:
            self.editor.show_value(value)
        if not fits and self._raw is None:
            self._raw = label("", "raw")
            self._raw.setFont(fixed_font())
            self._raw.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self._raw.setToolTip(self.tr("Shown as it is written: this is no value that the setting can have."))
            self._value.addWidget(self._raw, 1)
        if self._raw is not None:
            self._raw.setText("" if fits else literal(value))
            self._raw.setVisible(not fits)

    def _show_problems(self, state: FieldState) -> None:
        clear(self._problems)
        self.problem_lines = []
        sources = (self._session.training, self._session.dataset)
        for problem in state.problems:
            line = ProblemLine(self._icons, problem, fix_for(problem, sources))
            line.fixed.connect(lambda problem=problem: take_fix(self._session, problem))
            self._problems.addWidget(line)
            self.problem_lines.append(line)

    def _show_refused(self, refused: bool) -> None:  # noqa: FBT001 - a signal's argument
        self.source.setVisible(True)
        if refused:
            self.source.setText(self.tr("This is no value for {name}; nothing was written.").format(name=self.dest))
        else:
            self._show_source()

    def _show_source(self) -> None:
        if self._state is not None and self._session.folder is not None:
            training, dataset = self._session.training.path.name, self._session.dataset.path.name
            colour = self._theme.palette.accent
            self.source.setText(source_words(self._state, self.argument, training, dataset, colour))

    def _propose(self, value: Any) -> None:
        now = self._session.written().get(self.dest)
        typing = f"form:{self.dest}"
        if value is UNWRITTEN:
            if now is not None:
                self._session.flush()
                self._reset()
            return
        if self.argument.choices is not None and not isinstance(value, list):
            value = choice_value(self.argument, str(value))
        if now is not None and now.value == value and isinstance(now.value, bool) == isinstance(value, bool):
            self._session.forget_soon(typing)
            return
        path = place_for(self._session.training, self.dest) if now is None else now.path
        self._session.apply_soon(SetValue(path, value), self.label, typing)

    def _reset(self) -> None:
        self._session.flush()
        now = self._session.written().get(self.dest)
        if now is not None:
            self._apply([RemoveKey(now.path)])

    def _restore(self) -> None:
        self._session.flush()
        saved = self._session.saved().get(self.dest)
        if saved is None:
            self._reset()
            return
        now = self._session.written().get(self.dest)
        path = place_for(self._session.training, self.dest) if now is None else now.path
        self._apply([SetValue(path, saved.value)])

    def _apply(self, edits: Any) -> None:
        try:
            self._session.apply(edits, self.label)
        except AppError as error:
            self._session.failed.emit(error)

    def _follow(self, link: str) -> None:
        if link == DATASET_LINK:
            self._session.reveal(self._session.source(Document.DATASET).path, self.state.dataset_lines[0])
        else:
            self._reveal()

    def _reveal(self) -> None:
        written = self.state.written
        if written is not None:
            self._session.reveal(self._session.training.path, written.line)
