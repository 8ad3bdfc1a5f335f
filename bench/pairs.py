"""Two kinds of work turn by turn, so that a busy moment of the machine hits both."""

from __future__ import annotations

import math
import statistics
from collections.abc import Callable
from dataclasses import dataclass

from bench.load import Outcome

Work = Callable[[], Outcome]


@dataclass(frozen=True, kw_only=True)
class Pair:
    """Seconds per request of both, the ratio of each turn (both as medians), and our p99."""

    ours: float
    yardstick: float
    ratio: float
    p99: float


def paired(ours: Work, yardstick: Work, *, rounds: int) -> Pair:
    """Run both once unmeasured, then so many turns each."""
    yardstick()
    ours()
    turns = [(yardstick(), ours()) for _ in range(rounds)]
    return Pair(
        ours=statistics.median(mine.each for _, mine in turns),
        yardstick=statistics.median(bare.each for bare, _ in turns),
        ratio=statistics.median(mine.each / bare.each for bare, mine in turns),
        p99=percentile([seconds for _, mine in turns for seconds in mine.latencies], 0.99),
    )


def percentile(values: list[float], part: float) -> float:
    """The smallest value that so large a part of all does not exceed (nearest rank)."""
    return sorted(values)[max(math.ceil(part * len(values)) - 1, 0)]
