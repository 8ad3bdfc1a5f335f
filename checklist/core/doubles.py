"""The same medicine under two names: an easy way to take twice as much of it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from checklist.core.folding import fold
from checklist.core.medicines import Medicine, same_substance

Pair = tuple[Medicine, Medicine]


def doubles(medicines: Sequence[Medicine]) -> tuple[Pair, ...]:
    """Every two medicines on the list that share something they are made of, as they were named.

    "Nurofen" and "ibuprofen" are such a pair, and so are two painkillers that both hold
    paracetamol. Two strengths or two times of one name are how one medicine is taken: no pair.
    A name nobody has confirmed is no match yet.
    """
    listed = [one for one in medicines if not one.withdrawn]
    return tuple(
        (one, other)
        for one, other in combinations(listed, 2)
        if same_substance(one, other) and not is_one_medicine(one, other)
    )


def shared(one: Medicine, other: Medicine) -> tuple[str, ...]:
    """The substances in both, folded, in order; none where nothing is."""
    return tuple(sorted(one.parts & other.parts))


def is_one_medicine(one: Medicine, other: Medicine) -> bool:
    """One name, taken in two strengths or at two times."""
    if _word(one) != _word(other) or one.substance != other.substance:
        return False
    strengths = fold(one.on_the_box), fold(other.on_the_box)
    times = fold(one.when_taken), fold(other.when_taken)
    has_digits = all(any(char.isdigit() for char in said) for said in strengths)
    return (has_digits and strengths[0] != strengths[1]) or (all(times) and times[0] != times[1])


def _word(medicine: Medicine) -> str:
    """The first word of the name: "warfarin" of "Warfarin 3mg"."""
    return fold(medicine.name).partition(" ")[0]
