"""Both versions of vertebroplasty hold every row of the guidance, and what that leaves out.

Run with ``-s`` to read which element covers which row.
"""

from __future__ import annotations

from collections import defaultdict

import pytest

from checklist.core.errors import NotFound
from checklist.core.protocol import (
    ChoiceKind,
    Criticality,
    Kind,
    Owner,
    Phase,
    Protocol,
    Tier,
)
from checklist.protocols import load_shipped, shipped

LEAFLET = {
    "S01": "could be pregnant",
    "S02": "every medicine taken, bought without prescription too",
    "S03": "drinking a lot of alcohol",
    "S04": "aspirin, anti-inflammatories, anything against clotting: the clinic decides",
    "S05": "which medicines still to take on the day",
    "S06": "try to stop smoking",
    "S07": "no food before",
    "S08": "no drink before",
    "S09": "only the named medicines, small sip of water",
    "S10": "arrive on time",
    "S11": "usually home the same day",
    "S12": "no driving until the surgeon agrees",
    "S13": "able to walk on the first day",
    "S14": "in bed except for the toilet",
    "S15": "slowly return to usual activity",
    "S16": "no heavy lifting, at least 6 weeks",
    "S17": "no strenuous activity, at least 6 weeks",
    "S18": "ice on the needle site",
    "S19": "awake with medicine to relax, or asleep",
    "S20": "risks",
    "S21": "usually less pain, fewer painkillers, moves better",
    "S22": "what it is, how it is done, why",
    "S23": "where the guidance comes from, and who reviewed it",
}

MISSING_FROM_THE_LEAFLET = {
    "M01": "escort home and first night",
    "M02": "whom to call in and out of hours",
    "M03": "warning signs",
    "M04": "wound care",
    "M05": "restart of each stopped medicine",
    "M06": "diabetes, low sugar before the fasting rule",
    "M07": "allergies: contrast, latex, cement",
    "M08": "infection, high temperature or antibiotics now, early and the day before",
    "M09": "kidney function",
    "M10": "clotting test",
    "M11": "follow-up and bone health",
}

PUBLISHED = {"F01": "the first day after sedation", "F02": "warning signs, strictest tier"}


@pytest.fixture(scope="module", params=["vertebroplasty-1", "vertebroplasty-2"])
def protocol(request: pytest.FixtureRequest) -> Protocol:
    return load_shipped(request.param)[1]


@pytest.fixture(scope="module")
def covered(protocol: Protocol) -> dict[str, list[str]]:
    """By row, the elements that rest on it."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for kind, elements in (
        ("choice", protocol.choices),
        ("question", protocol.questions),
        ("group", protocol.medicine_groups),
        ("step", protocol.steps),
        ("sign", protocol.red_flags),
        ("page", protocol.about),
    ):
        for element in elements:
            for row in element.sources:
                found[row].append(f"{kind} {element.key}")
    return found


@pytest.mark.parametrize(
    ("row", "means"), {**LEAFLET, **MISSING_FROM_THE_LEAFLET, **PUBLISHED}.items()
)
def test_every_row_is_covered(covered: dict[str, list[str]], row: str, means: str) -> None:
    print(f"{row} {means}: {', '.join(covered.get(row, ()))}")
    # A choice or a group alone shows a patient nothing.
    shown = [e for e in covered.get(row, ()) if not e.startswith(("choice", "group"))]
    assert shown, f"nothing a patient or nurse sees covers {row}: {means}"


def test_no_row_is_made_up(covered: dict[str, list[str]]) -> None:
    assert covered.keys() <= LEAFLET.keys() | MISSING_FROM_THE_LEAFLET.keys() | PUBLISHED.keys()


# Kind, owner, phase and criticality as the guidance has them. S04 is the medicines'.
ROWS = [
    ("S01", "answers", Kind.ANSWER, Owner.PATIENT, Phase.BEFORE, 3),
    ("S06", "stop-smoking", Kind.DO, Owner.PATIENT, Phase.BEFORE, 2),
    ("S05", "name-day-medicines", Kind.DO, Owner.CLINIC, Phase.BEFORE, 3),
    ("S07", "no-food", Kind.AVOID, Owner.PATIENT, Phase.DAY, 3),
    ("S08", "no-drink", Kind.AVOID, Owner.PATIENT, Phase.DAY, 3),
    ("S09", "day-medicines", Kind.DO, Owner.PATIENT, Phase.DAY, 3),
    ("S10", "arrive", Kind.ATTEND, Owner.PATIENT, Phase.DAY, 3),
    ("S12", "no-driving", Kind.AVOID, Owner.PATIENT, Phase.AFTER, 3),
    ("S14", "rest", Kind.DO, Owner.PATIENT, Phase.AFTER, 2),
    ("S15", "activity", Kind.DO, Owner.PATIENT, Phase.AFTER, 1),
    ("S16", "no-lifting", Kind.AVOID, Owner.PATIENT, Phase.AFTER, 2),
    ("S17", "no-strain", Kind.AVOID, Owner.PATIENT, Phase.AFTER, 2),
    ("S18", "ice", Kind.DO, Owner.PATIENT, Phase.AFTER, 1),
]


@pytest.mark.parametrize(("row", "key", "kind", "owner", "phase", "degree"), ROWS)
def test_a_row_is_what_the_guidance_says(
    protocol: Protocol, row: str, key: str, kind: Kind, owner: Owner, phase: Phase, degree: int
) -> None:
    step = next(step for step in protocol.steps if step.key == key)
    assert row in step.sources
    assert (step.kind, step.owner, step.phase) == (kind, owner, phase)
    assert step.criticality == degree


def test_infection_is_asked_early_and_again_the_day_before(protocol: Protocol) -> None:
    asked = [step for step in protocol.steps if step.kind is Kind.ANSWER]
    early, late = (step for step in asked if step.phase is Phase.BEFORE)
    assert "infection" in early.questions
    assert "ill_now" in late.questions
    assert late.due == "6pm the day before procedure"
    for key in ("infection", "ill_now"):
        assert protocol.question(key).criticality is Criticality.HARM


def test_every_grave_question_has_an_answer_to_read(protocol: Protocol) -> None:
    for question in protocol.questions:
        if question.criticality is Criticality.HARM and question.kind == "yes_no":
            assert "unsure" in question.matters, question.key
            assert len(question.matters) == 2, question.key


def test_no_group_says_how_long_to_stop(protocol: Protocol) -> None:
    """A group only says by when a clinician must have decided, in the clinic's own value."""
    for group in protocol.medicine_groups:
        assert group.decide_by == "{decide_medicines} before procedure"
    words = protocol.medicine_words["en"]
    for state in ("undecided", "undecided_day", "last_dose", "stop"):
        text = getattr(words, state).text
        assert not any(unit in text for unit in ("hour", "day)", "days", "week")), state


@pytest.mark.parametrize(
    ("name", "group"),
    [
        ("warfarin", "anticoagulant"),
        ("coumadin", "anticoagulant"),
        ("eliquis", "anticoagulant"),
        ("enoxaparin", "anticoagulant"),
        ("aspirin", "antiplatelet"),
        ("brilique", "antiplatelet"),
        ("ibuprofen", "nsaid"),
        ("naproxen", "nsaid"),
        ("insulin", "diabetes"),
        ("forxiga", "sglt2"),
        ("ozempic", "glp1"),
    ],
)
def test_the_medicines_that_matter_are_known(protocol: Protocol, name: str, group: str) -> None:
    known = protocol.group(group)
    assert known is not None
    assert name in known.names


def test_values_the_clinic_owns_say_so_and_have_bounds(protocol: Protocol) -> None:
    for choice in protocol.choices:
        assert choice.owner, choice.key
        if choice.kind is ChoiceKind.AMOUNT:
            assert choice.at_least, choice.key
            assert choice.at_most, choice.key


def test_six_weeks_is_the_least(protocol: Protocol) -> None:
    """The guidance says "at least 6 weeks" of both; a clinic can only ask for more."""
    for key in ("lifting_until", "activity_until"):
        choice = next(choice for choice in protocol.choices if choice.key == key)
        assert choice.at_least == "6 weeks"


def test_the_warning_signs_are_the_strictest_tier(protocol: Protocol) -> None:
    tiers = {tier: [f.key for f in protocol.red_flags if f.tier is tier] for tier in Tier}
    assert [len(tiers[t]) for t in (Tier.EMERGENCY, Tier.SAME_DAY, Tier.MENTION)] == [13, 7, 1]
    assert tiers[Tier.MENTION] == ["no-better"]


def test_the_signs_are_shown_until_three_months_after(protocol: Protocol) -> None:
    step = next(step for step in protocol.steps if step.key == "warning-signs")
    assert step.closes == "3 months after procedure"


def test_the_words_are_reviewed_and_a_next_review_is_due(protocol: Protocol) -> None:
    assert protocol.texts["en"].reviewed
    provenance = protocol.provenance
    assert provenance.reviewed_on is not None
    assert provenance.next_review is not None
    assert provenance.next_review > provenance.reviewed_on


def test_it_is_among_the_shipped() -> None:
    assert "vertebroplasty-1" in shipped()
    for name in shipped():
        source, protocol = load_shipped(name)
        assert name == f"{protocol.key}-{protocol.version}"
        assert f"protocol: {protocol.key}\n" in source


def test_another_name_is_not_found() -> None:
    with pytest.raises(NotFound):
        load_shipped("../settings")
