"""The order of a plan's reasons: the same however they were filed."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import permutations

from checklist.core.attention import Band, Reason, ReasonKind
from checklist.core.attention.model import GRAVER_FIRST

AT = datetime(2027, 3, 1, 9, tzinfo=UTC)


def reason(kind: ReasonKind, band: Band = Band.TODAY, *, hours: int = 0) -> Reason:
    return Reason(
        kind=kind,
        subject="",
        cause="",
        band=band,
        words="",
        since=AT,
        from_at=AT,
        do_by=AT + timedelta(hours=hours),
    )


def test_every_kind_has_its_place() -> None:
    assert sorted(GRAVER_FIRST) == sorted(ReasonKind)


def test_the_first_thing_to_do_does_not_change_from_one_loading_to_the_next() -> None:
    """One nurse read "Call", the next "Open", of the same patient at the same minute."""
    mine = (
        reason(ReasonKind.OVERDUE),
        reason(ReasonKind.UNDECIDED),
        reason(ReasonKind.NOT_SIGNED, hours=-1),
        reason(ReasonKind.NO_CONTACT, Band.NOW, hours=9),
    )
    for order in permutations(mine):
        assert [r.kind for r in sorted(order, key=lambda r: r.urgency)] == [
            ReasonKind.NO_CONTACT,
            ReasonKind.NOT_SIGNED,
            ReasonKind.UNDECIDED,
            ReasonKind.OVERDUE,
        ]
