"""Which build of torch this machine gets: for the CPU or for CUDA, and where from."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from installer import pins, stamp
from installer.disk import readable
from installer.errors import InstallError
from installer.nvidia import Driver
from installer.pins import Pin
from installer.pip_runs import Pip, clean_environment, pinned, site_packages

CUDA_PIN = "cuda-toolkit"  # its version is the CUDA that torch's ordinary Linux build is made for
CPU_BUILD_BYTES = 200_000_000  # torch 2.13.0+cpu for Linux: 192 MB
SECONDS_FOR_A_LOOK = 120
INDEX_HINT = (
    "A CPU build is far smaller. Its address stands in the install selector on PyTorch's site (the one after "
    "--index-url); give it as:  python3 installer/bootstrap.py --torch-index ADDRESS"
)


@dataclass(frozen=True, slots=True)
class Wish:
    """What the user asked for: `kind` is auto, cpu or cuda; `index` is one more package index to look for torch in.

    `insists` makes a torch that is already installed give way.
    """

    kind: str = "auto"
    index: str = ""
    insists: bool = False


@dataclass(frozen=True, slots=True)
class Build:
    """A decision: what it is called, why, and pip's arguments for it (none: it is installed already)."""

    name: str
    reason: str
    arguments: list[str] = field(default_factory=list)
    expected: list[Pin] = field(default_factory=list)


def choose(root: Path, pip: Pip, driver: Driver | None, wish: Wish, confirm: Callable[[str], bool]) -> Build:
    """Decide; `confirm` is asked before gigabytes of CUDA come onto a machine that cannot use them.

    Raises:
        InstallError: what the user wished for is not to be had.
    """
    everything, expected = pinned(root, pins.TORCH)
    torch = next(pin for pin in expected if pin.name == pins.TORCH_PACKAGE)
    installed = installed_version(site_packages(root))
    label = installed.partition("+")[2]
    if not wish.insists and installed.partition("+")[0] == torch.version:
        completed = ([], []) if label or sys.platform != "linux" else (everything, expected)
        return Build(installed, "already installed", *completed)
    afresh = ["--force-reinstall"] if installed else []
    if wish.index:
        return _from_index(pip, torch, wish, afresh)
    if sys.platform != "linux":
        reason = "the ordinary build for this system"
        if driver and sys.platform == "win32":
            reason += "; it trains on the CPU. For the NVIDIA card here give --torch-index with a CUDA build's address"
        return Build(torch.version, reason, [*afresh, *everything], expected)
    usable, why = _card_is_usable(driver, expected)
    if wish.kind == "cuda":
        why = f"as asked for, though {why}" if not usable else why
    if wish.kind == "cuda" or (wish.kind == "auto" and usable):
        return Build(f"{torch.version} for CUDA", why, [*afresh, *everything] if label else everything, expected)
    offered = _offered(pip, f"{torch.version}+cpu")
    if offered:
        arguments = [*afresh, "--no-deps", "--only-binary", ":all:", f"{torch.name}=={offered}"]
        return Build(offered, f"{why}; a CPU build is offered", arguments, [_light(torch)])
    size = readable(pins.total_bytes(expected))
    explanation = f"{why}, and pip is offered only torch's ordinary Linux build: {size} of CUDA that stay unused here."
    if wish.kind == "cpu" or not confirm(f"{explanation}\n{INDEX_HINT}"):
        raise InstallError(explanation, INDEX_HINT)
    return Build(f"{torch.version} for CUDA", f"{why}, no CPU build is offered", everything, expected)


def _light(torch: Pin) -> Pin:
    return replace(torch, download_bytes=min(torch.download_bytes, CPU_BUILD_BYTES))


def _offered(pip: Pip, beginning: str, extra: Sequence[str] = ()) -> str:
    """The newest offered version of torch that begins like this; empty if there is none."""
    versions = pip.offered_versions(pins.TORCH_PACKAGE, extra)
    return next((version for version in versions if version.startswith(beginning)), "")


def _from_index(pip: Pip, torch: Pin, wish: Wish, afresh: list[str]) -> Build:
    extra = ["--extra-index-url", wish.index]
    version = _offered(pip, f"{torch.version}+", extra)
    if not version:
        raise InstallError(
            f"The address given with --torch-index offers no torch {torch.version} for this Python and system.",
            "Check it in a browser: it should list a folder named torch.",
        )
    carries_all = version.endswith("+cpu") or sys.platform == "win32"
    arguments = [*afresh, *(["--no-deps"] if carries_all else []), *extra, f"{torch.name}=={version}"]
    return Build(
        version, "as asked for with --torch-index", arguments, [_light(torch) if version.endswith("+cpu") else torch]
    )


def _card_is_usable(driver: Driver | None, expected: list[Pin]) -> tuple[bool, str]:
    if driver is None:
        return False, "no NVIDIA card was found"
    best = max(driver.cards, key=lambda card: card.memory)
    card = f"an NVIDIA card of {readable(best.memory)} and compute capability {_dotted(best.compute)} was found"
    needed = next((pin.version for pin in expected if pin.name == CUDA_PIN), "0")
    if driver.cuda[0] < int(needed.split(".")[0]):
        needs = ".".join(needed.split(".")[:2])
        return False, f"{card}, but its driver runs CUDA {_dotted(driver.cuda)} and this torch needs {needs}: update it"
    return True, card


def _dotted(version: tuple[int, int]) -> str:
    return f"{version[0]}.{version[1]}"


def installed_version(site: Path) -> str:
    """The version of the torch in the environment, with its local label; empty without one."""
    found = [folder.name for folder in site.glob("torch-*.dist-info")]
    return found[0].removeprefix("torch-").removesuffix(".dist-info") if found else ""


def complaint(root: Path, driver: Driver) -> str:
    """Why the installed CUDA build cannot use the cards of this machine; empty if it can."""
    question = (
        "import json, torch; print(json.dumps([torch.cuda.is_available(), torch.cuda.get_arch_list(), "
        "torch.version.cuda]))"
    )
    command = [stamp.environment_python(str(root)), "-c", question]
    answer = subprocess.run(
        command, capture_output=True, text=True, env=clean_environment(), timeout=SECONDS_FOR_A_LOOK, check=False
    )
    if answer.returncode:
        return f"torch does not start: {answer.stderr.strip().splitlines()[-1:]}"
    available, architectures, cuda = json.loads(answer.stdout.splitlines()[-1])
    if not available:
        return f"torch (CUDA {cuda}) cannot reach the card; the driver runs CUDA {_dotted(driver.cuda)}."
    uncovered = [card for card in driver.cards if not covers(architectures, card.compute)]
    if uncovered:
        return f"This torch is not built for compute capability {_dotted(uncovered[0].compute)}."
    return ""


def covers(architectures: list[str], compute: tuple[int, int]) -> bool:
    """Whether code for these architectures runs on a card: same major and no newer minor, or PTX of an older one."""
    for name in architectures:
        kind, _, digits = name.partition("_")
        digits = digits.rstrip("af")
        built = (int(digits[:-1]), int(digits[-1]))
        if built <= compute and (kind == "compute" or built[0] == compute[0]):
            return True
    return False
