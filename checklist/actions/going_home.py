"""Going home: what happened, what was done, each restart, and who takes them; in one transaction.

A preview is the very same writing, taken back: what is shown is what will be saved.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from checklist.actions.events import write_event
from checklist.actions.medicines import BEFORE_END, Decided, write_decisions
from checklist.actions.opening import open_plan
from checklist.actions.revise import revise
from checklist.core.access import Act, require
from checklist.core.actors import Actor
from checklist.core.audit import Verb
from checklist.core.errors import Conflict, Invalid
from checklist.core.leaving import Leaving
from checklist.core.medicines import DecisionKind
from checklist.core.plan.anchors import is_actual
from checklist.core.plan.model import AnchorValue, Revision
from checklist.store import Store, Tx, anchors, leavings, revisions
from checklist.store.ids import new_id
from checklist.store.plans import PlanRow

MOST_LETTERS = 1000
NOTHING = "Nothing is filled in yet."
TOO_LONG = f"Please use fewer than {MOST_LETTERS} letters."
OVERTAKEN = "Something changed since you looked. Read what it does now, then save."
END_FIRST = "Write when the procedure ended first: a restart counts only after that."
PASSED = "This time has passed. Choose one that is still to come."
ENDED, HOME = "procedure_end", "home"
FIELDS = {ENDED: "ended_time", HOME: "home_time"}


@dataclass(frozen=True, kw_only=True)
class GoingHome:
    """The page as it arrives; what is None or empty stays as it is. Instants are UTC.

    ``restarts`` are a clinician's decisions: a RESTART confirms or changes, a STOP with an owner
    and a latest moment says that the patient is told later.
    """

    ended_at: datetime | None = None
    done: str = ""
    complications: str = ""
    restarts: Sequence[Decided] = field(default=())
    escort: str = ""
    escort_phone: str = ""
    home_at: datetime | None = None


class _TakenBack(Exception):
    """Ends a preview: everything it has written is undone. Carries what would be."""

    def __init__(self, revision: Revision) -> None:
        super().__init__()
        self.revision = revision


def preview(
    store: Store, plan_id: str, going: GoingHome, *, actor: Actor, now: datetime
) -> Revision:
    """The revision that saving would make; nothing stays written. Raises as ``record``."""
    try:
        with store.write(actor, now, on=(plan_id,)) as tx:
            raise _TakenBack(_write(tx, plan_id, going, actor, now))
    except _TakenBack as shown:
        return shown.revision


def record(
    store: Store, plan_id: str, going: GoingHome, seen: int, *, actor: Actor, now: datetime
) -> Revision:
    """Write all of it down, or nothing; the revision it makes.

    ``seen`` is the number of the revision that stood when it was previewed. Raises Conflict where
    another stands now, or the plan is over; Invalid with a sentence for each field: ``ended_time``,
    ``home_time``, the texts' names, and ``<medicine id>.<field>`` as ``medicines.decide`` does;
    NotAllowed for restarts by somebody who is no clinician.
    """
    with store.write(actor, now, on=(plan_id,)) as tx:
        if open_plan(tx, plan_id, actor).revision != seen:
            raise Conflict(OVERTAKEN)
        return _write(tx, plan_id, going, actor, now)


def _write(tx: Tx, plan_id: str, going: GoingHome, actor: Actor, now: datetime) -> Revision:
    require(actor, Act.RECORD_EVENT)
    plan = open_plan(tx, plan_id, actor)
    _check_texts(going)
    said = _write_leaving(tx, plan_id, going, actor, now)
    happened = [
        *_write_event(tx, plan, ENDED, going.ended_at, actor, now),
        *_write_restarts(tx, plan, going, actor, now),
        *_write_event(tx, plan, HOME, going.home_at, actor, now),
    ]
    if not happened and not said:
        raise Invalid({"": NOTHING})
    if not happened:
        return revisions.get(tx, plan.revision_id)
    return revise(tx, plan_id, actor=actor, now=now, reason=", ".join(happened))


def _check_texts(going: GoingHome) -> None:
    texts = ("done", "complications", "escort", "escort_phone")
    wrong = {name: TOO_LONG for name in texts if len(getattr(going, name)) > MOST_LETTERS}
    if wrong:
        raise Invalid(wrong)


def _write_leaving(tx: Tx, plan_id: str, going: GoingHome, actor: Actor, now: datetime) -> bool:
    """Whether something new was said of what was done, or of who takes the patient home."""
    stands = leavings.latest(tx, plan_id)
    leaving = Leaving(
        id=new_id(),
        by=actor.name,
        at=now,
        done=going.done,
        complications=going.complications,
        escort=going.escort,
        escort_phone=going.escort_phone,
    )
    if leaving.said == (("", "", "", "") if stands is None else stands.said):
        return False
    leavings.add(tx, plan_id, leaving, by=actor)
    payload = {"text": going.done, "note": going.complications}
    tx.enter(Verb.LEAVING_RECORDED, subject=leaving.id, payload=payload, plan_id=plan_id)
    return True


def _write_event(
    tx: Tx, plan: PlanRow, event: str, at: datetime | None, actor: Actor, now: datetime
) -> Iterator[str]:
    """Nothing where it is recorded at this very time already."""
    known = anchors.current(tx, plan.id)
    if at is None or (is_actual(known, event) and known[event].moment.at == at):
        return
    try:
        yield write_event(tx, plan, event, at, actor=actor, now=now)
    except Invalid as problem:
        raise Invalid({FIELDS[event]: problem.problems.get("at", str(problem))}) from None


def _write_restarts(
    tx: Tx, plan: PlanRow, going: GoingHome, actor: Actor, now: datetime
) -> Iterator[str]:
    if not going.restarts:
        return
    known = anchors.current(tx, plan.id)
    wrong = dict(_problems(going.restarts, known.get(ENDED), now))
    if wrong:
        raise Invalid(wrong)
    yield f"Restarts decided: {write_decisions(tx, plan, going.restarts, actor=actor, now=now)}"


def _problems(
    restarts: Sequence[Decided], ended: AnchorValue | None, now: datetime
) -> Iterator[tuple[str, str]]:
    """What was decided for after the procedure needs its end, and a time that can still be kept."""
    end = ended.moment.at if ended is not None and ended.actual else None
    if end is None:
        yield FIELDS[ENDED], END_FIRST
        return
    for one in restarts:
        at, field_name = (
            (one.restart_at, "again")
            if one.kind is DecisionKind.RESTART
            else (one.restart_by, "restart")
        )
        if at is not None and at < end:
            yield f"{one.medicine_id}.{field_name}", BEFORE_END
        elif at is not None and at <= now:
            yield f"{one.medicine_id}.{field_name}", PASSED
