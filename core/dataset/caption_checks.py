"""What is wrong with captions, for all images at once."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping

import numpy as np
import numpy.typing as npt

from core.dataset.library import CaptionState, Library
from core.dataset.tags import folded, key_of

Mask = npt.NDArray[np.bool_]
Check = Callable[[], None]
CONTRADICTIONS: tuple[tuple[str, str], ...] = (
    ("short hair", "long hair"),
    ("short hair", "very long hair"),
    ("very short hair", "long hair"),
    ("medium hair", "very long hair"),
    ("open mouth", "closed mouth"),
    ("smile", "frown"),
    ("indoors", "outdoors"),
    ("day", "night"),
    ("standing", "sitting"),
    ("standing", "lying"),
    ("from above", "from below"),
    ("from front", "from behind"),
    ("looking at viewer", "looking away"),
    ("full body", "upper body"),
    ("full body", "portrait"),
    ("full body", "close-up"),
    ("monochrome", "colorful"),
    ("barefoot", "shoes"),
    ("barefoot", "boots"),
    ("solo", "2girls"),
    ("solo", "multiple girls"),
    ("solo", "2boys"),
    ("solo", "multiple boys"),
    ("1girl", "2girls"),
    ("1girl", "multiple girls"),
    ("1boy", "2boys"),
    ("1boy", "multiple boys"),
    ("no humans", "1girl"),
    ("no humans", "1boy"),
    ("no humans", "solo"),
)
"""Tags that describe one picture only by mistake; `multiple views` and the like are left to the person."""
_TRIGGER_SHARE = 0.7
_TRIGGER_IMAGES = 5
_PORTION = 2048


def caption_masks(library: Library, triggers: Mapping[int, str], check: Check = lambda: None) -> dict[str, Mask]:
    """The problems that caption files have, by code. `triggers` is the trigger word by number of the opened folder.

    Captions that have not been read yet have no problem.
    """
    state = library.caption_state
    others = np.array(library.listing.captions, np.uint8) if len(library) else np.zeros(0, np.uint8)
    missing = (state == CaptionState.MISSING) & ~_with_class_tokens(library)
    empty = (state == CaptionState.EMPTY) & (library.caption_length == 0) & ~library.caption_bom
    masks = {
        "caption-empty": empty,
        "caption-not-utf8": (state == CaptionState.FOREIGN) | (state == CaptionState.UNDECODABLE),
        "caption-unreadable": state == CaptionState.UNREADABLE,
        "missing-caption": missing & (others <= 1),
        "caption-extension": (state == CaptionState.MISSING) & (others > 1),
        "caption-blank": (state == CaptionState.EMPTY) & ~empty,
        "caption-bom": library.caption_bom.copy(),
    }
    with_text = np.flatnonzero((state == CaptionState.GOOD) | (state == CaptionState.FOREIGN))
    blank, trigger = np.zeros(len(library), np.bool_), np.zeros(len(library), np.bool_)
    opened = library.opened_numbers.tolist()
    for image in with_text.tolist():
        if image % _PORTION == 0:
            check()
        text = library.trained_text(image)
        blank[image] = not text or text.isspace()
        word = triggers.get(opened[image])
        trigger[image] = word is not None and key_of(word) not in folded(text)
    masks["caption-blank"] |= blank
    masks["trigger-missing"] = trigger & ~blank
    masks["contradicting-tags"] = _contradicting(library, with_text.tolist(), check)
    return masks


def too_long(library: Library, check: Check = lambda: None) -> Mask:
    """Captions of which training cuts the end off. Counts the tokens that have not been counted yet."""
    waiting = np.flatnonzero((library.token_count < 0) & (library.caption_state != CaptionState.UNREAD)).tolist()
    for start in range(0, len(waiting), _PORTION):
        check()
        library.count_tokens(waiting[start : start + _PORTION])
    return library.token_count > library.scope.token_limit


def same_captions(library: Library) -> list[list[int]]:
    """Groups of images that have the same caption, more than one each; without those that have no text."""
    groups: dict[str, list[int]] = defaultdict(list)
    for image, caption in enumerate(library.captions):
        if caption and not caption.isspace():
            groups[caption.strip()].append(image)
    return [group for group in groups.values() if len(group) > 1]


def guessed_triggers(library: Library) -> dict[int, str]:
    """By number of the opened folder: the tag that most of its captions begin with. Folders without one are left out.

    A prefix of the config stands in front of every caption anyway.
    """
    firsts: dict[int, Counter[str]] = defaultdict(Counter)
    totals: Counter[int] = Counter()
    shown: dict[str, str] = {}
    for image, caption in enumerate(library.captions):
        if not caption or library.subset(image).is_reg:
            continue
        number = int(library.opened_numbers[image])
        totals[number] += 1
        first = caption.partition("\n")[0].partition(library.subset(image).caption_separator or ",")[0].strip()
        key = key_of(first)
        shown.setdefault(key, first)
        firsts[number][key] += 1
    found = {}
    for number, counts in firsts.items():
        key, count = counts.most_common(1)[0]
        if key and count >= max(_TRIGGER_IMAGES, _TRIGGER_SHARE * totals[number]):
            found[number] = shown[key]
    return found


def contradictions_in(tags: Iterable[str]) -> list[tuple[str, str]]:
    """The pairs of these tags that contradict each other."""
    keys = {key_of(tag) for tag in tags}
    if "multiple views" in keys:
        return []
    return [(one, other) for one, other in CONTRADICTIONS if one in keys and other in keys]


def _contradicting(library: Library, images: list[int], check: Check) -> Mask:
    """Looks for the words as text first: splitting every caption into tags takes much longer."""
    found = np.zeros(len(library), np.bool_)
    texts = [folded(library.captions[image]) for image in images]
    words = {word for pair in CONTRADICTIONS for word in pair}
    present: dict[str, Mask] = {}
    for word in words:
        check()
        present[word] = np.fromiter((word in text for text in texts), np.bool_, len(texts))
    suspects = np.zeros(len(texts), np.bool_)
    for one, other in CONTRADICTIONS:
        suspects |= present[one] & present[other]
    for place in np.flatnonzero(suspects).tolist():
        found[images[place]] = bool(contradictions_in(library.tags(images[place])))
    return found


def _with_class_tokens(library: Library) -> Mask:
    by_folder = np.array([folder.subset.class_tokens is not None for folder in library.scope.folders], np.bool_)
    result: Mask = by_folder[library.opened_numbers]
    return result
