"""Below the picture while a crop is drawn: its shape, its size, the bucket that it would be trained in."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QWidget

from gui.icons import IconSet
from gui.widgets.parts import button, caption, column, primary_button, row, weak

_SHAPES = ((1, 1), (2, 3), (3, 2), (3, 4), (4, 3), (9, 16), (16, 9))


class CropBar(QWidget):
    """`ratio_changed` with width by height, or None; `wanted`: write it; `cancelled`."""

    ratio_changed = Signal(object)
    wanted = Signal()
    cancelled = Signal()

    def __init__(self, icons: IconSet, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._picture: float | None = None
        self.shape = QComboBox()
        self.shape.addItem(self.tr("Any shape"))
        self.shape.addItem(self.tr("As the picture"))
        for wide, high in _SHAPES:
            self.shape.addItem(f"{wide} : {high}", wide / high)
        self.shape.setAccessibleName(self.tr("Shape of the crop"))
        self.words = weak("")
        self.write = primary_button(self.tr("Write the crop"))
        self.write.setToolTip(self.tr("Into a new file beside the image, with a copy of its caption (Enter)"))
        self.cancel = button(self.tr("Cancel"), compact=True)
        icons.put(self.write, "crop", "on_accent", 16)
        layout = column(self, spacing=4)
        across = row(spacing=8)
        across.addWidget(self.shape)
        across.addWidget(self.words, 1)
        across.addWidget(self.cancel)
        across.addWidget(self.write)
        layout.addLayout(across)
        layout.addWidget(caption(self.tr("Drag the frame or its edges, or draw a new one; arrow keys move it.")))
        self.shape.currentIndexChanged.connect(lambda _: self.ratio_changed.emit(self.ratio()))
        self.write.clicked.connect(self.wanted)
        self.cancel.clicked.connect(self.cancelled)
        self.hide()

    def begin(self, size: tuple[int, int]) -> None:
        """For a picture of that size."""
        self._picture = size[0] / size[1]
        self.show()

    def ratio(self) -> float | None:
        """Width by height of the chosen shape, None for any."""
        if self.shape.currentIndex() == 1:
            return self._picture
        found = self.shape.currentData()
        return found if isinstance(found, float) else None

    def show_size(self, size: tuple[int, int], bucket: tuple[int, int] | None, *, enlarged: bool) -> None:
        words = f"{size[0]} × {size[1]}"
        if bucket is not None:
            words += self.tr(", bucket {width} × {height}").format(width=bucket[0], height=bucket[1])
        if enlarged:
            words += self.tr(", enlarged for it")
        self.words.setText(words)
