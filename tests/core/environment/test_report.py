"""The report to paste: complete, and without the names of the person."""

from __future__ import annotations

from pathlib import Path

from core.config.hardware import Card
from core.environment.checks import Check, CheckId, State, Verification
from core.environment.conda_programs import Manager
from core.environment.discovery import Drive, Findings
from core.environment.environment import Environment, EnvironmentKind
from core.environment.hardware import Graphics
from core.environment.report import Masks, report

MASKS = Masks(home="/home/anna", user="anna", host="annas-pc.local")


def test_a_report_says_everything_but_who_asks() -> None:
    card = Card(name="NVIDIA GeForce RTX 5080", compute_capability=(12, 0), memory_total=16 << 30, memory_free=11 << 30)
    findings = Findings(
        system="Linux 6.6.87.2",
        wsl=2,
        scale=1.5,
        graphics=Graphics(cards=(card,), driver="576.02", cuda=(12, 9), source="nvml"),
        disk=Drive(folder=Path("/home/anna/envs"), free=80_000_000_000, total=500_000_000_000),
        managers=[Manager(name="mamba", path=Path("/home/anna/bin/mamba"), found_by="PATH", version="2.1")],
        unfinished=("checkouts",),
    )
    environment = Environment(
        prefix=Path("/home/anna/envs/kohya_ss"),
        python=Path("/home/anna/envs/kohya_ss/bin/python"),
        kind=EnvironmentKind.CONDA,
        name="kohya_ss",
        sd_scripts=Path("/mnt/c/Users/Anna Wang/sd-scripts"),
        recipe="guide",
        backend="mamba",
    )
    broken = Check(
        id=CheckId.ARCHITECTURES,
        state=State.BROKEN,
        code="architectures-missing",
        values={"built_for": "sm_90", "capability": "12.0"},
        detail='File "/home/anna/envs/x.py", line 3\nRuntimeError: no kernel image',
    )
    fine = Check(id=CheckId.TORCH, state=State.WORKS, code="torch-works", values={"version": "2.6.0+cu124"})
    verification = Verification(checks=(fine, broken), packages_digest="x", seconds=31)
    log = "Looking in indexes: https://anna:geheim@example.org/simple\nmade on annas-pc by anna; C:\\Users\\Anna\\x"
    text = report(environment, verification, findings, log=log, masks=MASKS)
    assert "anna" not in text.lower().replace("annas", "")
    assert "annas-pc" not in text
    assert "geheim" not in text
    for part in (
        "System: Linux 6.6.87.2 (WSL 2), display at 150%",
        "NVIDIA GeForce RTX 5080, compute capability 12.0, 16.0 GB, 11.0 GB free",
        "Driver: 576.02, CUDA 12.9 (nvml)",
        "Disk: 80 of 500 GB free",
        "conda: mamba 2.1",
        "No answer in time: checkouts",
        "~/envs/kohya_ss",
        "/mnt/c/Users/<user>/sd-scripts",
        "[    ok] PyTorch: PyTorch 2.6.0+cu124",
        "[BROKEN] Built for the card: PyTorch is built for sm_90, not for the card's compute capability 12.0.",
        'File "~/envs/x.py", line 3',
        "made on <host> by <user>; C:\\Users\\<user>\\x",
    ):
        assert part in text, part


def test_masks_leave_words_alone() -> None:
    masks = Masks(home="/root", user="root", host="pc")
    assert masks.applied("root of /root/x, /rooted, /root") == "root of ~/x, /rooted, ~"
    assert Masks(home="/home/me", user="me", host="").applied("all of /home/me/me") == "all of ~/me"
    assert Masks(home="/", user="", host="").applied("/ stays /") == "/ stays /"


def test_without_a_card_or_with_one_that_does_not_answer() -> None:
    assert "none from NVIDIA" in report(None, None, graphics=Graphics(), masks=MASKS)
    silent = Graphics(source="nvidia-smi", reason="Driver/library version mismatch")
    assert "does not answer (Driver/library version mismatch)" in report(None, None, graphics=silent, masks=MASKS)
