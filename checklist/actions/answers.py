"""What the patient tells us, and a clinician's reading of it."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date, datetime

from checklist.actions import filing
from checklist.actions.naming import NamedMedicine, name_medicine
from checklist.actions.opening import open_plan
from checklist.actions.revise import revise
from checklist.core.access import Act, require
from checklist.core.actors import Actor
from checklist.core.asking_back import ASKED_BACK
from checklist.core.audit import Verb
from checklist.core.errors import Invalid
from checklist.core.marks import Channel, Mark, MarkState
from checklist.core.plan.model import Answer, QuestionAsked, Revision, Task
from checklist.core.protocol import QuestionKind
from checklist.store import Store, Tx, answers, marks, plans, protocols, revisions
from checklist.store.ids import new_id

MOST_LETTERS = 1000

__all__ = [
    "NamedMedicine",
    "Told",
    "answer",
    "check_answers",
    "name_medicine",
    "read_answer",
]


@dataclass(frozen=True, kw_only=True)
class Told:
    """One answer as it arrives."""

    question: str
    value: str
    detail: str = ""


def check_answers(questions: tuple[QuestionAsked, ...], told: tuple[Told, ...]) -> dict[str, str]:
    """One sentence for each answer that cannot be; empty when all can."""
    problems = {}
    by_key = {q.key: q for q in questions}
    for answer in told:
        problem = _problem(by_key[answer.question], answer)
        if problem:
            problems[answer.question] = problem
    return problems


def _problem(question: QuestionAsked, answer: Told) -> str:
    if len(answer.value) + len(answer.detail) > MOST_LETTERS:
        return "Please write less, or call us."
    if question.kind == "yes_no" and answer.value not in ("yes", "no", "unsure"):
        return "Choose one."
    if question.kind == QuestionKind.ONE_OF and answer.value not in question.options:
        return "Choose one."
    if question.kind == QuestionKind.DATE and not _is_day(answer.value):
        return "Write the date as day, month and year."
    if question.kind == QuestionKind.NUMBER:
        return _number_problem(question, answer.value)
    if question.key.startswith(f"{ASKED_BACK}:") and not answer.value.strip():
        return "Write your answer."
    return ""


def _number_problem(question: QuestionAsked, value: str) -> str:
    try:
        number = float(value)
    except ValueError:
        return "Write a number, such as 2."
    if not math.isfinite(number):  # "nan" would lie within all bounds
        return "Write a number, such as 2."
    if question.at_least is not None and number < question.at_least:
        return f"This must be {question.at_least:g} or more."
    if question.at_most is not None and number > question.at_most:
        return f"This must be {question.at_most:g} or less."
    return ""


def _is_day(value: str) -> bool:
    """Whether it is a calendar day as we write it, "2027-03-04", and no other of ISO's forms."""
    try:
        return date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def answer(
    store: Store,
    plan_id: str,
    task_key: str,
    told: tuple[Told, ...],
    named: tuple[NamedMedicine, ...],
    *,
    actor: Actor,
    channel: Channel,
    now: datetime,
) -> Revision:
    """Keep answers and named medicines, tick the task that asked when all are given, and revise.

    Only what is asked and differs from the latest answer is added. Raises Invalid by question key.
    """
    require(actor, Act.ANSWER)
    with store.write(actor, now, on=(plan_id,)) as tx:
        plan = open_plan(tx, plan_id, actor)
        before = revisions.get(tx, plan.revision_id)
        asked = {question.key for question in before.content.questions}
        told = tuple(one for one in told if one.question in asked)
        problems = check_answers(before.content.questions, told)
        if problems:
            raise Invalid(problems)
        _keep(tx, plan_id, told, actor, channel, now)
        protocol = protocols.get(tx, plan.protocol_id)
        for medicine in named:
            name_medicine(tx, plan_id, medicine, protocol, actor=actor, now=now)
        if plan.contacted_at is None:
            plans.set_contacted(tx, plan_id, now)
        reason = "Answers" if told else f"Named: {', '.join(one.name for one in named)}"
        made = revise(tx, plan_id, actor=actor, now=now, reason=reason)
        _tick_if_complete(tx, plan_id, made, task_key, actor, channel, now)
    return made


def _keep(
    tx: Tx, plan_id: str, told: tuple[Told, ...], actor: Actor, channel: Channel, now: datetime
) -> None:
    latest = answers.latest(tx, plan_id)
    for one in told:
        known = latest.get(one.question)
        if known is not None and (known.value, known.detail) == (one.value, one.detail):
            continue
        made = Answer(
            id=new_id(),
            question=one.question,
            value=one.value,
            detail=one.detail,
            given_by=actor.name,
            given_at=now,
        )
        answers.add(tx, plan_id, made, actor, channel)
        tx.enter(
            Verb.ANSWERED,
            subject=one.question,
            payload={"value": one.value, "detail": one.detail},
            plan_id=plan_id,
        )


def _tick_if_complete(
    tx: Tx,
    plan_id: str,
    revision: Revision,
    task_key: str,
    actor: Actor,
    channel: Channel,
    now: datetime,
) -> None:
    """Answering is its own tick: nobody has to tick that they answered."""
    task = revision.content.task(task_key)
    given = answers.latest(tx, plan_id)
    if task is None or not all(key in given for key in task.questions):
        return
    state = filing.states(tx, plan_id, revision)[task_key]
    if not state.settled:
        marks.add(tx, plan_id, _tick(task, revision, state.standing, actor, channel, now), actor)
        tx.enter(Verb.MARKED, subject=task_key, payload={"state": MarkState.DONE}, plan_id=plan_id)
        filing.refile(tx, plan_id)


def _tick(
    task: Task,
    revision: Revision,
    standing: frozenset[str],
    actor: Actor,
    channel: Channel,
    now: datetime,
) -> Mark:
    return Mark(
        id=new_id(),
        task_key=task.key,
        state=MarkState.DONE,
        actor_kind=actor.kind,
        actor_name=actor.name,
        channel=channel,
        happened_at=now,
        heard_at=now,
        meaning=task.meaning,
        revision=revision.number,
        replaces=standing,
    )


def read_answer(
    store: Store, plan_id: str, answer_id: str, note: str, *, actor: Actor, now: datetime
) -> None:
    """A clinician has read an answer that matters; it stops asking for attention."""
    require(actor, Act.REVIEW)
    with store.write(actor, now, on=(plan_id,)) as tx:
        open_plan(tx, plan_id, actor)
        answers.review(tx, plan_id, answer_id, note, by=actor, at=now)
        tx.enter(Verb.ANSWER_READ, subject=answer_id, payload={"note": note}, plan_id=plan_id)
        filing.refile(tx, plan_id)
