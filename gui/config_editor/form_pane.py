"""The form: one list of settings a group, made when it is first seen, and one for what a search finds."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from core.config.problem import Severity
from gui.config_editor.editing_session import Document, EditingSession
from gui.config_editor.field_list import FieldList, Row
from gui.config_editor.field_row import FieldRow
from gui.config_editor.field_state import FormState, form_state
from gui.config_editor.form_groups import (
    DATASET,
    OWN,
    UNKNOWN,
    FormGroup,
    form_groups,
    in_dataset_only,
    search,
    settings_of,
)
from gui.config_editor.group_list import GroupEntry, GroupList
from gui.config_editor.unknown_row import UnknownRow
from gui.services import Services
from gui.translations import language_for
from gui.widgets.parts import column

IMAGES = "images"
"""The dataset document as cards, in front of the arguments that hold where it says nothing."""
_SEARCH_MS = 60
_TONES = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: ""}
_WORST = ("error", "warning", "")


class FormPane(QWidget):
    """Shows the training document of a session; `groups` is the list beside it, which this pane fills.

    While the document is broken the form keeps what it showed last, and is locked.
    """

    shown = Signal()
    """A group or the hits of a search came into sight."""

    def __init__(
        self,
        session: EditingSession,
        services: Services,
        groups: GroupList,
        make_cards: Callable[[], QWidget],
        parent: QWidget | None = None,
    ) -> None:
        """`make_cards` makes what shows the dataset document, when it is first seen."""
        super().__init__(parent)
        self._make_cards = make_cards
        self._cards: QWidget | None = None
        self._session = session
        self._services = services
        self._language = language_for(services.preferences.settings.language)
        self._list = groups
        self._schema = session.schema
        self._groups: list[FormGroup] = []
        self._lists: dict[str, FieldList] = {}
        self._state: FormState | None = None
        self._is_locked = False
        self._sought = ""
        self._group = ""
        self._search_timer = QTimer(self, singleShot=True, interval=_SEARCH_MS)
        self._search_timer.timeout.connect(self._show_hits)
        self._stack = QStackedWidget()
        self._hits = FieldList(self._make)
        self._stack.addWidget(self._hits)
        column(self).addWidget(self._stack)
        groups.chosen.connect(self.show_group)
        session.opened.connect(self._opened)
        session.changed.connect(self.refresh)
        session.checked.connect(self.refresh)
        session.saved_state_changed.connect(self.refresh)
        session.script_changed.connect(self._script_changed)

    @property
    def group(self) -> str:
        """The key of the group in sight."""
        return self._group

    @property
    def list(self) -> FieldList:
        """What is in sight or was last: the settings of a group, or what was found."""
        current = self._stack.currentWidget()
        return current if isinstance(current, FieldList) else self._hits

    @property
    def cards(self) -> QWidget | None:
        """The dataset document, once it has been seen."""
        return self._cards

    @property
    def is_locked(self) -> bool:
        """Whether nothing can be changed here, because the document is broken."""
        return self._is_locked

    @property
    def settings(self) -> int:
        """How many settings there are."""
        return len(settings_of(self._session.schema))

    def show_group(self, key: str) -> None:
        if key == IMAGES:
            self._show_cards()
            return
        group = next((group for group in self._groups if group.key == key), None)
        if group is None:
            return
        self._group = key
        self._search_timer.stop()
        found = self._lists.get(key)
        if found is None:
            found = FieldList(self._make)
            found.setEnabled(not self._is_locked)
            self._lists[key] = found
            self._stack.addWidget(found)
        if self._state is not None:
            found.show_state(self._state)
        found.show_names(group.names, self.name_of(group), self._note(key))
        self._stack.setCurrentWidget(found)
        self._list.set_current(key)
        self.shown.emit()

    def _show_cards(self) -> None:
        self._group = IMAGES
        self._search_timer.stop()
        if self._cards is None:
            self._cards = self._make_cards()
            self._stack.addWidget(self._cards)
        self._stack.setCurrentWidget(self._cards)
        self._list.set_current(IMAGES)
        self.shown.emit()

    def search(self, text: str) -> None:
        """Show what has these words, in a moment; the group again where there are none."""
        self._sought = text.strip()
        self._search_timer.start()

    def reveal(self, key: str) -> Row | None:
        """Bring the setting `key` into sight; None where there is no such setting."""
        group = next((group for group in self._groups if key in group.names), None)
        if group is None:
            return None
        self.show_group(group.key)
        return self.list.reveal(key)

    def name_of(self, group: FormGroup) -> str:
        if group.key == OWN:
            return self.tr("Only in this script")
        if group.key == UNKNOWN:
            return self.tr("Unknown keys")
        if group.key == DATASET:
            return self.tr("Data set defaults")
        return group.name.get(self._language) or group.name["en"]

    def refresh(self) -> None:
        """Show what the documents say now."""
        session = self._session
        if session.folder is None:
            return
        broken = session.reading(Document.TRAINING).broken is not None
        for found in (*self._lists.values(), self._hits):
            found.setEnabled(not broken)
        self._is_locked = broken
        if broken and self._state is not None:
            return
        dataset = session.reading(Document.DATASET)
        path = session.training.path
        self._state = form_state(path, session.written(), session.saved(), dataset, session.problems)
        self._regroup()
        self._fill_list(self._state)
        self.list.show_state(self._state)

    def _opened(self) -> None:
        self._state = None
        self.refresh()
        self.show_group(self._group or (self._groups[0].key if self._groups else ""))

    def _script_changed(self) -> None:
        """Other arguments: rows are made anew."""
        if self._schema is self._session.schema:
            return
        self._schema = self._session.schema
        for found in (*self._lists.values(), self._hits):
            found.forget()
        self.refresh()
        self._show_again()

    def _regroup(self) -> None:
        fresh = form_groups(self._session.schema, tuple(self._session.written()))
        if fresh == self._groups:
            return
        self._groups = fresh
        self._show_again()

    def _show_again(self) -> None:
        if self._stack.currentWidget() is self._hits:
            self._show_hits()
        elif self._group in {group.key for group in self._groups}:
            self.show_group(self._group)
        elif self._group == IMAGES:
            return
        elif self._groups and self._group:
            self.show_group(self._groups[0].key)

    def _fill_list(self, state: FormState) -> None:
        entries: list[GroupEntry] = []
        for group in self._groups:
            if group.key == DATASET:
                entries.append(self._cards_entry(group))
            fields = [state.field(name) for name in group.names]
            tones = {_TONES[problem.severity] for field in fields for problem in field.problems}
            written = sum(field.is_written for field in fields)
            tone = next((tone for tone in _WORST if tone in tones), "")
            entries.append(GroupEntry(group.key, self.name_of(group), written, tone, self._described(written, tone)))
        self._list.entries.set_entries(entries)
        self._list.set_current("" if self._stack.currentWidget() is self._hits else self._group)

    def _cards_entry(self, group: FormGroup) -> GroupEntry:
        """The dataset document among the groups: with its own problems."""
        path = self._session.dataset.path
        tones = {_TONES[problem.severity] for problem in self._session.problems if problem.file == path}
        if self._session.reading(Document.DATASET).broken is not None:
            tones.add("error")
        tone = next((tone for tone in _WORST if tone in tones), "")
        name = group.name.get(self._language) or group.name["en"]
        return GroupEntry(IMAGES, name, 0, tone, self._words_of(tone))

    def _words_of(self, tone: str) -> str:
        return {"error": self.tr("has errors"), "warning": self.tr("has warnings")}.get(tone, "")

    def _described(self, written: int, tone: str) -> str:
        words = self.tr("{count} written").format(count=written)
        return f"{words}, {self._words_of(tone)}" if tone else words

    def _note(self, key: str) -> str:
        if key == UNKNOWN:
            return self.tr(
                "{script} does not take these. sd-scripts ignores them without a word, so they do nothing."
            ).format(script=self._session.script)
        if key in ("dataset", "captions"):
            return self.tr("These hold where the dataset document says nothing of its own.")
        return ""

    def _show_hits(self) -> None:
        if not self._sought:
            if self._stack.currentWidget() is self._hits:
                self.show_group(self._group)
            return
        hits = search(self._sought, self._session.schema)
        if self._state is not None:
            self._hits.show_state(self._state)
        title = self.tr("{count} settings with “{text}”").format(count=len(hits), text=self._sought)
        note = "" if hits else self.tr("No setting has these words in its name, its label or its help.")
        others = in_dataset_only(self._sought, self._session.schema)
        if others:
            note = self.tr("In the data set: {keys}.").format(keys=", ".join(others))
        self._hits.show_names(hits, title, note)
        self._stack.setCurrentWidget(self._hits)
        self._list.set_current("")
        self.shown.emit()

    def _make(self, name: str) -> Row | None:
        argument = self._session.schema.arguments.get(name)
        icons = self._services.icons
        if argument is None:
            return UnknownRow(self._session, icons, name)
        return FieldRow(self._session, self._services.theme, icons, argument, self._language)
