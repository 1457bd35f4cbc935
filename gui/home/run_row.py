"""One of the last runs: its newest picture, how it went, and the way to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent, QPixmap
from PySide6.QtWidgets import QFrame, QLabel, QWidget

from gui import formats
from gui.core_texts import spoken
from gui.icons import IconSet
from gui.run_words import SEPARATOR, moment, state_word
from gui.widgets.elided import ElidedLabel
from gui.widgets.parts import button, chip, column, row, set_tone

if TYPE_CHECKING:
    from core.runs.controller import RunInfo

PICTURE = 56


class RunRow(QFrame):
    """`opened` fires with the run's id."""

    opened = Signal(str)

    def __init__(self, icons: IconSet, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icons = icons
        self._run_id = ""
        self._picture = QLabel()
        self._picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.show_picture(None)
        self._name = ElidedLabel(role="strong")
        self._chip = chip("")
        self._facts = ElidedLabel(role="weak")
        self._open = button(self.tr("Open"), compact=True)
        self._open.clicked.connect(self._tell)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        layout = row(self, spacing=12)
        layout.setContentsMargins(12, 10, 12, 10)
        layout.addWidget(self._picture)
        texts = column(spacing=4)
        heading = row()
        heading.addWidget(self._name)
        heading.addWidget(self._chip)
        heading.addStretch(1)
        texts.addStretch(1)
        texts.addLayout(heading)
        texts.addWidget(self._facts)
        texts.addStretch(1)
        layout.addLayout(texts, 1)
        layout.addWidget(self._open)

    def show_run(self, run: RunInfo) -> None:
        self._run_id = run.run_id
        word, tone = state_word(run.summary)
        self._name.setText(run.name)
        self._chip.setText(word)
        set_tone(self._chip, tone)
        self._facts.setText(self._facts_of(run))
        self._open.setAccessibleName(self.tr("Open the run {name}").format(name=run.name))

    def show_picture(self, picture: QPixmap | None) -> None:
        if picture is None:
            self._icons.put(self._picture, "training", "weak", 28)
        else:
            self._picture.setProperty("icon_name", "")
            self._picture.setPixmap(_square(picture, self.devicePixelRatio()))
        self._picture.setFixedSize(PICTURE, PICTURE)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self._tell()

    def _tell(self) -> None:
        self.opened.emit(self._run_id)

    def _facts_of(self, run: RunInfo) -> str:
        summary = run.summary
        if run.problem:
            return spoken(run.problem)
        parts = []
        if summary.step is not None and summary.total_steps:
            done, total = f"{summary.step:,}", f"{summary.total_steps:,}"
            parts.append(self.tr("{done} of {total} steps").format(done=done, total=total))
        if summary.average_loss is not None:
            parts.append(self.tr("loss {loss}").format(loss=formats.loss(summary.average_loss)))
        if summary.started_at is not None:
            end = summary.ended_at or summary.updated_at or summary.started_at
            parts.append(formats.duration(end - summary.started_at))
        if run.record is not None:
            parts.append(moment(run.record.created_at))
        return SEPARATOR.join(parts)


def _square(picture: QPixmap, scale: float) -> QPixmap:
    """The middle of the picture, filling the row's square."""
    pixels = round(PICTURE * scale)
    filled = picture.scaled(
        pixels,
        pixels,
        Qt.AspectRatioMode.KeepAspectRatioByExpanding,
        Qt.TransformationMode.SmoothTransformation,
    )
    cut = filled.copy((filled.width() - pixels) // 2, (filled.height() - pixels) // 2, pixels, pixels)
    cut.setDevicePixelRatio(scale)
    return cut
