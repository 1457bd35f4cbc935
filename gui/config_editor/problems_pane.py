"""Everything that is wrong with the open project, kept up to date, with the ways out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from core.config.problem import Severity
from core.errors import AppError
from gui.config_editor.diff_dialog import DiffDialog
from gui.config_editor.problem_card import ProblemCard
from gui.config_editor.text_diff import TextPair
from gui.services import Services
from gui.widgets.notice import Notice
from gui.widgets.parts import button, chip, clear, column, row, section_title, weak

if TYPE_CHECKING:
    from core.config.edits import Fix
    from core.config.problem import Problem
    from core.config.source import Source
    from gui.config_editor.editing_session import EditingSession

_FEW = 25


class ProblemsPane(QWidget):
    """The worst come first, a few at once. A fix is one step of the history. `room_wanted` when it has much or little
    to show."""

    room_wanted = Signal(bool)

    def __init__(self, session: EditingSession, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._services = services
        self._shown: tuple[Problem, ...] | None = None
        self._chips = row(spacing=4)
        self.fix_all = button(self.tr("Fix all safe ones…"), compact=True)
        self.fix_all.setToolTip(self.tr("Shows first what it would write."))
        self.fix_all.clicked.connect(self._ask_fix_all)
        self.notice = Notice(services.icons)
        self._nothing = weak("", wrap=True)
        self._list: QVBoxLayout = column(spacing=0)
        self.cards: list[ProblemCard] = []
        self.more = button("", compact=True)
        self.more.clicked.connect(self._show_all)
        self._shows_all = False
        self.dialog: DiffDialog | None = None
        self._arrange()
        session.checked.connect(self._checked)
        session.opened.connect(self._opened)
        self._checked()

    def _arrange(self) -> None:
        head = row(spacing=8)
        head.addWidget(section_title(self.tr("Problems")))
        head.addLayout(self._chips)
        head.addStretch(1)
        content = QWidget()
        content.setProperty("role", "page")
        inside = column(content, spacing=0)
        inside.setContentsMargins(0, 0, 10, 0)
        inside.addWidget(self._nothing)
        inside.addLayout(self._list)
        inside.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        inside.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(content)
        layout = column(self, spacing=8)
        layout.addLayout(head)
        layout.addWidget(self.fix_all, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(self.notice)
        layout.addWidget(scroll, 1)

    @property
    def text(self) -> str:
        """What stands there instead of problems."""
        return self._nothing.text()

    def _opened(self) -> None:
        self.notice.hide()
        self._shows_all = False
        self._show(())
        self._nothing.setText(self.tr("Checking…") if self._session.folder is not None else "")

    def _checked(self) -> None:
        if self._session.result is not None:
            self._show(self._session.problems)
            self._nothing.setText("" if self._shown else self.tr("No problems found."))
            self._nothing.setVisible(not self._shown)

    def _show(self, problems: tuple[Problem, ...]) -> None:
        """Cards of problems that are still there stay: a card costs a millisecond or two."""
        if problems == self._shown:
            return
        if self._shown is None or bool(problems) != bool(self._shown):
            self.room_wanted.emit(bool(problems))
        self._shown = problems
        self._nothing.setVisible(not problems)
        self._count(problems)
        self._show_cards()

    def _show_cards(self) -> None:
        from core.config.safe_fixes import is_safe

        problems = self._shown or ()
        wanted = problems if self._shows_all else problems[:_FEW]
        known = {card.problem: card for card in self.cards}
        while self._list.takeAt(0) is not None:
            pass
        self.cards = [known.pop(problem) if problem in known else self._made_card(problem) for problem in wanted]
        for number, card in enumerate(self.cards):
            card.set_first(first=number == 0)
            self._list.addWidget(card)
        for gone in known.values():
            gone.hide()
            gone.deleteLater()
        more = len(problems) - len(wanted)
        self.more.setVisible(more > 0)
        self.more.setText(self.tr("Show {count} more").format(count=more))
        self.fix_all.setVisible(any(is_safe(problem) for problem in problems))

    def _show_all(self) -> None:
        self._shows_all = True
        self._show_cards()

    def _made_card(self, problem: Problem) -> ProblemCard:
        from core.config.fixes import fix_for

        fix = fix_for(problem, self._sources())
        made = ProblemCard(self._services.icons, problem, fix)
        made.shown.connect(lambda: self._session.reveal(problem.file, problem.line, problem.key))
        if fix is not None:
            made.fixed.connect(lambda: self._apply(problem))
        return made

    def _count(self, problems: Sequence[Problem]) -> None:
        clear(self._chips)
        words = {
            Severity.ERROR: (self.tr("1 error"), self.tr("{count} errors"), "error"),
            Severity.WARNING: (self.tr("1 warning"), self.tr("{count} warnings"), "warning"),
            Severity.NOTE: (self.tr("1 note"), self.tr("{count} notes"), ""),
        }
        for severity, (one, many, tone) in words.items():
            count = sum(problem.severity is severity for problem in problems)
            if count:
                self._chips.addWidget(chip(one if count == 1 else many.format(count=count), tone))

    def _apply(self, problem: Problem) -> None:
        """The fix is made anew: the document may have changed since the problem was found."""
        from core.config.fixes import fix_for

        fix = fix_for(problem, self._sources())
        if fix is not None:
            self._take(fix)

    def _ask_fix_all(self) -> None:
        from core.config.safe_fixes import edited_sources

        self._session.flush()
        fix = self._safe()
        if fix is None:
            self.notice.show_message(self.tr("None of them can be fixed here: correct the text first."), tone="warning")
            return
        sources = {source.path: source for source in self._sources()}
        after = edited_sources(fix, sources)
        pairs = [TextPair(path.name, sources[path].text, source.text) for path, source in after.items()]
        count = len(fix.edits)
        self.dialog = DiffDialog(
            self._services.theme,
            self.tr("Fix 1 problem") if count == 1 else self.tr("Fix {count} problems").format(count=count),
            self.tr(
                "Each of these changes says what was meant, or what happens anyway. One undo takes all of them back."
            ),
            pairs,
            self.tr("Fix"),
            self,
        )
        self.dialog.accepted.connect(lambda: self._take(fix, self.tr("Fix all safe ones")))
        self.dialog.open()

    def _take(self, fix: Fix, label: str = "") -> None:
        from gui.config_editor.fix_words import fix_words

        try:
            self._session.apply(fix, label or fix_words(fix))
        except AppError as error:
            self.notice.show_error(error)

    def _safe(self) -> Fix | None:
        from core.config.safe_fixes import safe_fixes

        return safe_fixes(self._session.problems, self._sources())

    def _sources(self) -> tuple[Source, ...]:
        session = self._session
        return () if session.folder is None else (session.training, session.dataset)
