"""Everything a run needs on disk: two towns of the same clinic, and who looks at them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from flask import Flask

from bench import signed_in, town
from bench.server import settings_for
from bench.sizes import Sizes
from bench.ticks import Phone
from bench.town import Town
from checklist.actions.booking import Booked
from checklist.core.actors import Actor, ActorKind
from checklist.store import Store, patients, plans, revisions
from checklist.web.app import create_app


@dataclass(frozen=True, kw_only=True)
class Scene:
    """The towns differ only in how many open plans they have."""

    town: Town
    small: Path
    large: Path
    nurse_cookie: str
    phones: tuple[Phone, ...]


def prepared(folder: Path, sizes: Sizes) -> Scene:
    """Book, sign in and copy, in an empty folder."""
    now = datetime.now(UTC)
    made = town.founded(folder / "booked", plans=sizes.plans, now=now)
    with town.opened(made.folder) as store:
        app = create_app(settings_for(made.folder), store)
        nurse_session = signed_in.staff_session(store, made.nurse, now)
        nurse_cookie = signed_in.staff_cookie(app, nurse_session, now)
        phones = tuple(_phone(app, store, booked, now) for booked in made.quiet)
    return Scene(
        town=made,
        small=town.grown(made, folder / "small", plans=sizes.small_town),
        large=town.grown(made, folder / "large", plans=sizes.large_town),
        nurse_cookie=nurse_cookie,
        phones=phones,
    )


def _phone(app: Flask, store: Store, booked: Booked, now: datetime) -> Phone:
    with store.read() as reader:
        plan = plans.need(reader, booked.plan_id)
        revision = revisions.get(reader, plan.revision_id)
        name = patients.need(reader, plan.patient_id).name
    actor = Actor(
        kind=ActorKind.PATIENT,
        id=plan.patient_id,
        name=name,
        clinic_id=plan.clinic_id,
        patient_id=plan.patient_id,
    )
    cookie, token = signed_in.patient_cookie(app, signed_in.patient_session(store, actor, now))
    return Phone(plan_id=plan.id, revision=revision, cookie=cookie, token=token)
