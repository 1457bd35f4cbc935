"""The sample images of a run: one prompt at a time, step by step, or the first beside the last."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QImage, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QComboBox, QSizePolicy, QToolButton, QWidget

from core.runs.events import SampleSaved
from gui.core_texts import spoken
from gui.icons import IconSet
from gui.tasks import Latest, Progress
from gui.widgets import parts
from gui.widgets.elided import ElidedLabel
from gui.widgets.thumbnails import read_scaled

_LARGEST = 1024
_LEAST_HEIGHT = 110


class SampleBook:
    """The samples of a run by prompt, each in the order of steps; a step drawn twice counts once. Pure."""

    def __init__(self) -> None:
        self._prompts: dict[int, dict[int, SampleSaved]] = {}

    def add(self, samples: Iterable[SampleSaved]) -> None:
        for sample in samples:
            self._prompts.setdefault(sample.prompt_index, {})[sample.step] = sample

    def prompts(self) -> list[tuple[int, str]]:
        """Index and newest words of every prompt."""
        return [(index, list(steps.values())[-1].prompt) for index, steps in sorted(self._prompts.items())]

    def samples(self, prompt: int) -> list[SampleSaved]:
        steps = self._prompts.get(prompt, {})
        return [steps[step] for step in sorted(steps)]


class SamplesPanel(QWidget):
    """Shows the newest sample until another step is chosen; left and right go through the steps."""

    def __init__(self, icons: IconSet, run_folder: Path | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._folder = run_folder
        self._book = SampleBook()
        self._position: int | None = None
        self._latest = Latest(self)
        self._shown: tuple[str, ...] = ()
        self._prompts = QComboBox()
        self._picture = _Pictures()
        self._words = ElidedLabel(role="caption")
        self._empty = parts.caption(self.tr("No samples yet. They appear here as they are drawn."), wrap=True)
        self._arrange(icons)
        self._prompts.currentIndexChanged.connect(lambda _: self._show())
        self._show()

    def _arrange(self, icons: IconSet) -> None:
        card = parts.card()
        parts.column(self).addWidget(card)
        layout = parts.column(card, margin=12, spacing=6)
        head = parts.row(spacing=4)
        head.addWidget(parts.strong(self.tr("Samples")))
        head.addStretch(1)
        self._before = self._arrow(icons, "chevron-left", self.tr("Earlier sample (Left)"), -1)
        self._after = self._arrow(icons, "chevron-right", self.tr("Later sample (Right)"), 1)
        self.compare_button = QToolButton()
        self.compare_button.setProperty("role", "flat")
        self.compare_button.setCheckable(True)
        self.compare_button.setToolTip(self.tr("Show the first sample beside the last"))
        self.compare_button.setAccessibleName(self.tr("Compare first and last"))
        icons.put(self.compare_button, "compare", "weak", 16)
        self.compare_button.toggled.connect(lambda _: self._show())
        for button in (self._before, self._after, self.compare_button):
            head.addWidget(button)
        layout.addLayout(head)
        self._prompts.setAccessibleName(self.tr("Prompt"))
        self._prompts.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._prompts.setMinimumContentsLength(8)
        layout.addWidget(self._prompts)
        layout.addWidget(self._picture, 1)
        layout.addWidget(self._words)
        layout.addWidget(self._empty)

    def _arrow(self, icons: IconSet, icon: str, tip: str, by: int) -> QToolButton:
        button = QToolButton()
        button.setProperty("role", "flat")
        button.setToolTip(tip)
        button.setAccessibleName(tip)
        icons.put(button, icon, "weak", 16)
        button.clicked.connect(lambda: self.go(by))
        return button

    def show_run(self, run_folder: Path) -> None:
        """Forget the samples of the run before; relative paths are looked for in this folder."""
        self._folder = run_folder
        self._book = SampleBook()
        self._position = None
        self.compare_button.setChecked(False)
        self._prompts.clear()
        self._show()

    def add(self, samples: list[SampleSaved]) -> None:
        """Take in new samples; the newest is shown unless the person went back."""
        if not samples:
            return
        self._book.add(samples)
        for number, (index, prompt) in enumerate(self._book.prompts()):
            words = self.tr("{number}: {prompt}").format(number=index + 1, prompt=prompt)
            if number == self._prompts.count():
                self._prompts.addItem(words, index)
            elif self._prompts.itemData(number) != index:
                self._prompts.insertItem(number, words, index)
        self._show()

    def go(self, by: int) -> None:
        """The sample `by` steps further; the last one follows the training again."""
        samples = self._samples()
        here = len(samples) - 1 if self._position is None else self._position
        there = min(max(here + by, 0), len(samples) - 1)
        self._position = None if there >= len(samples) - 1 else there
        self._show()

    @property
    def words(self) -> str:
        """What is said below the picture."""
        return self._words.text()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.go(-1 if event.key() == Qt.Key.Key_Left else 1)
            return
        super().keyPressEvent(event)

    def _samples(self) -> list[SampleSaved]:
        index = self._prompts.currentData()
        return [] if index is None else self._book.samples(int(index))

    def _show(self) -> None:
        samples = self._samples()
        for widget in (self._prompts, self._picture, self._words, self._before, self._after, self.compare_button):
            widget.setVisible(bool(samples))
        self._empty.setVisible(not samples)
        if not samples:
            self._shown = ()
            return
        last = len(samples) - 1
        here = last if self._position is None else min(self._position, last)
        chosen = [samples[0], samples[-1]] if self.compare_button.isChecked() and last else [samples[here]]
        self._before.setEnabled(len(chosen) == 1 and here > 0)
        self._after.setEnabled(len(chosen) == 1 and here < last)
        self._words.setText("   ".join(self._words_for(sample) for sample in chosen))
        self._load(tuple(str(self._place(sample.path)) for sample in chosen))

    def _words_for(self, sample: SampleSaved) -> str:
        words = self.tr("step {step} · epoch {epoch}").format(step=f"{sample.step:,}", epoch=sample.epoch)
        return words if sample.seed is None else f"{words} · " + self.tr("seed {seed}").format(seed=sample.seed)

    def _place(self, path: str) -> Path:
        return Path(path) if self._folder is None else self._folder / path

    def _load(self, paths: tuple[str, ...]) -> None:
        if paths == self._shown:
            return
        self._shown = paths

        def work(progress: Progress) -> list[QImage]:
            return [read_scaled(Path(path), _LARGEST, progress) for path in paths]

        self._latest.run(work, self._picture.show_images, self._cannot_show)

    def _cannot_show(self, error: Exception) -> None:
        self._picture.show_images([])
        self._words.setText(spoken(str(error)))


class _Pictures(QWidget):
    """Images side by side, as large as they fit."""

    def __init__(self) -> None:
        super().__init__()
        self._images: list[QImage] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Sample image"))

    def sizeHint(self) -> QSize:
        return QSize(240, 240)

    def minimumSizeHint(self) -> QSize:
        return QSize(100, _LEAST_HEIGHT)

    def show_images(self, images: list[QImage]) -> None:
        self._images = images
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        count = max(len(self._images), 1)
        width = (self.width() - 6 * (count - 1)) / count
        for number, image in enumerate(self._images):
            size = image.size().scaled(int(width), self.height(), Qt.AspectRatioMode.KeepAspectRatio)
            left = number * (width + 6) + (width - size.width()) / 2
            painter.drawImage(QRectF(left, (self.height() - size.height()) / 2, size.width(), size.height()), image)
        painter.end()
