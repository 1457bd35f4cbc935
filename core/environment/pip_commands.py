"""The commands that fill an environment, run by its own interpreter: they can be copied, edited and exported."""

from __future__ import annotations

from pathlib import Path

from core.environment.network import Network
from core.environment.plan import Command, Output

PIP_WITH_RAW_PROGRESS = "pip>=24.1"
REQUIREMENTS_FILE, CONSTRAINTS_FILE = "requirements.txt", "constraints.txt"
INSIDE = Path(__file__).resolve().parent / "inside"


def newer_pip(python: Path) -> tuple[Command, ...]:
    """Nothing is loaded where pip is new enough to tell its progress; the one of Python 3.10 is not."""
    install = ("-m", "pip", "install", "--progress-bar", "off", PIP_WITH_RAW_PROGRESS)
    return (Command(argv=(str(python), *install), output=Output.PIP),)


def install_torch(python: Path, requirements: tuple[str, ...], index: str) -> tuple[Command, ...]:
    further = ("--extra-index-url", index) if index else ()
    return (_pip_install(python, *further, *requirements),)


def install_packages(
    python: Path, folder: Path, requirements: Path | None, packages: tuple[str, ...]
) -> tuple[Command, ...]:
    """`requirements` is a file such as sd-scripts' own. It is taken without `-e .`, which would write into the
    checkout, and nothing may exchange the torch that is there: both by files that are written into `folder`."""
    source = () if requirements is None else (str(requirements),)
    listed = () if requirements is None else ("--requirement", str(folder / REQUIREMENTS_FILE))
    preparing = _inside(python, "prepare.py", str(folder), *source)
    held = ("--constraint", str(folder / CONSTRAINTS_FILE))
    return (preparing, _pip_install(python, *held, *listed, *packages))


def install_lock(python: Path, lock: Path, index: str) -> tuple[Command, ...]:
    """Exactly the packages of a lock file or a frozen list."""
    further = ("--extra-index-url", index) if index else ()
    return (_pip_install(python, "--no-deps", *further, "--requirement", str(lock)),)


def link_checkout(python: Path, checkout: Path) -> tuple[Command, ...]:
    """Makes the modules of sd-scripts importable from everywhere, by a line in the environment: what `-e .` is for."""
    return (_inside(python, "link.py", str(checkout)),)


def freeze(python: Path, target: Path) -> tuple[Command, ...]:
    """Writes down the packages, with versions, as they are."""
    return (_inside(python, "freeze.py", str(target)),)


def uninstall_others(python: Path, frozen: Path) -> tuple[Command, ...]:
    """Removes the packages that a frozen list does not name."""
    return (_inside(python, "uninstall_others.py", str(frozen)),)


def check(python: Path) -> tuple[Command, ...]:
    """Versions that do not fit one another are told in the log; sd-scripts lives with some of them."""
    return (Command(argv=(str(python), "-m", "pip", "check"), may_fail=True),)


def _inside(python: Path, script: str, *arguments: str) -> Command:
    return Command(argv=(str(python), str(INSIDE / script), *arguments))


def _pip_install(python: Path, *arguments: str) -> Command:
    options = ("--progress-bar", "raw", "--prefer-binary")
    return Command(argv=(str(python), "-m", "pip", "install", *options, *arguments), output=Output.PIP)


def pip_variables(network: Network, temp: Path | None, cache: Path | None) -> dict[str, str]:
    """The network's variables, and pip's folders where they were chosen."""
    variables = network.variables()
    if temp is not None:
        variables |= {"TMPDIR": str(temp), "TEMP": str(temp), "TMP": str(temp)}
    if cache is not None:
        variables["PIP_CACHE_DIR"] = str(cache)
    return variables
