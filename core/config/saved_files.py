"""What a training will leave behind: checkpoints with their sizes, the room that they need, the latents beside images.

Sizes are reckoned from the number of trained parameters; see `core.config.memory_model.unet_parameters`.
"""

from __future__ import annotations

from dataclasses import dataclass

from core.checkpoints.naming import SaveActionKind, SaveSchedule, planned_actions
from core.config.arguments import TrainingArguments
from core.config.memory_model import OPTIMIZER_BYTES, TEXT_ENCODER_PARAMETERS, unet_parameters
from core.config.network_arguments import conv_rank
from core.config.optimizer_rules import optimizer_name
from core.config.plan import TrainPlan
from core.config.schema import DEFAULT_SCRIPT
from core.errors import ConfigError

_UNET_MODULES, _BETWEEN_MODULES, _TEXT_MODULES = 192, 86, 72
_HEADER_OF_MODULE, _METADATA = 411, 5_000
"""Bytes of a file's header: three tensors a module, and the metadata, as files that sd-scripts wrote have them."""
_LATENT_BYTES = 4 * 4 / 64
"""For each pixel of a bucket: four channels of 32 bits at an eighth of each side (sd-scripts strategy_sd.py)."""
SDXL_SCRIPT = "sdxl_train_network.py"
_SDXL_UNET, _SDXL_TEXT = 2_659_840, 903_168
"""Parameters of an SDXL LoRA for each rank, counted over the modules that sd-scripts trains."""


@dataclass(frozen=True, slots=True)
class PlannedFile:
    """One checkpoint, or the folder of one state, after `step` steps. `kept` is False for what is removed again."""

    name: str
    size: int
    step: int
    epoch: int
    is_state: bool
    kept: bool


@dataclass(frozen=True, slots=True)
class SavedFiles:
    """`files` in the order in which they are written; `disk` is the most that lies there at one time, in bytes.

    A training that would save more often than anybody can mean has no files here, only what they would need.
    `latents` are the bytes that `cache_latents_to_disk` writes beside the images, 0 without it.
    """

    files: tuple[PlannedFile, ...]
    disk: int
    latents: int

    @property
    def checkpoints(self) -> tuple[PlannedFile, ...]:
        """Those that are there in the end."""
        return tuple(file for file in self.files if file.kept and not file.is_state)


def saved_files(plan: TrainPlan) -> SavedFiles:
    """Follow every save and removal of the training; nothing is written where `save_*` cannot work."""
    args = plan.args
    try:
        schedule = SaveSchedule.from_arguments(args.values, plan.total_epochs)
    except ConfigError:
        return SavedFiles((), 0, latent_bytes(plan))
    saves = _saves(schedule, plan)
    if saves > _MOST_SAVES or plan.total_epochs > _MOST_EPOCHS:
        return SavedFiles((), saves * checkpoint_bytes(args), latent_bytes(plan))
    actions = list(planned_actions(schedule, total_steps=plan.total_steps, steps_per_epoch=plan.steps_per_epoch))
    sizes = {SaveActionKind.SAVE: checkpoint_bytes(args), SaveActionKind.SAVE_STATE: state_bytes(args)}
    present: dict[str, int] = {}
    written: dict[str, tuple[int, int, int, bool]] = {}
    most = total = 0
    for action in actions:
        if action.kind in sizes:
            size = sizes[action.kind]
            total += size - present.get(action.name, 0)
            present[action.name] = size
            written.pop(action.name, None)
            written[action.name] = size, action.step, action.epoch, action.kind is SaveActionKind.SAVE_STATE
        else:
            total -= present.pop(action.name, 0)
        most = max(most, total)
    files = (
        PlannedFile(name, size, step, epoch, is_state, name in present)
        for name, (size, step, epoch, is_state) in written.items()
    )
    return SavedFiles(tuple(files), most, latent_bytes(plan))


_MOST_SAVES, _MOST_EPOCHS = 20_000, 200_000
"""Beyond, nobody reads names; what a slip of the finger asks for must not hold anything up."""


def _saves(schedule: SaveSchedule, plan: TrainPlan) -> int:
    steps, epochs = schedule.every_n_steps, schedule.every_n_epochs
    count = plan.total_steps // abs(steps) if steps else 0
    return count + (plan.total_epochs // abs(epochs) if epochs else 0) + 1


def lora_parameters(args: TrainingArguments) -> int:
    """How many numbers the training learns; SD1.x is counted exactly, other models about."""
    rank = args["network_dim"] or 4
    is_sdxl = args.script == SDXL_SCRIPT
    unet = _SDXL_UNET * rank if is_sdxl else unet_parameters(rank, conv_rank(args))
    text = (_SDXL_TEXT if is_sdxl else TEXT_ENCODER_PARAMETERS) * rank
    return (0 if args["network_train_text_encoder_only"] else unet) + (0 if args["network_train_unet_only"] else text)


def checkpoint_bytes(args: TrainingArguments) -> int:
    """About how large one LoRA file will be, its header included."""
    width = 4 if args["save_precision"] in (None, "float") else 2
    modules = 0 if args["network_train_text_encoder_only"] else _UNET_MODULES
    modules += _BETWEEN_MODULES if modules and conv_rank(args) else 0
    modules += 0 if args["network_train_unet_only"] else _TEXT_MODULES
    return (lora_parameters(args) + modules) * width + modules * _HEADER_OF_MODULE + _METADATA


def state_bytes(args: TrainingArguments) -> int:
    """About how large one saved state will be: the weights in full precision and what the optimizer keeps."""
    return lora_parameters(args) * (4 + OPTIMIZER_BYTES.get(optimizer_name(args), 8))


def latent_bytes(plan: TrainPlan) -> int:
    """What the latent cache writes beside the images, a flipped copy included where flip_aug asks for it."""
    if not plan.args["cache_latents_to_disk"] or plan.args.script not in (DEFAULT_SCRIPT, SDXL_SCRIPT):
        return 0
    total = 0.0
    for dataset in plan.datasets:
        flips = [subset.settings.flip_aug for subset in dataset.subsets]
        for image in dataset.images:
            pixels = image.bucket[0] * image.bucket[1]
            total += pixels * _LATENT_BYTES * (2 if flips[image.subset_index] else 1)
    return int(total)
