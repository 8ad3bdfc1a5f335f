"""The index of a plan's tasks: made again from the revision and its marks, never the truth."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from checklist.core.marks import MarkState
from checklist.core.plan.model import Task
from checklist.store import codec
from checklist.store.reader import Reader
from checklist.store.writer import Tx


def rebuild(tx: Tx, plan_id: str, tasks: Iterable[Task]) -> None:
    """Index the tasks of a new revision; their states are set by ``set_states``."""
    tx.run("DELETE FROM task WHERE plan_id = :plan", {"plan": plan_id})
    tx.insert_all("task", [_columns(plan_id, task) for task in tasks])


def set_states(tx: Tx, plan_id: str, states: Mapping[str, MarkState | None]) -> None:
    """Keep what the marks on each task add up to (None: nothing stands); writes what changed."""
    known = current(tx, plan_id)
    for key, state in states.items():
        if key in known and known[key] is not state:
            tx.run(
                "UPDATE task SET state = :state WHERE plan_id = :plan AND key = :key",
                {"plan": plan_id, "key": key, "state": state or ""},
            )


def current(reader: Reader, plan_id: str) -> dict[str, MarkState | None]:
    """The indexed state of each task, by key."""
    rows = reader.all("SELECT key, state FROM task WHERE plan_id = :plan", {"plan": plan_id})
    return {row[0]: MarkState(row[1]) if row[1] else None for row in rows}


def _columns(plan_id: str, task: Task) -> dict[str, object]:
    return {
        "plan_id": plan_id,
        "key": task.key,
        "step": task.step,
        "kind": task.kind,
        "owner": task.owner,
        "critical": int(task.critical),
        "title": task.title,
        "opens_at": codec.instant_text(task.opens_at),
        "due_at": codec.instant_text(task.due_at),
        "closes_at": codec.instant_text(task.closes_at),
        "meaning": task.meaning,
        "state": "",
    }
