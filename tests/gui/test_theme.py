"""Colours, contrast, following the system."""

from __future__ import annotations

import re
from typing import Any

import pytest
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gui.palette import DARK, LIGHT, MINIMUM_CONTRAST, Palette, contrast
from gui.style_sheet import style_sheet
from gui.theme import Theme, ThemeMode, fixed_font, text_font
from gui.widgets.parts import chip, primary_button, set_tone

BOTH = pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])


def test_contrast_is_the_ratio_of_the_standard() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


@BOTH
def test_every_text_can_be_read(palette: Palette) -> None:
    pairs = list(palette.text_pairs())
    assert len(pairs) > 25
    poor = {
        pair: round(contrast(getattr(palette, pair[0]), getattr(palette, pair[1])), 2)
        for pair in pairs
        if contrast(getattr(palette, pair[0]), getattr(palette, pair[1])) < MINIMUM_CONTRAST
    }
    assert not poor


@BOTH
def test_curves_stand_out_from_the_plot(palette: Palette) -> None:
    """WCAG 1.4.11 asks 3:1 of graphics; the light palette keeps Okabe and Ito's own colours, the dark one brightens."""
    assert len(set(palette.curves)) == 6
    if palette.dark:
        assert all(contrast(curve, palette.surface) >= 3 for curve in palette.curves)


@BOTH
def test_the_style_sheet_shows_only_pairs_that_were_checked(palette: Palette) -> None:
    """A rule that sets a text colour and a background must be one of `text_pairs`."""
    checked = {(getattr(palette, text), getattr(palette, ground)) for text, ground in palette.text_pairs()}
    for rule in re.findall(r"\{([^}]*)\}", style_sheet(palette)):
        colour = re.search(r"(?:^|[\s;])color: (#\w{6})", rule)
        ground = re.search(r"background: (#\w{6})", rule)
        if colour and ground:
            assert (colour[1], ground[1]) in checked, rule
    assert "$" not in style_sheet(palette)


def test_the_theme_follows_a_choice_and_tells(qtbot: QtBot, qapp: QApplication) -> None:
    theme = Theme(ThemeMode.LIGHT)
    theme.install()
    assert qapp.palette().window().color().name().upper() == LIGHT.window
    with qtbot.waitSignal(theme.changed):
        theme.set_mode(ThemeMode.DARK)
    assert theme.palette is DARK
    assert qapp.palette().window().color().name().upper() == DARK.window
    with qtbot.waitSignal(theme.changed):
        theme.set_mode(ThemeMode.LIGHT)


def test_digits_are_of_one_width_and_chinese_has_a_font(qapp: Any) -> None:
    for font in (text_font(), fixed_font(), text_font(22, QFont.Weight.DemiBold)):
        metrics = QFontMetrics(font)
        assert len({metrics.horizontalAdvance(digit * 10) for digit in "0123456789"}) == 1
    assert text_font(16).pixelSize() == 16
    code = QFontMetrics(fixed_font())
    assert code.horizontalAdvance("iiii") == code.horizontalAdvance("MMMM")


def test_a_tone_changes_the_colour(qtbot: QtBot, qapp: QApplication) -> None:
    theme = Theme(ThemeMode.LIGHT)
    theme.install()
    made = chip("training", "ok")
    qtbot.addWidget(made)
    made.ensurePolished()
    assert made.palette().windowText().color().name().upper() == LIGHT.ok
    set_tone(made, "error")
    assert made.palette().windowText().color().name().upper() == LIGHT.error


def test_a_primary_button_is_of_the_grids_height(qtbot: QtBot, qapp: QApplication) -> None:
    theme = Theme(ThemeMode.LIGHT)
    theme.install()
    made = primary_button("Start training")
    qtbot.addWidget(made)
    made.ensurePolished()
    assert made.sizeHint().height() == 32
