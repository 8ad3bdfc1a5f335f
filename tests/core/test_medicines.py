"""What stands for a medicine after every decision, and which group a name belongs to."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checklist.core.medicines import Decision, DecisionKind, Medicine, match_group, standing
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
