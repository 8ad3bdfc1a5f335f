"""The options of ``checklist protocol preview``: each wrong one is named, none ends in a trace."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from checklist.actions.trying import Typed, inputs_of, tried
from checklist.core.errors import Invalid
from tests.cli.protocol.running import broken, run, written
from tests.protocols.drops import drops

DAY = ("--procedure-at", "2027-03-04T10:30", "--arrival-at", "2027-03-04T08:30")


def test_errors_of_the_file_are_told_and_nothing_is_shown(tmp_path: Path) -> None:
    result = run("protocol", "preview", broken(tmp_path), *DAY)
    assert result.exit_code == 1
    assert result.stdout == ""
    assert "broken-1.yaml: 2 errors, so nothing was done." in result.stderr


def test_without_a_date_the_plan_is_shown_all_the_same(tmp_path: Path) -> None:
    result = run("protocol", "preview", written(tmp_path))
    assert result.exit_code == 0
    assert "Procedure: not known yet." in result.stdout


def test_a_doubled_clock_time_takes_an_offset_and_a_skipped_one_is_refused(tmp_path: Path) -> None:
    path = written(tmp_path)
    twice = ("--procedure-at", "2027-10-31T01:30+00:00", "--format", "json")
    form = json.loads(run("protocol", "preview", path, *twice).stdout)
    assert form["procedure"] == "2027-10-31T01:30:00+00:00"
    skipped = run("protocol", "preview", path, "--procedure-at", "2027-03-28T01:30")
    assert skipped.exit_code == 2
    assert "--procedure-at: The clocks go forward that day" in skipped.stderr


def _keys(tmp_path: Path, *options: str) -> list[str]:
    result = run("protocol", "preview", written(tmp_path), *DAY, *options, "--format", "json")
    assert result.exit_code == 0, result.stderr
    return [task["key"] for task in json.loads(result.stdout)["tasks"]]


def test_only_the_steps_that_are_asked_for_are_shown(tmp_path: Path) -> None:
    assert _keys(tmp_path, "--step", "walk", "--step", "arrive") == ["arrive", "walk"]


def test_only_what_is_of_the_days_asked_for_is_shown(tmp_path: Path) -> None:
    """The day before: its drops. From six weeks after on, what never had a date is not shown."""
    before = ("--from", "2027-03-03", "--to", "2027-03-03")
    assert _keys(tmp_path, *before) == ["drops@2.morning", "drops@2.night"]
    assert _keys(tmp_path, "--from", "2027-04-15") == []
    assert "no-lifting" in _keys(tmp_path, "--from", "2027-04-14")
    assert _keys(tmp_path, "--to", "2027-02-18") == ["questions"]


def test_a_table_shows_the_same_part(tmp_path: Path) -> None:
    shown = run("protocol", "preview", written(tmp_path), *DAY, "--step", "walk").stdout
    assert "[walk: " in shown
    assert "[arrive: " not in shown


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--choice", "liftin=6 weeks"), "--choice liftin: There is no choice “liftin”. Did you"),
        (("--choice", "lifting"), "--choice “lifting”: write it as NAME=VALUE."),
        (("--choice", "sleep=awake", "--choice", "sleep=asleep"), "--choice sleep: this is named"),
        (("--answer", "weight=1000"), "--answer weight: “1000” is too much: the most is 300."),
        (("--medicine", "warfarin=stop"), "--medicine warfarin: “stop” is not a decision."),
        (
            ("--medicine", "warfarin=restart:2027-03-05T18:00"),
            "--medicine warfarin: A restart goes with its last dose, which we never guess.",
        ),
        (("--event", "walk=2027-03-28T01:15"), "--event walk: The clocks go forward"),
        (("--event", "trigr=2027-03-28"), "--event trigr: There is no event or step “trigr”."),
        (("--answer", "weight=80", "--answer", "weight=81"), "A question has one answer, and this"),
        (
            ("--medicine", "warfarin=stop:2027-03-01"),
            "Write the clock time too, such as 2027-03-01",
        ),
        (("--step", "wlak"), "--step: There is no step “wlak”. Did you mean “walk”?"),
        (("--from", "soon"), "--from: “soon” is not a day this reads."),
        (("--from", "2027-03-04", "--to", "2027-03-03"), "--to: 2027-03-03 is before 2027-03-04."),
        (("--zone", "Europe/Lodnon"), "--zone Europe/Lodnon: There is no time zone called"),
        (("--zone", "Europe/Lodnon"), "Did you mean “Europe/London”?"),
        (("--language", "fr"), "--language: There is no language “fr”. There are: en."),
        (("--procedure-at", "soon"), "--procedure-at: “soon” is not a time this reads."),
        (("--born", "soon"), "--born: “soon” is not a day this reads."),
        (("--holiday", "soon"), "--holiday: “soon” is not a day this reads."),
        (("--format", "pdf"), "'pdf' is not one of"),
        (("--now", "2020-01-01T09:00", "--booked-at", "2020-01-02T09:00"), "--now: The plan is"),
    ],
)
def test_a_wrong_option_is_named_with_what_there_is(
    tmp_path: Path, options: tuple[str, ...], said: str
) -> None:
    result = run("protocol", "preview", written(tmp_path), *options)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert said in result.stderr


def test_every_wrong_option_is_told_at_once(tmp_path: Path) -> None:
    options = ("--procedure-at", "soon", "--choice", "x=1", "--answer", "y=1")
    said = run("protocol", "preview", written(tmp_path), *options).stderr
    assert all(f"--{name}" in said for name in ("procedure-at", "choice x", "answer y"))


DROPS = drops()
WORDS = st.text(max_size=12) | st.sampled_from(
    (
        *("keep", "stop:", "stop:2027-02-26T18:00", "restart:2027-03-28T01:30", "9pm", "-0"),
        *("take:2027-02-30T10:00", "missed", "checked", "2027-03-04T10:30,checked", "1e400"),
        *("80@", "80@2027-03-28T01:30", "2027-10-31T01:30+01:00", "2199-12-31T23:59"),
        *("1900-01-01", "4 weeks", "99999 weeks"),
    )
)
NAMES = st.text(max_size=8) | st.sampled_from(
    (
        *("lifting", "night_time", "sleep", "weight", "constipated", "last_time", "check-inr"),
        *("walk", "drops", "drops@0.morning", "drops@", "trigger", "procedure", "home", "booked"),
        "warfarin",
    )
)
OPTIONS = (
    *("--choice", "--answer", "--medicine", "--event", "--zone", "--holiday", "--born"),
    *("--procedure-at", "--site", "--language", "--first-name", "--phone", "--now"),
)


@settings(max_examples=150, deadline=None)
@given(
    st.dictionaries(st.sampled_from(["procedure_at", "arrival_at", "booked_at", "now"]), WORDS),
    st.dictionaries(
        st.sampled_from(["choices", "answers", "medicines", "events"]),
        st.dictionaries(NAMES, WORDS, max_size=3),
    ),
)
def test_whatever_is_typed_gives_a_plan_or_sentences(
    times: dict[str, str], named: dict[str, dict[str, str]]
) -> None:
    typed: dict[str, Any] = {"procedure_at": "2027-03-04T10:30", **times, **named}
    tasks, sentences = 0, [""]
    try:
        made = tried(DROPS, inputs_of(DROPS, Typed(**typed), today=date(2026, 11, 26)))
        tasks = len(made.content.tasks)
    except Invalid as invalid:
        sentences = list(invalid.problems.values())
    assert tasks or all(sentences)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(OPTIONS),
            WORDS | st.tuples(NAMES, WORDS).map("=".join),
        ),
        max_size=3,
    ),
    st.sampled_from(["table", "json", "ics", "html"]),
)
def test_no_option_ever_ends_in_a_traceback(
    tmp_path: Path, options: list[tuple[str, str]], shown: str
) -> None:
    typed = [part for option in options for part in option]
    result = run("protocol", "preview", written(tmp_path), "--format", shown, *typed)
    assert result.exit_code in (0, 2)
    assert bool(result.stdout) == (result.exit_code == 0)
