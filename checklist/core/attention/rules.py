"""All rules together: each looks at the facts and yields reasons."""

from __future__ import annotations

from checklist.core.attention.answers import unread
from checklist.core.attention.asked_back import asked_back
from checklist.core.attention.changed import changed
from checklist.core.attention.medicines import medicines
from checklist.core.attention.milestones import milestones
from checklist.core.attention.model import Facts, Reason, Resolution, is_a_clinicians
from checklist.core.attention.mornings import with_mornings
from checklist.core.attention.off_list import off_list
from checklist.core.attention.reports import contradictions
from checklist.core.attention.said import said
from checklist.core.attention.settling import settling
from checklist.core.attention.silence import silence
from checklist.core.attention.tasks import unmarked
from checklist.core.attention.values import values
from checklist.core.plan.model import PlanState

RULES = (
    said,
    values,
    contradictions,
    unmarked,
    asked_back,
    unread,
    silence,
    medicines,
    settling,
    off_list,
    changed,
    milestones,
)


def reasons(facts: Facts) -> tuple[Reason, ...]:
    """Every reason that holds or will hold; none for a closed plan, none once resolved.

    The words say what is known ("Stop not confirmed since …"), never what is not ("still taking").
    """
    if facts.state is PlanState.CLOSED:
        return ()
    found = (reason for rule in RULES for reason in rule(facts))
    return tuple(
        r
        for r in with_mornings(facts, found)
        if is_a_clinicians(r.kind, r.subject)
        or Resolution(reason=r.kind, subject=r.subject, cause=r.cause) not in facts.resolutions
    )
