"""The caption of an image: how it is read, and what becomes of it at each training step."""

from __future__ import annotations

import math
import os.path
import random
import re
from collections.abc import Iterable
from dataclasses import dataclass

from core.config.dataset_config import SubsetSettings

_WILDCARD = re.compile(r"\{([^}]+)\}")


@dataclass(frozen=True, slots=True)
class LoadedCaption:
    """The caption of one image.

    `file` is the caption file that was read, None where there is none and the class tokens (or nothing) stand in.
    `problem` says why the file cannot be used: `empty` or `not-utf8`; `text` is then empty.
    """

    text: str
    file: str | None = None
    problem: str | None = None


def caption_files(image: str, extension: str) -> tuple[str, ...]:
    """The file names tried for an image path, in order.

    Where the path (folders included) has four or more underscores, the name without its last four parts is a
    fallback: it once held the position of a face. Source: sd-scripts library/train_util.py: read_caption.
    """
    base = os.path.splitext(image)[0]  # noqa: PTH122 - the path is text here, as it is to sd-scripts
    parts = base.split("_")
    if len(parts) < 5:
        return (base + extension,)
    return base + extension, "_".join(parts[:-4]) + extension


def parse_caption(data: bytes, *, all_lines: bool) -> tuple[str, str | None]:
    """The caption that a caption file's bytes hold, and the problem `empty` or `not-utf8` or None.

    The first line stripped; with `all_lines` (enable_wildcard) every line that is not blank, stripped. A byte order
    mark stays in the caption, as it does in sd-scripts.
    """
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return "", "not-utf8"
    if not text:
        return "", "empty"
    lines = [line.strip() for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")]
    if all_lines:
        return "\n".join(line for line in lines if line), None
    return lines[0], None


def load_caption(image: str, subset: SubsetSettings, folder: str = "") -> LoadedCaption:
    """The caption of the image at `image`, a path as written in the dataset config, relative to `folder`.

    Raises:
        OSError: the caption file is there and cannot be read.
    """
    for name in caption_files(image, subset.caption_extension):
        path = os.path.join(folder, name)  # noqa: PTH118 - see caption_files
        try:
            with open(path, "rb") as stream:  # noqa: PTH123
                data = stream.read()
        except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
            continue
        text, problem = parse_caption(data, all_lines=subset.enable_wildcard)
        return LoadedCaption(text, path, problem)
    return LoadedCaption(subset.class_tokens or "")


def tag_frequency(captions: Iterable[str]) -> dict[str, int]:
    """How often each tag stands in the captions: split at commas, stripped, lower case.

    Source: sd-scripts library/train_util.py: BaseDataset.set_tag_frequency.
    """
    counts: dict[str, int] = {}
    for caption in captions:
        for part in caption.split(","):
            tag = part.strip().lower()
            if tag:
                counts[tag] = counts.get(tag, 0) + 1
    return counts


def caption_for_step(
    caption: str,
    subset: SubsetSettings,
    rng: random.Random,
    *,
    epoch: int = 0,
    step: int = 0,
    max_train_steps: int = 0,
) -> str:
    """What the text encoder is given for a loaded `caption` at one step.

    `rng` is drawn from exactly as often as sd-scripts draws from `random`, so that a seeded generator gives the same
    text. `epoch` is the dataset's current epoch, `step` the optimizer step, both as sd-scripts counts them.
    Source: sd-scripts library/train_util.py: BaseDataset.process_caption.
    """
    if subset.caption_prefix:
        caption = f"{subset.caption_prefix} {caption}"
    if subset.caption_suffix:
        caption = f"{caption} {subset.caption_suffix}"
    if _dropped(subset, rng, epoch):
        return ""
    caption = _fill_wildcards(caption, rng) if subset.enable_wildcard else caption.split("\n")[0]
    if subset.shuffle_caption or subset.token_warmup_step > 0 or subset.caption_tag_dropout_rate > 0:
        caption = _rearranged(caption, subset, rng, step, max_train_steps)
    if subset.secondary_separator:
        caption = caption.replace(subset.secondary_separator, subset.caption_separator)
    return caption


def trained_caption(caption: str, subset: SubsetSettings) -> str:
    """What the text encoder is given for a loaded `caption` where nothing is dropped and no tag changes its place.

    Prefix and suffix stand at their places, the separators of the subset have done their work, and the tags are in the
    order of the file. Several lines or `{red|green}`, of which each step draws one, stay as they are written.
    """
    if subset.caption_prefix:
        caption = f"{subset.caption_prefix} {caption}"
    if subset.caption_suffix:
        caption = f"{caption} {subset.caption_suffix}"
    drawn = False
    if subset.enable_wildcard:
        drawn = "\n" in caption or _WILDCARD.search(caption.replace("{{", "").replace("}}", "")) is not None
        caption = caption if drawn else _fill_wildcards(caption, random.Random(0))
    else:
        caption = caption.split("\n")[0]
    if subset.shuffle_caption or subset.token_warmup_step > 0 or subset.caption_tag_dropout_rate > 0:
        lines = caption.split("\n") if drawn else [caption]
        caption = "\n".join(", ".join(tag for part in _parts(line, subset) for tag in part) for line in lines)
    if subset.secondary_separator:
        caption = caption.replace(subset.secondary_separator, subset.caption_separator)
    return caption


def _dropped(subset: SubsetSettings, rng: random.Random, epoch: int) -> bool:
    if subset.caption_dropout_rate > 0 and rng.random() < subset.caption_dropout_rate:
        return True
    every = subset.caption_dropout_every_n_epochs
    return every > 0 and epoch % every == 0


def _fill_wildcards(caption: str, rng: random.Random) -> str:
    """One line of several, and one word of each `{red|green}`; `{{` and `}}` are braces."""
    if "\n" in caption:
        caption = rng.choice(caption.split("\n"))
    opened, closed = "⦅", "⦆"
    while opened in caption or closed in caption:
        opened, closed = opened + "⦅", closed + "⦆"
    caption = caption.replace("{{", opened).replace("}}", closed)
    caption = _WILDCARD.sub(lambda match: rng.choice(match.group(1).split("|")), caption)
    return caption.replace(opened, "{").replace(closed, "}")


def _rearranged(caption: str, subset: SubsetSettings, rng: random.Random, step: int, max_train_steps: int) -> str:
    """Shuffled, warmed up and thinned out; joined with ", " whatever the separator is."""
    first, middle, last = _parts(caption, subset)
    warmup = subset.token_warmup_step
    if warmup < 1:
        warmup = math.floor(warmup * max_train_steps)
    if warmup and step < warmup:
        allowed = math.floor(step * ((len(middle) - subset.token_warmup_min) / warmup)) + subset.token_warmup_min
        middle = middle[:allowed]
    if subset.shuffle_caption:
        rng.shuffle(middle)
    if subset.caption_tag_dropout_rate > 0:
        middle = [tag for tag in middle if rng.random() >= subset.caption_tag_dropout_rate]
    return ", ".join(first + middle + last)


def _parts(caption: str, subset: SubsetSettings) -> tuple[list[str], list[str], list[str]]:
    """Tags that stay in front, tags that move, tags that stay behind."""
    marker = subset.keep_tokens_separator
    if marker and marker in caption:
        head, _, rest = caption.partition(marker)
        middle, _, tail = rest.partition(marker)
        return _tags(head, subset), _tags(middle, subset), _tags(tail, subset)
    tags = [tag.strip() for tag in caption.strip().split(subset.caption_separator)]
    if subset.keep_tokens > 0:
        return tags[: subset.keep_tokens], tags[subset.keep_tokens :], []
    return [], tags, []


def _tags(part: str, subset: SubsetSettings) -> list[str]:
    return [tag for tag in (tag.strip() for tag in part.split(subset.caption_separator)) if tag]
