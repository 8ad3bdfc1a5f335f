"""The tables of the author's guide say what the code says: every key, timing, slot and field.

A key that the guide leaves out does not exist for its reader, and one it invents costs her an hour.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from checklist.actions.trying import Typed, inputs_of, plain, tried
from checklist.cli.protocol.preview import preview as preview_command
from checklist.core.schedule import Moment, parse_timing, resolve
from checklist.core.timing_values import UNITS
from checklist.core.wording import MEDICINE_SLOTS, Slots
from checklist.core.words import moment_words
from checklist.protocols import read_protocol, shape
from checklist.protocols.shape.asking import OptionShape, QuestionWordsShape
from checklist.protocols.shape.conditions import AgeShape
from checklist.protocols.shape.repeats import CycleShape
from checklist.protocols.shape.telling import AboutWordsShape
from tests import guide

LONDON = ZoneInfo("Europe/London")

SHAPES: dict[str, type[shape.Shape]] = {
    "file": shape.FileShape,
    "block": shape.BlockShape,
    "uses": shape.UsedShape,
    "texts": shape.TextReviewShape,
    "provenance": shape.ProvenanceShape,
    "anchors": shape.AnchorShape,
    "choices": shape.ChoiceShape,
    "regimens": shape.RegimenShape,
    "regimens options": OptionShape,
    "questions": shape.QuestionShape,
    "questions words": QuestionWordsShape,
    "medicines": shape.MedicinesShape,
    "medicines groups": shape.GroupShape,
    "medicines words": shape.MedicineWordsShape,
    "steps": shape.StepShape,
    "steps words": shape.TaughtWordsShape,
    "teach_back": shape.TeachBackShape,
    "repeat": shape.RepeatShape,
    "repeat stages": shape.StageShape,
    "repeat cycle": CycleShape,
    "around": shape.AroundShape,
    "measure": shape.MeasureShape,
    "measure outside": shape.OutsideShape,
    "bounds": AgeShape,
    "red_flags": shape.RedFlagShape,
    "red_flags call": shape.CallShape,
    "sign_off": shape.GateShape,
    "about": shape.AboutShape,
    "about words": AboutWordsShape,
}
"""The tables of keys, each with what it must have, no more and no less."""

LANGUAGES = "en"
"""How the guide writes the place where an element's languages stand."""


@pytest.mark.parametrize("name", SHAPES)
def test_a_table_has_every_key_and_invents_none(name: str) -> None:
    fields = SHAPES[name].model_fields.items()
    known = {field.alias or key for key, field in fields}
    if "words" in known:
        known = known - {"words"} | {LANGUAGES}
    assert {row[0] for row in guide.table(name)} == known


def test_every_timing_of_the_guide_falls_where_it_says() -> None:
    start = datetime(2027, 3, 4, 10, 30, tzinfo=LONDON)
    anchors = {
        "procedure": Moment.at_instant(start, LONDON),
        "arrival": Moment.at_instant(start.replace(hour=9, minute=0), LONDON),
        "first-dose": Moment.at_instant(start.replace(hour=7, minute=15), LONDON),
        "drops.closes": Moment.on(date(2027, 4, 1)),
        "booked": Moment.at_instant(start.replace(month=1, day=21, hour=9, minute=0), LONDON),
    }
    choices = {"food_hours": "6 hours", "fasting_from": "arrival", "evening": "8pm"}
    for words, falls in guide.table("timings"):
        ends = ("first", "last") if " to " in words else ("last",)
        found = [
            moment_words(
                resolve(
                    parse_timing(words),
                    anchors=anchors,
                    choices=choices,
                    tz=LONDON,
                    of_range=end,  # type: ignore[arg-type]  # one of its two words
                ),
                LONDON,
                "en_GB",
            )
            for end in ends
        ]
        assert " to ".join(found) == falls, words


def test_every_unit_is_in_the_guide() -> None:
    said = " ".join(row[0] for row in guide.table("amounts"))
    assert all(unit.removesuffix("s") in said for unit in UNITS)


@pytest.mark.parametrize("language", ["en", "es"])
def test_every_slot_reads_as_the_guide_shows(language: str) -> None:
    slots = Slots(
        moments={
            "opens": Moment.at_instant(datetime(2027, 3, 4, 4, 30, tzinfo=UTC), LONDON),
            "due": Moment.on(date(2027, 3, 4)),
            "closes": Moment.on(date(2027, 4, 15)),
            "home": Moment.at_instant(datetime(2027, 3, 4, 12, 30, tzinfo=UTC), LONDON, firm=False),
        },
        texts={},
        tz=LONDON,
        locale={"en": "en_GB", "es": "es_ES"}[language],
    )
    for template, reads in guide.table(f"slots {language}"):
        assert slots.render(template) == reads


def test_the_slots_of_medicines_are_those_of_the_guide() -> None:
    said = {row[0]: set(row[1].replace("{", "").replace("}", "").split()) for row in _medicines()}
    assert said == {state: set(slots) for state, slots in MEDICINE_SLOTS.items()}


def _medicines() -> list[list[str]]:
    rows = guide.table("medicines slots")
    return [[state, named.replace("`", "").replace(",", " ")] for state, named in rows]


def test_every_option_of_preview_is_in_the_guide() -> None:
    known = {option for p in preview_command.params for option in p.opts if option[0] == "-"}
    assert {row[0].split(" ")[0] for row in guide.table("preview")} == known


@pytest.mark.parametrize("name", ["plan", "task", "question", "red_flag"])
def test_every_field_of_the_json_is_in_the_guide(name: str) -> None:
    ground = next(f for f in guide.fences("yaml") if guide.file_name(f) == "conditions.yaml")
    protocol = read_protocol(ground.body, "conditions.yaml")
    typed = Typed(procedure_at="2027-03-04T10:30")
    made: Any = plain(tried(protocol, inputs_of(protocol, typed, today=date(2026, 11, 26))))
    there = {
        "plan": made,
        "task": made["tasks"][0],
        "question": made["questions"][0],
        "red_flag": made["red_flags"][0],
    }
    assert [row[0] for row in guide.table(f"json {name}")] == list(there[name])


def test_every_table_of_keys_is_compared_with_something() -> None:
    others = {
        "leaflet",
        "timings",
        "amounts",
        "conditions",
        "slots en",
        "slots es",
        "medicines slots",
    }
    others |= {"preview", "json plan", "json task", "json question", "json red_flag"}
    assert guide.tables() == set(SHAPES) | others
