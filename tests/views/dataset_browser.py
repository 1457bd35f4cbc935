"""The Dataset page over a project of a few dozen pictures, with what is wrong in most of them."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QDialog

from core.paths import AppPaths
from gui.app import Program
from gui.dataset_browser.bulk_form import RENAME
from gui.dataset_browser.page import DatasetPage
from tests.gui.dataset_browser.folders import add_problems, write_project
from tests.views.view import View, Wait

_PLACE: list[Path] = []


def fill(paths: AppPaths, folder: Path) -> None:
    project = write_project(folder / "sks_robot", count=60)
    add_problems(project)
    for name in ("lonely caption.txt", "notes.dat", "Thumbs.db"):
        (project / "images" / name).write_text("belongs to nothing", encoding="utf-8")
    _PLACE[:] = [project]


def page_of(program: Program) -> DatasetPage:
    page = program.window.page("dataset")
    if not isinstance(page, DatasetPage):
        raise TypeError("The Dataset page has not been opened")
    return page


def opened(program: Program, wait: Wait) -> DatasetPage:
    """The project, read and looked at, with everything of an earlier view put back."""
    page = page_of(program)
    browser = page.browser
    if page.property("place") is None:  # the page opens the last project by itself, which is another one
        page.setProperty("place", "opened")
        page.open_paths(_PLACE)
    wait(lambda: page.session.complete and browser.finder.looked)
    browser.filter.set_query("")
    browser.filter.grid.setChecked(True)
    browser.show_all()
    wait(lambda: browser.model.rowCount() == 67 and "near-duplicate" in browser.overview.problems)
    browser.go_to(9)
    return page


def grid(program: Program, wait: Wait) -> None:
    page = opened(program, wait)
    page.browser.grid.selectionModel().select(
        page.browser.model.selection_of([9, 10, 14]), page.browser.grid.selectionModel().SelectionFlag.ClearAndSelect
    )
    for image, rating in ((6, 5), (8, 4), (10, 3)):
        page.session.mark([image], lambda mark, rating=rating: type(mark)(rating, rating == 5))
    wait(lambda: not page.browser.feed.waiting)


def table(program: Program, wait: Wait) -> None:
    page = opened(program, wait)
    page.browser.filter.table.setChecked(True)
    wait(lambda: True)


def large(program: Program, wait: Wait) -> None:
    page = opened(program, wait)
    page.browser.go_to(6)
    page.browser.show_large()
    wait(lambda: not page.browser.large.canvas.empty)


def cropping(program: Program, wait: Wait) -> None:
    large(program, wait)
    view = page_of(program).browser.large
    wait(view.draw.isEnabled)
    view.draw.setChecked(True)
    wait(lambda: view.drawing)


def compare(program: Program, wait: Wait) -> None:
    page = opened(program, wait)
    page.browser.filter.set_query("problem:near-duplicate")
    wait(page.browser.fix_bar.isVisible)
    page.browser.fix_bar.apply.click()
    wait(lambda: not page.browser.compare.right.canvas.empty)


def statistics(program: Program, wait: Wait) -> None:
    page = opened(program, wait)
    page.browser.show_statistics()
    wait(lambda: page.browser.statistics.figures is not None)


def bulk(program: Program, wait: Wait) -> None:
    page = opened(program, wait)
    page.browser.grid.selectAll()
    dialog = page.dialogs.edit_captions()
    if dialog is None:
        raise TypeError("Nothing was chosen")
    dialog.form.choose(RENAME, "blue body", "cobalt body")
    wait(lambda: dialog.previewed and dialog.model.rowCount() > 0)


def other_files(program: Program, wait: Wait) -> None:
    page = opened(program, wait)
    wait(page.browser.side.others.isVisible)
    dialog = page.dialogs.other_files()
    if dialog is None:
        raise TypeError("No data set is open")
    wait(lambda: dialog.model.rowCount() > 0)


def trigger_words(program: Program, wait: Wait) -> None:
    if opened(program, wait).dialogs.trigger_words() is None:
        raise TypeError("The captions have not been read")
    wait(lambda: True)


def dialog_picture(program: Program) -> QPixmap:
    """The dialog, which then closes."""
    dialog = page_of(program).findChildren(QDialog)[-1]
    taken = dialog.grab()
    dialog.reject()
    dialog.deleteLater()
    return taken


VIEWS = (
    View("dataset-grid", "dataset", grid),
    View("dataset-table", "dataset", table),
    View("dataset-large", "dataset", large),
    View("dataset-cropping", "dataset", cropping),
    View("dataset-compare", "dataset", compare),
    View("dataset-statistics", "dataset", statistics),
    View("dataset-bulk", "dataset", bulk, dialog_picture),
    View("dataset-other-files", "dataset", other_files, dialog_picture),
    View("dataset-trigger-words", "dataset", trigger_words, dialog_picture),
    View("dataset-empty", "dataset", empty=True),
)
