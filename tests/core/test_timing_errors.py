"""What an author is told about timing words that mean nothing: where, what belongs there, and the
word that was meant.
"""

from __future__ import annotations

import pytest

from checklist.core.errors import TimingError
from checklist.core.timing_grammar import parse_timing


@pytest.mark.parametrize(
    ("words", "position", "expected", "found"),
    [
        ("", 1, "a timing such as “6 hours before procedure”", "the end"),
        ("6 hours before", 15, "the name of an anchor such as “procedure”", "the end"),
        ("6 hours before the", 16, "the name of an anchor such as “procedure”", "“the”"),
        ("several hours before procedure", 1, "a number", "“several”"),
        (
            "1.5 hours before procedure",
            2,
            "minutes, hours, days, working days, weeks or months",
            "“.”",
        ),
        ("-6 hours before procedure", 1, "a timing such as “6 hours before procedure”", "“-”"),
        ("6 hours before procedure please", 26, "nothing more", "“please”"),
        ("6pm procedure", 5, "a day such as “the day before procedure”", "“procedure”"),
        ("6pm 3 hours before procedure", 5, "days, weeks or months, which name a day", "“3”"),
        ("end of procedure", 8, "a day such as “the day before procedure”", "“procedure”"),
        ("the day procedure", 9, "“of” or “before” or “after”", "“procedure”"),
        ("when asked", 6, "“booked”", "“asked”"),
        ("the later of home", 18, "“and”", "the end"),
        ("home, tomorrow", 7, "“or”", "“tomorrow”"),
        ("home or arrival", 9, "“the”", "“arrival”"),
        ("home, or when we open", 18, "“next”", "“open”"),
        ("the working day of home", 17, "“before” or “after”", "“of”"),
        ("6pm on Monday", 14, "“before” or “after”", "the end"),
        ("first- dose", 6, "nothing more", "“-”"),
        (
            "6 hours before the day of home",
            16,
            "the name of an anchor such as “procedure”",
            "“the”",
        ),
        ("13pm the day before procedure", 1, "a clock time such as “7:30am” or “midday”", "“13pm”"),
        ("25:00 the day before home", 1, "a clock time such as “7:30am” or “midday”", "“25:00”"),
        ("7:60am the day before home", 1, "a clock time such as “7:30am” or “midday”", "“7:60am”"),
        ("99999999 days before procedure", 1, "a smaller number", "“99999999”"),
        ("{Food hours} before procedure", 1, "a timing such as “6 hours before procedure”", "“{”"),
    ],
)
def test_an_author_is_told_what_was_expected_and_where(
    words: str, position: int, expected: str, found: str
) -> None:
    with pytest.raises(TimingError) as caught:
        parse_timing(words)
    assert caught.value.problems == (
        f"Timing “{words}”: at character {position}, expected {expected}, found {found}.",
    )


@pytest.mark.parametrize("midnight", ["midnight", "12am", "12:00am", "00:00"])
def test_midnight_is_refused_because_it_belongs_to_two_days(midnight: str) -> None:
    with pytest.raises(TimingError, match="the start or the end of a day, as midnight belongs"):
        parse_timing(f"{midnight} the day before procedure")


@pytest.mark.parametrize(
    ("words", "position", "guess"),
    [
        ("6 hours befor procedure", 9, "Did you mean “before”?"),
        ("6 ours before procedure", 3, "Did you mean “hours”?"),
        ("6 hrs before procedure", 3, "Did you mean “hours”?"),
        ("two hours before procedure", 1, "Did you mean “2”?"),
        ("a week before procedure", 1, "Did you mean “1”?"),
        ("2 wroking days before procedure", 3, "Did you mean “working days”?"),
        ("2 working dys before procedure", 11, "Did you mean “days”?"),
        ("2 weekdays before procedure", 3, "Did you mean “working days”?"),
        ("teh day before procedure", 1, "Did you mean “the”?"),
        ("the dya before procedure", 5, "Did you mean “day”?"),
        ("the mondy before procedure", 5, "Did you mean “monday”?"),
        ("the latest of home and arrival", 5, "Did you mean “later”?"),
        ("startt of the day of procedure", 8, "Did you mean “start”?"),
        ("at leest 5 days after home", 10, "Did you mean “least”?"),
        ("when bookd", 6, "Did you mean “booked”?"),
        ("12pm the day before procedure", 1, "Did you mean “midday”?"),
        ("noon the day before procedure", 6, "Did you mean “midday”?"),
        ("opening the day before procedure", 9, "Did you mean “opening time”?"),
        ("procedure, or the nxt working day", 19, "Did you mean “next”?"),
        ("1 day after drops.close", 13, "Did you mean “drops.closes”?"),
        ("the day before the procedure", 16, "Leave out “the”."),
        ("5-7 days before procedure", 2, "Write “5 to 7 days”."),
        ("5 – 7 working days before procedure", 3, "Write “5 to 7 working days”."),
    ],
)
def test_a_slip_is_told_with_the_word_that_was_meant(words: str, position: int, guess: str) -> None:
    with pytest.raises(TimingError) as caught:
        parse_timing(words)
    (problem,) = caught.value.problems
    assert problem.startswith(f"Timing “{words}”: at character {position}, ")
    assert problem.endswith(f". {guess}")


@pytest.mark.parametrize(
    "words", ["home please", "at procedure at home", "a few days after procedure", "arrival trip"]
)
def test_a_name_is_not_taken_for_a_slip(words: str) -> None:
    with pytest.raises(TimingError, match=r"found “\w+”\.$"):
        parse_timing(words)


def test_at_least_stands_in_front_alone() -> None:
    with pytest.raises(TimingError, match="at character 14, “at least” stands once, in front"):
        parse_timing("the later of at least 2 days after home and procedure")
