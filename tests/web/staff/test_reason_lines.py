"""The reasons of one row: medicines that ask for the same stand on one line, each with its tag."""

from __future__ import annotations

from dataclasses import replace

from checklist.core.attention import Reason, ReasonKind
from checklist.web.staff.reason_lines import reason_lines
from tests.core.attention.facts import facts, of
from tests.core.plans import AMLODIPINE, WARFARIN, inputs

BOTH = facts(inputs(medicines=(WARFARIN, AMLODIPINE)))


def undecided() -> list[Reason]:
    return list(of(BOTH, ReasonKind.UNDECIDED, "2027-03-02 11:00"))


def test_two_medicines_to_decide_are_one_line() -> None:
    (line,) = reason_lines(undecided())
    assert line["lead"] == "Medicines to decide"
    said = "".join(item["text"] for item in line["items"])
    assert said == ": amlodipine, warfarin"
    assert [item["tag"] for item in line["items"]] == ["unknown", "blood thinner"]
    assert line["detail"] == "its decide-by has passed"


def test_one_alone_is_said_as_it_is() -> None:
    (line,) = reason_lines(undecided()[:1])
    assert line["lead"] == "Medicine to decide"


def test_what_a_colleague_passed_on_stands_apart() -> None:
    first, second = undecided()
    lines = reason_lines([first, replace(second, passed="Passed to a clinician by Sam")])
    assert [line["lead"] for line in lines] == ["Medicine to decide"] * 2
    assert lines[1]["passed"] == "Passed to a clinician by Sam"


def test_nothing_open_is_said() -> None:
    (line,) = reason_lines([])
    assert line["items"] == [{"text": "nothing open", "tag": ""}]
