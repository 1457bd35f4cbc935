"""The control for an argument, made."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from core.config.schema import Argument
from gui.config_editor.field_kinds import FieldKind, Kind, kind_of
from gui.config_editor.list_editor import ListEditor
from gui.config_editor.path_editor import PathEditor
from gui.config_editor.value_editors import (
    ChoiceEditor,
    FlagEditor,
    NumberEditor,
    NumbersEditor,
    TextEditor,
    ValueEditor,
)
from gui.icons import IconSet

translate = QCoreApplication.translate

_PAIRS: dict[str, tuple[str, ...]] = {
    "network_args": (
        "conv_dim", "conv_alpha", "rank_dropout", "module_dropout", "block_dims", "block_alphas",
        "down_lr_weight", "mid_lr_weight", "up_lr_weight", "loraplus_lr_ratio", "loraplus_unet_lr_ratio",
        "loraplus_text_encoder_lr_ratio", "train_t5xxl", "split_qkv", "unit",
    ),
    "optimizer_args": (
        "weight_decay", "betas", "eps", "d_coef", "decouple", "use_bias_correction", "safeguard_warmup",
        "scale_parameter", "relative_step", "warmup_init",
    ),
    "lr_scheduler_args": ("min_lr", "num_cycles", "step_rules", "T_max", "eta_min"),
}  # fmt: skip


def editor_for(argument: Argument, icons: IconSet, base: Callable[[], Path]) -> ValueEditor:
    """A new control for values of this argument; relative paths are relative to what `base` tells."""
    field = kind_of(argument)
    match field.kind:
        case Kind.FLAG:
            return FlagEditor()
        case Kind.CHOICE:
            return ChoiceEditor(field.choices)
        case Kind.NUMBER:
            return NumberEditor(field, share=argument.type == "int_or_float")
        case Kind.NUMBERS:
            return NumbersEditor(field)
        case Kind.TEXT:
            return TextEditor(field.choices)
        case Kind.PAIRS:
            return _pairs(icons, _PAIRS.get(argument.dest, ()))
        case Kind.PATHS | Kind.TEXTS:
            return _items(icons, field)
        case _:
            return PathEditor(icons, field, base)


def _pairs(icons: IconSet, names: Sequence[str]) -> ListEditor:
    headers = (translate("FieldEditors", "Name"), translate("FieldEditors", "Value"))
    return ListEditor(icons, headers, translate("FieldEditors", "Add a name…"), names)


def _items(icons: IconSet, field: FieldKind) -> ListEditor:
    if field.kind is Kind.PATHS:
        return ListEditor(icons, ("",), translate("FieldEditors", "Add a path…"))
    return ListEditor(icons, ("",), translate("FieldEditors", "Add an entry…"))
