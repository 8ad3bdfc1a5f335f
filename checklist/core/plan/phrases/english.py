"""The phrases in English, American and British alike."""

from __future__ import annotations

from typing import Final

from checklist.core.plan.phrases.model import Phrases

__all__ = ["ENGLISH"]

ENGLISH: Final = Phrases(
    language="en",
    by="by {}",
    by_day="by {}",
    on="on {}",
    at="at {}",
    starting="from {}",
    until="until {}",
    at_least_until="at least until {}",
    range_days="between {first} and {last}",
    times_a_day="{count} times that day",
    once="once that day",
    session_at="at {clock}",
    gap="Wait at least {amount} between them.",
    untold="We will tell you when.",
    late="Your procedure is soon. Call us today about this.",
    late_medicine=(
        "Your procedure is soon. Call us today about {medicine}. Keep taking it until we speak."
    ),
    void="Do not do this now. Call us first on {phone}.",
    waiting="Wait. We will tell you when you can do this.",
    food_over="No food now. The time to eat ended at {}.",
    drink_over="The time to drink ended at {}.",
    kept="I have stopped",
    slipped="I did this",
    after_slip="Thank you for telling us. Call us now on {phone}.",
    except_="You may still: {allowed}",
    over_title="Over now: {title}",
    over_text="You do not have to keep to this any more.",
    cleared="{cleared_by} said so on {cleared_on:day}.",
    agreed="We agreed to this on {cleared_on:day}.",
    longer="{cleared_by} made this longer on {cleared_on:day}.",
    longer_until="This lasts until {closes}. From {closes:day}, ask us first.",
    again="This counts again. {cleared_by} said so on {cleared_on:day}.",
    moved_title="Do not change {medicine} yet",
    moved_why="What you were told was for the old day. A clinician decides again for the new one.",
    asked_title="{asked_by} asks: {ask}",
    asked_text="Please answer by {due}. You can write it here, or tell us on {phone}.",
    asked_call="We will call you. You do not need to write anything.",
    dose_with_form="{name} {form}",
    dose_without_form="dose of {name}",
    next_with_form="your next {form}",
    next_without_form="you take more",
)
