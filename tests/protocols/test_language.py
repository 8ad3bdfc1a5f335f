"""Every key of the language, from the words of a file to the protocol that plans are built from."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checklist.core.bounds import Bounds
from checklist.core.conditions import (
    AgeIs,
    AllOf,
    AnswerIs,
    AnswerNumber,
    AnswerWithin,
    AnyOf,
    GroupDecided,
    Happened,
    Measured,
    RegimenIs,
    SiteIs,
    SlotIs,
    StepChecked,
    StepDone,
    StepMissed,
)
from checklist.core.protocol import (
    Around,
    CallLine,
    Criticality,
    Option,
    Outside,
    Phase,
    Protocol,
    Step,
    TeachBack,
    Tier,
)
from checklist.core.repeats import Cycle, Repeat, Session, Stage
from checklist.protocols import Examined, examine
from checklist.protocols.own_words import own_medicine_words

EVERYTHING = Path(__file__).with_name("everything.yaml")
FIVE_LINES = """\
protocol: hearing-test
title: {en: Hearing test}
steps:
  - {step: arrive, kind: attend, due: arrival,
     en: {title: Come to us, text: "Come to {place} at {arrival}."}}
"""


@pytest.fixture(scope="module")
def found() -> Examined:
    return examine(EVERYTHING.read_text("utf-8"), EVERYTHING.name, today=date(2026, 11, 26))


@pytest.fixture(scope="module")
def protocol(found: Examined) -> Protocol:
    assert found.protocol is not None, found.errors
    return found.protocol


def step(protocol: Protocol, key: str) -> Step:
    return next(step for step in protocol.steps if step.key == key)


def test_it_has_no_errors_and_warns_of_what_is_unreviewed(found: Examined) -> None:
    assert found.errors == ()
    assert all("not reviewed" in warning for warning in found.warnings)


def test_five_lines_are_a_protocol() -> None:
    found = examine(FIVE_LINES, "hearing-test.yaml")
    assert found.errors == ()
    assert found.protocol is not None
    arrive = found.protocol.steps[0]
    assert (arrive.phase, arrive.criticality) == (Phase.DAY, Criticality.DELAY)
    assert not found.protocol.texts["en"].reviewed
    assert (found.protocol.version, found.protocol.language) == (1, 1)
    assert [warning.split("warning: ")[1].split(":")[0] for warning in found.warnings] == [
        "the words in “en” are not reviewed",
        "“provenance” is missing",
        "“red_flags” are missing",
        "“why” is missing",
        "this names a time that may not be known yet",
    ]


def test_medicines_have_the_house_s_words_where_a_file_has_none(protocol: Protocol) -> None:
    english, spanish = own_medicine_words("en"), own_medicine_words("es")
    assert english is not None
    assert spanish is not None
    assert protocol.medicine_words["es"].stop == spanish.stop
    assert protocol.medicine_words["en"].stop == english.stop
    assert protocol.medicine_words["en"].keep.text == "Keep taking {medicine} as now."
    assert own_medicine_words("fr") is None


def test_moments_and_choices(protocol: Protocol) -> None:
    assert protocol.anchors["trigger"].label == "Trigger injection given"
    assert (protocol.anchors["trigger"].planned, protocol.anchors["trigger"].firm) == ("", False)
    assert protocol.anchors["plaster_off"].label == "Plaster off"
    assert protocol.choices[0].kind == "clock"
    assert protocol.choices[1].owner == "The clinic"


def test_regimens_questions_and_gates(protocol: Protocol) -> None:
    (regimen,) = protocol.regimens
    hard = AnswerIs(question="bowels", values=("hard",))
    assert regimen.options == (
        Option(key="gentle", label="Gentle", when=hard),
        Option(key="standard", label="Standard"),
    )
    assert protocol.question("bowels").options["soft"] == {"en": "Soft", "es": "Blandas"}
    assert protocol.question("weight").at_least == 30
    (gate,) = protocol.gates
    assert gate.waits_for == Measured(measured_step="weigh", value=Bounds(below=280))


def test_a_measured_value(protocol: Protocol) -> None:
    weigh = step(protocol, "weigh")
    assert weigh.measure is not None
    assert weigh.measure.unit == "kg"
    assert weigh.measure.possible == Bounds(at_least=20, at_most=300)
    assert weigh.measure.outside[0] == Outside(
        bounds=Bounds(above=200),
        tier=Tier.SAME_DAY,
        words={"en": "Call us today.", "es": "Llame hoy."},
    )
    assert weigh.teach_back["en"] == TeachBack(
        ask="When is it due?", right="{due}", wrong=("Never", "Next year")
    )


def test_gates_and_chains(protocol: Protocol) -> None:
    dose = step(protocol, "first-dose")
    assert dose.when == RegimenIs(regimen="prep", options=("standard",))
    assert dose.waits_for == Measured(measured_step="weigh", value=Bounds(below=250))
    assert dose.voids
    assert dose.words["en"].void == "You do not need this now."


def test_repeats(protocol: Protocol) -> None:
    drops, pills = step(protocol, "eye-drops"), step(protocol, "pills")
    each = [Session(name=clock, clock=clock) for clock in ("8am", "midday", "4pm", "8pm")]
    assert drops.repeat == Repeat(
        sessions=(
            Session(name="morning", clock="8am"),
            Session(name="night", clock="{night_time}"),
        ),
        gap="4 hours",
        separate=True,
        stages=(
            Stage(lasts="1 week", sessions=tuple(each), amount={"en": "2 drops", "es": "2 gotas"}),
            Stage(lasts="1 week"),
        ),
        amount={"en": "1 drop", "es": "1 gota"},
    )
    assert drops.stays
    assert drops.until == AnyOf(
        any_of=(
            Happened(event="plaster_off"),
            Measured(measured_step="weigh", value=Bounds(below=60)),
        )
    )
    assert pills.repeat == Repeat(
        weekdays=(0, 3), times=2, gap="6 hours", cycle=Cycle(on="3 weeks", off="1 week")
    )


def test_avoids(protocol: Protocol) -> None:
    milk = step(protocol, "no-milk")
    assert milk.around == Around(step="first-dose", before="2 hours", after="4 hours")
    assert milk.allows == ("second-dose",)
    assert milk.words["en"].except_ == "You can take sips of water."
    assert milk.phase is Phase.BEFORE  # as what it lies around


def test_conditions(protocol: Protocol) -> None:
    assert step(protocol, "no-lifting").when == AllOf(
        all_of=(
            SiteIs(sites=("left knee", "hip")),
            SiteIs(sites=("both", "bilateral")),
            SlotIs(slots=("am", "pm")),
            AgeIs(age=Bounds(at_least=18)),
            GroupDecided(decided_group="thinners", decisions=("stop", "undecided")),
        )
    )
    assert step(protocol, "call").when == AnyOf(
        any_of=(
            AnswerWithin(date_of="last_flu", in_the_last="3 months"),
            AnswerNumber(number_of="weight", bounds=Bounds(above=100)),
            StepMissed(missed_step="first-dose"),
            StepChecked(checked_step="weigh"),
            StepDone(done_step="second-dose"),
        )
    )


def test_red_flags(protocol: Protocol) -> None:
    flag = protocol.red_flags[0]
    assert (flag.opens, flag.closes) == ("first_held_dose", "3 months after procedure")
    assert flag.value == Measured(measured_step="weigh", value=Bounds(above=290))
    assert flag.calls == (
        CallLine(phone="01632 960 777", since="8am", until="8pm"),
        CallLine(phone="clinic", since="8pm", until="8am"),
    )


@pytest.mark.parametrize(
    ("timing", "phase"),
    [
        ("due: 5 days before procedure", Phase.BEFORE),
        ("due: 6pm the day before procedure", Phase.BEFORE),
        ("due: arrival", Phase.DAY),
        ("due: the day of procedure", Phase.DAY),
        ("due: procedure", Phase.DAY),
        ("due: procedure_end", Phase.AFTER),
        ("opens: procedure", Phase.AFTER),
        ("opens: 2 days after procedure", Phase.AFTER),
        ("closes: 6 hours before procedure", Phase.DAY),
        ("opens: 3 months before procedure", Phase.BEFORE),
        ("due: 2 days after booked", Phase.BEFORE),
        ("due: 1 hour after told", Phase.AFTER),
        ("due: told", Phase.AFTER),
        ("opens: 10 days before procedure\n    due: 2 days after procedure", Phase.AFTER),
    ],
)
def test_a_phase_is_worked_out_from_the_timing(timing: str, phase: Phase) -> None:
    text = (
        "protocol: a\ntitle: {en: A}\nanchors:\n  told: {label: We told them}\nsteps:\n"
        f"  - step: b\n    kind: do\n    {timing}\n    en: {{title: Do it, text: Do it.}}\n"
    )
    found = examine(text, "a.yaml")
    assert found.protocol is not None, found.errors
    assert found.protocol.steps[0].phase is phase


def test_a_written_phase_stays() -> None:
    text = FIVE_LINES.replace("due: arrival,", "due: arrival, phase: before,")
    found = examine(text, "a.yaml")
    assert found.protocol is not None
    assert found.protocol.steps[0].phase is Phase.BEFORE


@settings(max_examples=40)
@given(st.data())
def test_no_line_that_is_missing_or_doubled_breaks_the_reader(data: st.DataObject) -> None:
    """Whatever is left of the file, its problems are told, and nothing else is ever raised."""
    lines = EVERYTHING.read_text("utf-8").splitlines()
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, len(lines) - 1))
        other = data.draw(st.sampled_from(lines))
        lines[at : at + 1] = data.draw(st.sampled_from([[], [lines[at], other], [other]]))
    found = examine("\n".join(lines), "e.yaml", today=date(2026, 11, 26))
    assert all(re.match(r"(e|after-sedation-1)\.yaml:\d+:\d+: ", said) for said in found.errors)
    assert bool(found.errors) == (found.protocol is None)
