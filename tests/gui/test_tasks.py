"""Work off the window's thread: real threads, a real event loop."""

from __future__ import annotations

import threading
import time
from typing import Any

import pytest
from PySide6.QtCore import QObject, QThread
from pytestqt.qtbot import QtBot

from core.errors import AppError
from gui.tasks import Latest, Progress, run_task


@pytest.fixture
def owner(qapp: Any) -> QObject:
    return QObject()


def test_the_answer_comes_back_on_the_windows_thread(qtbot: QtBot, owner: QObject) -> None:
    threads: list[object] = []
    run_task(owner, lambda _: threading.get_ident(), lambda ident: threads.extend([ident, QThread.currentThread()]))
    qtbot.waitUntil(lambda: bool(threads))
    assert threads[0] != threading.get_ident()
    assert threads[1] is owner.thread()


def test_an_error_is_handed_over(qtbot: QtBot, owner: QObject) -> None:
    errors: list[Exception] = []

    def work(_: Progress) -> None:
        raise AppError("The disk is full.", "Free some space.")

    run_task(owner, work, lambda _: pytest.fail("not done"), errors.append)
    qtbot.waitUntil(lambda: bool(errors))
    assert isinstance(errors[0], AppError)
    assert errors[0].hint == "Free some space."


def test_without_a_handler_the_nearest_parent_tells(qtbot: QtBot, qapp: Any) -> None:
    class Window(QObject):
        def __init__(self) -> None:
            super().__init__()
            self.shown: list[Exception] = []

        def show_error(self, error: Exception) -> None:
            self.shown.append(error)

    window = Window()
    page = QObject(QObject(window))
    run_task(page, lambda _: 1 // 0, lambda _: None)
    qtbot.waitUntil(lambda: bool(window.shown))
    assert isinstance(window.shown[0], ZeroDivisionError)


def test_a_cancelled_task_calls_nobody(qtbot: QtBot, owner: QObject) -> None:
    started, release = threading.Event(), threading.Event()
    called: list[object] = []

    def work(progress: Progress) -> None:
        started.set()
        release.wait(10)
        progress.check()

    task = run_task(owner, work, called.append, called.append)
    assert started.wait(10)
    task.cancel()
    release.set()
    done: list[int] = []
    run_task(owner, lambda _: 1, done.append)
    qtbot.waitUntil(lambda: bool(done) and task.finished)
    run_task(owner, lambda _: 2, done.append)
    qtbot.waitUntil(lambda: len(done) == 2)
    assert not called


def test_nothing_is_called_after_the_owner_died(qtbot: QtBot, qapp: Any) -> None:
    from shiboken6 import delete

    owner, other = QObject(), QObject()
    started, release = threading.Event(), threading.Event()
    called: list[object] = []

    def work(_: Progress) -> int:
        started.set()
        release.wait(10)
        return 1

    task = run_task(owner, work, called.append, called.append)
    assert started.wait(10)
    delete(owner)
    qtbot.waitUntil(lambda: task.progress.cancelled)
    release.set()
    done: list[int] = []
    run_task(other, lambda _: time.sleep(0.02), lambda _: done.append(1))
    qtbot.waitUntil(lambda: bool(done) and task.finished)
    assert not called


def test_only_the_newest_question_is_answered(qtbot: QtBot, owner: QObject) -> None:
    latest = Latest(owner)
    answers: list[int] = []
    release = threading.Event()

    def ask(number: int) -> None:
        latest.run(lambda _: (release.wait(10), number)[1], answers.append)

    for number in range(10):
        ask(number)
    assert latest.busy
    release.set()
    qtbot.waitUntil(lambda: bool(answers))
    assert answers == [9]
    assert not latest.busy


def test_progress_arrives_in_order(qtbot: QtBot, owner: QObject) -> None:
    reports: list[int] = []
    done: list[str] = []

    def work(progress: Progress) -> str:
        for number in range(1, 6):
            progress.report(number, 5, "reading")
            time.sleep(0.01)
        return "read"

    run_task(owner, work, done.append, on_progress=lambda count, *_: reports.append(count))
    qtbot.waitUntil(lambda: bool(done))
    assert reports == sorted(reports)
    assert reports[-1] == 5


def test_many_tasks_leave_nothing_behind(qtbot: QtBot, owner: QObject) -> None:
    before = threading.active_count()
    answers: list[int] = []
    for number in range(500):
        run_task(owner, lambda _, number=number: number, answers.append)  # type: ignore[misc]
    qtbot.waitUntil(lambda: len(answers) == 500)
    assert sorted(answers) == list(range(500))
    assert threading.active_count() <= before + 4


def test_a_callback_may_end_its_own_owner(qtbot: QtBot, qapp: Any) -> None:
    """The owner is held by nothing but the task: its end comes while the answer is passed on."""
    ended: list[int] = []

    def start() -> None:
        owner = QObject()
        owner.destroyed.connect(lambda: ended.append(1))
        run_task(owner, lambda _: None, lambda _: owner.setProperty("done", 1))

    for _ in range(50):
        start()
    qtbot.waitUntil(lambda: len(ended) == 50)


def test_a_callback_that_waits_holds_up_no_other(qtbot: QtBot, owner: QObject) -> None:
    answers: list[str] = []

    def patient(_: object) -> None:
        qtbot.waitUntil(lambda: "second" in answers)
        answers.append("first")

    run_task(owner, lambda _: None, patient)
    run_task(owner, lambda _: time.sleep(0.05), lambda _: answers.append("second"))
    qtbot.waitUntil(lambda: len(answers) == 2)
    assert answers == ["second", "first"]


def test_a_callback_that_fails_fails_alone(qtbot: QtBot, owner: QObject) -> None:
    answers: list[int] = []
    with qtbot.captureExceptions() as errors:
        run_task(owner, lambda _: 0, lambda value: 1 // value)
        run_task(owner, lambda _: 1, answers.append)
        qtbot.waitUntil(lambda: bool(errors) and bool(answers))
    assert errors[0][0] is ZeroDivisionError
