"""The list that a completer drops down."""

from __future__ import annotations

from PySide6.QtWidgets import QAbstractItemView, QCompleter


def popup_of(completer: QCompleter) -> QAbstractItemView:
    """Made by Qt when it is first asked for; the type stubs do not know that it always is."""
    popup = completer.popup()
    if popup is None:
        raise TypeError("A completer has lost its list")
    return popup
