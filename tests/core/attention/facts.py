"""A plan's facts for the attention rules, and what a worklist would show of them at an instant."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, time
from typing import Any

from checklist.core.actors import ActorKind
from checklist.core.attention import Band, Facts, Reason, ReasonKind, Resolution, reasons
from checklist.core.clinic import Clinic, OpeningHours
from checklist.core.marks import Channel, Mark, MarkState, TaskState, merge
from checklist.core.plan.model import Answer, Content, Inputs, PlanState, Revision
from tests.core.plans import at, inputs, plan, task

RIVERSIDE = Clinic(
    id="c1",
    name="Riverside Spine Clinic",
    slug="riverside",
    zone="Europe/London",
    locale="en_GB",
    country="GB",
    phone="01632 960 123",
    out_of_hours_phone="01632 960 999",
    address="1 River Road",
    arrival_place="Entrance B",
    hours=dict.fromkeys(range(5), OpeningHours(opens=time(8), closes=time(17))),
    holidays=(date(2027, 3, 26), date(2027, 3, 29)),
)

REACHED = at("2027-02-15 10:00")


def facts(
    made: Inputs | None = None, *marks: Mark, content: Content | None = None, **known: Any
) -> Facts:
    """Facts of the worked plan; the patient was reached and nothing else is known."""
    made = made or inputs()
    content = content or plan(made)
    revision = Revision(id="r1", plan_id="p1", number=1, inputs=made, content=content)
    said: dict[str, Any] = {
        "clinic": RIVERSIDE,
        "state": PlanState.BEFORE,
        "revision": revision,
        "states": states(content, marks),
        "unread": (),
        "contacted_at": REACHED,
        "paper": False,
        "signed": False,
        "resolutions": frozenset(),
        "concerns": {"anticoagulant": "blood thinner"},
    }
    return Facts(**(said | known))


def states(content: Content, marks: Iterable[Mark]) -> dict[str, TaskState]:
    by_task: dict[str, list[Mark]] = {t.key: [] for t in content.tasks}
    for made in marks:
        by_task.setdefault(made.task_key, []).append(made)
    meanings = {t.key: t.meaning for t in content.tasks}
    return {key: merge(made, meanings.get(key, "")) for key, made in by_task.items()}


def mark(
    content: Content,
    key: str,
    state: MarkState = MarkState.DONE,
    when: str = "2027-02-28 21:00",
    **said: Any,
) -> Mark:
    """A patient's mark on a task, on the words it has in ``content``."""
    made: dict[str, Any] = {
        "id": f"{key} {state} {when}",
        "task_key": key,
        "state": state,
        "actor_kind": ActorKind.PATIENT,
        "actor_name": "Maria Silva",
        "channel": Channel.SCREEN,
        "happened_at": at(when),
        "heard_at": at(when),
        "meaning": task(content, key).meaning,
        "revision": 1,
    }
    return Mark(**(made | said))


def answer(question: str, value: str, when: str = "2027-02-16 15:20", detail: str = "") -> Answer:
    return Answer(
        id=f"{question} {when}",
        question=question,
        value=value,
        detail=detail,
        given_by="carer Joan",
        given_at=at(when),
    )


def shown(known: Facts, now: str) -> list[Reason]:
    """What the worklist shows at an instant, urgent first."""
    instant = at(now)
    found = [
        r
        for r in reasons(known)
        if r.from_at <= instant and (r.until_at is None or instant < r.until_at)
    ]
    return sorted(found, key=lambda r: (list(Band).index(r.band), r.do_by, r.words))


def of(known: Facts, kind: ReasonKind, now: str) -> list[Reason]:
    return [reason for reason in shown(known, now) if reason.kind is kind]


def one(known: Facts, kind: ReasonKind, now: str) -> Reason:
    """The only reason of a kind at an instant."""
    found = of(known, kind, now)
    assert len(found) == 1, [r.words for r in shown(known, now)]
    return found[0]


def resolved(reason: Reason) -> frozenset[Resolution]:
    return frozenset({Resolution(reason=reason.kind, subject=reason.subject, cause=reason.cause)})
