"""What the medicines form holds before anybody types: what was decided before, or nothing."""

from __future__ import annotations

from datetime import date, datetime

from checklist.actions.medicines import Decided
from checklist.core import clock, words
from checklist.core.clinic import Clinic
from checklist.core.medicines import Decision, DecisionKind, latest_decision, standing
from checklist.core.plan.model import Inputs
from checklist.core.plan.restarts import waits_for_restart

TOLD, ON_A_DATE = "told", "date"
"""How a stop ends: somebody tells the patient, or on a date agreed beforehand."""


def name_of(medicine_id: str, field_name: str) -> str:
    """A field's name in the form."""
    return f"{medicine_id}-{field_name}"


def filled(medicine_id: str, inputs: Inputs, clinic: Clinic) -> dict[str, str]:
    """What a medicine's fields hold before anybody types: what was decided, or nothing.

    A restart agreed beforehand shows its date, but is not chosen: after the procedure somebody has
    to choose it, so that saving another medicine never confirms it.
    """
    decision = latest_decision(medicine_id, inputs.decisions)
    values: dict[str, str] = {"seen": "" if decision is None else decision.id}
    # What a second clinician refused is decided anew, from an empty form.
    if decision is not None and decision.kind is not DecisionKind.VOID and not decision.refused:
        values |= {
            "kind": decision.kind.value,
            "instruction": decision.instruction,
            "consulted": decision.consulted,
            "reason": decision.reason,
            "source": decision.source,
            **_filled_times(decision, clinic),
        }
        if to_restart(medicine_id, inputs, clinic):
            values |= {"kind": "", **_day_and_time("again", decision.restart_at, clinic)}
    return {name_of(medicine_id, key): value for key, value in values.items()}


def to_restart(medicine_id: str, inputs: Inputs, clinic: Clinic) -> bool:
    """Whether it now has to be said when a stopped medicine starts again."""
    return waits_for_restart(standing(medicine_id, inputs.decisions), inputs, clinic.tz)


def _filled_times(decision: Decision, clinic: Clinic) -> dict[str, str]:
    values = _day_and_time("last", decision.last_dose, clinic)
    values |= _day_and_time("take", decision.take_at, clinic)
    if decision.kind is DecisionKind.RESTART:
        return values | _day_and_time("again", decision.restart_at, clinic)
    if decision.kind is not DecisionKind.STOP:
        return values
    if decision.restart_at is not None:
        return {
            **values,
            "ending": ON_A_DATE,
            **_day_and_time("restart", decision.restart_at, clinic),
        }
    told = decision.restart_by
    return {
        **values,
        "ending": TOLD,
        "told_by": decision.restart_owner,
        "told_day": "" if told is None else _shown_day(clock.day_of(told, clinic.tz), clinic),
    }


def _day_and_time(prefix: str, at: datetime | None, clinic: Clinic) -> dict[str, str]:
    if at is None:
        return {}
    shown = clock.local(at, clinic.tz)
    values = {
        f"{prefix}_day": _shown_day(shown.date(), clinic),
        f"{prefix}_time": words.clock_words(shown.time().replace(fold=0), clinic.locale),
    }
    if clock.is_ambiguous(shown.date(), shown.time().replace(fold=0), clinic.tz):
        values[f"{prefix}_time_which"] = "second" if shown.fold else "first"
    return values


def _shown_day(day: date, clinic: Clinic) -> str:
    """As a clinician would type it, and with its year, so that it is read back as that very day."""
    return f"{words.short_day_words(day, clinic.locale)} {day.year}"


def as_it_was(made: Decided, inputs: Inputs, clinic: Clinic) -> bool:
    """Whether this says no more than the decision that the page showed.

    Choosing the restart that was agreed beforehand does: it confirms it.
    """
    seen = next((d for d in inputs.decisions if d.id == made.seen), None)
    if seen is None or seen.medicine_id != made.medicine_id or seen.refused:
        return False
    if made.kind is DecisionKind.RESTART and to_restart(made.medicine_id, inputs, clinic):
        return False
    return all(
        getattr(seen, name) == getattr(made, name)
        for name in (
            "kind",
            "last_dose",
            "take_at",
            "instruction",
            "restart_at",
            "restart_owner",
            "restart_by",
            "consulted",
            "reason",
            "source",
        )
    )
