"""How long a piece of news is news: until it is done, over, or read."""

from __future__ import annotations

from dataclasses import replace

import pytest

from checklist.core.marks import MarkState
from checklist.core.medicines import DecisionKind
from checklist.core.news import News, find
from checklist.core.plan.model import PlanState
from tests.core.attention.facts import mark, states
from tests.core.news.chain import chain, news, subjects
from tests.core.news.test_find import BASE, LATER, VOID, WEEK_LATER, later
from tests.core.plans import STOP, at, decided, moved

BEFORE = PlanState.BEFORE
EARLIER_STOP = decided(DecisionKind.STOP, "2027-02-20 10:00", last_dose="2027-02-25 18:00")
ANOTHER_DOSE = later(BASE, decisions=(STOP, EARLIER_STOP))


def open_at(found: News, when: str, state: PlanState = BEFORE) -> list[str]:
    return subjects(found.still({}, state, at(when)))


def test_a_moved_day_is_news_until_that_day_is_over() -> None:
    found = news(BASE, WEEK_LATER)
    assert found.still({}, BEFORE, at("2027-03-11 23:59")).moved is not None
    assert found.still({}, BEFORE, at("2027-03-12 00:00")).moved is None
    assert found.still({}, PlanState.RECOVERING, at("2027-03-11 12:00")).moved is None


def test_a_new_time_is_news_until_it_has_passed() -> None:
    found = news(BASE, later(moved(BASE, arrival="2027-03-04 08:00")))
    assert open_at(found, "2027-03-04 07:59") == ["arrive"]
    assert open_at(found, "2027-03-04 08:00") == []


def test_without_an_instant_what_will_end_still_counts_and_says_when() -> None:
    found = news(BASE, later(moved(BASE, arrival="2027-03-04 08:00"))).still({}, BEFORE)
    assert subjects(found) == ["arrive"]
    assert found.ends_at == at("2027-03-04 08:00")


def test_news_without_an_end_has_none() -> None:
    assert news(BASE, ANOTHER_DOSE).ends_at is None


def test_a_tick_on_the_new_words_has_read_them() -> None:
    first, second = chain(BASE, WEEK_LATER)
    found = news(BASE, WEEK_LATER)
    old = states(second.content, [mark(first.content, "blood-test")])
    new = states(second.content, [mark(second.content, "escort")])
    assert "escort" in subjects(found.still(old, BEFORE))
    assert "escort" not in subjects(found.still(new, BEFORE))


def test_who_has_stopped_a_medicine_still_hears_that_it_is_not_stopped_any_more() -> None:
    first, second = chain(BASE, later(BASE, decisions=(STOP, VOID)))
    found = news(BASE, later(BASE, decisions=(STOP, VOID)))
    said = mark(first.content, "medicine-stop:m1")
    assert subjects(found.still(states(second.content, [said]), BEFORE)) == ["medicine-stop:m1"]


def test_stopping_on_the_new_words_has_read_them_and_on_the_old_ones_has_not() -> None:
    first, second = chain(BASE, ANOTHER_DOSE)
    found = news(BASE, ANOTHER_DOSE)
    for content, told in ((first.content, True), (second.content, False)):
        said = states(second.content, [mark(content, "medicine-stop:m1")])
        assert bool(found.still(said, BEFORE)) is told


@pytest.mark.parametrize(("said", "told"), [(MarkState.DONE, False), (MarkState.CANT, True)])
def test_what_left_the_list_done_needs_no_telling(said: MarkState, *, told: bool) -> None:
    first, _ = chain(BASE, later(BASE))
    left = tuple(t for t in first.content.tasks if t.key != "escort")
    gone = replace(first, number=2, content=replace(first.content, tasks=left), made_at=LATER)
    found = find([first, gone])
    marks = states(gone.content, [mark(first.content, "escort", said)])
    assert bool(found.still(marks, BEFORE)) is told


def test_after_the_procedure_only_what_lasts_is_told() -> None:
    found = news(BASE, replace(WEEK_LATER, decisions=(STOP, EARLIER_STOP)))
    assert "no-food" in open_at(found, "2027-03-11 09:00")
    assert open_at(found, "2027-03-11 09:00", PlanState.RECOVERING) == ["medicine-stop:m1"]
    assert not found.still({}, PlanState.CLOSED)
