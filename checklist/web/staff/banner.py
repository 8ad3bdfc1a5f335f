"""Who a staff page is about: the arguments of the component patient_banner."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from flask import url_for

from checklist.core.clinic import Clinic
from checklist.store import Reader, carers, patients, protocols
from checklist.store.plans import PlanRow
from checklist.web.staff import say_when


def patient_banner(
    reader: Reader, plan: PlanRow, clinic: Clinic, now: datetime, *, linked: bool = True
) -> dict[str, Any]:
    """Name, birth date and number together, so that two of them can always be checked.

    ``linked`` makes the name lead to the plan; the plan's own page leaves it out.
    """
    patient = patients.need(reader, plan.patient_id)
    helping = carers.of_patient(reader, plan.patient_id)
    title = protocols.get(reader, plan.protocol_id).title[clinic.language]
    return {
        "name": patient.name,
        "born": say_when.born(patient.born, clinic),
        "number": patient.record_number,
        "needs": patient.needs,
        "carer": " · ".join(f"carer {carer.name} {carer.phone}".strip() for carer in helping),
        "procedure": say_when.procedure_of(plan, now, clinic),
        "detail": " · ".join(
            part for part in (f"{title} {plan.site}".strip(), plan.clinician) if part
        ),
        "revision": plan.revision or None,
        "url": url_for("plan.show", plan_id=plan.id) if linked else "",
    }
