"""How bounds of numbers lie to each other."""

from __future__ import annotations

from checklist.core.bounds import Bounds

__all__ = ["both", "within"]


def both(one: Bounds, other: Bounds) -> Bounds:
    """What lies within both."""
    return Bounds(
        at_least=_most(one.at_least, other.at_least),
        above=_most(one.above, other.above),
        at_most=_least(one.at_most, other.at_most),
        below=_least(one.below, other.below),
    )


def within(inner: Bounds, outer: Bounds) -> bool:
    """Whether every number within ``inner`` lies within ``outer``."""
    beyond = (
        Bounds(below=outer.at_least) if outer.at_least is not None else None,
        Bounds(at_most=outer.above) if outer.above is not None else None,
        Bounds(above=outer.at_most) if outer.at_most is not None else None,
        Bounds(at_least=outer.below) if outer.below is not None else None,
    )
    return all(both(inner, there).empty for there in beyond if there is not None)


def _most(*numbers: float | None) -> float | None:
    return max((number for number in numbers if number is not None), default=None)


def _least(*numbers: float | None) -> float | None:
    return min((number for number in numbers if number is not None), default=None)
