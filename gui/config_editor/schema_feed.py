"""The arguments of the script that trains: those of the installed sd-scripts where there is one, else the shipped ones.

The shipped list is there at once; asking an installed sd-scripts takes seconds the first time.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from core.config.schema import DEFAULT_SCRIPT, Schema, shipped_schema
from core.errors import AppError, ConfigError
from gui.tasks import Latest

if TYPE_CHECKING:
    from core.config.installed_schema import SchemaSource
    from core.engines.choice import EngineChoice

_Asked = tuple[str, str, str]


class SchemaFeed(QObject):
    """`changed` fires when `schema` is another one. `note` says where it comes from, empty for the shipped list."""

    changed = Signal()
    failed = Signal(object)

    def __init__(self, cache: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._cache = cache
        self._asked: _Asked | None = None
        self._latest = Latest(self)
        self.schema: Schema = shipped_schema()
        self.note = ""

    def ask(self, choice: EngineChoice) -> None:
        """Find out what this choice's script takes; nothing is asked twice."""
        script = choice.script or DEFAULT_SCRIPT
        installed = choice.engine == "kohya" and bool(choice.python) and bool(choice.sd_scripts)
        asked = (script, choice.python or "", choice.sd_scripts or "") if installed else (script, "", "")
        if asked == self._asked:
            return
        self._asked = asked
        self._latest.cancel()
        self._take_shipped(script, quiet=installed)
        if installed:
            self._latest.run(lambda _: _installed(asked, self._cache), self._take, self._fail)

    def _take_shipped(self, script: str, *, quiet: bool) -> None:
        try:
            schema = shipped_schema(script)
        except ConfigError as error:
            schema = shipped_schema()
            if not quiet:
                self.failed.emit(error)
        self._set(schema, "")

    def _take(self, source: SchemaSource) -> None:
        self._set(source.schema, source.note)

    def _fail(self, error: Exception) -> None:
        if not isinstance(error, AppError | OSError):
            raise error
        self.failed.emit(error)

    def _set(self, schema: Schema, note: str) -> None:
        fresh = schema is not self.schema or note != self.note
        self.schema, self.note = schema, note
        if fresh:
            self.changed.emit()


def _installed(asked: _Asked, cache: Path) -> SchemaSource:
    from core.config.installed_schema import installed_schema

    script, python, folder = asked
    return installed_schema(Path(python).expanduser(), Path(folder).expanduser(), script, cache)
