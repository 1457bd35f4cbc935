"""The backend that a request names, with what it needs of this machine."""

from __future__ import annotations

from pathlib import Path

from core.environment.backends.backend import Backend
from core.environment.backends.conda_cli import CondaCli, find_manager
from core.environment.backends.rattler import Rattler
from core.environment.backends.uv import Uv, find_uv
from core.environment.backends.venv import Venv
from core.environment.plan import BackendKind, SetupRequest
from core.environment.pythons import find_interpreter
from core.environment.recipe import Recipe
from core.paths import AppPaths


def backend_for(request: SetupRequest, recipe: Recipe, paths: AppPaths) -> Backend:
    """Looks for the program or the Python that it needs (up to about a second)."""
    version = request.python_version or recipe.python
    versions = (request.python_version,) if request.python_version else recipe.pythons
    if request.backend is BackendKind.RATTLER:
        return Rattler(version, paths.cache / "conda")
    if request.backend is BackendKind.UV:
        interpreter = find_interpreter(versions, for_venv=False)
        return Uv(request.manager or find_uv(), None if interpreter is None else interpreter.path, version)
    if request.backend is BackendKind.VENV:
        return Venv(request.manager or _python_for_venv(versions), versions)
    return CondaCli(request.backend, request.manager or find_manager(request.backend), version)


def _python_for_venv(versions: tuple[str, ...]) -> Path | None:
    found = find_interpreter(versions)
    return None if found is None else found.path


def recommended_backend() -> BackendKind:
    """The user's own conda, mamba or micromamba where there is one, else rattler, which needs none."""
    for kind in (BackendKind.CONDA, BackendKind.MAMBA, BackendKind.MICROMAMBA):
        if find_manager(kind) is not None:
            return kind
    return BackendKind.RATTLER
