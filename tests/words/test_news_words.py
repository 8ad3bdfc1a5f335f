"""The words around what changed are as easy as the list's own, and so is what they are put into."""

from __future__ import annotations

import re
from dataclasses import fields, replace

import pytest

from checklist.core.news.phrases import PHRASES, Phrases
from checklist.core.plan.model import Inputs
from checklist.protocols.reading import grade, sentences, words
from tests.core.news.chain import told
from tests.core.news.test_find import BASE, VOID, WEEK_LATER, later
from tests.core.plans import STOP, at, moved
from tests.words.test_plain_words import FORBIDDEN
from tests.words.test_reading_grade import HARDEST, LONGEST

FILLED = {"day": "Thursday 11 March", "title": "Do not take warfarin", "when": "from 6pm on Monday"}
ENGLISH = {
    field.name: getattr(PHRASES["en"], field.name).format(**FILLED) for field in fields(Phrases)
}
CHANGES = (
    WEEK_LATER,
    replace(WEEK_LATER, decisions=(STOP, VOID)),
    later(moved(BASE, procedure="", arrival="")),
    replace(moved(BASE, procedure="2027-03-02 10:30"), as_of=at("2027-03-01 09:00")),
)


# "titled" is no sentence: it is read within a line.
@pytest.mark.parametrize("name", sorted(ENGLISH.keys() - {"titled"}))
def test_a_phrase_is_short_and_plain(name: str) -> None:
    said = ENGLISH[name]
    assert grade(said) <= HARDEST, f"{grade(said):.1f}: {said}"
    for sentence in sentences(said):
        assert len(words(sentence)) <= LONGEST
    assert [why for bad, why in FORBIDDEN.items() if re.search(bad, said, re.IGNORECASE)] == []


@pytest.mark.parametrize("changed", CHANGES)
def test_what_is_read_in_one_go_is_at_grade_6_or_below(changed: Inputs) -> None:
    found = told(BASE, changed)
    heads = (
        [f"{found.headline} {found.before} {found.phrases.throw_away}"] if found.headline else []
    )
    lines = [f"{one.title}. It was: {one.was}. It is now: {one.now}" for one in found.lines]
    for said in heads + lines:
        assert grade(said) <= HARDEST, f"{grade(said):.1f}: {said}"
        for sentence in sentences(said):
            assert len(words(sentence)) <= LONGEST, sentence


def test_the_two_languages_never_mix() -> None:
    english = {word.lower() for said in ENGLISH.values() for word in words(said)}
    spanish = {
        word.lower()
        for field in fields(Phrases)
        for word in re.findall(r"[^\W\d_]+", getattr(PHRASES["es"], field.name))
    }
    slots = {"day", "title", "when"}
    assert (english & spanish) - slots <= {"me", "no"}
