"""One tap says what became of a reason, and one takes it back: nothing is lost in between."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from checklist.actions import outcomes
from checklist.actions.outcomes import Outcome, Word, deal
from checklist.core.attention import ReasonKind
from checklist.core.attention.outcomes import Return
from checklist.core.audit import Verb
from checklist.core.errors import Conflict, Invalid, NotAllowed
from checklist.core.marks import MarkState
from checklist.store import attention, contacts, entries
from tests.actions.conftest import BOOKED, House
from tests.dealing import ids, settle

EVENING = BOOKED + timedelta(hours=9)
MORNING = BOOKED + timedelta(hours=23)
SILENT = BOOKED + timedelta(hours=49)
CANT, NO_CONTACT = ReasonKind.CANT, ReasonKind.NO_CONTACT


def verbs(house: House) -> list[Verb]:
    with house.store.read() as reader:
        return [told.entry.verb for told in entries.history(reader, house.plan_id)]


def alerts(house: House) -> list[tuple[str, str]]:
    with house.store.read() as reader:
        rows = reader.all("SELECT reason, how FROM alert ORDER BY ended_at, reason, how")
    return [(row[0], row[1]) for row in rows]


def asks(house: House, kind: ReasonKind, at: datetime) -> bool:
    return any(reason.kind is kind for reason in house.reasons(at))


def test_it_silences_this_cause_only_and_leaves_an_alert(house: House) -> None:
    house.mark("no-food", MarkState.SLIPPED, EVENING, word="toast")
    settle(house.store, house.plan_id, ReasonKind.SLIPPED, actor=house.nurse, now=MORNING)
    assert not asks(house, ReasonKind.SLIPPED, MORNING)
    assert ("slipped", "resolved") in alerts(house)
    with pytest.raises(Conflict):
        deal(
            house.store,
            house.plan_id,
            ["0" * 26],
            Word(outcome=Outcome.CALLED),
            actor=house.nurse,
            now=MORNING,
        )
    house.mark("no-food", MarkState.SLIPPED, MORNING, word="toast again")
    assert asks(house, ReasonKind.SLIPPED, MORNING)


def test_called_and_resolved_is_a_contact_and_its_undo_takes_that_back_too(house: House) -> None:
    made = settle(
        house.store, house.plan_id, NO_CONTACT, Outcome.CALLED, actor=house.nurse, now=SILENT
    )
    contacted = [house.plan.contacted_at]
    outcomes.undo(house.store, house.plan_id, made.id, actor=house.nurse, now=SILENT)
    contacted.append(house.plan.contacted_at)
    assert contacted == [SILENT, None]
    assert asks(house, NO_CONTACT, SILENT)
    with house.store.read() as reader:
        assert contacts.calls(reader, house.plan_id) == []
    assert verbs(house).count(Verb.ATTENTION_UNDONE) == 1
    with pytest.raises(Conflict):
        outcomes.undo(house.store, house.plan_id, made.id, actor=house.nurse, now=SILENT)


def test_undoing_a_call_keeps_a_contact_that_was_made_in_another_way(house: House) -> None:
    house.mark("escort", MarkState.CANT, EVENING)
    made = settle(house.store, house.plan_id, CANT, Outcome.CALLED, actor=house.nurse, now=MORNING)
    outcomes.undo(house.store, house.plan_id, made.id, actor=house.nurse, now=MORNING)
    assert house.plan.contacted_at == EVENING


def test_a_message_is_an_attempt_and_the_reason_is_back_by_itself(house: House) -> None:
    house.mark("escort", MarkState.CANT, EVENING)
    made = settle(house.store, house.plan_id, CANT, Outcome.MESSAGE, actor=house.nurse, now=MORNING)
    assert made.returns_at is not None
    assert not asks(house, CANT, made.returns_at - timedelta(minutes=1))
    assert asks(house, CANT, made.returns_at)
    with house.store.read() as reader:
        assert [c.outcome for c in contacts.calls(reader, house.plan_id)] == ["message"]
    assert ("cant", "put_off") in alerts(house)
    outcomes.undo(house.store, house.plan_id, made.id, actor=house.nurse, now=MORNING)
    assert asks(house, CANT, MORNING)


def test_passed_on_it_stays_and_says_who_passed_it_on(house: House) -> None:
    house.mark("escort", MarkState.CANT, EVENING)
    settle(
        house.store,
        house.plan_id,
        CANT,
        Outcome.PASSED_ON,
        note="Can she stay?",
        actor=house.nurse,
        now=MORNING,
    )
    (reason,) = (r for r in house.reasons(MORNING) if r.kind is CANT)
    assert reason.passed.endswith(": “Can she stay?”")
    assert house.nurse.name in reason.passed
    assert [how for kind, how in alerts(house) if kind == "cant"] == []


@pytest.mark.parametrize("outcome", [Outcome.NO_PROBLEM, Outcome.RESOLVED])
def test_not_a_problem_needs_words(house: House, outcome: Outcome) -> None:
    house.mark("escort", MarkState.CANT, EVENING)
    meant = ids(house.store, house.plan_id, CANT, MORNING)
    for note in ("  ", "x" * 2001):
        word = Word(outcome=outcome, note=note)
        with pytest.raises(Invalid) as refused:
            deal(house.store, house.plan_id, meant, word, actor=house.nurse, now=MORNING)
        assert "note" in refused.value.problems
    assert asks(house, CANT, MORNING)


@pytest.mark.parametrize("outcome", [Outcome.CALLED, Outcome.NO_PROBLEM, Outcome.RESOLVED])
def test_a_nurse_settles_nothing_that_a_clinician_decides(house: House, outcome: Outcome) -> None:
    house.answer_all(EVENING, "warfarin")
    later = BOOKED + timedelta(days=10)
    word = Word(outcome=outcome, note="They know.")
    meant = ids(house.store, house.plan_id, ReasonKind.UNDECIDED, later)
    assert meant
    with pytest.raises(Invalid) as refused:
        deal(house.store, house.plan_id, meant, word, actor=house.nurse, now=later)
    assert refused.value.problems == {"": outcomes.ONLY_A_CLINICIAN}
    assert asks(house, ReasonKind.UNDECIDED, later)
    deal(house.store, house.plan_id, meant, word, actor=house.clinician, now=later)
    assert not asks(house, ReasonKind.UNDECIDED, later)


def test_a_nurse_may_leave_a_message_about_it_but_not_past_its_do_by(house: House) -> None:
    house.answer_all(EVENING, "warfarin")
    later = BOOKED + timedelta(days=10)
    made = settle(
        house.store,
        house.plan_id,
        ReasonKind.UNDECIDED,
        Outcome.MESSAGE,
        actor=house.nurse,
        now=later,
        back=Return.MORNING,
    )
    assert made.returns_at is not None
    assert made.returns_at < later + timedelta(hours=8)


def test_only_staff_say_so_and_only_of_their_own(house: House) -> None:
    house.mark("escort", MarkState.CANT, EVENING)
    with pytest.raises(NotAllowed):
        settle(house.store, house.plan_id, CANT, actor=house.patient, now=MORNING)
    with pytest.raises(Conflict):
        outcomes.undo(house.store, house.plan_id, "nothing", actor=house.nurse, now=MORNING)


def test_a_cause_that_goes_clears_the_reason_and_the_history_says_so(house: House) -> None:
    house.mark("escort", MarkState.CANT, EVENING)
    house.mark("escort", MarkState.DONE, MORNING)
    assert not asks(house, CANT, MORNING)
    assert ("cant", "cleared") in alerts(house)
    with house.store.read() as reader:
        (told,) = entries.latest(reader, house.plan_id, Verb.ATTENTION_CLEARED, most=5)
    assert told.payload is not None
    assert "I can’t" in told.payload


def test_what_had_not_begun_goes_without_a_word(house: House) -> None:
    house.mark("escort", MarkState.DONE, EVENING)
    assert Verb.ATTENTION_CLEARED not in verbs(house)
    assert alerts(house) == []


def test_what_asks_on_in_another_form_is_not_said_to_be_cleared(house: House) -> None:
    """The first of two slips is settled; of the same task the second asks on."""
    house.mark("escort", MarkState.CANT, EVENING)
    house.mark("escort", MarkState.CANT, MORNING, word="still nobody")
    assert asks(house, CANT, MORNING)
    assert Verb.ATTENTION_CLEARED not in verbs(house)


def test_a_reason_whose_time_is_over_is_not_filed(house: House) -> None:
    near = house.plan.procedure_at
    assert near is not None
    house.mark("escort", MarkState.UNSURE, near - timedelta(hours=40))
    with house.store.read() as reader:
        filed = attention.filed(reader, (house.plan_id,))
    now = near - timedelta(hours=40)
    assert not [r for _, r in filed if r.until_at is not None and r.until_at <= now]
