"""Slips in the newer parts of the language, each told with what was expected."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from checklist.protocols import examine

WHOLE = Path(__file__).with_name("everything.yaml").read_text("utf-8")
TODAY = date(2026, 11, 26)
LATER = "sources: [S1], en: {ask: How stiff are you now?"


def errors(old: str, new: str) -> tuple[str, ...]:
    """What is wrong once a piece of the whole language, which stands there once, is another."""
    assert WHOLE.count(old) == 1, f"{WHOLE.count(old)} times: {old!r}"
    return examine(WHOLE.replace(old, new), "everything.yaml", today=TODAY).errors


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        # A clock time has both bounds or none, and lies within them.
        ("default: 10pm", "default: 10pm, at_least: 6pm", "both bounds or none: “at_most” is"),
        (
            "default: 10pm",
            "default: 10pm, at_least: 6pm, at_most: 7pm",
            "expected 6pm to 7pm, found",
        ),
        ("default: 10pm", "default: 10pm, at_least: 6pm, at_most: late", "found “late”"),
        ("due: the working day before procedure", "due: [arrival, home]", "one step for each."),
        # A series asks the same again, in the same way, and says the answer again.
        (f"series: stiff, {LATER}", LATER, "“stiff” has one question: a series asks"),
        (
            f"at_most: 10, series: stiff, {LATER}",
            f"at_most: 5, series: stiff, {LATER}",
            "“stiff_before” of this series has another unit",
        ),
        ("{answer} now.", "better now.", "{answer} is missing"),
        ('told: "It is {answer} now.", ', "", "a question of a series needs “told”"),
        ("Call us on {phone}.", "Call us on {phon}.", "{phon} cannot stand here"),
        (
            "ask: What do you weigh?",
            "ask: What do you weigh?, point: Now",
            "“point” stands in a question of a series",
        ),
        (
            "ask: What do you weigh?",
            "ask: What do you weigh?, if_higher: Call us.",
            "“if_higher” stands in a number of a series",
        ),
        # What ends early is a limit.
        (
            "cleared: You may lift again",
            'cleared: "You may {lift} again"',
            "no slot {lift}",
        ),
        (
            "text: No tome leche.",
            "text: No tome leche., cleared: Ya puede",
            "“cleared” stands in a limit",
        ),
        # Conditions: one way to ask, with what belongs to it.
        ("{event: plaster_off}", "{event: plaster_of}", "no anchor “plaster_of”. Did you mean"),
        ("{missed: first-dose}", "{missed: first-dos}", "no step “first-dos”. Did you mean"),
        ("{checked: weigh}", "{checked: wiegh}", "no step “wiegh”. Did you mean “weigh”?"),
        ("{regimen: prep, is: standard}", "{regimen: prep}", "expected “is:” with the values"),
        (
            "{regimen: prep, is: standard}",
            "{regimen: prep, is: standart}",
            "expected gentle or standard, found “standart”. Did you mean “standard”?",
        ),
        ("{regimen: prep, is: standard}", "{regimen: pre, is: standard}", "no regimen “pre”."),
        ("{slot: [am, pm]}", "{slot: [am, noon]}", "expected am, pm or unknown, found “noon”"),
        ("{side: both}", "{side: middle}", "expected left, right or both, found “middle”"),
        ("{age: {at_least: 18}}", "{age: {}}", "expected at_least, at_most, above or below"),
        ("{age: {at_least: 18}}", "{age: 18}", "expected bounds, such as {at_least: 65}."),
        ("{age: {at_least: 18}}", "{age: {at_least: old}}", "expected a number such as 12 or 0.5"),
        ("decided: [stop, undecided]", "decided: [stopp]", "found “stopp”. Did you mean “stop”?"),
        ("in_the_last: 3 months", "in_the_last: 3 hours", "expected days, weeks or months"),
        ("in_the_last: 3 months", "in_the_last: 3 months, before: noon", "no anchor “noon”"),
        ("answer: last_flu, in", "answer: bowels, in", "a one_of question; this needs a date"),
        ("answer: weight, above", "answer: bowels, above", "this needs a number"),
        ("{measured: weigh, below: 60}", "{measured: weigh}", "at_most, above or below beside"),
        ("{measured: weigh, below: 60}", "{measured: call, below: 60}", "nothing is measured"),
        ("{measured: weigh, below: 60}", "{done: weigh, below: 60}", "stands beside answer or"),
        (
            "{measured: weigh, below: 60}",
            "{measured: weigh, below: 10}",
            "this can never be: “weigh” cannot be at_least 20, at_most 300, below 10",
        ),
        ("above: 100}", "above: 100, is: 3}", "ask one thing here"),
        ("above: 100}", "above: 300}", "this can never be: “weight” cannot be at_least 30,"),
        # Repeats.
        ("on: [monday, thursday]", "on: [monday, thurday]", "Did you mean “thursday”?"),
        ("on: [monday, thursday]", "every: 2 hours", "the least time between two is “gap”"),
        ("on: [monday, thursday]", "on: [monday], every: 2 days", "“every” and “on” do not go"),
        ("times: 2, gap", "times: 2, at: [8am], gap", "“times” and “at” do not go together"),
        ("times: 2, gap", "times: two, gap", "expected a whole number from 1, found “two”"),
        ("times: 2, gap", "times: 0, gap", "expected a whole number from 1, found “0”"),
        ("gap: 6 hours", "gap: 2 days", "expected hours or minutes, such as “4 hours”"),
        ("off: 1 week", "off: 6 hours", "expected days, weeks or months"),
        ("    closes: 8 weeks after procedure\n", "", "“closes”, or how long it goes on"),
        ("    opens: 1 day after eye-drops.closes\n", "", "“opens” is missing"),
        ('night: "{night_time}"', 'night: "{nigth_time}"', "Did you mean “night_time”?"),
        ('night: "{night_time}"', 'night: "{gap_days}"', "it needs “kind: clock”"),
        ('night: "{night_time}"', "night: 26:00", "expected a clock time such as"),
        ('night: "{night_time}"', "night: 10am", "less than “gap: 4 hours” apart"),
        ('night: "{night_time}"', "night: 8am", "“8am” stands here twice"),
        ('{morning: 8am, night: "{night_time}"}', '["{night_time}"]', "a choice needs a name"),
        ("[8am, midday, 4pm, 8pm]", "[8am, 10am]", "less than “gap: 4 hours” apart"),
        ("{for: 1 week}", "{for: a week}", "expected days, weeks or months"),
        ("{for: 1 week}", "{lasts: 1 week}", "“for” is missing here."),
        ("      separate: yes\n", "      separate: true\n", "expected yes or no"),
        (", es: 1 gota}", "}", "the words in “es” are missing here."),
        ("default: 10pm", "default: late", "expected a clock time"),
        # Measured values.
        ("{above: 250, tier", "{tier", "expected at_least, at_most, above or below, with a number"),
        ("{above: 250, tier", "{above: 350, tier", "“above 350” can never be typed"),
        ("{above: 250, tier", "{at_least: 20, tier", "every number that can be typed is"),
        ("{above: 200, tier: same_day", "{above: 260, tier: same_day", "this is never shown"),
        ("possible: {at_least: 20,", "possible: {at_least: 2000,", "no number can be"),
        ("en: Call us today.,", "en: 'Call {phone}.',", "the same for every patient"),
        # Around, allows, waiting.
        ("before: 2 hours, after: 4 hours", "before: 2 days", "expected hours or minutes"),
        (", before: 2 hours, after: 4 hours}", "}", "expected “before”, “after” or both"),
        ("allows: [second-dose]", "allows: [no-milk]", "a step cannot allow itself"),
        ("    kind: measure\n", "    kind: do\n", "“measure” stands in a step to measure, not"),
        ("if_missed: voids", "if_missed: forgets", "expected voids or keeps, found “forgets”"),
        ("once_started: stays", "once_started: moves", "expected stays, found “moves”"),
        ("wrong: [Nunca]", 'wrong: ["{due}"]', "a wrong one has to differ"),
        # Timings of the new kinds, in their places.
        ("due: 2 hours after first-dose", "due: 2 hours after second-dose", "counts from itself"),
        ("eye-drops.closes", "eye-drops.ends", "“eye-drops.closes”"),
        ("at least 6 weeks after", "6 weeks to after", "expected"),
        # Regimens, gates and signs.
        (", when: {answer: bowels, is: hard}}", "}", "no option behind it is ever taken"),
        ("option: standard, label", "option: gentle, label", "an option called “gentle” already"),
        ("phone: clinic", "phone: doctor", "expected a phone number, clinic or emergency"),
        ("from: 8pm, until: 8am", "from: 8pm", "“from” and “until” go together"),
        ("from: 8pm, until: 8am", "from: 9pm, until: 7am", "nobody answers from 7am until 8am"),
        ("waits_for: {measured: weigh, below: 280}", "waits: x", "“waits_for” is missing here."),
        ("kind: one_of\n", "kind: yes_no\n", "“options” stands with one_of, not with yes_no"),
        ("usable_until: 2098-01-01", "usable_until: 2020-01-01", "nobody could ever use it"),
    ],
)
def test_a_slip_is_told(old: str, new: str, expected: str) -> None:
    found = errors(old, new)
    assert any(expected in error for error in found), found


def test_nothing_is_wrong_with_the_whole() -> None:
    assert examine(WHOLE, "everything.yaml", today=TODAY).errors == ()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("{slot: [am, pm]}", "{slot: am}"),
        ("decided: [stop, undecided]", "decided: stop"),
        ("on: [monday, thursday]", "on: Monday"),
        ("on: [monday, thursday]", "every: 2 days"),
        ("at: [8am, midday, 4pm, 8pm]", "times: 4"),
        ("from: 8am, until: 8pm", "from: 6am, until: 11pm"),
        ("{phone: 01632 960 777, from: 8am, until: 8pm}", "{phone: emergency}"),
        ("allows: [second-dose]", "allows: second-dose"),
    ],
)
def test_what_else_may_be_written(old: str, new: str) -> None:
    if old.startswith("allows"):
        assert "expected a list" in errors(old, new)[0]
    else:
        assert errors(old, new) == ()


FIRST = """\
protocol: first
title: {en: First}
steps:
  - step: rest
    kind: do
    due: 2 days after procedure
    en: {title: Rest, text: Rest at home.}
"""


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("{en: First}", "First", "2:8: expected the words of each language, as {en: First}."),
        ("    en: {title: Rest,", "    title: {a: Rest,", "7:5: “title” stands inside a language"),
        ("kind: do", "kind: do\n    when: smoker", "expected a condition, such as {answer:"),
        ("kind: do", "kind: answer\n    questions: smoker", "write [smoker], or lines that start"),
        ("    kind: do\n", "", "4:5: “kind” is missing here: expected do, avoid, answer, measure,"),
        ("title: Rest,", "title: {medicine},", 'words that begin with “{” need quotes: "{medi'),
        ("due: 2 days", "due: {long} days", 'need quotes around them: "{long} days after proc'),
        ("due: 2 days", "due:2 days", "7:5: expected a key, a colon and a space, such as “due:"),
        ("    due: 2", "   due: 2", "6:4: this line is not set in as far as the lines it belongs"),
        ("text: Rest at home.", "text: 'Don't eat'", "words with an apostrophe go in double quot"),
        ("text: Rest at home.", "text: Sit, stand.", "words that hold a comma need quotes"),
        ("step: rest", "step: Rest at home", "Did you mean “rest-at-home”?"),
        ("due: 2 days after procedure", "due: 12pm the day of procedure", "Did you mean “midday”"),
        ("after procedure", "after surgery", "There are: procedure, earliest_start, arrival,"),
        ("kind: do", "kind: Do", "found “Do”. Did you mean “do”?"),
        ("protocol: first\n", "", "1:1: “protocol” is missing here."),
        (FIRST[FIRST.index("steps") :], "", "1:1: “steps” are missing: write at least one."),
        (
            "due: 2 days after procedure",
            "opens: procedure\n    repeat: 4 times a day",
            "expected how it repeats, such as {times: 4} or {at: [8am, 8pm]}.",
        ),
    ],
)
def test_what_a_first_author_gets_wrong_says_what_to_type(
    old: str, new: str, expected: str
) -> None:
    assert FIRST.count(old) == 1, old
    found = examine(FIRST.replace(old, new), "first.yaml", today=TODAY).errors
    assert any(expected in error for error in found), found
