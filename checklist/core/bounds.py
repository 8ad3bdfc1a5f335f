"""Bounds of a number: an age, an answer, a measured value."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Bounds:
    """From where to where a number lies. ``at_least`` and ``at_most`` belong to it.

    ``above`` and ``below`` do not. None means no bound on that side.
    """

    at_least: float | None = None
    at_most: float | None = None
    above: float | None = None
    below: float | None = None

    def hold(self, number: float) -> bool:
        """Whether the number lies within."""
        return (
            (self.at_least is None or number >= self.at_least)
            and (self.at_most is None or number <= self.at_most)
            and (self.above is None or number > self.above)
            and (self.below is None or number < self.below)
        )

    @property
    def empty(self) -> bool:
        """Whether no number at all can lie within."""
        lows = [low for low in (self.at_least, self.above) if low is not None]
        highs = [high for high in (self.at_most, self.below) if high is not None]
        if not lows or not highs:
            return False
        strict = max(lows) == self.above or min(highs) == self.below
        return max(lows) > min(highs) or (strict and max(lows) == min(highs))

    def __str__(self) -> str:
        """As an author writes it: "at_least 38, below 40"."""
        named = (
            ("at_least", self.at_least),
            ("above", self.above),
            ("at_most", self.at_most),
            ("below", self.below),
        )
        return ", ".join(f"{name} {value:g}" for name, value in named if value is not None)
