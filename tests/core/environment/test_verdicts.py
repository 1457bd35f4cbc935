"""What the facts of probes mean, as recorded on real machines and as the rules of NVIDIA say."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.config.hardware import Card
from core.config.schema import shipped_schema
from core.environment.check_texts import TEXTS, hint, message
from core.environment.checks import Check, CheckId, State
from core.environment.hardware import Graphics, parse_nvidia_smi, read_graphics
from core.environment.probe_run import Seen, parse_line
from core.environment.requirements import compare, read_requirements
from core.environment.verdicts import Surroundings, coverage, judged

DATA = Path(__file__).parent.parent.parent / "data" / "environment"
H100 = Graphics(
    cards=(Card(name="NVIDIA H100 80GB HBM3", compute_capability=(9, 0), memory_total=81559 << 20),),
    driver="580.159.04",
    cuda=(13, 0),
    source="nvml",
)
TURING = Graphics(cards=(Card(name="Quadro", compute_capability=(7, 5)),), cuda=(12, 4), driver="550", source="nvml")
NO_CARD = Graphics()
CU130 = ["sm_75", "sm_80", "sm_86", "sm_90", "sm_100", "sm_120"]
"""torch 2.14.1 and 2.11.0 for CUDA 13.0, as `get_arch_list()` says."""
ON_CPU = (
    "All input tensors need to be on the same GPU, but found some tensors to not be on a GPU:\n"
    " [(torch.Size([64, 256]), device(type='cpu'))]"
)


def verdict(check: str, graphics: Graphics = NO_CARD, error: dict[str, str] | None = None, **facts: Any) -> Check:
    around = Surroundings(graphics=graphics, commit="48d368fa", known_settings=frozenset(shipped_schema().arguments))
    found = judged(Seen(check, 0.5, facts, error), around)
    told = message(found) + hint(found)
    assert not re.search(r"\{\w+\}", told), told  # every value that a text wants is there
    return found


def failed(kind: str, text: str) -> dict[str, str]:
    return {"type": kind, "message": text, "trace": "Traceback …"}


def test_nvidia_smi_as_an_h100_writes_it() -> None:
    found = parse_nvidia_smi(
        (DATA / "nvidia_smi_query_h100.csv").read_text(), (DATA / "nvidia_smi_h100.txt").read_text()
    )
    card = Card(
        name="NVIDIA H100 80GB HBM3",
        compute_capability=(9, 0),
        memory_total=81559 << 20,
        memory_free=81079 << 20,
    )
    assert found == Graphics(cards=(card,), driver="580.159.04", cuda=(13, 0), source="nvidia-smi")
    assert parse_nvidia_smi("NVIDIA-SMI has failed because it couldn't communicate with the driver") == Graphics(
        source="nvidia-smi"
    )
    odd = parse_nvidia_smi("Tesla K80, [N/A], [N/A], [Unknown Error], 470.1\n")
    assert odd.cards == (Card(name="Tesla K80"),)


@given(st.text(), st.text())
def test_whatever_nvidia_smi_writes_is_read(table: str, heading: str) -> None:
    parse_nvidia_smi(table, heading)


@given(st.binary())
def test_whatever_stands_in_a_line_of_results_is_read(line: bytes) -> None:
    parse_line(line)


def test_this_machine_answers() -> None:
    found = read_graphics()
    assert bool(found.cards) <= (found.source in ("nvml", "nvidia-smi"))


@pytest.mark.parametrize(
    ("built_for", "capability", "how"),
    [
        (CU130, (9, 0), "code"),
        (CU130, (8, 9), "code"),  # Ada runs code for 8.6
        (CU130, (12, 0), "code"),
        (CU130, (7, 0), ""),  # Volta is no longer built for
        (["sm_50", "sm_60", "sm_90"], (12, 0), ""),  # the wrong torch for a new card
        (["sm_50", "sm_90", "compute_90"], (12, 0), "ptx"),
        (["sm_90a"], (9, 0), "code"),
        (["sm_90a", "compute_90a"], (10, 0), ""),
        (["sm_100f"], (10, 3), ""),
        ([], (8, 6), ""),
    ],
)
def test_which_cards_a_build_covers(built_for: list[str], capability: tuple[int, int], how: str) -> None:
    assert coverage(built_for, capability) == how
    found = verdict("architectures", H100, built_for=built_for, capability=list(capability))
    states = {"code": State.WORKS, "ptx": State.LIMITED, "": State.BROKEN if built_for else State.SKIPPED}
    assert found.state is states[how]


@given(
    st.lists(st.text(alphabet="smcopute_0123456789af", max_size=10)), st.tuples(st.integers(1, 20), st.integers(0, 9))
)
def test_a_build_for_the_card_itself_always_covers_it(built_for: list[str], capability: tuple[int, int]) -> None:
    assert coverage(built_for, capability) in ("", "ptx", "code")
    assert coverage([*built_for, f"sm_{capability[0]}{capability[1]}"], capability) == "code"


def cuda(graphics: Graphics, **facts: Any) -> Check:
    known = {"available": False, "cards": [], "cuda_version": "12.8", "hip_version": "", "reason": "", "visible": None}
    return verdict("cuda", graphics, **{**known, **facts})


def test_what_keeps_torch_from_the_card() -> None:
    card = {"name": "NVIDIA H100 80GB HBM3", "capability": [9, 0], "memory": 85_170_061_312}
    assert cuda(H100, available=True, cards=[card]).code == "cuda-works"
    assert cuda(Graphics()).state is State.LIMITED
    assert cuda(Graphics(), cuda_version="").code == "cuda-no-card"
    assert cuda(H100, cuda_version="").code == "cuda-cpu-build"
    assert cuda(TURING, cuda_version="13.0").code == "cuda-driver-old"
    assert cuda(TURING, cuda_version="12.8").code == "cuda-unreachable"  # any driver of CUDA 12 runs 12.8
    assert cuda(H100, visible="", reason="No CUDA GPUs are available").code == "cuda-hidden"
    broken = Graphics(source="nvidia-smi", reason="Driver/library version mismatch")
    assert "version mismatch" in message(cuda(broken))


def test_precisions() -> None:
    def precisions(graphics: Graphics, device: str, **errors: str) -> Check:
        names = ("float32", "tf32", "float16", "bfloat16")
        told = {name: {"works": name not in errors, "error": errors.get(name, "")} for name in names}
        return verdict("precision", graphics, device=device, precisions=told)

    assert precisions(H100, "cuda").code == "precision-works"
    assert precisions(TURING, "cuda").code == "precision-slow-bf16"
    assert precisions(TURING, "cpu").code == "precision-works"
    limited = precisions(H100, "cuda", bfloat16="CUBLAS_STATUS_NOT_SUPPORTED")
    assert limited.state is State.LIMITED
    assert "CUBLAS" in message(limited)
    assert precisions(H100, "cuda", float32="no kernel image is available", float16="x").state is State.BROKEN
    none = {"float32": {"works": False, "error": "boom"}}
    assert verdict("attention", device="cuda", precisions=none).state is State.BROKEN
    some = {**none, "float16": {"works": True, "error": ""}}
    assert verdict("attention", device="cuda", precisions=some).state is State.LIMITED


def optimizer(graphics: Graphics = NO_CARD, error: dict[str, str] | None = None, **facts: Any) -> Check:
    state = {"state1": "torch.uint8", "state2": "torch.uint8"}
    known = {"installed": True, "version": "0.50.2", "device": "cpu", "state": state, "finite": True, "step": 1.0}
    return verdict("optimizer-8bit", graphics, error, **{**known, **facts})


def test_the_three_outcomes_of_an_8_bit_step_are_told_apart() -> None:
    assert (optimizer(H100, device="cuda").state, optimizer().code) == (State.WORKS, "optimizer-on-cpu")
    needs = optimizer(error=failed("RuntimeError", ON_CPU), version="0.48.2")
    assert (needs.state, needs.code) == (State.LIMITED, "optimizer-needs-gpu")
    assert optimizer(H100).code == "optimizer-cpu-only"
    # the same words on a machine whose card torch reaches mean that something is broken
    assert optimizer(H100, failed("RuntimeError", ON_CPU), device="cuda").code == "optimizer-broken"
    assert optimizer(H100, failed("RuntimeError", ON_CPU)).code == "optimizer-broken"
    assert optimizer(error=failed("OSError", "libcudart.so.12: cannot open shared object")).state is State.BROKEN
    assert optimizer(H100, device="cuda", state={"state1": "torch.float32", "state2": "torch.float32"}).code == (
        "optimizer-not-8bit"
    )
    assert optimizer(H100, device="cuda", state={}).state is State.BROKEN
    assert optimizer(H100, device="cuda", step=0.0).code == "optimizer-wrong"
    assert optimizer(H100, device="cuda", finite=False).code == "optimizer-wrong"
    assert verdict("optimizer-8bit", installed=False).state is State.LIMITED


def test_interpreters() -> None:
    def interpreter(version: str, bits: int = 64, *missing: str) -> Check:
        return verdict("interpreter", version=version, bits=bits, missing=list(missing))

    assert interpreter("3.10.14").state is State.WORKS
    assert interpreter("3.9.18").state is State.BROKEN
    assert interpreter("3.13.1").state is State.LIMITED
    assert interpreter("3.10.14", 32).state is State.BROKEN
    assert interpreter("3.10.14", 64, "ssl").state is State.BROKEN
    assert interpreter("3.10.14", 64, "lzma", "sqlite3").state is State.LIMITED


def test_torch_xformers_and_sd_scripts() -> None:
    assert verdict("torch", version="2.7.1+cu128").state is State.WORKS
    assert verdict("torch", version="2.5.1").state is State.LIMITED
    assert verdict("torch", version="my build").state is State.WORKS
    assert verdict("torch", error=failed("ModuleNotFoundError", "No module named 'torch'")).code == "torch-missing"
    assert verdict("torch", error=failed("OSError", "[WinError 126] fbgemm.dll")).code == "torch-broken"
    xformers = {"installed": True, "version": "0.0.31", "device": "cuda"}
    assert verdict("xformers", installed=False).code == "xformers-absent"
    assert verdict("xformers", H100, **xformers, off=1e-3).code == "xformers-works"
    assert verdict("xformers", H100, **xformers, off=float("nan")).state is State.LIMITED
    assert verdict("xformers", **{**xformers, "device": "cpu"}).code == "xformers-needs-gpu"
    assert verdict("xformers", error=failed("ImportError", "undefined symbol")).state is State.LIMITED
    known = sorted(shipped_schema().arguments)
    assert verdict("sd-scripts", arguments=known).code == "sd-scripts-works"
    assert verdict("sd-scripts", arguments=[*known, "fresh"]).values["new"] == "1"
    older = verdict("sd-scripts", arguments=known[8:])
    assert (older.state, older.values["missing"]) == (State.LIMITED, "8")
    lacks = verdict("sd-scripts", error=failed("ModuleNotFoundError", "No module named 'voluptuous'"))
    assert lacks.values["package"] == "voluptuous"
    assert verdict("sd-scripts", error=failed("ImportError", "")).code == "sd-scripts-broken"


def test_the_two_steps() -> None:
    def training(graphics: Graphics = NO_CARD, **facts: Any) -> Check:
        known = {"optimizer": "AdamW8bit", "mixed_precision": "bf16", "device": "cuda", "learned": 1e-3, "finite": True}
        return verdict("training", graphics, **{**known, **facts})

    assert "bf16, on NVIDIA H100" in message(training(H100))
    assert training(mixed_precision="no", device="cpu").state is State.WORKS
    assert training(H100, mixed_precision="no", device="cpu").code == "training-on-cpu"
    assert training(H100, optimizer="AdamW").code == "training-without-8bit"
    assert training(H100, learned=0.0).state is State.BROKEN
    assert training(H100, finite=False).state is State.BROKEN
    other = verdict("training", error=failed("OtherVersionError", "library.model_util has no VAE_PARAMS_CH"))
    assert other.state is State.SKIPPED
    assert verdict("training", error=failed("RuntimeError", "CUDA error: out of memory")).state is State.BROKEN


def test_packages_against_a_list(tmp_path: Path) -> None:
    (tmp_path / "requirements.txt").write_text(
        "accelerate==1.6.0\ndiffusers[torch]==0.32.1\n# albumentations==1.3.0\nopencv-python==4.10.0.84\n"
        "bitsandbytes\nnumpy\n# <=2.0\ntomli; python_version < '3.11'\n-e .\n",
        encoding="utf-8",
    )
    asked = read_requirements(tmp_path)
    assert asked[:3] == ("accelerate==1.6.0", "diffusers[torch]==0.32.1", "opencv-python==4.10.0.84")
    assert len(asked) == 6
    installed = {"accelerate": "1.15.0", "diffusers": "0.32.1", "opencv-python-headless": "4.13", "numpy": "2.4.6"}
    found = compare(asked, installed, "3.11.7")
    assert found.missing == ("bitsandbytes",)
    assert found.differing == ("accelerate 1.15.0 (==1.6.0)",)
    assert compare(asked, installed, "3.10.4").missing == ("bitsandbytes", "tomli")
    assert compare(["torch==2.7.1"], {"torch": "2.7.1+cu128"}, "3.10.4").differing == ()
    assert read_requirements(tmp_path / "nowhere") == ()


def test_every_text_has_an_ending_and_a_check_of_a_newer_program_can_be_shown() -> None:
    assert all(text and not text.endswith(" ") for text, _ in TEXTS.values())
    newer = Check(id=CheckId.TORCH, state=State.BROKEN, code="torch-from-the-future")
    assert (message(newer), hint(newer)) == ("torch-from-the-future", "")
    poorer = Check(id=CheckId.TORCH, state=State.WORKS, code="torch-works")
    assert message(poorer) == "PyTorch {version}"
