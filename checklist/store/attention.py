"""Reasons why plans need a human, as rows. Future ones too: a worklist is read, not worked out."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
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
_COUNTS_NOW = "from_at <= :now AND (until_at IS NULL OR until_at > :now)"
# What nobody took, and a nurse still has to: not what was passed on.
_UNOWNED = """AND a.passed = '' AND EXISTS (
    SELECT 1 FROM plan p WHERE p.id = a.plan_id AND p.owner_id IS NULL)"""
# A plan stands in the most urgent band that any of its reasons is in.
_MORE_URGENT = {
    Band.NOW: "",
    Band.TODAY: "'now'",
    Band.TIDY: "'now', 'today'",
}


@dataclass(frozen=True, kw_only=True)
class Due:
    """A plan that needs somebody, with all its reasons that count now, the most urgent first."""

    plan_id: str
    reasons: tuple[Reason, ...]


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


def page(
    reader: Reader,
    clinic_id: str,
    band: Band,
    now: datetime,
    *,
    limit: int,
    skip: int = 0,
    unowned: bool = False,
) -> list[Due]:
    """The plans standing in one band now, the soonest do-by first.

    Reads the index in that order only until ``limit`` plans are found. ``unowned`` leaves out what
    a colleague took, and reasons that were passed on to the clinicians.
    """
    only = _UNOWNED if unowned else ""
    ids = tuple(_plans_in_order(reader, clinic_id, band, now, only, limit=limit, skip=skip))
    found = for_plans(reader, ids, now)
    return [Due(plan_id=plan_id, reasons=found[plan_id]) for plan_id in ids]


def counts(
    reader: Reader, clinic_id: str, now: datetime, *, unowned: bool = False
) -> dict[Band, int]:
    """How many plans stand in each band now, each counted up to MOST_COUNTED.

    Where a band is that full, its plans beyond may be counted again in a less urgent one.
    """
    counted: dict[Band, int] = {}
    seen: set[str] = set()
    for band in Band:
        mine: set[str] = set()
        for row in reader.each(
            f"""SELECT plan_id FROM attention a WHERE clinic_id = :clinic AND band = :band
                AND {_COUNTS_NOW} {_UNOWNED if unowned else ""} ORDER BY from_at""",  # noqa: S608  # our own words
            {"clinic": clinic_id, "band": band, "now": utc_text(now)},
        ):
            if row[0] not in seen:
                mine.add(row[0])
            if len(mine) == MOST_COUNTED:
                break
        seen |= mine
        counted[band] = len(mine)
    return counted


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
        f"{_REASON} WHERE plan_id IN {places} AND {_COUNTS_NOW}",
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


def _plans_in_order(
    reader: Reader, clinic_id: str, band: Band, now: datetime, only: str, *, limit: int, skip: int
) -> Iterator[str]:
    """Ids of plans in the order of their do-by.

    Where few reasons count now they are found by when they began and then sorted; where many do,
    the index is read in the order wanted and left as soon as the page is full. Either way the
    cost does not grow with the number of plans.
    """
    few = 2 * (skip + limit)
    params = {"clinic": clinic_id, "band": band, "now": utc_text(now), "few": few}
    begun = reader.value(
        """SELECT count(*) FROM (SELECT 1 FROM attention
            WHERE clinic_id = :clinic AND band = :band AND from_at <= :now LIMIT :few) AS begun""",
        params,
    )
    # An expression is no column: it keeps the database from choosing the index by beginnings.
    from_at = "from_at" if begun < few else "from_at || ''"
    rows = reader.each(
        f"""SELECT plan_id FROM attention a WHERE clinic_id = :clinic AND band = :band
            AND {from_at} <= :now AND (until_at IS NULL OR until_at > :now)
            {only} {_in_no_urgent_band(band, only)} ORDER BY do_by, plan_id""",  # noqa: S608  # our own words
        params,
    )
    seen: set[str] = set()
    for row in rows:
        if row[0] not in seen:
            seen.add(row[0])
            if len(seen) > skip:
                yield row[0]
            if len(seen) == skip + limit:
                return


def _in_no_urgent_band(band: Band, only: str) -> str:
    bands = _MORE_URGENT[band]
    if not bands:
        return ""
    return f"""AND NOT EXISTS (SELECT 1 FROM attention b WHERE b.plan_id = a.plan_id
        AND b.band IN ({bands}) AND b.from_at <= :now
        AND (b.until_at IS NULL OR b.until_at > :now){" AND b.passed = ''" if only else ""})"""  # noqa: S608  # our own words


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
