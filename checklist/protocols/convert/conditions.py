"""Conditions and bounds."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from checklist.core.bounds import Bounds
from checklist.core.conditions import (
    AgeIs,
    AllOf,
    AnswerIs,
    AnswerNumber,
    AnswerWithin,
    AnyOf,
    ChoiceIs,
    Condition,
    GroupDecided,
    Happened,
    Measured,
    Not,
    RegimenIs,
    SiteIs,
    SlotIs,
    StepChecked,
    StepDone,
    StepMissed,
    TakesGroup,
)
from checklist.protocols.shape import BOUNDS, BoundsShape, WhenShape

__all__ = ["bounds", "condition"]

_BOTH_SIDES = ("both", "bilateral")
"""A site that names both sides is written with one of these words."""


def condition(said: WhenShape | None) -> Condition | None:
    """The condition, None for none."""
    return None if said is None else _asked(said)


def bounds(said: BoundsShape | WhenShape | None) -> Bounds:
    """The bounds a block of keys names; none where it names none."""
    named = {bound: getattr(said, bound, None) for bound in BOUNDS}
    return Bounds(**{bound: float(value) for bound, value in named.items() if value is not None})


def _asked(said: WhenShape) -> Condition:
    return _BY_WAY[said.way](said)


def _answer(said: WhenShape) -> Condition:
    question = said.answer or ""
    if said.in_the_last is not None:
        return AnswerWithin(
            date_of=question, in_the_last=said.in_the_last, before=said.before or "procedure"
        )
    if said.is_ is not None:
        return AnswerIs(question=question, values=tuple(said.is_))
    return AnswerNumber(number_of=question, bounds=bounds(said))


def _takes(said: WhenShape) -> Condition:
    group = said.takes or ""
    if said.decided is None:
        return TakesGroup(group=group)
    return GroupDecided(decided_group=group, decisions=tuple(said.decided))


def _measured(said: WhenShape) -> Condition:
    return Measured(
        measured_step=said.measured or "",
        value=bounds(said),
        in_the_last=said.in_the_last or "",
        before=said.before or "procedure",
    )


def _side(said: WhenShape) -> Condition:
    return SiteIs(sites=_BOTH_SIDES if said.side == "both" else (said.side or "",))


_BY_WAY: Mapping[str, Callable[[WhenShape], Condition]] = {
    "answer": _answer,
    "choice": lambda said: ChoiceIs(choice=said.choice or "", values=tuple(said.is_ or ())),
    "regimen": lambda said: RegimenIs(regimen=said.regimen or "", options=tuple(said.is_ or ())),
    "takes": _takes,
    "slot": lambda said: SlotIs(slots=tuple(said.slot or ())),
    "site": lambda said: SiteIs(sites=tuple(said.site or ())),
    "side": _side,
    "age": lambda said: AgeIs(age=bounds(said.age)),
    "event": lambda said: Happened(event=said.event or ""),
    "done": lambda said: StepDone(done_step=said.done or ""),
    "checked": lambda said: StepChecked(checked_step=said.checked or ""),
    "missed": lambda said: StepMissed(missed_step=said.missed or ""),
    "measured": _measured,
    "all": lambda said: AllOf(all_of=tuple(_asked(part) for part in said.all_ or ())),
    "any": lambda said: AnyOf(any_of=tuple(_asked(part) for part in said.any_ or ())),
    "not": lambda said: Not(negated=_negated(said)),
}


def _negated(said: WhenShape) -> Condition:
    return AllOf(all_of=()) if said.not_ is None else _asked(said.not_)
