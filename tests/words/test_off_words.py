"""What is read when a procedure moved or is off: easy, short, and whole in each language."""

from __future__ import annotations

import re
from dataclasses import fields
from string import Formatter

import pytest

from checklist.core.plan.phrases import LANGUAGES
from checklist.core.plan.phrases.off import OffPhrases, off_phrases
from checklist.protocols.reading import grade, sentences, words
from tests.words.test_plain_words import FORBIDDEN
from tests.words.test_reading_grade import HARDEST, LONGEST

FILLED = {
    "day": "Thursday 11 March",
    "medicines": "warfarin and insulin",
    "medicine": "warfarin",
    "time": "4pm",
    "call_by": "4pm on Thursday 4 March",
    "phone": "01632 960 123",
    "decided_by": "Dr Rao",
}
SAID = off_phrases("en")
ALONE = {
    field.name: getattr(SAID, field.name)
    for field in fields(OffPhrases)
    if field.name not in ("all_but_last", "last_two")
    and "{medicine" not in getattr(SAID, field.name)
}
CALLS = f"{SAID.call_by} {SAID.no_call}"
CARDS = {
    "stopped": f"{SAID.wait_title}. {SAID.wait_stopped} {CALLS}",
    "changed": f"{SAID.wait_changed} {CALLS}",
    "kept on": f"{SAID.keep_title}. {SAID.keep_until_call} {CALLS}",
    "before": f"{SAID.before_title}. {SAID.before_text}",
    "said so": f"{SAID.before_title}. {SAID.before_decided}",
    "moved": f"{SAID.moved_text} {CALLS}",
    "notice": " ".join(
        (
            SAID.cancelled,
            SAID.stopped,
            SAID.changed,
            SAID.not_stopped_yet,
            SAID.doctor_decides,
            CALLS,
            SAID.throw_away,
        )
    ),
    "decided": f"{SAID.cancelled} {SAID.doctor_decided} {SAID.others} {SAID.questions}",
}
"""What has the name of a medicine in it is measured as it is read: in one go."""


@pytest.mark.parametrize("name", sorted({**ALONE, **CARDS}))
def test_what_is_read_is_short_and_plain(name: str) -> None:
    said = {**ALONE, **CARDS}[name].format(**FILLED)
    assert grade(said) <= HARDEST, f"{grade(said):.1f}: {said}"
    for sentence in sentences(said):
        assert len(words(sentence)) <= LONGEST, sentence
    assert [why for bad, why in FORBIDDEN.items() if re.search(bad, said, re.IGNORECASE)] == []
    assert said[-1] in ".?"


@pytest.mark.parametrize("field", sorted(field.name for field in fields(OffPhrases)))
def test_every_language_names_the_same_things(field: str) -> None:
    named = [_slots(getattr(off_phrases(one), field)) for one in LANGUAGES]
    assert named.count(named[0]) == len(named)


def _slots(said: str) -> list[str]:
    return sorted({slot for _, slot, _, _ in Formatter().parse(said) if slot})


def test_whoever_waits_for_a_call_reads_the_number() -> None:
    for language in LANGUAGES:
        said = off_phrases(language)
        assert all("{phone}" in one for one in (said.no_call, said.overdue, said.questions))


@pytest.mark.parametrize(
    ("names", "said"),
    [
        (("warfarin",), "warfarin"),
        (("warfarin", "Plavix"), "warfarin and Plavix"),
        (("warfarin", "Plavix", "insulin"), "warfarin, Plavix and insulin"),
    ],
)
def test_medicines_are_listed_as_people_say_them(names: tuple[str, ...], said: str) -> None:
    assert off_phrases("en").listed(names) == said
