"""Where a project comes from: the ones opened last, a folder, a document, another program's settings, a template."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QListView, QWidget

from gui.config_editor.find_dialog import FindDialog
from gui.config_editor.import_dialog import ImportDialog
from gui.config_editor.new_project_dialog import NewProjectDialog
from gui.config_editor.recent_model import RecentModel, RecentProject
from gui.run_words import moment, state_word
from gui.services import Services
from gui.tasks import Latest
from gui.widgets.notice import Notice
from gui.widgets.parts import body, button, column, page_title, primary_button, row, section_title, weak
from gui.widgets.two_lines import TwoLineDelegate

if TYPE_CHECKING:
    from gui.config_editor.opening import Opening

_WIDTH = 720
_CONFIGS = "*.toml *.json"


class ProjectChooser(QWidget):
    """`wanted` fires with the folder or the document of the project that is to be opened."""

    wanted = Signal(object)
    failed = Signal(object)
    """Something that was asked for from elsewhere, while the chooser is not in sight, could not be done (an error)."""

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self._opening = Latest(self)
        self._there = Latest(self)
        self._gone: frozenset[Path] = frozenset()
        self.notice = Notice(services.icons)
        self.new = primary_button(self.tr("New project…"))
        self.folder = button(self.tr("Open a project folder…"))
        self.file = button(self.tr("Open or import a file…"))
        self.find_all = button(self.tr("Find all configs under a folder…"))
        self.recent = RecentModel(self)
        self.list = QListView()
        self.dialog: QWidget | None = None
        self._title = section_title(self.tr("Opened last"))
        self.setAcceptDrops(True)
        self._arrange()
        self._connect()
        self._show_recent()

    def _arrange(self) -> None:
        for made, icon in ((self.folder, "folder"), (self.file, "config"), (self.find_all, "search")):
            self._services.icons.put(made, icon, "text", 18)
        self.list.setModel(self.recent)
        self.list.setItemDelegate(TwoLineDelegate(self._services.theme, self.list))
        self.list.setAccessibleName(self.tr("Projects opened last"))
        self.list.setUniformItemSizes(True)
        content = QWidget()
        content.setMaximumWidth(_WIDTH)
        inside = column(content, spacing=12)
        inside.addWidget(page_title(self.tr("Choose a project")))
        about = body(
            self.tr(
                "A project is a folder with training_config.toml and dataset_config.toml, as sd-scripts reads them. "
                "What kohya_ss or LoRA_Easy_Training_Scripts saved can be made into one."
            )
        )
        about.setProperty("role", "weak")
        inside.addWidget(about)
        buttons = row()
        for made in (self.new, self.folder, self.file):
            buttons.addWidget(made)
        buttons.addStretch(1)
        inside.addLayout(buttons)
        more = row()
        more.addWidget(self.find_all)
        more.addWidget(weak(self.tr("or drop a folder or a file here")))
        more.addStretch(1)
        inside.addLayout(more)
        inside.addWidget(self.notice)
        inside.addSpacing(8)
        inside.addWidget(self._title)
        inside.addWidget(self.list, 1)
        inside.addStretch(0)
        layout = row(self, margin=24)
        layout.addStretch(1)
        layout.addWidget(content, 10)
        layout.addStretch(1)

    def _connect(self) -> None:
        self.new.clicked.connect(self.new_project)
        self.folder.clicked.connect(self.choose_folder)
        self.file.clicked.connect(self.choose_file)
        self.find_all.clicked.connect(self.find_configs)
        self.list.clicked.connect(lambda index: self._open_recent(index.row()))
        for key, act in (
            (Qt.Key.Key_Return, self._open_current),
            (Qt.Key.Key_Enter, self._open_current),
            (Qt.Key.Key_Delete, self._forget),
        ):
            shortcut = QShortcut(QKeySequence(key), self.list)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(act)
        self._services.preferences.changed.connect(self._show_recent)
        self._services.runs.changed.connect(self._show_recent)

    def open_path(self, path: Path) -> None:
        """Open a project, or show what an import of another program's settings would bring."""
        from gui.config_editor.opening import opening

        self.notice.hide()
        self._opening.run(lambda _: opening(path), self._take, self._fail)

    def new_project(self) -> None:
        made = NewProjectDialog(self._services, self._near(), self)
        made.made.connect(self.wanted)
        self._show_dialog(made)

    def choose_folder(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, self.tr("Open a project folder"), str(self._near()))
        if chosen:
            self.open_path(Path(chosen))

    def choose_file(self) -> None:
        title = self.tr("Open or import a file")
        kinds = self.tr("Settings of a training ({patterns})").format(patterns=_CONFIGS)
        chosen, _ = QFileDialog.getOpenFileName(self, title, str(self._near()), kinds)
        if chosen:
            self.open_path(Path(chosen))

    def find_configs(self) -> None:
        title = self.tr("Find all configs under a folder")
        chosen = QFileDialog.getExistingDirectory(self, title, str(self._near()))
        if chosen:
            made = FindDialog(Path(chosen), self._services, self)
            made.chosen.connect(self.open_path)
            self._show_dialog(made)

    def _take(self, found: Opening) -> None:
        if found.imported is None:
            self.wanted.emit(found.path)
            return
        made = ImportDialog(found.imported, self._services, self)
        made.made.connect(self.wanted)
        self._show_dialog(made)

    def _fail(self, error: Exception) -> None:
        if self.isVisible():
            self.notice.show_error(error)
        else:
            self.failed.emit(error)

    def _show_dialog(self, dialog: NewProjectDialog | ImportDialog | FindDialog) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.dialog = dialog
        dialog.open()

    def _near(self) -> Path:
        recent = self._services.preferences.settings.recent_projects
        return Path(recent[0]).parent if recent and Path(recent[0]).parent.is_dir() else Path.home()

    # The projects opened last

    def _show_recent(self) -> None:
        paths = [Path(name) for name in self._services.preferences.settings.recent_projects]
        for widget in (self._title, self.list):
            widget.setVisible(bool(paths))
        self._put(paths)
        self._there.run(lambda _: frozenset(path for path in paths if not path.exists()), self._take_gone)

    def _take_gone(self, gone: frozenset[Path]) -> None:
        self._gone = gone
        self._put([Path(name) for name in self._services.preferences.settings.recent_projects])

    def _put(self, paths: list[Path]) -> None:
        self.recent.show_projects([RecentProject(path, self._state(path), path not in self._gone) for path in paths])

    def _state(self, path: Path) -> str:
        """What became of its last training."""
        if path in self._gone:
            return self.tr("not there any more")
        runs = (run for run in self._services.runs.runs if run.record is not None and run.record.project == str(path))
        last = next(runs, None)
        if last is None or last.record is None:
            return self.tr("not trained yet")
        return f"{state_word(last.summary)[0]}, {moment(last.record.created_at)}"

    def _open_recent(self, row_number: int) -> None:
        project = self.recent.project(row_number)
        if project is not None:
            self.open_path(project.path)

    def _open_current(self) -> None:
        self._open_recent(self.list.currentIndex().row())

    def _forget(self) -> None:
        """Take a project off the list; nothing on the disk is touched."""
        project = self.recent.project(self.list.currentIndex().row())
        if project is not None:
            recent = self._services.preferences.settings.recent_projects
            left = tuple(name for name in recent if name != str(project.path))
            self._services.preferences.update(recent_projects=left)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        places = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if places:
            event.acceptProposedAction()
            self.open_path(places[0])
