"""Edits the caption of the current image, as tags or as text; every finished change is written at once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QMenu, QPlainTextEdit, QStackedWidget, QWidget

from core.errors import AppError
from gui.core_texts import spoken
from gui.dataset_browser.caption_saver import CaptionSaver
from gui.dataset_browser.session import Session
from gui.dataset_browser.tag_chips import TagChips
from gui.dataset_browser.typed_text import raw_text, state_words, trained_text
from gui.icons import IconSet
from gui.tasks import Latest
from gui.theme import Theme
from gui.widgets.notice import Notice
from gui.widgets.parts import button, caption, column, label, row, set_tone, strong

if TYPE_CHECKING:
    from gui.dataset_browser.drafts import Draft
    from gui.dataset_browser.opened import OpenedData

_PAUSE_MS = 1500
"""Typing that pauses this long has come to an end: it becomes one entry of the journal."""
_MOST_CHIPS = 150
_MOST_CHARACTERS = 8000
_ENCODINGS = ("gb18030", "big5", "cp932", "euc_kr", "cp1252", "utf-16-le", "utf-16-be")


class CaptionEditor(QWidget):
    """`shown` fires when another caption, or another state of it, is in sight. `left`: back to the images."""

    shown = Signal()
    left = Signal()

    def __init__(self, session: Session, icons: IconSet, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.saver = CaptionSaver(session, self)
        self.draft: Draft | None = None
        self._loading = Latest(self)
        self._counting = Latest(self)
        self._image: int | None = None
        self._as_text = False
        self._faithful = True
        self.chips = TagChips(theme)
        self.text = QPlainTextEdit()
        self.tags_button = button(self.tr("Tags"), compact=True)
        self.text_button = button(self.tr("Text"), compact=True)
        self.tokens = label("", "weak")
        self.notice = Notice(icons)
        self.keep = button(self.tr("Write mine"), compact=True)
        self.take = button(self.tr("Take the other"), compact=True)
        self.convert = button(self.tr("Convert to UTF-8"), compact=True)
        self._state = caption("", wrap=True)
        self._stack = QStackedWidget()
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(_PAUSE_MS)
        self._typing.timeout.connect(self.commit)
        self._arrange()
        self._connect()

    @property
    def image(self) -> int | None:
        return self._image

    def show_image(self, image: int | None) -> None:
        """Go to another image; what was typed for the one before is written."""
        self.commit()
        self._image = image
        self._load()

    def commit(self) -> None:
        """Write what has been typed, as one entry of the journal."""
        self._typing.stop()
        draft = self.draft
        if draft is None or not self._as_text or self.text.isReadOnly() or not self.text.document().isModified():
            return
        from core.config.editing import plain_lines, with_line_ends_of

        typed = raw_text(self.text)
        self.text.document().setModified(False)
        if typed != plain_lines(draft.text):
            self._save(with_line_ends_of(draft.text, typed))

    def edit(self) -> None:
        """Put the cursor where the caption is written."""
        if self._as_text:
            self.text.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            self.chips.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def set_completions(self, tags: Mapping[str, int]) -> None:
        self.chips.set_completions(tags)

    def reload(self, images: list[int]) -> None:
        """Captions were written or read anew; the one in sight may be among them."""
        if self._image not in images or self.draft is None or not self.saver.idle:
            return
        data, image = self._session.data, self._image
        if self._as_text and self.text.document().isModified() and data is not None and image is not None:
            self._loading.run(lambda _: load(data, image), self._compare)
        else:
            self._load()

    # What is in sight

    def _load(self) -> None:
        image, data = self._image, self._session.data
        if image is None or data is None:
            self._loading.cancel()
            self.draft = None
            self._show()
            return
        self._loading.run(lambda _: load(data, image), self._take, self._unreadable)

    def _take(self, draft: Draft) -> None:
        self.draft = draft
        self.notice.hide()
        self._choices(keep=False)
        self._show()

    def _unreadable(self, error: Exception) -> None:
        self.draft = None
        self._show()
        self._tell(self.tr("The caption cannot be read: {error}").format(error=error), "error")

    def _show(self) -> None:
        from core.config.editing import plain_lines
        from gui.dataset_browser.drafts import can_be_typed

        draft = self.draft
        text = "" if draft is None else (draft.text if draft.wanted is None else draft.wanted)
        editable = draft is not None and draft.editable
        self._faithful = can_be_typed(text)
        self.setEnabled(draft is not None)
        tags = self._tags_of(text)
        self.tags_button.setEnabled(tags is not None)
        if tags is None or self.text_button.isChecked():
            self._show_text(plain_lines(text) if self._faithful else text, editable=editable and self._faithful)
        else:
            self._as_text = False
            self._stack.setCurrentWidget(self.chips)
            self.chips.show_tags(tags, editable=editable)
        self._show_state()
        self.count_tokens()
        self.shown.emit()

    def _show_text(self, text: str, *, editable: bool) -> None:
        self._as_text = True
        self._stack.setCurrentWidget(self.text)
        if raw_text(self.text) != text:
            self.text.setPlainText(text)
        self.text.document().setModified(False)
        self.text.setReadOnly(not editable)

    def _tags_of(self, text: str) -> list[str] | None:
        """None where the caption has lines that chips cannot show, or more tags than anybody can look through."""
        from core.dataset.library import caption_tags

        data, image = self._session.data, self._image
        if data is None or image is None:
            return []
        subset = data.library.subset(image)
        if "\n" in text.strip() or "\r" in text.strip() or len(text) > _MOST_CHARACTERS:
            return None
        tags = caption_tags(text, subset)
        return tags if len(tags) <= _MOST_CHIPS else None

    def _show_state(self) -> None:
        words, convertible = state_words(self.draft, faithful=self._faithful)
        self.convert.setVisible(convertible)
        self._state.setText(words)
        self._state.setVisible(bool(words))

    def current_text(self) -> str:
        """As it stands in the editor."""
        if self._as_text:
            return raw_text(self.text)
        draft = self.draft
        return "" if draft is None else (draft.text if draft.wanted is None else draft.wanted)

    def count_tokens(self) -> None:
        from core.dataset.clip_tokens import count_tokens

        data, image = self._session.data, self._image
        if data is None or image is None:
            self.tokens.setText("")
            return
        text = self.current_text()
        self._counting.run(lambda _: count_tokens(trained_text(data, image, text)), self._show_tokens)

    def _show_tokens(self, number: int) -> None:
        data = self._session.data
        if data is not None:
            limit = data.scope.token_limit
            self.tokens.setText(self.tr("{number}/{limit} tokens").format(number=f"{number:,}", limit=limit))
            set_tone(self.tokens, "error" if number > limit else "")

    # Changes

    def _chips_changed(self, tags: list[str]) -> None:
        from core.dataset.edits import edit_lines

        data, image, draft = self._session.data, self._image, self.draft
        if data is None or image is None or draft is None:
            return
        before = draft.text if draft.wanted is None else draft.wanted
        self._save(edit_lines(before, data.library.subset(image), lambda _: list(tags)))

    def _save(self, text: str) -> None:
        draft, data = self.draft, self._session.data
        if draft is None or data is None:
            return
        self.saver.save(draft, text, self.tr("write {name}").format(name=data.library.name(draft.image)))
        self.count_tokens()
        self.shown.emit()

    def _saved(self, draft: Draft) -> None:
        if draft is self.draft:
            self._show_state()
            self.shown.emit()

    def _failed(self, draft: Draft, error: Exception) -> None:
        if draft is not self.draft:
            self._session.edited.emit(error)
            return
        words = error.message if isinstance(error, AppError) else str(error)
        self._tell(spoken(words), "error", spoken(error.hint) if isinstance(error, AppError) else "")
        self.convert.setVisible(draft.found is not None and draft.found.encoding != "utf-8")

    def _conflict(self, draft: Draft) -> None:
        if draft is not self.draft:
            name = "" if self._session.data is None else self._session.data.library.name(draft.image)
            self._session.edited.emit(
                AppError(
                    self.tr("The caption of {name} was changed by another program.").format(name=name),
                    self.tr("It was left as it is; what was written here is not in it."),
                )
            )
            return
        self._choices(keep=True)
        self._tell(
            self.tr("Another program has changed this caption."),
            "warning",
            self.tr("Nothing was overwritten. Which of both is to stay?"),
        )

    def _compare(self, fresh: Draft) -> None:
        """While something is being typed the file changed: nothing is taken or written until a person has chosen."""
        if self.draft is not None and fresh.before != self.draft.before:
            self.draft.wanted = self.current_text()
            self.text.document().setModified(False)
            self._conflict(self.draft)

    def _keep_mine(self) -> None:
        mine, data, image = self.current_text(), self._session.data, self._image
        if data is not None and image is not None:
            self._loading.run(
                lambda _: load(data, image), lambda draft: self._write_over(draft, mine), self._unreadable
            )

    def _write_over(self, draft: Draft, text: str) -> None:
        self._take(draft)
        if draft.editable:
            from core.config.editing import with_line_ends_of

            self._save(with_line_ends_of(draft.text, text))
            self._show()

    def _take_other(self) -> None:
        self.text.document().setModified(False)
        self._load()

    def _convert(self) -> None:
        draft = self.draft
        if draft is None or draft.found is None:
            return
        if draft.found.certain:
            self._to_utf8(None)
            return
        menu = QMenu(self)
        for name in _ENCODINGS:
            menu.addAction(name).triggered.connect(lambda _=False, name=name: self._to_utf8(name))
        menu.exec(self.convert.mapToGlobal(self.convert.rect().bottomLeft()))

    def _to_utf8(self, encoding: str | None) -> None:
        from core.dataset.edits import to_utf8

        draft, data = self.draft, self._session.data
        if draft is None or data is None:
            return
        found = list(to_utf8(data.library, (draft.image,), encoding))
        problems = [entry.problem for entry in found if entry.problem]
        changes = [entry.change for entry in found if entry.change is not None]
        if problems or not changes:
            self._tell(problems[0] if problems else self.tr("It is UTF-8 already."), "warning")
            return
        self._session.write(self.tr("convert to UTF-8"), lambda _: changes, (draft.image,), lambda _: self._load())

    def _tell(self, words: str, tone: str, hint: str = "") -> None:
        self.notice.show_message(words, hint, tone)

    def _choices(self, *, keep: bool) -> None:
        self.keep.setVisible(keep)
        self.take.setVisible(keep)

    def _mode_chosen(self) -> None:
        self.commit()
        self._show()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.text and event.type() == QEvent.Type.FocusOut:
            self.commit()
        if watched is self.text and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            finishing = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            if finishing and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self.commit()
                self.left.emit()
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.commit()
                self.left.emit()
                return True
        return super().eventFilter(watched, event)

    def _connect(self) -> None:
        self.chips.changed.connect(self._chips_changed)
        self.text.textChanged.connect(self._typed)
        self.text.installEventFilter(self)
        self.saver.saved.connect(self._saved)
        self.saver.conflict.connect(self._conflict)
        self.saver.failed.connect(self._failed)
        self.keep.clicked.connect(self._keep_mine)
        self.take.clicked.connect(self._take_other)
        self.convert.clicked.connect(self._convert)
        self.text_button.toggled.connect(lambda _: self._mode_chosen())
        self._session.captions_changed.connect(self.reload)

    def _typed(self) -> None:
        if self.text.document().isModified():
            self._typing.start()
            self.count_tokens()

    def _arrange(self) -> None:
        layout = column(self, spacing=6)
        head = row(spacing=4)
        head.addWidget(strong(self.tr("Caption")))
        head.addStretch(1)
        head.addWidget(self.tokens)
        group = QButtonGroup(self)
        for choice in (self.tags_button, self.text_button):
            choice.setCheckable(True)
            group.addButton(choice)
            head.addWidget(choice)
        self.tags_button.setChecked(True)
        layout.addLayout(head)
        layout.addWidget(self.notice)
        choices = row(spacing=4)
        for choice in (self.keep, self.take, self.convert):
            choice.hide()
            choices.addWidget(choice)
        choices.addStretch(1)
        self.text.setAccessibleName(self.tr("Caption"))
        self.text.setTabChangesFocus(True)
        self._stack.addWidget(self.chips)
        self._stack.addWidget(self.text)
        self._stack.setMinimumHeight(96)
        layout.addWidget(self._stack, 1)
        layout.addWidget(self._state)
        layout.addLayout(choices)


def load(data: OpenedData, image: int) -> Draft:
    from gui.dataset_browser.drafts import load_draft

    return load_draft(data, image)
