"""Staff: accounts, signing in and out."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError

from checklist.core.access import Act, require
from checklist.core.actors import Actor, Role
from checklist.core.audit import Verb
from checklist.core.errors import GuessLimit, Invalid
from checklist.core.folding import fold
from checklist.store import Store, Tx, guesses, sessions, staff
from checklist.store.ids import new_id

HASHER = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)

SHORTEST_PASSWORD = 12
LONGEST_PASSWORD = 200
FREE_TRIES = 5
LONGEST_WAIT = timedelta(minutes=15)
MOST_WRONG_FROM_ONE_ADDRESS = 100
"""A whole hospital may be one address. Beyond this not even a hash is worked out for it."""

SIGNED_IN_FOR = timedelta(hours=12)

TOO_MANY = "There were too many wrong tries. Wait a few minutes, then try again."
WRONG = "The email and password do not match. Try again."


def add_staff(
    tx: Tx, *, clinic_id: str, name: str, title: str, role: Role, email: str, password: str
) -> str:
    """Add an account. Raises Invalid for a password that is too short or an address taken."""
    require(tx.actor, Act.MANAGE_STAFF)
    if not SHORTEST_PASSWORD <= len(password) <= LONGEST_PASSWORD:
        raise Invalid({"password": f"Use {SHORTEST_PASSWORD} letters or more."})
    if staff.by_email(tx, fold_email(email)) is not None:
        raise Invalid({"email": "This email address is taken."})
    staff_id = new_id()
    staff.add(
        tx,
        id=staff_id,
        clinic_id=clinic_id,
        name=name,
        title=title,
        role=role,
        email_folded=fold_email(email),
        password_hash=HASHER.hash(password),
    )
    tx.enter(Verb.STAFF_ADDED, subject=staff_id, payload={"role": role}, clinic_id=clinic_id)
    return staff_id


def fold_email(email: str) -> str:
    return email.strip().casefold()


def sign_in(store: Store, email: str, password: str, *, now: datetime, address: str = "") -> str:
    """Check a password and start a session; answers its id.

    ``address`` is where the try comes from (kept only as a digest), "" where there is none. Raises
    Invalid, saying the same whether the email is unknown or the password wrong, and GuessLimit
    after some wrong tries: the wait doubles up to fifteen minutes.
    """
    folded = fold_email(email)
    with store.read() as reader:
        _refuse_busy_address(guesses.wrong(reader, f"staff-from:{address}"), now)
        _refuse_guessing(guesses.wrong(reader, f"staff:{folded}"), now)
        row = staff.by_email(reader, folded)
    # The hash is checked outside any transaction: it takes tens of milliseconds on purpose.
    right = _verify(row.password_hash if row is not None else _nobodys_hash(), password)
    actor = row.actor if row is not None else staff.nobody(fold(folded))
    with store.write(actor, now, on=()) as tx:
        # Asked again: others may have guessed while this one was being checked.
        _refuse_guessing(guesses.wrong(tx, f"staff:{folded}"), now)
        if row is None or not right or not row.active:
            guesses.add_wrong(tx, f"staff:{folded}", now, forget_after=timedelta(days=1))
            if address:
                guesses.add_wrong(tx, f"staff-from:{address}", now, forget_after=LONGEST_WAIT)
            tx.enter(Verb.SIGN_IN_REFUSED, subject="", payload={})
            problem = Invalid({"password": WRONG})
        else:
            guesses.forget(tx, f"staff:{folded}")
            session_id = new_id()
            sessions.start_staff(tx, id=session_id, staff_id=row.id, at=now, lasts=SIGNED_IN_FOR)
            tx.enter(Verb.SIGNED_IN, subject=row.id, payload={})
            return session_id
    raise problem


@cache
def _nobodys_hash() -> str:
    """Verified against when nobody has that address, so that both answers take the same time."""
    return HASHER.hash("nobody has this password")


def _verify(password_hash: str, password: str) -> bool:
    try:
        return HASHER.verify(password_hash, password[:LONGEST_PASSWORD])
    except (VerifyMismatchError, InvalidHashError):
        return False


def _refuse_guessing(guessed: tuple[int, datetime | None], now: datetime) -> None:
    wrong, last = guessed
    if wrong < FREE_TRIES or last is None:
        return
    wait = min(timedelta(minutes=2 ** min(wrong - FREE_TRIES, 10)), LONGEST_WAIT)
    if now < last + wait:
        raise GuessLimit(TOO_MANY, until=last + wait)


def _refuse_busy_address(guessed: tuple[int, datetime | None], now: datetime) -> None:
    wrong, last = guessed
    if wrong >= MOST_WRONG_FROM_ONE_ADDRESS and last is not None and now < last + LONGEST_WAIT:
        raise GuessLimit(TOO_MANY, until=last + LONGEST_WAIT)


def sign_out(store: Store, session_id: str, *, actor: Actor, now: datetime) -> None:
    """End one session for good."""
    with store.write(actor, now, on=()) as tx:
        sessions.revoke(tx, session_id, now)
        tx.enter(Verb.SIGNED_OUT, subject=actor.id, payload={})
