"""How numbers of a training are written, once, at the edge, in the language of the window."""

from __future__ import annotations

import math

from PySide6.QtCore import QCoreApplication

_NO_BREAK = "\u00a0"
translate = QCoreApplication.translate


def duration(seconds: float) -> str:
    """`48 s`, `12 min`, `1 h 12 min`, `2 d 3 h`."""
    if not math.isfinite(seconds):
        return "–"
    whole = max(round(seconds), 0)
    if whole < 60:
        return _counted(whole, translate("Formats", "s"))
    hour, minute = translate("Formats", "h"), translate("Formats", "min")
    minutes = round(whole / 60)
    if minutes < 60:
        return _counted(minutes, minute)
    hours, minutes = divmod(minutes, 60)
    if hours < 48:
        return f"{_counted(hours, hour)} {_counted(minutes, minute)}" if minutes else _counted(hours, hour)
    days, hours = divmod(hours, 24)
    day = translate("Formats", "d")
    return f"{_counted(days, day)} {_counted(hours, hour)}" if hours else _counted(days, day)


def _counted(number: int, unit: str) -> str:
    return f"{number}{_NO_BREAK}{unit}"


def stopwatch(seconds: float) -> str:
    """`0:07`, `12:05`, `1:12:05`: for axes and readouts, where digits must not jump."""
    if not math.isfinite(seconds):
        return "–"
    sign, whole = ("-", -seconds) if seconds < 0 else ("", seconds)
    minutes, rest = divmod(round(whole), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{sign}{hours}:{minutes:02}:{rest:02}" if hours else f"{sign}{minutes}:{rest:02}"


def speed(seconds_a_step: float | None) -> str:
    """`2.14 s/step`, or `18.3 steps/s` where a step takes less than a second."""
    if not seconds_a_step or not math.isfinite(seconds_a_step):
        return "–"
    if seconds_a_step >= 1:
        return f"{_three_digits(seconds_a_step)}{_NO_BREAK}" + translate("Formats", "s/step")
    return f"{_three_digits(1 / seconds_a_step)}{_NO_BREAK}" + translate("Formats", "steps/s")


def learning_rate(value: float) -> str:
    """`1e-4`, `2.35e-5`, `0`: scientific, no more digits than there are."""
    if not math.isfinite(value):
        return "–"
    if value == 0:
        return "0"
    mantissa, exponent = f"{value:.3e}".split("e")
    return f"{mantissa.rstrip('0').rstrip('.')}e{int(exponent)}"


def loss(value: float | None) -> str:
    """Four digits after the point, or scientific where that would hide the number; `NaN` for no number."""
    if value is None:
        return "–"
    if not math.isfinite(value):
        return "NaN" if math.isnan(value) else "∞" if value > 0 else "-∞"
    return f"{value:.4f}" if 1e-3 <= abs(value) < 1e4 or value == 0 else f"{value:.3e}"


def size(count: float) -> str:
    """`144 MB`, `2.1 GB`: powers of 1000, as file managers and drives count."""
    return _scaled(count, 1000, ("B", "kB", "MB", "GB", "TB"))


def memory(count: float) -> str:
    """`5.9 GB`: powers of 1024, as cards and memory are sold."""
    return _scaled(count, 1024, ("B", "kB", "MB", "GB", "TB"))


def _scaled(count: float, base: int, units: tuple[str, ...]) -> str:
    if not math.isfinite(count):
        return "–"
    value, level = float(count), 0
    while abs(value) >= base * 0.9995 and level < len(units) - 1:
        value, level = value / base, level + 1
    digits = 0 if level < 2 or abs(value) >= 99.95 else 1
    return f"{value:.{digits}f}{_NO_BREAK}{units[level]}"


def _three_digits(value: float) -> str:
    return f"{value:.2f}" if value < 9.995 else f"{value:.1f}" if value < 99.95 else f"{value:.0f}"
