"""The audit record in the database: whatever is done to it behind our back is found."""

# ruff: noqa: S608  # the names put into SQL are this file's own

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from checklist.core.actors import Actor, system
from checklist.core.audit import Verb
from checklist.core.errors import BrokenChain
from checklist.settings import Settings
from checklist.store import Keys, Store, entries, open_store, sqlite
from checklist.store.sqlite import Connection

NOW = datetime(2027, 3, 1, 9, tzinfo=UTC)
CHAIN = "plan:p"


@pytest.fixture
def written(store: Store, nurse: Actor) -> Store:
    """A store whose plan ``p`` has five entries, and ``q`` two."""
    for n in range(5):
        with store.write(nurse, NOW, on=("p",)) as tx:
            tx.enter(Verb.MARKED, f"task-{n}", {"n": n, "word": "can’t"}, plan_id="p")
    with store.write(nurse, NOW, on=("p", "q")) as tx:
        tx.enter(Verb.NOTED, "q", {"text": "one"}, plan_id="q")
        tx.enter(Verb.NOTED, "q", {"text": "two"}, plan_id="q")
    store.verify()
    return store


def _behind(settings: Settings, store: Store, *changes: str) -> Store:
    """Change the closed database through a connection of one's own, triggers dropped."""
    store.close()
    connection: Connection = sqlite.connect(
        store.path, Keys.of(settings.root_key).database, durability="OFF", read_only=False
    )
    connection.execute("PRAGMA foreign_keys = OFF")
    for row in connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    ).fetchall():
        connection.execute(f"DROP TRIGGER {row[0]}")
    for change in changes:
        assert connection.execute(change).rowcount >= 1, change
    connection.close()
    return open_store(settings)


def test_every_entry_is_on_its_chain_with_what_it_tells(written: Store) -> None:
    with written.read() as reader:
        told = entries.history(reader, "p")
    assert [line.entry.subject for line in told] == [f"task-{n}" for n in range(5)]
    assert told[2].payload == '{"n":2,"word":"can’t"}'
    assert {line.entry.chain for line in told} == {CHAIN}
    assert [line.entry.seq for line in told] == [1, 2, 3, 4, 5]


def test_what_belongs_to_no_plan_is_on_the_clinics_chain(store: Store, nurse: Actor) -> None:
    with store.write(nurse, NOW) as tx:
        tx.enter(Verb.LISTED, "today", {})
    with store.write(system("demo"), NOW) as tx:
        tx.enter(Verb.TIDIED, "all", {})
    with store.read() as reader:
        chains = dict(
            (row[0], row[1])
            for row in reader.all("SELECT verb, chain FROM entry WHERE verb <> 'chain_begun'")
        )
    assert chains[Verb.LISTED] == f"clinic:{nurse.clinic_id}"
    assert chains[Verb.TIDIED] == "system"


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE entry SET actor_id = 'somebody' WHERE chain = 'plan:p' AND seq = 2",
        "UPDATE entry SET at = '2027-03-01T09:00:00.000001Z' WHERE chain = 'plan:p' AND seq = 1",
        "UPDATE entry SET verb = 'checked' WHERE chain = 'plan:p' AND seq = 5",
        "UPDATE entry SET verb = 'no such verb' WHERE chain = 'plan:p' AND seq = 5",
        "UPDATE entry SET at = 'yesterday' WHERE chain = 'plan:p' AND seq = 5",
        "UPDATE entry SET plan_id = NULL WHERE chain = 'plan:p' AND seq = 3",
        "UPDATE entry_payload SET payload = '{}' WHERE chain = 'plan:p' AND seq = 3",
        "UPDATE entry_payload SET salt = '00' WHERE chain = 'plan:p' AND seq = 3",
        "DELETE FROM entry WHERE chain = 'plan:p' AND seq = 1",
        "DELETE FROM entry WHERE chain = 'plan:p' AND seq = 3",
        "DELETE FROM entry WHERE chain = 'plan:p' AND seq = 5",
        "DELETE FROM entry WHERE chain = 'plan:p'",
        "DELETE FROM chain_head WHERE chain = 'plan:p'",
        "UPDATE chain_head SET seq = 4 WHERE chain = 'plan:p'",
        "UPDATE entry SET chain = 'plan:x' WHERE chain = 'plan:p'",
    ],
)
def test_any_change_behind_our_back_is_found(
    settings: Settings, written: Store, change: str
) -> None:
    again = _behind(settings, written, change)
    with pytest.raises(BrokenChain):
        again.verify()
    again.close()


def test_dropping_the_last_entry_and_moving_the_head_back_is_found(
    settings: Settings, written: Store
) -> None:
    again = _behind(
        settings,
        written,
        "DELETE FROM entry WHERE chain = 'plan:p' AND seq = 5",
        """UPDATE chain_head SET seq = 4, hash =
            (SELECT hash FROM entry WHERE chain = 'plan:p' AND seq = 4) WHERE chain = 'plan:p'""",
    )
    with pytest.raises(BrokenChain, match="plan:p: the seal"):
        again.verify()
    again.close()


@pytest.mark.parametrize(
    ("chain", "found"), [("plan:p", "plan:p: it was dropped whole"), ("system", "register")]
)
def test_dropping_a_whole_chain_with_its_head_is_found(
    settings: Settings, written: Store, chain: str, found: str
) -> None:
    again = _behind(
        settings,
        written,
        f"DELETE FROM entry WHERE chain = '{chain}'",
        f"DELETE FROM chain_head WHERE chain = '{chain}'",
    )
    with pytest.raises(BrokenChain, match=found):
        again.verify()
    again.close()


def test_swapping_two_entries_is_found(settings: Settings, written: Store) -> None:
    again = _behind(
        settings,
        written,
        "UPDATE entry SET seq = 99 WHERE chain = 'plan:p' AND seq = 2",
        "UPDATE entry SET seq = 2 WHERE chain = 'plan:p' AND seq = 3",
        "UPDATE entry SET seq = 3 WHERE chain = 'plan:p' AND seq = 99",
    )
    with pytest.raises(BrokenChain, match="entry number 2"):
        again.verify()
    again.close()


@pytest.mark.parametrize("seq", [6, 0])
def test_slipping_an_entry_in_again_is_found(settings: Settings, written: Store, seq: int) -> None:
    again = _behind(
        settings,
        written,
        f"""INSERT INTO entry SELECT chain, {seq}, clinic_id, plan_id, at, actor_kind, actor_id,
            verb, subject, payload_digest, previous, hash
            FROM entry WHERE chain = 'plan:p' AND seq = 2""",
    )
    with pytest.raises(BrokenChain):
        again.verify()
    again.close()


def test_a_forged_register_does_not_help(settings: Settings, written: Store) -> None:
    again = _behind(
        settings, written, "DELETE FROM entry WHERE verb = 'chain_begun' AND subject = 'plan:p'"
    )
    with pytest.raises(BrokenChain):
        again.verify()
    again.close()


def test_what_was_forgotten_leaves_the_chain_whole(settings: Settings, written: Store) -> None:
    count = written.verify()
    again = _behind(settings, written, "DELETE FROM entry_payload WHERE chain = 'plan:p'")
    assert again.verify() == count
    with again.read() as reader:
        assert [line.payload for line in entries.history(reader, "p")] == [None] * 5
    again.close()


def test_another_root_key_verifies_nothing(written: Store) -> None:
    with written.read() as reader, pytest.raises(BrokenChain):
        entries.verify_all(reader, Keys.of(bytes(32)).audit)


def _one_write(store: Store, nurse: Actor) -> None:
    with store.write(nurse, NOW, on=("p", "q")) as tx:
        for plan in ("p", "q", "p"):
            tx.enter(Verb.MARKED, plan, {}, plan_id=plan)
        tx.enter(Verb.LISTED, "clinic", {})


def _rolled_back(store: Store, nurse: Actor) -> None:
    try:
        with store.write(nurse, NOW, on=("p",)) as tx:
            tx.enter(Verb.MARKED, "lost", {}, plan_id="p")
            raise ZeroDivisionError  # what a failing action does
    except ZeroDivisionError:
        pass


@pytest.mark.parametrize("write", [_one_write, _rolled_back])
def test_the_chains_go_on_after(
    written: Store, nurse: Actor, write: Callable[[Store, Actor], None]
) -> None:
    write(written, nurse)
    _one_write(written, nurse)
    written.verify()
    with written.read() as reader:
        assert "lost" not in {line.entry.subject for line in entries.history(reader, "p")}


def test_a_payload_lies_apart_with_a_salt_of_its_own(written: Store, nurse: Actor) -> None:
    with written.write(nurse, NOW, on=("p",)) as tx:
        tx.enter(Verb.NOTED, "a", {"text": "same"}, plan_id="p")
        tx.enter(Verb.NOTED, "b", {"text": "same"}, plan_id="p")
    with written.read() as reader:
        digests = [line.entry.payload_digest for line in entries.history(reader, "p")][-2:]
    assert digests[0] != digests[1]
