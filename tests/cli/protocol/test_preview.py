"""``checklist protocol preview``: the worked timeline in every format."""

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
from icalendar import Calendar

from tests.cli.protocol.running import run, written

GOLDEN = Path(__file__).parents[2] / "golden" / "preview"
REAL = str(Path(__file__).parents[3] / "checklist" / "protocols" / "vertebroplasty-1.yaml")
WORKED = (
    *("--procedure-at", "2027-03-04T10:30", "--arrival-at", "2027-03-04T08:30"),
    *("--event", "procedure_end=2027-03-04T11:30", "--event", "home=2027-03-04T15:00"),
    *("--medicine", "warfarin=stop:2027-02-26T18:00", "--medicine", "amlodipine=keep"),
    *("--answer", "pregnant=no", "--choice", "food_hours=6 hours", "--phone", "01632 960 123"),
)


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


HOURS = """\
protocol: hours
title: {en: Hours}
steps:
  - step: call-us
    kind: do
    opens: opening time the day before procedure
    due: 3pm the day before procedure
    en: {title: Call us, text: Call us., why: Times change.}
red_flags:
  - sign: fever
    tier: same_day
    call:
      - {phone: clinic, from: 8am, until: 6pm}
      - {phone: "01632 960 777", from: 6pm, until: 8am}
    en: You feel hot.
"""


def test_what_opens_and_is_due_at_clock_times_lasts_from_the_one_to_the_other(
    tmp_path: Path,
) -> None:
    path = written(tmp_path, "hours-1.yaml", HOURS)
    (event,) = events("--procedure-at", "2027-03-04T10:30", file=path)
    assert event["DTSTART"].dt.astimezone(UTC) == datetime(2027, 3, 3, 9, 0, tzinfo=UTC)
    assert event["DTEND"].dt.astimezone(UTC) == datetime(2027, 3, 3, 15, 0, tzinfo=UTC)


@pytest.mark.parametrize("shown", ["table", "html"])
def test_under_a_sign_stands_whom_to_call_by_the_hour(tmp_path: Path, shown: str) -> None:
    path = written(tmp_path, "hours-1.yaml", HOURS)
    printed = run("protocol", "preview", path, "--phone", "01632 960 123", "--format", shown).stdout
    _, _, under = printed.partition("You feel hot.")
    assert "Call 01632 960 123 from 8am to 6pm." in under
    assert "Call 01632 960 777 from 6pm to 8am." in under


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
