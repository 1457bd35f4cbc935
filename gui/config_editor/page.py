"""Config: a project's documents as a form and as text, what they would do, and the way to train them."""

from __future__ import annotations

import functools
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit, QSplitter, QStackedWidget, QTabWidget, QWidget

from core.errors import AppError
from gui.config_editor.editing_session import Document, EditingSession
from gui.config_editor.form_pane import FormPane
from gui.config_editor.group_list import GroupList
from gui.config_editor.page_header import PageHeader
from gui.config_editor.page_notices import PageNotices
from gui.config_editor.unsaved_changes import Answer, ask_about_unsaved
from gui.services import Services
from gui.widgets.parts import button, column

if TYPE_CHECKING:
    from gui.config_editor.project_chooser import ProjectChooser
    from gui.config_editor.toml_tab import TomlTab

LEFT, RIGHT = 184, 324
_FORM, _TOML = 0, 1
_RECENT = 8


class ConfigPage(QWidget):
    """`open_project` is what the choosers do. `dot_changed` tells the colour of the rail's dot, and why."""

    dot_changed = Signal(str, str)

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self.session = EditingSession(services, self)
        self.header = PageHeader(self.session, services)
        self.notices = PageNotices(self.session, services)
        self.search = QLineEdit()
        self.groups = GroupList(services.theme)
        self.presets = button(self.tr("Presets…"))
        self.presets.setToolTip(self.tr("Proven settings, and your own: shows first what would change."))
        self.form = FormPane(self.session, services, self.groups, self._made_cards)
        self.tabs = QTabWidget()
        self._chooser: ProjectChooser | None = None
        self._waiting: dict[int, Callable[[], None]] = {}
        self._toml: TomlTab | None = None
        self._stack = QStackedWidget()
        self._arrange()
        self._connect()
        recent = services.preferences.settings.recent_projects
        if recent and Path(recent[0]).exists():
            self.session.open(Path(recent[0]))
        else:
            self._stack.setCurrentWidget(self.chooser)

    def open_project(self, path: Path) -> None:
        """Open the project in a folder, or around a document, unless the person wants to stay with unsaved changes."""
        if self.may_leave():
            self.session.open(path)

    def may_leave(self) -> bool:
        """Whether unsaved changes, if there are any, are saved or given up; the window asks before it closes."""
        self.session.flush()
        if not self.session.unsaved:
            return True
        answer = ask_about_unsaved(self, self.session.unsaved)
        if answer is Answer.SAVE:
            return self.save()
        if answer is Answer.DISCARD:
            self.session.give_up()
        return answer is Answer.DISCARD

    def keep(self) -> None:
        """The window goes: what is not saved is kept for the next one."""
        try:
            self.session.keep_draft()
        except AppError as error:
            self.notices.show_error(error)

    def save(self) -> bool:
        """Write every changed document; whether that worked."""
        try:
            self.session.save()
        except AppError as error:
            self.session.outside.look()
            self.notices.show_error(error)
            return False
        return True

    def start(self) -> None:
        """Save, and train what the documents say."""
        result = self.session.result
        if result is None or result.has_errors or not self.save():
            return
        self._services.starter.start(result.checked.request)

    def reveal(self, path: Path | None, line: int | None, key: str | None) -> None:
        """The setting in the form where it has the key, the line of the text otherwise."""
        document = self.session.document_of(path)
        in_form = key is not None and document in (None, Document.TRAINING) and not self.form.is_locked
        if in_form and self.tabs.currentIndex() != _TOML and key is not None and self.form.reveal(key) is not None:
            self.tabs.setCurrentIndex(_FORM)
        elif path is not None and document is not None:
            self.tabs.setCurrentIndex(_TOML)
            self.toml.go_to(path, line)

    @property
    def toml(self) -> TomlTab:
        """Made when it is first wanted."""
        self._make_tab(_TOML)
        assert self._toml is not None
        return self._toml

    def activated(self) -> None:
        """The page is in sight again: documents, images and captions may have changed meanwhile."""
        self.session.outside.look()
        if self.session.result is not None:
            self.session.check_soon()

    def _arrange(self) -> None:
        from gui.config_editor.right_side import RightSide

        self.search.setClearButtonEnabled(True)
        self.search.setAccessibleName(self.tr("Search the settings"))
        left = QWidget()
        inside = column(left, spacing=8)
        inside.addWidget(self.search)
        inside.addWidget(self.groups, 1)
        inside.addWidget(self.presets)
        self._add_tab(self.tr("Form"), lambda: self.form)
        self._add_tab(self.tr("TOML"), self._made_toml)
        self._add_tab(self.tr("Command"), self._made_launch)
        self._add_tab(self.tr("Diff"), self._made_diff)
        self._make_tab(_FORM)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setHandleWidth(12)
        for widget in (left, self.tabs, RightSide(self.session, self._services)):
            self.splitter.addWidget(widget)
        self.splitter.setStretchFactor(1, 1)
        self.splitter.setSizes([LEFT, 640, RIGHT])
        editor = QWidget()
        layout = column(editor, spacing=12)
        layout.setContentsMargins(24, 16, 24, 16)
        layout.addWidget(self.header)
        layout.addWidget(self.notices)
        layout.addWidget(self.splitter, 1)
        self._stack.addWidget(QWidget())
        self._stack.addWidget(editor)
        self._editor = editor
        column(self).addWidget(self._stack)

    def _connect(self) -> None:
        session = self.session
        session.opened.connect(self._opened)
        session.revealed.connect(self.reveal)
        session.failed.connect(self._failed)
        session.saved_state_changed.connect(self._show_dot)
        session.script_changed.connect(self._show_settings)
        self.search.textChanged.connect(self._search)
        self.groups.chosen.connect(lambda _: self.search.clear())
        self.form.shown.connect(lambda: self.tabs.setCurrentIndex(_FORM))
        self.tabs.currentChanged.connect(self._make_tab)
        self.presets.clicked.connect(self._open_presets)
        self.header.save_wanted.connect(self.save)
        self.header.start_wanted.connect(self.start)
        self.header.menu.aboutToShow.connect(self._fill_menu)
        self.notices.reveal_wanted.connect(self.reveal)
        keys = QKeySequence.StandardKey
        for sequence, act in (
            (keys.Save, self.save),
            (keys.Undo, session.undo),
            (keys.Redo, session.redo),
            (keys.Find, self._find),
        ):
            shortcut = QShortcut(QKeySequence(sequence), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)
        escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self.search)
        escape.setContext(Qt.ShortcutContext.WidgetShortcut)
        escape.activated.connect(self.search.clear)
        self._show_settings()

    def _made_toml(self) -> QWidget:
        from gui.config_editor.toml_tab import TomlTab

        self._toml = TomlTab(self.session, self._services)
        return self._toml

    def _made_launch(self) -> QWidget:
        from gui.config_editor.launch_tab import LaunchTab

        return LaunchTab(self.session, self._services)

    def _made_cards(self) -> QWidget:
        from gui.config_editor.dataset_pane import DatasetPane

        return DatasetPane(self.session, self._services)

    def _open_presets(self) -> None:
        from gui.config_editor.presets_dialog import PresetsDialog

        self.session.flush()
        dialog = PresetsDialog(self.session, self._services, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def _made_diff(self) -> QWidget:
        from gui.config_editor.diff_tab import DiffTab

        return DiffTab(self.session, self._services)

    @property
    def chooser(self) -> ProjectChooser:
        """Where projects come from; made when it is first wanted."""
        if self._chooser is None:
            from gui.config_editor.project_chooser import ProjectChooser

            self._chooser = ProjectChooser(self._services)
            self._chooser.wanted.connect(self.open_project)
            self._chooser.failed.connect(self.notices.show_error)
            self._stack.addWidget(self._chooser)
        return self._chooser

    def _add_tab(self, title: str, make: Callable[[], QWidget]) -> None:
        holder = QWidget()
        layout = column(holder)
        layout.setContentsMargins(0, 8, 0, 0)

        def fill() -> None:
            made = make()
            layout.addWidget(made)
            made.show()  # at once: a layout shows what is added to it only when it gets round to it

        self._waiting[self.tabs.addTab(holder, title)] = fill

    def _make_tab(self, number: int) -> None:
        make = self._waiting.pop(number, None)
        if make is not None:
            make()

    def _opened(self) -> None:
        folder = self.session.folder
        self._stack.setCurrentWidget(self.chooser if folder is None else self._editor)
        if folder is None:
            return
        QTimer.singleShot(0, self, self._remember)
        if self.session.reading(Document.TRAINING).broken is not None:
            self.reveal(self.session.training.path, None, None)

    def _failed(self, error: Exception) -> None:
        """What cannot be opened is said where something else can be chosen."""
        if self.session.folder is not None:
            self.notices.show_error(error)
            return
        self._stack.setCurrentWidget(self.chooser)
        self.chooser.notice.show_error(error)

    def _remember(self) -> None:
        """As the project that was open last."""
        if self.session.folder is not None:
            recent = self._services.preferences.settings.with_project(self.session.folder).recent_projects
            self._services.preferences.remember(recent_projects=recent)

    def _show_settings(self) -> None:
        self.search.setPlaceholderText(self.tr("Search {count} settings…").format(count=self.form.settings))

    def _show_dot(self) -> None:
        unsaved = bool(self.session.unsaved)
        self.dot_changed.emit("warning" if unsaved else "", self.tr("Unsaved changes") if unsaved else "")

    def _search(self, text: str) -> None:
        self.form.search(text)

    def _find(self) -> None:
        if self.tabs.currentIndex() == _TOML:
            self.toml.open_find()
        else:
            self.tabs.setCurrentIndex(_FORM)
            self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.search.selectAll()

    def _fill_menu(self) -> None:
        menu, chooser = self.header.menu, self.chooser
        menu.clear()
        for words, act in (
            (self.tr("New project…"), chooser.new_project),
            (self.tr("Open a project folder…"), chooser.choose_folder),
            (self.tr("Open or import a file…"), chooser.choose_file),
            (self.tr("Find all configs under a folder…"), chooser.find_configs),
        ):
            self._add_action(words, act)
        recent = [Path(name) for name in self._services.preferences.settings.recent_projects]
        others = [path for path in recent if path != self.session.folder and path.exists()]
        menu.addSeparator()
        for path in others[:_RECENT]:
            self._add_action(path.name, functools.partial(self.open_project, path), str(path))
        menu.addSeparator()
        self._add_action(self.tr("Close this project"), self._close)

    def _add_action(self, words: str, act: Callable[[], object], tip: str = "") -> None:
        action = QAction(words, self.header.menu)
        action.setToolTip(tip or words)
        action.triggered.connect(lambda: QTimer.singleShot(0, self, act))
        self.header.menu.addAction(action)

    def _close(self) -> None:
        if self.may_leave():
            self.session.close()
