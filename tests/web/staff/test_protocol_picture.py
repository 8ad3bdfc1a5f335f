"""The road of a protocol: where each step stands, and what is drawn of it."""

from __future__ import annotations

from typing import Any

import pytest

from checklist.core.protocol import Protocol
from checklist.core.protocol_words import Speaker
from checklist.protocols import examine, load_shipped, shipped
from checklist.web.staff.protocols.picture import picture
from checklist.web.staff.protocols.places import place

HEAD = "protocol: small\nversion: 1\ntitle: {en: Small}\nsteps:\n"


def written(steps: str, head: str = HEAD) -> Protocol:
    """A protocol of these steps, each with the words it needs."""
    made = "".join(
        f"  - {{{line.strip()}, en: {{title: {line.split(',')[0].split(':')[1].strip()}, "
        "text: Do it.} }\n"
        for line in steps.strip().splitlines()
    )
    found = examine(head + made, "small.yaml")
    assert found.protocol is not None, found.errors
    return found.protocol


def drawn(protocol: Protocol) -> dict[str, Any]:
    return picture(protocol, Speaker(protocol, "en"))


def rows(protocol: Protocol) -> dict[str, dict[str, Any]]:
    return {row["title"]: row for row in drawn(protocol)["rows"]}


def test_what_comes_before_stands_left_of_the_middle_and_what_comes_after_right() -> None:
    found = rows(
        written(
            """
            step: early-one, kind: do, due: 5 days before procedure
            step: same-day, kind: do, due: 2 hours before procedure
            step: late-one, kind: do, due: 6 weeks after procedure
            """
        )
    )
    assert 0 < found["early-one"]["tick"] < found["same-day"]["tick"] < 50
    assert 50 < found["late-one"]["tick"] < 100


def test_an_avoid_is_a_bar_and_one_without_an_end_has_an_arrow() -> None:
    found = rows(
        written(
            """
            step: no-food, kind: avoid, opens: 6 hours before procedure, closes: procedure
            step: no-lifting, kind: avoid, opens: procedure
            """
        )
    )
    food, lifting = found["no-food"], found["no-lifting"]
    assert food["bar"]["x"] + food["bar"]["width"] == pytest.approx(50)
    assert not food["bar"]["endless"]
    assert lifting["bar"] == {"x": 50.0, "width": 50.0, "end": 100.0, "endless": True}
    assert food["tick"] is lifting["tick"] is None


def test_an_end_by_asking_has_an_arrow_where_it_may_end() -> None:
    found = rows(
        written(
            """
            step: no-lifting, kind: avoid, opens: procedure, closes: at least 6 weeks after home
            step: check-up, kind: attend, due: 3 months after procedure
            """
        )
    )
    assert found["no-lifting"]["bar"]["endless"]
    assert found["no-lifting"]["bar"]["end"] < found["check-up"]["tick"]


def test_a_step_that_counts_from_another_stands_after_it() -> None:
    found = {
        one.step.key: one
        for one in place(
            written(
                """
                step: second-one, kind: do, due: 2 days after first-one
                step: first-one, kind: do, due: 9am the day after procedure
                """
            )
        )
    }
    first, second = found["first-one"].due, found["second-one"].due
    assert first is not None
    assert second is not None
    assert second > first


def test_what_hangs_on_an_event_nobody_can_foresee_is_left_out_and_said() -> None:
    head = HEAD.replace("steps:", "anchors: {trigger: {label: Trigger given} }\nsteps:")
    found = drawn(
        written(
            """
            step: scan-you, kind: do, due: 36 hours after trigger
            step: come-in, kind: attend, due: arrival
            """,
            head,
        )
    )
    assert [row["title"] for row in found["rows"]] == ["come-in"]
    assert found["left_out"] == 1


@pytest.mark.parametrize("name", shipped())
def test_every_shipped_protocol_is_drawn_within_its_picture(name: str) -> None:
    _, protocol = load_shipped(name)
    found = drawn(protocol)
    assert len(found["rows"]) + found["left_out"] == len(protocol.steps)
    assert len(found["rows"]) > len(protocol.steps) * 0.6
    for row in found["rows"]:
        assert row["bar"] or row["tick"] is not None, row["title"]
        assert 0 <= row["label_x"] <= 100
        if row["bar"]:
            assert 0 <= row["bar"]["x"] < row["bar"]["x"] + row["bar"]["width"] <= 100.01
    places = [stop.x for stop in found["stops"]]
    assert places == sorted(set(places)), "no two stops on one place"
    assert not any(49 < x < 51 for x in places), "the middle is the procedure's"
    assert all(len(line) < 13 for stop in found["stops"] for line in stop.lines)
