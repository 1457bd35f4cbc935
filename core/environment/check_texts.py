"""What each finding of a verification means, and what to do: by code, with the values of the check filled in.

The window has the same texts in the person's language (gui/setup_wizard/check_words.py; a test compares them).
"""

from __future__ import annotations

from core.environment.checks import Check, CheckId

TITLES: dict[CheckId, str] = {
    CheckId.INTERPRETER: "Python",
    CheckId.PACKAGES: "Packages",
    CheckId.TORCH: "PyTorch",
    CheckId.CUDA: "Graphics card",
    CheckId.ARCHITECTURES: "Built for the card",
    CheckId.PRECISION: "Precisions",
    CheckId.ATTENTION: "Attention",
    CheckId.XFORMERS: "xformers",
    CheckId.OPTIMIZER_8BIT: "AdamW8bit step",
    CheckId.SD_SCRIPTS: "sd-scripts",
    CheckId.TRAINING: "Two training steps",
}

_REPAIR = "Repair the environment: it installs what is missing or wrong."
_NEW = "Make a new environment: the recipes take a Python that suits."

TEXTS: dict[str, tuple[str, str]] = {
    "interpreter-works": ("Python {version}", ""),
    "interpreter-old": ("Python {version} is too old: sd-scripts needs 3.10 or newer.", _NEW),
    "interpreter-new": (
        "Python {version} is newer than what sd-scripts is used with (3.10 to 3.12).",
        "If a package cannot be installed, make an environment with Python 3.10.",
    ),
    "interpreter-32bit": ("This Python is a 32-bit program; PyTorch needs a 64-bit one.", _NEW),
    "interpreter-incomplete": ("Python {version} lacks its modules {modules}.", _NEW),
    "interpreter-nearly-complete": (
        "Python {version} lacks its modules {modules}; training does without them.",
        "If a package asks for them, make a new environment with another Python.",
    ),
    "packages-match": ("{count} packages are as {source} asks for.", ""),
    "packages-listed": ("{count} packages; there is no list to compare them with.", ""),
    "packages-differ": ("Other versions than {source} asks for: {names}.", _REPAIR),
    "packages-missing": ("Missing packages: {names}.", _REPAIR),
    "torch-works": ("PyTorch {version}", ""),
    "torch-old": ("PyTorch {version} is older than the 2.6 that sd-scripts needs.", "Update the environment."),
    "torch-missing": ("PyTorch is not installed.", _REPAIR),
    "torch-broken": ("PyTorch does not start: {reason}", _REPAIR),
    "cuda-works": ("{card} with {memory}, reached through CUDA {cuda}", ""),
    "cuda-no-card": (
        "There is no NVIDIA card here: training runs on the CPU, very slowly.",
        "Train on a machine with an NVIDIA card.",
    ),
    "cuda-rocm": (
        "PyTorch is built for AMD cards (ROCm {version}).",
        "sd-scripts can train so, but nobody has tried it with this program.",
    ),
    "cuda-cpu-build": (
        "PyTorch is built for the CPU only and does not use {card}.",
        "Repair the environment with a CUDA build of PyTorch.",
    ),
    "cuda-driver-old": (
        "The driver runs CUDA {driver_cuda}, and PyTorch is built for CUDA {cuda}.",
        "Update the NVIDIA driver, or make an environment with the recipe for older drivers.",
    ),
    "cuda-hidden": (
        "CUDA_VISIBLE_DEVICES is {visible}: that hides {card} from PyTorch.",
        "Remove that variable, or set it to the number of the card.",
    ),
    "cuda-unreachable": (
        "PyTorch does not reach {card}: {reason}",
        "Start the machine anew; if that does not help, install the NVIDIA driver anew.",
    ),
    "architectures-cover": ("PyTorch is built for the card's compute capability {capability}.", ""),
    "architectures-ptx": (
        "PyTorch is built for older cards; for compute capability {capability} the driver translates it.",
        "The first start takes minutes. A newer CUDA build of PyTorch avoids that.",
    ),
    "architectures-missing": (
        "PyTorch is built for {built_for}, not for the card's compute capability {capability}.",
        "Repair the environment with a CUDA build that covers the card (12.0 and later: cu128 or newer).",
    ),
    "architectures-not-needed": ("Without a card it does not matter what PyTorch is built for.", ""),
    "precision-works": ("{names} compute rightly.", ""),
    "precision-slow-bf16": (
        "{names} compute rightly; this card has no bf16 units.",
        'Use mixed_precision = "fp16".',
    ),
    "precision-limited": ("{works} compute rightly; not {fails}: {reason}", "Choose another mixed_precision."),
    "precision-broken": ("Matrices are not multiplied rightly in fp32: {reason}", _REPAIR),
    "attention-works": ("PyTorch's own attention (sdpa) is right in {names}.", ""),
    "attention-limited": ("PyTorch's own attention (sdpa) fails in {fails}: {reason}", "Choose another precision."),
    "attention-broken": ("PyTorch's own attention (sdpa) fails: {reason}", _REPAIR),
    "xformers-works": ("xformers {version}", ""),
    "xformers-absent": ("Not installed and not needed: PyTorch's own attention (sdpa) saves as much memory.", ""),
    "xformers-needs-gpu": ("xformers {version} is there, and needs a card.", "Use sdpa instead."),
    "xformers-broken": ("xformers is installed and fails: {reason}", "Use sdpa instead, or remove xformers."),
    "optimizer-works": ("A real step with 8-bit state on the card, bitsandbytes {version}", ""),
    "optimizer-on-cpu": ("A real step with 8-bit state on the CPU, bitsandbytes {version}", ""),
    "optimizer-cpu-only": (
        "bitsandbytes {version} makes its step on the CPU only, for PyTorch does not reach the card.",
        "Mend what is said about the graphics card first.",
    ),
    "optimizer-needs-gpu": (
        "bitsandbytes {version} is installed, but needs a graphics card.",
        "Without a card choose AdamW, or update to bitsandbytes 0.50, which works on the CPU as well.",
    ),
    "optimizer-absent": (
        "bitsandbytes is not installed: 8-bit optimizers cannot be used.",
        "Repair the environment, or choose AdamW, which takes more memory.",
    ),
    "optimizer-not-8bit": ("bitsandbytes {version} made a step, but its state is not 8-bit ({state}).", _REPAIR),
    "optimizer-wrong": ("bitsandbytes {version} made a step that is wrong ({step} of the learning rate).", _REPAIR),
    "optimizer-broken": (
        "bitsandbytes {version} fails: {reason}",
        "Repair the environment; until then choose AdamW instead of AdamW8bit.",
    ),
    "sd-scripts-works": ("{commit}: {count} settings, as this program knows them", ""),
    "sd-scripts-newer": ("{commit}: {count} settings, {new} of them new to this program", ""),
    "sd-scripts-older": (
        "{commit} lacks {missing} settings that this program knows: {names}",
        "Leave them out, or update sd-scripts.",
    ),
    "sd-scripts-none": ("No folder of sd-scripts is chosen.", "Choose the folder, or let it be fetched."),
    "sd-scripts-gone": ("There is no train_network.py in {folder}.", "Choose the folder of sd-scripts again."),
    "sd-scripts-lacks-package": ("sd-scripts does not start: the package {package} is missing.", _REPAIR),
    "sd-scripts-broken": ("sd-scripts does not start: {reason}", _REPAIR),
    "training-works": ("sd-scripts trained with {optimizer}, {precision}, on {device} and saved a LoRA.", ""),
    "training-without-8bit": (
        "sd-scripts trained with AdamW, {precision}, on {device} and saved a LoRA; AdamW8bit does not work here.",
        "Choose AdamW, or mend what is said about the AdamW8bit step.",
    ),
    "training-on-cpu": (
        "sd-scripts trained with {optimizer} on the CPU and saved a LoRA; the card is not used.",
        "Mend what is said about the graphics card.",
    ),
    "training-other-version": (
        "Not tried: this version of sd-scripts is built differently, and cannot be made small ({reason}).",
        "",
    ),
    "training-learned-nothing": ("sd-scripts ran, but the LoRA that it saved has learned nothing.", _REPAIR),
    "training-broken": ("sd-scripts starts to train and fails: {reason}", _REPAIR),
    "needs": ("Not tried: {what} must work first.", ""),
    "failed": ("The check failed: {reason}", "Copy the report and ask for help with it."),
    "crashed": ("The check crashed ({reason}).", _REPAIR),
    "timed-out": (
        "No answer for {seconds} seconds.",
        "Verify again when the machine is less busy; if it stays so, repair the environment.",
    ),
    "not-started": ("Its Python does not start: {reason}", _NEW),
    "cancelled": ("Not tried: the verification was ended.", ""),
}
"""Code -> what was found, what to do (empty where nothing is to be done)."""


def message(check: Check) -> str:
    """What was found, in English; the code itself where a newer program wrote it."""
    return filled(TEXTS.get(check.code, (check.code, ""))[0], check)


def hint(check: Check) -> str:
    """What to do; empty where nothing is to be done."""
    return filled(TEXTS.get(check.code, ("", ""))[1], check)


def filled(text: str, check: Check) -> str:
    """`text` with the check's values; one that a newer program wrote may lack some, which stay as they are."""
    values = dict(check.values)
    if "what" in values:
        values["what"] = TITLES.get(CheckId(values["what"]), values["what"])
    return text.format_map(_Given(values))


class _Given(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return f"{{{key}}}"
