"""``checklist protocol preview``: the plan a protocol makes for one invented patient."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Final

import click

from checklist.actions.trying import Ground, Preview, Typed, inputs_of, part_of, plain, tried
from checklist.cli.protocol.calendar import calendar
from checklist.cli.protocol.files import FILE, usable
from checklist.cli.protocol.page import page
from checklist.cli.protocol.table import table
from checklist.cli.protocol.typed import known_zone, pairs, refusal, several, visible
from checklist.core.clock import day_of, zone
from checklist.core.errors import Invalid
from checklist.core.protocol import Protocol
from checklist.core.words import LOCALES

Declared = Callable[[Callable[..., None]], Callable[..., None]]

FORMATS: Final[Mapping[str, Callable[[Preview], bytes]]] = {
    "table": lambda preview: table(preview).encode("utf-8"),
    "json": lambda preview: json.dumps(plain(preview), indent=2, ensure_ascii=False).encode(),
    "ics": calendar,
    "html": lambda preview: page(preview).encode("utf-8"),
}


@dataclass(frozen=True, kw_only=True)
class Asked:
    """The options, as typed."""

    procedure_at: str = ""
    arrival_at: str = ""
    earliest_start_at: str = ""
    booked_at: str = ""
    now: str = ""
    zone: str = ""
    locale: str = ""
    choice: tuple[str, ...] = ()
    answer: tuple[str, ...] = ()
    medicine: tuple[str, ...] = ()
    event: tuple[str, ...] = ()
    site: str = ""
    born: str = ""
    holiday: tuple[str, ...] = ()
    language: str = ""
    first_name: str = ""
    phone: str = field(default_factory=lambda: Ground().phone)

    def typed(self) -> Typed:
        """Raises WrongOptions."""
        return Typed(
            procedure_at=visible(self.procedure_at),
            arrival_at=visible(self.arrival_at),
            earliest_start_at=visible(self.earliest_start_at),
            booked_at=visible(self.booked_at),
            now=visible(self.now),
            choices=pairs("--choice", self.choice),
            answers=several("--answer", self.answer),
            medicines=pairs("--medicine", self.medicine, bare=True),
            events=pairs("--event", self.event),
            site=visible(self.site),
            born=visible(self.born),
            holidays=tuple(visible(day) for day in self.holiday),
            language=visible(self.language),
            first_name=visible(self.first_name),
        )

    def ground(self) -> Ground:
        """Raises WrongOptions."""
        zone_name = known_zone(visible(self.zone))
        return Ground(zone=zone_name, locale=self.locale, phone=visible(self.phone))


def _said(name: str, words: str, *, many: bool = False, shown: str = "WHEN") -> Declared:
    default: object = () if many else ""
    return click.option(name, multiple=many, default=default, metavar=shown, help=words)


@click.command()
@click.argument("file", type=FILE)
@_said("--procedure-at", "When the procedure starts; leave it out while there is no date.")
@_said("--arrival-at", "When the patient should be there.")
@_said("--earliest-start-at", "The earliest it could start, for fasting.")
@_said(
    "--booked-at",
    "When the plan is made. Without it: 9am, 6 weeks before the procedure, or earlier where the "
    "first task is, so that nothing is late.",
)
@_said("--now", "As of when the plan is seen. Without it: as it is booked.")
@click.option("--zone", default="Europe/London", show_default=True, metavar="ZONE")
@click.option("--locale", type=click.Choice(LOCALES), default="en_GB", show_default=True)
@_said("--choice", "A clinician's choice.", many=True, shown="NAME=VALUE")
@_said(
    "--answer",
    "What the patient said, or measured: a question or a measuring step. VALUE@WHEN says when; a "
    "step that measures again and again may be named again.",
    many=True,
    shown="NAME=VALUE",
)
@_said(
    "--medicine",
    "A medicine, as on the box, and what was decided: nothing (undecided), keep, stop:WHEN, "
    "stop:WHEN,restart:WHEN, take:WHEN or change:WORDS.",
    many=True,
    shown="NAME=DECISION",
)
@_said(
    "--event",
    "An anchor that happened, or a step that was ticked then; a step may be missed or checked too.",
    many=True,
    shown="NAME=WHEN",
)
@_said("--site", "The level or side, such as left knee.", shown="WORDS")
@_said("--born", "The birth date.", shown="DAY")
@_said("--holiday", "A day on which the clinic is closed.", many=True, shown="DAY")
@_said("--language", "A language of the protocol; reviewed or not.", shown="en")
@_said("--first-name", "The patient's first name, where the words use it.", shown="NAME")
@click.option("--phone", default=Ground().phone, show_default=True, metavar="NUMBER")
@_said("--step", "Show this step only.", many=True, shown="NAME")
@click.option("--from", "since", default="", metavar="DAY", help="Show tasks from this day on.")
@click.option("--to", "until", default="", metavar="DAY", help="Show tasks up to this day.")
@click.option(
    "--format", "shown", type=click.Choice(tuple(FORMATS)), default="table", show_default=True
)
def preview(
    file: Path, shown: str, step: tuple[str, ...], since: str, until: str, **options: object
) -> None:
    """Print the plan that the protocol in FILE makes. Nothing is kept.

    WHEN is a clock time in the zone, 2027-03-04T10:30, or a day with no time, 2027-03-04. Where the
    clocks go back and a time comes twice, the first is meant; write 2027-10-31T01:30+00:00 for the
    second. A skipped clock time is refused.
    """
    found, _ = usable(file)
    made = _preview(found, Asked(**options))  # type: ignore[arg-type]  # click gives what was declared
    try:
        part = part_of(
            made,
            steps=[visible(name) for name in step],
            since=visible(since),
            until=visible(until),
        )
    except Invalid as invalid:
        raise refusal(invalid) from invalid
    click.echo(FORMATS[shown](part), nl=shown != "ics")


def _preview(protocol: Protocol, asked: Asked) -> Preview:
    typed, ground = asked.typed(), asked.ground()
    try:
        made = inputs_of(protocol, typed, today=_today(ground), ground=ground)
        return tried(protocol, made)
    except Invalid as invalid:
        raise refusal(invalid) from invalid


def _today(ground: Ground) -> date:
    return day_of(datetime.now(UTC), zone(ground.zone))
