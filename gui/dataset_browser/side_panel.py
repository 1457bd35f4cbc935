"""On the left: folders, problems, tags and buckets with their counts; a click filters by them."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QLineEdit, QMenu, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from gui.dataset_browser.bucket_chart import BucketChart, key_of
from gui.dataset_browser.count_list import ROW_HEIGHT, CountList, Entry
from gui.dataset_browser.image_model import printable
from gui.dataset_browser.overview import Overview
from gui.dataset_browser.problem_words import badge_of, problem_name
from gui.dataset_browser.terms import state_of, terms
from gui.theme import Theme
from gui.widgets.parts import button, caption, column, row, strong

_MOST_ROWS = 9
_TAG_ROWS = 12
_SHOWN_TAGS = 500
_SHOWN_WORDS = 3


class SidePanel(QScrollArea):
    """`chosen` fires with a field of the query, a value, and whether it is to be excluded.

    `others_wanted`: the person wants to see what is wrong with files that are no images.
    `trigger_wanted`: the trigger words, beginning with that of a folder. `kept_wanted`: the pairs that both stay.
    """

    chosen = Signal(str, str, bool)
    look_wanted = Signal()
    stop_wanted = Signal()
    others_wanted = Signal()
    trigger_wanted = Signal(str)
    kept_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._overview = Overview()
        self.folders = CountList(theme, self.tr("Folders"))
        self.problems = CountList(theme, self.tr("Problems"))
        self.tags = CountList(theme, self.tr("Tags"))
        self.buckets = BucketChart(theme)
        self.tag_search = QLineEdit()
        self._no_problems = caption(self.tr("None found."))
        self.others = button("", compact=True)
        self.others.setToolTip(self.tr("What is wrong with settings, folders and files that are no images"))
        self.others.hide()
        self.others.clicked.connect(self.others_wanted)
        self.kept = button("", compact=True)
        self.kept.setToolTip(self.tr("Compare the copies of which both stay once more"))
        self.kept.hide()
        self.kept.clicked.connect(self.kept_wanted)
        self.trigger_words = caption("", wrap=True)
        self.trigger = button(self.tr("Change…"), compact=True)
        self.trigger.setAccessibleName(self.tr("Change the trigger words"))
        self.trigger.clicked.connect(lambda: self.trigger_wanted.emit(""))
        self._trigger_line = QWidget()
        self.look = button(self.tr("Look closely"), compact=True)
        self.look.setToolTip(
            self.tr("Read every file to its end and compare all pictures: finds damage and duplicates.")
        )
        self._look_state = caption("", wrap=True)
        self._looking = False
        self.look.clicked.connect(lambda: self.stop_wanted.emit() if self._looking else self.look_wanted.emit())
        self._reading = caption("")
        self._unfilled = caption("", wrap=True)
        self._sections: dict[str, QWidget] = {}
        self._arrange()
        for field, view in (("folder", self.folders), ("problem", self.problems), ("tag", self.tags)):
            view.chosen.connect(lambda value, exclude, field=field: self.chosen.emit(field, value, exclude))
        self.folders.menu_wanted.connect(self._show_folder_menu)
        self.buckets.chosen.connect(lambda value, exclude: self.chosen.emit("bucket", value, exclude))
        self.tag_search.textChanged.connect(lambda _: self._show_tags())

    def show_overview(self, overview: Overview) -> None:
        self._overview = overview
        self._show_folders(overview)
        self.problems.counts.show(
            [
                Entry(code, problem_name(code), count, badge_of(code))
                for code, count in sorted(overview.problems.items(), key=_by_gravity)
            ]
        )
        self.problems.setVisible(bool(overview.problems))
        self._no_problems.setVisible(not overview.problems and not overview.others)
        self.others.setText(self.tr("Files and settings: {count}…").format(count=f"{overview.others:,}"))
        self.others.setVisible(overview.others > 0)
        self.kept.setText(self.tr("Kept pairs: {count}…").format(count=f"{overview.kept_pairs:,}"))
        self.kept.setVisible(overview.kept_pairs > 0)
        self._show_triggers(overview)
        self._show_tags()
        self._show_buckets(overview)
        rest = overview.total - overview.read
        self._reading.setText(self.tr("Reading {count} more…").format(count=f"{rest:,}") if rest else "")
        self._reading.setVisible(bool(rest))
        for view, most in ((self.folders, _MOST_ROWS), (self.problems, _MOST_ROWS + 3), (self.tags, _TAG_ROWS)):
            view.setFixedHeight(min(max(view.counts.rowCount(), 1), most) * ROW_HEIGHT + 4)

    def show_look(self, done: int, total: int, *, looked: bool) -> None:
        """How far the close look is; 0 of 0 while there is none."""
        self._looking = total > 0
        self.look.setText(self.tr("Stop looking") if self._looking else self.tr("Look closely"))
        if self._looking:
            words = self.tr("Looking closely: {percent} %").format(percent=done * 100 // total)
        else:
            words = "" if looked else self.tr("Damage and duplicates are found by a close look.")
        self._look_state.setText(words)
        self._look_state.setVisible(bool(words))
        self.look.setVisible(self._looking or not looked)

    def show_query(self, text: str) -> None:
        """Mark what the query asks for and excludes."""
        parts = terms(text)
        for field, view in (("folder", self.folders), ("problem", self.problems), ("tag", self.tags)):
            values = (entry.value for entry in view.counts.entries)
            view.counts.set_states({value: state for value in values if (state := state_of(parts, field, value))})
        keys = map(key_of, self.buckets.buckets)
        self.buckets.set_states({key: state for key in keys if (state := state_of(parts, "bucket", key))})

    def _show_folders(self, overview: Overview) -> None:
        entries = [Entry(path, "/" if path == "." else path, count) for path, count in overview.folders.items()]
        self.folders.counts.show(entries)
        self._sections["folders"].setVisible(len(entries) > 1)

    def _show_triggers(self, overview: Overview) -> None:
        """Each word once, with whether it is guessed."""
        chosen, guessed = self.tr("{word} (set)"), self.tr("{word} (guessed)")
        states = {
            word.word: (chosen if word.chosen else guessed).format(word=printable(word.word))
            for word in overview.triggers
            if word.word
        }
        shown = list(states.values())
        words = ", ".join(shown[:_SHOWN_WORDS]) or self.tr("none")
        if len(shown) > _SHOWN_WORDS:
            words = self.tr("{words} and {count} more").format(words=words, count=f"{len(shown) - _SHOWN_WORDS:,}")
        self.trigger_words.setText(self.tr("Trigger word: {words}").format(words=words))
        self._trigger_line.setVisible(bool(overview.triggers))

    def _show_folder_menu(self, folder: str, place: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(self.tr("Trigger word…")).triggered.connect(lambda: self.trigger_wanted.emit(folder))
        menu.popup(place)

    def _show_tags(self) -> None:
        from core.dataset.completion import best_matches

        typed = self.tag_search.text()
        tags = self._overview.tags
        found = best_matches(typed, tags.items(), _SHOWN_TAGS) if typed else list(tags.items())[:_SHOWN_TAGS]
        if typed in tags:
            found.insert(0, (typed, tags[typed]))
        self.tags.counts.show([Entry(tag, tag, count) for tag, count in found])

    def _show_buckets(self, overview: Overview) -> None:
        self.buckets.show_buckets(overview.buckets)
        self._sections["buckets"].setVisible(bool(overview.buckets))
        lacking = sum(bucket.unfilled for bucket in overview.buckets)
        batches = sum(bucket.batches for bucket in overview.buckets)
        self._unfilled.setText(
            self.tr("{buckets} buckets, {batches} batches an epoch; batches lack {lacking} images in all.").format(
                buckets=f"{len(overview.buckets):,}", batches=f"{batches:,}", lacking=f"{lacking:,}"
            )
        )

    def _arrange(self) -> None:
        body = QWidget()
        body.setProperty("role", "page")
        layout = column(body, spacing=16)
        layout.setContentsMargins(0, 0, 8, 8)
        layout.setAlignment(Qt.AlignmentFlag.AlignTop)
        beside = row(self._trigger_line, spacing=8)
        beside.addWidget(self.trigger_words, 1)
        beside.addWidget(self.trigger)
        self._trigger_line.hide()
        for wide in (self.others, self.kept):
            wide.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._section(layout, "folders", self.tr("Folders"), self.folders)
        self._section(
            layout,
            "problems",
            self.tr("Problems"),
            self.problems,
            self._no_problems,
            self.others,
            self._trigger_line,
            self._look_state,
            self.look,
            self.kept,
        )
        self.tag_search.setPlaceholderText(self.tr("Find a tag"))
        self.tag_search.setAccessibleName(self.tr("Find a tag"))
        self.tag_search.setClearButtonEnabled(True)
        self._section(layout, "tags", self.tr("Tags"), self.tag_search, self.tags, self._reading)
        self._section(layout, "buckets", self.tr("Buckets"), self._unfilled, self.buckets)
        self.setWidget(body)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumWidth(216)

    def sizeHint(self) -> QSize:
        return QSize(232, 400)

    def _section(self, layout: QVBoxLayout, name: str, title: str, *widgets: QWidget) -> None:
        section = QWidget()
        inside = column(section, spacing=4)
        inside.addWidget(strong(title))
        for widget in widgets:
            inside.addWidget(widget)
        layout.addWidget(section)
        self._sections[name] = section


def _by_gravity(entry: tuple[str, int]) -> tuple[int, int, str]:
    code, count = entry
    order = {"error": 0, "warning": 1, "accent": 2, "weak": 3}
    return order[badge_of(code).tone], -count, code
