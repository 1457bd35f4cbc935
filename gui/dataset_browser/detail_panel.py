"""On the right: the current image, its caption, what training makes of both, and what is known of the file."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QToolButton, QWidget

from core.errors import AppError
from gui import formats
from gui.core_texts import spoken
from gui.dataset_browser.canvas import Canvas
from gui.dataset_browser.caption_editor import CaptionEditor
from gui.dataset_browser.image_model import printable
from gui.dataset_browser.problem_list import ProblemList
from gui.dataset_browser.session import Session
from gui.dataset_browser.typed_text import trained_text
from gui.icons import IconSet
from gui.tasks import Latest
from gui.theme import Theme
from gui.widgets.elided import ElidedLabel
from gui.widgets.parts import body, caption, column, row, weak

if TYPE_CHECKING:
    from core.dataset.ratings import Mark
    from gui.dataset_browser.opened import OpenedData

_PREVIEW = 640
_PREVIEW_HEIGHT = 236
_SHOWN = 2000
"""Characters of what is trained that are shown."""


class DetailPanel(QScrollArea):
    """`large_wanted`: the person wants to see the image in full. `rated`: with so many stars, -1 for the flag."""

    large_wanted = Signal()
    rated = Signal(int)

    def __init__(self, session: Session, icons: IconSet, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._icons = icons
        self._image: int | None = None
        self._reading = Latest(self)
        self.canvas = Canvas(theme, still=True)
        self.name = ElidedLabel(role="strong", mode=Qt.TextElideMode.ElideMiddle)
        self.editor = CaptionEditor(session, icons, theme)
        self.trained = body("")
        self._facts = caption("", wrap=True)
        self.problems = ProblemList(theme)
        self._describing = Latest(self)
        self._described: tuple[int, int] | None = None
        self._inside = QWidget()
        self.stars: list[QToolButton] = []
        self._marked: Mark | None = None
        self._arrange()
        self.canvas.clicked.connect(self.large_wanted)
        self.editor.shown.connect(self.show_facts)
        session.facts_changed.connect(self.show_facts)
        session.marks_changed.connect(lambda _: self.show_facts())

    def show_image(self, image: int | None) -> None:
        """Show this image; None for none."""
        self._image = image
        self.editor.show_image(image)
        data = self._session.data
        self._inside.setVisible(image is not None)
        if image is None or data is None:
            self._reading.cancel()
            self.canvas.show_words("")
            return
        self.name.setText(printable(data.library.name(image)))
        self.show_facts()
        if not data.library.may_open(image):
            self.canvas.show_words(self.tr("A link that leads out of the folder: it is not followed."))
            return
        path = data.library.path(image)
        self._reading.run(lambda _: _read(data, image, path), self._show_picture, self._no_picture)

    def show_facts(self) -> None:
        """What is known changes while it is being read and edited."""
        image, data = self._image, self._session.data
        if image is None or data is None or image >= len(data.library):
            return
        self._show_trained(data, image)
        self._facts.setText("\n".join(self._lines(data, image)))
        self._show_problems(data, image)
        mark = data.mark_of(image)
        if mark == self._marked:
            return
        self._marked = mark  # icons are drawn anew: not at every count
        for number, star in enumerate(self.stars, 1):
            lit = mark is not None and mark.rating >= number
            self._icons.put(star, "star", "warning" if lit else "weak", 16)
            star.setAccessibleDescription(self.tr("set") if lit else "")
        self._icons.put(self.flag, "flag", "error" if mark is not None and mark.flag else "weak", 16)

    def set_completions(self, tags: Mapping[str, int]) -> None:
        self.editor.set_completions(tags)

    def sizeHint(self) -> QSize:
        return QSize(320, 600)

    def _show_picture(self, read: tuple[QImage, tuple[int, int]]) -> None:
        image, data = self._image, self._session.data
        if image is None or data is None:
            return
        picture, size = read
        self.canvas.show_image(picture, size, data.library.assignment(image))
        self.show_facts()

    def _no_picture(self, error: Exception) -> None:
        self.canvas.show_words(spoken(error.message if isinstance(error, AppError) else str(error)))

    def _show_trained(self, data: OpenedData, image: int) -> None:
        if not data.library.is_trained(image):
            self.trained.setText(self.tr("Training does not take this file."))
            return
        words = printable(trained_text(data, image, self.editor.current_text()[:_SHOWN])[:_SHOWN])
        self.trained.setText(words or self.tr("nothing: the image is learned without any words"))

    def _lines(self, data: OpenedData, image: int) -> list[str]:
        library = data.library
        size, found = library.size(image), library.assignment(image)
        draft = self.editor.draft
        lines = [printable(library.relative(library.path(image)))]
        if size is not None:
            words = self.tr("{width} × {height} pixels, {format}").format(
                width=size[0], height=size[1], format=library.format_name(image)
            )
            lines.append(words + (f", {formats.size(draft.size)}" if draft is not None and draft.size else ""))
        if found is not None:
            lines.append(
                self.tr("Bucket {width} × {height}, resized to {resized_width} × {resized_height}").format(
                    width=found.bucket[0],
                    height=found.bucket[1],
                    resized_width=found.resized[0],
                    resized_height=found.resized[1],
                )
            )
        subset = library.subset(image)
        if subset.num_repeats != 1:
            lines.append(self.tr("Repeated {count} times in each epoch").format(count=subset.num_repeats))
        return lines

    def _show_problems(self, data: OpenedData, image: int) -> None:
        from core.dataset.problem_texts import describe

        key = (id(data.problems), image)
        if key == self._described:
            return
        self._described = key
        codes = data.problems.codes_of(image)
        self._describing.run(
            lambda _: [describe(data.library, data.problems, image, code) for code in codes],
            self.problems.show_problems,
        )

    def _arrange(self) -> None:
        inside = self._inside
        inside.setProperty("role", "page")
        layout = column(inside, spacing=8)
        layout.setContentsMargins(8, 0, 2, 8)
        self.canvas.setFixedHeight(_PREVIEW_HEIGHT)
        self.canvas.setCursor(Qt.CursorShape.PointingHandCursor)
        self.canvas.setToolTip(self.tr("Show it large (Space)"))
        self.canvas.setAccessibleName(self.tr("Picture"))
        layout.addWidget(self.canvas)
        layout.addWidget(self.name)
        layout.addLayout(self._marks())
        layout.addWidget(self.editor, 1)
        layout.addWidget(weak(self.tr("Trained as")))
        self.trained.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        layout.addWidget(self.trained)
        self._facts.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        layout.addWidget(self._facts)
        layout.addWidget(self.problems)
        self.setWidget(inside)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumWidth(280)
        inside.hide()

    def _marks(self) -> QHBoxLayout:
        across = row(spacing=0)
        for number in range(1, 6):
            star = self._mark_button("star", self.tr("Rate {number} (key {number})").format(number=number), number)
            self.stars.append(star)
            across.addWidget(star)
        self.flag = self._mark_button("flag", self.tr("Flag (key 6)"), -1)
        across.addSpacing(8)
        across.addWidget(self.flag)
        across.addStretch(1)
        return across

    def _mark_button(self, icon: str, words: str, value: int) -> QToolButton:
        made = QToolButton()
        made.setProperty("role", "flat")
        made.setToolTip(words)
        made.setAccessibleName(words)
        self._icons.put(made, icon, "weak", 16)
        made.clicked.connect(lambda: self.rated.emit(value))
        return made


def _read(data: OpenedData, image: int, path: str) -> tuple[QImage, tuple[int, int]]:
    """The picture, small enough for the panel, and its size."""
    from gui.dataset_browser.opened import read_heads
    from gui.dataset_browser.pictures import read_picture

    if not data.library.facts_read[image]:
        read_heads(data, (image,))
    picture = read_picture(path, _PREVIEW)
    return picture, data.library.size(image) or (picture.width(), picture.height())
