"""Over is over, and the middle of the measurements is what counts."""

from __future__ import annotations

from bench.load import Outcome
from bench.pairs import paired, percentile
from bench.table import Line, drawn


def line(figure: float) -> Line:
    return Line(work="one tick", ours="", yardstick="", figure=figure, budget=2.5, unit="×")


def test_a_figure_on_its_budget_is_within_it() -> None:
    assert line(2.5).ok
    assert not line(2.51).ok
    assert "OVER" in drawn([line(2.51)])
    assert "OVER" not in drawn([line(2.5)])


def test_p99_is_a_value_that_was_measured() -> None:
    assert percentile([float(n) for n in range(1, 101)], 0.99) == 99.0
    assert percentile([7.0], 0.99) == 7.0


def test_a_turn_that_was_disturbed_does_not_decide() -> None:
    ours = iter([9.0, 2.0, 2.0, 50.0])
    bare = iter([9.0, 1.0, 1.0, 1.0])

    def outcome(seconds: float) -> Outcome:
        return Outcome(seconds=seconds, latencies=(seconds,))

    pair = paired(lambda: outcome(next(ours)), lambda: outcome(next(bare)), rounds=3)
    assert pair.ratio == 2.0
    assert pair.p99 == 50.0
