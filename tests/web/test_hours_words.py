"""Opening hours as people say them."""

from __future__ import annotations

from dataclasses import replace
from datetime import time

import pytest

from checklist.core.clinic import Clinic, OpeningHours
from checklist.web.hours_words import calls, open_words

WORK = OpeningHours(opens=time(8), closes=time(18))
SHORT = OpeningHours(opens=time(9, 30), closes=time(12))


@pytest.mark.parametrize(
    ("hours", "said"),
    [
        (dict.fromkeys(range(5), WORK), "Monday to Friday, 8am to 6pm"),
        (
            {**dict.fromkeys(range(5), WORK), 5: SHORT},
            "Monday to Friday, 8am to 6pm; Saturday, 9:30am to midday",
        ),
        ({0: WORK, 1: WORK, 3: WORK}, "Monday and Tuesday, 8am to 6pm; Thursday, 8am to 6pm"),
        (dict.fromkeys(range(7), WORK), "Monday to Sunday, 8am to 6pm"),
    ],
)
def test_days_in_a_row_are_said_together(
    clinic: Clinic, hours: dict[int, OpeningHours], said: str
) -> None:
    assert open_words(replace(clinic, hours=hours)) == said


def test_one_number_day_and_night_is_said_once(clinic: Clinic) -> None:
    assert calls(replace(clinic, out_of_hours_phone=clinic.phone)) == [
        {"when": "Day and night", "number": "01632 960 123"}
    ]
    assert [line["number"] for line in calls(clinic)] == ["01632 960 123", "01632 960 199"]
