"""Reasons why plans need a human, as rows. Future ones too: a worklist is read, not worked out."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import datetime

from checklist.core.attention import Band, Reason, ReasonKind, Resolution
from checklist.core.clock import utc_text
from checklist.store import codec
from checklist.store.plans import PlanRow
from checklist.store.reader import Reader, Row, in_list
from checklist.store.writer import Tx

MOST_COUNTED = 100
"""Counts stop here: "99+" is as much as anybody needs to know."""

RESOLVED, CLEARED, PUT_OFF, OVER = "resolved", "cleared", "put_off", "over"
"""How an alert ended: by somebody's word, by itself, until later, or as its time was over."""

_FILED = (
    "id",
    "plan_id",
    "band",
    "reason",
    "subject",
    "cause",
    "words",
    "detail",
    "tag",
    "passed",
    "since",
    "from_at",
    "until_at",
    "do_by",
)
_REASON = f"SELECT {', '.join(_FILED)} FROM attention"  # noqa: S608  # our own column names
COUNTS_NOW = "from_at <= :now AND (until_at IS NULL OR until_at > :now)"
"""The condition, in SQL, for a reason that counts at :now."""


def replace(
    tx: Tx,
    plan: PlanRow,
    reasons: Iterable[Reason],
    settled: frozenset[Resolution] = frozenset(),
) -> tuple[Reason, ...]:
    """File a plan's reasons, present and future; only what differs is written.

    What counted and counts no more is kept as an alert. Gives those among them that were not
    settled by anybody and ask no more in another form: their cause went.
    """
    wanted = {
        row["id"]: row
        for row in (_columns(plan, reason) for reason in reasons)
        if row["until_at"] is None or str(row["until_at"]) > tx.now_text
    }
    asking = {
        (row["reason"], row["subject"])
        for row in wanted.values()
        if str(row["from_at"]) <= tx.now_text
    }
    cleared: list[Reason] = []
    for row in tx.all(_REASON + " WHERE plan_id = :plan", {"plan": plan.id}):
        new = wanted.get(row["id"])
        if new is not None and tuple(row) == tuple(new[name] for name in _FILED):
            del wanted[row["id"]]
            continue
        how = _how_it_ended(tx, row, new, settled)
        if how:
            keep_alert(tx, plan.id, row["id"], ended_at=tx.now, how=how)
        if how == CLEARED and (row["reason"], row["subject"]) not in asking:
            cleared.append(_reason(row))
        tx.run(
            "DELETE FROM attention WHERE plan_id = :plan AND id = :id",
            {"plan": plan.id, "id": row["id"]},
        )
    tx.insert_all("attention", list(wanted.values()))
    return tuple(cleared)


def _how_it_ended(
    tx: Tx, row: Row, new: dict[str, object] | None, settled: frozenset[Resolution]
) -> str:
    """How a reason that counted ended; empty for one that had not begun, or only reads anew."""
    if row["from_at"] > tx.now_text:
        return ""
    if new is not None:
        return PUT_OFF if str(new["from_at"]) > tx.now_text else ""
    if row["until_at"] is not None and row["until_at"] <= tx.now_text:
        return OVER
    about = Resolution(reason=ReasonKind(row["reason"]), subject=row["subject"], cause=row["cause"])
    return RESOLVED if about in settled else CLEARED


def for_plan(reader: Reader, plan_id: str, now: datetime) -> tuple[Reason, ...]:
    """A plan's reasons that count now, the most urgent first."""
    return for_plans(reader, (plan_id,), now)[plan_id]


def for_plans(
    reader: Reader, plan_ids: tuple[str, ...], now: datetime
) -> dict[str, tuple[Reason, ...]]:
    """The reasons of each plan that count now, the most urgent first."""
    places, params = in_list("plan", plan_ids)
    found: dict[str, list[Reason]] = {plan_id: [] for plan_id in plan_ids}
    for row in reader.all(
        f"{_REASON} WHERE plan_id IN {places} AND {COUNTS_NOW}",
        {**params, "now": utc_text(now)},
    ):
        found[row["plan_id"]].append(_reason(row))
    return {
        plan_id: tuple(sorted(mine, key=lambda reason: reason.urgency))
        for plan_id, mine in found.items()
    }


def filed(reader: Reader, plan_ids: tuple[str, ...]) -> list[tuple[str, Reason]]:
    """Every reason filed for these plans with the plan's id, those that begin later too; the
    soonest do-by first.
    """
    places, params = in_list("plan", plan_ids)
    rows = reader.all(f"{_REASON} WHERE plan_id IN {places} ORDER BY do_by, from_at, id", params)
    return [(row["plan_id"], _reason(row)) for row in rows]


def keep_alert(tx: Tx, plan_id: str, id: str, *, ended_at: datetime, how: str) -> None:
    """Keep that a reason asked somebody, before its row goes: how many do so is watched."""
    tx.run(
        """INSERT INTO alert
            (plan_id, attention_id, clinic_id, reason, band, from_at, ended_at, how)
        SELECT plan_id, id, clinic_id, reason, band, from_at, :ended, :how FROM attention
        WHERE plan_id = :plan AND id = :id ON CONFLICT DO NOTHING""",
        {"plan": plan_id, "id": id, "ended": utc_text(ended_at), "how": how},
    )


def sweep(tx: Tx, clinic_id: str, now: datetime) -> int:
    """Clear away reasons whose time is over; give how many. They no longer count anyway, but that
    they asked somebody is kept.
    """
    tx.run(
        """INSERT INTO alert
            (plan_id, attention_id, clinic_id, reason, band, from_at, ended_at, how)
        SELECT plan_id, id, clinic_id, reason, band, from_at, until_at, :how FROM attention
        WHERE clinic_id = :clinic AND until_at <= :now ON CONFLICT DO NOTHING""",
        {"clinic": clinic_id, "now": utc_text(now), "how": OVER},
    )
    return tx.run(
        "DELETE FROM attention WHERE clinic_id = :clinic AND until_at <= :now",
        {"clinic": clinic_id, "now": utc_text(now)},
    )


def id_of(reason: Reason) -> str:
    """The id of a reason's row within its plan."""
    # One cause can stand in two bands, one after the other; otherwise these four are its name.
    name = "\n".join((reason.kind, reason.subject, reason.cause, reason.band))
    return hashlib.sha256(name.encode()).hexdigest()[:26]


def _columns(plan: PlanRow, reason: Reason) -> dict[str, object]:
    return {
        "id": id_of(reason),
        "clinic_id": plan.clinic_id,
        "plan_id": plan.id,
        "band": reason.band,
        "reason": reason.kind,
        "subject": reason.subject,
        "cause": reason.cause,
        "words": reason.words,
        "detail": reason.detail,
        "tag": reason.tag,
        "passed": reason.passed,
        "since": utc_text(reason.since),
        "from_at": utc_text(reason.from_at),
        "until_at": codec.instant_text(reason.until_at),
        "do_by": utc_text(reason.do_by),
    }


def _reason(row: Row) -> Reason:
    return Reason(
        kind=ReasonKind(row["reason"]),
        subject=row["subject"],
        cause=row["cause"],
        band=Band(row["band"]),
        words=row["words"],
        detail=row["detail"],
        tag=row["tag"],
        passed=row["passed"],
        since=codec.needed_instant(row["since"]),
        from_at=codec.needed_instant(row["from_at"]),
        until_at=codec.instant(row["until_at"]),
        do_by=codec.needed_instant(row["do_by"]),
    )
