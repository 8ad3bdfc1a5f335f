"""Nothing is lost, doubled or let through: what a careful attacker or a tired thumb can do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, timedelta

import pytest

from checklist.actions import booking, doors, printing, reading
from checklist.actions import staff as signing_in
from checklist.actions.answers import Told, check_answers
from checklist.actions.booking import add_plan
from checklist.actions.doors import MOST_WRONG, MOST_WRONG_FROM_ONE_ADDRESS, open_door, reissue
from checklist.actions.marks import mark_task
from checklist.actions.medicines import Decided, decide
from checklist.core.actors import Actor, Role, system
from checklist.core.clinic import Clinic
from checklist.core.door_codes import parse
from checklist.core.errors import Conflict, GuessLimit, Invalid, NotAllowed, NotFound
from checklist.core.marks import MarkState
from checklist.core.medicines import DecisionKind
from checklist.core.moments import Moment
from checklist.core.plan.model import QuestionAsked
from checklist.core.protocol import Criticality, QuestionKind
from checklist.store import Store, guesses, marks
from checklist.store import doors as door_rows
from tests.actions.conftest import BOOKED, PROCEDURE, House, new_plan
from tests.conftest import add_staff

EVENING = BOOKED + timedelta(hours=9)
KEY = b"k" * 32
BORN = date(1947, 6, 12)


# One mark id, one statement ---------------------------------------------------------------------


def test_one_mark_id_never_swallows_a_second_statement(house: House) -> None:
    """Back, then another button of the same page: the second word is refused, never dropped."""
    said = house.said("escort", MarkState.DONE)
    mark_task(house.store, house.plan_id, said, actor=house.patient, now=EVENING)
    for other in (
        house.said("escort", MarkState.CANT, id=said.id),
        house.said("no-food", MarkState.DONE, id=said.id),
        house.said("escort", MarkState.DONE, id=said.id, word="my son comes"),
    ):
        with pytest.raises(Conflict):
            mark_task(house.store, house.plan_id, other, actor=house.patient, now=EVENING)
    with house.store.read() as reader:
        (kept,) = marks.of_plan(reader, house.plan_id)
    assert (kept.task_key, kept.state) == ("escort", MarkState.DONE)


def test_a_mark_id_of_one_plan_means_nothing_in_another(house: House) -> None:
    other = add_plan(
        house.store,
        new_plan(house.protocol_id, house.clinic, name="Ines Caldeira", record_number="40318"),
        actor=house.nurse,
        now=BOOKED,
    )
    said = house.said("escort", MarkState.DONE)
    mark_task(house.store, house.plan_id, said, actor=house.nurse, now=EVENING)
    mark_task(house.store, other.plan_id, said, actor=house.nurse, now=EVENING)
    cleared = house.said("escort", MarkState.CLEARED, replaces=frozenset({said.id}))
    mark_task(house.store, other.plan_id, cleared, actor=house.nurse, now=EVENING)
    assert house.state("escort").state is MarkState.DONE, "the other plan's undo is not ours"


def test_what_was_said_of_a_dropped_task_is_still_kept_and_read(house: House) -> None:
    """The plan changed while the page was open: "I took one" must reach the nurse all the same."""
    house.answer_all(BOOKED, "Eliquis")
    stop = house.medicine_task("undecided")
    said = house.said(stop.key, MarkState.UNSURE, word="I took one")
    _decide(house, DecisionKind.STOP)
    assert house.revision.content.task(stop.key) is None, "the task must be gone for this test"
    kept = mark_task(house.store, house.plan_id, said, actor=house.patient, now=EVENING)
    assert kept.task.key == stop.key
    with house.store.read() as reader:
        assert [m.word for m in marks.of_task(reader, house.plan_id, stop.key)] == ["I took one"]


# Who may look -----------------------------------------------------------------------------------


def looks(house: House) -> list[Callable[[Actor], object]]:
    store, plan_id = house.store, house.plan_id
    return [
        lambda who: reading.open_record(store, plan_id, actor=who, now=EVENING),
        lambda who: printing.print_sheet(store, plan_id, actor=who, now=EVENING),
    ]


def test_opening_and_printing_ask_whose_plan_it_is(
    house: House, other_clinic: Clinic, store: Store
) -> None:
    stranger = add_staff(store, other_clinic, Role.NURSE, "Noor Haddad", BOOKED)
    for look in looks(house):
        with pytest.raises(NotFound):
            look(stranger)
        look(house.nurse)


def test_only_staff_see_lists_and_search(house: House) -> None:
    for who in (house.patient, system("demo", house.clinic.id)):
        with pytest.raises(NotAllowed):
            reading.search(house.store, "Silva", actor=who, now=EVENING)
        with pytest.raises(NotAllowed):
            reading.list_seen(house.store, "all", actor=who, now=EVENING)


# Guessing ---------------------------------------------------------------------------------------


def test_guessing_in_parallel_gains_no_try(store: Store, clinic: Clinic) -> None:
    with store.write(system("setup", clinic.id), BOOKED) as tx:
        signing_in.add_staff(
            tx,
            clinic_id=clinic.id,
            name="Sam Okafor",
            title="",
            role=Role.NURSE,
            email="sam@clinic.example",
            password="a-long-enough-passphrase",
        )

    def guess(number: int) -> str:
        try:
            return signing_in.sign_in(store, "sam@clinic.example", f"no {number}", now=BOOKED)
        except (Invalid, GuessLimit) as refused:
            return type(refused).__name__

    with ThreadPoolExecutor(12) as pool:
        said = Counter(pool.map(guess, range(24)))
    assert said == {"Invalid": signing_in.FREE_TRIES, "GuessLimit": 24 - signing_in.FREE_TRIES}
    with store.read() as reader:
        assert guesses.wrong(reader, "staff:sam@clinic.example")[0] == signing_in.FREE_TRIES


def test_an_address_that_tries_name_after_name_costs_no_more_hashing(
    store: Store, clinic: Clinic
) -> None:
    """Each hash is slow on purpose: whoever asks for thousands would keep patients waiting."""

    def guess(number: int, address: str, at: datetime = BOOKED) -> str:
        try:
            return signing_in.sign_in(store, f"x{number}@x.example", "no", now=at, address=address)
        except (Invalid, GuessLimit) as refused:
            return type(refused).__name__

    most = signing_in.MOST_WRONG_FROM_ONE_ADDRESS
    assert {guess(number, "203.0.113.7") for number in range(most)} == {"Invalid"}
    assert guess(most, "203.0.113.7") == "GuessLimit"
    assert guess(most, "198.51.100.4") == "Invalid"
    later = BOOKED + signing_in.LONGEST_WAIT
    assert guess(most, "203.0.113.7", later) == "Invalid"


def test_an_address_that_guessed_codes_still_opens_with_a_letters_link(house: House) -> None:
    """A ward, a home or a mobile network is one address: a link of 128 bits is nobody's guess."""
    link, code = _letter(house)
    for _ in range(MOST_WRONG_FROM_ONE_ADDRESS):
        with pytest.raises(Invalid):
            _enter(house, "22222-22222")
    with pytest.raises(GuessLimit):
        _enter(house, code)
    assert _enter(house, link)


def test_an_old_or_invented_link_never_freezes_the_door(house: House) -> None:
    """The letter before the last is scanned again and again: the new one must still open."""
    old, _ = _letter(house)
    with house.store.read() as reader:
        door = door_rows.of_patient(reader, house.plan.patient_id)[0]
    reissue(house.store, house.plan_id, door.id, actor=house.nurse, now=EVENING)
    for _ in range(MOST_WRONG + 1):
        with pytest.raises(Invalid):
            _enter(house, old)
    assert _enter(house, _letter(house)[0])


@pytest.mark.parametrize("rest", ["é" * 22, "😀" * 22, "٣" * 22])
def test_a_link_in_other_letters_is_none(rest: str) -> None:
    assert parse("23456" + rest) is None


# What cannot be ---------------------------------------------------------------------------------


@pytest.mark.parametrize("record_number", ["---", "/ .", "\u200b", "\u0301"])
def test_a_record_number_of_nothing_but_signs_is_refused(house: House, record_number: str) -> None:
    """It would fold to nothing, and nothing belongs to everybody."""
    new = new_plan(house.protocol_id, house.clinic, record_number=record_number)
    with pytest.raises(Invalid) as refused:
        add_plan(house.store, new, actor=house.nurse, now=BOOKED)
    assert list(refused.value.problems) == ["record_number"]


@pytest.mark.parametrize("name", ["---", "\u200b", "..."])
def test_a_name_without_a_letter_is_refused(house: House, name: str) -> None:
    new = new_plan(house.protocol_id, house.clinic, name=name, record_number="7")
    with pytest.raises(Invalid) as refused:
        add_plan(house.store, new, actor=house.nurse, now=BOOKED)
    assert list(refused.value.problems) == ["name"]


def test_a_procedure_years_ahead_is_a_slip_of_the_keys(house: House) -> None:
    for year in (2029, 2072, 9999):
        procedure = Moment.on(PROCEDURE.date().replace(year=year))
        new = new_plan(
            house.protocol_id, house.clinic, procedure=procedure, arrival=Moment.unknown()
        )
        with pytest.raises(Invalid) as refused:
            booking.preview(house.store, new, actor=house.nurse, now=BOOKED)
        assert list(refused.value.problems) == ["procedure_day"]


@pytest.mark.parametrize(
    ("field", "wrong"),
    [
        ("last_dose", {"last_dose": PROCEDURE - timedelta(days=365)}),
        ("restart", {"restart_at": PROCEDURE + timedelta(days=400)}),
        (
            "restart",
            {
                "restart_at": None,
                "restart_owner": "Dr Rao",
                "restart_by": PROCEDURE + timedelta(days=400),
            },
        ),
    ],
)
def test_a_dose_in_another_year_is_a_slip_of_the_keys(
    house: House, field: str, wrong: dict[str, object]
) -> None:
    """A date is shown without its year: 2026 for 2027 would read as any other day."""
    house.answer_all(BOOKED, "Eliquis")
    with pytest.raises(Invalid) as refused:
        _decide(house, DecisionKind.STOP, **wrong)
    assert [key.rpartition(".")[2] for key in refused.value.problems] == [field]


@pytest.mark.parametrize("value", ["nan", "inf", "-inf", "1e400", "NaN"])
def test_a_number_is_a_number(value: str) -> None:
    """ "Not a number" lies within no bounds and beyond none, so it would pass every one."""
    asked = QuestionAsked(
        key="n",
        kind=QuestionKind.NUMBER,
        ask="How many?",
        hint="",
        detail="",
        criticality=Criticality.HARM,
        matters=(),
        at_least=1,
        at_most=9,
    )
    assert check_answers((asked,), (Told(question="n", value=value),))


def _decide(house: House, kind: DecisionKind, **more: object) -> None:
    (medicine,) = house.revision.inputs.medicines
    given: dict[str, object] = {
        "medicine_id": medicine.id,
        "kind": kind,
        "last_dose": PROCEDURE - timedelta(days=6),
        "restart_at": PROCEDURE + timedelta(days=1),
        **more,
    }
    decide(
        house.store,
        house.plan_id,
        [Decided(**given)],  # type: ignore[arg-type]  # a dict of its fields
        actor=house.clinician,
        now=EVENING,
    )


def _letter(house: House) -> tuple[str, str]:
    made = doors.letters(
        house.store, house.plan_id, KEY, "https://t.example", actor=house.nurse, now=BOOKED
    )[0]
    return made.link.partition("#")[2], made.code


def _enter(house: House, typed: str) -> str:
    return open_door(house.store, typed, BORN, KEY, address="203.0.113.7", now=EVENING)
