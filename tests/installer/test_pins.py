"""The pins of the repository, how they are written, and what is read from pip's output."""

from __future__ import annotations

import re
import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from installer import pins
from installer.pins import Pin
from installer.pip_failures import explain
from installer.progress import Tally, readable_time
from installer.relock import TARGETS, TORCH_REQUIREMENT
from installer.torch_build import CUDA_PIN, covers
from tests.installer.checkout import ROOT

FILES = (pins.TOOLS, pins.TORCH, pins.RUNTIME, pins.DEV)


def all_pins() -> dict[str, Pin]:
    found = [pin for name in FILES for pin in pins.parse_pins(pins.lock_file(ROOT, name).read_text(encoding="utf-8"))]
    assert len({pin.name for pin in found}) == len(found), "a package is pinned twice"
    return {pin.name: pin for pin in found}


def test_every_requirement_is_pinned_at_a_version_that_satisfies_it() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    pinned = all_pins()
    for text in [*project["project"]["dependencies"], *project["dependency-groups"]["dev"], TORCH_REQUIREMENT]:
        requirement = Requirement(text)
        pin = pinned[canonicalize_name(requirement.name)]
        assert requirement.specifier.contains(pin.version), (
            f"run `bootstrap.py lock`: {text} is pinned at {pin.version}"
        )


def test_every_pin_has_checksums_and_a_size() -> None:
    for pin in all_pins().values():
        assert pin.download_bytes > 0, pin.name
        assert pin.hashes, pin.name
        assert all(re.fullmatch(r"sha256:[0-9a-f]{64}", digest) for digest in pin.hashes), pin.name


def test_cuda_comes_only_with_torch_on_linux() -> None:
    heavy = [pin for pin in all_pins().values() if pin.name.startswith(("nvidia-cu", "nvidia-nccl", "triton", "cuda-"))]
    assert len(heavy) > 10
    assert all(pin.applies("linux") and not pin.applies("win32") and not pin.applies("darwin") for pin in heavy)
    in_torch = {pin.name for pin in pins.parse_pins(pins.lock_file(ROOT, pins.TORCH).read_text(encoding="utf-8"))}
    assert {pin.name for pin in heavy} <= in_torch
    assert CUDA_PIN in in_torch


def test_the_crashing_pyside_is_not_pinned() -> None:
    assert all_pins()["pyside6-essentials"].version != "6.12.0"


name = st.lists(st.text("abcxyz019", min_size=1, max_size=6), min_size=1, max_size=3).map("-".join)
pin = st.builds(
    lambda name, version, marker, hashes, size: Pin(name, version, *marker, tuple(hashes), size),
    name,
    st.lists(st.integers(0, 2026), min_size=1, max_size=4).map(lambda parts: ".".join(map(str, parts))),
    st.sampled_from([("", ""), ("==", "linux"), ("!=", "win32")]),
    st.lists(st.integers(0, 2**256 - 1).map(lambda number: f"sha256:{number:064x}"), min_size=1, max_size=3),
    st.integers(0, 10**12),
)


@given(st.lists(pin, max_size=6, unique_by=lambda pin: pin.name))
def test_written_pins_are_read_back(found: list[Pin]) -> None:
    assert pins.parse_pins(pins.render_pins("Two\nlines", found)) == sorted(found, key=lambda pin: pin.name)


@pytest.mark.parametrize(
    ("wheel", "targets"),
    [
        ("rich-15.0.0-py3-none-any.whl", 12),
        ("six-1.0-py2.py3-none-any.whl", 12),
        ("numpy-2.4.6-cp311-cp311-manylinux_2_27_x86_64.manylinux_2_28_x86_64.whl", 1),
        ("numpy-2.4.6-cp311-cp311-musllinux_1_2_x86_64.whl", 0),
        ("numpy-2.4.6-cp313-cp313t-win_amd64.whl", 0),
        ("tokenizers-0.23.3-cp39-abi3-macosx_11_0_arm64.whl", 3),
        ("late-1.0-cp312-abi3-win_amd64.whl", 2),
        ("ruff-0.17.6-py3-none-manylinux_2_17_aarch64.manylinux2014_aarch64.whl", 3),
        ("psutil-7.2.2-cp36-abi3-win32.whl", 0),
    ],
)
def test_wheels_fit_the_targets_that_pip_would_give_them_to(wheel: str, targets: int) -> None:
    assert sum(target.takes(wheel) for target in TARGETS) == targets


def test_progress_is_read_from_pips_raw_output() -> None:
    """Lines of pip 26.3 with `--progress-bar raw`."""
    tally = Tally([Pin("numpy", "2.4.6", "", "", (), 17_000_000), Pin("pillow", "13.0.0", "", "", (), 7_000_000)])
    tally.started -= 2
    assert tally.read(
        "Processing /some/where/numpy-2.4.6-cp311-cp311-manylinux_2_28_x86_64.whl (from -r r.txt (line 1))\n"
    )
    assert (tally.name, tally.seen) == ("numpy", 1)
    assert tally.read("Collecting pillow==13.0.0 (from -r r2.txt (line 74))\n")
    assert tally.read("  Downloading pillow-13.0.0-cp311-cp311-manylinux_2_28_x86_64.whl (7.1 MB)\n")
    assert tally.read("Progress 262144 of 7140667\n")
    assert tally.read("Progress 3500000 of 7140667\n")
    assert tally.done_bytes + tally.current_bytes == 20_500_000
    assert re.fullmatch(r"2 of 2  pillow  20 MB of 24 MB  2 MB/s  [12] s left", tally.sentence())
    assert tally.read("Installing collected packages: tomlkit, pillow, numpy\n")
    assert tally.installing == 3
    assert not tally.read("WARNING: something else\n")


@pytest.mark.parametrize(("seconds", "said"), [(8.9, "8 s"), (190, "3 min"), (4350, "1 h 12 min")])
def test_times_are_readable(seconds: float, said: str) -> None:
    assert readable_time(seconds) == said


@pytest.mark.parametrize(
    ("output", "reason"),
    [
        ("ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device", "disk ran full"),
        ("Failed to establish a new connection: [Errno -3] Temporary failure in name resolution", "(DNS)"),
        ("WARNING: Retrying after connection broken by 'NameResolutionError(...)'\nERROR: No matching distr", "(DNS)"),
        ("ProxyError('Cannot connect to proxy.', NewConnectionError(...))", "does not let pip through"),
        ("SSLError(SSLCertVerificationError(1, '[SSL: CERTIFICATE_VERIFY_FAILED]", "TLS certificate"),
        ("ERROR: something new", "Could not install torch."),
    ],
)
def test_failures_of_pip_are_explained(output: str, reason: str) -> None:
    trouble = explain(output, "torch")
    assert reason in trouble.message
    assert output.splitlines()[-1] in trouble.hint


@pytest.mark.parametrize(
    ("architectures", "compute", "covered"),
    [
        (["sm_75", "sm_80", "sm_86", "sm_90", "sm_100", "sm_120"], (9, 0), True),
        (["sm_75", "sm_80", "sm_86", "sm_90"], (8, 9), True),
        (["sm_75", "sm_80", "sm_86", "sm_90"], (12, 0), False),
        (["sm_75", "sm_90", "compute_90"], (12, 0), True),
        (["sm_75", "sm_120"], (6, 1), False),
    ],
)
def test_a_card_is_covered_by_compute_capability(
    architectures: list[str], compute: tuple[int, int], covered: bool
) -> None:
    assert covers(architectures, compute) is covered
