"""What will happen, kept up to date while a project is edited."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from gui.config_editor.outlook_panel import OutlookPanel
from gui.services import Services
from gui.tasks import Latest
from gui.widgets.parts import column, section_title

if TYPE_CHECKING:
    from pathlib import Path

    from core.config.forecast import Experience, Forecast
    from core.config.plan import TrainPlan
    from core.engines.choice import EngineChoice
    from gui.config_editor.editing_session import EditingSession
    from gui.config_editor.session_check import CheckResult


class OutlookPane(QWidget):
    """Asks anew after every check, off the window's thread; earlier runs are read again when one has ended."""

    def __init__(self, session: EditingSession, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._services = services
        self._experience: Experience | None = None
        self._ended: frozenset[str] = frozenset()
        self._latest = Latest(self)
        self.panel = OutlookPanel(services.theme)
        self._arrange()
        session.opened.connect(self._opened)
        session.checked.connect(self._checked)
        services.machine.changed.connect(self._show_card)
        services.runs.changed.connect(self._runs_changed)
        self._show_card()
        self._checked()

    def _arrange(self) -> None:
        content = QWidget()
        content.setProperty("role", "page")
        inside = column(content)
        inside.setContentsMargins(0, 0, 10, 0)
        inside.addWidget(self.panel)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidget(content)
        layout = column(self, spacing=8)
        layout.addWidget(section_title(self.tr("What will happen")))
        layout.addWidget(scroll, 1)

    def _opened(self) -> None:
        self._latest.cancel()
        self.panel.show_nothing("" if self._session.folder is None else self.tr("Reading the images…"))

    def _checked(self) -> None:
        result, folder = self._session.result, self._session.folder
        if result is None or folder is None:
            return
        if result.checked.plan is None:
            self._latest.cancel()
            self.panel.show_nothing(self.tr("Nothing would be trained yet: the problems say why."))
            return
        experience, root = self._experience, self._services.paths.runs
        choice, card = self._session.choice, self._card_name()
        self._latest.run(lambda _: _look(result, folder, experience, root, choice, card), self._take)

    def _take(self, answer: tuple[Forecast, Experience]) -> None:
        shown, self._experience = answer
        self.panel.show_forecast(shown)

    def _runs_changed(self) -> None:
        """A run that has ended may tell the speed and the memory of the next one."""
        ended = frozenset(run.run_id for run in self._services.runs.runs if not run.state.is_live)
        if ended != self._ended:
            self._ended, self._experience = ended, None
            self._checked()

    def _show_card(self) -> None:
        machine = self._services.machine.machine
        if machine is None or not machine.gpus:
            self.panel.show_card(None, None)
            return
        card = machine.gpus[0]
        self.panel.show_card(card.memory_total, card.memory_total - card.memory_used)

    def _card_name(self) -> str:
        machine = self._services.machine.machine
        return "" if machine is None or not machine.gpus else machine.gpus[0].name


def _look(
    result: CheckResult,
    folder: Path,
    experience: Experience | None,
    runs_root: Path,
    choice: EngineChoice,
    card: str,
) -> tuple[Forecast, Experience]:
    from core.config.forecast import Experience, forecast
    from core.config.own_peaks import own_peaks
    from core.config.past_speed import past_speeds

    if experience is None:
        experience = Experience(peaks=tuple(own_peaks(runs_root)), speeds=tuple(past_speeds(runs_root)))
    plan, checked = _shared_out(result, choice), result.checked
    engine = choice.engine or "builtin"
    return forecast(plan, checked.blueprint, folder, experience, engine=engine, card=card), experience


def _shared_out(result: CheckResult, choice: EngineChoice) -> TrainPlan:
    """The plan where accelerate shares the batches out among several processes."""
    from core.config.plan import resolve

    checked = result.checked
    assert checked.plan is not None
    processes = (choice.accelerate or {}).get("processes", 1) if choice.engine == "kohya" else 1
    if type(processes) is not int or processes < 2 or checked.blueprint is None:
        return checked.plan
    plan, _ = resolve(checked.args, checked.blueprint, checked.project.cwd, processes=processes)
    return plan or checked.plan
