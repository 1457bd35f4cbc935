"""Numbers as people write them, and what the arrows beside them do. Pure."""

from __future__ import annotations

import math
import re
from decimal import Decimal

from gui.config_editor.field_kinds import FieldKind, Step

_WHOLE = re.compile(r"[+-]?\d+")
_SERIES = (1.0, 2.0, 5.0)


def parse_number(text: str, *, whole: bool, share: bool = False) -> int | float | None:
    """The number that a text is, None where it is none. With `share` a percentage is one, too: `5%` is 0.05."""
    plain = text.strip().replace("_", "")
    if _WHOLE.fullmatch(plain):
        return int(plain)
    try:
        number = float(plain.removesuffix("%")) / 100 if share and plain.endswith("%") else float(plain)
    except ValueError:
        return None
    if not math.isfinite(number):
        return None
    if whole:
        return int(number) if number.is_integer() and "." not in plain else None
    return number


def number_text(value: float) -> str:
    """`64`, `0.05`, `1e-4`: as short as it goes without loss."""
    if isinstance(value, int):
        return str(value)
    if value and not 1e-3 <= abs(value) < 1e16:
        mantissa, _, exponent = f"{Decimal(repr(value)).normalize():e}".partition("e")
        return f"{mantissa}e{int(exponent)}"
    return repr(value).removesuffix(".0")


def stepped(value: float, steps: int, field: FieldKind) -> int | float:
    """`value` after some steps up (or down, where negative), on round numbers and never below the minimum."""
    result: float = value
    for _ in range(abs(steps)):
        result = _one_step(result, steps > 0, field)
    if field.minimum is not None:
        result = max(result, field.minimum)
    return round(result) if field.is_whole else result


def _one_step(value: float, up: bool, field: FieldKind) -> float:  # noqa: FBT001
    if field.step is Step.SERIES and value > 0:
        return _series(value, up=up)
    if field.step is Step.DOUBLE and value > 0:
        doubled = value * 2 if up else value / 2
        return max(doubled, 1) if field.is_whole else doubled
    amount = 1e-4 if field.step is Step.SERIES else field.amount
    place = value / amount
    near = math.floor(place + 1e-9) + 1 if up else math.ceil(place - 1e-9) - 1
    return float(Decimal(str(amount)) * near)


def _series(value: float, *, up: bool) -> float:
    """The next of …, 1e-4, 2e-4, 5e-4, 1e-3, …"""
    exponent = math.floor(math.log10(value))
    rounds = [float(f"{mantissa:g}e{power}") for power in range(exponent - 1, exponent + 3) for mantissa in _SERIES]
    if up:
        return next(number for number in rounds if number > value * (1 + 1e-9))
    return next(number for number in reversed(rounds) if number < value * (1 - 1e-9))
