"""A medicine's name: as written, as confirmed, and off the list again."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

import pytest

from checklist.actions.answers import NamedMedicine
from checklist.actions.events import record_event
from checklist.actions.medicines import Decided, add_medicine, decide
from checklist.actions.naming import (
    DECIDED_ALREADY,
    HELD,
    WAITS,
    confirm_name,
    take_off,
    to_confirm,
)
from checklist.core.actors import Actor
from checklist.core.audit import Verb
from checklist.core.errors import Invalid, NotAllowed, NotFound
from checklist.core.medicines import DecisionKind, Medicine
from checklist.store import entries, protocols
from tests.actions.changing import LATER as MOVED
from tests.actions.changing import NEXT_WEEK, change, decided, to
from tests.actions.conftest import BOOKED, PROCEDURE, House
from tests.actions.test_medicines import named, stop

EVENING = BOOKED + timedelta(hours=9)
LATER = EVENING + timedelta(minutes=5)
AFTER = PROCEDURE + timedelta(hours=4)
RESTART_AT = datetime(2027, 3, 6, 18, 0, tzinfo=UTC)


def first(house: House) -> Medicine:
    return house.revision.inputs.medicines[0]


def confirm(house: House, meant: str, actor: Actor | None = None) -> None:
    confirm_name(
        house.store, house.plan_id, first(house).id, meant, actor=actor or house.patient, now=LATER
    )


def off(house: House, why: str = "mistake", actor: Actor | None = None) -> None:
    take_off(
        house.store, house.plan_id, first(house).id, why, actor=actor or house.patient, now=LATER
    )


def payloads(house: House, verb: Verb) -> list[object]:
    with house.store.read() as reader:
        found = [told for told in entries.history(reader, house.plan_id) if told.entry.verb is verb]
    return [json.loads(told.payload or "null") for told in found]


# As it is written -------------------------------------------------------------------------------


def test_a_medicine_is_kept_as_it_was_told_with_all_that_its_name_tells(house: House) -> None:
    told = NamedMedicine(
        name="Asasantin Retard",
        strength="200mg/25mg",
        form="capsule",
        when_taken="morning and evening",
        filled_by="blister pack",
        origin="prescribed",
    )
    add_medicine(house.store, house.plan_id, told, actor=house.nurse, now=EVENING)
    kept = first(house)
    assert (kept.on_the_box, kept.origin) == ("Asasantin Retard 200mg/25mg", "prescribed")
    assert (kept.generic, kept.group) == ("aspirin and dipyridamole", "antiplatelet")
    assert kept.substance == "aspirin+dipyridamole"


def test_a_misspelt_blood_thinner_is_one_of_concern_from_its_decide_by(house: House) -> None:
    house.answer_all(EVENING, "elliquis", "Boswellia mix from the market")
    misspelt, herbal = house.revision.inputs.medicines
    assert (misspelt.name, misspelt.looks_like) == ("elliquis", "apixaban")
    assert (misspelt.group, misspelt.substance) == ("anticoagulant", "")
    assert herbal.unknown
    decide_by = house.revision.content.decide_by
    assert decide_by[herbal.id] == min(decide_by.values()), "what is unknown may matter most"
    tags = {r.subject: r.tag for r in house.reasons(max(decide_by.values())) if r.tag}
    assert tags == {misspelt.id: "blood thinner?", herbal.id: "unknown"}


def test_the_patient_reads_to_keep_taking_what_nobody_knows(house: House) -> None:
    house.answer_all(EVENING, "Boswellia mix from the market")
    assert "Keep taking Boswellia mix from the market" in house.medicine_task("undecided").text


# Which one is meant -----------------------------------------------------------------------------


def test_yes_gives_it_the_name_on_the_box_and_what_is_in_it(house: House) -> None:
    house.answer_all(EVENING, "elliquis 5mg")
    confirm(house, "Eliquis")
    known = first(house)
    assert (known.name, known.generic, known.substance) == ("Eliquis 5mg", "apixaban", "apixaban")
    assert (known.looks_like, known.group) == ("", "anticoagulant")
    assert house.revision.reason == "elliquis 5mg is Eliquis 5mg"
    assert payloads(house, Verb.MEDICINE_NAMED)[-1] == {
        "name": "Eliquis 5mg",
        "before": "elliquis 5mg",
        "as_written": False,
    }


def test_no_keeps_the_words_asks_no_more_and_takes_away_no_concern(house: House) -> None:
    house.answer_all(EVENING, "warfrin")
    confirm(house, "")
    kept = first(house)
    assert (kept.name, kept.denied) == ("warfrin", True)
    assert (kept.group, kept.looks_like) == ("anticoagulant", "warfarin")
    with house.store.read() as reader:
        assert to_confirm(kept, protocols.get(reader, house.protocol_id)) == ()


def test_nothing_becomes_a_medicine_that_was_not_suggested(house: House) -> None:
    house.answer_all(EVENING, "elliquis")
    before = house.revision.number
    with pytest.raises(NotFound):
        confirm(house, "Losec")
    assert (house.revision.number, first(house).name) == (before, "elliquis")


def test_a_medicine_of_another_plan_is_not_found(house: House) -> None:
    for act in (confirm_name, take_off):
        with pytest.raises(NotFound):
            act(house.store, house.plan_id, "nobody", "mistake", actor=house.nurse, now=LATER)


# Off the list -----------------------------------------------------------------------------------


def test_the_patient_takes_off_what_nobody_has_decided_about(house: House) -> None:
    house.answer_all(EVENING, "warfarin", "amlodipine")
    off(house, "no_longer")
    gone = first(house)
    assert gone.withdrawn
    assert (gone.off_why, gone.off_by) == ("no longer taken", "Maria Silva")
    assert not [t for t in house.revision.content.tasks if t.medicine_id == gone.id]
    assert house.revision.reason == "warfarin off the list: no longer taken"
    assert payloads(house, Verb.MEDICINE_WITHDRAWN) == [
        {"name": "warfarin", "why": "no longer taken"}
    ]
    [reason] = [r for r in house.reasons(LATER) if r.subject == gone.id]
    assert reason.tag == "blood thinner"


def test_once_decided_only_staff_take_it_off(house: House) -> None:
    house.answer_all(EVENING, "warfarin")
    keep = Decided(medicine_id=first(house).id, kind=DecisionKind.KEEP)
    decide(house.store, house.plan_id, [keep], actor=house.clinician, now=EVENING)
    with pytest.raises(Invalid) as refused:
        off(house)
    assert refused.value.problems == {"off": DECIDED_ALREADY}
    off(house, "twice", house.nurse)
    assert first(house).off_why == "named twice"
    assert not house.reasons(LATER) or first(house).id not in {
        r.subject for r in house.reasons(LATER)
    }


def test_nobody_takes_off_what_is_stopped_and_not_started_again(house: House) -> None:
    house.answer_all(EVENING, "warfarin")
    stop(house, "warfarin")
    with pytest.raises(Invalid) as refused:
        off(house, actor=house.clinician)
    assert refused.value.problems == {"off": HELD}
    record_event(house.store, house.plan_id, "procedure_end", AFTER, actor=house.nurse, now=AFTER)
    again = Decided(
        medicine_id=named(house, "warfarin").id, kind=DecisionKind.RESTART, restart_at=RESTART_AT
    )
    decide(house.store, house.plan_id, [again], actor=house.clinician, now=AFTER)
    off(house, "no_longer", house.nurse)
    assert first(house).withdrawn


def test_a_reason_is_asked_and_twice_is_refused(house: House) -> None:
    house.answer_all(EVENING, "warfarin")
    with pytest.raises(Invalid):
        off(house, "because")
    off(house)
    before = house.revision.number
    with pytest.raises(Invalid):
        off(house)
    assert house.revision.number == before


def test_whoever_may_not_answer_changes_no_name(house: House) -> None:
    house.answer_all(EVENING, "elliquis")
    nobody = Actor(kind=house.nurse.kind, id="x", name="X", clinic_id=house.clinic.id, role=None)
    with pytest.raises(NotAllowed):
        confirm(house, "Eliquis", nobody)
    with pytest.raises(NotAllowed):
        off(house, actor=nobody)


def test_nobody_takes_off_what_waits_since_its_decision_fell(house: House) -> None:
    """Whoever halved it for the procedure halves it still: only a clinician settles that."""
    house.answer_all(EVENING, "warfarin")
    decided(house, "warfarin", kind=DecisionKind.CHANGE, instruction="Take half a tablet.")
    change(house, to(house, NEXT_WEEK), at=MOVED + timedelta(hours=1))
    with pytest.raises(Invalid) as refused:
        off(house, "no_longer", house.nurse)
    assert refused.value.problems == {"off": WAITS}
