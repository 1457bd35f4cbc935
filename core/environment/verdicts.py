"""What the facts of a probe mean: a check with its state. Pure; the probes tell, this judges."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from packaging.version import InvalidVersion, Version

from core.environment.checks import Check, CheckId, State
from core.environment.hardware import Graphics
from core.environment.probe_run import Seen

Facts = Mapping[str, Any]
_OLDEST_PYTHON, _NEWEST_PYTHON, _OLDEST_TORCH = (3, 10), (3, 12), (2, 6)
_BF16_UNITS = (8, 0)
"""Compute capability from which a card has them (NVIDIA's CUDA programming guide, arithmetic throughput)."""
_REALLY_NEEDED = {"ssl", "ctypes", "zlib", "hashlib"}
_NAMES = {"float32": "fp32", "tf32": "tf32", "float16": "fp16", "bfloat16": "bf16"}
_NEEDS_GPU = ("on the same gpu", "cuda is required", "no gpu found", "cuda is not available")
"""What bitsandbytes before 0.50 says of tensors on the CPU (0.48 and 0.49: "All input tensors need to be on the same
GPU", measured; the others are older releases')."""
_LONGEST_REASON = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What the environment itself cannot know: the machine's cards, and the settings that this program knows."""

    graphics: Graphics = field(default_factory=Graphics)
    commit: str = ""
    known_settings: frozenset[str] = frozenset()

    @property
    def card_name(self) -> str:
        return self.graphics.card.name if self.graphics.card is not None else ""


def judged(seen: Seen, around: Surroundings) -> Check:
    """The check that a probe's line amounts to."""
    which = CheckId(seen.check)
    if seen.error is not None:
        state, code, values = _error(which, seen, around)
    else:
        state, code, values = _JUDGES[which](seen.facts, around)
    detail = "" if seen.error is None else seen.error.get("trace", "")
    texts = {key: str(value) for key, value in values.items()}
    return Check(id=which, state=state, code=code, values=texts, detail=detail, seconds=seen.seconds)


_Verdict = tuple[State, str, Mapping[str, Any]]


def _interpreter(facts: Facts, _: Surroundings) -> _Verdict:
    version, missing = str(facts["version"]), list(facts["missing"])
    values = {"version": version, "modules": ", ".join(missing)}
    short = tuple(int(part) for part in version.split(".")[:2])
    if facts["bits"] != 64:
        return State.BROKEN, "interpreter-32bit", values
    if short < _OLDEST_PYTHON:
        return State.BROKEN, "interpreter-old", values
    if _REALLY_NEEDED & set(missing):
        return State.BROKEN, "interpreter-incomplete", values
    if missing:
        return State.LIMITED, "interpreter-nearly-complete", values
    if short > _NEWEST_PYTHON:
        return State.LIMITED, "interpreter-new", values
    return State.WORKS, "interpreter-works", values


def _torch(facts: Facts, _: Surroundings) -> _Verdict:
    version = str(facts["version"])
    try:
        old = Version(version).release[:2] < _OLDEST_TORCH
    except InvalidVersion:  # a build of somebody's own
        old = False
    return (State.LIMITED, "torch-old", facts) if old else (State.WORKS, "torch-works", facts)


def _cuda(facts: Facts, around: Surroundings) -> _Verdict:
    graphics = around.graphics
    if facts["available"]:
        card = facts["cards"][0]
        memory = f"{card['memory'] / 1024**3:.0f} GB"
        if facts.get("hip_version"):
            return State.LIMITED, "cuda-rocm", {"version": facts["hip_version"]}
        return State.WORKS, "cuda-works", {"card": card["name"], "memory": memory, "cuda": facts["cuda_version"]}
    if graphics.card is None and not graphics.reason:
        return State.LIMITED, "cuda-no-card", {}
    values = {"card": around.card_name or "the card", "cuda": facts["cuda_version"], "reason": _short(facts["reason"])}
    if not facts["cuda_version"]:
        return State.BROKEN, "cuda-cpu-build", values
    built = tuple(int(part) for part in facts["cuda_version"].split(".")[:2])
    if graphics.cuda is not None and graphics.cuda[0] < built[0]:  # within a major version any driver will do
        return State.BROKEN, "cuda-driver-old", {**values, "driver_cuda": _dotted(graphics.cuda)}
    if facts.get("visible") is not None:
        return State.BROKEN, "cuda-hidden", {**values, "visible": facts["visible"] or '""'}
    return State.BROKEN, "cuda-unreachable", {**values, "reason": values["reason"] or graphics.reason}


def _architectures(facts: Facts, around: Surroundings) -> _Verdict:
    built_for = [str(name) for name in facts["built_for"]]
    card = around.graphics.card
    known = card.compute_capability if card is not None else None
    capability = tuple(facts["capability"]) or known
    if not capability or not built_for:
        return State.SKIPPED, "architectures-not-needed", {}
    values = {"capability": _dotted(capability), "built_for": ", ".join(built_for)}
    how = coverage(built_for, capability)
    if how == "code":
        return State.WORKS, "architectures-cover", values
    if how == "ptx":
        return State.LIMITED, "architectures-ptx", values
    return State.BROKEN, "architectures-missing", values


def coverage(built_for: Iterable[str], capability: tuple[int, ...]) -> str:
    """`code` where a build holds machine code for the card, `ptx` where the driver can translate, else empty.

    Code runs on the same major capability with the same or a later minor, PTX on everything later; an `a` or `f` at
    the end binds it to one card or family (NVIDIA's CUDA programming guide, binary and PTX compatibility).
    """
    found = ""
    for name in built_for:
        kind, _, digits = name.partition("_")
        bound, digits = digits[-1:] in ("a", "f"), digits.rstrip("af")
        if len(digits) < 2 or not digits.isdecimal():
            continue
        built = (int(digits[:-1]), int(digits[-1]))
        if kind == "sm" and built[0] == capability[0] and (built == capability if bound else built <= capability):
            return "code"
        if kind == "compute" and not bound and built <= capability:
            found = "ptx"
    return found


def _precision(facts: Facts, around: Surroundings) -> _Verdict:
    works, fails, reason = _told(facts["precisions"])
    values = {"names": ", ".join(works), "works": ", ".join(works), "fails": ", ".join(fails), "reason": reason}
    if "fp32" in fails:
        return State.BROKEN, "precision-broken", {"reason": facts["precisions"]["float32"]["error"]}
    if fails:
        return State.LIMITED, "precision-limited", values
    card = around.graphics.card
    capability = card.compute_capability if card is not None else None
    if facts["device"] == "cuda" and capability is not None and capability < _BF16_UNITS:
        return State.LIMITED, "precision-slow-bf16", values
    return State.WORKS, "precision-works", values


def _attention(facts: Facts, _: Surroundings) -> _Verdict:
    works, fails, reason = _told(facts["precisions"])
    values = {"names": ", ".join(works), "fails": ", ".join(fails), "reason": reason}
    if not works:
        return State.BROKEN, "attention-broken", values
    return (State.LIMITED, "attention-limited", values) if fails else (State.WORKS, "attention-works", values)


def _told(precisions: Facts) -> tuple[list[str], list[str], str]:
    works = [_NAMES.get(name, name) for name, found in precisions.items() if found["works"]]
    fails = {_NAMES.get(name, name): found["error"] for name, found in precisions.items() if not found["works"]}
    return works, list(fails), _short(next(iter(fails.values()), ""))


def _xformers(facts: Facts, _: Surroundings) -> _Verdict:
    if not facts["installed"]:
        return State.WORKS, "xformers-absent", {}
    if facts["device"] == "cpu":
        return State.LIMITED, "xformers-needs-gpu", facts
    off = float(facts["off"])
    if not off <= 2e-2:
        return State.LIMITED, "xformers-broken", {"reason": f"wrong result: off by {off:.3g}"}
    return State.WORKS, "xformers-works", facts


def _optimizer(facts: Facts, around: Surroundings) -> _Verdict:
    if not facts["installed"]:
        return State.LIMITED, "optimizer-absent", {}
    version = facts["version"]
    state = dict(facts["state"])
    if set(state.values()) != {"torch.uint8"} or len(state) != 2:
        told = ", ".join(f"{name}: {kind}" for name, kind in state.items()) or "there is none"
        return State.BROKEN, "optimizer-not-8bit", {"version": version, "state": told}
    step = float(facts["step"])
    if not facts["finite"] or not 0.5 <= step <= 1.5:
        return State.BROKEN, "optimizer-wrong", {"version": version, "step": f"{step:.2f}"}
    if facts["device"] == "cuda":
        return State.WORKS, "optimizer-works", {"version": version}
    if around.graphics.card is not None:
        return State.LIMITED, "optimizer-cpu-only", {"version": version}
    return State.WORKS, "optimizer-on-cpu", {"version": version}


def _sd_scripts(facts: Facts, around: Surroundings) -> _Verdict:
    found, known = set(facts["arguments"]), around.known_settings
    missing, new = sorted(known - found), found - known
    values = {"commit": around.commit, "count": len(found), "new": len(new), "missing": len(missing)}
    if missing:
        shown = ", ".join(missing[:6]) + (" …" if len(missing) > 6 else "")
        return State.LIMITED, "sd-scripts-older", {**values, "names": shown}
    return State.WORKS, "sd-scripts-newer" if new else "sd-scripts-works", values


def _training(facts: Facts, around: Surroundings) -> _Verdict:
    values = {
        "optimizer": facts["optimizer"],
        "precision": "fp32" if facts["mixed_precision"] == "no" else facts["mixed_precision"],
        "device": around.card_name or "cuda" if facts["device"] == "cuda" else "CPU",
    }
    if not (facts["finite"] and float(facts["learned"]) > 0):
        return State.BROKEN, "training-learned-nothing", {}
    if facts["device"] == "cpu" and around.graphics.card is not None:
        return State.LIMITED, "training-on-cpu", values
    if facts["optimizer"] != "AdamW8bit":
        return State.LIMITED, "training-without-8bit", values
    return State.WORKS, "training-works", values


_JUDGES: Mapping[CheckId, Callable[[Facts, Surroundings], _Verdict]] = {
    CheckId.INTERPRETER: _interpreter,
    CheckId.TORCH: _torch,
    CheckId.CUDA: _cuda,
    CheckId.ARCHITECTURES: _architectures,
    CheckId.PRECISION: _precision,
    CheckId.ATTENTION: _attention,
    CheckId.XFORMERS: _xformers,
    CheckId.OPTIMIZER_8BIT: _optimizer,
    CheckId.SD_SCRIPTS: _sd_scripts,
    CheckId.TRAINING: _training,
}


def _error(which: CheckId, seen: Seen, around: Surroundings) -> _Verdict:
    """What an exception inside the environment means."""
    error = dict(seen.error or {})
    kind, text = error.get("type", ""), error.get("message", "")
    reason = _short(f"{kind}: {text}" if text else kind)
    version = str(seen.facts.get("version", ""))
    missing = text.split("'")[1] if kind == "ModuleNotFoundError" and text.count("'") >= 2 else ""
    if which is CheckId.TORCH:
        return State.BROKEN, "torch-missing" if missing == "torch" else "torch-broken", {"reason": reason}
    if which is CheckId.OPTIMIZER_8BIT:
        on_cpu = seen.facts.get("device") == "cpu" and around.graphics.card is None
        if on_cpu and any(words in text.lower() for words in _NEEDS_GPU):
            return State.LIMITED, "optimizer-needs-gpu", {"version": version}
        return State.BROKEN, "optimizer-broken", {"version": version, "reason": reason}
    if which is CheckId.XFORMERS:
        return State.LIMITED, "xformers-broken", {"reason": reason}
    if which is CheckId.SD_SCRIPTS:
        if missing:
            return State.BROKEN, "sd-scripts-lacks-package", {"package": missing}
        return State.BROKEN, "sd-scripts-broken", {"reason": reason}
    if which is CheckId.TRAINING:
        if kind == "OtherVersionError":
            return State.SKIPPED, "training-other-version", {"reason": text}
        return State.BROKEN, "training-broken", {"reason": reason}
    return State.BROKEN, "failed", {"reason": reason}


def _short(text: str) -> str:
    """One line of it: the first is what Python and CUDA say first, and what a person can search for."""
    line = next((line.strip() for line in str(text).splitlines() if line.strip()), "")
    return line if len(line) <= _LONGEST_REASON else line[: _LONGEST_REASON - 1] + "…"


def _dotted(version: tuple[int, ...]) -> str:
    return ".".join(str(part) for part in version)
