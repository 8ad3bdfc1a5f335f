"""What stands beside a medicine's decision: what was really taken, the clinic's own table, a second
clinician's word."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from checklist.core import clock, words
from checklist.core.actors import ActorKind
from checklist.core.attention.reports import against, late_cause, late_dose, looked_at
from checklist.core.clinic import Clinic
from checklist.core.dose_reports import DoseReport, Reported, last_taken, saying
from checklist.core.hold_table import HoldRule, is_due, lines_for
from checklist.core.marks import Channel
from checklist.core.medicines import Decision, DecisionKind, Medicine, asks_for_approval, standing
from checklist.web.staff import say_when
from checklist.web.staff.medicines.decision_words import decided_words
from checklist.web.staff.medicines.dose_view import strip
from checklist.web.staff.medicines.filled import name_of
from checklist.web.staff.medicines.table import Table

SAID = {
    Reported.STOPPED: "Says it is stopped",
    Reported.TOLD_TO_STOP: "Says someone else told them to stop",
    Reported.STILL_TAKING: "Says it is still taken",
}
THROUGH = {Channel.PHONE: " by phone", Channel.PAPER: " on paper"}


def told(medicine: Medicine, table: Table) -> dict[str, Any]:
    """What the card of one medicine says of it, beside the decision itself."""
    return {
        "holds": [_line(line, table) for line in lines_for(medicine, table.hold_table)],
        "waiting": _waiting(medicine, table),
        "refused": _refused(medicine, table),
        "said": _said(medicine, table),
        "actual": _actual(medicine, table),
        "asks_two": _asks_two(medicine, table),
        "report": _report(medicine, table),
        "note": _field(medicine, "note", table),
    }


def _asks_two(medicine: Medicine, table: Table) -> bool:
    """Whether what was just chosen would wait for a second clinician."""
    chosen = (one.kind for one in table.sent.decided if one.medicine_id == medicine.id)
    return table.clinic.two_approve and any(asks_for_approval(kind, medicine) for kind in chosen)


def _line(line: HoldRule, table: Table) -> dict[str, Any]:
    """One line of the clinic's own table, with whose it is: read, and never filled in."""
    of = ", ".join(part for part in (line.medicine, line.dose, line.kidney) if part)
    due = is_due(line, clock.day_of(table.now, table.clinic.tz))
    day = words.day_words(line.review_on, table.clinic.locale, year=True)
    return {
        "text": f"{of}: {line.hold}",
        "whose": f"{line.source}. {line.owner} keeps it.",
        "review": f"Due for review since {day}" if due else f"Next review {day}",
        "due": due,
    }


def _waiting(medicine: Medicine, table: Table) -> dict[str, Any] | None:
    made = standing(medicine.id, table.decisions).waiting
    if made is None:
        return None
    said = decided_words(made, table.clinic, table.now, confirmed=False)
    past = made.last_dose is not None and made.last_dose <= table.now
    return said | {"id": made.id, "mine": made.decided_by_id == table.actor.id, "past": past}


def _refused(medicine: Medicine, table: Table) -> dict[str, str] | None:
    made = standing(medicine.id, table.decisions).refused
    if made is None or made.approval is None:
        return None
    said = decided_words(made, table.clinic, table.now, confirmed=False)
    word = made.approval
    when = say_when.seen_from(word.at, table.now, table.clinic)
    return {**said, "word": f"Not approved by {word.by}, {when}: “{word.note}”"}


def _said(medicine: Medicine, table: Table) -> dict[str, Any] | None:
    """What they say of taking it, and whether that goes against what stands."""
    report = saying(medicine.id, table.facts.reports)
    if report is None:
        return None
    stands = standing(medicine.id, table.decisions)
    return {
        "text": f"{SAID[report.said]}: {_by(report, table)}",
        "words": report.words,
        "against": against(stands, report),
    }


def _by(report: DoseReport, table: Table) -> str:
    """ "Maria Silva, 3:45pm"; what staff heard is never put in their mouth."""
    when = say_when.seen_from(report.heard_at, table.now, table.clinic)
    if report.by_kind is ActorKind.STAFF:
        return f"heard{THROUGH.get(report.channel, '')} by {report.by}, {when}"
    return f"{report.by}, {when}"


def _actual(medicine: Medicine, table: Table) -> dict[str, Any] | None:
    """The dose really taken last beside the one decided, and the days without counted from it."""
    report = last_taken(medicine.id, table.facts.reports)
    if report is None:
        return None
    decision = standing(medicine.id, table.decisions).decision
    late = late_dose(medicine, decision, table.facts.reports)
    cause = "" if late is None or decision is None else late_cause(late, decision)
    doses = strip(report.taken_at, table.procedure, table.clinic, table.now)
    before = table.procedure.at is None or table.now < table.procedure.at
    return {
        "text": _compared(report, decision, table.clinic),
        "by": _by(report, table),
        "words": report.words,
        "late": late is not None,
        "look": bool(cause) and before and not looked_at(table.facts, medicine.id, cause),
        "doses": doses,
    }


REPORT_FIELDS = ("taken_said", "taken_day", "taken_time", "taken_words")


def _report(medicine: Medicine, table: Table) -> dict[str, Any]:
    """The form of what they say of it: a name, a value and a problem for each field."""
    fields: dict[str, Any] = {short: _field(medicine, short, table) for short in REPORT_FIELDS}
    wrong = any(one["error"] for one in fields.values())
    return fields | {"open": wrong}


def _field(medicine: Medicine, short: str, table: Table) -> dict[str, str]:
    name = name_of(medicine.id, short)
    return {
        "name": name,
        "value": table.reported.value(name),
        "error": table.reported.problem(name),
    }


def _compared(report: DoseReport, decision: Decision | None, clinic: Clinic) -> str:
    """ "Decided Mon 1 Mar 6pm, actually Tue 2 Mar 6pm: 1 day later." """
    if report.taken_at is None:
        return "Last taken: they do not know when."
    actually = say_when.short(report.taken_at, clinic)
    if decision is None or decision.kind is not DecisionKind.STOP or decision.last_dose is None:
        return f"Last taken {actually}."
    apart = _apart(decision.last_dose, report.taken_at)
    return f"Decided {say_when.short(decision.last_dose, clinic)}, actually {actually}: {apart}."


def _apart(decided: datetime, taken: datetime) -> str:
    if taken == decided:
        return "as decided"
    return f"{words.span_words(taken - decided)} {'later' if taken > decided else 'earlier'}"
