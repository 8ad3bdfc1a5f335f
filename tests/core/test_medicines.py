"""What stands for a medicine after every decision, and which group a name belongs to."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checklist.core.approvals import Approval
from checklist.core.medicines import (
    Decision,
    DecisionKind,
    Medicine,
    asks_for_approval,
    match_group,
    same_substance,
    standing,
)
from checklist.core.protocol import Criticality, MedicineGroup

MONDAY = datetime(2027, 2, 22, 9, tzinfo=UTC)


def decision(kind: DecisionKind, hours: int = 0, id: str = "", medicine: str = "m1") -> Decision:
    at = MONDAY + timedelta(hours=hours)
    return Decision(
        id=id or f"{hours:03}", medicine_id=medicine, kind=kind, decided_by="Dr Rao", decided_at=at
    )


KEEP, STOP, RESTART, VOID = (
    DecisionKind.KEEP,
    DecisionKind.STOP,
    DecisionKind.RESTART,
    DecisionKind.VOID,
)


def test_nothing_decided_is_undecided() -> None:
    assert standing("m1", ()).undecided
    assert not standing("m1", ()).held


def test_the_latest_decision_stands_in_whatever_order_they_are_read() -> None:
    made = (decision(STOP, 2), decision(KEEP, 1))
    assert standing("m1", made).decision == made[0]
    assert standing("m1", made[::-1]).decision == made[0]


def test_decisions_of_one_moment_stand_in_the_order_of_their_ids() -> None:
    assert standing("m1", (decision(STOP, id="b"), decision(KEEP, id="a"))).held


def test_a_stop_is_held_until_a_restart() -> None:
    stopped = (decision(STOP, 1),)
    assert standing("m1", stopped).held
    assert not standing("m1", (*stopped, decision(RESTART, 2))).held


def test_a_new_stop_after_a_restart_is_held_again() -> None:
    assert standing("m1", (decision(STOP, 1), decision(RESTART, 2), decision(STOP, 3))).held


def test_a_void_asks_for_a_new_decision_and_says_so() -> None:
    void = decision(VOID, 2)
    stands = standing("m1", (decision(STOP, 1), void))
    assert stands.undecided
    assert not stands.held
    assert stands.voided == void
    assert standing("m1", (decision(STOP, 1), void, decision(KEEP, 3))).voided is None


def test_moving_back_revives_no_decision() -> None:
    assert standing("m1", (decision(STOP, 1), decision(VOID, 2), decision(VOID, 3))).undecided


def waits(kind: DecisionKind, hours: int) -> Decision:
    return replace(decision(kind, hours), needs_approval=True)


def said(made: Decision, hours: int, *, yes: bool) -> Decision:
    """The same decision, with a second clinician's word on it."""
    return replace(
        made,
        approval=Approval(
            id=f"a{hours}",
            decision_id=made.id,
            approved=yes,
            by_id="s2",
            by="Dr Osei",
            at=MONDAY + timedelta(hours=hours),
        ),
    )


def test_what_waits_for_a_second_clinician_decides_nothing_yet() -> None:
    keep, stop = decision(KEEP, 1), waits(STOP, 2)
    stands = standing("m1", (keep, stop))
    assert (stands.decision, stands.waiting) == (keep, stop)
    assert standing("m1", (stop,)).undecided


def test_approved_it_stands_from_then_and_not_from_when_it_was_decided() -> None:
    stop = said(waits(STOP, 2), 5, yes=True)
    stands = standing("m1", (decision(KEEP, 1), stop))
    assert (stands.decision, stands.waiting, stands.held) == (stop, None, True)
    assert stop.in_force_at == MONDAY + timedelta(hours=5)


def test_refused_it_is_as_it_was_before() -> None:
    stop = said(waits(STOP, 2), 5, yes=False)
    assert standing("m1", (stop,)).undecided
    assert standing("m1", (stop,)).refused == stop
    keep = decision(KEEP, 1)
    assert standing("m1", (keep, stop)).decision == keep
    assert standing("m1", (stop, decision(KEEP, 6))).refused is None


def test_a_move_voids_what_waits_and_leaves_the_patient_nothing_to_be_told_of() -> None:
    stands = standing("m1", (waits(STOP, 1), decision(VOID, 2)))
    assert (stands.decision, stands.waiting, stands.voided) == (None, None, None)
    late = said(waits(STOP, 1), 5, yes=True)
    assert standing("m1", (late, decision(VOID, 2))).undecided, "approved after the move"


@pytest.mark.parametrize(
    ("kind", "group", "asks"),
    [
        (STOP, "anticoagulant", True),
        (DecisionKind.CHANGE, "anticoagulant", True),
        (KEEP, "anticoagulant", False),
        (RESTART, "anticoagulant", False),
        (STOP, "", False),
    ],
)
def test_only_stopping_or_changing_what_is_of_concern_asks_for_a_second(
    kind: DecisionKind, group: str, asks: bool
) -> None:
    assert asks_for_approval(kind, Medicine(id="m1", name="x", group=group)) is asks


def named(name: str, **more: str) -> Medicine:
    return Medicine(
        id=name, name=name, generic=more.get("generic", ""), substance=more.get("substance", "")
    )


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (named("Eliquis 5mg", generic="apixaban"), named("Apixaban"), True),
        (named("Eliquis", substance="apixaban"), named("X", substance="apixaban"), True),
        (named("Eliquis", substance="apixaban"), named("X", substance="edoxaban"), False),
        (named("aspirin", substance="aspirin"), named("Aspirin"), True),
        (named("the white one"), named("The white one"), True),
        (named("Amlodipine"), named("Bisoprolol"), False),
    ],
)
def test_two_names_of_one_substance_are_one_medicine(
    one: Medicine, other: Medicine, same: bool
) -> None:
    assert same_substance(one, other) is same
    assert same_substance(other, one) is same


def test_another_medicines_decision_is_none_of_its() -> None:
    assert standing("m1", (decision(STOP, 1, medicine="m2"),)).undecided


@given(st.permutations([decision(kind, hour) for hour, kind in enumerate([KEEP, STOP, RESTART])]))
def test_the_order_of_reading_never_matters(made: list[Decision]) -> None:
    assert standing("m1", tuple(made)) == standing(
        "m1", tuple(sorted(made, key=lambda d: d.decided_at))
    )


def test_one_dose_has_a_name_with_and_without_a_form() -> None:
    assert Medicine(id="m1", name="warfarin", form="tablet").dose == "warfarin tablet"
    assert Medicine(id="m1", name="Lantus").dose == "dose of Lantus"


def group(key: str, *names: str, gravity: Criticality = Criticality.HARM) -> MedicineGroup:
    return MedicineGroup(key=key, label=key, names=names, decide_by="", criticality=gravity)


GROUPS = (
    group("herbs", "garlic", "fish oil", gravity=Criticality.DELAY),
    group("anticoagulant", "warfarin", "eliquis"),
    group("nsaid", "ibuprofen"),
)


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("Eliquis 5mg", ("anticoagulant", "eliquis")),
        ("ELIQUIS", ("anticoagulant", "eliquis")),
        ("fish-oil capsules", ("herbs", "fish oil")),
        ("the arthritis tablets", ("", "")),
        ("warfarinol", ("", "")),
        ("garlic and warfarin", ("anticoagulant", "warfarin")),
        ("", ("", "")),
    ],
)
def test_a_name_is_matched_by_whole_words(name: str, found: tuple[str, str]) -> None:
    assert match_group(name, GROUPS) == found
