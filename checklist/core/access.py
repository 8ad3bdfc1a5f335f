"""Who may do what, and whose record they may open. Pure rules; the web and the actions ask here.

Only clinicians decide about medicines and limits, read the answers that matter, ask back, sign off,
keep the clinic's hold table, and move a plan to a newer version of its protocol. Nurses and
clinicians do all other clinical work. Clinicians and admins read and publish protocols. Admins look
after staff and do nothing else clinical. A patient and their carers speak for the patient and for
nobody else.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from checklist.core.actors import Actor, ActorKind, Role
from checklist.core.errors import NotAllowed, NotFound


class Act(StrEnum):
    """Something an actor may or may not do; the value completes "to …"."""

    MARK = "tick a task"
    MARK_FOR = "tick a task for a patient"
    ANSWER = "answer a question"
    ACKNOWLEDGE = "say that a change was read"
    CHECK = "check a tick"
    NOTE = "write a note"
    CALL = "log a call"
    OWN = "take a patient on"
    RESOLVE = "settle what needs somebody"
    ADD_PATIENT = "add a patient"
    SET_TIME = "set the times of the day"
    CHANGE_PLAN = "change a plan"
    UPGRADE = "move a plan to a newer version"
    RECORD_EVENT = "record what happened"
    CALL_OFF = "call a procedure off"
    REPORT_DOSE = "report what was really taken"
    TEACH_BACK = "say an instruction back"
    TAP_FLAG = "say that a warning sign is there"
    APPROVE = "approve a colleague's decision"
    ASK_BACK = "ask a patient back"
    CLEAR_LIMIT = "end a limit or make it longer"
    KEEP_HOLD_TABLE = "keep the clinic's hold table"
    ISSUE_DOOR = "give out a letter or a new code"
    DECIDE = "decide about a medicine"
    REVIEW = "read the answers"
    SIGN_OFF = "sign a patient off as ready"
    READ_PROTOCOLS = "read the protocols"
    PUBLISH = "publish a protocol"
    MANAGE_STAFF = "look after staff accounts"


_SPEAKING = frozenset(
    {Act.MARK, Act.ANSWER, Act.ACKNOWLEDGE, Act.REPORT_DOSE, Act.TEACH_BACK, Act.TAP_FLAG}
)

# Answers come by phone too, so nurses and clinicians write them down, and read changes aloud.
_NURSING = frozenset(
    {
        Act.MARK_FOR,
        Act.ANSWER,
        Act.ACKNOWLEDGE,
        Act.CHECK,
        Act.NOTE,
        Act.CALL,
        Act.OWN,
        Act.RESOLVE,
        Act.ADD_PATIENT,
        Act.SET_TIME,
        Act.CHANGE_PLAN,
        Act.RECORD_EVENT,
        Act.CALL_OFF,
        Act.REPORT_DOSE,
        Act.TEACH_BACK,
        Act.ISSUE_DOOR,
    }
)

# What a clinician alone decides, reads and answers for.
_DECIDING = frozenset(
    {
        Act.DECIDE,
        Act.APPROVE,
        Act.REVIEW,
        Act.ASK_BACK,
        Act.SIGN_OFF,
        Act.CLEAR_LIMIT,
        Act.UPGRADE,
        Act.KEEP_HOLD_TABLE,
    }
)

# What is published is the clinic's guidance, whoever uploads it: its review stands in the file.
_AUTHORING = frozenset({Act.READ_PROTOCOLS, Act.PUBLISH})

_BY_ROLE: Mapping[Role, frozenset[Act]] = {
    Role.NURSE: _NURSING,
    Role.CLINICIAN: _NURSING | _DECIDING | _AUTHORING,
    Role.ADMIN: _AUTHORING | {Act.MANAGE_STAFF},
}

# Setting up a clinic needs an account and a protocol before there is anybody to make them.
_SYSTEM = frozenset({Act.MANAGE_STAFF, Act.PUBLISH})


def may(actor: Actor, act: Act) -> bool:
    """Whether this actor may do this at all; whose record it is about is asked by ``may_open``."""
    if actor.kind in (ActorKind.PATIENT, ActorKind.CARER):
        return act in _SPEAKING
    if actor.kind is ActorKind.SYSTEM:
        return act in _SYSTEM
    return actor.role is not None and act in _BY_ROLE[actor.role]


def require(actor: Actor, act: Act) -> None:
    """Raises NotAllowed unless the actor may do this."""
    if not may(actor, act):
        raise NotAllowed(f"You may not {act}.")


def may_open(actor: Actor, *, clinic_id: str, patient_id: str) -> bool:
    """Whether the actor may see this patient's record: the clinic's staff, the patient, a carer.

    The system opens no record. An actor or a record without a clinic belongs to nobody.
    """
    if not clinic_id or actor.clinic_id != clinic_id:
        return False
    if actor.kind is ActorKind.STAFF:
        return actor.role is not None
    if actor.kind in (ActorKind.PATIENT, ActorKind.CARER):
        return bool(patient_id) and actor.patient_id == patient_id
    return False


def require_open(actor: Actor, *, clinic_id: str, patient_id: str) -> None:
    """Raises NotFound unless ``may_open``: somebody else's patient looks like no patient at all."""
    if not may_open(actor, clinic_id=clinic_id, patient_id=patient_id):
        raise NotFound("There is no such patient here.")
