"""The trigger word of each folder: guessed from its captions, or chosen here."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QFrame, QGridLayout, QLineEdit, QScrollArea, QWidget

from core.dataset.trigger_words import TriggerWord, checked_word
from core.errors import AppError
from gui.core_texts import spoken
from gui.dataset_browser.image_model import printable
from gui.widgets.elided import ElidedLabel
from gui.widgets.parts import body, button, caption, column, primary_button, row, weak

_MOST_HEIGHT = 420


class TriggerLine(QWidget):
    """One folder: its word, where the word comes from, and the way back to the guess."""

    def __init__(self, word: TriggerWord, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.word = word
        self.chosen = word.chosen
        self.name = ElidedLabel(role="strong", mode=Qt.TextElideMode.ElideMiddle)
        self.name.setText("/" if word.folder == "." else printable(word.folder))
        self.field = QLineEdit(word.word)
        self.field.setAccessibleName(self.tr("Trigger word of {folder}").format(folder=self.name.text()))
        self.field.setPlaceholderText(self.tr("none"))
        self.state = weak("")
        self.state.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.guess = button(self.tr("Guess"), compact=True)
        self.guess.setToolTip(self.tr("Go by what most captions of the folder begin with"))
        self.guess.setAccessibleName(self.tr("Guess the trigger word of {folder}").format(folder=self.name.text()))
        self.field.textEdited.connect(lambda _: self._choose(chosen=True))
        self.guess.clicked.connect(self._guess)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(4)
        grid.addWidget(self.name, 0, 0)
        grid.addWidget(self.state, 0, 1, 1, 2)
        grid.addWidget(self.field, 1, 0, 1, 2)
        grid.addWidget(self.guess, 1, 2)
        grid.setColumnStretch(0, 1)
        self._show_state()

    def checked(self) -> str:
        """The word that stands there.

        Raises:
            ConfigError: it is more than one tag.
        """
        return checked_word(self.field.text(), self.word.separator)

    def _choose(self, *, chosen: bool) -> None:
        self.chosen = chosen
        self._show_state()

    def _guess(self) -> None:
        self.field.setText(self.word.guessed)
        self._choose(chosen=False)

    def _show_state(self) -> None:
        guessed = self.tr("guessed") if self.word.guessed else self.tr("nothing to guess from")
        self.state.setText(self.tr("set") if self.chosen else guessed)
        self.guess.setEnabled(self.chosen)


class TriggerDialog(QDialog):
    """`chosen` fires with the words that are to be kept, by the path of their folder; what is guessed is left out."""

    chosen = Signal(object)

    def __init__(self, words: Sequence[TriggerWord], first: int, parent: QWidget | None = None) -> None:
        """`first` is the number of the folder to begin with."""
        super().__init__(parent)
        self.setWindowTitle(self.tr("Trigger words"))
        self.setMinimumWidth(460)
        self.lines = [TriggerLine(word) for word in words]
        self.problem = caption("", wrap=True)
        self.keep, self.cancel = primary_button(self.tr("Keep")), button(self.tr("Cancel"))
        self.keep.setDefault(True)
        self._area = QScrollArea()
        self._arrange()
        self.cancel.clicked.connect(self.reject)
        self.keep.clicked.connect(self._keep)
        begin = next((line for line in self.lines if line.word.number == first), self.lines[0] if self.lines else None)
        if begin is not None:
            begin.field.setFocus(Qt.FocusReason.OtherFocusReason)
            begin.field.selectAll()
            self._area.ensureWidgetVisible(begin)

    def _keep(self) -> None:
        words: dict[str, str] = {}
        for line in self.lines:
            try:
                word = line.checked()
            except AppError as error:
                self.problem.setText(spoken(f"{error.message} {error.hint}"))
                line.field.setFocus(Qt.FocusReason.OtherFocusReason)
                self._area.ensureWidgetVisible(line)
                return
            if line.chosen:
                words[line.word.folder] = word
        self.chosen.emit(words)
        self.accept()

    def _arrange(self) -> None:
        layout = column(self, margin=16, spacing=12)
        layout.addWidget(
            body(
                self.tr(
                    "The tag that calls what is learned. Captions that lack it are told as a problem. "
                    "An empty field means that the folder has none."
                )
            )
        )
        inside = QWidget()
        inside.setProperty("role", "page")
        lines = column(inside, spacing=16)
        lines.setContentsMargins(0, 0, 8, 0)
        lines.setAlignment(Qt.AlignmentFlag.AlignTop)
        for line in self.lines:
            lines.addWidget(line)
        self._area.setWidget(inside)
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setMinimumHeight(min(inside.sizeHint().height() + 4, _MOST_HEIGHT))
        layout.addWidget(self._area, 1)
        layout.addWidget(self.problem)
        foot = row(spacing=8)
        foot.addStretch(1)
        foot.addWidget(self.cancel)
        foot.addWidget(self.keep)
        layout.addLayout(foot)
