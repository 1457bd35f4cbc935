"""What stands in a text field, and what training makes of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QPlainTextEdit

if TYPE_CHECKING:
    from gui.dataset_browser.drafts import Draft
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


def state_words(draft: Draft | None, *, faithful: bool) -> tuple[str, bool]:
    """What there is to know about a caption's file, and whether it can be converted to UTF-8.

    `faithful`: a text field can hold the caption as it is.
    """
    translate = QCoreApplication.translate
    if draft is None:
        return "", False
    if draft.outside:
        return translate("CaptionState", "A link that leads out of the folder: it is not followed."), False
    if draft.found is None:
        return translate("CaptionState", "There is no caption file yet; it is made when you write one."), False
    if not draft.found.certain:
        return translate(
            "CaptionState", "The encoding of this caption is not known. Choose it, and it becomes UTF-8."
        ), True
    if draft.found.encoding != "utf-8" or draft.found.bom:
        mark = translate("CaptionState", " with a byte order mark") if draft.found.bom else ""
        words = translate("CaptionState", "Written in {encoding}, which is kept; training needs UTF-8.")
        return words.format(encoding=draft.found.encoding + mark), True
    if draft.inherited:
        return translate("CaptionState", "Comes from another file; a change is written to a file of its own."), False
    if not faithful:
        return translate(
            "CaptionState", "Has characters that no text field can hold: it can be seen here, not changed."
        ), False
    return "", False
