"""Two images side by side, zoomed together; for duplicates also which of them is to stay."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtGui import QImage, QKeyEvent
from PySide6.QtWidgets import QWidget

from core.errors import AppError
from gui.core_texts import spoken
from gui.dataset_browser.canvas import Canvas
from gui.dataset_browser.image_model import printable
from gui.dataset_browser.large_view import read_large
from gui.dataset_browser.session import Session
from gui.icons import IconSet
from gui.tasks import Latest
from gui.theme import Theme
from gui.widgets.elided import ElidedLabel
from gui.widgets.parts import body, button, caption, column, danger_button, row, strong, weak

if TYPE_CHECKING:
    from gui.dataset_browser.opened import OpenedData

_WORDS = 56
"""Three lines, so that both pictures are as high."""


class CompareSide(QWidget):
    """One of both: the picture, what is known of it, its caption."""

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._reading = Latest(self)
        self.image = -1
        self.canvas = Canvas(theme)
        self.canvas.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.canvas.show_crop = False
        self.name = ElidedLabel(role="strong", mode=Qt.TextElideMode.ElideMiddle)
        self.facts = caption("", wrap=True)
        self.words = body("")
        self.trash = danger_button("")
        layout = column(self, spacing=4)
        layout.addWidget(self.canvas, 1)
        self.words.setFixedHeight(_WORDS)
        self.words.setAlignment(Qt.AlignmentFlag.AlignTop)
        for widget in (self.name, self.facts, self.words):
            layout.addWidget(widget)
        layout.addWidget(self.trash, 0, Qt.AlignmentFlag.AlignLeft)

    def show_image(self, image: int) -> None:
        data = self._session.data
        if data is None:
            return
        self.image = image
        self.name.setText(printable(data.library.relative(data.library.path(image))))
        self.canvas.setAccessibleName(self.name.text())
        self.words.setText(printable(data.library.captions[image][:220]) or self.tr("No caption"))
        self.show_facts(data)
        self._reading.run(lambda _: read_large(data, image), self._show, self._failed)

    def show_facts(self, data: OpenedData) -> None:
        size, found = data.library.size(self.image), data.library.assignment(self.image)
        parts = [data.library.format_name(self.image)]
        if size is not None:
            parts.append(f"{size[0]} × {size[1]}")
        if found is not None:
            parts.append(self.tr("bucket {width} × {height}").format(width=found.bucket[0], height=found.bucket[1]))
        self.facts.setText(", ".join(part for part in parts if part))

    def _show(self, read: tuple[QImage, tuple[int, int]]) -> None:
        data = self._session.data
        if data is not None:
            self.canvas.fits = True
            self.canvas.show_image(*read, data.library.assignment(self.image))
            self.show_facts(data)

    def _failed(self, error: Exception) -> None:
        self.canvas.show_words(spoken(error.message if isinstance(error, AppError) else str(error)))


class CompareView(QWidget):
    """`trash_wanted` with the image that is to go; `closed`: back to all images.

    `kept` with the pair of which both stay; `forgotten` with pairs of which that is no longer so, as lists.
    `pairs` are shown one after another: (first, second, how alike from 0 to 1, or 0 where nobody compared them).
    """

    trash_wanted = Signal(int)
    kept = Signal(object)
    forgotten = Signal(object)
    closed = Signal()

    def __init__(self, session: Session, icons: IconSet, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.pairs: list[tuple[int, int, float]] = []
        self.place = 0
        self.reviewing = False
        """Whether these are pairs that both stay."""
        self.left, self.right = CompareSide(session, theme), CompareSide(session, theme)
        self.title = strong("")
        self.alike = weak("")
        self.both = button(self.tr("Keep both"), compact=True)
        self.forget = button(self.tr("Forget it"), compact=True)
        self.forget.setToolTip(self.tr("Tell this pair as duplicates again"))
        self.forget_all = button(self.tr("Forget all"), compact=True)
        self.forget_all.setToolTip(self.tr("Tell all of these pairs as duplicates again"))
        self.before = button(self.tr("Previous pair"), compact=True)
        self.after = button(self.tr("Next pair"), compact=True)
        self.close_button = button(self.tr("Back to all"), compact=True)
        icons.put(self.close_button, "grid", "text", 16)
        icons.put(self.before, "chevron-left", "text", 16)
        icons.put(self.after, "chevron-right", "text", 16)
        self.left.trash.setText(self.tr("Keep the right, trash this"))
        self.right.trash.setText(self.tr("Keep the left, trash this"))
        for side in (self.left, self.right):
            icons.put(side.trash, "trash", "error", 16)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._arrange()
        self._connect()

    def show_pairs(self, pairs: Sequence[tuple[int, int, float]], *, kept: bool = False) -> None:
        """Begin with the first. `kept`: these are pairs that both stay."""
        self.pairs = list(pairs)
        self.reviewing = kept
        self.place = 0
        self._show()

    def drop(self, image: int) -> None:
        """The image is gone: so are its pairs."""
        self.pairs = [pair for pair in self.pairs if image not in pair[:2]]
        self._next_or_close()

    def renumber(self, number_of: Callable[[int], int | None]) -> None:
        """The images have other numbers now; pairs of images that are gone go."""
        before, self.pairs = self.pairs, []
        if not before or self.isHidden():
            return
        place = self.place
        for number, (first, second, likeness) in enumerate(before):
            one, other = number_of(first), number_of(second)
            if one is not None and other is not None:
                self.pairs.append((one, other, likeness))
            elif number < self.place:
                place -= 1
        self.place = place
        self._next_or_close()

    def step(self, by: int) -> None:
        if self.pairs:
            self.place = (self.place + by) % len(self.pairs)
            self._show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Left:
                self.step(-1)
            case Qt.Key.Key_Right:
                self.step(1)
            case Qt.Key.Key_Escape | Qt.Key.Key_Space:
                self.closed.emit()
            case _:
                super().keyPressEvent(event)

    def _show(self) -> None:
        if not self.pairs:
            self.closed.emit()
            return
        first, second, likeness = self.pairs[self.place]
        self.left.show_image(first)
        self.right.show_image(second)
        several = len(self.pairs) > 1
        kind = self.tr("Kept pair {number} of {count}") if self.reviewing else self.tr("Pair {number} of {count}")
        words = kind.format(number=self.place + 1, count=f"{len(self.pairs):,}")
        self.title.setText(words if several or self.reviewing else self.tr("Compare"))
        self.alike.setText(self.tr("{percent} % alike").format(percent=f"{likeness * 100:.0f}") if likeness else "")
        self.before.setVisible(several)
        self.after.setVisible(several)
        self.both.setVisible(likeness > 0 and not self.reviewing)
        self.forget.setVisible(self.reviewing)
        self.forget_all.setVisible(self.reviewing and several)

    def _keep_both(self) -> None:
        self._settle(self.kept)

    def _forget(self) -> None:
        self._settle(self.forgotten)

    def _settle(self, signal: SignalInstance) -> None:
        """The pair in sight is decided."""
        if self.pairs:
            first, second, _ = self.pairs.pop(self.place)
            signal.emit([(first, second)])
            self._next_or_close()

    def _forget_all(self) -> None:
        pairs, self.pairs = self.pairs, []
        self.forgotten.emit([(first, second) for first, second, _ in pairs])
        self._next_or_close()

    def _next_or_close(self) -> None:
        self.place = min(self.place, max(len(self.pairs) - 1, 0))
        self._show()

    def _connect(self) -> None:
        self.both.clicked.connect(self._keep_both)
        self.forget.clicked.connect(self._forget)
        self.forget_all.clicked.connect(self._forget_all)
        self.before.clicked.connect(lambda: self.step(-1))
        self.after.clicked.connect(lambda: self.step(1))
        self.close_button.clicked.connect(self.closed)
        for side, other in ((self.left, self.right), (self.right, self.left)):
            side.trash.clicked.connect(lambda _=False, side=side: self.trash_wanted.emit(side.image))
            for signal in (side.canvas.zoomed, side.canvas.moved):
                signal.connect(lambda side=side, other=other: other.canvas.look_like(side.canvas))

    def _arrange(self) -> None:
        layout = column(self, spacing=8)
        head = row(spacing=8)
        head.addWidget(self.close_button)
        head.addWidget(self.title)
        head.addWidget(self.alike)
        head.addStretch(1)
        for widget in (self.before, self.after, self.both, self.forget, self.forget_all):
            head.addWidget(widget)
        layout.addLayout(head)
        sides = row(spacing=12)
        sides.addWidget(self.left, 1)
        sides.addWidget(self.right, 1)
        layout.addLayout(sides, 1)
