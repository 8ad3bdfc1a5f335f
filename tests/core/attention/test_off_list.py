"""A blood thinner taken off the list by the patient: somebody hears of it all the same."""

from __future__ import annotations

from dataclasses import replace

import pytest

from checklist.core.attention import Band, ReasonKind
from checklist.core.medicines import Medicine
from checklist.core.plan.model import PlanState
from tests.core.attention.facts import facts, of, one, resolved
from tests.core.plans import AMLODIPINE, WARFARIN, at, inputs

CONTRADICTION = ReasonKind.CONTRADICTION
AT = "2027-02-15 10:00"


def off(medicine: Medicine, kind: str = "patient") -> Medicine:
    return replace(
        medicine,
        withdrawn=True,
        off_why="no longer taken",
        off_by="Maria Silva",
        off_kind=kind,
        off_at=at(AT),
    )


@pytest.mark.parametrize("kind", ["patient", "carer"])
def test_a_blood_thinner_taken_off_by_the_patient_is_told_the_same_day(kind: str) -> None:
    reason = one(facts(inputs(medicines=(off(WARFARIN, kind),))), CONTRADICTION, AT)
    assert reason.words == "Taken off the list by the patient: warfarin, no longer taken"
    assert (reason.band, reason.tag) == (Band.TODAY, "blood thinner")
    assert reason.detail == "Maria Silva, 10am on Monday 15 February"
    assert reason.do_by == at("2027-02-15 17:00")


def test_what_nobody_knows_is_told_too() -> None:
    herbal = off(Medicine(id="m9", name="Boswellia mix"))
    assert one(facts(inputs(medicines=(herbal,))), CONTRADICTION, AT).tag == "unknown"


def test_it_is_a_matter_of_now_when_the_procedure_is_near() -> None:
    known = facts(inputs(medicines=(off(WARFARIN),)))
    assert one(known, CONTRADICTION, "2027-03-03 09:00").band is Band.NOW


@pytest.mark.parametrize(
    "medicine",
    [off(WARFARIN, "staff"), off(replace(AMLODIPINE, substance="amlodipine")), WARFARIN],
)
def test_staff_know_what_they_did_and_what_is_of_no_concern_asks_nobody(
    medicine: Medicine,
) -> None:
    assert not of(facts(inputs(medicines=(medicine,))), CONTRADICTION, "2027-03-03 09:00")


def test_a_word_of_the_nurse_settles_it_for_good() -> None:
    known = facts(inputs(medicines=(off(WARFARIN),)))
    settled = replace(known, resolutions=resolved(one(known, CONTRADICTION, AT)))
    assert not of(settled, CONTRADICTION, "2027-03-03 09:00")


def test_after_the_procedure_nobody_asks() -> None:
    known = facts(inputs(medicines=(off(WARFARIN),)), state=PlanState.RECOVERING)
    assert not of(known, CONTRADICTION, "2027-03-05 09:00")
