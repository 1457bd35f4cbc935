"""What `network_args` say about the size of a LoRA."""

from __future__ import annotations

from core.config.arguments import TrainingArguments


def network_argument(args: TrainingArguments, name: str) -> str | None:
    """The value of `name=value` in network_args; of two, the last."""
    pairs = (entry.partition("=") for entry in args["network_args"] or ())
    return next((value for key, _, value in reversed(list(pairs)) if key == name), None)


def conv_rank(args: TrainingArguments) -> int:
    """The rank of the 3x3 convolutions; 0 where they are not trained, or where the value makes no sense."""
    value = network_argument(args, "conv_dim") or ""
    return int(value) if value.isdecimal() else 0
