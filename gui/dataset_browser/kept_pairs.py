"""Pairs of copies that both stay: remembered, looked at again, forgotten."""

from __future__ import annotations

from PySide6.QtCore import QObject

from gui.dataset_browser.browser import Browser
from gui.dataset_browser.session import Session

Pairs = list[tuple[int, int]]


class KeptPairs(QObject):
    """What "Keep both" means, and the button that shows those pairs again."""

    def __init__(self, session: Session, browser: Browser) -> None:
        super().__init__(browser)
        self._session = session
        self._browser = browser
        browser.compare.kept.connect(self.keep)
        browser.compare.forgotten.connect(self.forget)
        browser.side.kept_wanted.connect(self.compare)

    def keep(self, pairs: Pairs) -> None:
        """These are no duplicates of each other from now on."""
        self._replace(pairs, kept=True)

    def forget(self, pairs: Pairs) -> None:
        """These are asked about again."""
        self._replace(pairs, kept=False)

    def compare(self) -> None:
        """All pairs that both stay, one after another."""
        data = self._session.data
        if data is not None:
            alike = {(pair.first, pair.second): pair.likeness for pair in data.problems.findings.pairs}
            pairs = [(*pair, alike.get(pair, 0.0)) for pair in data.problems.kept]
            self._browser.show_pairs(pairs, kept=True)

    def _replace(self, pairs: Pairs, *, kept: bool) -> None:
        from core.dataset.kept_pairs import named_pairs

        data = self._session.data
        if data is None or data.side is None:
            return
        names = named_pairs(data.library, pairs)
        self._session.keep(kept=data.side.kept | names if kept else data.side.kept - names)
        self._browser.finder.find_soon()
