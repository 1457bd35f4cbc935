"""What can be done to the chosen images, in one line under them."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame, QMenu, QProgressBar, QWidget

from gui.icons import IconSet
from gui.widgets.elided import ElidedLabel
from gui.widgets.parts import button, card, column, danger_button, row, strong, weak

TRANSFORMS = ("crop", "rotate-left", "rotate-right", "resize")


class SelectionBar(QWidget):
    """Signals say what is wanted; `transform_wanted` names one of `TRANSFORMS`, `fix_wanted` a problem's code."""

    edit_wanted = Signal()
    compare_wanted = Signal()
    caption_wanted = Signal()
    subset_wanted = Signal()
    transform_wanted = Signal(str)
    trash_wanted = Signal()
    stop_wanted = Signal()

    def __init__(self, icons: IconSet, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.count = strong("")
        self.edit = button(self.tr("Edit…"), compact=True)
        self.caption = button(self.tr("Auto-caption…"), compact=True)
        self.compare = button(self.tr("Compare"), compact=True)
        self.more = button(self.tr("More"), compact=True)
        self.trash = danger_button(self.tr("Trash…"))
        self.trash.setProperty("compact", True)
        self.progress = QProgressBar()
        self.progress_words = weak("")
        self.stop = button(self.tr("Stop"), compact=True)
        for widget, icon, role in (
            (self.edit, "edit", "text"),
            (self.caption, "wand", "text"),
            (self.compare, "compare", "text"),
            (self.trash, "trash", "error"),
        ):
            icons.put(widget, icon, role, 16)
        self._told = ElidedLabel(role="weak")
        self._told_for = QTimer(self)
        self._told_for.setSingleShot(True)
        self._told_for.setInterval(6000)
        self._told_for.timeout.connect(self._told.clear)
        self.edit.setToolTip(self.tr("Edit the captions of the chosen images; every change is shown first"))
        self.caption.setToolTip(self.tr("Have a tagger write captions for the chosen images"))
        self.trash.setToolTip(self.tr("Move the chosen images to the trash (Delete)"))
        self._menu = QMenu(self)
        self._fill_menu()
        self.more.setProperty("menu", True)
        self.more.setMenu(self._menu)
        self._arrange()
        self.edit.clicked.connect(self.edit_wanted)
        self.caption.clicked.connect(self.caption_wanted)
        self.compare.clicked.connect(self.compare_wanted)
        self.trash.clicked.connect(self.trash_wanted)
        self.stop.clicked.connect(self.stop_wanted)

    def show_selection(self, count: int) -> None:
        """What fits so many images."""
        self.count.setText(self.tr("{count} selected").format(count=f"{count:,}"))
        for widget in (self.edit, self.caption, self.more, self.trash):
            widget.setEnabled(count > 0)
        self.compare.setEnabled(count == 2)
        self.compare.setToolTip("" if count == 2 else self.tr("Choose two images to compare them."))

    def show_progress(self, words: str, done: int, total: int | None) -> None:
        self._working.show()
        self.progress_words.setText(words)
        self.progress.setRange(0, total or 0)
        self.progress.setValue(done)

    def tell(self, words: str) -> None:
        """For a few seconds."""
        self._told.setText(words)
        self._told_for.start()

    def hide_progress(self) -> None:
        self._working.hide()

    def _fill_menu(self) -> None:
        self._menu.addAction(self.tr("Add to the config as a subset…"), self.subset_wanted.emit)
        self._menu.addSeparator()
        for name, words in (
            ("crop", self.tr("Crop to the bucket, into new files")),
            ("rotate-left", self.tr("Rotate left, into new files")),
            ("rotate-right", self.tr("Rotate right, into new files")),
            ("resize", self.tr("Resize to the bucket, into new files")),
        ):
            self._menu.addAction(words).triggered.connect(lambda _=False, name=name: self.transform_wanted.emit(name))

    def _arrange(self) -> None:
        layout = column(self, spacing=6)
        self._working: QFrame = card()
        work = row(self._working, margin=8, spacing=8)
        work.addWidget(self.progress_words)
        work.addWidget(self.progress, 1)
        work.addWidget(self.stop)
        self.progress.setTextVisible(False)
        self._working.hide()
        layout.addWidget(self._working)
        across = row(spacing=8)
        across.addWidget(self.count)
        across.addWidget(self._told, 1)
        for widget in (self.edit, self.caption, self.compare, self.more, self.trash):
            across.addWidget(widget)
        layout.addLayout(across)
