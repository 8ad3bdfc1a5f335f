"""The demo: alive on any day of the week, the same each time, and never on top of a real clinic."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime

import pytest
from click import ClickException

from checklist.cli.demo.command import patient_doors, prepare, throw_away
from checklist.cli.demo.people import SCENES, STAFF
from checklist.cli.demo.seed import seed
from checklist.core.attention import Band
from checklist.core.clinic import Clinic
from checklist.settings import Settings
from checklist.store import (
    DATABASE_NAME,
    Store,
    attention,
    clinics,
    open_store,
    plan_lists,
    worklist,
)
from checklist.store.plan_lists import Stage

MORNING = datetime(2027, 3, 3, 9, 17, tzinfo=UTC)
SUNDAY_NIGHT = datetime(2026, 11, 22, 23, 40, tzinfo=UTC)
JUST_AFTER_MIDNIGHT = datetime(2027, 3, 28, 0, 10, tzinfo=UTC)  # the night the clocks change


def demo_clinic(store: Store) -> Clinic:
    with store.read() as reader:
        return clinics.every(reader)[0]


@pytest.mark.parametrize("now", [MORNING, SUNDAY_NIGHT, JUST_AFTER_MIDNIGHT])
def test_every_story_can_be_told_at_any_hour(store: Store, now: datetime) -> None:
    seed(store, now=now)
    clinic = demo_clinic(store)
    today = now.astimezone(clinic.tz).date()
    with store.read() as reader:
        counted = {
            stage: len(plan_lists.page(reader, clinic.id, stage, today=today, limit=99))
            for stage in Stage
        }
        bands = worklist.counts(reader, clinic.id, now)
    assert counted[Stage.ALL] + counted[Stage.CLOSED] == len(SCENES)
    assert counted[Stage.TODAY] >= 3
    assert counted[Stage.AFTER] >= 8
    assert counted[Stage.CLOSED] >= 3
    assert bands[Band.NOW] >= 3
    assert bands[Band.TODAY] >= 3
    assert store.verify() > 1000


def test_the_demo_is_the_same_each_time(store: Store, settings: Settings) -> None:
    seed(store, now=MORNING)
    first = _told(store)
    store.close()
    throw_away(settings)
    again = open_store(settings)
    try:
        seed(again, now=MORNING)
        assert _told(again) == first
    finally:
        again.close()


def _told(store: Store) -> Counter[tuple[object, ...]]:
    clinic = demo_clinic(store)
    with store.read() as reader:
        cards = plan_lists.page(reader, clinic.id, Stage.ALL, today=MORNING.date(), limit=99)
        return Counter(
            (
                card.patient.name,
                card.plan.procedure_day,
                card.plan.done_count,
                card.plan.road,
                tuple(
                    (r.kind, r.words, r.do_by)
                    for r in attention.for_plan(reader, card.plan.id, MORNING)
                ),
            )
            for card in cards
        )


def test_a_second_start_seeds_nothing_anew_and_still_says_how_to_get_in(
    store: Store, settings: Settings
) -> None:
    prepare(store)
    before = store.verify()
    prepare(store)
    assert store.verify() == before
    assert len(patient_doors(store, settings)) == 2
    assert {role for _, _, role, _, _ in STAFF} == {"nurse", "clinician", "admin"}


def test_a_real_clinic_is_neither_seeded_nor_thrown_away(
    store: Store, settings: Settings, clinic: Clinic
) -> None:
    with pytest.raises(ClickException):
        prepare(store)
    store.close()
    with pytest.raises(ClickException):
        throw_away(settings)
    assert (settings.data_dir / DATABASE_NAME).exists()
