"""The dataset document as cards: datasets, their subsets, what lies in each folder; every change is one edit of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from core.config.edits import Edit, FileEdit, RemoveTable
from core.errors import AppError
from gui.config_editor.dataset_card import DatasetCard
from gui.config_editor.dataset_values import (
    DatasetView,
    TableView,
    adding_edits,
    dataset_views,
    setting_edits,
)
from gui.config_editor.open_documents import Document
from gui.config_editor.thumbnail_strip import shared_thumbnails
from gui.core_texts import spoken
from gui.services import Services
from gui.tasks import Latest, run_task
from gui.widgets.notice import Notice
from gui.widgets.parts import button, column, row, weak

if TYPE_CHECKING:
    from core.dataset.subset_facts import ImageFolder, SubsetFacts
    from gui.config_editor.editing_session import EditingSession

Wanted = tuple[str, str]
"""A folder and the extension of its captions."""
_PAUSE_MS = 150


class DatasetPane(QWidget):
    """Folders can be dropped anywhere on it."""

    def __init__(self, session: EditingSession, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._services = services
        self._looking = Latest(self)
        self._facts: dict[Wanted, SubsetFacts] = {}
        self._thumbnails = shared_thumbnails(self)
        self.notice = Notice(services.icons)
        self._nothing = weak("", wrap=True)
        self.cards: list[DatasetCard] = []
        self._cards: QVBoxLayout = column(spacing=24)
        self.add_dataset = button(self.tr("Add another dataset"), compact=True)
        self.show_text = button(self.tr("Show the text"), compact=True)
        self._timer = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._timer.timeout.connect(self._look)
        self.setAcceptDrops(True)
        self._arrange()
        self._connect()
        self._show()

    def _arrange(self) -> None:
        content = QWidget()
        content.setProperty("role", "page")
        inside = column(content, spacing=16)
        inside.setContentsMargins(0, 0, 12, 12)
        inside.addWidget(self.notice)
        inside.addWidget(self._nothing)
        inside.addLayout(self._cards)
        below = row()
        below.addWidget(self.show_text)
        below.addWidget(self.add_dataset)
        below.addStretch(1)
        inside.addLayout(below)
        inside.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidget(content)
        column(self).addWidget(scroll)

    def _connect(self) -> None:
        self._session.opened.connect(self._opened)
        self._session.changed.connect(self._show)
        self._session.checked.connect(self._timer.start)
        self.add_dataset.clicked.connect(lambda: self._ask_folder(len(self.cards)))
        self.show_text.clicked.connect(self._reveal)

    @property
    def views(self) -> tuple[DatasetView, ...]:
        """What the document says now."""
        return dataset_views(self._data())

    def add_folders(self, folders: Sequence[Path], dataset: int = 0) -> None:
        """Make a subset of each folder of images; one without images brings the folders in it that have some."""
        paths = [Path(path) for path in folders]
        run_task(self, lambda _: _found(paths), lambda found: self._add(found, dataset, paths))

    def _opened(self) -> None:
        self._facts.clear()
        self.notice.hide()
        self._show()

    def _data(self) -> Mapping[str, object]:
        if self._session.folder is None:
            return {}
        return self._session.reading(Document.DATASET).data

    def _show(self) -> None:
        session = self._session
        broken = None if session.folder is None else session.reading(Document.DATASET).broken
        views = () if broken is not None else self.views
        self._say_nothing(views)
        if broken is not None:
            self._nothing.setText(
                self.tr("The dataset document cannot be read: {reason} (line {line}).").format(
                    reason=spoken(broken.reason), line=broken.line
                )
            )
        self.show_text.setVisible(broken is not None)
        self.add_dataset.setVisible(broken is None and session.folder is not None)
        self._make_cards(views)
        for number, (made, view) in enumerate(zip(self.cards, views, strict=True)):
            made.show_dataset(view, number, len(views))
        self._show_facts()
        self._timer.start()

    def _say_nothing(self, views: Sequence[DatasetView]) -> None:
        self._nothing.setVisible(not views)
        self._nothing.setText(
            self.tr("No dataset yet. Drop a folder of images here, or add one.") if self._session.folder else ""
        )
        self.add_dataset.setText(self.tr("Add another dataset…") if views else self.tr("Add a folder of images…"))

    def _make_cards(self, views: Sequence[DatasetView]) -> None:
        while len(self.cards) > len(views):
            gone = self.cards.pop()
            self._cards.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        while len(self.cards) < len(views):
            made = DatasetCard(self._services.icons, self._services.theme, self._thumbnails)
            number = len(self.cards)
            made.proposed.connect(lambda key, value, number=number: self._propose((number,), key, value))
            made.folders_wanted.connect(lambda folders, number=number: self.add_folders(folders, number))
            made.removed.connect(lambda number=number: self._remove(("datasets", number)))
            self.cards.append(made)
            self._cards.addWidget(made)
        for number, (card, view) in enumerate(zip(self.cards, views, strict=True)):
            before = len(card.subsets)
            for place, subset in enumerate(card.make_subsets(len(view.subsets)), before):
                where = (number, place)
                subset.proposed.connect(lambda key, value, where=where: self._propose(where, key, value))
                subset.moved.connect(lambda by, where=where: self._move(where, by))
                subset.removed.connect(lambda where=where: self._remove(("datasets", where[0], "subsets", where[1])))

    def _propose(self, where: tuple[int, ...], key: str, value: object) -> None:
        views = self.views
        table = views[where[0]].table if len(where) == 1 else views[where[0]].subsets[where[1]]
        typing = f"dataset:{where}:{key}"
        self._apply(setting_edits(table, key, value, only_dataset=len(views) == 1), key, typing)

    def _add(self, found: Sequence[ImageFolder], dataset: int, asked: Sequence[Path]) -> None:
        if not found:
            names = ", ".join(str(path) for path in asked)
            self.notice.show_message(
                self.tr("There are no images in {names}.").format(names=names),
                self.tr("Choose a folder that holds .png, .jpg, .webp or .bmp files, or folders of them."),
                "warning",
            )
            return
        label = self.tr("Add {name}").format(name=", ".join(folder.path.name for folder in found))
        self._apply(adding_edits(self._data(), dataset, found), label)

    def _remove(self, path: tuple[str | int, ...]) -> None:
        self._apply([RemoveTable(path)], self.tr("Remove a subset") if len(path) > 2 else self.tr("Remove a dataset"))

    def _move(self, where: tuple[int, int], by: int) -> None:
        from core.config.table_order import swapped_tables

        number, place = where
        self._session.flush()
        try:
            text = swapped_tables(self._session.dataset.text, ("datasets", number, "subsets"), min(place, place + by))
        except AppError as error:
            self.notice.show_error(error)
            return
        self._session.set_text(Document.DATASET, text, self.tr("Move a subset"))

    def _apply(self, edits: Sequence[Edit], label: str, typing: str = "") -> None:
        self.notice.hide()
        file = self._session.dataset.path
        try:
            self._session.apply([FileEdit(file, edit) for edit in edits], label, typing)
        except AppError as error:
            self.notice.show_error(error)
            self._show()

    def _ask_folder(self, dataset: int) -> None:
        from PySide6.QtWidgets import QFileDialog

        chosen = QFileDialog.getExistingDirectory(self, self.tr("Choose a folder of images"))
        if chosen:
            self.add_folders([Path(chosen)], dataset)

    def _reveal(self) -> None:
        broken = self._session.reading(Document.DATASET).broken
        self._session.reveal(self._session.dataset.path, None if broken is None else broken.line, None)

    # What lies in the folders

    def _wanted(self) -> list[tuple[TableView, Wanted]]:
        base = self._session.folder or Path()
        return [
            (subset, (str(base / subset.folder), str(subset.value("caption_extension") or "")))
            for view in self.views
            for subset in view.subsets
        ]

    def _look(self) -> None:
        wanted = [key for _, key in self._wanted()]
        if wanted:
            self._looking.run(lambda _: _looked(wanted), self._take_facts)

    def _take_facts(self, facts: dict[Wanted, SubsetFacts]) -> None:
        self._facts = facts
        self._show_facts()

    def _show_facts(self) -> None:
        subsets = [subset for card in self.cards for subset in card.subsets]
        for made, (_, key) in zip(subsets, self._wanted(), strict=True):
            made.show_facts(self._facts.get(key))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self._session.folder is not None and _dropped(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        folders = _dropped(event)
        if folders:
            event.acceptProposedAction()
            self.add_folders(folders, self._dataset_at(event))

    def _dataset_at(self, event: QDropEvent) -> int:
        """The dataset that something is dropped on; the last one for the space below."""
        place = self.mapToGlobal(event.position().toPoint())
        under = [number for number, made in enumerate(self.cards) if made.rect().contains(made.mapFromGlobal(place))]
        return under[0] if under else max(0, len(self.cards) - 1)


def _dropped(event: QDropEvent) -> list[Path]:
    """Folders, and those of the files that were dropped, each once."""
    paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
    return list(dict.fromkeys(path if path.is_dir() else path.parent for path in paths if path.exists()))


def _found(paths: Sequence[Path]) -> list[ImageFolder]:
    from core.dataset.subset_facts import image_folders

    return [folder for path in paths for folder in image_folders(path)]


def _looked(wanted: Sequence[Wanted]) -> dict[Wanted, SubsetFacts]:
    from core.dataset.subset_facts import subset_facts

    return {key: subset_facts(Path(key[0]), key[1]) for key in dict.fromkeys(wanted)}
