"""An answer to a teach-back question: kept once, for what was shown, and it blocks nothing."""

from __future__ import annotations

from datetime import timedelta

import pytest

from checklist.actions.sign_off import facts_of
from checklist.actions.teaching import ToldBack, tell_back
from checklist.core.errors import Conflict, NotFound
from checklist.core.marks import Channel
from checklist.core.teach_back import TeachTry
from checklist.core.teaching import options
from checklist.store import new_id
from tests.actions.conftest import BOOKED, House

AT = BOOKED + timedelta(hours=3)


def told(house: House, answer: str, **more: object) -> ToldBack:
    said: dict[str, object] = {
        "id": new_id(),
        "task_key": "escort",
        "meaning": house.task("escort").meaning,
        "chosen": answer,
        "channel": Channel.SCREEN,
    }
    return ToldBack(**(said | more))  # type: ignore[arg-type]  # a dict of its fields


def keep(house: House, one: ToldBack, at_hour: int = 0) -> TeachTry:
    at = AT + timedelta(hours=at_hour)
    return tell_back(house.store, house.plan_id, one, actor=house.patient, now=at)


def answers(house: House) -> tuple[str, str]:
    """The right one, and a wrong one."""
    task = house.task("escort")
    assert task.teaching is not None
    wrong = next(one for one in options(task) if one != task.teaching.right)
    return task.teaching.right, wrong


def test_wrong_then_right_is_told_and_goes_again(house: House) -> None:
    right, wrong = answers(house)
    assert not keep(house, told(house, wrong)).right
    assert "teach_back" in {r.kind for r in house.reasons(AT)}
    assert keep(house, told(house, right), 1).right
    assert "teach_back" not in {r.kind for r in house.reasons(AT + timedelta(hours=1))}


def test_sent_twice_it_counts_once_and_is_a_contact(house: House) -> None:
    one = told(house, answers(house)[1])
    assert keep(house, one) == keep(house, one, 1)
    with house.store.read() as reader:
        assert len(facts_of(reader, house.plan_id).tries) == 1
    assert house.plan.contacted_at == AT


@pytest.mark.parametrize(
    "more", [{"meaning": "of-before"}, {"chosen": "Something else"}, {"id": "no id"}]
)
def test_what_the_page_did_not_offer_is_refused(house: House, more: dict[str, str]) -> None:
    with pytest.raises(Conflict):
        keep(house, told(house, answers(house)[0], **more))
    with house.store.read() as reader:
        assert facts_of(reader, house.plan_id).tries == ()


def test_a_task_that_asks_nothing_is_not_found(house: House) -> None:
    with pytest.raises(NotFound):
        keep(house, told(house, "Yes", task_key="blood-test"))
