"""The head of the Config page: which project, what trains it, history, saving, starting."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMenu, QPushButton, QToolButton, QWidget

from gui.config_editor.editing_session import EditingSession
from gui.config_editor.form_groups import lacking
from gui.config_editor.scripts import known_scripts, model_name
from gui.config_editor.value_editors import CalmComboBox
from gui.core_texts import spoken
from gui.environment_words import start_hint
from gui.services import Services
from gui.widgets.elided import ElidedLabel
from gui.widgets.parts import button, column, primary_button, row

_ENGINES = ("builtin", "kohya")


class PageHeader(QWidget):
    """Shows a session; what a person wants is told by signals, but for the engine and the script, which it writes."""

    save_wanted = Signal()
    start_wanted = Signal()

    def __init__(self, session: EditingSession, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._services = services
        self.name = ElidedLabel(role="section")
        self.path = ElidedLabel(role="caption", mode=Qt.TextElideMode.ElideMiddle)
        self.project = button(self.tr("Project"))
        self.project.setProperty("menu", True)
        self.menu = QMenu(self.project)
        self.project.setMenu(self.menu)
        self.engine = self._box(self.tr("What trains"))
        self.engine.addItem(self.tr("Built-in engine"), "builtin")
        self.engine.addItem("sd-scripts", "kohya")
        self.engine.activated.connect(self._choose_engine)
        self.script = self._box(self.tr("Script"))
        for script in known_scripts():
            self.script.addItem(model_name(script), script)
        self.script.activated.connect(self._choose_script)
        self.undo = self._tool("undo", self.tr("Undo"), QKeySequence.StandardKey.Undo)
        self.undo.clicked.connect(session.undo)
        self.redo = self._tool("redo", self.tr("Redo"), QKeySequence.StandardKey.Redo)
        self.redo.clicked.connect(session.redo)
        self.save: QPushButton = button(self.tr("Save"))
        self.save.setToolTip(self._with_keys(self.tr("Save"), QKeySequence.StandardKey.Save))
        services.icons.put(self.save, "save", "text", 18)
        self.save.clicked.connect(self.save_wanted)
        self.start: QPushButton = primary_button(self.tr("Start training"))
        self.start.clicked.connect(self.start_wanted)
        self._arrange()
        session.opened.connect(self.refresh)
        session.checked.connect(self.refresh)
        session.changed.connect(self.refresh)
        session.saved_state_changed.connect(self.refresh)
        session.script_changed.connect(self._show_choice)
        session.undo_stack.indexChanged.connect(self._show_history)
        services.starter.busy_changed.connect(self.refresh)
        services.environments.changed.connect(self.refresh)
        self._show_choice()
        self._show_history()

    def refresh(self) -> None:
        session = self._session
        if session.folder is None:
            return
        unsaved = session.unsaved
        title = session.folder.name
        self.name.setText(f"● {title}" if unsaved else title)
        self.name.setAccessibleName(self.tr("{project}, unsaved").format(project=title) if unsaved else title)
        self.path.setText(str(session.folder))
        self.save.setEnabled(bool(unsaved))
        self.start.setText(self.tr("Save and start") if unsaved else self.tr("Start training"))
        ready = session.result is not None and not session.result.has_errors
        self.start.setEnabled(ready and session.is_checked and not self._services.starter.busy)
        self.start.setToolTip(self._why_not(ready=ready))

    def _why_not(self, *, ready: bool) -> str:
        if self._services.starter.busy:
            return self.tr("A training is being started.")
        if self._session.result is None:
            return self.tr("The project is being checked.")
        return self._environment_hint() if ready else self.tr("The errors have to be put right first.")

    def _environment_hint(self) -> str:
        """What is known of the environment that would train, where that is the one of the settings."""
        chosen = self._services.environments.chosen
        return "" if chosen is None or self._session.engine != "kohya" else start_hint(chosen)

    def _show_choice(self) -> None:
        session = self._session
        self.engine.setCurrentIndex(_ENGINES.index(session.engine) if session.engine in _ENGINES else -1)
        self.script.setCurrentIndex(self.script.findData(session.script))
        self._show_lacking()
        self.refresh()

    def _show_lacking(self) -> None:
        """Behind each script, which of the written keys it would not take."""
        written = tuple(self._session.written())
        for number in range(self.script.count()):
            script = str(self.script.itemData(number))
            missing = lacking(script, written)
            words = script
            if missing:
                words = self.tr("{script} does not take {count} keys of this document: {keys}").format(
                    script=script, count=len(missing), keys=", ".join(missing)
                )
            self.script.setItemData(number, words, Qt.ItemDataRole.ToolTipRole)
            if script == self._session.script:
                self.script.setToolTip(f"{words}\n{spoken(self._session.schema_note)}".strip())

    def _show_history(self) -> None:
        stack = self._session.undo_stack
        for tool, possible, words, keys in (
            (self.undo, stack.canUndo(), stack.undoText(), QKeySequence.StandardKey.Undo),
            (self.redo, stack.canRedo(), stack.redoText(), QKeySequence.StandardKey.Redo),
        ):
            name = self.tr("Undo") if tool is self.undo else self.tr("Redo")
            tool.setEnabled(possible)
            tool.setToolTip(self._with_keys(f"{name}: {words}" if words else name, keys))

    def _choose_engine(self) -> None:
        self._session.choose(engine=str(self.engine.currentData()), label=self.tr("What trains"))

    def _choose_script(self) -> None:
        self._session.choose(script=str(self.script.currentData()), label=self.tr("Script"))

    def _arrange(self) -> None:
        layout = row(self, spacing=8)
        names = column(spacing=0)
        names.addWidget(self.name)
        names.addWidget(self.path)
        layout.addLayout(names, 1)
        for widget in (self.project, self.engine, self.script, self.undo, self.redo, self.save, self.start):
            layout.addWidget(widget)

    def _box(self, name: str) -> CalmComboBox:
        box = CalmComboBox()
        box.setAccessibleName(name)
        box.setToolTip(name)
        return box

    def _tool(self, icon: str, name: str, keys: QKeySequence.StandardKey) -> QToolButton:
        tool = QToolButton()
        tool.setProperty("role", "flat")
        tool.setAccessibleName(name)
        tool.setToolTip(self._with_keys(name, keys))
        self._services.icons.put(tool, icon, "text", 18)
        return tool

    def _with_keys(self, words: str, keys: QKeySequence.StandardKey) -> str:
        return f"{words}  {QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)}"
