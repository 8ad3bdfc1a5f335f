"""Tickwell's own words about a medicine: whole, in their slots, and easy to read."""

from __future__ import annotations

from dataclasses import fields

import pytest

from checklist.core.plan.phrases import LANGUAGES
from checklist.core.protocol import MedicineWords, StepWords
from checklist.core.wording import MEDICINE_SLOTS, VOICE_SLOTS, slots_in
from checklist.protocols import examine, load_shipped
from checklist.protocols.own_words import own_medicine_words
from checklist.protocols.reading import longest_sentence, words

STATES = [state.name for state in fields(MedicineWords)]


def said(language: str, state: str) -> StepWords:
    own = own_medicine_words(language)
    assert own is not None
    found = getattr(own, state)
    assert isinstance(found, StepWords)
    return found


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("state", STATES)
def test_every_state_names_only_what_is_known_of_it(language: str, state: str) -> None:
    allowed = MEDICINE_SLOTS[state] | VOICE_SLOTS | {"procedure"}
    for field in fields(StepWords):
        named = {name for name, _ in slots_in(getattr(said(language, state), field.name))}
        assert named <= allowed, field.name


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("state", STATES)
def test_every_state_says_why_and_stays_short(language: str, state: str) -> None:
    spoken = said(language, state)
    assert spoken.why
    for field in fields(StepWords):
        assert len(words(longest_sentence(getattr(spoken, field.name)))) <= 20, field.name


@pytest.mark.parametrize("state", STATES)
def test_both_languages_say_as_much(state: str) -> None:
    """What one language has words for, the other has too."""
    english, spanish = said("en", state), said("es", state)
    for field in fields(StepWords):
        has_words = [bool(getattr(words, field.name)) for words in (english, spanish)]
        assert has_words[0] == has_words[1], field.name


@pytest.mark.parametrize("language", LANGUAGES)
def test_they_pass_the_checker_as_if_an_author_had_written_them(language: str) -> None:
    """Written into a file, they have no error and no warning of their own."""
    own = own_medicine_words(language)
    states = []
    for state in STATES:
        states.append(f"    {state}:")
        for field in fields(StepWords):
            text = getattr(getattr(own, state), field.name)
            if text:
                states.append(f'      {field.name}: "{text}"')
    text = "\n".join(
        [
            "protocol: own",
            f"title: {{{language}: X}}",
            "medicines:",
            f"  {language}:",
            *states,
            "steps:",
            "  - step: a",
            "    kind: know",
            f"    {language}: {{title: A, text: A b.}}",
        ]
    )
    found = examine(text, "own.yaml")
    assert found.errors == ()
    assert not [
        warning for warning in found.warnings if "medicines" in warning or "grade" in warning
    ]


def test_the_first_protocol_was_written_in_them() -> None:
    """So that a protocol without words of its own reads as the one that has been tried."""
    _, protocol = load_shipped("vertebroplasty-1")
    assert own_medicine_words("en") == protocol.medicine_words["en"]
