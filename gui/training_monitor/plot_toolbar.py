"""The switches above the plots: x axis, smoothing, logarithmic y, outliers, follow, reset, export."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QSlider, QToolButton, QWidget

from gui.icons import IconSet
from gui.training_monitor.run_curves import DEFAULT_SMOOTHING
from gui.training_monitor.series import Axis
from gui.widgets import parts

_FINEST = 999


class PlotToolbar(QWidget):
    """Says what is wanted; draws nothing itself. Smoothing goes from 0 to 0.999."""

    axis_chosen = Signal(str)
    smoothing_chosen = Signal(float)
    logarithmic_toggled = Signal(bool)
    outliers_toggled = Signal(bool)
    follow_toggled = Signal(bool)
    reset_wanted = Signal()
    image_wanted = Signal()
    table_wanted = Signal()

    def __init__(self, icons: IconSet, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icons = icons
        layout = parts.row(self, spacing=4)
        self._axis_buttons = self._make_axis_buttons()
        for button in self._axis_buttons.values():
            layout.addWidget(button)
        layout.addSpacing(12)
        self._smoothing_value = parts.weak("")
        self._slider = self._make_slider()
        name = parts.weak(self.tr("Smoothing"))
        name.setBuddy(self._slider)
        for widget in (name, self._slider, self._smoothing_value):
            layout.addWidget(widget)
        layout.addStretch(1)
        self.follow_button = self._toggle(self.tr("Follow"), self.tr("Keep the newest step in sight"), "F")
        self.follow_button.setChecked(True)
        self.follow_button.clicked.connect(self.follow_toggled)
        layout.addWidget(self.follow_button)
        reset = self._toggle(self.tr("Reset view"), self.tr("Show the whole curve and follow it (Home)"), "")
        reset.setCheckable(False)
        reset.clicked.connect(self.reset_wanted)
        layout.addWidget(reset)
        layout.addWidget(self._make_menu_button())
        self._show_smoothing(self._slider.value())

    @property
    def smoothing(self) -> float:
        return self._slider.value() / 1000

    def set_smoothing(self, weight: float) -> None:
        self._slider.setValue(round(weight * 1000))

    def set_following(self, following: bool) -> None:  # noqa: FBT001 - mirrors a toggle
        self.follow_button.setChecked(following)

    def _make_axis_buttons(self) -> dict[Axis, QToolButton]:
        group = QActionGroup(self)
        buttons = {}
        for axis, text, tip in (
            (Axis.STEP, self.tr("Step"), self.tr("Optimizer steps along x")),
            (Axis.EPOCH, self.tr("Epoch"), self.tr("Epochs along x")),
            (Axis.TIME, self.tr("Time"), self.tr("Hours, minutes and seconds of training along x")),
        ):
            action = QAction(text, group)
            action.setCheckable(True)
            action.setChecked(axis is Axis.STEP)
            action.setToolTip(tip)
            action.triggered.connect(lambda _=False, chosen=axis: self.axis_chosen.emit(chosen.value))
            button = QToolButton()
            button.setDefaultAction(action)
            button.setProperty("role", "flat")
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            button.setAccessibleName(tip)
            buttons[axis] = button
        return buttons

    def _make_slider(self) -> QSlider:
        slider = QSlider(Qt.Orientation.Horizontal)
        slider.setRange(0, _FINEST)
        slider.setValue(round(DEFAULT_SMOOTHING * 1000))
        slider.setPageStep(20)
        slider.setFixedWidth(110)
        slider.setAccessibleName(self.tr("Smoothing of the loss curve"))
        slider.setToolTip(self.tr("How much of the past the smoothed curve keeps: 0 is the raw loss"))
        slider.valueChanged.connect(self._show_smoothing)
        slider.valueChanged.connect(lambda value: self.smoothing_chosen.emit(value / 1000))
        return slider

    def _show_smoothing(self, value: int) -> None:
        text = f"{value / 1000:.3f}"
        self._smoothing_value.setText(text)
        self._smoothing_value.setFixedWidth(self._smoothing_value.fontMetrics().horizontalAdvance("0.000") + 4)

    def _toggle(self, text: str, tip: str, shortcut: str) -> QToolButton:
        button = QToolButton()
        button.setText(text)
        button.setToolTip(f"{tip} ({shortcut})" if shortcut else tip)
        button.setCheckable(True)
        button.setProperty("role", "flat")
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        button.setAccessibleName(tip)
        return button

    def _make_menu_button(self) -> QToolButton:
        menu = QMenu(self)
        self.logarithmic = self._switch(menu, self.tr("Logarithmic loss axis"), self.logarithmic_toggled)
        self.outliers = self._switch(menu, self.tr("Show outliers"), self.outliers_toggled)
        menu.addSeparator()
        self._command(menu, self.tr("Save plots as PNG…"), self.image_wanted)
        self._command(menu, self.tr("Save numbers as CSV…"), self.table_wanted)
        button = QToolButton()
        button.setMenu(menu)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        button.setProperty("role", "flat")
        button.setStyleSheet("QToolButton::menu-indicator { image: none; }")
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        button.setToolTip(self.tr("Logarithmic axis, outliers, export"))
        button.setAccessibleName(self.tr("More about the plots"))
        self._icons.put(button, "more", "weak")
        return button

    def _switch(self, menu: QMenu, text: str, signal: SignalInstance) -> QAction:
        action = menu.addAction(text)
        action.setCheckable(True)
        action.toggled.connect(signal)
        return action

    def _command(self, menu: QMenu, text: str, signal: SignalInstance) -> None:
        action = menu.addAction(text)
        action.triggered.connect(lambda _=False: signal.emit())
