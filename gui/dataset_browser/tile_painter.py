"""Draws one tile of the grid: the picture, its badges and marks, and the caption under it."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QPointF, QRect, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen, QPixmap, QPolygonF

from gui.dataset_browser.image_model import ImageModel, printable
from gui.dataset_browser.problem_words import Badge, Shape
from gui.dataset_browser.thumbnail_feed import ThumbnailFeed
from gui.theme import CAPTION, Theme, text_font

_PADDING = 5
_LINES = 2
_BADGE = 16
_KEPT_CHARACTERS = 160
_KEPT_LINES = 2000
SMALLEST, USUAL, LARGEST = 96, 152, 360


class TilePainter:
    """`tile` is the side of the picture in pixels; colours are taken from the theme at every `begin`."""

    def __init__(self, model: ImageModel, feed: ThumbnailFeed, theme: Theme) -> None:
        self._model = model
        self._feed = feed
        self._theme = theme
        self.tile = USUAL
        self._font = text_font(CAPTION)
        self._line = QFontMetrics(self._font).height()
        self._scale = 1.0
        self._metrics = QFontMetrics(self._font)
        self._ascent = self._metrics.ascent()
        self._lines: dict[tuple[str, int], tuple[str, str]] = {}

    @property
    def width(self) -> int:
        return self.tile + 2 * _PADDING

    @property
    def height(self) -> int:
        return self.tile + 3 * _PADDING + _LINES * self._line

    @property
    def accent(self) -> str:
        return self._theme.palette.accent

    def pixels(self, scale: float) -> int:
        """The longer side of the picture in this tile on a screen of that scale."""
        return round(self.tile * scale)

    def begin(self, painter: QPainter) -> None:
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        painter.setFont(self._font)
        self._scale = painter.device().devicePixelRatioF()

    def paint(self, painter: QPainter, area: QRect, row: int, *, selected: bool, current: bool) -> None:
        palette = self._theme.palette
        if selected or current:
            painter.setPen(QPen(QColor(palette.accent), 2 if current else 1))
            painter.setBrush(QColor(palette.accent_soft) if selected else Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(area).adjusted(1, 1, -1, -1), 6, 6)
        image = self._model.image(row)
        frame = QRect(area.left() + _PADDING, area.top() + _PADDING, self.tile, self.tile)
        self._paint_picture(painter, frame, image)
        self._paint_marks(painter, frame, image)
        text = QRect(frame.left(), frame.bottom() + 1 + _PADDING, self.tile, _LINES * self._line)
        self._paint_caption(painter, text, image)

    def _paint_picture(self, painter: QPainter, frame: QRect, image: int) -> None:
        palette = self._theme.palette
        pixmap = self._feed.get(image)
        if pixmap is not None:
            place = _fitted(pixmap, frame, self._scale)
            if place.size() * self._scale == QSizeF(pixmap.size()):
                painter.drawPixmap(place.topLeft(), pixmap)
            else:
                painter.drawPixmap(place, pixmap, QRectF(pixmap.rect()))
            return
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(palette.raised))
        painter.drawRoundedRect(frame, 4, 4)
        if self._feed.failure(image) is not None:
            middle = QPointF(frame.center())
            draw_badge(painter, QRectF(middle.x() - 12, middle.y() - 22, 24, 24), Shape.CROSS, palette.error)
            painter.setPen(QColor(palette.weak))
            below = QRect(frame.left() + 4, int(middle.y()) + 8, frame.width() - 8, self._line)
            words = QCoreApplication.translate("TilePainter", "Cannot be read")
            painter.drawText(below, int(Qt.AlignmentFlag.AlignHCenter), words)

    def _paint_marks(self, painter: QPainter, frame: QRect, image: int) -> None:
        data = self._model.data_set
        if data is None:
            return
        x = float(frame.left() + 4)
        for badge in self._model.problems.badges_of(data, image)[:5]:
            self._paint_badge(painter, QRectF(x, frame.bottom() - _BADGE - 3, _BADGE, _BADGE), badge)
            x += _BADGE + 3
        mark = data.mark_of(image)
        if mark is None:
            return
        words = "★" * mark.rating + ("⚑" if mark.flag else "")
        width = painter.fontMetrics().horizontalAdvance(words) + 10
        plate = QRectF(frame.right() - width - 3, frame.top() + 4, width, self._line + 2)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(0, 0, 0, 150))
        painter.drawRoundedRect(plate, 4, 4)
        painter.setPen(QColor("#FFD45E"))
        painter.drawText(plate, int(Qt.AlignmentFlag.AlignCenter), words)

    def _paint_badge(self, painter: QPainter, area: QRectF, badge: Badge) -> None:
        palette = self._theme.palette
        painter.setPen(Qt.PenStyle.NoPen)
        ground = QColor(palette.surface)
        ground.setAlpha(225)
        painter.setBrush(ground)
        painter.drawRoundedRect(area.adjusted(-1, -1, 1, 1), 4, 4)
        draw_badge(painter, area.adjusted(2, 2, -2, -2), badge.shape, getattr(palette, badge.tone))

    def _paint_caption(self, painter: QPainter, area: QRect, image: int) -> None:
        data = self._model.data_set
        if data is None:
            return
        palette = self._theme.palette
        caption = printable(data.library.captions[image][:_KEPT_CHARACTERS])
        painter.setPen(QColor(palette.text if caption else palette.weak))
        words = caption or printable(data.library.name(image))
        first, rest = self._two_lines(words, area.width())
        painter.drawText(area.left(), area.top() + self._ascent, first)
        if rest:
            painter.drawText(area.left(), area.top() + self._line + self._ascent, rest)

    def _two_lines(self, words: str, width: int) -> tuple[str, str]:
        key = (words, width)
        found = self._lines.get(key)
        if found is None:
            if len(self._lines) > _KEPT_LINES:
                self._lines.clear()
            first, rest = _broken(words, self._metrics, width)
            found = (first, _elided(rest, self._metrics, width)[0] if rest else "")
            self._lines[key] = found
        return found


def _broken(text: str, metrics: QFontMetrics, width: int) -> tuple[str, str]:
    """The words that fit into one line, and the others."""
    fits, whole = _elided(text, metrics, width)
    if whole:
        return text, ""
    end = max(len(fits) - 1, 1)
    blank = text.rfind(" ", 0, end + 1)
    if blank > end // 2:
        end = blank
    return text[:end], text[end:].lstrip()


def _elided(text: str, metrics: QFontMetrics, width: int) -> tuple[str, bool]:
    """What fits into `width`, and whether that is all. Only so much is laid out as could be in sight."""
    likely = text[: max(width // 3, 1)]
    if len(likely) < len(text) and metrics.horizontalAdvance(likely) <= width:
        likely = text
    fits = metrics.elidedText(likely, Qt.TextElideMode.ElideRight, width)
    return fits, len(likely) == len(text) and fits == text


def _fitted(pixmap: QPixmap, frame: QRect, scale: float) -> QRectF:
    """In the middle of the frame; a small picture is not enlarged beyond four times its size."""
    size = QSizeF(pixmap.size()) / scale
    longer = max(size.width(), size.height(), 1.0)
    if longer < frame.width() or longer > frame.width():
        size = size * min(frame.width() / longer, 4.0)
    left = round(frame.left() + (frame.width() - size.width()) / 2)
    top = round(frame.top() + (frame.height() - size.height()) / 2)
    return QRectF(left, top, size.width(), size.height())


def draw_badge(painter: QPainter, area: QRectF, shape: Shape, colour: str) -> None:
    """One of the shapes, in `area`."""
    solid, middle = QColor(colour), area.center()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(solid)
    line = QPen(solid, max(area.width() / 7, 1.6), Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
    if shape is Shape.TRIANGLE:
        painter.drawPolygon(QPolygonF([QPointF(middle.x(), area.top()), area.bottomRight(), area.bottomLeft()]))
    elif shape is Shape.DIAMOND:
        sides = (
            QPointF(middle.x(), area.top()),
            QPointF(area.right(), middle.y()),
            QPointF(middle.x(), area.bottom()),
            QPointF(area.left(), middle.y()),
        )
        painter.drawPolygon(QPolygonF(list(sides)))
    elif shape is Shape.CIRCLE:
        painter.drawEllipse(area)
    elif shape is Shape.HALVES:
        painter.drawPie(area, 90 * 16, 180 * 16)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(solid, 1.4))
        painter.drawEllipse(area)
    elif shape is Shape.SQUARE:
        half = QRectF(area.left(), area.top(), area.width() / 2, area.height() / 2)
        painter.drawRect(half)
        painter.drawRect(half.translated(half.width(), half.height()))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(solid, 1.2))
        painter.drawRect(area)
    else:
        painter.setPen(line)
        if shape is Shape.CROSS:
            painter.drawLine(area.topLeft(), area.bottomRight())
            painter.drawLine(area.topRight(), area.bottomLeft())
        else:
            left, right = QPointF(area.left(), middle.y()), QPointF(area.right(), middle.y())
            painter.drawLine(left, right)
            reach = area.width() / 3.5
            for end, sign in ((left, 1), (right, -1)):
                painter.drawLine(end, end + QPointF(sign * reach, -reach))
                painter.drawLine(end, end + QPointF(sign * reach, reach))
