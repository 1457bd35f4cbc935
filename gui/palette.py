"""The colours of the window, by what they stand for. Pure: nothing here knows Qt."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

MINIMUM_CONTRAST = 4.5
"""Of text against what it stands on (WCAG 2.2, success criterion 1.4.3, level AA)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Palette:
    """Colours as `#RRGGBB`. `window` is behind everything, `surface` is a card, a list or a field on it."""

    dark: bool
    window: str
    surface: str
    raised: str
    """Under the pointer, and the track of a progress bar."""
    rail: str
    border: str
    outline: str
    """The edge of what can be clicked or typed into."""
    text: str
    weak: str
    """Captions, units, what can wait."""
    accent: str
    accent_hover: str
    accent_pressed: str
    on_accent: str
    accent_soft: str
    """Behind the chosen row or page."""
    ok: str
    warning: str
    error: str
    ok_soft: str
    warning_soft: str
    error_soft: str
    curves: tuple[str, ...]
    """Told apart by colour-blind eyes too (Okabe and Ito): blue, vermilion, green, purple, sky, orange."""

    def text_pairs(self) -> Iterator[tuple[str, str]]:
        """Every (text, background) that the window shows, by the names of the roles."""
        for background in ("window", "surface", "raised", "rail", "accent_soft"):
            yield from ((text, background) for text in ("text", "weak", "accent"))
        for background in ("window", "surface"):
            yield from ((text, background) for text in ("ok", "warning", "error"))
        for kind in ("ok", "warning", "error"):
            yield from ((text, f"{kind}_soft") for text in ("text", "weak", kind))
        yield from (("on_accent", background) for background in ("accent", "accent_hover", "accent_pressed"))


LIGHT = Palette(
    dark=False,
    window="#F6F7F9",
    surface="#FFFFFF",
    raised="#ECEFF3",
    rail="#EEF0F4",
    border="#DFE3E8",
    outline="#C6CDD6",
    text="#1A1F26",
    weak="#566070",
    accent="#3556D8",
    accent_hover="#2D4AC0",
    accent_pressed="#263FA6",
    on_accent="#FFFFFF",
    accent_soft="#E4E9FB",
    ok="#177245",
    warning="#915700",
    error="#B92F25",
    ok_soft="#E3F4EB",
    warning_soft="#FCF0DC",
    error_soft="#FCE8E6",
    curves=("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#56B4E9", "#E69F00"),
)

DARK = Palette(
    dark=True,
    window="#14171B",
    surface="#1C2026",
    raised="#272C34",
    rail="#101317",
    border="#2E343C",
    outline="#424A55",
    text="#E7EAEE",
    weak="#98A2AE",
    accent="#8FA4FF",
    accent_hover="#A3B5FF",
    accent_pressed="#7C95FF",
    on_accent="#10131A",
    accent_soft="#252D4A",
    ok="#4CC38A",
    warning="#F0A93B",
    error="#FF8A7D",
    ok_soft="#16302A",
    warning_soft="#352A17",
    error_soft="#3A2022",
    curves=("#3D9BD6", "#F07C2E", "#1FB98C", "#D98DB8", "#7CC6F0", "#F0B12E"),
)


def contrast(first: str, second: str) -> float:
    """The ratio of relative luminances, 1 to 21 (WCAG 2.2)."""
    lighter, darker = sorted((luminance(first), luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    """Relative luminance of `#RRGGBB` in sRGB, 0 (black) to 1 (white)."""
    red, green, blue = (_linear(int(colour[start : start + 2], 16) / 255) for start in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else float(((channel + 0.055) / 1.055) ** 2.4)
