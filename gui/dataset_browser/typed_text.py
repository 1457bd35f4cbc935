"""What stands in a text field, and what training makes of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QPlainTextEdit

if TYPE_CHECKING:
    from gui.dataset_browser.opened import OpenedData


def raw_text(editor: QPlainTextEdit) -> str:
    """What is in the editor; `toPlainText` would turn every no-break space into a blank."""
    return editor.document().toRawText().replace("\u2029", "\n")


def trained_text(data: OpenedData, image: int, text: str) -> str:
    """What training makes of this text as the caption of the image."""
    from core.dataset.captions import parse_caption, trained_caption

    subset = data.library.subset(image)
    loaded, _ = parse_caption(text.encode("utf-8", "replace"), all_lines=subset.enable_wildcard)
    if not text and not data.library.listing.captions[image] & 1:
        loaded = subset.class_tokens or ""
    return trained_caption(loaded, subset)
