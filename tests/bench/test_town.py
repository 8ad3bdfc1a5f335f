"""The town of a run has as many open plans as it says, and one in twenty that needs somebody."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from bench import town
from checklist.core.attention import Band
from checklist.core.plan.model import PlanState
from checklist.store import plans, worklist


def test_a_grown_town(memory_dir: Path) -> None:
    now = datetime.now(UTC)
    small = town.founded(memory_dir / "booked", plans=20, now=now)
    grown = town.grown(small, memory_dir / "grown", plans=400)
    with town.opened(grown) as store, store.read() as reader:
        due = [
            found
            for band in Band
            for found in worklist.page(reader, small.clinic.id, band, now, limit=400)
        ]
        assert len(due) == 400 // town.DUE_EVERY
        assert len(plans.soonest(reader, small.clinic.id, PlanState.BEFORE, limit=1000)) == 400
        assert reader.value("SELECT count(*) FROM patient") == 400
