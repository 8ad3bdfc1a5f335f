"""What a patient could not say back: somebody tells them once more, in their own words."""

from __future__ import annotations

from collections.abc import Iterator

from checklist.core.attention import naming
from checklist.core.attention.model import Band, Facts, Reason, ReasonKind
from checklist.core.attention.times import do_by, near_from, sharpening
from checklist.core.plan.model import PlanState, Task
from checklist.core.protocol import Phase
from checklist.core.teach_back import TeachTry
from checklist.core.teaching import last_try


def taught(facts: Facts) -> Iterator[Reason]:
    """Each question whose last answer was wrong; it goes once it is answered right, or changes."""
    for task in facts.revision.content.tasks:
        if task.teaching is None or _is_over(facts, task):
            continue
        tried = last_try(task, facts.tries)
        if tried is not None and not tried.right:
            yield from _wrong(facts, task, task.teaching.ask, tried)


def _is_over(facts: Facts, task: Task) -> bool:
    return facts.state is not PlanState.BEFORE and task.phase is not Phase.AFTER


def _wrong(facts: Facts, task: Task, ask: str, tried: TeachTry) -> Iterator[Reason]:
    reason = Reason(
        kind=ReasonKind.TEACH_BACK,
        subject=task.key,
        cause=tried.id,
        band=Band.TODAY,
        words=f"Answered wrong: {ask} {naming.quoted(tried.chosen)}",
        detail=f"{naming.by_whom(facts, tried.by, tried.at)} · was shown the right answer",
        tag=naming.tag(facts, task.medicine_id),
        since=tried.at,
        from_at=tried.at,
        do_by=do_by(facts, tried.at, task),
    )
    yield from sharpening(reason, near_from(facts), asks_again=False)
