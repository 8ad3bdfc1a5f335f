"""The rows of "Reviews": what waits for a clinician, soonest procedure first."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from flask import url_for

from checklist.core.attention import ReasonKind
from checklist.core.clinic import Clinic
from checklist.store.reviews import Review, Wait, Waiting
from checklist.web.staff import say_when

LABELS = {
    Waiting.PASSED: "Passed on",
    Waiting.ANSWERS: "Answers to read",
    Waiting.MEDICINES: "Medicines to decide",
    Waiting.SIGN_OFF: "To sign off",
}
SORT = {
    ReasonKind.ANSWER: "Answer to read",
    ReasonKind.UNDECIDED: "Medicine to decide",
    ReasonKind.HELD: "To restart",
    ReasonKind.APPROVAL: "To approve",
    ReasonKind.CONTRADICTION: "Does not fit",
    ReasonKind.SETTLE: "To settle now",
}
ALIKE = frozenset(
    SORT[kind]
    for kind in (ReasonKind.UNDECIDED, ReasonKind.HELD, ReasonKind.APPROVAL, ReasonKind.SETTLE)
)
SAID_WHOLE = (ReasonKind.ANSWER, ReasonKind.CONTRADICTION)
MEDICINE_KINDS = frozenset(SORT) - {ReasonKind.ANSWER}
MOST_LINES = 4
"""More waiting things than this are counted: the row says where to look, not everything."""


def row(review: Review, clinic: Clinic, now: datetime) -> dict[str, Any]:
    """One plan that waits."""
    plan, patient = review.card.plan, review.card.patient
    # What a colleague passed on is read first.
    waits = sorted(review.waits, key=lambda wait: not wait.passed)
    lines = _together([_line(wait, now) for wait in waits])
    if not lines and review.to_sign:
        lines = [{"lead": "To sign off", "text": "", "late": False}]
    more = len(lines) - MOST_LINES
    return {
        "name": patient.name,
        "born": say_when.born(patient.born, clinic),
        "number": patient.record_number,
        "needs": patient.needs,
        "procedure": say_when.procedure_of(plan, now, clinic),
        "detail": " · ".join(part for part in (plan.site, plan.clinician) if part),
        "lines": lines[:MOST_LINES] if more > 0 else lines,
        "more": f"and {more} more" if more > 0 else "",
        "do_by": _do_by(review, clinic, now),
        "links": _links(review),
    }


def _line(wait: Wait, now: datetime) -> dict[str, Any]:
    text = wait.words
    if wait.passed:
        return {"lead": "Passed on", "text": f"{text}. {wait.passed}", "late": wait.do_by <= now}
    if wait.kind not in SAID_WHOLE:  # the lead says the rest
        text = wait.words.partition(": ")[2] or wait.words
    late = wait.kind is ReasonKind.UNDECIDED and wait.since <= now
    late = late or (wait.kind is ReasonKind.SETTLE and wait.do_by <= now)
    return {"lead": SORT[wait.kind], "text": text, "late": late}


def _together(lines: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Medicines that wait for the same stand on one line, where the first of them stood."""
    found: dict[tuple[Any, ...], dict[str, Any]] = {}
    for place, line in enumerate(lines):
        lead = line["lead"]
        key = (lead, line["late"]) if lead in ALIKE else (place,)
        if key in found:
            line = line | {
                "lead": lead.replace("Medicine ", "Medicines "),
                "text": f"{found[key]['text']}, {line['text']}",
            }
        found[key] = line
    return list(found.values())


def _do_by(review: Review, clinic: Clinic, now: datetime) -> str:
    soonest = min((wait.do_by for wait in review.waits), default=None)
    if soonest is None:
        return "before the procedure"
    return say_when.do_by(soonest, now, clinic)


def _links(review: Review) -> list[dict[str, str]]:
    """Straight to what waits; the sign-off always last."""
    plan_id = review.card.plan.id
    kinds = {wait.kind for wait in review.waits}
    found = []
    if any(wait.passed for wait in review.waits):
        found.append(("Open the plan", "plan.show"))
    if ReasonKind.ANSWER in kinds:
        found.append(("Read answers", "clinician.review"))
    if ReasonKind.SETTLE in kinds:
        found.append(("Settle medicines", "settle.page"))
    elif kinds & MEDICINE_KINDS:
        found.append(("Decide medicines", "medicines.page"))
    if not found and review.to_sign:
        found.append(("Sign off", "clinician.sign_off"))
    return [
        {"label": label, "url": url_for(endpoint, plan_id=plan_id)} for label, endpoint in found
    ]


def chips(counts: Sequence[tuple[Waiting, str]], current: Waiting | None) -> list[dict[str, Any]]:
    """The filters; each lives in the address."""
    everything = {
        "label": "Everything",
        "count": "",
        "url": url_for("clinician.reviews"),
        "current": current is None,
    }
    return [
        everything,
        *(
            {
                "label": LABELS[waiting],
                "count": count,
                "url": url_for("clinician.reviews", show=waiting.value),
                "current": waiting is current,
            }
            for waiting, count in counts
        ),
    ]
