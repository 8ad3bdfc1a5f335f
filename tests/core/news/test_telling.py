"""News in words: what it was, what it is now, in one language."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Final

import pytest

from checklist.core.medicines import DecisionKind
from checklist.core.news import NOTHING, find, telling
from checklist.core.news.phrases import PHRASES, Phrases
from tests.core.news.chain import chain, told
from tests.core.news.test_find import BASE, VOID, WEEK_LATER, later
from tests.core.plans import STOP, VOICE, WARFARIN, decided, inputs, moved

SLOTS: Final = {"moved": "{day}", "was_on": "{day}", "titled": "{title}"}


def test_a_moved_day_is_the_headline() -> None:
    found = told(BASE, WEEK_LATER)
    assert found.headline == "Your procedure is now on Thursday 11 March."
    assert found.before == "It was Thursday 4 March."


def test_a_day_that_was_taken_away_or_given() -> None:
    none = later(moved(BASE, procedure="", arrival=""))
    assert told(BASE, none).headline == "Your procedure has no date yet."
    given = told(none, WEEK_LATER)
    assert given.headline == "Your procedure is now on Thursday 11 March."
    assert given.before == "It had no date before."


def test_another_hour_is_told_short_before_and_whole_now() -> None:
    (line,) = told(BASE, later(moved(BASE, arrival="2027-03-04 08:00"))).lines
    assert line.title == "Come to Entrance B"
    assert line.was == "at 8:30am on Thursday 4 March"
    assert line.now.startswith("Come to Entrance B at 8am on Thursday 4 March. Bring this list")
    assert line.important


def test_by_when_is_said_where_the_text_does_not() -> None:
    by_title = {line.title: line for line in told(BASE, WEEK_LATER).lines}
    assert by_title["Have your blood test"].now.startswith("By Monday 8 March. We will")
    assert by_title["Do not eat before your procedure"].now == (
        "You can eat until 4:30am on Thursday 11 March. Do not eat after that."
    )


def test_a_stop_that_does_not_hold_any_more_says_what_holds_now() -> None:
    (line,) = told(BASE, later(BASE, decisions=(STOP, VOID))).lines
    assert line.title == "Do not change warfarin yet"
    assert line.was == "Do not take warfarin, from 6pm on Friday 26 February"
    assert "Do not change warfarin yet. We will call you today." in line.now
    assert line.important


def test_a_decision_that_makes_it_milder_is_as_important_as_what_it_replaces() -> None:
    keep = decided(DecisionKind.KEEP, "2027-02-20 10:00")
    (line,) = told(BASE, later(BASE, decisions=(STOP, keep))).lines
    assert line.now.startswith("Keep taking warfarin as you do now.")
    assert line.important


def test_a_medicine_off_the_list_is_never_told_as_leave_to_take_it() -> None:
    base = inputs(medicines=(WARFARIN,), decisions=(STOP,))
    gone = later(base, medicines=(replace(WARFARIN, withdrawn=True),))
    (line,) = told(base, gone).lines
    assert line.now == "This is no longer on your list. Call us before you start or stop it."


def test_other_words_at_the_same_hour_are_told_whole() -> None:
    first, second = chain(BASE, later(BASE))
    tasks = tuple(
        replace(t, text="Ask two adults.", meaning="other") if t.key == "escort" else t
        for t in second.content.tasks
    )
    news = find([first, replace(second, content=replace(second.content, tasks=tasks))])
    (line,) = telling(news).lines
    assert line.was.startswith("Ask an adult to take you home")
    assert line.now == "By 6pm on Tuesday 2 March. Ask two adults."


def test_in_spanish_nothing_that_joins_is_english() -> None:
    spanish = replace(VOICE, language="es")
    first, second = chain(BASE, WEEK_LATER)
    news = find([first, replace(second, inputs=replace(second.inputs, voice=spanish))])
    found = telling(news)
    assert found.headline == "Su procedimiento es ahora el jueves 11 de marzo."
    assert found.before == "Antes era el jueves 4 de marzo."
    assert found.phrases is PHRASES["es"]


def test_nothing_to_tell_has_no_words() -> None:
    with pytest.raises(ValueError, match="nothing to tell"):
        telling(NOTHING)


@pytest.mark.parametrize("phrases", PHRASES.values(), ids=PHRASES.keys())
def test_every_language_has_every_phrase_with_its_slots(phrases: Phrases) -> None:
    for field in fields(Phrases):
        said = getattr(phrases, field.name)
        assert said.strip() == said != ""
        assert SLOTS.get(field.name, "") in said
        assert ("{" in said) is (field.name in SLOTS)
    said = [getattr(phrases, field.name) for field in fields(Phrases)]
    assert len(set(said)) == len(said)
