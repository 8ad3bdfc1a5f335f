"""Every slip is told with its line, what was expected, and the nearest right word."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checklist.core.conditions import AnswerIs, AnyOf, ChoiceIs, Not
from checklist.core.errors import ProtocolError
from checklist.core.protocol import Criticality, Kind, Owner
from checklist.protocols import examine, read_protocol
from tests.protocols.small import SMALL, line_of, problems, read_small, small


def test_a_good_file_is_read() -> None:
    protocol = read_small()
    assert (protocol.key, protocol.version, protocol.language) == ("small", 1, 1)
    assert protocol.texts["en"].on == date(2026, 11, 2)
    assert protocol.choices[1].options["procedure"] == {"en": "the planned start"}
    assert protocol.provenance.sources == ("S: A leaflet",)
    answers, no_food = protocol.steps
    assert answers.questions == ("smoker",)
    assert no_food.kind is Kind.AVOID
    assert no_food.owner is Owner.PATIENT
    assert no_food.criticality is Criticality.HARM
    assert no_food.when == ChoiceIs(choice="sleep", values=("awake", "asleep"))
    assert no_food.words["en"].slipped == "I ate"
    assert protocol.medicine_words["en"].stop.kept == "I have stopped"


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            "phase: day",
            "phase: dya",
            "expected before, day or after, found “dya”. Did you mean “day”?",
        ),
        ("kind: avoid", "kind: avoids", "found “avoids”. Did you mean “avoid”?"),
        (
            "    fasting: food",
            "    fastign: food",
            "no key “fastign” here. Did you mean “fasting”?",
        ),
        ("slipped: I ate", "sliped: I ate", "no key “sliped” here. Did you mean “slipped”?"),
        ("    sources: [S22]\n", "    sources: [S22]\n    fr: {}\n", "no key “fr” here."),
        ("criticality: 2", "criticality: 4", "expected 1, 2 or 3, found “4”."),
        ("    label: Without food\n", "", "“label” is missing here."),
        (
            "questions: [smoker]",
            "questions: [smokes]",
            "no question “smokes”. Did you mean “smoker”?",
        ),
        ("choice: sleep, is", "choice: sleeps, is", "no choice “sleeps”. Did you mean “sleep”?"),
        ("is: [awake, asleep]", "is: [awake, aslep]", "found “aslep”. Did you mean “asleep”?"),
        (
            "{choice: sleep, is: [awake, asleep]}",
            "{takes: anticoag}",
            "no medicine group “anticoag”.",
        ),
        (
            "{choice: sleep, is: [awake, asleep]}",
            "{choice: sleep}",
            "expected “is:” with the values",
        ),
        ("{choice: sleep, is: [awake, asleep]}", "{}", "expected one of answer, choice, takes,"),
        ("default: 6 hours", "default: 3 hours", "expected 4 hours to 12 hours, found “3 hours”."),
        ("default: 6 hours", "default: six hours", "expected an amount such as “6 hours”"),
        ("default: awake", "default: woken", "expected awake or asleep, found “woken”."),
        (
            "procedure: {en: the planned",
            "proceedure: {en: the planned",
            "Did you mean “procedure”?",
        ),
        ("decide_by: 10 days before", "decide_by: 10 dais before", "expected minutes, hours, days"),
        ("10 days before procedure", "10 days before prosedure", "Did you mean “procedure”?"),
        (
            '"{food_hours} before',
            '"{food_hour} before',
            "no choice “food_hour”. Did you mean “food_hours”?",
        ),
        ("closes: procedure", "closes: 1 day before procedure", "is not after"),
        (
            "until {opens:time}",
            "until {opens:clock}",
            "expected {opens}, {opens:time} or {opens:day}",
        ),
        ("until {opens:time}", "until {openz:time}", "no slot {openz} here. Did you mean “opens”?"),
        ("until {opens:time}", "until {due:time}", "this step has no “due”"),
        ("us on {phone}", "us on {fone}", "no slot {fone} here. Did you mean “phone”?"),
        ("us on {phone}", "us on {phone:day}", "{phone} has no form “day”."),
        ("us on {phone}", "us on {phone", "is no part of a slot"),
        ("title: Do not eat", "title: Not after {opens:time}", "only “text” may, with “unknown”"),
        ("text: Answer us.", "text: Answer us., unknown: Wait.", "this is never shown"),
        (", late: Call us today.", ", late: 'Call {first_name}.'", "the same for every patient"),
        ("step: no-food", "step: answers", "there is a step called “answers” already."),
        ("step: no-food", "step: No food", "expected a name in small letters"),
        ("sources: [S20]", "sources: [T20]", "“T20” is in no source; provenance names S."),
        ("sources: [S20]", "sources: [S-20]", "expected a source row such as S07"),
        ("questions: [smoker]\n", "\n", "“questions” is missing"),
        ("on: 2026-11-02}", "on: 2 November}", "expected a date such as 2026-11-02"),
        ("on: 2026-11-02}", "on: 20261102}", "expected a date such as 2026-11-02"),
        ("next_review: 2027-11-02", "next_review: 2026-11-01", "comes after the last one"),
        ("[warfarin, apixaban]", "[warfarin, Apixaban]", "small letters: “apixaban”"),
        ("[warfarin, apixaban]", "[warfarin, warfarin]", "in the group “anticoagulant” already"),
        ("en: Your chest hurts.", "fr: Ça fait mal.", "the words are missing: expected “en:”."),
        ("title: {en: Small}", "title: {fr: Petit}", "the words in “en” are missing here."),
        ("title: {en: Small}", "title: Small", "the words of each language, as {en: Small}."),
        ("paragraphs: [A page.]", "paragraphs: A page.", "expected a list"),
        ("label: Without food", "label: [Without, food]", "expected words on this line."),
        ("label: Without food", "label:", "this is empty"),
        ("matters: yes", "matters: yess", "found “yess”. Did you mean “yes”?"),
        (
            "    options: {awake",
            "    at_most: 2\n    options: {awake",
            "“at_most” stands with an amount",
        ),
        ("planned: 1 hour after procedure", "planned: 1 hour after procedure_end", "from itself"),
        ("language: 1", "language: 2", "expected 1, found “2”."),
        (
            "{choice: sleep, is: [awake, asleep]}",
            "{answer: smoker, is: yes}",
            "nothing uses the choice",
        ),
        ("kind: avoid\n", "kind: do\n", "“kept” stands in an avoid, not in a step to do."),
        ("{next_dose}", "{next_dos}", "Did you mean “next_dose”?"),
        (
            "    en: {title: What it is",
            "    words: {}\n    en: {title: What it is",
            "no key “words”",
        ),
    ],
)
def test_a_slip_is_told_with_its_line(old: str, new: str, expected: str) -> None:
    text = small(old, new)
    assert any(expected in problem for problem in problems(text)), problems(text)


@pytest.mark.parametrize(
    ("old", "new", "at"),
    [
        ("phase: day", "phase: dya", (line_of(SMALL, "phase: day"), 12)),
        ("    fasting: food", "    fastign: food", (line_of(SMALL, "    fasting: food"), 5)),
        ("us on {phone}", "us on {fone}", (line_of(SMALL, "us on {phone}"), 19)),
        ("tier: emergency", "tier: emergencies", (line_of(SMALL, "tier: emergency"), 25)),
        ("is: [awake, asleep]", "is: [awake, aslep]", (line_of(SMALL, "is: [awake"), 31)),
        # A key that is missing is told at the block it is missing from.
        ("    label: Without food\n", "", (line_of(SMALL, "choice: food_hours"), 5)),
    ],
)
def test_the_place_is_the_very_word(old: str, new: str, at: tuple[int, int]) -> None:
    line, column = at
    assert problems(small(old, new))[0].startswith(f"small-1.yaml:{line}:{column}: ")


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (", why: We ask.", "", "“why” is missing: people keep to what they understand."),
        (" sources: [S20],", "", "“sources” is missing: on what does this rest?"),
        ("      unknown: We will tell you.\n", "", "without “unknown” beside it, people read"),
        ("{reviewed: yes, by: A reviewer, on: 2026-11-02}", "{reviewed: no}", "are not reviewed"),
        ("next_review: 2027-11-02", "next_review: 2026-11-03", "the next review was due on 2026"),
        (
            "  next_review: 2027-11-02\n",
            "  next_review: 2027-11-02\n  usable_until: 2026-12-24\n",
            "can be used until 2026-12-24, which is near",
        ),
        ("title: Do not eat", "title: Eat nothing", "the words “do not” stand neither in title"),
        (
            "text: You can eat until {opens:time}.",
            f"text: You can eat until {{opens:time}} {'and ' * 20}then no more.",
            "and 20 are the most",
        ),
    ],
)
def test_what_is_better_mended_is_a_warning(old: str, new: str, expected: str) -> None:
    """It is told with its place, and the protocol can be looked at all the same."""
    found = examine(small(old, new), "small-1.yaml", today=date(2026, 11, 26))
    assert not found.errors
    assert found.protocol is not None
    assert any(expected in warning for warning in found.warnings), found.warnings
    assert all(re.match(r"small-1.yaml:\d+:\d+: warning: ", said) for said in found.warnings)


def test_a_good_file_has_no_warnings() -> None:
    assert examine(SMALL, "small-1.yaml", today=date(2026, 11, 26)).warnings == ()


def test_an_avoid_without_buttons_has_the_house_s_own() -> None:
    protocol = read_small("      kept: I have stopped\n      slipped: I ate\n", "")
    assert protocol.steps[1].words["en"].kept == ""


def test_every_problem_is_told_at_once_in_the_order_of_the_file() -> None:
    text = small("phase: day", "phase: dya")  # sets this step aside; the others are still checked
    text = text.replace("questions: [smoker]", "questions: [smokes]")
    text = text.replace("default: 6 hours", "default: 6 ours")
    text = text.replace("en: Your chest hurts.", 'en: ""')
    found = problems(text)
    lines = [int(problem.split(":")[1]) for problem in found]
    assert lines == sorted(lines)
    assert len(found) == 4
    for said in ("6 ours", "“smokes”", "“dya”", "this is empty"):
        assert any(said in problem for problem in found), said


def test_one_slip_is_told_once() -> None:
    """A choice with a problem of its own is still known to those who mention it."""
    assert len(problems(small("    label: Without food\n", ""))) == 1
    assert len(problems(small("until {opens:time}", "until {openz:time}"))) == 1


def test_a_key_written_twice_is_a_problem() -> None:
    text = small("    closes: procedure\n", "    closes: procedure\n    closes: arrival\n")
    (found,) = problems(text)
    line = line_of(text, "    closes: arrival")
    assert found.startswith(f"small-1.yaml:{line}:5: “closes” is written twice")
    assert f"line {line - 1} already" in found


def test_nothing_is_read_as_another_type() -> None:
    """YAML reads ``no`` as False, ``18:00`` as 1080, ``010`` as 8 and ``~`` as nothing."""
    text = small("{awake: {en: awake}, asleep: {en: asleep}}", "{no: {en: no}, on: {en: 010}}")
    text = text.replace("default: awake", "default: no").replace("[awake, asleep]", "[no, on]")
    text = text.replace("label: Awake or asleep", "label: 18:00").replace("why: We ask.", "why: ~")
    protocol = read_protocol(text, "small-1.yaml")
    sleep = protocol.choices[2]
    assert sleep.options == {"no": {"en": "no"}, "on": {"en": "010"}}
    assert (sleep.default, sleep.label) == ("no", "18:00")
    assert protocol.steps[0].words["en"].why == "~"


def test_norway_is_a_language() -> None:
    """``no`` is read as a language, which Tickwell cannot write dates in yet."""
    text = small("  en: {reviewed: yes, by: A reviewer, on: 2026-11-02}", "  no: {reviewed: no}")
    text = text.replace(" en:", " no:").replace("{en:", "{no:")
    assert problems(text) == (
        "small-1.yaml:6:3: Tickwell has no words for dates in “no” yet; it has en or es.",
    )


@pytest.mark.parametrize("said", ["18:00 the day before procedure", "6pm the day before procedure"])
def test_a_clock_time_stays_as_written(said: str) -> None:
    protocol = read_small("due: 2 days after booked", f"due: {said}")
    assert protocol.steps[0].due == said


@pytest.mark.parametrize("said", ["true", "on", "True", "YES", "1"])
def test_yes_is_written_yes(said: str) -> None:
    found = problems(small("reviewed: yes", f"reviewed: {said}"))
    assert "expected yes or no" in found[0]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "1:1: the file is empty."),
        ("just words", "1:1: expected a block of keys"),
        ("a:\n\tb: 1\n", "2:1: there is a tab here"),
        ("a: b: c\n", "1:5: a second colon in one line"),
        ("a: 'open\n", "quotes are opened and never closed"),
        ("a: [1,\n", "a bracket or a value is missing"),
        ("a: @home\n", "1:4: words that begin with this character need quotes"),
        ("a: 1\n--- \nb: 1\n", "a file holds one protocol"),
        ("a: &x 1\nb: *x\n", "1:4: “&” and “*” are not used here"),
        ("a: !!python/name:os.system x\n", "1:4: “!” is not used here"),
        ("a: 1\nb: \x00\n", "2:4: there is a character here that cannot be read"),
        ("a: \ud800\n", "1:4: there is a character here that cannot be read"),
        ("[" * 60 + "]" * 60, "1:25: this is nested too deeply"),
        ("? [a, b]\n: c\n", "expected a word before the colon"),
    ],
)
def test_what_is_not_yaml_is_told_plainly(text: str, said: str) -> None:
    assert any(said in problem for problem in problems(text)), problems(text)


def test_conditions_are_read_as_written() -> None:
    said = "{any: [{answer: smoker, is: no}, {not: {choice: sleep, is: awake}}]}"
    protocol = read_small("{choice: sleep, is: [awake, asleep]}", said)
    assert protocol.steps[1].when == AnyOf(
        any_of=(
            AnswerIs(question="smoker", values=("no",)),
            Not(negated=ChoiceIs(choice="sleep", values=("awake",))),
        )
    )


@given(st.text(max_size=200))
def test_no_text_breaks_the_reader(text: str) -> None:
    with pytest.raises(ProtocolError):
        read_protocol(text, "any.yaml")


@given(st.integers(0, len(SMALL) - 1), st.sampled_from(list("{}[]:-'\"\n\t &*!#x0é")))
def test_no_slip_of_one_key_breaks_the_reader(at: int, typed: str) -> None:
    """Either it is still a protocol, or the problems are told; nothing else is ever raised."""
    typo = SMALL[:at] + typed + SMALL[at + 1 :]
    found: tuple[str, ...] = ()
    try:
        read_protocol(typo, "small-1.yaml")
    except ProtocolError as refused:
        found = refused.problems
    assert all(problem.startswith("small-1.yaml:") for problem in found)
