"""Tags in a caption: a line of them split at the separator, and put together again the way the line was written."""

from __future__ import annotations

import functools
import itertools
from collections import Counter
from collections.abc import Iterable, Sequence

DEFAULT_JOIN = ", "


def split_tags(line: str, separator: str = ",") -> list[str]:
    """The tags of one line, stripped, without empty ones."""
    return [tag for part in line.split(separator) if (tag := part.strip())]


def join_tags(tags: Sequence[str], like: str = "", separator: str = ",") -> str:
    """The tags joined as the line `like` joins its own most often, with the blanks around it that `like` has.

    Where `like` holds exactly these tags it is returned unchanged.
    """
    if split_tags(like, separator) == list(tags):
        return like
    body = like.strip()
    lead = like[: len(like) - len(like.lstrip())]
    trail = like[len(like.rstrip()) :] if body else ""
    return lead + _usual_join(body, separator).join(tags) + trail


@functools.lru_cache(maxsize=65536)
def key_of(tag: str) -> str:
    """What two tags have in common that mean the same: case does not matter, `_` is a blank."""
    return folded(tag).strip()


def folded(text: str) -> str:
    """`key_of` of every tag in a text, for texts that are looked at once."""
    return text.replace("_", " ").casefold()


def unique_tags(tags: Iterable[str]) -> list[str]:
    """Without repetitions, the first of each kept."""
    first: dict[str, str] = {}
    for tag in tags:
        first.setdefault(key_of(tag), tag)
    return list(first.values())


def _usual_join(line: str, separator: str) -> str:
    parts = line.split(separator)
    if len(parts) < 2:
        return DEFAULT_JOIN if separator == "," else separator
    joins = Counter(
        first[len(first.rstrip()) :] + separator + second[: len(second) - len(second.lstrip())]
        for first, second in itertools.pairwise(parts)
        if first.strip() and second.strip()
    )
    return joins.most_common(1)[0][0] if joins else DEFAULT_JOIN
