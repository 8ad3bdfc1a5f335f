"""What somebody typed to try a protocol, made into what the actions ask for."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from checklist.actions.trying import Typed
from checklist.core.errors import Invalid
from checklist.core.protocol import Protocol
from checklist.web.forms import read_clock, read_day
from checklist.web.staff.protocols.list_view import languages_of

AHEAD = timedelta(days=21)
THURSDAY = 3
MORNING = "T09:00"
OLDEST = 120
NO_AGE = "Write the age in whole years, such as 72."
MOST_MEDICINES = 20
TOO_MANY = f"Name {MOST_MEDICINES} medicines at most."

CHOICE, ANSWER = "choice_", "answer_"
_MOMENTS = ("start", "arrival", "earliest")
_FIELDS = ("", "day", *_MOMENTS, "booked", "age", "site", "language", "medicines")
_ASKED_AS = {
    "procedure_at": "day",
    "arrival_at": "arrival",
    "earliest_start_at": "earliest",
    "booked_at": "booked",
    "born": "age",
    "now": "day",
}


def fields_of(protocol: Protocol) -> tuple[str, ...]:
    """The form's fields in the order in which they stand."""
    choices = tuple(f"{CHOICE}{choice.key}" for choice in protocol.choices)
    return (*_FIELDS, *choices, *(f"{ANSWER}{key}" for key in answered(protocol)))


def answered(protocol: Protocol) -> tuple[str, ...]:
    """What can be answered: every question, and every step that measures."""
    measuring = (step.key for step in protocol.steps if step.measure is not None)
    return (*(question.key for question in protocol.questions), *measuring)


def first_date(today: date) -> dict[str, str]:
    """What an untouched form shows: a Thursday in about three weeks, in the morning."""
    day = today + AHEAD
    day += timedelta(days=(THURSDAY - day.weekday()) % 7)
    return {"day": day.isoformat(), "start": "10:30", "arrival": "08:30"}


def read(protocol: Protocol, typed: Mapping[str, str]) -> Typed:
    """Raises Invalid with a sentence for each day or clock time that is none."""
    wrong: dict[str, str] = {}
    day = _day("day", typed, wrong)
    age = _age(typed.get("age", "").strip(), wrong)
    booked = _day("booked", typed, wrong)
    moments = {name: _moment(day, name, typed, wrong) for name in _MOMENTS}
    medicines = _medicines(typed.get("medicines", ""), wrong)
    if wrong:
        raise Invalid(wrong)
    language = typed.get("language", "")
    return Typed(
        procedure_at=moments["start"] or day,
        arrival_at=moments["arrival"],
        earliest_start_at=moments["earliest"],
        booked_at=f"{booked}{MORNING}" if booked else "",
        choices=_named(CHOICE, typed, [choice.key for choice in protocol.choices]),
        answers=_named(ANSWER, typed, answered(protocol)),
        medicines=medicines,
        site=typed.get("site", "").strip(),
        born=_born(age, day),
        language=language if language in languages_of(protocol) else "",
    )


def beside(problems: Mapping[str, str]) -> dict[str, str]:
    """The problems of the actions, beside the fields of the form."""
    told: dict[str, str] = {}
    for name, sentence in problems.items():
        head, _, rest = name.partition(".")
        field = {"choices": f"{CHOICE}{rest}", "answers": f"{ANSWER}{rest}"}.get(
            head, _ASKED_AS.get(head, head)
        )
        known = field in _FIELDS or field.startswith((CHOICE, ANSWER))
        told.setdefault(field if known else "", sentence)
    return told


def _day(name: str, typed: Mapping[str, str], wrong: dict[str, str]) -> str:
    """A day as the actions read it; empty where none was typed."""
    sent = typed.get(name, "").strip()
    if not sent:
        return ""
    try:
        return read_day(sent).isoformat()
    except ValueError as problem:
        wrong[name] = str(problem)
        return ""


def _moment(day: str, name: str, typed: Mapping[str, str], wrong: dict[str, str]) -> str:
    """A clock time on the procedure's day; empty where no time, or no day, is known."""
    sent = typed.get(name, "").strip()
    if not sent or not day:
        return ""
    try:
        return f"{day}T{read_clock(sent):%H:%M}"
    except ValueError as problem:
        wrong[name] = str(problem)
        return ""


def _age(sent: str, wrong: dict[str, str]) -> int | None:
    """Whole years; a birth date would be somebody's, and stand in an address."""
    if not sent:
        return None
    if not sent.isascii() or not sent.isdigit() or len(sent) > 3 or int(sent) > OLDEST:
        wrong["age"] = NO_AGE
        return None
    return int(sent)


def _born(age: int | None, day: str) -> str:
    """The birth date of somebody who is this old on the procedure's day."""
    if age is None or not day:
        return ""
    on = date.fromisoformat(day)
    return on.replace(year=on.year - age, day=min(on.day, 28)).isoformat()


def _medicines(sent: str, wrong: dict[str, str]) -> dict[str, str]:
    """One a line: a name, and after "=" what was decided about it."""
    lines = [line.strip() for line in sent.splitlines() if line.strip()]
    if len(lines) > MOST_MEDICINES:
        wrong["medicines"] = TOO_MANY
    found = (line.partition("=") for line in lines[:MOST_MEDICINES])
    return {name.strip(): decided.strip() for name, _, decided in found}


def _named(
    prefix: str, typed: Mapping[str, str], keys: list[str] | tuple[str, ...]
) -> dict[str, str]:
    """What was typed in the fields of a kind, without the empty ones."""
    sent = {key: typed.get(prefix + key, "").strip() for key in keys}
    return {key: value for key, value in sent.items() if value}
