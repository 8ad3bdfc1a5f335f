"""Which of the rarely filled tables hold anything of a plan: asked once, not each in turn."""

from __future__ import annotations

from checklist.store.reader import Reader

# ruff: noqa: S608  # the names put into SQL are our own

RARE = (
    "call_off",
    "callback",
    "asked_back",
    "clearance",
    "dose_report",
    "flag_tap",
    "teach_try",
    "approval",
    "morning",
    "resolution",
    "contact",
    "task_check",
    "sign_off",
)

_FILLED = "SELECT " + ", ".join(
    f"EXISTS (SELECT 1 FROM {table} WHERE plan_id = :plan) AS {table}" for table in RARE
)


def filled(reader: Reader, plan_id: str) -> frozenset[str]:
    """The names of the tables among RARE that hold a row of this plan."""
    row = reader.one(_FILLED, {"plan": plan_id})
    return frozenset() if row is None else frozenset(name for name in RARE if row[name])
