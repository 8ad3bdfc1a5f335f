"""Opening the database, and its two verbs."""

from __future__ import annotations

import os
import stat
import threading
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from checklist.core.actors import Actor, system
from checklist.core.audit import Verb
from checklist.core.errors import RowRefused, StoreError
from checklist.settings import Settings
from checklist.store import DATABASE_NAME, Store, Tx, open_store

NOW = datetime(2027, 3, 1, 9, tzinfo=UTC)
SETUP = system("setup")


def _keep(tx: Tx, subject: str) -> None:
    tx.insert("guess", subject=subject, wrong=1, last_at=tx.now_text)
    tx.enter(Verb.TIDIED, subject, {})


def _keep_zero(tx: Tx) -> int:
    _keep(tx, "lost")
    return 0


def _kept(store: Store) -> list[str]:
    with store.read() as reader:
        return [row["subject"] for row in reader.all("SELECT subject FROM guess ORDER BY subject")]


def test_what_is_written_is_read(store: Store) -> None:
    with store.write(SETUP, NOW) as tx:
        _keep(tx, "kept")
    with store.read() as reader:
        row = reader.one("SELECT * FROM guess WHERE subject = :s", {"s": "kept"})
        assert row is not None
        assert (row["subject"], row["wrong"], row[1]) == ("kept", 1, 1)
        assert reader.value("SELECT count(*) FROM guess") == 1
        assert reader.one("SELECT * FROM guess WHERE subject = 'other'") is None
        assert reader.value("SELECT wrong FROM guess WHERE subject = 'other'") is None


def test_what_is_kept_is_there_after_reopening(settings: Settings, store: Store) -> None:
    with store.write(SETUP, NOW) as tx:
        _keep(tx, "kept")
    store.close()
    again = open_store(settings)
    assert _kept(again) == ["kept"]
    again.close()


def test_an_exception_keeps_nothing(store: Store) -> None:
    with pytest.raises(ZeroDivisionError), store.write(SETUP, NOW) as tx:
        _keep(tx, str(1 / _keep_zero(tx)))
    assert _kept(store) == []
    with store.write(SETUP, NOW) as tx:
        _keep(tx, "the turn was given back")


def test_nothing_is_written_without_an_entry(store: Store) -> None:
    with pytest.raises(StoreError, match="without an entry"), store.write(SETUP, NOW) as tx:
        tx.insert("guess", subject="silent", wrong=1, last_at=tx.now_text)
    assert _kept(store) == []


def test_a_silent_deletion_is_refused_too(store: Store) -> None:
    with store.write(SETUP, NOW) as tx:
        _keep(tx, "kept")
    with pytest.raises(StoreError, match="without an entry"), store.write(SETUP, NOW) as tx:
        tx.run("DELETE FROM guess")
    assert _kept(store) == ["kept"]


def test_a_write_that_changes_nothing_needs_no_entry(store: Store) -> None:
    with store.write(SETUP, NOW) as tx:
        assert tx.run("UPDATE guess SET wrong = 2") == 0
    assert store.verify() == 0


def test_an_entry_alone_is_a_write(store: Store, nurse: Actor) -> None:
    before = store.verify()
    with store.write(nurse, NOW) as tx:
        tx.enter(Verb.OPENED, "a list", {})
    assert store.verify() == before + 1


def test_an_entry_names_a_plan_the_write_was_begun_on(store: Store, nurse: Actor) -> None:
    with pytest.raises(StoreError, match="not begun on"), store.write(nurse, NOW, on=("a",)) as tx:
        tx.enter(Verb.OPENED, "b", {}, plan_id="b")


def test_writing_within_a_write_is_refused_and_the_first_is_unharmed(store: Store) -> None:
    with store.write(SETUP, NOW) as tx:
        _keep(tx, "first")
        with (
            pytest.raises(StoreError, match="inside another write"),
            store.write(SETUP, NOW),
        ):
            pass
    assert _kept(store) == ["first"]


def test_writing_within_a_read_is_refused(store: Store) -> None:
    with store.read(), pytest.raises(StoreError, match="inside a read"), store.write(SETUP, NOW):
        pass
    with store.write(SETUP, NOW) as tx:
        _keep(tx, "afterwards")


def test_reading_within_a_write_is_refused_since_it_would_not_see_it(store: Store) -> None:
    with (
        store.write(SETUP, NOW) as tx,
        pytest.raises(StoreError, match="inside a write"),
        store.read(),
    ):
        pass
    with store.write(SETUP, NOW) as tx:
        _keep(tx, "seen")
        assert tx.value("SELECT count(*) FROM guess") == 1


@pytest.mark.parametrize(
    "sql",
    [
        "INSERT INTO guess VALUES ('a', 1, 'x')",
        "UPDATE guess SET wrong = 9",
        "DELETE FROM guess",
        "DROP TABLE guess",
    ],
)
def test_a_reader_cannot_write(store: Store, sql: str) -> None:
    with store.write(SETUP, NOW) as tx:
        _keep(tx, "kept")
    with store.read() as reader, pytest.raises(StoreError):
        reader.all(sql)
    assert _kept(store) == ["kept"]


def test_a_page_sees_one_state(store: Store) -> None:
    with store.read() as reader:
        assert reader.value("SELECT count(*) FROM guess") == 0
        other = threading.Thread(target=_write_one, args=(store,))
        other.start()
        other.join()
        assert reader.value("SELECT count(*) FROM guess") == 0
        with store.read() as inner:
            assert inner.value("SELECT count(*) FROM guess") == 0
        assert reader.value("SELECT count(*) FROM guess") == 0
    assert _kept(store) == ["another thread's"]


def _write_one(store: Store) -> None:
    with store.write(SETUP, NOW) as tx:
        _keep(tx, "another thread's")


def test_a_row_that_breaks_a_rule_is_refused_by_name(store: Store) -> None:
    with store.write(SETUP, NOW) as tx:
        _keep(tx, "once")
    with pytest.raises(RowRefused, match=r"guess\.subject"), store.write(SETUP, NOW) as tx:
        _keep(tx, "once")
    assert _kept(store) == ["once"]


def test_a_missing_reference_is_refused(store: Store) -> None:
    with pytest.raises(RowRefused), store.write(SETUP, NOW) as tx:
        tx.insert("session", id="s", kind="staff", staff_id="nobody", door_id=None, generation=0,
                  started_at="x", expires_at="x", revoked_at=None)  # fmt: skip


def test_inserting_what_is_there_says_so(store: Store) -> None:
    with store.write(SETUP, NOW) as tx:
        tx.enter(Verb.TIDIED, "", {})
        assert tx.insert_new("guess", subject="a", wrong=1, last_at="x")
        assert not tx.insert_new("guess", subject="a", wrong=2, last_at="y")
        tx.insert_all("guess", [{"subject": s, "wrong": 1, "last_at": "x"} for s in "bc"])
        tx.insert_all("guess", [])
    assert _kept(store) == ["a", "b", "c"]


def test_the_wrong_key_is_a_plain_sentence(settings: Settings, store: Store) -> None:
    store.close()
    with pytest.raises(StoreError, match="root key is not the one"):
        open_store(replace(settings, root_key=bytes(32)))
    again = open_store(settings)
    assert again.encrypted
    again.close()


def test_a_damaged_file_is_refused(settings: Settings, store: Store) -> None:
    store.close()
    path = settings.data_dir / DATABASE_NAME
    path.write_bytes(b"\0" * path.stat().st_size)
    with pytest.raises(StoreError, match="damaged"):
        open_store(settings)


def test_a_database_of_a_newer_version_is_refused(settings: Settings, store: Store) -> None:
    with store.write(SETUP, NOW) as tx:
        tx.enter(Verb.TIDIED, "", {})
        tx.run(
            """INSERT INTO _sqlite_migrations (migration_set, name, applied_at)
            VALUES ('tickwell', 'of_tomorrow', '2030-01-01')"""
        )
    store.close()
    with pytest.raises(StoreError, match="newer version"):
        open_store(settings)


def test_nothing_can_be_read_from_the_file(settings: Settings, store: Store) -> None:
    with store.write(SETUP, NOW) as tx:
        _keep(tx, "Margaret Ellis")
    store.close()
    files = sorted(settings.data_dir.glob(f"{DATABASE_NAME}*"))
    assert files
    for file in files:
        assert b"Margaret" not in file.read_bytes()
        assert b"SQLite format" not in file.read_bytes()


@pytest.mark.skipif(os.name == "nt", reason="Windows has no modes")
def test_only_its_owner_can_read_the_files(memory_dir: os.PathLike[str], store: Store) -> None:
    settings = Settings(data_dir=store.path.parent / "new", root_key=bytes(32), durability="OFF")
    made = open_store(settings)
    with made.write(SETUP, NOW) as tx:
        _keep(tx, "kept")
    assert stat.S_IMODE(settings.data_dir.stat().st_mode) == 0o700
    for file in settings.data_dir.iterdir():
        assert stat.S_IMODE(file.stat().st_mode) == 0o600, file.name
    made.close()


def test_a_closed_store_says_so(settings: Settings) -> None:
    store = open_store(settings)
    store.close()
    store.close()
    with pytest.raises(StoreError, match="closed"), store.read():
        pass
    with pytest.raises(StoreError, match="closed"), store.write(SETUP, NOW):
        pass


@pytest.mark.skipif(not hasattr(os, "fork"), reason="only where processes fork")
@pytest.mark.filterwarnings("ignore:This process.*is multi-threaded:DeprecationWarning")
def test_a_forked_child_is_refused_and_the_parent_goes_on(store: Store) -> None:
    with store.write(SETUP, NOW) as tx:
        _keep(tx, "parent")
    child = os.fork()
    if child == 0:
        code = 1
        try:
            with store.read():
                pass
        except StoreError:
            try:
                with store.write(SETUP, NOW):
                    pass
            except StoreError:
                code = 0
        os._exit(code)
    assert os.waitpid(child, 0)[1] == 0
    assert _kept(store) == ["parent"]
    _write_one(store)


def test_a_writable_database_says_nothing(store: Store) -> None:
    store.check_writable()
    store.close()
    with pytest.raises(StoreError):
        store.check_writable()


def test_readers_of_ended_threads_are_closed(store: Store) -> None:
    for _ in range(20):
        thread = threading.Thread(target=_kept, args=(store,))
        thread.start()
        thread.join()
    _kept(store)
    assert len(store._readers) <= 2
