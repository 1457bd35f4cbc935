"""The steps of a setup: what each is called, runs, loads and takes."""

from __future__ import annotations

from pathlib import Path

from core.environment import pip_commands, sources
from core.environment.backends.backend import Backend
from core.environment.plan import Command, SetupRequest, Step, StepKind
from core.environment.recipe import Recipe
from core.environment.requirements import read_requirements
from core.environment.torch_choice import TorchChoice

_UNPACKED_PER_SECOND = 80e6
_PIP_BYTES = 2_500_000


def make_step(
    kind: StepKind,
    title: str,
    commands: tuple[Command, ...],
    folder: Path,
    speed: float,
    *,
    download: int = 0,
    disk: int = 0,
    packages: int = 0,
    work: float = 0.0,
) -> Step:
    """`work` are the seconds besides loading and unpacking, `speed` bytes a second."""
    return Step(
        kind=kind,
        title=title,
        commands=commands,
        folder=folder,
        download_bytes=download,
        disk_bytes=disk,
        packages=packages,
        seconds=download / speed + disk / _UNPACKED_PER_SECOND + work,
    )


def environment_step(
    backend: Backend, request: SetupRequest, version: str, speed: float, *, repair: bool, is_new: bool = False
) -> Step:
    """`is_new`: the setup that makes the environment has not ended yet, even where it was made before."""
    make = backend.repair if repair else backend.create
    what = f"Make the environment with Python {version}, by {backend.kind}"
    if repair and not is_new:
        what = "Repair the interpreter"
    return make_step(
        StepKind.ENVIRONMENT,
        what,
        make(request.prefix, request.network),
        request.prefix,
        speed,
        download=backend.download_bytes,
        disk=backend.disk_bytes,
        work=backend.seconds,
    )


def source_step(git: Path | None, request: SetupRequest, speed: float, *, update: bool) -> Step:
    assert request.sd_scripts is not None
    make = sources.update_commands if update else sources.fetch_commands
    revision = request.revision or "the newest version"
    return make_step(
        StepKind.SD_SCRIPTS,
        f"Bring sd-scripts to {revision}" if update else f"Fetch sd-scripts, {revision}",
        make(git or Path("git"), request.sd_scripts, request.address, request.revision),
        request.sd_scripts,
        speed,
        download=sources.DOWNLOAD_BYTES,
        disk=sources.DISK_BYTES,
        work=3.0,
    )


def pip_step(python: Path, prefix: Path, speed: float) -> Step:
    title = "Bring pip to a version that tells its progress"
    return make_step(
        StepKind.PIP,
        title,
        pip_commands.newer_pip(python),
        prefix,
        speed,
        download=_PIP_BYTES,
        disk=10_000_000,
        work=3.0,
    )


def torch_step(python: Path, prefix: Path, recipe: Recipe, torch: TorchChoice, speed: float) -> Step:
    build = torch.build
    requirements = (*build.packages, *recipe.torch_extra)
    return make_step(
        StepKind.TORCH,
        f"Install torch {build.torch}, build {build.name}",
        pip_commands.install_torch(python, requirements, torch.index),
        prefix,
        speed,
        download=build.download_bytes,
        disk=build.disk_bytes,
        packages=build.package_count,
        work=5.0,
    )


def packages_step(python: Path, request: SetupRequest, recipe: Recipe, folder: Path, speed: float) -> Step | None:
    """What the recipe asks for; None where that is nothing. `folder` is for the files that pip is given."""
    source, packages = None, (*recipe.packages, *request.packages)
    title = f"Install the packages of the recipe {recipe.key}"
    count = recipe.package_count
    if recipe.from_checkout and request.sd_scripts is not None:
        source = request.sd_scripts / "requirements.txt"
        title = "Install what this version of sd-scripts asks for"
        listed = len(read_requirements(request.sd_scripts))
        if listed:
            title = f"Install the {listed} packages that this version of sd-scripts asks for, and what they need"
    if source is None and not packages:
        return None
    return make_step(
        StepKind.PACKAGES,
        title,
        pip_commands.install_packages(python, folder, source, packages),
        request.prefix,
        speed,
        download=recipe.download_bytes,
        disk=recipe.disk_bytes,
        packages=count,
        work=10.0,
    )


def lock_step(python: Path, request: SetupRequest, lock: Path, index: str, size: tuple[int, int], speed: float) -> Step:
    """`size` is what is loaded and what it becomes, in bytes."""
    count = sum(1 for line in _lines(lock) if line and not line.startswith(("#", "-")))
    return make_step(
        StepKind.PACKAGES,
        f"Install exactly the {count} packages of {lock.name}",
        pip_commands.install_lock(python, lock, index),
        request.prefix,
        speed,
        download=size[0],
        disk=size[1],
        packages=count,
        work=10.0,
    )


def link_step(python: Path, request: SetupRequest, speed: float) -> Step:
    assert request.sd_scripts is not None
    commands = pip_commands.link_checkout(python, request.sd_scripts)
    return make_step(StepKind.LINK, "Make sd-scripts importable", commands, request.prefix, speed, work=0.5)


def check_step(python: Path, prefix: Path, speed: float) -> Step:
    title = "Look whether the versions fit one another"
    return make_step(StepKind.CHECK, title, pip_commands.check(python), prefix, speed, work=2.0)


def freeze_step(python: Path, prefix: Path, frozen: Path, speed: float) -> Step:
    title = "Write down the packages as they are, to be able to go back"
    return make_step(StepKind.FREEZE, title, pip_commands.freeze(python, frozen), prefix, speed, work=2.0)


def _lines(path: Path) -> list[str]:
    try:
        return [line.strip() for line in path.read_text("utf-8", "replace").splitlines()]
    except OSError:
        return []
