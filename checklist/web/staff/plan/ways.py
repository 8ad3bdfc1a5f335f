"""Where the page of one plan leads: what this person may do about this plan now."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from flask import g, url_for

from checklist.core import clock
from checklist.core.access import Act, may
from checklist.core.actors import Actor
from checklist.core.plan.model import PlanState
from checklist.store.plans import PlanRow
from checklist.web.house import now


@dataclass(frozen=True, kw_only=True)
class Way:
    """One page about a plan. ``act`` is what one must be allowed to; ``open_for`` asks the plan.

    ``until_home`` closes it once the patient has gone home; ``settling`` opens it wherever a
    medicine waits since its decision fell.
    """

    label: str
    endpoint: str
    act: Act | None = None
    open_for: Callable[[PlanRow], bool] = lambda plan: True  # noqa: ARG005  # every plan
    until_home: bool = False
    settling: bool = False


def _before(plan: PlanRow) -> bool:
    return plan.state is PlanState.BEFORE


def _days_to_go(plan: PlanRow) -> int | None:
    """Whole days until the procedure's, in the clinic's zone; less than 0 once it has passed."""
    if plan.procedure_day is None:
        return None
    return (plan.procedure_day - clock.day_of(now(), g.clinic.tz)).days


def _from_the_day_before(plan: PlanRow) -> bool:
    days = _days_to_go(plan)
    return _is_after(plan) or (_before(plan) and days is not None and days <= 1)


def _has_begun(plan: PlanRow) -> bool:
    days = _days_to_go(plan)
    return _is_after(plan) or (_before(plan) and days is not None and days <= 0)


def _is_after(plan: PlanRow) -> bool:
    """It began; what was called off keeps its day only where it was stopped midway."""
    midway = plan.state is PlanState.CALLED_OFF and plan.procedure_day is not None
    return plan.state is PlanState.RECOVERING or midway


def _is_done(plan: PlanRow) -> bool:
    """It took place: then what comes after is worth a paper of its own."""
    return plan.state in (PlanState.RECOVERING, PlanState.CLOSED) and plan.procedure_day is not None


def _is_off(plan: PlanRow) -> bool:
    return plan.state is PlanState.CALLED_OFF


def _may_be_called_off(plan: PlanRow) -> bool:
    return plan.state in (PlanState.BEFORE, PlanState.RECOVERING)


WAYS = (
    Way(
        label="Settle the medicines",
        endpoint="settle.page",
        act=Act.NOTE,
        open_for=_is_off,
        settling=True,
    ),
    Way(
        label="The day",
        endpoint="day.page",
        act=Act.REPORT_DOSE,
        open_for=_from_the_day_before,
        until_home=True,
    ),
    Way(
        label="Going home",
        endpoint="going_home.page",
        act=Act.RECORD_EVENT,
        open_for=_has_begun,
    ),
    Way(
        label="Print the after checklist",
        endpoint="print_plan.after",
        act=Act.NOTE,
        open_for=_is_done,
    ),
    Way(label="Recovery", endpoint="recovery.page", act=Act.NOTE, open_for=_is_after),
    Way(
        label="Letter to the family doctor",
        endpoint="print_plan.doctor_letter",
        act=Act.NOTE,
        open_for=_is_done,
    ),
    Way(label="Print the letter", endpoint="print_plan.letter", act=Act.ISSUE_DOOR),
    Way(label="Print the checklist", endpoint="print_plan.sheet", act=Act.NOTE),
    Way(label="Medicines", endpoint="medicines.page", act=Act.ANSWER),
    Way(label="Review", endpoint="clinician.review", act=Act.NOTE),
    Way(label="Critical items", endpoint="checks.page", act=Act.CHECK, open_for=_before),
    Way(label="Change the plan", endpoint="change.form", act=Act.CHANGE_PLAN, open_for=_before),
    Way(
        label="Call it off",
        endpoint="call_off.form",
        act=Act.CALL_OFF,
        open_for=_may_be_called_off,
        until_home=True,
    ),
    Way(
        label="It takes place after all",
        endpoint="call_off.form",
        act=Act.CALL_OFF,
        open_for=_is_off,
    ),
    Way(label="History", endpoint="plan.history"),
)


def ways(
    plan: PlanRow, actor: Actor, *, home: bool = False, settling: bool = False
) -> list[dict[str, str]]:
    """The pages that are open to this person for this plan, the most used first.

    Once they are home, going home is only there to be looked up; so is the after checklist from the
    second day on, when they have it.
    ``home`` says that going home is recorded, ``settling`` that a medicine waits since its decision
    fell.
    """
    days = _days_to_go(plan)
    past = {"going_home.page"} if home else set()
    if days is not None and days < -1:
        past.add("print_plan.after")
    return [
        {"label": way.label, "url": url_for(way.endpoint, plan_id=plan.id)}
        for way in sorted(WAYS, key=lambda way: way.endpoint in past)
        if (way.act is None or may(actor, way.act))
        and (way.open_for(plan) or (settling and way.settling))
        and not (home and way.until_home)
    ]
