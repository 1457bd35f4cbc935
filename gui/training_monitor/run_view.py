"""Everything about one run: head, outcome, curves, machine, samples, checkpoints, log, problems, events."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QScrollArea, QSplitter, QTabWidget, QToolButton, QWidget

from core.runs.controller import RunController, RunInfo
from core.runs.events import CheckpointRemoved, CheckpointSaved, SampleSaved, Wish, WishAnswered
from core.runs.store import StoredEvent
from core.runs.summary import RunState, RunSummary
from gui.core_texts import spoken
from gui.icons import IconSet
from gui.tasks import Latest, Progress
from gui.theme import Theme
from gui.training_monitor import progress
from gui.training_monitor.checkpoints_list import CheckpointsPanel
from gui.training_monitor.curves_panel import CurvesPanel
from gui.training_monitor.event_list import EventListView
from gui.training_monitor.event_words import event_line
from gui.training_monitor.hardware_panel import HardwarePanel
from gui.training_monitor.log_panel import LogPanel
from gui.training_monitor.log_text import LogLine
from gui.training_monitor.outcome_banner import OutcomeBanner
from gui.training_monitor.redraw_pace import RedrawPace
from gui.training_monitor.run_actions import can_start
from gui.training_monitor.run_curves import RunCurves
from gui.training_monitor.run_feed import RunFeed
from gui.training_monitor.run_header import RunHeader
from gui.training_monitor.run_reader import RunUpdate
from gui.training_monitor.samples_panel import SamplesPanel
from gui.training_monitor.stop_question import ask_before_stopping
from gui.training_monitor.wishes import RunWishes
from gui.widgets import parts

_SIDE_WIDTH = 310
_CLOCK_MS = 1000


class RunView(QWidget):
    """Shows one run, and the smoothed losses of others beside it. `list_toggled` folds the list of runs away."""

    list_toggled = Signal()
    caught_up = Signal()
    failed = Signal(str)

    def __init__(self, controller: RunController, theme: Theme, icons: IconSet, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._controller = controller
        self.info: RunInfo | None = None
        self.feed: RunFeed | None = None
        self.wishes: RunWishes | None = None
        self._feeds: list[RunFeed] = []
        self._curves: list[RunCurves] = []
        self._visible = False
        self._shown_turn: tuple[object, ...] = ()
        self._earlier = Latest(self)
        self.header = RunHeader(icons)
        self.banner = OutcomeBanner(icons)
        self.curves = CurvesPanel(theme, icons)
        self.hardware = HardwarePanel(theme)
        self.samples = SamplesPanel(icons)
        self.checkpoints = CheckpointsPanel()
        self.log = LogPanel(theme, icons)
        self.problems = EventListView(theme)
        self.events = EventListView(theme)
        self.tabs = QTabWidget()
        self.list_button = QToolButton()
        self._pace = RedrawPace(self.curves.data_grew, self)
        self._clock = QTimer(self, interval=_CLOCK_MS)
        self._clock.timeout.connect(self._show_summary)
        self._arrange(icons)
        self._connect()

    def _arrange(self, icons: IconSet) -> None:
        self.list_button.setProperty("role", "flat")
        self.list_button.setToolTip(self.tr("Show or hide the list of runs (Ctrl+B)"))
        self.list_button.setAccessibleName(self.tr("Show or hide the list of runs"))
        self.list_button.setShortcut("Ctrl+B")
        icons.put(self.list_button, "sidebar", "weak")
        self.problems.setAccessibleName(self.tr("Problems of this run"))
        self.events.setAccessibleName(self.tr("What happened in this run"))
        for widget, words in (
            (self.log, self.tr("Log")),
            (self.problems, self.tr("Problems")),
            (self.events, self.tr("Events")),
        ):
            self.tabs.addTab(widget, words)
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setDrawBase(False)
        self.tabs.tabBar().setExpanding(False)
        left = QSplitter(Qt.Orientation.Vertical)
        left.setChildrenCollapsible(False)
        left.addWidget(self.curves)
        left.addWidget(_carded(self.tabs))
        left.setStretchFactor(0, 5)
        left.setStretchFactor(1, 2)
        left.setSizes([500, 230])
        body = QSplitter(Qt.Orientation.Horizontal)
        body.setChildrenCollapsible(False)
        body.addWidget(left)
        body.addWidget(self._make_side())
        body.setStretchFactor(0, 1)
        body.setStretchFactor(1, 0)
        body.setSizes([900, _SIDE_WIDTH])
        head = parts.row(spacing=8)
        head.addWidget(self.list_button, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self.header, 1)
        layout = parts.column(self, spacing=10)
        layout.addLayout(head)
        layout.addWidget(self.banner)
        layout.addWidget(body, 1)

    def _make_side(self) -> QWidget:
        inside = QWidget()
        inside.setProperty("role", "page")
        column = parts.column(inside, spacing=8)
        column.addWidget(self.hardware)
        column.addWidget(self.samples, 3)
        column.addWidget(self.checkpoints, 1)
        side = QScrollArea()
        side.setWidget(inside)
        side.setWidgetResizable(True)
        side.setFrameShape(QScrollArea.Shape.NoFrame)
        side.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        side.setMinimumWidth(270)
        return side

    def _connect(self) -> None:
        self.list_button.clicked.connect(self.list_toggled)
        self.header.wished.connect(self._wish)
        self.header.stop_wanted.connect(lambda: self._ask_to_stop(at_once=False))
        self.header.kill_wanted.connect(lambda: self._ask_to_stop(at_once=True))
        self.log.earlier_wanted.connect(self._read_earlier)

    def show_run(self, info: RunInfo) -> None:
        """Begin with another run; its whole curve is there within a second."""
        self.close_run()
        self.info = info
        self.wishes = RunWishes(self._controller, info.run_id, self)
        self.wishes.failed.connect(lambda error: self.failed.emit(spoken(str(error))))
        self.header.show_run(info.name, self.wishes)
        self.header.show_summary(info.summary, None, None)
        self.banner.show_summary(info.summary, can_start=can_start(info))
        for part in (self.hardware, self.log, self.problems.lines, self.events.lines, self.checkpoints.checkpoints):
            part.clear()
        self.samples.show_run(info.folder.root)
        self._title_problems()
        curves = RunCurves(info.name, self)
        self._curves = [curves]
        self.curves.show_runs(self._curves)
        run_id, controller = info.run_id, self._controller
        self.feed = self._open_feed(info, curves, look_after=lambda: controller.adopt(run_id))
        self.feed.updated.connect(self._take)
        self.feed.caught_up.connect(self._on_caught_up)
        self.feed.start()
        self._clock.start()

    def compare(self, others: Sequence[RunInfo]) -> None:
        """Draw the losses of other runs beside this one's; none of them ends the comparison."""
        if not others and len(self._curves) == 1:
            return
        for feed in self._feeds[1:]:
            feed.stop()
            feed.deleteLater()
        del self._feeds[1:]
        for curves in self._curves[1:]:
            curves.deleteLater()
        self._curves = self._curves[:1]
        for info in others:
            self._curves.append(RunCurves(info.name, self))
        self.curves.show_runs(self._curves)
        for info, curves in zip(others, self._curves[1:], strict=True):
            feed = self._open_feed(info, curves, look_after=None)
            feed.caught_up.connect(self.curves.reset_view)
            feed.start()

    def close_run(self) -> None:
        """Stop polling."""
        self._clock.stop()
        self._pace.stop()
        self._earlier.cancel()
        for feed in self._feeds:
            feed.stop()
            feed.deleteLater()
        self._feeds = []
        for curves in self._curves:
            curves.deleteLater()
        if self.wishes is not None:
            self.wishes.deleteLater()
        self.feed = self.wishes = self.info = None

    def set_visible(self, visible: bool) -> None:  # noqa: FBT001 - mirrors a state
        """A hidden view is kept up to date rarely, and draws nothing."""
        self._visible = visible
        for feed in self._feeds:
            feed.set_visible(visible)
        if visible:
            self._pace.wanted()

    def refresh_info(self, info: RunInfo) -> None:
        """What the list of runs has heard of this run."""
        if self.info is not None and info.run_id == self.info.run_id:
            self.info = info
            if info.state is RunState.BROKEN:
                self._show_summary()

    def _open_feed(self, info: RunInfo, curves: RunCurves, *, look_after: Callable[[], object] | None) -> RunFeed:
        feed = RunFeed(info.folder, look_after=look_after, with_log=look_after is not None, parent=self)
        feed.set_visible(self._visible)
        feed.updated.connect(lambda update: self._grow(curves, update))
        feed.failed.connect(self.failed)
        self._feeds.append(feed)
        return feed

    def _grow(self, curves: RunCurves, update: RunUpdate) -> None:
        """Take new steps and events of a run into its curves."""
        if update.summary is not None:
            curves.series.plan(update.summary.total_steps, update.summary.total_epochs)
        if update.more_steps and update.steps is not None:
            curves.reserve(len(curves.series) + len(update.steps) + update.more_steps)
        new_rates = update.steps is not None and bool(len(update.steps)) and curves.append(update.steps)
        new_markers = curves.mark(update.events)
        if curves is self._curves[0]:
            if new_rates:
                self.curves.rates_appeared()
            if new_markers:
                self.curves.markers_changed()
        if self._visible and update.steps is not None and len(update.steps):
            self._pace.wanted()

    def _take(self, update: RunUpdate) -> None:
        if update.log:
            self.log.add(update.log)
        if update.hardware is not None and len(update.hardware):
            self.hardware.add(update.hardware)
            if self.feed is not None:
                self.hardware.name_cards(dict(enumerate(self.feed.summary.gpus)))
        if update.events:
            self._take_events(update.events)
        if update.summary is not None and _turn(update.summary) != self._shown_turn:
            self._show_summary()

    def _take_events(self, stored: Sequence[StoredEvent]) -> None:
        events = [item.event for item in stored]
        lines = [line for event in events if (line := event_line(event)) is not None]
        self.events.add(lines)
        problems = [line for line in lines if line.is_problem]
        self.problems.add(problems)
        if problems:
            self._title_problems()
        self.samples.add([event for event in events if isinstance(event, SampleSaved)])
        self.checkpoints.checkpoints.take_in(
            event for event in events if isinstance(event, CheckpointSaved | CheckpointRemoved)
        )
        for event in events:
            if isinstance(event, WishAnswered) and self.wishes is not None:
                self.wishes.answer(event)

    def _show_summary(self) -> None:
        if self.feed is None or self.info is None:
            return
        broken = self.info.state is RunState.BROKEN
        summary = self.info.summary if broken else self.feed.summary
        series = self._curves[0].series
        left = progress.seconds_left(series.seconds.values, summary.step, summary.total_steps)
        self._shown_turn = _turn(summary)
        self.header.show_summary(summary, progress.seconds_per_step(series.seconds.values), left)
        self.banner.show_summary(summary, can_start=can_start(self.info))
        if not summary.state.is_live and self.wishes is not None:
            self.wishes.over()

    def _on_caught_up(self) -> None:
        self._pace.stop()
        self.curves.reset_view()
        self.caught_up.emit()

    def _title_problems(self) -> None:
        count = self.problems.lines.rowCount()
        words = self.tr("Problems {count}").format(count=count) if count else self.tr("Problems")
        self.tabs.setTabText(self.tabs.indexOf(self.problems), words)

    def _wish(self, wish: Wish) -> None:
        if self.wishes is not None:
            self.wishes.ask(wish)

    def _ask_to_stop(self, *, at_once: bool) -> None:
        wishes, feed = self.wishes, self.feed
        if wishes is None or feed is None:
            return
        ask_before_stopping(
            self,
            can_save=Wish.STOP_AND_SAVE in feed.summary.wishes,
            at_once=at_once,
            stop=lambda: wishes.ask(Wish.STOP, force=at_once),
            stop_and_save=lambda: wishes.ask(Wish.STOP_AND_SAVE),
        )

    def _read_earlier(self, offset: int) -> None:
        log = self.feed.reader.log if self.feed is not None else None
        if log is None:
            return

        def work(_: Progress) -> tuple[LogLine, ...]:
            return log.earlier(offset)

        self._earlier.run(work, self.log.add_earlier)


def _turn(summary: RunSummary) -> tuple[object, ...]:
    """What is shown at once when it changes; the figures can wait for the next second."""
    return (summary.state, summary.stage, summary.outcome, summary.stopping, summary.wishes, summary.total_steps)


def _carded(widget: QWidget) -> QWidget:
    card = parts.card()
    layout = parts.column(card, spacing=0)
    layout.setContentsMargins(1, 1, 1, 1)
    layout.addWidget(widget)
    return card
