from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from gui.icons import IconSet
from gui.theme import Theme
from gui.training_monitor.log_panel import MOST_LINES, LogPanel
from gui.training_monitor.log_text import Level, LogLine, LogPortion, LogText


@pytest.fixture
def panel(qtbot: QtBot, theme: Theme, icons: IconSet) -> LogPanel:
    made = LogPanel(theme, icons)
    qtbot.addWidget(made)
    made.resize(600, 200)
    made.show()
    return made


def lines(start: int, stop: int, level: Level = Level.PLAIN) -> tuple[LogLine, ...]:
    return tuple(LogLine(f"line {number}", number * 10, level) for number in range(start, stop))


def test_shows_what_a_growing_console_shows(panel: LogPanel) -> None:
    text = LogText()
    panel.add(text.feed(b"one\ntw"))
    assert panel.text == "one\ntw"
    panel.add(text.feed(b"o\nsteps:  25%|##  | 1/4 [00:02<00:06,  2.02s/it]"))
    panel.add(text.feed(b"\rsteps:  50%|##  | 2/4 [00:02<00:06,  2.02s/it]"))
    assert panel.text.splitlines() == ["one", "two", "steps:  50%|##  | 2/4 [00:02<00:06,  2.02s/it]"]
    panel.add(LogPortion(lines(7, 8), afresh=True))
    assert panel.text == "line 7"


def test_replacing_all_there_is(panel: LogPanel) -> None:
    panel.add(LogPortion(lines(0, 1)))
    panel.add(LogPortion(lines(5, 7), replaced=1))
    assert panel.text == "line 5\nline 6"


def test_memory_is_bounded(panel: LogPanel) -> None:
    panel.add(LogPortion(lines(0, MOST_LINES)))
    panel.add(LogPortion(lines(MOST_LINES, MOST_LINES + 100)))
    shown = panel.text.split("\n")
    assert len(shown) == MOST_LINES
    assert (shown[0], shown[-1]) == ("line 100", f"line {MOST_LINES + 99}")


def test_only_warnings_or_errors(panel: LogPanel) -> None:
    panel.add(LogPortion((*lines(0, 2), *lines(2, 3, Level.WARNING), *lines(3, 4, Level.ERROR))))
    panel.show_level(Level.WARNING)
    assert panel.text == "line 2\nline 3"
    panel.add(LogPortion((*lines(4, 5), *lines(5, 6, Level.ERROR))))
    assert panel.text == "line 2\nline 3\nline 5"
    panel.add(LogPortion((), replaced=2))
    assert panel.text == "line 2\nline 3"
    panel.show_level(Level.ERROR)
    assert panel.text == "line 3"
    panel.show_level(Level.PLAIN)
    assert panel.text.count("\n") == 3


def test_search_counts_and_goes_round(panel: LogPanel) -> None:
    panel.add(LogPortion(lines(0, 30)))
    panel.search("LINE 1")
    assert panel.match_words.text() == "1 of 11"
    for _ in range(11):
        panel.go_to_match(1)
    assert panel.match_words.text() == "11 of 11"
    panel.go_to_match(1)
    assert panel.match_words.text() == "1 of 11"
    panel.go_to_match(-1)
    assert panel.match_words.text() == "11 of 11"
    assert not panel.follow_button.isChecked()
    panel.search("nowhere")
    assert panel.match_words.text() == "not found"
    panel.search("")
    assert panel.match_words.text() == ""


def test_new_lines_are_searched_too(panel: LogPanel, qtbot: QtBot) -> None:
    panel.add(LogPortion(lines(0, 3)))
    panel.search("line")
    panel.add(LogPortion(lines(3, 5)))
    qtbot.waitUntil(lambda: panel.match_words.text() == "1 of 5")


def test_earlier_lines_are_asked_for_by_the_offset_of_the_first(panel: LogPanel, qtbot: QtBot) -> None:
    panel.add(LogPortion(lines(50, 60), afresh=True))
    with qtbot.waitSignal(panel.earlier_wanted) as asked:
        panel._earlier.click()
    assert asked.args == [500]
    panel.add_earlier(lines(40, 50))
    assert panel.text.startswith("line 40\n")
    panel.add_earlier(())
    assert not panel._earlier.isEnabled()


def test_at_the_beginning_of_the_file_nothing_is_earlier(panel: LogPanel) -> None:
    panel.add(LogPortion(lines(0, 3), afresh=True))
    assert not panel._earlier.isEnabled()
