"""Slots: dates and values put into a protocol's words, and never a guess."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checklist.core.clock import zone
from checklist.core.moments import Moment
from checklist.core.wording import (
    MEDICINE_MOMENTS,
    MEDICINE_SLOTS,
    MEDICINE_TEXTS,
    SlotError,
    Slots,
    UnknownTime,
    names_unknown_time,
    slots_in,
)

LONDON = zone("Europe/London")
AT_4_30 = Moment.at_instant(datetime(2027, 3, 4, 4, 30, tzinfo=UTC), LONDON)
MIDNIGHT = Moment.at_instant(datetime(2027, 3, 4, tzinfo=UTC), LONDON)
THE_DAY = Moment.on(date(2027, 3, 4))
SIX_WEEKS = Moment.on(date(2027, 4, 15))


def slots(locale: str = "en_GB", **moments: Moment) -> Slots:
    texts = {"phone": "01632 960 123", "medicine": "warfarin", "place": ""}
    return Slots(moments=moments, texts=texts, tz=LONDON, locale=locale)


@pytest.mark.parametrize(
    ("template", "moment", "said"),
    [
        ("until {opens}.", AT_4_30, "until 4:30am on Thursday 4 March."),
        ("until {opens:time}.", AT_4_30, "until 4:30am."),
        ("on {opens:day}.", AT_4_30, "on Thursday 4 March."),
        ("on {opens}.", THE_DAY, "on Thursday 4 March."),
        ("on {opens:day}.", THE_DAY, "on Thursday 4 March."),
        # Midnight is the evening it belongs to, whatever form was asked for.
        ("until {opens}.", MIDNIGHT, "until 11:59pm on Wednesday 3 March."),
        ("until {opens:time}.", MIDNIGHT, "until 11:59pm on Wednesday 3 March."),
    ],
)
def test_a_moment_in_each_form(template: str, moment: Moment, said: str) -> None:
    assert slots(opens=moment).render(template) == said


def test_the_clinics_locale_decides() -> None:
    assert slots("en_US", opens=AT_4_30).render("{opens}") == "4:30am on Thursday, March 4"


def test_a_window_reads_until_the_end_of_its_last_day() -> None:
    words = "This lasts until {closes}. From {closes:day}, ask us before you lift."
    assert slots(closes=SIX_WEEKS).render(words) == (
        "This lasts until the end of Wednesday 14 April. "
        "From Thursday 15 April, ask us before you lift."
    )
    at_11_30 = Moment.at_instant(datetime(2027, 3, 5, 11, 30, tzinfo=UTC), LONDON)
    assert slots(closes=at_11_30).render("{closes}") == "11:30am on Friday 5 March"


def test_an_estimate_reads_about_and_its_day_does_not() -> None:
    about = Moment.at_instant(datetime(2027, 3, 5, 11, 30, tzinfo=UTC), LONDON, firm=False)
    filled = slots(closes=about, opens=about)
    assert filled.render("{closes}") == "about 11:30am on Friday 5 March"
    assert filled.render("{opens:time} on {opens:day}") == "about 11:30am on Friday 5 March"
    assert slots(due=Moment.on(date(2027, 4, 15), firm=False)).render("{due:day}") == (
        "about Thursday 15 April"
    )


@pytest.mark.parametrize(
    ("template", "moment"),
    [
        ("{opens}", Moment.unknown()),
        ("{opens:day}", Moment.unknown()),
        ("{opens:time}", Moment.unknown()),
        ("{opens:time}", THE_DAY),
    ],
)
def test_what_is_not_known_is_never_guessed(template: str, moment: Moment) -> None:
    filled = slots(opens=moment)
    assert names_unknown_time(template, filled.moments)
    assert filled.render_known(template) == ""
    with pytest.raises(UnknownTime):
        filled.render(template)


@pytest.mark.parametrize("template", ["{closes}", "{restart_by}", "{take_at:time}", "{place}"])
def test_what_a_task_does_not_have_is_not_known_either(template: str) -> None:
    with pytest.raises(UnknownTime):
        slots().render(template)


@pytest.mark.parametrize(
    "template",
    ["{fone}", "{phone:time}", "{opens:clock}", "{opens:}", "{Opens}", "{ opens }", "}", "{}"],
)
def test_a_slot_that_means_nothing_is_refused(template: str) -> None:
    with pytest.raises(SlotError):
        slots(opens=AT_4_30).render(template)


def test_a_value_is_never_read_as_a_template() -> None:
    """What a clinician or a patient typed stands as it is, braces and all."""
    filled = Slots(moments={}, texts={"instruction": "Take {half}."}, tz=LONDON, locale="en_GB")
    assert filled.render("{instruction}") == "Take {half}."


def test_the_slots_are_told_in_their_order() -> None:
    assert slots_in("Come to {place} at {arrival:time} on {arrival:day}.") == (
        ("place", ""),
        ("arrival", "time"),
        ("arrival", "day"),
    )


def test_only_the_given_moments_count_as_unknown() -> None:
    assert not names_unknown_time("{home}", {"opens": Moment.unknown()})
    assert not names_unknown_time("{opens:day}", {"opens": THE_DAY})


def test_every_medicine_slot_is_a_moment_or_a_text() -> None:
    for state, names in MEDICINE_SLOTS.items():
        assert names <= MEDICINE_MOMENTS | MEDICINE_TEXTS, state


@given(st.text(alphabet=st.characters(exclude_characters="{}"), max_size=80))
def test_words_without_slots_stay_as_they_are(words: str) -> None:
    assert slots().render(words) == words
    assert slots_in(words) == ()


@given(st.lists(st.sampled_from(["{phone}", "{opens}", " and ", "Call us."]), max_size=8))
def test_rendering_the_parts_is_rendering_the_whole(parts: list[str]) -> None:
    filled = slots(opens=AT_4_30)
    assert filled.render("".join(parts)) == "".join(map(filled.render, parts))
