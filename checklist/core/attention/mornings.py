"""What the morning sheet says was eaten or drunk after its limit.

One voice with what the patient says: "I ate something", tapped on the phone, and the same meal
written down at the door are one reason. It goes by itself where the start moves so far that what
was eaten is in time, and comes again where the start is brought forward.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from checklist.core import clock, words
from checklist.core.attention import naming
from checklist.core.attention.model import Band, Facts, Reason, ReasonKind, Resolution
from checklist.core.attention.times import do_by
from checklist.core.marks import Mark, MarkState
from checklist.core.morning import DRINK, AfterLimit, after_limits, how_long
from checklist.core.plan.model import PlanState

CALL = "Call the anaesthetist before anything else."


def with_mornings(facts: Facts, found: Iterable[Reason]) -> Iterator[Reason]:
    """The reasons found so far, and what was taken after its limit: told in the slip where there
    is one about the same meal, else as a reason of its own."""
    late = after_limits(facts.morning, facts.revision.content)
    if facts.state is not PlanState.BEFORE or not late:
        yield from found
        return
    by_task = {one.task.key: one for one in late}
    told: set[str] = set()
    for reason in found:
        one = by_task.get(reason.subject)
        slip = _slip(facts, reason) if one is not None else None
        if one is None or slip is None or slip.heard_at < one.taken_at or _settled(facts, slip):
            yield reason
        elif one.task.key not in told:  # what is far off and near may be two rows of one reason
            told.add(one.task.key)
            yield _sharper(facts, reason, one)
    for one in late:
        if one.task.key not in told and not _dealt_with(facts, one):
            yield _reason(facts, one)


def _slip(facts: Facts, reason: Reason) -> Mark | None:
    """The patient's own mark that the reason is about, where it is a slip."""
    if reason.kind is not ReasonKind.SLIPPED:
        return None
    return next((m for m in _slips(facts, reason.subject) if m.id == reason.cause), None)


def _slips(facts: Facts, key: str) -> list[Mark]:
    state = facts.states.get(key)
    if state is None:
        return []
    shown = [m for m in (state.shows, state.reopened) if m is not None]
    return [m for m in (*state.slips, *shown) if m.state is MarkState.SLIPPED]


def _settled(facts: Facts, slip: Mark) -> bool:
    settled = Resolution(reason=ReasonKind.SLIPPED, subject=slip.task_key, cause=slip.id)
    return settled in facts.resolutions


def _dealt_with(facts: Facts, late: AfterLimit) -> bool:
    """Whether somebody has dealt with this very meal under this very limit."""
    return any(
        slip.heard_at >= late.taken_at
        and slip.meaning == late.task.meaning
        and _settled(facts, slip)
        for slip in _slips(facts, late.task.key)
    )


def _sharper(facts: Facts, reason: Reason, late: AfterLimit) -> Reason:
    """The slip with what the sheet adds, and a matter of now whatever else it was."""
    detail = f"{reason.detail}; morning sheet: {_said(facts, late)}. {CALL}"
    return replace(reason, band=Band.NOW, detail=detail, until_at=None)


def _reason(facts: Facts, late: AfterLimit) -> Reason:
    morning = facts.morning
    at = morning.at if morning is not None else facts.inputs.as_of
    limit, said = late.task.opens_at or late.taken_at, _said(facts, late)
    return Reason(
        kind=ReasonKind.SLIPPED,
        subject=late.task.key,
        cause=f"morning:{clock.utc_text(late.taken_at)}:{clock.utc_text(limit)}",
        band=Band.NOW,
        words=f"{said[:1].upper()}{said[1:]}. {CALL}",
        detail=naming.by_whom(facts, morning.by if morning is not None else "", at),
        since=at,
        from_at=at,
        do_by=do_by(facts, at),
    )


def _said(facts: Facts, late: AfterLimit) -> str:
    """ "ate at 8am, 3 hours 30 minutes after the limit"."""
    verb = "drank" if late.what == DRINK else "ate"
    day = facts.revision.content.anchors["procedure"].day
    at = words.time_words(late.taken_at, facts.clinic.tz, facts.clinic.locale, on=day)
    return f"{verb} at {at}, {how_long(late.by)} after the limit"
