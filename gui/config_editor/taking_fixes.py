"""Taking the way out of a problem."""

from __future__ import annotations

from core.config.fixes import fix_for
from core.config.problem import Problem
from core.errors import AppError
from gui.config_editor.editing_session import EditingSession
from gui.config_editor.fix_words import fix_words


def take_fix(session: EditingSession, problem: Problem) -> None:
    """The fix is made anew: the document may have changed since the problem was found."""
    session.flush()
    fix = fix_for(problem, (session.training, session.dataset))
    if fix is None:
        return
    try:
        session.apply(fix, fix_words(fix))
    except AppError as error:
        session.failed.emit(error)
