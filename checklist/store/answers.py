"""What patients told us, and who has read it. Both append-only; the latest answer counts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from checklist.core.actors import Actor
from checklist.core.asking_back import ASKED_BACK
from checklist.core.clock import utc_text
from checklist.core.marks import Channel
from checklist.core.mattering import ANY, matters
from checklist.core.plan.model import Answer
from checklist.core.protocol import Question
from checklist.store import codec
from checklist.store.ids import new_id
from checklist.store.reader import Reader, Row
from checklist.store.writer import Tx

_ANSWER = """
    SELECT id, question, value, detail, given_by, given_at FROM answer
    WHERE plan_id = :plan ORDER BY given_at, id
"""


@dataclass(frozen=True, kw_only=True)
class ReviewRow:
    """A clinician has read one answer. ``at`` is UTC."""

    answer_id: str
    note: str
    by: str
    at: datetime


def add(tx: Tx, plan_id: str, answer: Answer, actor: Actor, channel: Channel) -> None:
    tx.insert(
        "answer",
        plan_id=plan_id,
        id=answer.id,
        question=answer.question,
        value=answer.value,
        detail=answer.detail,
        given_by=answer.given_by,
        given_kind=actor.kind,
        channel=channel,
        given_at=utc_text(answer.given_at or tx.now),
    )


def history(reader: Reader, plan_id: str) -> tuple[Answer, ...]:
    """Every answer ever given, oldest first."""
    return tuple(_answer(row) for row in reader.all(_ANSWER, {"plan": plan_id}))


def latest(reader: Reader, plan_id: str) -> dict[str, Answer]:
    """The answer that stands for each question answered, by question key."""
    return {answer.question: answer for answer in history(reader, plan_id)}


def channels(reader: Reader, plan_id: str) -> dict[str, Channel]:
    """How each answer reached us, by the answer's id."""
    rows = reader.all("SELECT id, channel FROM answer WHERE plan_id = :plan", {"plan": plan_id})
    return {row["id"]: Channel(row["channel"]) for row in rows}


def review(tx: Tx, plan_id: str, answer_id: str, note: str, *, by: Actor, at: datetime) -> None:
    """A clinician has read it. Raises RowRefused for an answer that is not this plan's."""
    tx.insert(
        "answer_review",
        plan_id=plan_id,
        id=new_id(),
        answer_id=answer_id,
        note=note,
        by_id=by.id,
        by_name=by.name,
        at=utc_text(at),
    )


def reviews(reader: Reader, plan_id: str) -> dict[str, ReviewRow]:
    """The first reading of each answer that was read, by the answer's id."""
    rows = reader.all(
        """SELECT answer_id, note, by_name, at FROM answer_review WHERE plan_id = :plan
        ORDER BY at DESC, id DESC""",
        {"plan": plan_id},
    )
    return {
        row["answer_id"]: ReviewRow(
            answer_id=row["answer_id"],
            note=row["note"],
            by=row["by_name"],
            at=codec.needed_instant(row["at"]),
        )
        for row in rows
    }


def unread(reader: Reader, plan_id: str, questions: Iterable[Question]) -> tuple[Answer, ...]:
    """The standing answers that matter and that no clinician has read, in the questions' order.

    ``questions`` are all of the protocol: an answer still matters when its question is no longer
    asked. What was asked back always matters, and stands first.
    """
    given = latest(reader, plan_id)
    if not given:
        return ()
    read = reviews(reader, plan_id)
    asked_back = [(one, (ANY,)) for key, one in given.items() if key.startswith(f"{ASKED_BACK}:")]
    of_protocol = ((given.get(question.key), question.matters) for question in questions)
    return tuple(
        answer
        for answer, named in (*asked_back, *of_protocol)
        if answer is not None and matters(answer, named) and answer.id not in read
    )


def _answer(row: Row) -> Answer:
    return Answer(
        id=row["id"],
        question=row["question"],
        value=row["value"],
        detail=row["detail"],
        given_by=row["given_by"],
        given_at=codec.needed_instant(row["given_at"]),
    )
