"""What a training can be run on, as far as it is known: plain data, handed in by whoever can look."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One NVIDIA card. `compute_capability` is (8, 9) for compute capability 8.9; memory in bytes."""

    name: str
    compute_capability: tuple[int, int] | None = None
    memory_total: int = 0
    memory_free: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Hardware:
    """`cards` is None where nobody has looked, and empty where there is none.

    `has_xformers` and `bitsandbytes_works` are of the environment that will train; None where that was not verified.
    """

    cards: tuple[Card, ...] | None = None
    has_xformers: bool | None = None
    bitsandbytes_works: bool | None = None

    @property
    def card(self) -> Card | None:
        """The one that a training uses unless told otherwise."""
        return self.cards[0] if self.cards else None


UNKNOWN = Hardware()
