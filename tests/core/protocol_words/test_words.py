"""A protocol's timings, conditions, repeats and slots, as a clinician reads them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from checklist.core.bounds import Bounds
from checklist.core.conditions import (
    AgeIs,
    AllOf,
    AnswerIs,
    AnswerNumber,
    AnswerWithin,
    AnyOf,
    ChoiceIs,
    Condition,
    GroupDecided,
    Happened,
    Measured,
    Not,
    RegimenIs,
    SiteIs,
    SlotIs,
    StepChecked,
    StepDone,
    StepMissed,
    TakesGroup,
)
from checklist.core.protocol import (
    AnchorRule,
    Around,
    Choice,
    ChoiceKind,
    Criticality,
    Kind,
    MedicineGroup,
    Option,
    Phase,
    Protocol,
    Provenance,
    Question,
    QuestionKind,
    QuestionWords,
    Regimen,
    Step,
    StepWords,
)
from checklist.core.protocol_words import (
    Speaker,
    condition_words,
    filled_words,
    repeat_words,
    timing_words,
    window_words,
)
from checklist.core.protocol_words.timings import choices_in
from checklist.core.repeats import Cycle, Repeat, Session, Stage


def step(key: str, title: str, kind: Kind = Kind.DO, **more: Any) -> Step:
    words = {"en": StepWords(title=title, text=title), "es": StepWords(title="Hola", text="Hola")}
    return Step(
        key=key,
        kind=kind,
        phase=Phase.BEFORE,
        criticality=Criticality.DELAY,
        words=words,
        **more,
    )


def choice(key: str, kind: ChoiceKind, label: str, default: str, **more: Any) -> Choice:
    return Choice(key=key, kind=kind, label=label, default=default, owner="The clinic", **more)


PROTOCOL = Protocol(
    key="small",
    version=1,
    language=1,
    title={"en": "Small", "es": "Pequeño"},
    texts={},
    provenance=Provenance(),
    anchors={
        "procedure_end": AnchorRule(key="procedure_end", planned="1 hour after procedure"),
        "trigger": AnchorRule(key="trigger", label="Trigger injection given"),
    },
    choices=(
        choice("food_hours", ChoiceKind.AMOUNT, "Time without food", "6 hours"),
        choice("counts_from", ChoiceKind.ANCHOR, "Fasting counts from", "earliest_start"),
        choice(
            "sleep",
            ChoiceKind.ONE_OF,
            "Awake or asleep",
            "awake",
            options={"awake": {"en": "awake."}, "asleep": {"en": "asleep"}},
        ),
    ),
    questions=(
        Question(
            key="smoker",
            kind=QuestionKind.YES_NO,
            criticality=Criticality.DELAY,
            words={"en": QuestionWords(ask="Do you smoke?")},
        ),
        Question(
            key="eye",
            kind=QuestionKind.ONE_OF,
            criticality=Criticality.DELAY,
            words={"en": QuestionWords(ask="Which eye?")},
            options={"l": {"en": "the left one"}, "r": {"en": "the right one"}},
        ),
    ),
    medicine_groups=(
        MedicineGroup(
            key="thinner",
            label="blood thinner",
            names=("warfarin",),
            decide_by="",
            criticality=Criticality.HARM,
        ),
    ),
    medicine_words={},
    steps=(step("first-dose", "Take the first dose"), step("iron", "Take your iron")),
    red_flags=(),
    about=(),
    regimens=(
        Regimen(key="prep", label="Preparation", options=(Option(key="gentle", label="Gentle"),)),
    ),
)
SPEAKER = Speaker(PROTOCOL, "en")


@pytest.mark.parametrize(
    ("timing", "said"),
    [
        ("6 hours before earliest_start", "6 hours before the earliest start"),
        ("{food_hours} before {counts_from}", "6 hours before the earliest start"),
        ("the day of procedure", "the day of the procedure"),
        ("when booked", "when booked"),
        ("2 days after booked", "2 days after booking"),
        ("2 hours after first-dose", "2 hours after “Take the first dose”"),
        ("1 day after first-dose.closes", "1 day after the end of “Take the first dose”"),
        ("36 hours after trigger", "36 hours after “Trigger injection given”"),
        (
            "the later of 24 hours after procedure_end and the friday after home",
            "the later of 24 hours after the end of the procedure and the friday after going home",
        ),
        (
            "opening time 2 working days before procedure, or the working day before",
            "opening time 2 working days before the procedure, or the working day before",
        ),
        ("7 to 10 days after procedure", "7 to 10 days after the procedure"),
    ],
)
def test_a_timing_keeps_its_words_and_loses_its_keys(timing: str, said: str) -> None:
    assert timing_words(SPEAKER, timing) == said


def test_a_choice_that_was_made_stands_in_the_timing() -> None:
    chosen = Speaker(PROTOCOL, "en", {"food_hours": "8 hours", "counts_from": "procedure"})
    said = timing_words(chosen, "{food_hours} before {counts_from}")
    assert said == "8 hours before the procedure"


@pytest.mark.parametrize(
    ("made", "said"),
    [
        ({}, "No set time"),
        ({"due": "the day before procedure"}, "By the day before the procedure"),
        ({"due": "arrival", "kind": Kind.ATTEND}, "At arrival"),
        ({"opens": "procedure"}, "From the procedure"),
        (
            {"opens": "procedure", "closes": "6 weeks after procedure"},
            "From the procedure until 6 weeks after the procedure",
        ),
        (
            {"opens": "when booked", "due": "arrival", "closes": "procedure"},
            "From when booked, by arrival, until the procedure",
        ),
        (
            {"around": Around(step="iron", before="2 hours", after="4 hours")},
            "From 2 hours before until 4 hours after each “Take your iron”",
        ),
        (
            {"around": Around(step="iron", after="4 hours")},
            "Until 4 hours after each “Take your iron”",
        ),
    ],
)
def test_a_window_is_one_sentence(made: dict[str, Any], said: str) -> None:
    kind = made.pop("kind", Kind.DO)
    assert window_words(SPEAKER, step("some-step", "Some step", kind, **made)) == said


def test_the_choices_a_step_rests_on_are_named_once() -> None:
    made = step(
        "fast", "Fast", opens="{food_hours} before {counts_from}", closes="{food_hours} after home"
    )
    assert choices_in(made) == ("food_hours", "counts_from")


SMOKES = AnswerIs(question="smoker", values=("yes", "unsure"))
TAKES = TakesGroup(group="thinner")


@pytest.mark.parametrize(
    ("condition", "said"),
    [
        (SMOKES, "“Do you smoke?” is answered yes or not sure"),
        (AnswerIs(question="eye", values=("l",)), "“Which eye?” is answered “the left one”"),
        (
            AnswerNumber(number_of="weight", bounds=Bounds(at_least=20, at_most=300)),
            "“weight” is answered from 20 to 300",
        ),
        (
            AnswerWithin(date_of="last_jab", in_the_last="3 months"),
            "“last jab” is a day in the 3 months before the procedure",
        ),
        (ChoiceIs(choice="sleep", values=("awake",)), "Awake or asleep is awake"),
        (TAKES, "takes a medicine of the group “blood thinner”"),
        (
            GroupDecided(decided_group="thinner", decisions=("stop", "undecided")),
            "takes a medicine of the group “blood thinner” that is stopped or not decided yet",
        ),
        (SlotIs(slots=("am",)), "the procedure is in the morning"),
        (SiteIs(sites=("left", "both")), "the site is left or both"),
        (AgeIs(age=Bounds(at_least=65)), "the patient is aged 65 or more"),
        (RegimenIs(regimen="prep", options=("gentle",)), "Preparation is Gentle"),
        (Happened(event="trigger"), "“Trigger injection given” has happened"),
        (StepDone(done_step="iron"), "“Take your iron” is done"),
        (StepChecked(checked_step="iron"), "“Take your iron” is checked by staff"),
        (StepMissed(missed_step="iron"), "“Take your iron” was missed"),
        (
            Measured(measured_step="iron", value=Bounds(above=1, below=1.5)),
            "“Take your iron” measures above 1 and below 1.5",
        ),
        (
            AnyOf(any_of=(SMOKES, TAKES)),
            "“Do you smoke?” is answered yes or not sure, or takes a medicine of the group “blood "
            "thinner”",
        ),
        (
            AllOf(all_of=(TAKES, AnyOf(any_of=(SlotIs(slots=("pm",)), SMOKES)))),
            "takes a medicine of the group “blood thinner”, and (the procedure is in the afternoon,"
            " or “Do you smoke?” is answered yes or not sure)",
        ),
        (Not(negated=TAKES), "not: takes a medicine of the group “blood thinner”"),
    ],
)
def test_every_condition_is_said(condition: Condition, said: str) -> None:
    assert condition_words(SPEAKER, condition) == said


@pytest.mark.parametrize(
    ("repeat", "said"),
    [
        (Repeat(times=4, gap="4 hours"), "Every day, 4 times a day, at least 4 hours apart"),
        (Repeat(every="2 days"), "Every 2 days, once a day"),
        (Repeat(weekdays=(0, 3)), "Every Monday and Thursday, once a day"),
        (
            Repeat(sessions=(Session(name="8am", clock="8am"), Session(name="night", clock="8pm"))),
            "Every day, at 8am and 8pm (night)",
        ),
        (Repeat(amount={"en": "1 drop"}), "Every day, once a day, 1 drop"),
        (
            Repeat(cycle=Cycle(on="3 weeks", off="1 week")),
            "Every day, once a day, 3 weeks on, 1 week off",
        ),
        (
            Repeat(
                amount={"en": "1 drop"},
                stages=(Stage(lasts="1 week", times=4), Stage(lasts="2 weeks", times=2)),
            ),
            "Every day, 4 times a day, 1 drop, for 1 week; then 2 times a day, 1 drop, for 2 weeks",
        ),
    ],
)
def test_a_repeat_is_one_sentence(repeat: Repeat, said: str) -> None:
    assert repeat_words(SPEAKER, repeat) == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Do not eat from {opens}.", "Do not eat from [when it begins]."),
        ("From {closes:day}, ask us.", "From [the day it ends], ask us."),
        ("Come to {place} at {arrival:time}.", "Come to [where to come] at [arrival]."),
        ("No food for {food_hours}.", "No food for 6 hours."),
        ("You are {sleep}.", "You are awake."),
        ("After {procedure:day}", "After [the day of the procedure]"),
        ("{something_else}", "[something else]"),
    ],
)
def test_a_slot_says_what_will_stand_in_it(text: str, said: str) -> None:
    assert filled_words(SPEAKER, text) == said


def test_words_come_in_the_language_asked_for_else_in_the_first() -> None:
    assert Speaker(PROTOCOL, "es").step("iron") == "“Hola”"
    assert Speaker(PROTOCOL, "ar").step("iron") == "“Take your iron”"


def test_what_is_not_there_is_still_named() -> None:
    """A condition of a half-written protocol reads as far as it can."""
    bare = Speaker(replace(PROTOCOL, questions=(), medicine_groups=(), regimens=()), "en")
    assert condition_words(bare, SMOKES) == "“smoker” is answered yes or not sure"
    assert condition_words(bare, TAKES) == "takes a medicine of the group “thinner”"
    assert condition_words(bare, RegimenIs(regimen="prep", options=("x",))) == "prep is x"
