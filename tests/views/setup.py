"""The Setup page with environments in different states, and each page of its wizard over a real, slow setup."""

from __future__ import annotations

import atexit
import contextlib
import dataclasses
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtGui import QPixmap

from core.environment.checks import Check, CheckId, State, Verification
from core.environment.environment import environment_at, packages_digest
from core.environment.registry import EnvironmentRegistry
from core.paths import AppPaths
from core.settings import read_settings, write_settings
from gui.app import Program
from gui.setup_wizard.choose_page import ChoosePage
from gui.setup_wizard.page import SetupPage
from gui.setup_wizard.progress_page import ProgressPage
from gui.setup_wizard.sources_page import SourcesPage
from gui.setup_wizard.wizard import SetupWizard
from tests.core.environment.index import Index
from tests.core.environment.places import add_package, make_environment
from tests.core.environment.setups import RECIPE_TOML, TORCH_TOML, build_wheels
from tests.views.view import View, Wait

_INDEX: list[Index] = []
_OPEN = contextlib.ExitStack()
"""Holds the index open for as long as pictures are taken; its thread is gone when the interpreter tidies up."""
atexit.register(_OPEN.close)
_NO_KERNEL = "CUDA error: no kernel image is available for execution on the device"
_CARD = "NVIDIA GeForce RTX 5080"


def _check(which: CheckId, code: str, state: State = State.WORKS, **values: str) -> Check:
    return Check(id=which, state=state, code=code, values=values)


_WORKING = (
    _check(CheckId.INTERPRETER, "interpreter-works", version="3.10.18"),
    _check(CheckId.PACKAGES, "packages-match", count="21", source="requirements.txt"),
    _check(CheckId.TORCH, "torch-works", version="2.7.1+cu128"),
    _check(CheckId.CUDA, "cuda-works", card=_CARD, memory="16 GB", cuda="12.8"),
    _check(CheckId.ARCHITECTURES, "architectures-cover", capability="12.0"),
    _check(CheckId.PRECISION, "precision-works", names="fp32, tf32, fp16, bf16"),
    _check(CheckId.ATTENTION, "attention-works", names="fp32, fp16, bf16"),
    _check(CheckId.XFORMERS, "xformers-absent"),
    _check(CheckId.OPTIMIZER_8BIT, "optimizer-works", version="0.48.2"),
    _check(CheckId.SD_SCRIPTS, "sd-scripts-works", commit="48d368fa", count="193"),
    _check(CheckId.TRAINING, "training-works", optimizer="AdamW8bit", precision="bf16", device=_CARD),
)
_BROKEN = {
    CheckId.TORCH: _check(CheckId.TORCH, "torch-works", version="2.6.0+cu124"),
    CheckId.ARCHITECTURES: _check(
        CheckId.ARCHITECTURES, "architectures-missing", State.BROKEN, capability="12.0",
        built_for="sm_50, sm_60, sm_70, sm_75, sm_80, sm_86, sm_90",
    ),
    CheckId.PRECISION: _check(CheckId.PRECISION, "precision-broken", State.BROKEN, reason=_NO_KERNEL),
    CheckId.OPTIMIZER_8BIT: _check(
        CheckId.OPTIMIZER_8BIT, "optimizer-broken", State.BROKEN, version="0.45.0", reason=_NO_KERNEL
    ),
    CheckId.TRAINING: _check(CheckId.TRAINING, "needs", State.SKIPPED, what="optimizer-8bit"),
}  # fmt: skip


def fill(paths: AppPaths, folder: Path) -> None:
    """A verified environment, one with the wrong torch for its card, one that nobody has verified."""
    registry, scripts = EnvironmentRegistry(paths.environments), _checkout(folder / "sd-scripts")
    for name, checks in (
        ("kohya_ss", _WORKING),
        ("kohya_old_torch", tuple(_BROKEN.get(check.id, check) for check in _WORKING)),
        ("試験環境", ()),
    ):
        prefix = make_environment(paths.kohya / name)
        add_package(prefix, "torch", "2.7.1+cu128")
        add_package(prefix, "accelerate", "1.6.0")
        environment = environment_at(prefix, sd_scripts=scripts)
        assert environment is not None
        registry.save(dataclasses.replace(environment, recipe="guide", backend="venv"))
        if checks:
            registry.save_verification(
                prefix,
                Verification(
                    checks=checks, packages_digest=packages_digest(prefix), sd_scripts=str(scripts), commit="unknown",
                    card=_CARD, verified_at=time.time() - 4 * 3600, seconds=51,
                ),
            )  # fmt: skip
    python = str(paths.kohya / "kohya_ss" / "bin" / "python")
    settings = dataclasses.replace(read_settings(paths.settings_file), kohya_python=python, sd_scripts=str(scripts))
    write_settings(paths.settings_file, settings)
    _tiny_recipe(paths, folder)


def _checkout(folder: Path) -> Path:
    (folder / "library").mkdir(parents=True)
    (folder / "train_network.py").touch()
    (folder / "library" / "train_util.py").touch()
    (folder / "requirements.txt").write_text("tiny-large\n", "utf-8")
    return folder


def _tiny_recipe(paths: AppPaths, folder: Path) -> None:
    """A recipe whose packages come from an index on this machine, slowly enough to be looked at."""
    recipes = paths.config / "recipes"
    recipes.mkdir(parents=True)
    (recipes / "torch.toml").write_text(TORCH_TOML, "utf-8")
    (recipes / "tiny.toml").write_text(RECIPE_TOML, "utf-8")
    index = Index(build_wheels(folder / "wheels"))
    index.bytes_per_second = 200_000
    _INDEX.append(_OPEN.enter_context(index.running()))


def _page(program: Program) -> SetupPage:
    page = program.window.page("setup")
    assert isinstance(page, SetupPage)
    return page


def _known(program: Program, wait: Wait) -> None:
    program.services.environments.refresh()
    wait(lambda: program.services.environments.snapshot is not None and not program.services.environments.looking)


def _wizard_at(which: int) -> Callable[[Program, Wait], None]:
    def bring(program: Program, wait: Wait) -> None:
        page = _page(program)
        if page.wizard is not None:
            page.wizard.close()
            wait(lambda: page.wizard is None)
        _known(program, wait)
        wizard = page.open_wizard()
        wait(wizard.pages[wizard.WELCOME].isComplete)
        while wizard.currentId() < which:
            _answer(program, wizard)
            wait(lambda: wizard.currentPage().isComplete())
            wizard.next()
            wait(lambda: True, settle=300)
        if which == wizard.PLAN:
            wait(lambda: wizard.plan is not None)

    return bring


def _answer(program: Program, wizard: SetupWizard) -> None:
    if wizard.currentId() == wizard.CHOOSE:
        page = wizard.pages[wizard.CHOOSE]
        if wizard.services.environments.installing:
            return
        page.backend.setCurrentIndex(page.backend.findData("venv"))  # type: ignore[attr-defined]


def _picture(program: Program) -> QPixmap:
    return _wizard(program).grab()


def _installing(program: Program, wait: Wait) -> None:
    """A setup from the slow index, while it loads its largest package."""
    feed = program.services.environments
    if not feed.installing:
        _wizard_at(SetupWizard.CHOOSE)(program, wait)
        wizard = _wizard(program)
        choose, sources = wizard.pages[wizard.CHOOSE], wizard.pages[wizard.SOURCES]
        assert isinstance(choose, ChoosePage)
        assert isinstance(sources, SourcesPage)
        choose.recipe.setCurrentIndex(choose.recipe.findData("tiny"))
        choose.backend.setCurrentIndex(choose.backend.findData("venv"))
        choose.network.edits["index"].setText(_INDEX[0].simple)
        wizard.next()
        sources.use.setChecked(True)
        wizard.next()
        wait(wizard.pages[wizard.PLAN].isComplete)
        wizard.next()
    else:
        _page(program).open_setup()
    setup = feed.setup
    assert setup is not None
    wait(lambda: not setup.running or (setup.progress is not None and setup.progress.bytes_done > 100_000))
    progress = _wizard(program).pages[SetupWizard.PROGRESS]
    assert isinstance(progress, ProgressPage)
    progress.log_fold.set_open(True)


def _proving(program: Program, wait: Wait) -> None:
    """The checklist of an environment that was found, filled in."""
    feed = program.services.environments
    if feed.setup is not None:
        feed.setup.cancel()
        wait(lambda: not feed.installing)
        feed.forget_setup()
    _wizard_at(SetupWizard.CHOOSE)(program, wait)
    wizard = _wizard(program)
    choose = wizard.pages[wizard.CHOOSE]
    assert isinstance(choose, ChoosePage)
    choose.use.setChecked(True)
    choose.list.setCurrentRow(0)
    for _ in range(3):
        wizard.next()
    wait(wizard.pages[wizard.VERIFY].isComplete)


def _done(program: Program, wait: Wait) -> None:
    _proving(program, wait)
    _wizard(program).next()


def _wizard(program: Program) -> SetupWizard:
    wizard = _page(program).wizard
    assert wizard is not None
    return wizard


VIEWS = (
    View("setup-environments", "setup", _known),
    View("setup-empty", "setup", _known, empty=True),
    View("setup-wizard-1-welcome", "setup", _wizard_at(SetupWizard.WELCOME), _picture),
    View("setup-wizard-2-choose", "setup", _wizard_at(SetupWizard.CHOOSE), _picture),
    View("setup-wizard-3-sources", "setup", _wizard_at(SetupWizard.SOURCES), _picture),
    View("setup-wizard-4-plan", "setup", _wizard_at(SetupWizard.PLAN), _picture),
    View("setup-wizard-5-progress", "setup", _installing, _picture),
    View("setup-wizard-6-proof", "setup", _proving, _picture),
    View("setup-wizard-7-done", "setup", _done, _picture),
)
