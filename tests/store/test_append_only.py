"""Nothing a patient was shown is ever rewritten: the database itself refuses."""

# ruff: noqa: S608  # the names put into SQL are the schema's

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from checklist.core.actors import Actor
from checklist.core.approvals import Approval
from checklist.core.asking_back import AskedBack
from checklist.core.attention import Band, Reason, ReasonKind
from checklist.core.audit import Verb
from checklist.core.calling_off import Callback, CalledOff, CallOffKind
from checklist.core.clearances import Clearance, ClearanceKind
from checklist.core.dose_reports import DoseReport, Reported
from checklist.core.errors import RowRefused, StoreError
from checklist.core.flag_taps import FlagTap
from checklist.core.leaving import Leaving
from checklist.core.marks import Channel, Check, Mark, MarkState
from checklist.core.medicines import Decision, DecisionKind, Medicine
from checklist.core.morning import Morning
from checklist.core.plan.model import Answer
from checklist.core.protocol import Tier
from checklist.core.teach_back import TeachTry
from checklist.settings import Settings
from checklist.store import (
    Keys,
    Reader,
    Store,
    Tx,
    acknowledgements,
    answers,
    approvals,
    asked_back,
    attention,
    calling_off,
    choices,
    clearances,
    contacts,
    dose_reports,
    flag_taps,
    leavings,
    marks,
    medicines,
    mornings,
    plans,
    resolutions,
    schema,
    sheets,
    sign_offs,
    sqlite,
    teach_tries,
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
            id="r1",
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
        asks = Reason(
            kind=ReasonKind.CANT,
            subject="food",
            cause="c",
            band=Band.TODAY,
            words="Says",
            since=now,
            from_at=now,
            do_by=now,
        )
        attention.replace(tx, plans.need(tx, plan_id), [asks])
        _fill_the_loop(tx, plan_id, medicine.id, decision.id, "r1", nurse, now)
    return store


def _fill_the_loop(
    tx: Tx, plan_id: str, medicine_id: str, decision_id: str, resolved: str, by: Actor, at: datetime
) -> None:
    """A row in every table of the clinical loop."""
    said: dict[str, Any] = {"id": new_id(), "by": by.name, "at": at}
    dose_reports.add(
        tx,
        plan_id,
        DoseReport(
            id=new_id(),
            medicine_id=medicine_id,
            said=Reported.LAST_TAKEN,
            by=by.name,
            by_kind=by.kind,
            channel=Channel.PHONE,
            heard_at=at,
        ),
        by=by,
    )
    approvals.add(
        tx, plan_id, Approval(**said, by_id=by.id, decision_id=decision_id, approved=True)
    )
    called_off = CalledOff(**said, kind=CallOffKind.CANCELLED, reason="ill")
    calling_off.add(tx, plan_id, called_off, by=by)
    callback = Callback(**said, owner_id=by.id, owner=by.name, call_by=at)
    calling_off.add_callback(tx, plan_id, callback, by=by)
    mornings.add(tx, plan_id, Morning(**said), by=by)
    leavings.add(tx, plan_id, Leaving(**said), by=by)
    asked_back.add(tx, plan_id, AskedBack(**said, ask="Which tablets?"), by=by)
    made = TeachTry(**said, task_key="food", meaning="m1", chosen="4:30am", right=True)
    teach_tries.add(tx, plan_id, made, by=by, channel=Channel.SCREEN)
    tap = FlagTap(
        **said, flag_key="chest", tier=Tier.EMERGENCY, text="Your chest hurts", told="call 999"
    )
    flag_taps.add(tx, plan_id, tap, by=by)
    cleared = Clearance(**said, step="rest", kind=ClearanceKind.CLEARED, reason="well")
    clearances.add(tx, plan_id, cleared, by=by)
    resolutions.undo(tx, id=new_id(), plan_id=plan_id, resolution_id=resolved, by=by, at=at)
    found = tx.value("SELECT id FROM attention WHERE plan_id = :plan", {"plan": plan_id})
    attention.keep_alert(tx, plan_id, found, ended_at=at, how="cleared")


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
        "attention", "hold_rule", "door", "session", "guess", "entry_payload", "chain_head",
    }  # fmt: skip
    assert set(schema.TABLES) - set(schema.APPEND_ONLY) == may_change
