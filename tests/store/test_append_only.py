"""Nothing a patient was shown is ever rewritten: the database itself refuses."""

# ruff: noqa: S608  # the names put into SQL are the schema's

from __future__ import annotations

from datetime import datetime

import pytest

from checklist.core.actors import Actor
from checklist.core.attention import ReasonKind
from checklist.core.audit import Verb
from checklist.core.errors import RowRefused, StoreError
from checklist.core.marks import Channel, Check, Mark, MarkState
from checklist.core.medicines import Decision, DecisionKind, Medicine
from checklist.core.plan.model import Answer
from checklist.settings import Settings
from checklist.store import (
    Keys,
    Reader,
    Store,
    acknowledgements,
    answers,
    choices,
    contacts,
    marks,
    medicines,
    plans,
    resolutions,
    schema,
    sheets,
    sign_offs,
    sqlite,
)
from checklist.store import anchors as anchor_rows
from checklist.store.ids import new_id
from tests.store import build


@pytest.fixture
def filled(store: Store, nurse: Actor, now: datetime, plan_id: str) -> Store:
    """A row in every table."""
    mark = Mark(
        id=new_id(),
        task_key="food",
        state=MarkState.DONE,
        actor_kind=nurse.kind,
        actor_name=nurse.name,
        channel=Channel.PHONE,
        happened_at=now,
        heard_at=now,
        meaning="m1",
        revision=1,
    )
    medicine = Medicine(id=new_id(), name="Eliquis")
    decision = Decision(
        id=new_id(),
        medicine_id=medicine.id,
        kind=DecisionKind.KEEP,
        decided_by="Dr Clara Clinician",
        decided_at=now,
    )
    with store.write(nurse, now, on=(plan_id,)) as tx:
        tx.enter(Verb.TIDIED, "a row in every table", {}, plan_id=plan_id)
        anchor_rows.add(tx, plan_id, "procedure", build.PROCEDURE, actual=False, by=nurse, at=now)
        choices.add(tx, plan_id, "food_hours", "6 hours", by=nurse, at=now)
        given = Answer(id=new_id(), question="allergy", value="no", given_at=now)
        answers.add(tx, plan_id, given, nurse, Channel.PHONE)
        answers.review(tx, plan_id, given.id, "", by=nurse, at=now)
        medicines.add(tx, plan_id, _patient_of(tx, plan_id), medicine, by=nurse, at=now)
        medicines.add_decision(tx, plan_id, decision, by=nurse)
        marks.add(tx, plan_id, mark, nurse)
        check = Check(id=new_id(), task_key="food", mark_id=mark.id, by=nurse.name, at=now)
        marks.add_check(tx, plan_id, check, nurse)
        contacts.add_note(tx, id=new_id(), plan_id=plan_id, text="hello", by=nurse, at=now)
        contacts.add_call(
            tx, id=new_id(), plan_id=plan_id, outcome="reached", note="", by=nurse, at=now
        )
        resolutions.add(
            tx,
            id=new_id(),
            plan_id=plan_id,
            reason=ReasonKind.CANT,
            subject="food",
            cause="c",
            outcome="resolved",
            note="called",
            by=nurse,
            at=now,
        )
        sign_offs.add(
            tx,
            id=new_id(),
            plan_id=plan_id,
            fingerprint="f1",
            statement="Ready.",
            revision=1,
            by=nurse,
            at=now,
        )
        sheets.add(tx, "K7P-4MD", plan_id, plans.need(tx, plan_id).revision_id)
        acknowledgements.add(
            tx, id=new_id(), plan_id=plan_id, revision=1, by=nurse, channel=Channel.PHONE, at=now
        )
    return store


def _patient_of(reader: Reader, plan_id: str) -> str:
    return plans.need(reader, plan_id).patient_id


@pytest.mark.parametrize("table", schema.APPEND_ONLY)
def test_no_row_changes_or_goes(filled: Store, nurse: Actor, now: datetime, table: str) -> None:
    with filled.read() as reader:
        before = reader.all(f"SELECT * FROM {table}")
        column = before[0].keys()[0]
    assert before, f"no row in {table} to try it on"
    for change in (f"UPDATE {table} SET {column} = {column}", f"DELETE FROM {table}"):
        with (
            pytest.raises(RowRefused, match=f"append-only: {table}"),
            filled.write(nurse, now) as tx,
        ):
            tx.run(change)
    with filled.read() as reader:
        assert [tuple(row) for row in reader.all(f"SELECT * FROM {table}")] == [
            tuple(row) for row in before
        ]


@pytest.mark.parametrize("table", schema.APPEND_ONLY)
def test_no_row_is_replaced(filled: Store, nurse: Actor, now: datetime, table: str) -> None:
    with pytest.raises(StoreError, match="append-only"), filled.write(nurse, now) as tx:
        tx.run(f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}")


@pytest.mark.parametrize("table", schema.APPEND_ONLY)
def test_no_row_is_replaced_through_a_connection_with_default_settings(
    settings: Settings, filled: Store, table: str
) -> None:
    """Only our own connections turn recursive triggers on; the update trigger holds anyway."""
    connection = sqlite.connect(
        filled.path, Keys.of(settings.root_key).database, durability="OFF", read_only=False
    )
    connection.execute("PRAGMA recursive_triggers = OFF")
    column = connection.execute(f"SELECT * FROM {table}").fetchone().keys()[-1]
    with pytest.raises(sqlite.DriverError, match="append-only"):
        connection.execute(f"UPDATE {table} SET {column} = 'x'")
    connection.close()


def test_every_table_of_what_was_said_is_among_them() -> None:
    """What may change is named here, so that a new table is thought about."""
    may_change = {
        "clinic", "staff", "patient", "patient_word", "carer", "plan", "medicine", "task",
        "attention", "door", "session", "guess", "entry_payload", "chain_head",
    }  # fmt: skip
    assert set(schema.TABLES) - set(schema.APPEND_ONLY) == may_change
