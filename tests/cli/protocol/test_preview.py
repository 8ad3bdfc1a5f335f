"""``checklist protocol preview``: the worked timeline in every format, and every wrong option."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import html5lib
import pytest
from dateutil.tz import tzical
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from checklist.actions.trying import Typed, inputs_of, tried
from checklist.core.errors import Invalid
from tests.cli.protocol.running import broken, run, written
from tests.protocols.drops import drops

GOLDEN = Path(__file__).parents[2] / "golden" / "preview"
REAL = str(Path(__file__).parents[3] / "checklist" / "protocols" / "vertebroplasty-1.yaml")
WORKED = (
    *("--procedure-at", "2027-03-04T10:30", "--arrival-at", "2027-03-04T08:30"),
    *("--event", "procedure_end=2027-03-04T11:30", "--event", "home=2027-03-04T15:00"),
    *("--medicine", "warfarin=stop:2027-02-26T18:00", "--medicine", "amlodipine=keep"),
    *("--answer", "pregnant=no", "--choice", "food_hours=6 hours", "--phone", "01632 960 123"),
)
DAY = ("--procedure-at", "2027-03-04T10:30", "--arrival-at", "2027-03-04T08:30")


def worked(shown: str) -> str:
    result = run("protocol", "preview", REAL, *WORKED, "--format", shown)
    assert result.exit_code == 0, result.stderr
    return result.stdout_bytes.decode("utf-8")


# The worked timeline ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("shown", "ending"), [("table", "txt"), ("json", "json"), ("html", "html")]
)
def test_the_worked_timeline_stands_as_it_was_read_and_kept(shown: str, ending: str) -> None:
    """TICKWELL_GOLDEN=write writes the golden files anew, to be read before they are kept."""
    golden = GOLDEN / f"worked.{ending}"
    if os.environ.get("TICKWELL_GOLDEN") == "write":
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(worked(shown), encoding="utf-8")
    assert worked(shown) == golden.read_text(encoding="utf-8")


def test_the_worked_calendar_stands_as_it_was_read_and_kept() -> None:
    """As above; lines of a calendar end in CR and LF."""
    golden = GOLDEN / "worked.ics"
    made = worked("ics")
    assert "\r\n" in made
    if os.environ.get("TICKWELL_GOLDEN") == "write":
        golden.write_text(made.replace("\r\n", "\n"), encoding="utf-8")
    assert made.replace("\r\n", "\n") == golden.read_text(encoding="utf-8")


def test_the_worked_dates_are_those_worked_by_hand() -> None:
    tasks = {task["key"]: task for task in json.loads(worked("json"))["tasks"]}
    assert tasks["no-food"]["opens"] == "2027-03-04T04:30:00+00:00"
    assert tasks["no-drink"]["opens"] == "2027-03-04T08:30:00+00:00"
    assert tasks["arrive"]["due"] == "2027-03-04T08:30:00+00:00"
    assert tasks["rest"]["closes"] == "2027-03-05T11:30:00+00:00"
    assert tasks["no-lifting"]["closes"] == "2027-04-15T00:00:00+01:00"
    assert tasks["medicine-last-dose:m1"]["due"] == "2027-02-26T18:00:00+00:00"
    assert "until the end of Wednesday 14 April" in tasks["no-lifting"]["when"]


def test_the_table_keeps_to_a_hundred_columns() -> None:
    assert max(len(line) for line in worked("table").splitlines()) <= 100


def test_the_page_is_valid_and_stands_alone() -> None:
    html = worked("html")
    parser = html5lib.HTMLParser(tree=html5lib.getTreeBuilder("etree"), strict=True)
    root = parser.parse(html)
    names = [
        element.tag.rpartition("}")[2] for element in root.iter() if isinstance(element.tag, str)
    ]
    assert names.count("h1") == 1
    assert not {"script", "link", "img"} & set(names)
    assert "style=" not in html
    assert "None" not in html


# Calendars ----------------------------------------------------------------------------------------


def events(*options: str, file: str = REAL) -> Iterator[Any]:
    result = run("protocol", "preview", file, *options, "--format", "ics")
    assert result.exit_code == 0, result.stderr
    yield from Calendar.from_ical(result.stdout_bytes).walk("VEVENT")


def test_each_dated_task_is_one_event_with_a_name_of_its_own() -> None:
    tasks = json.loads(worked("json"))["tasks"]
    dated = {t["key"] for t in tasks if t["opens"] or t["due"] or t["closes"]}
    uids = [str(event["UID"]) for event in events(*WORKED)]
    assert sorted(uids) == sorted(f"{key}.vertebroplasty@tickwell" for key in dated)


def test_a_days_task_takes_the_whole_day_and_a_window_its_length() -> None:
    found = {str(event["UID"]).partition(".")[0]: event for event in events(*WORKED)}
    assert found["answers"]["DTSTART"].dt == date(2027, 1, 23)
    assert found["answers"]["DTEND"].dt == date(2027, 1, 24)
    assert found["no-food"]["DTSTART"].dt.astimezone(UTC) == datetime(2027, 3, 4, 4, 30, tzinfo=UTC)
    assert found["no-food"]["DTEND"].dt.astimezone(UTC) == datetime(2027, 3, 4, 10, 30, tzinfo=UTC)
    assert "DTEND" not in found["arrive"]


def test_the_name_of_a_person_is_in_no_calendar(tmp_path: Path) -> None:
    text = "protocol: hello\ntitle: {en: Hello}\nsteps:\n  - {step: one, kind: do, due: procedure, "
    text += 'en: {title: Do this, text: "{first_name}, do this."}}\n'
    path = written(tmp_path, "hello-1.yaml", text)
    options = ("--procedure-at", "2027-03-04T10:30", "--first-name", "Philippa")
    assert "Philippa" in run("protocol", "preview", path, *options).stdout
    assert "Philippa" not in run("protocol", "preview", path, *options, "--format", "ics").stdout


@pytest.mark.parametrize(
    ("zone", "procedure"),
    [
        ("Europe/London", "2027-03-26T10:30"),
        ("Europe/London", "2027-10-29T10:30"),
        ("America/New_York", "2027-03-12T10:30"),
        ("Australia/Sydney", "2027-10-01T10:30"),
        ("Asia/Tokyo", "2027-03-26T10:30"),
    ],
)
def test_a_calendar_alone_says_every_instant_right_across_a_clock_change(
    tmp_path: Path, zone: str, procedure: str
) -> None:
    """Read by another library, from the rules in the file and not from its own."""
    options = ("--procedure-at", procedure, "--zone", zone)
    path = tmp_path / "made.ics"
    path.write_bytes(run("protocol", "preview", REAL, *options, "--format", "ics").stdout_bytes)
    rules = tzical(str(path)).get()
    compared = 0
    for event in events(*options):
        for edge in ("DTSTART", "DTEND"):
            at = event[edge].dt if edge in event else None
            if isinstance(at, datetime):
                alone = at.replace(tzinfo=rules)
                assert alone.astimezone(UTC) == at.astimezone(UTC)
                compared += 1
    assert compared


# Options ------------------------------------------------------------------------------------------


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


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--choice", "liftin=6 weeks"), "--choice liftin: There is no choice “liftin”. Did you"),
        (("--choice", "lifting"), "--choice “lifting”: write it as NAME=VALUE."),
        (("--choice", "sleep=awake", "--choice", "sleep=asleep"), "--choice sleep: this is named"),
        (("--answer", "weight=1000"), "--answer weight: “1000” is too much: the most is 300."),
        (("--medicine", "warfarin=stop"), "--medicine warfarin: “stop” is not a decision."),
        (("--event", "walk=2027-03-28T01:15"), "--event walk: The clocks go forward"),
        (("--event", "trigr=2027-03-28"), "--event trigr: There is no event or step “trigr”."),
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
