"""All rules together: each looks at the facts and yields reasons."""

from __future__ import annotations

from checklist.core.attention.answers import unread
from checklist.core.attention.asked_back import asked_back
from checklist.core.attention.changed import changed
from checklist.core.attention.medicines import medicines
from checklist.core.attention.milestones import milestones
from checklist.core.attention.model import Facts, Reason
from checklist.core.attention.mornings import with_mornings
from checklist.core.attention.off_list import off_list
from checklist.core.attention.outcomes import still_asking
from checklist.core.attention.paper_calls import paper_calls
from checklist.core.attention.reports import contradictions
from checklist.core.attention.said import said
from checklist.core.attention.settling import settling
from checklist.core.attention.silence import silence
from checklist.core.attention.tasks import unmarked
from checklist.core.attention.taught import taught
from checklist.core.attention.values import values
from checklist.core.attention.warned import warned
from checklist.core.plan.model import PlanState

RULES = (
    warned,
    said,
    values,
    contradictions,
    unmarked,
    asked_back,
    unread,
    taught,
    silence,
    paper_calls,
    medicines,
    settling,
    off_list,
    changed,
    milestones,
)
WHEN_CLOSED = (warned,)
"""The page with the warning signs outlives the plan: who taps one is still heard."""


def reasons(facts: Facts) -> tuple[Reason, ...]:
    """Every reason that holds or will hold; for a closed plan a warning sign alone.

    None is left once it is settled; one that was put off asks from its return on. The words say
    what is known ("Stop not confirmed since …"), never what is not ("still taking").
    """
    closed = facts.state is PlanState.CLOSED
    found = (reason for rule in (WHEN_CLOSED if closed else RULES) for reason in rule(facts))
    asking = (still_asking(facts, reason) for reason in with_mornings(facts, found))
    return tuple(reason for reason in asking if reason is not None)
