"""What comes every day is told once when plans are compared: nobody reads 35 lines of drops."""

from __future__ import annotations

from dataclasses import replace

from checklist.core.plan.diff import diff
from checklist.core.plan.model import ChangeKind
from checklist.core.plan.series import as_one
from checklist.core.repeats import Repeat
from tests.core.plan.small import built, protocol, step
from tests.core.plans import inputs, planned

DROPS = protocol(
    step("arrive", due="arrival"),
    step(
        "drops",
        opens="the day of procedure",
        closes="5 weeks after procedure",
        repeat=Repeat(times=4),
    ),
)
MOVED = inputs(anchors=planned(procedure="2027-03-11 10:30", arrival="2027-03-04 08:30"))


def test_a_moved_series_is_one_line_of_what_changed() -> None:
    (change,) = diff(built(DROPS), built(DROPS, MOVED))
    assert change.kind is ChangeKind.MOVED
    assert change.key == "drops"
    assert change.before == "between Thursday 4 March and Wednesday 7 April"
    assert change.after == "between Thursday 11 March and Wednesday 14 April"


def test_other_words_for_a_series_are_one_line_too() -> None:
    drops = DROPS.steps[1]
    words = {"en": replace(drops.words["en"], text="Use 1 drop.")}
    other = replace(DROPS, steps=(DROPS.steps[0], replace(drops, words=words)))
    (change,) = diff(built(DROPS), built(other))
    assert (change.kind, change.after) == (ChangeKind.REWORDED, "Use 1 drop.")


def test_a_series_that_is_the_same_is_no_change() -> None:
    assert diff(built(DROPS), built(DROPS)) == ()
    one, drops = as_one(built(DROPS).tasks)
    assert one.key == "arrive"
    assert drops.key == "drops"
    assert drops.opens_at == built(DROPS).tasks[1].opens_at
    assert drops.closes_at == built(DROPS).tasks[-1].closes_at
