"""A query as the terms that a click puts in and takes out; the text stays what the person sees and can edit."""

from __future__ import annotations

from core.dataset.query import EVERYTHING, And, Comparison, Node, Not, QueryError, parse, unparse


def terms(text: str) -> tuple[Node, ...] | None:
    """What all has to hold, None where the text cannot be read."""
    try:
        node = parse(text)
    except QueryError:
        return None
    return node.parts if isinstance(node, And) else (node,)


def toggled(text: str, field: str, value: str, *, exclude: bool = False) -> str:
    """The query with `field:value` put in, or taken out where it was; what contradicts it goes.

    A text that cannot be read is replaced.
    """
    term: Node = Comparison(field, ":", value)
    wanted, opposite = (Not(term), term) if exclude else (term, Not(term))
    known = list(terms(text) or ())
    if wanted in known:
        known.remove(wanted)
    else:
        known = [*(part for part in known if part != opposite), wanted]
    return unparse(_all_of(known))


def state_of(parts: tuple[Node, ...] | None, field: str, value: str) -> int:
    """1 where the query asks for it, -1 where it excludes it, else 0."""
    term = Comparison(field, ":", value)
    for part in parts or ():
        if part == term:
            return 1
        if part == Not(term):
            return -1
    return 0


def _all_of(parts: list[Node]) -> Node:
    if not parts:
        return EVERYTHING
    return parts[0] if len(parts) == 1 else And(tuple(parts))
