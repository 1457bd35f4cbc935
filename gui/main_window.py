"""The window: rail, context bar, pages that are made when they are first opened."""

from __future__ import annotations

import logging
from pathlib import Path

from PySide6.QtCore import QByteArray, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QPaintEvent
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QWidget

from core.errors import AppError
from gui.context_bar import ContextBar
from gui.icons import picture
from gui.pages import PageSpec, page_specs
from gui.services import Services
from gui.widgets.notice import Notice
from gui.widgets.parts import column, row
from gui.widgets.rail import NavigationRail

_log = logging.getLogger(__name__)


class MainWindow(QMainWindow):
    """`first_painted` fires once, when the window has been seen; only then do the feeds begin to read.

    `ends` is set where the program closes it by itself: no page is asked then.
    """

    first_painted = Signal()

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services = services
        self._specs = {spec.key: spec for spec in page_specs()}
        self._pages: dict[str, QWidget] = {}
        self._current = ""
        self._painted = False
        self.ends = False
        self.rail = NavigationRail(services.theme, services.icons)
        self.context_bar = ContextBar(services)
        self.notice = Notice(services.icons)
        self._stack = QStackedWidget()
        self.setWindowTitle("Kohya Studio")
        self.setWindowIcon(picture("app", "", 64))
        self.setMinimumSize(960, 600)
        self._arrange()
        self.rail.chosen.connect(self.go)
        self.context_bar.navigate.connect(self.go)
        services.runs.changed.connect(self._runs_changed)
        services.starter.started.connect(self._show_started)
        services.starter.failed.connect(self.show_error)
        services.runs.failed.connect(self._reading_failed)
        self._runs_changed()
        self._restore()

    @property
    def current(self) -> str:
        """The key of the page in sight."""
        return self._current

    def page(self, key: str) -> QWidget | None:
        """The page if it has been opened."""
        return self._pages.get(key)

    def go(self, key: str, argument: str = "") -> None:
        """Show a page, made now if nobody has seen it yet; `argument`: the run or the project's path."""
        page = self._pages.get(key) or self._make(self._specs[key])
        self._current = key
        self._stack.setCurrentWidget(page)
        self.rail.set_current(key)
        self._stack.setFocus(Qt.FocusReason.OtherFocusReason)
        if argument:
            _show(page, argument)
        activated = getattr(page, "activated", None)
        if callable(activated):
            activated()

    def show_error(self, error: Exception) -> None:
        """Where every background task's error ends that nobody else shows."""
        self.notice.show_error(error)

    def save_state(self) -> None:
        """Remember place, size and page for the next start."""
        self._tell_pages("keep")
        geometry = bytes(self.saveGeometry().toBase64().data()).decode("ascii")
        try:
            self._services.preferences.update(window=geometry, page=self._current or "home")
        except AppError:
            _log.exception("The window's place could not be remembered")

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            QTimer.singleShot(0, self.first_painted.emit)

    def closeEvent(self, event: QCloseEvent) -> None:
        """The cross asks where a page has something to ask; a program that ends itself does not."""
        if not self.ends and not all(answer is not False for answer in self._tell_pages("may_leave")):
            event.ignore()
            return
        self.save_state()
        event.accept()

    def _tell_pages(self, name: str) -> list[object]:
        """Call that method of every opened page that has it."""
        methods = (getattr(page, name, None) for page in self._pages.values())
        return [method() for method in methods if callable(method)]

    def _arrange(self) -> None:
        body = QWidget()
        across = row(body, spacing=0)
        across.addWidget(self.rail)
        down = column(spacing=0)
        down.addWidget(self.context_bar)
        around = row()
        around.setContentsMargins(24, 0, 24, 0)
        around.addWidget(self.notice)
        down.addLayout(around)
        down.addWidget(self._stack, 1)
        across.addLayout(down, 1)
        self.setCentralWidget(body)
        *work, last = self._specs.values()
        for spec in work:
            self.rail.add_page(spec.key, spec.icon, spec.title, spec.shortcut)
        self.rail.add_stretch()
        self.rail.add_page(last.key, last.icon, last.title, last.shortcut)

    def _restore(self) -> None:
        settings = self._services.preferences.settings
        if not (settings.window and self.restoreGeometry(QByteArray.fromBase64(settings.window.encode("ascii")))):
            self.resize(1280, 800)
        aside = self._services.preferences.set_aside
        if aside is not None:
            self.notice.show_message(
                self.tr("The settings could not be read; the program starts with its defaults."),
                self.tr("The damaged file was kept as {path}.").format(path=aside),
                "warning",
            )
        page = settings.page if settings.page in self._specs else "home"
        if page == "home":
            self.go(page)
        else:
            self.first_painted.connect(lambda: self._open_at_first_paint(page))

    def _open_at_first_paint(self, page: str) -> None:
        """The page of last time, unless another one was chosen meanwhile."""
        if not self._current:
            self.go(page)

    def _make(self, spec: PageSpec) -> QWidget:
        page = spec.make(self._services)
        self._pages[spec.key] = page
        self._stack.addWidget(page)
        navigate = getattr(page, "navigate", None)
        if navigate is not None:
            navigate.connect(self.go)
        dot_changed = getattr(page, "dot_changed", None)
        if dot_changed is not None:
            dot_changed.connect(lambda tone, why: self.rail.set_dot(spec.key, tone, why))
        demo_requested = getattr(page, "demo_requested", None)
        if demo_requested is not None:
            demo_requested.connect(self._services.starter.start_demo)
        return page

    def _show_started(self, run_id: str) -> None:
        self.go("training", run_id)

    def _reading_failed(self, text: str) -> None:
        self.notice.show_message(text, tone="error")

    def _runs_changed(self) -> None:
        live = self._services.runs.live
        why = self.tr("A training is running.") if live is not None else ""
        self.rail.set_dot("training", "accent" if live is not None else "", why)
        if live is not None and not self._services.preferences.settings.told_training_goes_on:
            self.notice.show_message(
                self.tr("You may close this window: the training goes on."),
                self.tr("Open the program again whenever you like, and it shows the whole training."),
            )
            self._services.preferences.update(told_training_goes_on=True)


def _show(page: QWidget, argument: str) -> None:
    show_run, open_project = getattr(page, "show_run", None), getattr(page, "open_project", None)
    if callable(show_run):
        show_run(argument)
    elif callable(open_project):
        open_project(Path(argument))
