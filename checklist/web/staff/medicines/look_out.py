"""What a clinician should look at twice before deciding: told from what is known, never advice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from checklist.core import clock, words
from checklist.core.attention.reports import against, late_dose, pairs
from checklist.core.dose_reports import Reported, saying
from checklist.core.medicines import DecisionKind, Medicine, standing
from checklist.core.words import span_words
from checklist.web.staff.medicines.table import Table
from checklist.web.staff.medicines.view import is_late

GOES_ON = frozenset({DecisionKind.KEEP, DecisionKind.TAKE, DecisionKind.CHANGE})


@dataclass(frozen=True, kw_only=True)
class Hint:
    """One thing to look at. ``lead`` stands out."""

    lead: str
    text: str


def hints(table: Table) -> list[Hint]:
    """Every hint, the most pressing first."""
    return [
        *_said_otherwise(table),
        *_late(table),
        *_in_good_time(table),
        *_waiting(table),
        *_one_substance(table),
        *_same_group(table),
        *_unmatched(table),
        *_no_time(table),
    ]


def _said_otherwise(table: Table) -> Iterator[Hint]:
    """What the patient does or says, against what stands."""
    for medicine in table.listed:
        stands = standing(medicine.id, table.decisions)
        report = saying(medicine.id, table.facts.reports)
        if report is not None and against(stands, report):
            told = report.said is Reported.TOLD_TO_STOP
            lead = "Told by someone else to stop:" if told else "Says it is stopped:"
            meant = "nothing is decided" if stands.decision is None else "it should go on"
            yield Hint(lead=lead, text=f"{medicine.name}; {meant}.")
        if late_dose(medicine, stands.decision, table.facts.reports) is not None:
            yield Hint(lead="Taken after its last dose:", text=f"{medicine.name}.")


def _in_good_time(table: Table) -> Iterator[Hint]:
    """What of concern is named and not decided, by when, and how many days that leaves."""
    for medicine in table.listed:
        by = table.decide_by(medicine)
        if not medicine.group or not table.undecided(medicine) or by is None or by <= table.now:
            continue
        last = words.until_words(by, table.clinic.tz, table.clinic.locale)
        yield Hint(
            lead="Nothing decided yet:",
            text=f"{medicine.name}; decide by {last}, {span_words(by - table.now)} left.",
        )


def _waiting(table: Table) -> Iterator[Hint]:
    names = [m.name for m in table.listed if standing(m.id, table.decisions).waiting is not None]
    if names:
        yield Hint(lead="Waits for a second clinician:", text=f"{_listed(names)}.")


def _one_substance(table: Table) -> Iterator[Hint]:
    """Two names on two boxes, one medicine: easily taken twice."""
    for one, other, same in pairs(list(table.listed)):
        if same:
            yield Hint(lead="Two of one substance:", text=f"{one.name} and {other.name}.")


def _late(table: Table) -> Iterator[Hint]:
    late = [medicine.name for medicine in table.listed if is_late(medicine, table)]
    if not late:
        return
    procedure = table.procedure
    left = ""
    if procedure.at is not None and procedure.at > table.now:
        left = f" {span_words(procedure.at - table.now)} to the procedure."
    elif procedure.day is not None:
        days = (procedure.day - clock.day_of(table.now, table.clinic.tz)).days
        left = f" {days} days to the procedure." if days > 1 else ""
    yield Hint(lead="Decide-by passed:", text=f"{_listed(late)}.{left}")


def _same_group(table: Table) -> Iterator[Hint]:
    """Two of one group are easily decided one by one and forgotten as a pair."""
    by_group: dict[str, list[Medicine]] = defaultdict(list)
    for medicine in table.listed:
        if medicine.group:
            by_group[medicine.group].append(medicine)
    for group, together in by_group.items():
        if len(together) < 2:
            continue
        known = table.protocol.group(group)
        label = group if known is None else known.label
        names = _listed([medicine.name for medicine in together])
        yield Hint(lead=f"Two or more in “{label}”:", text=f"{names}.")
        yield from _decided_apart(together, table)


def _decided_apart(together: list[Medicine], table: Table) -> Iterator[Hint]:
    stopped, going_on = [], []
    for medicine in together:
        decision = standing(medicine.id, table.decisions).decision
        if decision is not None and decision.kind is DecisionKind.STOP:
            stopped.append(medicine.name)
        elif decision is not None and decision.kind in GOES_ON:
            going_on.append(medicine.name)
    if stopped and going_on:
        yield Hint(
            lead="Decided differently:",
            text=f"{_listed(stopped)} stopped, {_listed(going_on)} goes on.",
        )


def _unmatched(table: Table) -> Iterator[Hint]:
    unknown = [m.on_the_box for m in table.listed if m.unknown and table.undecided(m)]
    if unknown:
        yield Hint(lead="Unknown:", text=f"{_listed(unknown)}. Check what this is.")


def _no_time(table: Table) -> Iterator[Hint]:
    if table.procedure.at is None:
        yield Hint(lead="The procedure has no time yet.", text="Last doses may need another look.")


def _listed(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
