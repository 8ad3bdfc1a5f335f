"""Who may do what, act by act and actor by actor; and whose record they may open."""

from __future__ import annotations

import pytest

from checklist.core.access import Act, may, may_open, require, require_open
from checklist.core.actors import Actor, ActorKind, Role, system
from checklist.core.errors import NotAllowed, NotFound


def staff(role: Role | None, clinic: str = "c1") -> Actor:
    return Actor(kind=ActorKind.STAFF, id="s1", name="Sam Okafor", clinic_id=clinic, role=role)


def person(kind: ActorKind, patient: str | None = "p1", clinic: str = "c1") -> Actor:
    return Actor(kind=kind, id="d1", name="Maria", clinic_id=clinic, patient_id=patient)


NURSE, CLINICIAN, ADMIN = (staff(role) for role in (Role.NURSE, Role.CLINICIAN, Role.ADMIN))
PATIENT, CARER = person(ActorKind.PATIENT), person(ActorKind.CARER)
SYSTEM = system("setup", "c1")

WHO_MAY: dict[Act, tuple[Actor, ...]] = {
    Act.MARK: (PATIENT, CARER),
    Act.MARK_FOR: (NURSE, CLINICIAN),
    Act.ANSWER: (PATIENT, CARER, NURSE, CLINICIAN),
    Act.ACKNOWLEDGE: (PATIENT, CARER, NURSE, CLINICIAN),
    Act.CHECK: (NURSE, CLINICIAN),
    Act.NOTE: (NURSE, CLINICIAN),
    Act.CALL: (NURSE, CLINICIAN),
    Act.OWN: (NURSE, CLINICIAN),
    Act.RESOLVE: (NURSE, CLINICIAN),
    Act.ADD_PATIENT: (NURSE, CLINICIAN),
    Act.RECORD_EVENT: (NURSE, CLINICIAN),
    Act.SET_TIME: (NURSE, CLINICIAN),
    Act.CHANGE_PLAN: (NURSE, CLINICIAN),
    Act.UPGRADE: (CLINICIAN,),
    Act.ISSUE_DOOR: (NURSE, CLINICIAN),
    Act.DECIDE: (CLINICIAN,),
    Act.REVIEW: (CLINICIAN,),
    Act.SIGN_OFF: (CLINICIAN,),
    Act.CALL_OFF: (NURSE, CLINICIAN),
    Act.REPORT_DOSE: (PATIENT, CARER, NURSE, CLINICIAN),
    Act.TEACH_BACK: (PATIENT, CARER, NURSE, CLINICIAN),
    Act.TAP_FLAG: (PATIENT, CARER),
    Act.APPROVE: (CLINICIAN,),
    Act.ASK_BACK: (CLINICIAN,),
    Act.CLEAR_LIMIT: (CLINICIAN,),
    Act.KEEP_HOLD_TABLE: (CLINICIAN,),
    Act.READ_PROTOCOLS: (CLINICIAN, ADMIN),
    Act.PUBLISH: (CLINICIAN, ADMIN, SYSTEM),
    Act.MANAGE_STAFF: (ADMIN, SYSTEM),
}


@pytest.mark.parametrize("act", list(Act))
@pytest.mark.parametrize("actor", [NURSE, CLINICIAN, ADMIN, PATIENT, CARER, SYSTEM])
def test_every_act_of_every_actor(act: Act, actor: Actor) -> None:
    allowed = actor in WHO_MAY[act]
    assert may(actor, act) is allowed
    if allowed:
        require(actor, act)
    else:
        with pytest.raises(NotAllowed, match=str(act)):
            require(actor, act)


def test_staff_without_a_role_may_nothing() -> None:
    assert not any(may(staff(None), act) for act in Act)
    assert not may_open(staff(None), clinic_id="c1", patient_id="p1")


@pytest.mark.parametrize("actor", [NURSE, CLINICIAN, ADMIN, PATIENT, CARER])
def test_they_open_a_record_of_their_own_clinic_or_their_own(actor: Actor) -> None:
    assert may_open(actor, clinic_id="c1", patient_id="p1")
    require_open(actor, clinic_id="c1", patient_id="p1")


@pytest.mark.parametrize(
    ("actor", "clinic_id", "patient_id"),
    [
        (staff(Role.NURSE, "c2"), "c1", "p1"),
        (staff(Role.CLINICIAN, "c2"), "c1", "p1"),
        (PATIENT, "c1", "p2"),
        (CARER, "c1", "p2"),
        (person(ActorKind.PATIENT, clinic="c2"), "c1", "p1"),
        (person(ActorKind.CARER, patient=None), "c1", "p1"),
        (person(ActorKind.PATIENT, patient=""), "c1", ""),
        (staff(Role.NURSE, ""), "", "p1"),
        (SYSTEM, "c1", "p1"),
    ],
)
def test_somebody_elses_patient_is_not_found(actor: Actor, clinic_id: str, patient_id: str) -> None:
    assert not may_open(actor, clinic_id=clinic_id, patient_id=patient_id)
    with pytest.raises(NotFound) as refused:
        require_open(actor, clinic_id=clinic_id, patient_id=patient_id)
    assert "not allowed" not in str(refused.value)
