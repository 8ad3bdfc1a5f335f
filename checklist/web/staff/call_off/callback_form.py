"""The two fields of a promised call: who decides, and by when the patient is called."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from checklist.actions.callbacks import Promise
from checklist.core.calling_off import Callback
from checklist.core.clinic import Clinic
from checklist.core.errors import Invalid
from checklist.store.staff import StaffRow
from checklist.web.forms import Filled
from checklist.web.staff.typed_times import day_value, read_at, time_value

FIELDS = ("owner", "call_by", "call_by_day", "call_by_time", "call_by_time_which")
SAY_WHEN = "Say by when the patient is called: day and time."


def read_promise(typed: Mapping[str, str], clinic: Clinic) -> Promise:
    """The call that was typed. Raises Invalid with a sentence for each field that cannot be."""
    wrong: dict[str, str] = {}
    call_by = read_at(typed, "call_by", clinic.tz, wrong)
    if call_by is None and not wrong:
        wrong["call_by_day"] = SAY_WHEN
    if wrong:
        raise Invalid(wrong)
    return Promise(owner_id=typed.get("owner", ""), call_by=call_by)


def at_the_fields(wrong: Mapping[str, str]) -> dict[str, str]:
    """The problems of an action, beside the fields of this form."""
    return {("call_by_time" if name == "call_by" else name): said for name, said in wrong.items()}


def callback_fields(
    filled: Filled, offered: Callback | None, known: Sequence[StaffRow], clinic: Clinic
) -> dict[str, Any]:
    """The arguments of the component callback_fields."""
    by = None if offered is None else offered.call_by
    return {
        "filled": filled,
        "owner": filled.value("owner", "" if offered is None else offered.owner_id),
        "owners": [{"value": one.id, "label": one.name} for one in known],
        "day": filled.value("call_by_day", "" if by is None else day_value(by, clinic)),
        "time": filled.value("call_by_time", "" if by is None else time_value(by, clinic)),
    }
