"""Marks and checks, append-only. A mark's id is made where the tick is, so a repeat is known."""

from __future__ import annotations

from checklist.core.actors import Actor, ActorKind
from checklist.core.clock import utc_text
from checklist.core.marks import Channel, Check, Mark, MarkState
from checklist.store import codec
from checklist.store.reader import Reader, Row
from checklist.store.writer import Tx

_MARK = """
    SELECT id, task_key, state, value, word, actor_kind, actor_name, channel, happened_at,
        heard_at, replaces, revision, meaning
    FROM mark WHERE plan_id = :plan
"""


def add(tx: Tx, plan_id: str, mark: Mark, actor: Actor) -> bool:
    """Keep a mark unless the plan has one of this id; whether it was new."""
    return tx.insert_new(
        "mark",
        plan_id=plan_id,
        id=mark.id,
        task_key=mark.task_key,
        state=mark.state,
        value=mark.value,
        word=mark.word,
        actor_kind=mark.actor_kind,
        actor_id=actor.id,
        actor_name=mark.actor_name,
        channel=mark.channel,
        happened_at=utc_text(mark.happened_at),
        heard_at=utc_text(mark.heard_at),
        replaces=" ".join(sorted(mark.replaces)),
        revision=mark.revision,
        meaning=mark.meaning,
    )


def of_plan(reader: Reader, plan_id: str) -> list[Mark]:
    """Every mark ever made, in the order we heard of them."""
    rows = reader.all(_MARK + " ORDER BY heard_at, id", {"plan": plan_id})
    return [_mark(row) for row in rows]


def of_task(reader: Reader, plan_id: str, task_key: str) -> list[Mark]:
    """Every mark ever made on one task, in the order we heard of them."""
    rows = reader.all(
        _MARK + " AND task_key = :key ORDER BY heard_at, id", {"plan": plan_id, "key": task_key}
    )
    return [_mark(row) for row in rows]


def by_task(reader: Reader, plan_id: str) -> dict[str, list[Mark]]:
    """Every mark ever made, by task key."""
    found: dict[str, list[Mark]] = {}
    for mark in of_plan(reader, plan_id):
        found.setdefault(mark.task_key, []).append(mark)
    return found


def add_check(tx: Tx, plan_id: str, check: Check, actor: Actor) -> None:
    """Raises RowRefused for a mark that is not this plan's."""
    tx.insert(
        "task_check",
        plan_id=plan_id,
        id=check.id,
        task_key=check.task_key,
        mark_id=check.mark_id,
        by_id=actor.id,
        by_name=check.by,
        at=utc_text(check.at),
    )


def checks_by_task(reader: Reader, plan_id: str) -> dict[str, list[Check]]:
    """Every check ever made, by task key."""
    rows = reader.all(
        """SELECT id, task_key, mark_id, by_name, at FROM task_check WHERE plan_id = :plan
        ORDER BY at, id""",
        {"plan": plan_id},
    )
    found: dict[str, list[Check]] = {}
    for row in rows:
        check = Check(
            id=row["id"],
            task_key=row["task_key"],
            mark_id=row["mark_id"],
            by=row["by_name"],
            at=codec.needed_instant(row["at"]),
        )
        found.setdefault(check.task_key, []).append(check)
    return found


# A tick reads every mark of its plan: looking a word up is quicker than calling its enumeration.
_STATES = {state.value: state for state in MarkState}
_KINDS = {kind.value: kind for kind in ActorKind}
_CHANNELS = {channel.value: channel for channel in Channel}
_NONE: frozenset[str] = frozenset()


def _mark(row: Row) -> Mark:
    (
        id,
        key,
        state,
        value,
        word,
        kind,
        name,
        channel,
        happened,
        heard,
        replaces,
        revision,
        meaning,
    ) = row
    return Mark(
        id=id,
        task_key=key,
        state=_STATES[state],
        actor_kind=_KINDS[kind],
        actor_name=name,
        channel=_CHANNELS[channel],
        happened_at=codec.needed_instant(happened),
        heard_at=codec.needed_instant(heard),
        meaning=meaning,
        revision=revision,
        value=value,
        word=word,
        replaces=frozenset(replaces.split()) if replaces else _NONE,
    )
