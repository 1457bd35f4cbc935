"""What is said about a value in the form: defaults, where it comes from, why it is shown as it is."""

from __future__ import annotations

import html
from typing import Any

from PySide6.QtCore import QCoreApplication

from core.config.editing import written
from core.config.schema import Argument
from gui.config_editor.field_state import FieldState
from gui.config_editor.number_text import number_text

translate = QCoreApplication.translate

TOML_LINK = "toml"
DATASET_LINK = "dataset"


def value_words(value: Any) -> str:
    """A value as the form writes it: `on`, `1e-4`, text without quotes."""
    if value is None or value in ("", []):
        return ""
    if isinstance(value, bool):
        return translate("FieldWords", "on") if value else translate("FieldWords", "off")
    if isinstance(value, int | float):
        return number_text(value)
    if isinstance(value, list | tuple):
        return ", ".join(value_words(item) for item in value)
    return str(value)


def default_words(argument: Argument) -> str:
    """What holds where nothing is written."""
    return value_words(argument.default) or translate("FieldWords", "not set")


def source_words(state: FieldState, argument: Argument, file: str, dataset: str, colour: str) -> str:
    """Where the value comes from and what would hold without it, as rich text with links into the documents,
    in that colour."""
    default = html.escape(default_words(argument))
    parts = []
    if state.written is None:
        parts.append(translate("FieldWords", "default: {value}").format(value=default))
    else:
        line = state.written.line
        place = html.escape(file if line is None else f"{file}:{line}")
        parts.append(_link(TOML_LINK, place, colour))
        parts.append(translate("FieldWords", "default: {value}").format(value=default))
    if state.dataset_lines:
        place = _link(DATASET_LINK, html.escape(f"{dataset}:{state.dataset_lines[0]}"), colour)
        parts.append(translate("FieldWords", "{place} decides").format(place=place))
    return " · ".join(parts)


def _link(target: str, words: str, colour: str) -> str:
    return f'<a href="{target}" style="text-decoration: none; color: {colour}">{words}</a>'


def literal(value: Any) -> str:
    """The value as TOML has it."""
    return "…" if isinstance(value, dict) else written(value)
