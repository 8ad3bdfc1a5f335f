"""Where the page of one plan leads: what this person may do about this plan now."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from flask import url_for

from checklist.core.access import Act, may
from checklist.core.actors import Actor
from checklist.core.plan.model import PlanState
from checklist.store.plans import PlanRow


@dataclass(frozen=True, kw_only=True)
class Way:
    """One page about a plan. ``act`` is what one must be allowed to; ``open_for`` asks the plan."""

    label: str
    endpoint: str
    act: Act | None = None
    open_for: Callable[[PlanRow], bool] = lambda plan: True  # noqa: ARG005  # every plan


def _before(plan: PlanRow) -> bool:
    return plan.state is PlanState.BEFORE


WAYS = (
    Way(label="Print the letter", endpoint="print_plan.letter", act=Act.ISSUE_DOOR),
    Way(label="Print the checklist", endpoint="print_plan.sheet", act=Act.NOTE),
    Way(label="Medicines", endpoint="medicines.page", act=Act.ANSWER),
    Way(label="Review", endpoint="clinician.review", act=Act.NOTE),
    Way(label="Change the plan", endpoint="change.form", act=Act.CHANGE_PLAN, open_for=_before),
    Way(label="History", endpoint="plan.history"),
)


def ways(plan: PlanRow, actor: Actor) -> list[dict[str, str]]:
    """The pages that are open to this person for this plan, the most used first."""
    return [
        {"label": way.label, "url": url_for(way.endpoint, plan_id=plan.id)}
        for way in WAYS
        if (way.act is None or may(actor, way.act)) and way.open_for(plan)
    ]
