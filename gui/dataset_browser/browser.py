"""The open data set: panels left and right, the images in the middle, and what connects them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, QTimer, Signal
from PySide6.QtWidgets import QSplitter, QStackedWidget, QWidget

from gui.dataset_browser.compare_view import CompareView
from gui.dataset_browser.detail_panel import DetailPanel
from gui.dataset_browser.filter_bar import FilterBar
from gui.dataset_browser.fix_bar import FixBar
from gui.dataset_browser.image_model import IMAGE, ImageModel
from gui.dataset_browser.image_table import ImageTable
from gui.dataset_browser.large_view import LargeView
from gui.dataset_browser.overview import Overview
from gui.dataset_browser.problem_finder import ProblemFinder
from gui.dataset_browser.saved_filters import SavedFilters
from gui.dataset_browser.selection_bar import SelectionBar
from gui.dataset_browser.session import Session
from gui.dataset_browser.side_panel import SidePanel
from gui.dataset_browser.statistics_view import StatisticsView
from gui.dataset_browser.terms import state_of, terms, toggled
from gui.dataset_browser.thumbnail_feed import ThumbnailFeed
from gui.dataset_browser.tile_painter import TilePainter
from gui.dataset_browser.tile_view import TileView
from gui.services import Services
from gui.tasks import Latest
from gui.widgets.parts import column, weak

if TYPE_CHECKING:
    from core.dataset.sorting import Ids

_FLAGS = QItemSelectionModel.SelectionFlag
_COUNT_MS = 60
"""The figures beside the images wait until the images have been drawn."""
_AHEAD = 2
"""Lines of tiles below those in sight whose pictures are read, too."""


class Browser(QWidget):
    """`current_changed` fires with the image in focus, `selection_changed` when other images are chosen."""

    current_changed = Signal(object)
    selection_changed = Signal()
    compare_wanted = Signal(object)

    def __init__(self, session: Session, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        from core.dataset.thumbnails import ThumbnailStore

        self._session = session
        self._services = services
        self._counting = Latest(self)
        self._current: int | None = None
        self._restoring = False
        self._select_soon = QTimer(self)
        self._select_soon.setSingleShot(True)
        self._select_soon.setInterval(0)
        self._count_soon = QTimer(self)
        self._count_soon.setSingleShot(True)
        self._count_soon.setInterval(_COUNT_MS)
        self._count_soon.timeout.connect(self.count)
        self.overview = Overview()
        self.model = ImageModel(services.theme)
        self.feed = ThumbnailFeed(ThumbnailStore(services.paths.cache / "thumbnails"), self)
        self.filter = FilterBar(services.icons)
        self.side = SidePanel(services.theme)
        self.grid = TileView(TilePainter(self.model, self.feed, services.theme))
        self.table = ImageTable(self.model)
        self.details = DetailPanel(session, services.icons, services.theme)
        self.nothing = weak(self.tr("No image matches the filter."))
        self.large = LargeView(session, services.icons, services.theme)
        self.compare = CompareView(session, services.icons, services.theme)
        self.statistics = StatisticsView(session, services.icons, services.theme)
        self.fix_bar = FixBar(services.theme)
        self.bar = SelectionBar(services.icons)
        self.saved = SavedFilters(session, self.filter, self)
        self.finder = ProblemFinder(session, self)
        self.middle = QStackedWidget()
        self._arrange()
        self._connect()

    @property
    def view(self) -> TileView | ImageTable:
        """The one of grid and table that is in sight."""
        return self.table if self.middle.currentWidget() is self.table else self.grid

    @property
    def looking_large(self) -> bool:
        return self.middle.currentWidget() is self.large

    def targets(self) -> list[int]:
        """What a command means: the image that is shown large, else the chosen ones."""
        if self.looking_large:
            return [] if self._current is None else [self._current]
        return self.selected() if self.middle.currentWidget() not in (self.compare, self.statistics) else []

    def selected(self) -> list[int]:
        """The chosen images in the order in which they are shown."""
        return [int(image) for image in self.model.images_of(self.grid.selectionModel().selection())]

    def current(self) -> int | None:
        return self._current

    def show_data(self) -> None:
        """Another data set is open: show all of it, and count it."""
        from core.dataset.query import EVERYTHING
        from core.dataset.sorting import SortKey
        from gui.dataset_browser.opened import select

        data = self._session.data
        if data is None:
            return
        self.feed.forget()
        self._current = None
        self.finder.forget()
        plain = self.filter.node == EVERYTHING and self.filter.key == "name" and not self.filter.descending.isChecked()
        self._show_ids(select(data, EVERYTHING, SortKey.NAME))
        if not plain:
            self.ask()
        for path in data.chosen[:1]:
            image = data.image_at(path)
            if image is not None:
                self.go_to(image)

    def ask(self) -> None:
        """Filter and sort anew."""
        from core.dataset.sorting import SortKey

        self._session.filter(
            self.filter.node,
            SortKey(self.filter.key),
            self._show_ids,
            descending=self.filter.descending.isChecked(),
        )

    def go_to(self, image: int) -> None:
        """Make it the current and only chosen image, and bring it into sight."""
        row = self.model.row_of(image)
        if row >= 0:
            index = self.model.index(row, 0)
            self.grid.selectionModel().setCurrentIndex(index, _FLAGS.ClearAndSelect | _FLAGS.Rows)
            self.view.scrollTo(index)

    def show_all(self) -> None:
        """Grid or table, with the current image in sight."""
        if not len(self.model.ids):
            self.middle.setCurrentWidget(self.nothing)
            return
        view = self.table if self.filter.table.isChecked() else self.grid
        back = self.middle.currentWidget() in (self.large, self.compare, self.statistics)
        self.middle.setCurrentWidget(view)
        current = self.grid.currentIndex()
        if current.isValid():
            view.scrollTo(current)
        if back:
            view.setFocus(Qt.FocusReason.OtherFocusReason)
        self.want_pictures()

    def show_large(self) -> None:
        """The current image, as large as there is room; again for all images."""
        if self.looking_large:
            self.show_all()
        elif self._current is not None:
            self.middle.setCurrentWidget(self.large)
            self.large.show_image(self._current)
            self.large.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_pairs(self, pairs: Sequence[tuple[int, int, float]], *, kept: bool = False) -> None:
        """Compare these, one pair after another; `kept` are pairs that both stay."""
        if pairs:
            self.middle.setCurrentWidget(self.compare)
            self.compare.show_pairs(pairs, kept=kept)
            self.compare.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_statistics(self) -> None:
        """Figures about the images in sight; again for the images."""
        if self.middle.currentWidget() is self.statistics:
            self.show_all()
            return
        self.middle.setCurrentWidget(self.statistics)
        self.statistics.show_images(self.model.ids)
        self.statistics.setFocus(Qt.FocusReason.OtherFocusReason)

    def step(self, by: int) -> None:
        """The image before or after the current one, as they are shown."""
        row = self.grid.currentIndex().row() + by
        if 0 <= row < len(self.model.ids):
            self.grid.selectionModel().setCurrentIndex(self.model.index(row, 0), _FLAGS.ClearAndSelect | _FLAGS.Rows)

    def tell(self, words: str) -> None:
        """A few words that go by themselves."""
        self.bar.tell(words)

    def return_to(self, path: str, row: int) -> None:
        """The image at `path` where it is still there, else whatever took its place."""
        data = self._session.data
        image = None if data is None else data.image_at(path)
        if image is not None and self.model.row_of(image) >= 0:
            self.go_to(image)
        elif len(self.model.ids):
            self.go_to(self.model.image(min(max(row, 0), len(self.model.ids) - 1)))

    def leave(self) -> None:
        """The page is left: what was typed is written."""
        self.details.editor.commit()

    def _show_ids(self, ids: Ids) -> None:
        """Selection and current image stay, where they are among the images that are shown."""
        data = self._session.data
        if data is None:
            return
        before, chosen = self._current, self.selected() if self.model.data_set is data else []
        place = self.grid.currentIndex().row()
        self._restoring = True
        self.model.show(data, ids)
        row = -1 if before is None else self.model.row_of(before)
        selection = self.grid.selectionModel()
        if row < 0 and len(ids):
            row = min(max(place, 0), len(ids) - 1) if before is not None else 0
        if row >= 0:
            selection.setCurrentIndex(self.model.index(row, 0), _FLAGS.ClearAndSelect | _FLAGS.Rows)
        if len(chosen) > 1:
            selection.select(self.model.selection_of(chosen), _FLAGS.ClearAndSelect | _FLAGS.Rows)
        self._restoring = False
        if row > 0:
            self.view.scrollTo(self.model.index(row, 0))
        self.filter.show_count(len(ids), len(data.library))
        self.fix_bar.show_query(self.filter.query.text(), len(ids))
        if self.middle.currentWidget() is self.statistics and len(ids):
            self.statistics.show_images(ids)
        staying = (self.large, self.statistics) if len(ids) else ()
        if self.middle.currentWidget() not in (self.compare, *staying):
            self.show_all()
        self._current_moved(self.model.index(row, 0) if row >= 0 else QModelIndex())
        self._selection_changed()
        self._count_soon.start()

    def count(self) -> None:
        """Count tags, problems and buckets anew."""
        from gui.dataset_browser.overview import overview

        data = self._session.data
        if data is not None and not self._counting.busy:
            self._counting.run(lambda progress: overview(data, progress.check), self._counted)

    def _counted(self, overview: Overview) -> None:
        self.overview = overview
        self.side.show_overview(overview)
        self.side.show_query(self.filter.query.text())
        self.filter.query.values = overview.completions()
        self.details.set_completions(overview.tags)

    def _facts_changed(self) -> None:
        self.count()
        self.grid.viewport().update()
        if self.middle.currentWidget() is self.table:
            self.table.viewport().update()

    def _looking(self, done: int, total: int) -> None:
        self.side.show_look(done, total, looked=self.finder.looked)

    def _problems_found(self) -> None:
        self._facts_changed()
        self.details.show_facts()
        if "problem:" in self.filter.query.text():
            self.ask()
        self.side.show_look(0, 0, looked=self.finder.looked)

    def _captions_changed(self, images: list[int]) -> None:
        self.model.images_changed(images)

    def _filter_changed(self) -> None:
        self.side.show_query(self.filter.query.text())
        self.ask()

    def _term_chosen(self, field: str, value: str, exclude: bool) -> None:  # noqa: FBT001 - a slot
        self.filter.set_query(toggled(self.filter.query.text(), field, value, exclude=exclude))

    def _term_from_figures(self, field: str, value: str) -> None:
        """A second one narrows the first down; none is taken out by a click here."""
        if not state_of(terms(self.filter.query.text()), field, value):
            self._term_chosen(field, value, exclude=False)
        self.show_all()

    def _image_from_figures(self, image: int) -> None:
        self.show_all()
        self.go_to(image)

    def _current_moved(self, index: QModelIndex) -> None:
        if self._restoring:
            return
        image = int(index.data(IMAGE)) if index.isValid() else None
        if image != self._current or image is None:
            self._current = image
            self.details.show_image(image)
            if self.looking_large:
                self.large.show_image(image)
            self.current_changed.emit(image)

    def want_pictures(self) -> None:
        """Have read what is in sight, and a little more."""
        data = self._session.data
        if data is None:
            return
        grid = self.grid
        if self.middle.currentWidget() is self.table:
            first = max(self.table.rowAt(0), 0)
            last = self.table.rowAt(self.table.viewport().height() - 1)
            last = len(self.model.ids) if last < 0 else last + 1
        else:
            first, last = grid.rows_in_sight()
        images = self.model.ids[first:last].tolist()
        self._session.want(images)
        if self.middle.currentWidget() is not self.table:
            images += self.model.ids[last : last + _AHEAD * grid.columns].tolist()
            paths = [(image, data.library.path(image)) for image in images if data.library.may_open(image)]
            self.feed.want(paths, grid.pixels())

    def _pictures_ready(self, images: list[int]) -> None:
        if self._session.data is not None and not self.feed.waiting:
            self._session.data.painted.set()
        area = self.grid.viewport().rect()
        for image in images:
            row = self.model.row_of(image)
            if row >= 0:
                tile = self.grid.tile_rect(row)
                if tile.intersects(area):
                    self.grid.viewport().update(tile)

    def _selection_changed(self) -> None:
        self.bar.show_selection(len(self.model.images_of(self.grid.selectionModel().selection())))
        self.selection_changed.emit()

    def _sized(self, pixels: int) -> None:
        self.grid.set_tile(pixels)
        self.want_pictures()

    def _focus_images(self) -> None:
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _connect(self) -> None:
        self.filter.changed.connect(self._filter_changed)
        self.filter.sized.connect(self._sized)
        self.filter.table_wanted.connect(lambda _: self.show_all())
        self.filter.left_for_images.connect(self._focus_images)
        self.side.chosen.connect(self._term_chosen)
        self.grid.sight_changed.connect(self.want_pictures)
        self.table.verticalScrollBar().valueChanged.connect(lambda _: self.want_pictures())
        self.feed.ready.connect(self._pictures_ready)
        self.grid.selectionModel().currentChanged.connect(lambda current, _: self._current_moved(current))
        self.grid.selectionModel().selectionChanged.connect(lambda _a, _b: self._select_soon.start())
        self._select_soon.timeout.connect(self._selection_changed)
        self.details.large_wanted.connect(self.show_large)
        self.grid.doubleClicked.connect(lambda _: self.show_large())
        self.table.doubleClicked.connect(lambda _: self.show_large())
        self.large.stepped.connect(self.step)
        self.large.closed.connect(self.show_all)
        self.compare.closed.connect(self.show_all)
        self.statistics.closed.connect(self.show_all)
        self.statistics.term_wanted.connect(self._term_from_figures)
        self.statistics.image_wanted.connect(self._image_from_figures)
        self.details.editor.left.connect(self._focus_images)
        self.finder.found.connect(self._problems_found)
        self.finder.looking.connect(self._looking)
        self.side.look_wanted.connect(self.finder.look_closely)
        self.side.stop_wanted.connect(self.finder.stop)
        session = self._session
        session.facts_changed.connect(self._facts_changed)
        session.captions_changed.connect(self._captions_changed)
        session.marks_changed.connect(self.model.images_changed)

    def _arrange(self) -> None:
        layout = column(self, spacing=8)
        layout.addWidget(self.filter)
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        for widget in (self.grid, self.table, self.nothing, self.large, self.compare, self.statistics):
            self.middle.addWidget(widget)
        self.grid.setModel(self.model)
        self.table.setSelectionModel(self.grid.selectionModel())
        self.grid.setAccessibleName(self.tr("Images"))
        self.table.setAccessibleName(self.tr("Images"))
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setChildrenCollapsible(False)
        splitter.setHandleWidth(8)
        centre = QWidget()
        inside = column(centre, spacing=8)
        inside.addWidget(self.fix_bar)
        inside.addWidget(self.middle, 1)
        inside.addWidget(self.bar)
        for place, part in enumerate((self.side, centre, self.details)):
            splitter.addWidget(part)
            splitter.setStretchFactor(place, int(place == 1))
        splitter.setSizes([236, 660, 336])
        layout.addWidget(splitter, 1)
