"""The demo's medicines: as people name them, slips and all."""

from __future__ import annotations

from datetime import UTC, datetime

from checklist.cli.demo.seed import seed
from checklist.core.doubles import doubles
from checklist.store import Store, clinics, medicines, plan_lists
from checklist.store.plan_lists import Stage

MORNING = datetime(2027, 3, 3, 9, 17, tzinfo=UTC)


def test_there_is_a_slip_a_guess_an_unknown_one_and_one_under_two_names(store: Store) -> None:
    seed(store, now=MORNING)
    with store.read() as reader:
        clinic = clinics.every(reader)[0]
        rows = plan_lists.page(reader, clinic.id, Stage.ALL, today=MORNING.date(), limit=99)
        lists = [medicines.of_plan(reader, row.plan.id) for row in rows]
    every = [medicine for listed in lists for medicine in listed]
    assert {"Warfrin": "warfarin"}.items() <= {m.name: m.looks_like for m in every}.items()
    assert any(m.unknown and m.origin == "herbal" for m in every)
    assert any(m.looks_like.count("; ") > 0 for m in every), "the arthritis tablets"
    assert any(m.strength and m.origin == "prescribed" for m in every)
    assert sum(1 for listed in lists if doubles(listed)) == 1
