"""What a fix writes, in the language of the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

if TYPE_CHECKING:
    from core.config.edits import Edit, Fix

translate = QCoreApplication.translate


def fix_words(fix: Fix) -> str:
    """One phrase for each edit: `Write sdpa = true`."""
    return "\n".join(_edit_words(edit.edit) for edit in fix.edits)


def _edit_words(edit: Edit) -> str:
    from core.config.editing import written
    from core.config.edits import RemoveByteOrderMark, RemoveKey, RenameKey, SetValue

    match edit:
        case SetValue(path, value):
            return translate("FixWords", "Write {key} = {value}").format(key=path[-1], value=written(value))
        case RenameKey(path, name):
            return translate("FixWords", "Write {name} instead of {key}").format(name=name, key=path[-1])
        case RemoveKey(path):
            return translate("FixWords", "Remove {key}").format(key=path[-1])
        case RemoveByteOrderMark():
            return translate("FixWords", "Remove the byte order mark")
        case _:
            return translate("FixWords", "Change the document")
