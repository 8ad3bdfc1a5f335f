"""A window that is impossible at some hours only is no error: nobody has a sleep study at 10am."""

from __future__ import annotations

from checklist.protocols import Examined, examine

NIGHT = """
protocol: sleep-study
title: {en: Sleep study}
steps:
  - step: no-coffee
    kind: avoid
    opens: midday on the day of procedure
    closes: procedure
    en: {title: Do not drink coffee, text: Do not drink coffee., why: It keeps you awake.}
"""


def told(text: str) -> Examined:
    return examine(text, "night.yaml")


def test_an_author_of_a_sleep_study_is_warned_of_mornings_and_not_stopped() -> None:
    found = told(NIGHT)
    assert found.errors == ()
    assert (
        "night.yaml:8:13: warning: “procedure” is not after “midday on the day of procedure”, "
        "where the step opens, with the procedure at 6:30am or 10:30am." in found.warnings
    )


BLOOD = """
protocol: blood
title: {en: Blood test}
steps:
  - step: result
    kind: do
    opens: 2 days before procedure
    due: closing time the working day before procedure
    en: {title: We look at your blood, text: We look at it., why: It is safer.}
"""


def test_a_window_that_a_weekend_shuts_names_the_day() -> None:
    found = told(BLOOD)
    assert found.errors == ()
    (warning,) = [w for w in found.warnings if "for a procedure" in w]
    assert warning == (
        "night.yaml:8:10: warning: for a procedure on a Monday or on the day after a holiday, "
        "“closing time the working day before procedure” is before “2 days before procedure”, "
        "where the step opens."
    )


def test_a_window_that_fits_an_early_arrival_only_is_warned_of() -> None:
    late = BLOOD.replace("2 days before procedure", "2 hours 30 minutes before procedure")
    found = told(late.replace("closing time the working day before procedure", "arrival"))
    assert any(
        "for a procedure with the arrival 3 hours before it, “arrival” is before" in warning
        for warning in found.warnings
    )


def test_an_equal_time_is_not_called_an_earlier_one() -> None:
    six = "6pm the day before procedure"
    text = BLOOD.replace("2 days before procedure", six)
    found = told(text.replace("closing time the working day before procedure", six))
    assert found.errors == (
        f"night.yaml:8:10: “{six}” is not after “{six}”, where the step opens.",
    )


def test_who_says_it_is_for_afternoons_is_not_warned_of_mornings() -> None:
    found = told(NIGHT + "    when: {slot: pm}\n")
    assert found.errors == ()
    assert not any("10:30am" in warning for warning in found.warnings)


def test_an_afternoon_step_that_fits_mornings_only_is_an_error() -> None:
    found = told(NIGHT.replace("midday", "10pm") + "    when: {slot: pm}\n")
    assert found.errors == (
        "night.yaml:8:13: “procedure” is not after “10pm on the day of procedure”, "
        "where the step opens.",
    )


def test_what_fits_at_no_hour_is_an_error() -> None:
    found = told(NIGHT.replace("midday on the day of", "1 day after"))
    assert found.errors == (
        "night.yaml:8:13: “procedure” is not after “1 day after procedure”, where the step opens.",
    )
