"""Figures about the images in sight: tags, which of them go together, lengths of captions, sizes of images."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent
from PySide6.QtWidgets import QTabWidget, QToolTip, QWidget

from gui.dataset_browser.session import Session
from gui.icons import IconSet
from gui.tasks import Latest, Progress
from gui.theme import CAPTION, Theme, text_font
from gui.widgets.parts import button, column, row, strong, weak

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt
    import pyqtgraph as pg

    from core.dataset.sorting import Ids
    from core.dataset.statistics import SizeScatter, TagStatistics
    from gui.dataset_browser.opened import OpenedData

_BARS = 36
_MATRIX = 24
_TAGS, _TOGETHER, _LENGTHS, _SIZES = range(4)


@dataclass(frozen=True, slots=True)
class Figures:
    """`tokens` has one number for each image."""

    tags: TagStatistics
    tokens: npt.NDArray[np.int32]
    sizes: SizeScatter
    token_limit: int


class StatisticsView(QWidget):
    """`term_wanted` fires with a field and a value of the query when a bar or a point is clicked."""

    closed = Signal()
    term_wanted = Signal(str, str)
    image_wanted = Signal(int)

    def __init__(self, session: Session, icons: IconSet, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._theme = theme
        self._counting = Latest(self)
        self.figures: Figures | None = None
        self._plots: list[pg.PlotWidget] = []
        self.title = strong(self.tr("Statistics"))
        self.summary = weak("")
        self.close_button = button(self.tr("Back to all"), compact=True)
        icons.put(self.close_button, "grid", "text", 16)
        self.tabs = QTabWidget()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        layout = column(self, spacing=8)
        head = row(spacing=8)
        head.addWidget(self.close_button)
        head.addWidget(self.title)
        head.addWidget(self.summary, 1)
        layout.addLayout(head)
        layout.addWidget(self.tabs, 1)
        self.close_button.clicked.connect(self.closed)
        theme.changed.connect(self._draw)

    def show_images(self, ids: Ids) -> None:
        """Count these images, then draw."""
        data = self._session.data
        if data is None:
            return
        self.summary.setText(self.tr("Counting…"))
        self._counting.run(lambda progress: _figures(data, ids, progress), self._take)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
            return
        super().keyPressEvent(event)

    def _take(self, figures: Figures) -> None:
        self.figures = figures
        if not self._plots:
            self._make_plots()
        self.summary.setText(
            self.tr("{images} images, {tags} different tags").format(
                images=f"{figures.tags.images:,}", tags=f"{len(figures.tags.tags):,}"
            )
        )
        self._draw()

    def _make_plots(self) -> None:
        import pyqtgraph as pg

        for title in (self.tr("Tags"), self.tr("Together"), self.tr("Caption lengths"), self.tr("Sizes")):
            plot = pg.PlotWidget()
            plot.setMenuEnabled(False)
            plot.hideButtons()
            plot.setAccessibleName(title)
            plot.setFrameShape(pg.QtWidgets.QFrame.Shape.NoFrame)
            self._plots.append(plot)
            self.tabs.addTab(plot, title)
        self._plots[_TAGS].scene().sigMouseClicked.connect(self._bar_clicked)
        self._plots[_TOGETHER].scene().sigMouseMoved.connect(self._matrix_hovered)
        self._plots[_TOGETHER].scene().sigMouseClicked.connect(self._matrix_clicked)
        for place in (_TAGS, _TOGETHER):
            self._plots[place].setMouseEnabled(x=False, y=False)

    def _draw(self) -> None:
        figures = self.figures
        if figures is None or not self._plots:
            return
        for plot in self._plots:
            plot.clear()
            plot.setBackground(self._theme.palette.surface)
            for side in ("left", "bottom", "top"):
                axis = plot.getAxis(side)
                axis.setPen(self._theme.palette.border)
                axis.setTextPen(self._theme.palette.weak)
                axis.setStyle(tickFont=text_font(CAPTION))
        self._draw_tags(figures)
        self._draw_together(figures)
        self._draw_lengths(figures)
        self._draw_sizes(figures)

    def _draw_tags(self, figures: Figures) -> None:
        import pyqtgraph as pg

        plot, tags = self._plots[_TAGS], figures.tags.tags[:_BARS]
        if not tags:
            return
        colour = self._theme.palette.accent
        bars = pg.BarGraphItem(
            x0=0, y=[-place for place in range(len(tags))], width=[count for _, count in tags], height=0.7,
            brush=colour, pen=None,
        )  # fmt: skip
        plot.addItem(bars)
        for place, (_, count) in enumerate(tags):
            label = pg.TextItem(f"{count:,}", color=self._theme.palette.weak, anchor=(0, 0.5))
            label.setFont(text_font(CAPTION))
            label.setPos(count, -place)
            plot.addItem(label)
        plot.getAxis("left").setTicks([[(-place, _short(tag)) for place, (tag, _) in enumerate(tags)]])
        plot.getAxis("left").setWidth(170)
        plot.setXRange(0, tags[0][1] * 1.08, padding=0)
        plot.setYRange(-len(tags) + 0.4, 0.6, padding=0)

    def _draw_together(self, figures: Figures) -> None:
        """Of each row's tag the share of images that have the column's tag as well."""
        import numpy as np
        import pyqtgraph as pg

        plot, together = self._plots[_TOGETHER], figures.tags.together[:_MATRIX, :_MATRIX]
        count = len(together)
        if not count:
            return
        share = together / np.maximum(together.diagonal()[:, None], 1)
        palette = self._theme.palette
        table = pg.ColorMap([0.0, 1.0], [QColor(palette.surface), QColor(palette.accent)])
        image = pg.ImageItem(share.T[:, ::-1], levels=(0, 1), colorMap=table)
        image.setRect(-0.5, -count + 0.5, count, count)
        plot.addItem(image)
        names = [_short(tag) for tag, _ in figures.tags.tags[:count]]
        plot.getAxis("left").setTicks([[(-place, name) for place, name in enumerate(names)]])
        plot.getAxis("left").setWidth(170)
        plot.showAxis("top")
        plot.hideAxis("bottom")
        plot.getAxis("top").setTicks([[(place, str(place + 1)) for place in range(count)]])
        plot.setXRange(-0.5, count - 0.5, padding=0)
        plot.setYRange(-count + 0.5, 0.5, padding=0)

    def _draw_lengths(self, figures: Figures) -> None:
        import numpy as np
        import pyqtgraph as pg

        plot = self._plots[_LENGTHS]
        if not len(figures.tokens):
            return
        top = max(int(figures.tokens.max()), figures.token_limit) + 5
        counts, edges = np.histogram(figures.tokens, bins=min(top, 60), range=(0, top))
        plot.addItem(
            pg.BarGraphItem(x0=edges[:-1], width=np.diff(edges) * 0.9, height=counts, brush=self._theme.palette.accent,
                            pen=None)
        )  # fmt: skip
        limit = pg.InfiniteLine(
            figures.token_limit + 0.5,
            pen=pg.mkPen(self._theme.palette.warning, width=1, style=Qt.PenStyle.DashLine),
            label=self.tr("{limit} tokens are read").format(limit=figures.token_limit),
            labelOpts={"color": self._theme.palette.warning, "position": 0.92},
        )
        plot.addItem(limit)
        plot.setLabel("bottom", self.tr("Tokens of the caption as it is trained"), color=self._theme.palette.weak)
        plot.setLabel("left", self.tr("Images"), color=self._theme.palette.weak)
        plot.setXRange(0, top, padding=0.01)
        plot.setYRange(0, max(int(counts.max()), 1) * 1.08, padding=0)

    def _draw_sizes(self, figures: Figures) -> None:
        import pyqtgraph as pg

        plot, sizes = self._plots[_SIZES], figures.sizes
        fit = sizes.placement.bucket_width > 0
        for mask, colour, symbol in ((fit, self._theme.palette.curves[0], "o"), (~fit, self._theme.palette.error, "x")):
            if mask.any():
                points = pg.ScatterPlotItem(
                    sizes.width[mask], sizes.height[mask], data=sizes.images[mask], size=7, pen=None,
                    symbol=symbol, brush=pg.mkBrush(QColor(colour).red(), QColor(colour).green(),
                                                    QColor(colour).blue(), 130),
                )  # fmt: skip
                points.sigClicked.connect(self._point_clicked)
                plot.addItem(points)
        placed = (sizes.placement.bucket_width.tolist(), sizes.placement.bucket_height.tolist())
        buckets = {pair for pair in zip(*placed, strict=True) if pair[0]}
        if buckets:
            across, down = zip(*sorted(buckets), strict=True)
            plot.addItem(
                pg.ScatterPlotItem(across, down, size=12, symbol="s", brush=None,
                                   pen=pg.mkPen(self._theme.palette.curves[5], width=1.6))
            )  # fmt: skip
        plot.setLabel("bottom", self.tr("Width in pixels (squares: buckets)"), color=self._theme.palette.weak)
        plot.setLabel("left", self.tr("Height in pixels"), color=self._theme.palette.weak)
        plot.autoRange(padding=0.05)

    def _bar_clicked(self, event: Any) -> None:
        place = self._cell(_TAGS, event.scenePos())
        if self.figures is not None and place is not None and 0 <= -place[1] < len(self.figures.tags.tags[:_BARS]):
            self.term_wanted.emit("tag", self.figures.tags.tags[-place[1]][0])

    def _matrix_at(self, where: QPointF) -> tuple[int, int] | None:
        place = self._cell(_TOGETHER, where)
        count = 0 if self.figures is None else len(self.figures.tags.together[:_MATRIX])
        if place is None or not (0 <= place[0] < count and 0 <= -place[1] < count):
            return None
        return -place[1], place[0]

    def _matrix_hovered(self, where: QPointF) -> None:
        found = self._matrix_at(where)
        plot = self._plots[_TOGETHER]
        if found is None or self.figures is None:
            QToolTip.hideText()
            return
        QToolTip.showText(plot.mapToGlobal(where.toPoint()), self.together_words(*found), plot)

    def together_words(self, row_number: int, column_number: int) -> str:
        """What one cell of the matrix says."""
        if self.figures is None:
            return ""
        tags, together = self.figures.tags.tags, self.figures.tags.together
        return self.tr("{both} of {count} images with “{first}” have “{second}” too").format(
            both=f"{int(together[row_number, column_number]):,}",
            count=f"{int(together[row_number, row_number]):,}",
            first=tags[row_number][0],
            second=tags[column_number][0],
        )

    def _matrix_clicked(self, event: Any) -> None:
        found = self._matrix_at(event.scenePos())
        if found is not None and self.figures is not None:
            for place in dict.fromkeys(found):
                self.term_wanted.emit("tag", self.figures.tags.tags[place][0])

    def _point_clicked(self, _: Any, points: Any) -> None:
        if len(points):
            self.image_wanted.emit(int(points[0].data()))

    def _cell(self, plot: int, where: QPointF) -> tuple[int, int] | None:
        box = self._plots[plot].getViewBox()
        if not box.sceneBoundingRect().contains(where):
            return None
        spot = box.mapSceneToView(where)
        return round(spot.x()), round(spot.y())


def _short(tag: str) -> str:
    return tag if len(tag) <= 24 else tag[:23] + "…"


def _figures(data: OpenedData, ids: Ids, progress: Progress) -> Figures:
    import pyqtgraph  # noqa: F401 - takes a third of a second, here rather than in the window's thread

    from core.dataset.statistics import size_scatter, tag_statistics, token_lengths

    images = ids.tolist()
    return Figures(
        tag_statistics(data.library, images, 40, progress.check),
        token_lengths(data.library, images, progress.check),
        size_scatter(data.library, ids),
        data.scope.token_limit,
    )
