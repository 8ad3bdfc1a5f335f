"""How tests get in: as staff with a password, as a patient or carer with the code of the letter."""

from __future__ import annotations

from dataclasses import dataclass

from checklist.actions.doors import letters
from checklist.core.actors import Actor
from checklist.settings import Settings
from checklist.store import Store
from checklist.store.keys import derive
from checklist.store.patients import PatientRow
from checklist.store.plans import PlanRow
from checklist.web.house import KEY, House, now
from tests.web.client import CheckingClient

PASSWORD = "seven cups of quiet tea"


@dataclass(frozen=True, kw_only=True)
class Person:
    """A member of staff as a test knows them."""

    actor: Actor
    email: str
    password: str = PASSWORD


@dataclass(frozen=True, kw_only=True)
class Booked:
    """A plan as a test knows it."""

    plan: PlanRow
    patient: PatientRow
    nurse: Person

    @property
    def id(self) -> str:
        return self.plan.id


def sign_in(client: CheckingClient, who: Person) -> CheckingClient:
    """Sign a member of staff in, through the door."""
    client.get_page("/staff/sign-in")
    client.send("/staff/sign-in", {"email": who.email, "password": who.password})
    client.last = None
    client.get_page("/patients")
    return client


def open_door(client: CheckingClient, booked: Booked, *, carer: bool = False) -> CheckingClient:
    """Open the patient's door (or their carer's) with the code that their letter prints."""
    house: House = client.application.extensions[KEY]
    client.get_page("/go")
    client.send(
        "/go",
        {
            "code": code_of(house.store, house.settings, booked, carer=carer),
            "born_day": str(booked.patient.born.day),
            "born_month": str(booked.patient.born.month),
            "born_year": str(booked.patient.born.year),
        },
    )
    client.last = None
    return client


def code_of(store: Store, settings: Settings, booked: Booked, *, carer: bool = False) -> str:
    """The code printed for the patient or for their (first) carer."""
    key = derive(settings.root_key, "links")
    made = letters(store, booked.id, key, settings.base_url, actor=booked.nurse.actor, now=now())
    return next(letter.code for letter in made if letter.carer is carer)
