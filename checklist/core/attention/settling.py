"""A medicine whose decision fell, until a clinician has decided and the patient has been told.

Where a procedure moves or is called off, what was stopped for it stays stopped unless somebody
acts: this is how people were harmed. So each such medicine stands here, with the call that was
promised, and nobody's note takes it away. Once all are decided, the call that tells the patient
stands here.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from checklist.core import clock
from checklist.core.attention import naming
from checklist.core.attention.model import Band, Facts, Reason, ReasonKind
from checklist.core.attention.times import closing_time, near_from, sharpening
from checklist.core.calling_off import Callback
from checklist.core.medicines import DecisionKind
from checklist.core.plan.off_medicines import standing_callback
from checklist.core.voiding import Unsettled, settled, unsettled


def settling(facts: Facts) -> Iterator[Reason]:
    """Each medicine that waits, and the call that is still owed."""
    waiting = waiting_in(facts)
    callback = standing_callback({one.medicine.id: one for one in waiting}, facts.inputs.callback)
    for one in waiting:
        yield from _waits(facts, one, callback)
    yield from _untold(facts)


def waiting_in(facts: Facts) -> tuple[Unsettled, ...]:
    """What waits for a clinician since its decision fell."""
    inputs = facts.inputs
    off = inputs.called_off is not None
    return unsettled(inputs.medicines, inputs.decisions, called_off=off)


def tells(facts: Facts) -> bool:
    """Whether the call about it is what tells the patient, so that no other is asked for.

    Without a procedure it always is; else once all is decided, until the patient knows.
    """
    return facts.inputs.called_off is not None or any(_untold(facts))


def is_settled(facts: Facts) -> bool:
    """Whether every medicine is decided about, and the patient knows."""
    return not any(settling(facts))


def _waits(facts: Facts, one: Unsettled, callback: Callback | None) -> Iterator[Reason]:
    fell = one.void.decided_at
    by = closing_time(facts.clinic, fell) if callback is None else callback.call_by
    owner = f"{callback.owner} decides" if callback is not None else ""
    reason = Reason(
        kind=ReasonKind.SETTLE,
        subject=one.medicine.id,
        cause=one.void.id,
        band=Band.TODAY,
        words=f"{_what(facts, one)}: {one.medicine.name}",
        detail=" · ".join(part for part in (_last_dose(facts, one), owner, _called(facts)) if part),
        tag=naming.tag(facts, one.medicine.id),
        since=fell,
        from_at=fell,
        do_by=max(by, fell),
    )
    near = near_from(facts)
    yield from sharpening(reason, by if near is None else min(by, near), asks_again=False)


def _what(facts: Facts, one: Unsettled) -> str:
    if facts.inputs.called_off is None:
        return "Medicine to decide again"
    if one.was.kind is DecisionKind.CHANGE:
        return "Changed, and the procedure is off"
    if one.stopped_by(facts.inputs.as_of):
        return "Stopped, and the procedure is off"
    return "Told to stop, and the procedure is off"


def _last_dose(facts: Facts, one: Unsettled) -> str:
    if one.was.kind is not DecisionKind.STOP or one.was.last_dose is None:
        return one.void.reason if facts.inputs.called_off is None else ""
    last = one.was.last_dose
    verb = "last dose was" if one.stopped_by(facts.inputs.as_of) else "last dose planned for"
    return f"{verb} {naming.day(facts, last)}"


def _called(facts: Facts) -> str:
    """Nobody called yet since it fell; what was said before is another matter."""
    callback, latest = facts.inputs.callback, max(facts.reached, default=facts.reached_at)
    if callback is None or (latest is not None and latest >= callback.at):
        return ""
    return "nobody has reached the patient yet"


def _untold(facts: Facts) -> Iterator[Reason]:
    """What happened last that the patient has neither read nor been told by phone."""
    found = _event(facts)
    if found is None:
        return
    at, said = found
    if _knows(facts, at):
        return
    callback = facts.inputs.callback
    by = closing_time(facts.clinic, at)
    if callback is not None and callback.call_by > at:
        by = callback.call_by
    reason = Reason(
        kind=ReasonKind.SETTLE,
        subject="",
        cause=clock.utc_text(at),
        band=Band.TODAY,
        words=said,
        detail="called by nobody yet, and not read",
        since=at,
        from_at=at,
        do_by=by,
    )
    yield from sharpening(reason, by, asks_again=False)


def _knows(facts: Facts, at: datetime) -> bool:
    """Reached by phone since, or read: what is unread was made later.

    Moved there and back, and decided as before, it is no news; and who heard of the move waits.
    """
    if facts.reached_at is not None and facts.reached_at >= at:
        return True
    news = facts.news
    left = news.still(facts.states, facts.state)
    if left and left.first_made_at <= at:
        return False
    dealt_with = bool(news) and news.first_made_at <= at  # ticked in its new words, or over
    return dealt_with or news.read_at is None or news.read_at >= at


def _event(facts: Facts) -> tuple[datetime, str] | None:
    """What the patient must be told: that it is off, and once all is decided what was decided."""
    off, inputs = facts.inputs.called_off, facts.inputs
    if inputs.callback is None:
        return None
    made = settled(inputs.medicines, inputs.decisions)
    if made and not waiting_in(facts):
        names = ", ".join(one.medicine.name for one in made)
        at = max(one.decision.in_force_at for one in made)
        return at, f"Call: tell the patient what was decided about {names}"
    if off is None:
        return None
    return off.at, "Call: tell the patient that the procedure is off"
