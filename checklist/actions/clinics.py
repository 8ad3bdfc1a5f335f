"""Set up a clinic."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from checklist.core import clock
from checklist.core.actors import Actor
from checklist.core.audit import Verb
from checklist.core.clinic import Clinic
from checklist.core.errors import Invalid, NotFound
from checklist.store import Store, clinics

LOCALES = ("en_GB", "en_US")


def set_up_clinic(store: Store, clinic: Clinic, *, actor: Actor, now: datetime) -> None:
    """Add a clinic. Raises Invalid for a locale, zone or hours it cannot run with."""
    problems = {}
    if clinic.locale not in LOCALES:
        problems["locale"] = f"Choose one of {', '.join(LOCALES)}."
    if not clinic.hours:
        problems["hours"] = "A clinic needs at least one opening day."
    if problems:
        raise Invalid(problems)
    clock.zone(clinic.zone)  # raises UnknownZone
    with store.write(actor, now, on=()) as tx:
        clinics.add(tx, clinic)
        tx.enter(
            Verb.CLINIC_SET_UP,
            subject=clinic.id,
            payload={"name": clinic.name},
            clinic_id=clinic.id,
        )


def ask_for_two(store: Store, slug: str, *, two: bool, actor: Actor, now: datetime) -> Clinic:
    """Whether a second clinician approves a grave decision; from the next decision on.

    Raises NotFound for a clinic that is not there.
    """
    with store.read() as reader:
        found = clinics.by_slug(reader, slug)
    if found is None:
        raise NotFound(f"There is no clinic called {slug}.")
    changed = replace(found, two_approve=two)
    with store.write(actor, now, on=()) as tx:
        clinics.change(tx, changed)
        tx.enter(
            Verb.CLINIC_CHANGED,
            subject=found.id,
            payload={"two_approve": two},
            clinic_id=found.id,
        )
    return changed
