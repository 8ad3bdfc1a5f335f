"""The rows of the worklist: who needs somebody, why, by when, and how far they are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import url_for

from checklist.core import clock, words
from checklist.core.access import Act, may
from checklist.core.actors import Actor
from checklist.core.attention import Band, Reason, ReasonKind
from checklist.core.attention.model import is_a_clinicians
from checklist.core.clinic import Clinic
from checklist.store.attention import MOST_COUNTED
from checklist.store.carers import CarerRow
from checklist.store.contacts import CallRow
from checklist.store.plan_lists import Card
from checklist.web.staff import say_when
from checklist.web.staff.reason_lines import reason_lines
from checklist.web.staff.worklist import outcome_view
from checklist.web.staff.worklist.road_view import road_picture

BANDS = {Band.NOW: "Now", Band.TODAY: "Today", Band.TIDY: "When there is time"}

CALL_WORDS = {"reached": "reached", "message": "left a message", "no_answer": "no answer"}
_FOR_A_CLINICIAN = {ReasonKind.UNDECIDED, ReasonKind.HELD}
_TO_REVIEW = {ReasonKind.ANSWER, ReasonKind.NOT_SIGNED}


@dataclass(frozen=True, kw_only=True)
class Urls:
    """Where the parts of a row lead, made once for a page: routing takes its time."""

    show: str
    take: str
    log: str
    outcome: str
    decide: str
    settle: str
    review: str

    @classmethod
    def make(cls) -> Urls:
        return cls(
            show=_with_place("plan.show"),
            take=_with_place("calls.take"),
            log=_with_place("calls.log"),
            outcome=_with_place("calls.outcome"),
            decide=_with_place("medicines.page"),
            settle=_with_place("settle.page"),
            review=_with_place("clinician.review"),
        )


_PLACE = "0" * 26
"""Stands where a plan's id comes."""


def _with_place(endpoint: str) -> str:
    return url_for(endpoint, plan_id=_PLACE)


@dataclass(frozen=True, kw_only=True)
class Known:
    """What the rows of one page are made of, read together. By plan id, patient id or staff id."""

    clinic: Clinic
    actor: Actor
    now: datetime
    reasons: Mapping[str, tuple[Reason, ...]]
    calls: Mapping[str, tuple[int, CallRow]]
    carers: Mapping[str, Sequence[CarerRow]]
    owners: Mapping[str, str]
    titles: Mapping[str, str]
    urls: Urls


def capped(count: int) -> str:
    """A count as it is shown: nobody needs to know more than "99+"."""
    return "99+" if count >= MOST_COUNTED else str(count)


def band(kind: Band, cards: Sequence[Card], count: int, known: Known) -> dict[str, Any]:
    """One band of the worklist, for the component worklist_table."""
    return {
        "name": kind.value,
        "title": BANDS[kind],
        "count": capped(count),
        "rows": [row(card, known) for card in cards],
    }


def plain_band(title: str, cards: Sequence[Card], count: str, known: Known) -> dict[str, Any]:
    """A list of plans that is no band of need, in the same columns."""
    return {
        "name": "plain",
        "title": title,
        "count": count,
        "rows": [row(card, known) for card in cards],
    }


def row(card: Card, known: Known) -> dict[str, Any]:
    """One patient, with all the reasons that count now."""
    plan, patient, clinic = card.plan, card.patient, known.clinic
    reasons = known.reasons.get(plan.id, ())
    title = known.titles.get(plan.protocol_id, "")
    return {
        "patient": {
            "name": patient.name,
            "born": say_when.born(patient.born, clinic),
            "number": patient.record_number,
            "url": known.urls.show.replace(_PLACE, plan.id),
        },
        "why": reason_lines(reasons),
        "do_by": _do_by(reasons, known),
        "owner": _owner(card, reasons, known),
        "reach": reach(card, known.carers.get(patient.id, ())),
        "procedure": {
            "when": say_when.procedure_of(plan, known.now, clinic),
            "what": " · ".join(
                part for part in (f"{title} {plan.site}".strip(), plan.clinician) if part
            ),
        },
        "road": {
            "picture": road_picture(plan.road),
            "words": f"{plan.done_count} of {plan.due_count} done"
            if plan.due_count
            else "nothing to tick",
        },
        "action": _action(card, reasons, known),
        **_outcomes(plan.id, reasons, known),
    }


def _outcomes(plan_id: str, reasons: Sequence[Reason], known: Known) -> dict[str, Any]:
    """What may be said of these reasons in one tap, and where that is posted."""
    if not reasons or not may(known.actor, Act.RESOLVE):
        return {"outcomes": [], "outcome_url": "", "log_url": "", "settles": False}
    return {
        "outcomes": outcome_view.about(reasons, known.actor),
        "outcome_url": known.urls.outcome.replace(_PLACE, plan_id),
        "log_url": known.urls.log.replace(_PLACE, plan_id),
        "settles": outcome_view.may_settle(known.actor, reasons),
    }


def _do_by(reasons: Sequence[Reason], known: Known) -> str:
    """The soonest of the reasons in the most urgent band; they come most urgent first."""
    if not reasons:
        return "–"
    urgent = [reason.do_by for reason in reasons if reason.band is reasons[0].band]
    return say_when.do_by(min(urgent), known.now, known.clinic)


def _owner(card: Card, reasons: Sequence[Reason], known: Known) -> dict[str, str]:
    owner_id = card.plan.owner_id
    take = bool(reasons) and owner_id != known.actor.id and may(known.actor, Act.OWN)
    name = "nobody" if reasons else "–"
    return {
        "name": known.owners.get(owner_id, "a colleague") if owner_id else name,
        "attempts": attempts(known.calls.get(card.plan.id), known.now, known.clinic),
        "take_url": known.urls.take.replace(_PLACE, card.plan.id) if take else "",
    }


def attempts(made: tuple[int, CallRow] | None, now: datetime, clinic: Clinic) -> str:
    """ "2 calls, left a message 8:40am"; nothing where nobody called."""
    if made is None:
        return ""
    count, last = made
    times = "1 call" if count == 1 else f"{count} calls"
    return f"{times}, {CALL_WORDS[last.outcome]} {say_when.seen_from(last.at, now, clinic)}"


def reach(card: Card, carers: Sequence[CarerRow]) -> dict[str, str]:
    """How to reach them: through the carer where that is how they want it."""
    patient = card.patient
    parts = [patient.needs] if patient.needs else []
    phone = patient.phone
    if patient.reach == "paper":
        parts.append("on paper")
    if patient.reach == "carer" and carers:
        phone = carers[0].phone
        parts.insert(0, f"carer {carers[0].name}")
    return {"phone": phone, "note": " · ".join(parts)}


def _action(card: Card, reasons: Sequence[Reason], known: Known) -> dict[str, str]:
    """What to do first, as a link."""
    plan_id = card.plan.id
    kinds = {reason.kind for reason in reasons[:1]}
    if not reasons:
        return {"label": "Open", "url": known.urls.show.replace(_PLACE, plan_id)}
    if is_a_clinicians(reasons[0].kind, reasons[0].subject) and may(known.actor, Act.DECIDE):
        return {"label": "Settle", "url": known.urls.settle.replace(_PLACE, plan_id)}
    if kinds & _FOR_A_CLINICIAN and may(known.actor, Act.DECIDE):
        return {"label": "Decide", "url": known.urls.decide.replace(_PLACE, plan_id)}
    if kinds & _TO_REVIEW and may(known.actor, Act.REVIEW):
        return {"label": "Review", "url": known.urls.review.replace(_PLACE, plan_id)}
    phone = reach(card, known.carers.get(card.patient.id, ()))["phone"]
    if phone and not kinds & (_FOR_A_CLINICIAN | _TO_REVIEW):
        return {"label": "Call", "url": f"tel:{phone.replace(' ', '')}"}
    return {"label": "Open", "url": known.urls.show.replace(_PLACE, plan_id)}


def minute(now: datetime, clinic: Clinic) -> str:
    """ "9:17am"."""
    return words.time_words(now, clinic.tz, clinic.locale)


def page_title(now: datetime, clinic: Clinic) -> str:
    """ "Thursday 5 March 2026, 9:17am"."""
    day = words.day_words(clock.day_of(now, clinic.tz), clinic.locale, year=True)
    return f"{day}, {minute(now, clinic)}"
