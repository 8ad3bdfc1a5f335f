"""How much is measured: enough to trust, or enough to see that it works."""

from __future__ import annotations

from dataclasses import dataclass

CONNECTIONS = 8


@dataclass(frozen=True, kw_only=True)
class Sizes:
    """``plans`` are booked for real; the towns are filled up with copies of them.

    ``rounds`` pairs of (yardstick, ours) are run, of so many requests each.
    """

    plans: int
    small_town: int
    large_town: int
    rounds: int
    ticks: int
    pages: int
    lists: int
    bare: int
    builds: int
    starts: int


FULL = Sizes(
    plans=200,
    small_town=1_000,
    large_town=100_000,
    rounds=7,
    ticks=400,
    pages=160,
    lists=80,
    bare=1_200,
    builds=60,
    starts=5,
)
QUICK = Sizes(
    plans=40,
    small_town=1_000,
    large_town=2_000,
    rounds=3,
    ticks=120,
    pages=40,
    lists=16,
    bare=200,
    builds=10,
    starts=1,
)
