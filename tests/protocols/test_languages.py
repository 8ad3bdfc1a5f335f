"""English and Spanish say the same, and what no clinician has read reaches no patient."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields

import pytest

from checklist.core.protocol import Kind, MedicineWords, Owner, Protocol, Step, StepWords
from checklist.core.wording import slots_in
from checklist.protocols import load_shipped, shipped

BILINGUAL = ("colonoscopy-1", "kyphoplasty-1", "vertebroplasty-2")
ALWAYS_BOTH = ("text", "why", "kept", "slipped", "after_slip", "after_cant", "late", "void")
ARTICLE = re.compile(r"\b(el|la|los|las|un|una)\s+\{(opens|due|closes|last_dose|restart_at)\}")
ENGLISH = re.compile(r"\b(the|your|you|do not|call us|until|before|after)\b", re.IGNORECASE)


@pytest.fixture(scope="module", params=BILINGUAL)
def protocol(request: pytest.FixtureRequest) -> Protocol:
    return load_shipped(request.param)[1]


def pairs(protocol: Protocol) -> Iterator[tuple[str, StepWords, StepWords]]:
    """Everything that is said of a step or a medicine, in English and in Spanish."""
    for step in protocol.steps:
        yield step.key, step.words["en"], step.words["es"]
    english, spanish = protocol.medicine_words["en"], protocol.medicine_words["es"]
    for state in fields(MedicineWords):
        yield state.name, getattr(english, state.name), getattr(spanish, state.name)


def said(words: StepWords) -> Iterator[str]:
    return (getattr(words, field.name) for field in fields(StepWords))


def test_all_but_the_first_version_are_in_both_languages() -> None:
    in_spanish = {name for name in shipped() if "es" in load_shipped(name)[1].texts}
    assert in_spanish == set(shipped()) - {"vertebroplasty-1"} == set(BILINGUAL)


def test_a_patient_who_reads_spanish_gets_english_until_a_clinician_has_read_it(
    protocol: Protocol,
) -> None:
    assert not protocol.texts["es"].reviewed
    assert protocol.words_language("es", "en") == "en"


def test_whatever_is_said_in_one_language_is_said_in_the_other(protocol: Protocol) -> None:
    for key, english, spanish in pairs(protocol):
        for field in ALWAYS_BOTH:
            assert bool(getattr(english, field)) == bool(getattr(spanish, field)), (key, field)


def test_both_name_the_same_times_and_values(protocol: Protocol) -> None:
    """But for those a Spanish sentence says with the medicine's name alone."""
    of_a_dose = {"dose", "next_dose", "medicine"}
    for key, english, spanish in pairs(protocol):
        for field in ("title", "text", "unknown"):
            ours = {name for name, _ in slots_in(getattr(english, field))} - of_a_dose
            theirs = {name for name, _ in slots_in(getattr(spanish, field))} - of_a_dose
            assert ours == theirs, (key, field)


def test_a_spanish_slot_brings_its_own_article(protocol: Protocol) -> None:
    for key, _, spanish in pairs(protocol):
        for text in said(spanish):
            assert not ARTICLE.search(text), (key, text)


def test_no_english_is_left_in_the_spanish(protocol: Protocol) -> None:
    for key, _, spanish in pairs(protocol):
        for text in said(spanish):
            assert not ENGLISH.search(text), (key, text)
    for choice in protocol.choices:
        for words in choice.options.values():
            assert not ENGLISH.search(words["es"]), choice.key


def avoids(protocol: Protocol) -> Iterator[Step]:
    return (step for step in protocol.steps if step.kind is Kind.AVOID)


def test_a_spanish_avoid_says_no_in_its_title_and_in_its_text(protocol: Protocol) -> None:
    for step in avoids(protocol):
        words = step.words["es"]
        assert words.title.startswith(("No ", "Todavía no ")), step.key
        assert re.search(r"\bNo\b", words.text) or step.fasting == "drink", step.key
        assert words.after_slip.startswith("Gracias por decírnoslo."), step.key


def test_every_step_of_a_patient_says_why_and_what_to_do_if_it_cannot_be(
    protocol: Protocol,
) -> None:
    for step in protocol.steps:
        if step.owner is Owner.CLINIC:
            continue
        words = step.words["en"]
        assert words.why, step.key
        if step.kind not in (Kind.AVOID, Kind.KNOW):
            assert words.after_cant, step.key


def test_no_wrong_answer_of_a_teach_back_is_the_right_one(protocol: Protocol) -> None:
    asked = [step for step in protocol.steps if step.teach_back]
    assert asked
    for step in asked:
        for language in ("en", "es"):
            taught = step.teach_back[language]
            assert len(taught.wrong) == 2, step.key
            assert taught.right not in taught.wrong, step.key
            assert taught.ask.endswith("?"), step.key
