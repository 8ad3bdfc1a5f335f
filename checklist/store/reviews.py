"""What waits for a clinician: answers to read, medicines to decide, plans to sign off.

No plan is opened for this: its header and its attention rows tell. Plans are taken in the order of
their procedures, along an index, and only until the page is full; what is rare (an unread answer)
is found from its own rows instead.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from itertools import islice

from checklist.core.attention import ReasonKind
from checklist.core.clock import utc_text
from checklist.core.plan.model import PlanState
from checklist.store import codec, plan_lists
from checklist.store.attention import MOST_COUNTED
from checklist.store.plan_lists import Card
from checklist.store.reader import Reader, in_list

LOOK_BACK = timedelta(days=120)
"""A plan is open for three months after its procedure; nothing older waits."""


class Waiting(StrEnum):
    """What a clinician is waited for."""

    PASSED = "passed"
    ANSWERS = "answers"
    MEDICINES = "medicines"
    SIGN_OFF = "sign-off"


@dataclass(frozen=True, kw_only=True)
class Span:
    """The time that is looked at: ``now`` in UTC, the days in the clinic's zone."""

    now: datetime
    today: date
    sign_by: date


@dataclass(frozen=True, kw_only=True)
class Wait:
    """One thing a plan waits for. ``since`` and ``do_by`` are UTC; ``since`` may be to come.

    ``passed`` says who passed it on and why, where a nurse did.
    """

    kind: ReasonKind
    subject: str
    words: str
    detail: str
    since: datetime
    do_by: datetime
    passed: str = ""


@dataclass(frozen=True, kw_only=True)
class Review:
    """One plan that waits for a clinician, and what for."""

    card: Card
    waits: tuple[Wait, ...]

    @property
    def to_sign(self) -> bool:
        return self.card.plan.state is PlanState.BEFORE and not self.card.plan.signed


_KINDS: Mapping[Waiting, tuple[ReasonKind, ...]] = {
    Waiting.PASSED: (),
    Waiting.ANSWERS: (ReasonKind.ANSWER,),
    Waiting.MEDICINES: (
        ReasonKind.SETTLE,
        ReasonKind.UNDECIDED,
        ReasonKind.HELD,
        ReasonKind.APPROVAL,
        ReasonKind.CONTRADICTION,
    ),
}
_ALL_KINDS = tuple(kind for kinds in _KINDS.values() for kind in kinds)
_PASSED = "(a.passed <> '' AND a.from_at <= :now)"
_OPEN = "p.clinic_id = :clinic AND p.state <> 'closed'"
_TO_SIGN = "(p.state = 'before' AND p.signed = 0 AND p.procedure_day BETWEEN :today AND :sign_by)"


def page(
    reader: Reader,
    clinic_id: str,
    waiting: Waiting | None,
    span: Span,
    *,
    limit: int,
    skip: int = 0,
) -> list[Review]:
    """Plans that wait for a clinician, the soonest procedure first, those with no date last.

    ``waiting`` None is for anything. A sign-off is waited for when the procedure is from today to
    ``sign_by``, a day in the clinic's zone; a decision from when the medicine is named; a restart
    from when the patient is without it.
    """
    params = _params(clinic_id, span)
    if waiting in (Waiting.PASSED, Waiting.ANSWERS):
        found = _from_reasons(reader, waiting, params)
    else:
        found = _along_the_days(reader, _condition(waiting), params)
    if waiting is not Waiting.SIGN_OFF:
        found = _first(_to_settle(reader, params, waiting), found)
    ids = tuple(islice(found, skip, skip + limit))
    waits = _waits(reader, ids, span)
    return [Review(card=card, waits=waits[card.plan.id]) for card in plan_lists.cards(reader, ids)]


def count(reader: Reader, clinic_id: str, waiting: Waiting | None, span: Span) -> int:
    """How many plans wait for one thing, counted up to MOST_COUNTED.

    ``waiting`` None counts the answers and the medicines together: what somebody asked of us.
    """
    params = {**_params(clinic_id, span), "most": MOST_COUNTED}
    if waiting is Waiting.SIGN_OFF:
        rows = f"SELECT 1 FROM plan p WHERE {_OPEN} AND {_TO_SIGN} LIMIT :most"  # noqa: S608  # our own conditions
    else:
        # Each kind of cause along its own index, and only until there are enough.
        wanted = (_of_kinds(waiting), _PASSED) if waiting is None else (_filed(waiting),)
        found = " UNION ALL ".join(
            f"SELECT a.plan_id FROM attention a WHERE a.clinic_id = :clinic AND {each}"  # noqa: S608  # our own words
            for each in wanted
        )
        rows = f"SELECT DISTINCT plan_id FROM ({found}) AS filed LIMIT :most"  # noqa: S608  # our own words
    return int(reader.value(f"SELECT count(*) FROM ({rows}) AS found", params) or 0)  # noqa: S608  # as above


def _first(ahead: tuple[str, ...], others: Iterator[str]) -> Iterator[str]:
    yield from ahead
    yield from (one for one in others if one not in ahead)


def _to_settle(
    reader: Reader, params: Mapping[str, object], waiting: Waiting | None
) -> tuple[str, ...]:
    """The plans with a medicine whose decision fell, the promised call that comes first, first.

    They stand on top whenever their day is: the patient is without the medicine now.
    """
    if waiting in (Waiting.PASSED, Waiting.ANSWERS):
        return ()
    rows = reader.all(
        """SELECT a.plan_id FROM attention a JOIN plan p ON p.id = a.plan_id
        WHERE a.clinic_id = :clinic AND a.reason = 'settle' AND a.subject <> ''
            AND p.state <> 'closed'
        GROUP BY a.plan_id ORDER BY min(a.do_by), a.plan_id LIMIT :most""",
        {**params, "most": MOST_COUNTED},
    )
    return tuple(row[0] for row in rows)


def _from_reasons(reader: Reader, waiting: Waiting, params: Mapping[str, object]) -> Iterator[str]:
    rows = reader.each(
        f"""SELECT p.id FROM plan p WHERE {_OPEN} AND p.id IN
            (SELECT a.plan_id FROM attention a
            WHERE a.clinic_id = :clinic AND {_filed(waiting)})
            ORDER BY coalesce(p.procedure_day, '9'), p.id""",  # noqa: S608  # our own words
        params,
    )
    return (row[0] for row in rows)


def _along_the_days(reader: Reader, condition: str, params: Mapping[str, object]) -> Iterator[str]:
    """Day by day along the index, so that the reading ends with the page; undated plans last.

    Within a day in the index's own order: those not signed yet first.
    """
    wanted = f"SELECT p.id FROM plan p WHERE {_OPEN} AND {condition}"  # noqa: S608  # our own conditions
    for row in reader.each(
        f"{wanted} AND p.procedure_day >= :oldest"
        " ORDER BY p.procedure_day, p.signed, p.started, p.id",
        params,
    ):
        yield row[0]
    for row in reader.each(f"{wanted} AND p.procedure_day IS NULL ORDER BY p.id", params):
        yield row[0]


def _condition(waiting: Waiting | None) -> str:
    if waiting is Waiting.SIGN_OFF:
        return _TO_SIGN
    filed = f"""EXISTS (SELECT 1 FROM attention a
        WHERE a.plan_id = p.id AND {_filed(waiting)})"""  # noqa: S608  # our own words
    return filed if waiting else f"({filed} OR {_TO_SIGN})"


def _filed(waiting: Waiting | None) -> str:
    """That a reason waits: of its kinds, or passed on by a nurse; None is for any.

    A restart is filed ahead, and waits once it has begun. What is said once before a decide-by is
    the same decision as the one it warns of.
    """
    if waiting is Waiting.PASSED:
        return _PASSED
    return _of_kinds(waiting) if waiting else f"({_of_kinds(waiting)} OR {_PASSED})"


def _of_kinds(waiting: Waiting | None) -> str:
    kinds = _KINDS[waiting] if waiting else _ALL_KINDS
    quoted = ", ".join(f"'{kind}'" for kind in kinds)
    return (
        f"(a.reason IN ({quoted}) AND (a.reason <> 'held' OR a.from_at <= :now)"
        " AND NOT (a.reason = 'undecided' AND a.band = 'tidy')"
        " AND (a.reason <> 'settle' OR a.subject <> ''))"
    )


def _params(clinic_id: str, span: Span) -> dict[str, object]:
    return {
        "clinic": clinic_id,
        "now": utc_text(span.now),
        "today": span.today.isoformat(),
        "sign_by": span.sign_by.isoformat(),
        "oldest": (span.today - LOOK_BACK).isoformat(),
    }


def _waits(reader: Reader, plan_ids: tuple[str, ...], span: Span) -> dict[str, tuple[Wait, ...]]:
    """What each plan waits for, the first to be done first."""
    places, params = in_list("plan", plan_ids)
    rows = reader.all(
        f"""SELECT a.plan_id, a.reason, a.subject, a.words, a.detail, a.passed, a.since, a.do_by
        FROM attention a WHERE a.plan_id IN {places} AND {_filed(None)}
        ORDER BY a.from_at, a.do_by, a.id""",  # noqa: S608  # our own words, and places
        {**params, "now": utc_text(span.now)},
    )
    found: dict[str, dict[tuple[str, str], Wait]] = {plan_id: {} for plan_id in plan_ids}
    for row in rows:
        # What sharpens stands in two bands, one after the other: it is one thing to do.
        found[row["plan_id"]].setdefault(
            (row["reason"], row["subject"]),
            Wait(
                kind=ReasonKind(row["reason"]),
                subject=row["subject"],
                words=row["words"],
                detail=row["detail"],
                since=codec.needed_instant(row["since"]),
                do_by=codec.needed_instant(row["do_by"]),
                passed=row["passed"],
            ),
        )
    return {plan_id: tuple(mine.values()) for plan_id, mine in found.items()}
