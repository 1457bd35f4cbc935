"""The buckets of a training: each size with a bar for how many images it holds."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from core.dataset.buckets import Size
from gui.theme import CAPTION, Theme, text_font
from gui.widgets.parts import button, column

_ROW = 18
_FEW = 5


class BucketBars(QWidget):
    """The fullest buckets, and all of them at the press of a button. Images count with their repeats."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bars = _Bars(theme)
        self._buckets: tuple[tuple[Size, int], ...] = ()
        self.more = button("", compact=True)
        self.more.setCheckable(True)
        self.more.toggled.connect(self._show)
        layout = column(self, spacing=4)
        layout.addWidget(self._bars)
        layout.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)

    def show_buckets(self, buckets: Sequence[tuple[Size, int]]) -> None:
        self._buckets = tuple(sorted(buckets, key=lambda bucket: (-bucket[1], bucket[0])))
        self._show()

    @property
    def rows(self) -> tuple[tuple[Size, int], ...]:
        """What is in sight."""
        return self._bars.rows

    def _show(self) -> None:
        hidden = len(self._buckets) - _FEW
        everything = self.more.isChecked() or hidden <= 1
        self._bars.show_rows(self._buckets if everything else self._buckets[:_FEW])
        self.more.setVisible(hidden > 1)
        self.more.setText(
            self.tr("Show fewer") if self.more.isChecked() else self.tr("Show {count} more").format(count=hidden)
        )


class _Bars(QWidget):
    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.rows: tuple[tuple[Size, int], ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def show_rows(self, rows: tuple[tuple[Size, int], ...]) -> None:
        self.rows = rows
        words = (
            self.tr("{width}×{height}: {count} images").format(width=size[0], height=size[1], count=f"{count:,}")
            for size, count in rows
        )
        self.setAccessibleName("; ".join(words))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(160, _ROW * len(self.rows))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self.rows:
            return
        palette = self._theme.palette
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(text_font(CAPTION))
        metrics = painter.fontMetrics()
        names = [f"{width}×{height}" for (width, height), _ in self.rows]
        counts = [f"{count:,}" for _, count in self.rows]
        left = max(map(metrics.horizontalAdvance, names)) + 8.0
        right = max(map(metrics.horizontalAdvance, counts)) + 8.0
        most = max(count for _, count in self.rows) or 1
        room = max(8.0, self.width() - left - right)
        middle = Qt.AlignmentFlag.AlignVCenter
        for number, (_, count) in enumerate(self.rows):
            top = float(number * _ROW)
            painter.setPen(QColor(palette.weak))
            painter.drawText(QRectF(0, top, left, _ROW), middle | Qt.AlignmentFlag.AlignLeft, names[number])
            painter.setPen(QColor(palette.text))
            area = QRectF(self.width() - right, top, right, _ROW)
            painter.drawText(area, middle | Qt.AlignmentFlag.AlignRight, counts[number])
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(palette.curves[0]))
            painter.drawRoundedRect(QRectF(left, top + 5, max(2.0, room * count / most), _ROW - 10), 2, 2)
        painter.end()
        event.accept()
