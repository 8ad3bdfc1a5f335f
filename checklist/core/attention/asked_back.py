"""Questions a clinician asked back, and nobody has answered in time."""

from __future__ import annotations

from collections.abc import Iterator

from checklist.core import clock
from checklist.core.asking_back import ASKED_BACK
from checklist.core.attention import naming
from checklist.core.attention.model import Band, Facts, Reason, ReasonKind
from checklist.core.attention.times import do_by, near_from, sharpening
from checklist.core.plan.model import PlanState, Task
from checklist.core.protocol import Phase


def asked_back(facts: Facts) -> Iterator[Reason]:
    """Each question with no answer: from its due on; on paper from the start, as nobody reads it.

    The patient who asked to be called is a reason of another kind ("Asks to be called").
    """
    for task in facts.revision.content.tasks:
        state = facts.states.get(task.key)
        if task.step != ASKED_BACK or (state is not None and state.shows is not None):
            continue
        over = facts.state is not PlanState.BEFORE and task.phase is not Phase.AFTER
        if not over and task.due_at is not None:
            yield from _unanswered(facts, task)


def _unanswered(facts: Facts, task: Task) -> Iterator[Reason]:
    asked_at = task.opens_at or facts.inputs.as_of
    due_at = task.due_at or asked_at
    from_at = asked_at if facts.paper else due_at
    lead = "Ask by phone, the list is on paper" if facts.paper else "Not answered"
    reason = Reason(
        kind=ReasonKind.OVERDUE,
        subject=task.key,
        cause=f"{task.meaning}:{clock.utc_text(from_at)}",
        band=Band.TODAY,
        words=f"{lead}: {task.title}",
        detail=f"asked {naming.day(facts, asked_at)}",
        since=from_at,
        from_at=from_at,
        do_by=do_by(facts, from_at, task),
    )
    now_from = near_from(facts) if task.phase is not Phase.AFTER else None
    yield from sharpening(reason, now_from, asks_again=True)
