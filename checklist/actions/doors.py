"""How a patient or carer gets in: a link from the letter, or the printed code, and a birth date.

The link and the code are derived from the door and its generation, so they are stored nowhere and a
letter can be printed again; raising the generation revokes both. Asking for the birth date checks
that this is the right person's letter; it is no proof of who holds it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from checklist.actions import filing
from checklist.actions.opening import open_plan
from checklist.core import door_codes
from checklist.core.access import Act, require
from checklist.core.actors import Actor, ActorKind, system
from checklist.core.audit import Verb
from checklist.core.errors import GuessLimit, Invalid, NotFound
from checklist.store import Reader, Store, Tx, carers, doors, guesses, patients, plans, sessions
from checklist.store.doors import DoorRow
from checklist.store.ids import new_id

MOST_WRONG = 5
"""Wrong tries at one door before it freezes until staff re-issue it."""

MOST_WRONG_FROM_ONE_ADDRESS = 30
ADDRESS_WAIT = timedelta(hours=1)
OPEN_FOR = timedelta(days=400)

NO_SUCH_DOOR = "We do not know this code and birth date. Check both, or call us."
FROZEN = "This code is locked, to keep you safe. Call us. We will send you a new one."


@dataclass(frozen=True, kw_only=True)
class Letter:
    """What a letter prints for one person: never stored, never logged.

    ``frozen`` says there were too many wrong tries: nothing opens until the door is re-issued.
    """

    door_id: str
    person: str
    link: str
    code: str
    carer: bool
    frozen: bool


def letters(
    store: Store, plan_id: str, key: bytes, base_url: str, *, actor: Actor, now: datetime
) -> tuple[Letter, ...]:
    """The letters of a plan's patient and carers; printing them leaves an entry."""
    require(actor, Act.ISSUE_DOOR)
    with store.write(actor, now, on=(plan_id,)) as tx:
        plan = open_plan(tx, plan_id, actor)
        found = tuple(
            _letter(tx, door, key, base_url) for door in doors.of_patient(tx, plan.patient_id)
        )
        tx.enter(Verb.PRINTED, subject="letter", payload={}, plan_id=plan_id)
    return found


def _letter(reader: Reader, door: DoorRow, key: bytes, base_url: str) -> Letter:
    link = door_codes.link(key, door.locator, door.generation)
    return Letter(
        door_id=door.id,
        person=_person(reader, door),
        link=f"{base_url}/go#{link}",
        code=door_codes.spoken(door_codes.code(key, door.locator, door.generation)),
        carer=door.carer_id is not None,
        frozen=door.frozen_at is not None,
    )


def _person(reader: Reader, door: DoorRow) -> str:
    if door.carer_id is not None:
        return carers.need(reader, door.carer_id).name
    return patients.need(reader, door.patient_id).name


def reissue(store: Store, plan_id: str, door_id: str, *, actor: Actor, now: datetime) -> None:
    """Revoke a door's link, code and open sessions, and thaw it: the next letter has new ones."""
    require(actor, Act.ISSUE_DOOR)
    with store.write(actor, now, on=(plan_id,)) as tx:
        plan = open_plan(tx, plan_id, actor)
        door = doors.get(tx, door_id)
        if door is None or door.patient_id != plan.patient_id:
            raise NotFound("no such door")
        doors.raise_generation(tx, door_id)
        sessions.revoke_door(tx, door_id, now)
        tx.enter(Verb.DOOR_ISSUED, subject=door_id, payload={}, plan_id=plan_id)


def open_door(
    store: Store,
    typed: str,
    born: date,
    key: bytes,
    *,
    address: str,
    now: datetime,
) -> str:
    """Open a door with a link or a typed code; answers the new session's id.

    ``address`` is where the try comes from (kept only as a digest). Raises Invalid for what does
    not match, saying the same whatever was wrong, and GuessLimit when there were too many tries.
    """
    keyhole = door_codes.parse(typed)
    is_link = keyhole is not None and keyhole.is_link
    problem: Invalid | GuessLimit
    behind = _plans_behind(store, keyhole.locator) if keyhole is not None else ()
    with store.write(system("door"), now, on=behind) as tx:
        door = doors.by_locator(tx, keyhole.locator) if keyhole is not None else None
        fits = door is not None and keyhole is not None and keyhole.opens(key, door.generation)
        # Nobody guesses 128 bits. A link that fits is let past a busy address, which may be a whole
        # ward's; one that does not (an old letter's) counts against no door.
        if not (is_link and fits):
            _refuse_busy_address(tx, address, now)
        if door is None or (is_link and not fits):
            problem = _wrong_address(tx, address, now)
        elif door.frozen_at is not None:
            problem = GuessLimit(FROZEN, until=None)
        elif fits and _is_born(tx, door, born):
            return _enter(tx, door, now)
        else:
            _wrong_address(tx, address, now)
            problem = _wrong_door(tx, door, now)
    raise problem


def _plans_behind(store: Store, locator: str) -> tuple[str, ...]:
    """The plans whose attention an opening changes: somebody was heard."""
    with store.read() as reader:
        door = doors.by_locator(reader, locator)
        mine = [] if door is None else plans.open_of_patient(reader, door.patient_id)
    return tuple(plan.id for plan in mine)


def _refuse_busy_address(tx: Tx, address: str, now: datetime) -> None:
    wrong, last = guesses.wrong(tx, f"address:{address}")
    if wrong >= MOST_WRONG_FROM_ONE_ADDRESS and last is not None and now < last + ADDRESS_WAIT:
        raise GuessLimit(
            "There were too many tries from here. Wait an hour, or call us.",
            until=last + ADDRESS_WAIT,
        )


def _wrong_address(tx: Tx, address: str, now: datetime) -> Invalid:
    guesses.add_wrong(tx, f"address:{address}", now, forget_after=ADDRESS_WAIT)
    tx.enter(Verb.DOOR_REFUSED, subject="", payload={})
    return Invalid({"code": NO_SUCH_DOOR})


def _wrong_door(tx: Tx, door: DoorRow, now: datetime) -> Invalid | GuessLimit:
    tries = doors.add_wrong(tx, door.id)
    if tries >= MOST_WRONG:
        doors.freeze(tx, door.id, now)
        tx.enter(Verb.DOOR_FROZEN, subject=door.id, payload={}, clinic_id=door.clinic_id)
        return GuessLimit(FROZEN, until=None)
    return Invalid({"code": NO_SUCH_DOOR})


def _is_born(reader: Reader, door: DoorRow, born: date) -> bool:
    """The patient's birth date, for a carer's letter too: it says whose page this is."""
    return patients.need(reader, door.patient_id).born == born


def _enter(tx: Tx, door: DoorRow, now: datetime) -> str:
    session_id = new_id()
    doors.clear_wrong(tx, door.id)
    sessions.start(
        tx, id=session_id, door_id=door.id, generation=door.generation, at=now, lasts=OPEN_FOR
    )
    for plan in plans.open_of_patient(tx, door.patient_id):
        if plan.id in tx.on:  # one made in this very moment is not: it is filed already
            plans.set_contacted(tx, plan.id, now)
            filing.refile(tx, plan.id)
    kind = ActorKind.CARER if door.carer_id else ActorKind.PATIENT
    tx.enter(Verb.DOOR_OPENED, subject=door.id, payload={"kind": kind}, clinic_id=door.clinic_id)
    return session_id


def leave(store: Store, session_id: str, *, actor: Actor, now: datetime) -> None:
    """Close a door on this phone."""
    with store.write(actor, now, on=()) as tx:
        sessions.revoke(tx, session_id, now)
        tx.enter(Verb.SIGNED_OUT, subject=session_id, payload={})
