"""Set up a real clinic and its staff from the command line."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, time

import click

from checklist.actions.clinics import LOCALES, ask_for_two, set_up_clinic
from checklist.actions.protocols import publish_shipped
from checklist.actions.staff import add_staff
from checklist.core.actors import Role, system
from checklist.core.clinic import Clinic, OpeningHours
from checklist.core.errors import NotFound
from checklist.settings import Settings
from checklist.store import Store, clinics, new_id, open_store

WEEKDAYS = range(5)


@contextmanager
def _store() -> Iterator[Store]:
    store = open_store(Settings.from_environment(os.environ))
    try:
        yield store
    finally:
        store.close()


@click.group()
def clinic() -> None:
    """Clinics."""


@clinic.command("add")
@click.option("--name", prompt="Name of the clinic")
@click.option("--slug", prompt="A short name for addresses, such as riverside")
@click.option("--zone", prompt="Time zone", default="Europe/London")
@click.option("--locale", type=click.Choice(LOCALES), prompt="Locale", default="en_GB")
@click.option("--country", prompt="Country (two letters)", default="GB")
@click.option("--phone", prompt="Phone in opening hours")
@click.option("--out-of-hours-phone", prompt="Phone at all other times")
@click.option("--address", prompt="Address")
@click.option("--arrival-place", prompt="Where patients arrive, such as Entrance B")
@click.option("--opens", type=click.DateTime(["%H:%M"]), prompt="Opens at (Monday to Friday)")
@click.option("--closes", type=click.DateTime(["%H:%M"]), prompt="Closes at")
def add_clinic(
    name: str,
    slug: str,
    zone: str,
    locale: str,
    country: str,
    phone: str,
    out_of_hours_phone: str,
    address: str,
    arrival_place: str,
    opens: datetime,
    closes: datetime,
) -> None:
    """Add a clinic and publish the shipped protocols."""
    hours = OpeningHours(opens=_clock(opens), closes=_clock(closes))
    made = Clinic(
        id=new_id(),
        name=name,
        slug=slug,
        zone=zone,
        locale=locale,
        country=country.upper(),
        phone=phone,
        out_of_hours_phone=out_of_hours_phone,
        address=address,
        arrival_place=arrival_place,
        hours=dict.fromkeys(WEEKDAYS, hours),
    )
    now = datetime.now(UTC)
    with _store() as store:
        set_up_clinic(store, made, actor=system("setup"), now=now)
        publish_shipped(store, actor=system("setup"), now=now)
    click.echo(f"{name} is set up. Now add staff: checklist staff add --clinic {slug}")


def _clock(typed: datetime) -> time:
    return typed.time()


@clinic.command("approval")
@click.argument("slug")
@click.option("--two/--one", required=True, help="Two clinicians, or one as before.")
def ask_for_approval(slug: str, two: bool) -> None:
    """Say how many clinicians stand behind stopping or changing a medicine of concern."""
    with _store() as store:
        changed = ask_for_two(store, slug, two=two, actor=system("setup"), now=datetime.now(UTC))
    if changed.two_approve:
        click.echo(f"{changed.name}: a second clinician approves before the patient is told.")
    else:
        click.echo(f"{changed.name}: one clinician decides.")


@click.group()
def staff() -> None:
    """Staff accounts."""


@staff.command("add")
@click.option("--clinic", "slug", prompt="The clinic's short name")
@click.option("--name", prompt="Name")
@click.option("--title", prompt="Title, such as RN", default="")
@click.option("--role", type=click.Choice([role.value for role in Role]), prompt="Role")
@click.option("--email", prompt="Email")
@click.password_option()
def add_member(slug: str, name: str, title: str, role: str, email: str, password: str) -> None:
    """Add a member of staff."""
    with _store() as store:
        with store.read() as reader:
            found = clinics.by_slug(reader, slug)
        if found is None:
            raise NotFound(f"There is no clinic called {slug}.")
        with store.write(system("setup", found.id), datetime.now(UTC)) as tx:
            add_staff(
                tx,
                clinic_id=found.id,
                name=name,
                title=title,
                role=Role(role),
                email=email,
                password=password,
            )
    click.echo(f"{name} can sign in now.")
