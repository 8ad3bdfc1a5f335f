"""What differs between two versions, in words a clinician reads; nothing goes unsaid."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from datetime import date
from enum import Enum
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checklist.core.bounds import Bounds
from checklist.core.conditions import AnswerIs
from checklist.core.differences import Difference, Part, differences
from checklist.core.protocol import CallLine, Protocol, TeachBack, TextReview, Tier
from checklist.protocols import load_shipped
from tests.protocols.drops import drops

OLD = load_shipped("vertebroplasty-1")[1]
EYE = drops()


def said(old: Protocol, new: Protocol) -> list[str]:
    return [one.text for one in differences(old, new)]


def changed(protocol: Protocol, part: str, key: str, **values: Any) -> Protocol:
    """The protocol with one element of a list changed."""
    was = getattr(protocol, part)
    return with_part(protocol, part, [replace(i, **values) if i.key == key else i for i in was])


def with_part(protocol: Protocol, part: str, items: list[Any]) -> Protocol:
    values: dict[str, Any] = {part: tuple(items)}
    return replace(protocol, **values)


def without(protocol: Protocol, part: str, key: str) -> Protocol:
    return with_part(protocol, part, [i for i in getattr(protocol, part) if i.key != key])


def reworded(protocol: Protocol, step: str, **words: str) -> Protocol:
    found = next(one for one in protocol.steps if one.key == step)
    return changed(protocol, "steps", step, words={"en": replace(found.words["en"], **words)})


def test_a_protocol_does_not_differ_from_itself() -> None:
    assert differences(OLD, OLD) == ()
    assert differences(EYE, drops()) == ()


def test_the_number_of_the_version_is_no_difference() -> None:
    assert differences(OLD, replace(OLD, version=2)) == ()


@pytest.mark.parametrize(
    ("new", "told"),
    [
        (
            changed(EYE, "steps", "no-lifting", closes="8 weeks after procedure"),
            "Step “Do not lift” now ends 8 weeks after the procedure; "
            "it ended 6 weeks after the procedure.",
        ),
        (
            changed(EYE, "steps", "no-lifting", closes=""),
            "Step “Do not lift” does not end by itself any more; "
            "it ended 6 weeks after the procedure.",
        ),
        (
            changed(EYE, "steps", "no-lifting", opens="12 hours before procedure"),
            "Step “Do not lift” now starts 12 hours before the procedure; "
            "it started at the procedure.",
        ),
        (
            changed(EYE, "steps", "no-lifting", closes="6 weeks after procedure"),
            "Step “Do not lift” is the same at its default, but is now written "
            "“6 weeks after procedure”; it was “{lifting} after procedure”.",
        ),
        (
            changed(EYE, "steps", "questions", questions=("medicines", "weight")),
            "Step “Answer our questions” no longer asks “Are your stools hard?”, "
            "“When was your last test?”.",
        ),
        (
            changed(EYE, "steps", "eat-less", when=None),
            "Step “Do not eat”: it is now always there; before, only when Preparation is Gentle.",
        ),
        (
            without(EYE, "steps", "walk"),
            "Step “Walk” is gone.",
        ),
        (
            changed(EYE, "choices", "lifting", at_most="26 weeks"),
            "Choice “No lifting for”: its most is now 26 weeks; it was 12 weeks.",
        ),
        (
            changed(EYE, "medicine_groups", "anticoagulant", names=("warfarin", "coumadin")),
            "Medicine group “Blood thinners” now also knows coumadin.",
        ),
        (
            changed(EYE, "medicine_groups", "anticoagulant", names=()),
            "Medicine group “Blood thinners” no longer knows warfarin.",
        ),
        (
            changed(EYE, "medicine_groups", "anticoagulant", decide_by="7 days before procedure"),
            "Medicine group “Blood thinners” is now to be decided 7 days before the procedure; "
            "it was to be decided 10 days before the procedure.",
        ),
        (
            changed(EYE, "questions", "weight", at_most=250.0),
            "Question “What do you weigh?”: its most is now 250; it was 300.",
        ),
        (
            changed(EYE, "red_flags", "fever", closes="{lifting} after procedure"),
            "Red flag “You have a high temperature.” is now shown until 6 weeks after the "
            "procedure; it had no end.",
        ),
        (
            changed(EYE, "red_flags", "fever", calls=(CallLine(phone="01632 960 777"),)),
            "Red flag “You have a high temperature.”: its number to call is now "
            "01632 960 777; it had none.",
        ),
        (
            replace(EYE, provenance=replace(EYE.provenance, next_review=date(2028, 1, 2))),
            "The protocol: its next review is now 2 January 2028; it had none.",
        ),
        (
            replace(EYE, texts={"en": TextReview(reviewed=True, by="Dr Rao")}),
            "The words in English are reviewed by Dr Rao; they were not reviewed.",
        ),
    ],
)
def test_what_changed_is_one_sentence(new: Protocol, told: str) -> None:
    assert said(EYE, new) == [told]


def test_what_is_new_says_what_it_is() -> None:
    found = said(without(EYE, "steps", "no-lifting"), EYE)
    assert found == [
        "Step “Do not lift” is new. It is something not to do, for the patient. "
        "From the procedure until 6 weeks after the procedure."
    ]


def test_another_default_is_told_where_it_is_chosen_and_where_it_is_felt() -> None:
    assert said(EYE, changed(EYE, "choices", "lifting", default="8 weeks")) == [
        "Step “Do not lift” now ends 8 weeks after the procedure; "
        "it ended 6 weeks after the procedure.",
        "Choice “No lifting for” is now “8 weeks” unless chosen otherwise; it was “6 weeks”.",
    ]


def test_changed_words_stand_beside_the_old_ones() -> None:
    (one,) = differences(EYE, reworded(EYE, "walk", text="Walk slowly at {due}."))
    assert one == Difference(
        part=Part.STEPS,
        key="walk",
        text="Step “Walk”: its “text” in English changed.",
        old="Walk at {due}.",
        new="Walk slowly at {due}.",
    )


def test_a_changed_tier_is_read_before_all_else() -> None:
    new = changed(OLD, "red_flags", "vomiting", tier=Tier.EMERGENCY)
    new = without(new, "red_flags", "calf")
    new = changed(new, "red_flags", "headache", words={"en": "Your head hurts."})
    new = without(new, "steps", "ice")
    found = differences(OLD, new)
    assert [one.grave for one in found] == [True, True, False, False]
    assert (
        found[1].text == "Red flag “You are vomiting.” is now graver: emergency; it was same day."
    )
    assert [one.part for one in found[2:]] == [Part.RED_FLAGS, Part.STEPS]


def test_a_language_more_is_told_once_and_not_for_every_step() -> None:
    new = replace(
        EYE,
        title={**EYE.title, "es": "Gotas"},
        steps=tuple(replace(s, words={**s.words, "es": s.words["en"]}) for s in EYE.steps),
    )
    assert said(EYE, new) == ["It can now be read in Spanish, not reviewed."]


def test_the_order_of_steps_is_told() -> None:
    new = replace(EYE, steps=(EYE.steps[1], EYE.steps[0], *EYE.steps[2:]))
    assert said(EYE, new) == ["The order of what is listed as “step” changed."]


def test_a_condition_that_reads_alike_is_still_a_difference() -> None:
    new = changed(EYE, "steps", "eat-less", when=AnswerIs(question="constipated", values=("no",)))
    assert said(EYE, new) == [
        "Step “Do not eat”: it is now there when “Are your stools hard?” is answered no; "
        "before, when Preparation is Gentle."
    ]


# Nothing goes unsaid ------------------------------------------------------------------------------

LISTS = (
    *("steps", "red_flags", "choices", "questions", "medicine_groups", "regimens", "gates"),
    "about",
)
FRAME = ("title", "texts", "blocks", "language", "provenance", "medicine_words", "anchors")


def other(value: Any) -> Any:
    """Some other value of the same type."""
    if isinstance(value, bool):
        return not value
    if isinstance(value, Enum):
        return next(one for one in type(value) if one is not value)
    if isinstance(value, str):
        return f"{value}x"
    if isinstance(value, int | float):
        return value + 1
    if isinstance(value, date):
        return value.replace(year=value.year + 1)
    if isinstance(value, Bounds):
        return replace(value, above=1.0)
    if is_dataclass(value):
        return mutated(value, 0)
    if isinstance(value, tuple):
        return value[:-1] if value else None
    if isinstance(value, dict) and value:
        key = next(iter(value))
        return {**value, key: other(value[key])}
    return None


def mutated(item: Any, field: int) -> Any:
    """The dataclass with one field (but for its key) changed; itself where that field cannot be."""
    names = [f.name for f in fields(item) if f.name != "key"]
    name = names[field % len(names)]
    value = other(getattr(item, name))
    return item if value is None else replace(item, **{name: value})


@given(st.sampled_from(LISTS), st.integers(0, 50), st.integers(0, 30), st.booleans())
def test_no_change_of_an_element_goes_unsaid(
    part: str, place: int, field: int, shipped: bool
) -> None:
    old = OLD if shipped else EYE
    items = list(getattr(old, part))
    if not items:
        return
    place %= len(items)
    timing = ("opens", "due", "closes", "decide_by", "repeat", "around")
    was = items[place]
    items[place] = mutated(was, field)
    if any(getattr(was, name, None) != getattr(items[place], name, None) for name in timing):
        return  # other letters are no timing words; these have their own tests above
    new = with_part(old, part, items)
    assert bool(differences(old, new)) == (new != old)


@pytest.mark.parametrize("name", FRAME)
def test_no_change_of_the_frame_goes_unsaid(name: str) -> None:
    value = getattr(OLD, name)
    values: dict[str, Any] = {name: other(value) if value else ("after-sedation-1",)}
    new = replace(OLD, **values)
    assert new != OLD
    assert differences(OLD, new)


def test_what_is_asked_back_about_a_medicine_is_told() -> None:
    """A new question, another right answer, and one that is gone."""
    ask = TeachBack(ask="Do you stop it?", right="No", wrong=("Yes",))
    asked = replace(OLD, medicine_teaching={"keep": {"en": ask}})
    other_answer = replace(
        OLD, medicine_teaching={"keep": {"en": replace(ask, right="No, I keep it")}}
    )
    assert any("teach-back" in line for line in said(OLD, asked))
    assert any("right answer" in line for line in said(asked, other_answer))
    assert said(asked, OLD)


@pytest.mark.parametrize("ask", [lambda: (OLD, EYE), lambda: (EYE, OLD)])
def test_even_two_other_procedures_can_be_compared(
    ask: Callable[[], tuple[Protocol, Protocol]],
) -> None:
    old, new = ask()
    assert f"This is another protocol: “{new.key}”; it was “{old.key}”." in said(old, new)
