"""Words an author wrote for a case that comes are let stand; slots a step has may be named."""

from __future__ import annotations

from checklist.protocols import examine

HEAD = "protocol: shown\ntitle: {en: Shown}\nsteps:\n"
TABLET = """
  - step: tablet
    kind: do
    opens: 3 days before procedure
    closes: procedure
    repeat: {%s}
    en: {title: Take it, text: Take it., why: It helps.}
"""
AROUND = """
  - step: no-milk
    kind: avoid
    around: {step: tablet, before: 2 hours, after: 2 hours}
    en:
      title: Do not drink milk
      text: Do not drink milk from {opens} until {closes}.
      why: It stops the tablet.
"""


def errors(steps: str) -> tuple[str, ...]:
    return examine(HEAD + steps, "shown.yaml").errors


def step(timing: str, words: str) -> str:
    return f"""
  - step: come
    kind: do
    {timing}
    en:
      title: Come to us
      why: We are here.
      {words}
"""


def test_words_for_a_plan_without_a_date_are_no_error() -> None:
    words = 'text: "Come by {due}."\n      unknown: Come once we tell you the day.'
    assert errors(step("due: 2 days before procedure", words)) == ()


def test_words_for_an_unknown_time_beside_a_text_without_one_are_never_shown() -> None:
    words = "text: Come to us.\n      unknown: Come once we tell you the day."
    assert errors(step("due: 2 days before procedure", words)) == (
        "shown.yaml:12:7: this is never shown: “text” names no time.",
    )


def test_a_range_has_an_opening_to_name() -> None:
    words = 'text: "Come between {opens:day} and {due:day}."'
    assert errors(step("due: 7 to 10 days after procedure", words)) == ()


def test_a_counter_has_no_times_of_day_to_lie_around() -> None:
    assert errors(TABLET % "times: 2" + AROUND) == (
        "shown.yaml:14:20: “tablet” has no times of day for this to lie around: "
        "write them with “at”.",
    )


def test_an_avoid_around_clock_times_knows_them() -> None:
    found = examine(HEAD + TABLET % "at: [8am, 8pm]" + AROUND, "shown.yaml")
    assert found.errors == ()
    assert not any("may not be known" in warning for warning in found.warnings)


def test_an_avoid_around_a_day_is_told_that_its_times_may_be_unknown() -> None:
    tablet = """
  - step: tablet
    kind: do
    due: 3 days before procedure
    en: {title: Take it, text: Take it., why: It helps.}
"""
    found = examine(HEAD + tablet + AROUND, "shown.yaml")
    assert found.errors == ()
    assert any("may not be known" in warning for warning in found.warnings)


def test_a_title_that_is_empty_without_a_date_is_warned_of() -> None:
    named = step("due: 2 days before procedure", "text: Come to us.")
    named = named.replace("title: Come to us", 'title: "Come on {due:day}"')
    found = examine(HEAD + named, "shown.yaml")
    assert found.errors == ()
    assert (
        "shown.yaml:9:14: warning: this names a day: while the procedure has no date, "
        "the title is empty." in found.warnings
    )
