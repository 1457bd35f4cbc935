"""The buckets as bars, by their shape from tall to wide: how many images each has, and how its last batch is filled."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from gui.dataset_browser.overview import BucketCount
from gui.theme import CAPTION, Theme, text_font

_ROW = 22


class BucketChart(QWidget):
    """`chosen` fires with `512x768` and whether it is to be excluded."""

    chosen = Signal(str, bool)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._buckets: tuple[BucketCount, ...] = ()
        self._states: dict[str, int] = {}
        self._current = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Buckets"))

    @property
    def buckets(self) -> tuple[BucketCount, ...]:
        return self._buckets

    def show_buckets(self, buckets: Sequence[BucketCount]) -> None:
        if tuple(buckets) != self._buckets:
            self._buckets = tuple(buckets)
            self._current = min(self._current, max(len(self._buckets) - 1, 0))
            self.updateGeometry()
            self.update()

    def set_states(self, states: dict[str, int]) -> None:
        self._states = states
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(200, max(len(self._buckets), 1) * _ROW)

    def minimumSizeHint(self) -> QSize:
        return QSize(120, max(len(self._buckets), 1) * _ROW)

    def words(self, bucket: BucketCount) -> str:
        """What one bar means, in a sentence."""
        return self.tr(
            "{width} × {height}: {images} images, {count} with repeats, {batches} batches; "
            "the last batches lack {unfilled} images."
        ).format(
            width=bucket.size[0],
            height=bucket.size[1],
            images=f"{bucket.images:,}",
            count=f"{bucket.count:,}",
            batches=f"{bucket.batches:,}",
            unfilled=f"{bucket.unfilled:,}",
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(text_font(CAPTION))
        palette = self._theme.palette
        most = max((bucket.images for bucket in self._buckets), default=1)
        left, right = 76, 40
        for place, bucket in enumerate(self._buckets):
            top = place * _ROW
            if top + _ROW < event.rect().top() or top > event.rect().bottom():
                continue
            state = self._states.get(key_of(bucket), 0)
            colour = {1: palette.accent, -1: palette.error}.get(state, palette.text)
            painter.setPen(QColor(colour))
            middle = int(Qt.AlignmentFlag.AlignVCenter)
            words = f"{bucket.size[0]} × {bucket.size[1]}"
            painter.drawText(QRectF(0, top, left - 6, _ROW), middle | int(Qt.AlignmentFlag.AlignRight), words)
            room = self.width() - left - right
            length = max(room * bucket.images / most, 2.0)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(palette.accent if state != -1 else palette.error))
            bar = QRectF(left, top + 5, length, _ROW - 10)
            painter.drawRoundedRect(bar, 2, 2)
            if bucket.unfilled and bucket.count:
                self._paint_unfilled(painter, bar, bucket, room)
            painter.setPen(QColor(palette.weak))
            painter.drawText(QRectF(self.width() - right, top, right, _ROW), middle | 2, f"{bucket.images:,}")
            if self.hasFocus() and place == self._current:
                painter.setPen(QPen(QColor(palette.accent)))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRoundedRect(QRectF(0.5, top + 0.5, self.width() - 1, _ROW - 1), 4, 4)
        painter.end()

    def _paint_unfilled(self, painter: QPainter, bar: QRectF, bucket: BucketCount, room: float) -> None:
        """What the last batch lacks, in the same measure, as an outline."""
        width = min(max(bar.width() * bucket.unfilled / bucket.count, 3.0), room - bar.width())
        if width >= 2:
            painter.setPen(QPen(QColor(self._theme.palette.warning), 1, Qt.PenStyle.DotLine))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(QRectF(bar.right() + 1, bar.top(), width, bar.height()))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        place = int(event.position().y()) // _ROW
        if 0 <= place < len(self._buckets):
            self._current = place
            self._choose(event.modifiers())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down) and self._buckets:
            step = 1 if event.key() == Qt.Key.Key_Down else -1
            self._current = min(max(self._current + step, 0), len(self._buckets) - 1)
            self.setAccessibleDescription(self.words(self._buckets[self._current]))
            self.update()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self._buckets:
            self._choose(event.modifiers())
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent):
            place = event.pos().y() // _ROW
            if 0 <= place < len(self._buckets):
                QToolTip.showText(event.globalPos(), self.words(self._buckets[place]), self)
                return True
        return super().event(event)

    def _choose(self, modifiers: Qt.KeyboardModifier) -> None:
        exclude = bool(modifiers & Qt.KeyboardModifier.ControlModifier)
        self.chosen.emit(key_of(self._buckets[self._current]), exclude)


def key_of(bucket: BucketCount) -> str:
    """As a query writes it."""
    return f"{bucket.size[0]}x{bucket.size[1]}"
