"""What will happen: the numbers of a training that has not begun, each with where it comes from."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from gui import formats
from gui.config_editor.bucket_bars import BucketBars
from gui.config_editor.learning_rate_plot import LearningRatePlot
from gui.config_editor.memory_bar import MemoryBar, MemoryRange
from gui.config_editor.outlook_words import checkpoint_words, disk_words, memory_source, time_words
from gui.theme import Theme
from gui.widgets.elided import ElidedLabel
from gui.widgets.parts import caption, column, label, row, set_tone, strong, weak

if TYPE_CHECKING:
    from core.config.forecast import Forecast
    from core.config.memory import MemoryEstimate
    from core.config.plan import TrainPlan

_MIB = 1 << 20


class OutlookPanel(QWidget):
    """Shows a `Forecast`; `show_nothing` says why there is none. The last one stays in sight until the next."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._nothing = weak("", wrap=True)
        self._body = QWidget()
        self._figures: dict[str, QLabel] = {}
        self._titles: dict[str, QLabel] = {}
        self._time_source = caption("", wrap=True)
        self.buckets = BucketBars(theme)
        self._buckets_title = strong("")
        self.plot = LearningRatePlot(theme)
        self.plot.setAccessibleName(self.tr("Learning rate over the steps"))
        self.plot.pointed.connect(self._point)
        self._legend = {"unet": QLabel(), "text_encoder": QLabel()}
        self._no_curve = caption(self.tr("This schedule cannot be drawn."), wrap=True)
        self._at_pointer = caption("")
        self.memory = MemoryBar(theme)
        self._memory_words = label("", "strong", wrap=True)
        self._memory_source = caption("", wrap=True)
        self._theme = theme
        self._estimate: MemoryEstimate | None = None
        self._card: tuple[int | None, int | None] = (None, None)
        theme.changed.connect(self._dress_legend)
        self._arrange()
        self.show_nothing("")

    def _arrange(self) -> None:
        layout = column(self, spacing=0)
        layout.addWidget(self._nothing)
        layout.addWidget(self._body)
        layout.addStretch(1)
        inside = column(self._body, spacing=16)
        inside.addLayout(self._arranged_figures())
        group = _group(inside, strong(self.tr("Video memory")))
        group.addWidget(self._memory_words)
        group.addWidget(self.memory)
        group.addWidget(self._memory_source)
        group = _group(inside, strong(self.tr("Learning rate")))
        legend = row(spacing=12)
        for part in self._legend.values():
            legend.addWidget(part)
        legend.addStretch(1)
        legend.addWidget(self._at_pointer)
        group.addLayout(legend)
        group.addWidget(self.plot)
        group.addWidget(self._no_curve)
        group = _group(inside, self._buckets_title)
        group.addWidget(self.buckets)
        self._dress_legend()

    def _arranged_figures(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        names = {
            "images": self.tr("Images"),
            "repeats": self.tr("With repeats"),
            "reg": self.tr("Regularisation images"),
            "batches": self.tr("Batches an epoch"),
            "epochs": self.tr("Epochs"),
            "steps": self.tr("Steps"),
            "time": self.tr("Time"),
            "checkpoints": self.tr("Checkpoints"),
            "disk": self.tr("Disk"),
            "latents": self.tr("Latent cache"),
        }
        line = 0
        for key, name in names.items():
            shown = ElidedLabel(role="figure" if key in ("steps", "time") else "")
            shown.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            title = weak(name)
            shown.setAccessibleName(name)
            self._figures[key], self._titles[key] = shown, title
            grid.addWidget(title, line, 0)
            grid.addWidget(shown, line, 1)
            line += 1
            if key == "time":
                self._time_source.setAlignment(Qt.AlignmentFlag.AlignRight)
                grid.addWidget(self._time_source, line, 0, 1, 2)
                line += 1
        return grid

    def show_nothing(self, why: str) -> None:
        """Nothing can be told: `why`, in a sentence."""
        self._nothing.setText(why)
        self._nothing.setVisible(bool(why))
        self._body.setVisible(False)

    def show_forecast(self, forecast: Forecast) -> None:
        self._nothing.hide()
        self._body.show()
        self._show_figures(forecast)
        self._show_buckets(forecast.plan)
        self.plot.show_curve(forecast.rates, forecast.plan.total_steps)
        self.plot.setVisible(forecast.rates is not None)
        self._no_curve.setVisible(forecast.rates is None)
        for part, shown in self._legend.items():
            shown.setVisible(forecast.rates is not None and part in forecast.rates.rates)
        self._estimate = forecast.memory
        self._show_memory()

    def show_card(self, total: int | None, free: int | None) -> None:
        """What the card has and what is free now, in bytes; None where there is no card."""
        if (total, free) != self._card:
            self._card = (total, free)
            self._show_memory()

    def text(self, key: str) -> str:
        """A figure as it is shown: images, repeats, reg, batches, epochs, steps, time, checkpoints or disk."""
        return self._figures[key].text()

    @property
    def why_nothing(self) -> str:
        return self._nothing.text()

    @property
    def memory_text(self) -> str:
        return f"{self._memory_words.text()}\n{self._memory_source.text()}"

    @property
    def time_source(self) -> str:
        return self._time_source.text()

    def _show_figures(self, forecast: Forecast) -> None:
        plan = forecast.plan
        time, source = time_words(forecast)
        for key, text in {
            "images": f"{plan.images:,}",
            "repeats": f"{plan.images_with_repeats:,}",
            "reg": f"{plan.reg_images:,}",
            "batches": f"{plan.batches_per_epoch:,}",
            "epochs": f"{plan.total_epochs:,}",
            "steps": f"{plan.total_steps:,}",
            "time": time,
            "checkpoints": checkpoint_words(forecast),
            "disk": disk_words(forecast),
            "latents": formats.size(forecast.files.latents),
        }.items():
            self._figures[key].setText(text)
        self._time_source.setText(source)
        for key, present in (("reg", plan.reg_images > 0), ("latents", forecast.files.latents > 0)):
            for widget in (self._figures[key], self._titles[key]):
                widget.setVisible(present)
        set_tone(self._figures["disk"], "" if forecast.disk_suffices else "error")

    def _show_buckets(self, plan: TrainPlan) -> None:
        counts: Counter[tuple[int, int]] = Counter()
        for dataset in plan.datasets:
            for bucket in dataset.buckets:
                counts[bucket.resolution] += len(bucket.indices)
        self._buckets_title.setText(
            self.tr("1 bucket") if len(counts) == 1 else self.tr("{count} buckets").format(count=len(counts))
        )
        self.buckets.show_buckets(list(counts.items()))

    def _show_memory(self) -> None:
        estimate = self._estimate
        self.memory.setVisible(estimate is not None)
        self._memory_source.setVisible(estimate is not None)
        if estimate is None:
            self._memory_words.setText(self.tr("Not known for this script."))
            set_tone(self._memory_words, "")
            return
        total, free = self._card
        shown = MemoryRange(estimate.low * _MIB, estimate.expected * _MIB, estimate.high * _MIB, total, free)
        self.memory.show_range(shown)
        words = self.tr("{low} – {high}, expected {expected}").format(
            low=formats.memory(shown.low), high=formats.memory(shown.high), expected=formats.memory(shown.expected)
        )
        self._memory_words.setText("\n".join(filter(None, (words, self._verdict(shown)))))
        set_tone(self._memory_words, shown.tone if shown.tone in ("error", "warning") else "")
        self._memory_source.setText(memory_source(estimate))

    def _verdict(self, shown: MemoryRange) -> str:
        """How it stands with this machine's card."""
        if shown.total is None:
            return self.tr("No NVIDIA card here to compare with.")
        has = formats.memory(shown.total)
        if shown.expected > shown.total:
            return self.tr("More than the card has ({total}).").format(total=has)
        free = shown.total if shown.free is None else shown.free
        if shown.expected > free:
            return self.tr("The card has {total}, but only {free} are free now.").format(
                total=has, free=formats.memory(free)
            )
        if shown.high > free:
            return self.tr("May just not fit: {free} of {total} are free now.").format(
                total=has, free=formats.memory(free)
            )
        return self.tr("Fits: {free} of {total} are free now.").format(total=has, free=formats.memory(free))

    def _point(self, step: int) -> None:
        rates = self.plot.rates_at(step) if step >= 0 else {}
        words = " · ".join(formats.learning_rate(rate) for rate in rates.values())
        self._at_pointer.setText(self.tr("step {step}: {rates}").format(step=f"{step:,}", rates=words) if words else "")

    def _dress_legend(self) -> None:
        names = {"unet": self.tr("U-Net"), "text_encoder": self.tr("Text encoder")}
        signs = {"unet": "━", "text_encoder": "╍"}
        colours = dict(zip(names, self._theme.palette.curves, strict=False))
        for part, shown in self._legend.items():
            shown.setProperty("role", "caption")
            shown.setTextFormat(Qt.TextFormat.RichText)
            shown.setText(f'<span style="color:{colours[part]}">{signs[part]}</span> {names[part]}')


def _group(inside: QVBoxLayout, title: QLabel) -> QVBoxLayout:
    group = column(spacing=4)
    group.addWidget(title)
    inside.addLayout(group)
    return group
