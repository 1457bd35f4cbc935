"""The optimizers that sd-scripts offers, by the same names, with the same arguments and adjustments.

Source: sd-scripts library/train_util.py, get_optimizer.
"""

from __future__ import annotations

import ast
import importlib
import warnings
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from types import ModuleType
from typing import Any

import torch
from transformers.optimization import Adafactor

from core.errors import ConfigError
from core.trainer.parameter_groups import ParameterGroup

_BITSANDBYTES = {
    "adamw8bit": "AdamW8bit",
    "sgdnesterov8bit": "SGD8bit",
    "lion8bit": "Lion8bit",
    "pagedadamw8bit": "PagedAdamW8bit",
    "pagedlion8bit": "PagedLion8bit",
    "pagedadamw": "PagedAdamW",
    "pagedadamw32bit": "PagedAdamW32bit",
}
_PACKAGES = {
    "dadaptation": ("dadaptation", "dadaptation.experimental", "DAdaptAdamPreprint"),
    "dadaptadampreprint": ("dadaptation", "dadaptation.experimental", "DAdaptAdamPreprint"),
    "dadaptadagrad": ("dadaptation", "dadaptation", "DAdaptAdaGrad"),
    "dadaptadam": ("dadaptation", "dadaptation", "DAdaptAdam"),
    "dadaptadan": ("dadaptation", "dadaptation", "DAdaptAdan"),
    "dadaptadanip": ("dadaptation", "dadaptation.experimental", "DAdaptAdanIP"),
    "dadaptlion": ("dadaptation", "dadaptation", "DAdaptLion"),
    "dadaptsgd": ("dadaptation", "dadaptation", "DAdaptSGD"),
    "prodigy": ("prodigyopt", "prodigyopt", "Prodigy"),
    "radamschedulefree": ("schedulefree", "schedulefree", "RAdamScheduleFree"),
    "adamwschedulefree": ("schedulefree", "schedulefree", "AdamWScheduleFree"),
    "sgdschedulefree": ("schedulefree", "schedulefree", "SGDScheduleFree"),
}
_NESTEROV = frozenset({"sgdnesterov", "sgdnesterov8bit"})


@dataclass(frozen=True, slots=True)
class TrainingOptimizer:
    """An optimizer with what the metadata, the logs and the scheduler need to know of it.

    `arguments` are the keyword arguments as `ss_optimizer` shows them. `adjusted` are arguments of the training that
    the optimizer changes (Adafactor with relative steps takes over learning rates and scheduler).
    """

    optimizer: torch.optim.Optimizer
    class_path: str
    arguments: str
    schedule_free: bool
    group_names: tuple[str, ...]
    adjusted: Mapping[str, Any] = field(default_factory=dict)

    @property
    def description(self) -> str:
        """What `ss_optimizer` says."""
        return f"{self.class_path}({self.arguments})" if self.arguments else self.class_path

    def train(self) -> None:
        """Before a training step: schedule-free optimizers keep two versions of the weights."""
        self._switch("train")

    def eval(self) -> None:
        """Before sampling or saving."""
        self._switch("eval")

    def _switch(self, mode: str) -> None:
        if self.schedule_free:
            getattr(self.optimizer, mode)()


def create_optimizer(args: Mapping[str, Any], groups: Sequence[ParameterGroup]) -> TrainingOptimizer:
    """The optimizer that `args` (`optimizer_type`, `optimizer_args`, `learning_rate`) name, over `groups`.

    Raises:
        ConfigError: an unknown name, a package that is not installed (named in the hint), or arguments that the
            optimizer does not take.
    """
    name = optimizer_name(args)
    key = name.lower()
    keywords = keyword_arguments(args["optimizer_args"], "optimizer_args")
    rate = args["learning_rate"]
    parameters: list[dict[str, Any]] = [
        {"params": list(group.parameters), "lr": group.learning_rate} for group in groups
    ]
    adjusted: dict[str, Any] = {}
    extra: dict[str, Any] = {}
    if key in _NESTEROV:
        keywords.setdefault("momentum", 0.9)
        extra["nesterov"] = True
    if key == "adafactor":
        if not keywords.setdefault("relative_step", True) and keywords.get("warmup_init", False):
            keywords["relative_step"] = True
        if keywords["relative_step"]:
            adjusted = _take_over_rates(args, parameters)
            rate = None
    optimizer_class = _optimizer_class(name)
    optimizer = _built(name, optimizer_class, parameters, {"lr": rate, **extra, **keywords})
    switch: Callable[[], None] | None = getattr(optimizer, "train", None)
    if callable(switch):
        switch()
    return TrainingOptimizer(
        optimizer=optimizer,
        class_path=f"{optimizer_class.__module__}.{optimizer_class.__name__}",
        arguments=",".join(f"{argument}={value}" for argument, value in keywords.items()),
        schedule_free=key.endswith("schedulefree"),
        group_names=tuple(group.name for group in groups),
        adjusted=adjusted,
    )


def optimizer_name(args: Mapping[str, Any]) -> str:
    """`optimizer_type`, or what the older `use_8bit_adam` and `use_lion_optimizer` stand for; AdamW if none is given.

    Raises:
        ConfigError: two of them at once.
    """
    named = args["optimizer_type"] or ""
    old = [name for flag, name in (("use_8bit_adam", "AdamW8bit"), ("use_lion_optimizer", "Lion")) if args[flag]]
    if len(old) + bool(named) > 1:
        raise ConfigError("More than one optimizer is named.", "Keep optimizer_type and drop the older switches.")
    return old[0] if old else named or "AdamW"


def keyword_arguments(entries: Sequence[str] | None, where: str) -> dict[str, Any]:
    """`name=value` entries as keyword arguments; values are Python literals, as in sd-scripts.

    Raises:
        ConfigError: an entry that is not of this form.
    """
    keywords: dict[str, Any] = {}
    for entry in entries or ():
        parts = entry.split("=")
        try:
            name, text = parts
            keywords[name] = ast.literal_eval(text)
        except (ValueError, SyntaxError, TypeError, MemoryError, RecursionError) as error:
            raise ConfigError(
                f"{where}: {entry!r} is not name=value with a number, True, False, None, quoted text or a list.",
                'Write it like "weight_decay=0.01" or "betas=0.9,0.99".',
            ) from error
    return keywords


def _take_over_rates(args: Mapping[str, Any], parameters: list[dict[str, Any]]) -> dict[str, Any]:
    """Adafactor finds its own rate; the given one is where its scheduler starts."""
    for group in parameters:
        del group["lr"]
    return {
        "learning_rate": None,
        "unet_lr": None,
        "text_encoder_lr": None,
        "lr_scheduler": f"adafactor:{args['learning_rate']}",
    }


def _optimizer_class(name: str) -> type[torch.optim.Optimizer]:
    key = name.lower()
    if key == "adamw":
        return torch.optim.AdamW
    if key == "adafactor":
        return Adafactor
    if key == "sgdnesterov":
        return torch.optim.SGD
    if key == "lion":
        return _lion()
    if key in _BITSANDBYTES:
        return _attribute(_package("bitsandbytes.optim", "bitsandbytes", name), _BITSANDBYTES[key], name)
    if key in _PACKAGES:
        package, module, attribute = _PACKAGES[key]
        return _attribute(_package(module, package, name), attribute, name)
    module, _, attribute = name.rpartition(".")
    if not module:
        return _attribute(torch.optim, attribute, name)
    return _attribute(_package(module, module.partition(".")[0], name), attribute, name)


def _lion() -> type[torch.optim.Optimizer]:
    """lion_pytorch's Lion as in sd-scripts, else bitsandbytes' 32-bit one: same rule, same defaults."""
    try:
        module = importlib.import_module("lion_pytorch")
    except ImportError:
        module = _package("bitsandbytes.optim", "bitsandbytes", "Lion")
    return _attribute(module, "Lion", "Lion")


def _package(module: str, package: str, name: str) -> ModuleType:
    try:
        return importlib.import_module(module)
    except ImportError as error:
        raise ConfigError(
            f"The optimizer {name} needs the package {package}, which is not installed here.",
            f"Install it (pip install {package}), or choose another optimizer_type.",
        ) from error


def _attribute(module: ModuleType, attribute: str, name: str) -> type[torch.optim.Optimizer]:
    found = getattr(module, attribute, None)
    if not isinstance(found, type) or not issubclass(found, torch.optim.Optimizer):
        raise ConfigError(
            f"There is no optimizer {name}.",
            "Use a name such as AdamW, AdamW8bit, Lion, Adafactor, a class of torch.optim spelled exactly, or the full "
            "dotted path of a class.",
        )
    return found


def _built(
    name: str,
    optimizer_class: type[torch.optim.Optimizer],
    parameters: list[dict[str, Any]],
    keywords: Mapping[str, Any],
) -> torch.optim.Optimizer:
    build: Callable[..., torch.optim.Optimizer] = optimizer_class
    warnings.filterwarnings("ignore", "Paged optimizers are not supported on CPU")  # then they work like the others
    try:
        return build(parameters, **keywords)
    except (TypeError, ValueError, AttributeError, NotImplementedError) as error:
        raise ConfigError(
            f"The optimizer {name} does not take these arguments: {error}.",
            "Correct optimizer_args; each is passed on as a keyword argument.",
        ) from error
