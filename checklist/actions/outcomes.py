"""What became of a reason, in one tap, and how that is taken back."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from checklist.actions import filing
from checklist.actions.attention import MOST_LETTERS, CallOutcome
from checklist.actions.opening import open_plan
from checklist.core.access import Act, may, require
from checklist.core.actors import Actor
from checklist.core.attention import Reason
from checklist.core.attention.model import is_a_clinicians
from checklist.core.attention.outcomes import Return, may_settle, returns_at
from checklist.core.audit import Verb
from checklist.core.errors import Conflict, Invalid
from checklist.store import Store, Tx, attention, clinics, contacts, heard, plans, resolutions
from checklist.store.ids import new_id
from checklist.store.plans import PlanRow
from checklist.store.resolutions import ResolutionRow

GONE = "This was dealt with already, or changed. The page shows what is open now."
ONLY_A_DECISION = "Only a clinician’s decision about the medicine settles this."
ONLY_A_CLINICIAN = "Only a clinician settles this. You can leave a message, or pass it on."


class Outcome(StrEnum):
    """How a reason was dealt with."""

    CALLED = "called"  # called, and resolved
    MESSAGE = "message"  # left a message: it asks again later
    PASSED_ON = resolutions.PASSED_ON  # to the clinicians: it asks on, and they see it
    NO_PROBLEM = "no_problem"  # because …
    RESOLVED = "resolved"  # in words


IN_WORDS = (Outcome.NO_PROBLEM, Outcome.RESOLVED)
CALLS = {Outcome.CALLED: CallOutcome.REACHED, Outcome.MESSAGE: CallOutcome.MESSAGE}


@dataclass(frozen=True, kw_only=True)
class Word:
    """What is said of some reasons: the outcome, a note, and when a message left asks again."""

    outcome: Outcome
    note: str = ""
    back: Return = Return.SOON


@dataclass(frozen=True, kw_only=True)
class Dealt:
    """What was kept: its id, to take it back by, and when the first of it asks again (UTC)."""

    id: str
    returns_at: datetime | None


def deal(
    store: Store,
    plan_id: str,
    reason_ids: Collection[str],
    word: Word,
    *,
    actor: Actor,
    now: datetime,
) -> Dealt:
    """Say what became of some of a plan's reasons that count now.

    A call or a message is logged with it. Raises Conflict where none of them counts any more,
    Invalid where words are wanted, or a nurse would settle what is a clinician's.
    """
    require(actor, Act.RESOLVE)
    _refuse_words(word)
    with store.write(actor, now, on=(plan_id,)) as tx:
        plan = open_plan(tx, plan_id, actor)
        asking = attention.for_plan(tx, plan_id, now)
        meant = [reason for reason in asking if attention.id_of(reason) in reason_ids]
        if not meant:
            raise Conflict(GONE)
        _refuse_deciding(meant, word.outcome, actor)
        ids = [new_id() for _ in meant]
        returns = [_keep(tx, plan, id, reason, word) for id, reason in zip(ids, meant, strict=True)]
        if word.outcome in CALLS:
            _log(tx, plan, ids[0], CALLS[word.outcome], word.note)
        filing.refile(tx, plan_id)
    later = [at for at in returns if at is not None]
    return Dealt(id=ids[0], returns_at=min(later, default=None))


def undo(store: Store, plan_id: str, dealt_id: str, *, actor: Actor, now: datetime) -> None:
    """Take back what was said in one tap, with the call that was logged by it.

    Raises Conflict where it was taken back already, or is none of this plan's.
    """
    require(actor, Act.RESOLVE)
    with store.write(actor, now, on=(plan_id,)) as tx:
        plan = open_plan(tx, plan_id, actor)
        made = resolutions.history(tx, plan_id)
        one = next((row for row in made if row.id == dealt_id), None)
        if one is None or one.undone:
            raise Conflict("This was taken back already.")
        for row in (row for row in made if _same_tap(row, one)):
            resolutions.undo(
                tx, id=new_id(), plan_id=plan_id, resolution_id=row.id, by=actor, at=now
            )
        tx.enter(
            Verb.ATTENTION_UNDONE,
            subject=f"{one.resolution.reason}:{one.resolution.subject}",
            payload={"outcome": one.outcome, "note": one.note},
            plan_id=plan_id,
        )
        if one.outcome == Outcome.CALLED and plan.contacted_at == one.at:
            plans.forget_contact(tx, plan_id, heard.of_plan(tx, plan).first)
        filing.refile(tx, plan_id)


def _refuse_words(word: Word) -> None:
    if word.outcome in IN_WORDS and not word.note.strip():
        raise Invalid({"note": "Say in a word what was done, or why it is no problem."})
    if len(word.note) > MOST_LETTERS:
        raise Invalid({"note": f"Please use fewer than {MOST_LETTERS:,} letters."})


def _refuse_deciding(meant: list[Reason], outcome: Outcome, actor: Actor) -> None:
    """Raises Invalid where a nurse would settle what only a clinician may."""
    if outcome not in (Outcome.CALLED, *IN_WORDS):
        return
    decides = may(actor, Act.DECIDE)
    if any(is_a_clinicians(reason.kind, reason.subject) for reason in meant):
        raise Invalid({"": ONLY_A_DECISION})
    if not all(may_settle(reason, decides=decides) for reason in meant):
        raise Invalid({"": ONLY_A_CLINICIAN})


def _keep(tx: Tx, plan: PlanRow, id: str, reason: Reason, word: Word) -> datetime | None:
    """One reason's outcome; give when it asks again (UTC)."""
    back = None
    if word.outcome is Outcome.MESSAGE and not is_a_clinicians(reason.kind, reason.subject):
        clinic = clinics.get(tx, plan.clinic_id)
        back = returns_at(word.back, reason, clinic, tx.now, plan.procedure_at)
    resolutions.add(
        tx,
        id=id,
        plan_id=plan.id,
        reason=reason.kind,
        subject=reason.subject,
        cause=reason.cause,
        outcome=word.outcome,
        note=word.note.strip(),
        by=tx.actor,
        at=tx.now,
        returns_at=back,
    )
    tx.enter(
        Verb.ATTENTION_RESOLVED,
        subject=f"{reason.kind}:{reason.subject}",
        payload={"outcome": word.outcome, "words": reason.words, "note": word.note.strip()},
        plan_id=plan.id,
    )
    return back


def _log(tx: Tx, plan: PlanRow, id: str, outcome: CallOutcome, note: str) -> None:
    """The call, under the outcome's id: taken back, the one goes with the other."""
    contacts.add_call(
        tx, id=id, plan_id=plan.id, outcome=outcome, note=note.strip(), by=tx.actor, at=tx.now
    )
    if outcome is CallOutcome.REACHED and plan.contacted_at is None:
        plans.set_contacted(tx, plan.id, tx.now)
    tx.enter(Verb.CONTACTED, subject=outcome, payload={"note": note.strip()}, plan_id=plan.id)


def _same_tap(row: ResolutionRow, one: ResolutionRow) -> bool:
    """One tap may have been about several reasons: they are taken back together."""
    same = (row.at, row.by_id, row.outcome) == (one.at, one.by_id, one.outcome)
    return same and not row.undone
