"""The open documents beside what is saved, a preset, another project or a past run: by setting, and as text."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QFileDialog,
    QHeaderView,
    QStackedWidget,
    QTabBar,
    QTableView,
    QWidget,
)

from gui.config_editor.comparison import Comparison, Here, Other, OtherKind, compare
from gui.config_editor.difference_model import SETTING, WHERE, DifferenceModel
from gui.config_editor.text_diff import TextDiffView
from gui.services import Services
from gui.tasks import Latest
from gui.translations import language_for
from gui.widgets.notice import Notice
from gui.widgets.parts import button, column, row, weak

if TYPE_CHECKING:
    from core.config.presets import Preset
    from gui.config_editor.editing_session import EditingSession

_PAUSE_MS = 200
_MOST_RUNS = 60


class DiffTab(QWidget):
    """Compared anew, off the window's thread, whenever the documents were checked and the tab is in sight."""

    def __init__(self, session: EditingSession, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._services = services
        self._latest = Latest(self)
        self._project: Path | None = None
        self._presets: tuple[Preset, ...] = ()
        language = language_for(services.preferences.settings.language)
        self._language = language
        self.model = DifferenceModel(services.theme, language, self)
        self.kind = QComboBox()
        self.kind.setAccessibleName(self.tr("Compare with"))
        for kind, words in (
            (OtherKind.SAVED, self.tr("what is saved")),
            (OtherKind.PRESET, self.tr("a preset")),
            (OtherKind.PROJECT, self.tr("another project")),
            (OtherKind.RUN, self.tr("a past run")),
        ):
            self.kind.addItem(words, kind)
        self.which = QComboBox()
        self.which.setAccessibleName(self.tr("Which one"))
        self.which.setMinimumWidth(240)
        self.which.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.pick = button(self.tr("Choose a project…"), compact=True)
        self.pick_file = button(self.tr("Choose a file…"), compact=True)
        self.notice = Notice(services.icons)
        self.summary = weak("", wrap=True)
        self.views = QTabBar()
        self.table = self._made_table()
        self.text = TextDiffView(services.theme)
        self._stack = QStackedWidget()
        self._timer = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._arrange()
        self._connect()
        self._choose_kind()

    def _made_table(self) -> QTableView:
        table = QTableView()
        table.setModel(self.model)
        table.setAccessibleName(self.tr("Settings that differ"))
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setShowGrid(False)
        table.setWordWrap(False)
        table.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        table.setTabKeyNavigation(False)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(30)
        header = table.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setStretchLastSection(True)
        header.setHighlightSections(False)
        for column_number, width in ((0, 84), (SETTING, 200), (WHERE, 150), (3, 180)):
            table.setColumnWidth(column_number, width)
        table.activated.connect(lambda index: self._show_place(index.row()))
        return table

    def _arrange(self) -> None:
        top = row(spacing=8)
        label = weak(self.tr("Compare with"))
        label.setBuddy(self.kind)
        for widget in (label, self.kind, self.which, self.pick, self.pick_file):
            top.addWidget(widget)
        top.addStretch(1)
        self.views.addTab(self.tr("Settings"))
        self.views.addTab(self.tr("Text"))
        self.views.setAccessibleName(self.tr("How the difference is shown"))
        self.views.setDrawBase(False)
        self._stack.addWidget(self.table)
        self._stack.addWidget(self.text)
        layout = column(self, spacing=8)
        layout.addLayout(top)
        layout.addWidget(self.notice)
        line = row(spacing=12)
        line.addWidget(self.views)
        line.addWidget(self.summary, 1)
        layout.addLayout(line)
        layout.addWidget(self._stack, 1)

    def _connect(self) -> None:
        self.kind.activated.connect(lambda _: self._choose_kind())
        self.which.activated.connect(lambda _: self.compare())
        self.pick.clicked.connect(self._pick_folder)
        self.pick_file.clicked.connect(self._pick_file)
        self.views.currentChanged.connect(self._stack.setCurrentIndex)
        self._timer.timeout.connect(self.compare)
        self._session.checked.connect(self._timer.start)
        self._session.opened.connect(self._clear)
        self._services.runs.changed.connect(self._runs_changed)

    def compare_with(self, kind: OtherKind, path: Path | None = None) -> None:
        """Choose what to compare with, as the person does; `path` is a project or a run's folder."""
        self.kind.setCurrentIndex(self.kind.findData(kind))
        self._project = path if kind is OtherKind.PROJECT else self._project
        self._choose_kind()
        if kind is OtherKind.RUN and path is not None:
            self.which.setCurrentIndex(self.which.findData(str(path)))
            self.compare()

    @property
    def _kind(self) -> OtherKind:
        return OtherKind(self.kind.currentData())

    def _choose_kind(self) -> None:
        kind = self._kind
        self.which.setVisible(kind is not OtherKind.SAVED)
        for widget in (self.pick, self.pick_file):
            widget.setVisible(kind is OtherKind.PROJECT)
        self.which.clear()
        if kind is OtherKind.PRESET:
            self._fill_presets()
        elif kind is OtherKind.PROJECT:
            self._fill_projects()
        elif kind is OtherKind.RUN:
            self._fill_runs()
        self.compare()

    def _fill_presets(self) -> None:
        from core.config.presets import UserPresets, builtin_presets

        own, _ = UserPresets(self._services.paths.data / "presets").all()
        self._presets = (*builtin_presets(), *own)
        for preset in self._presets:
            self.which.addItem(preset.name_in(self._language), preset.key)

    def _fill_projects(self) -> None:
        recent = [Path(path) for path in self._services.preferences.settings.recent_projects]
        if self._project is not None:
            recent = [self._project, *(path for path in recent if path != self._project)]
        for path in recent:
            if path != self._session.folder:
                self.which.addItem(path.name, str(path))
                self.which.setItemData(self.which.count() - 1, str(path), Qt.ItemDataRole.ToolTipRole)

    def _fill_runs(self) -> None:
        from gui.run_words import moment

        for run in self._services.runs.runs[:_MOST_RUNS]:
            if run.record is not None:
                self.which.addItem(f"{run.name} · {moment(run.record.created_at)}", str(run.folder.root))

    def _runs_changed(self) -> None:
        if self._kind is OtherKind.RUN and self.which.count() == 0:
            self._choose_kind()

    def _pick_folder(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, self.tr("Compare with the project in"))
        if chosen:
            self.compare_with(OtherKind.PROJECT, Path(chosen))

    def _pick_file(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(self, self.tr("Compare with the document"), "", "*.toml *.json")
        if chosen:
            self.compare_with(OtherKind.PROJECT, Path(chosen))

    def showEvent(self, event: object) -> None:
        super().showEvent(event)  # type: ignore[arg-type]
        self.compare()

    def compare(self) -> None:
        """Compare now, where there is something to compare and the tab is in sight."""
        self._timer.stop()
        session = self._session
        if session.folder is None or session.result is None or not self.isVisible():
            return
        other = self._other()
        if other is None:
            self._clear()
            self.summary.setText(self._nothing_words())
            return
        here = Here(session.result.checked, session.training, session.dataset)
        self._latest.run(lambda _: compare(here, other), lambda found: self._take(found, other), self._fail)

    def _other(self) -> Other | None:
        kind, chosen, name = self._kind, self.which.currentData(), self.which.currentText()
        if kind is OtherKind.SAVED:
            return Other(kind, self.tr("Saved"))
        if chosen is None:
            return None
        if kind is OtherKind.PRESET:
            preset = next((preset for preset in self._presets if preset.key == chosen), None)
            return None if preset is None else Other(kind, name, preset=preset)
        return Other(kind, name, path=Path(chosen))

    def _nothing_words(self) -> str:
        return {
            OtherKind.PRESET: self.tr("There are no presets."),
            OtherKind.PROJECT: self.tr("Choose the project or the document to compare with."),
            OtherKind.RUN: self.tr("There is no run yet to compare with."),
        }[self._kind]

    def _take(self, found: Comparison, other: Other) -> None:
        self.notice.hide()
        here = self.tr("Here")
        names = (here, other.name) if other.kind is OtherKind.PRESET else (other.name, here)
        self.model.show_differences(found.settings, *names)
        self.text.show_pairs(found.texts)
        self.table.setColumnHidden(WHERE, not any(item.where for item in found.settings))
        count = len(found.settings)
        words = self.tr("1 setting differs.") if count == 1 else self.tr("{count} settings differ.")
        if not count:
            words = self.tr("No setting differs.")
            if self.text.lines:
                words += " " + self.tr("The texts do: order, comments or values that are the default anyway.")
        self.summary.setText(words.format(count=count))
        for note in found.notes:
            self.notice.show_message(note, tone="warning")

    def _fail(self, error: Exception) -> None:
        self._clear()
        self.notice.show_error(error)

    def _clear(self) -> None:
        self._latest.cancel()
        self.model.show_differences((), "", "")
        self.text.show_pairs(())
        self.summary.setText("")

    def _show_place(self, row_number: int) -> None:
        """Enter, or a double click, shows the setting in the form."""
        difference = self.model.rows[row_number].difference
        document = self._session.dataset if difference.where else self._session.training
        self._session.reveal(document.path, None, difference.key)
