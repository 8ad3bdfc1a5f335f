"""The demo command: seed when empty, say how to get in, serve."""

from __future__ import annotations

import json
import threading
import time
import urllib.error
import urllib.request
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

import click

from checklist.cli import serving
from checklist.cli.demo.people import STAFF
from checklist.cli.demo.seed import DEMO_SLUG, seed
from checklist.core import door_codes
from checklist.core.plan.model import PlanState
from checklist.settings import Settings
from checklist.store import DATABASE_NAME, Store, clinics, doors, open_store, patients, plans
from checklist.store.keys import derive

PATIENT_LINKS = 2
WAIT_SECONDS = 60


@dataclass(frozen=True, kw_only=True)
class PatientDoor:
    """How to get in as one of the demo's patients."""

    plan: str
    link: str
    code: str
    birth_date: str


def run_demo(settings: Settings, *, port: int, ready_file: Path | None, fresh: bool) -> None:
    """Seed a demo clinic when there is none, print how to get in, and serve until interrupted."""
    if settings.production:
        raise click.ClickException(
            "The demo's passwords are known to everybody, so it does not run in production."
        )
    serving.refuse_busy_port(port)
    if fresh:
        throw_away(settings)
    store = open_store(settings)
    try:
        prepare(store)
        ready = _ready(store, settings)
        threading.Thread(
            target=_announce, args=(ready, settings.base_url, ready_file), daemon=True
        ).start()
        serving.serve(settings, store, port=port)
    finally:
        store.close()


def prepare(store: Store) -> None:
    """Seed the demo clinic into an empty database; refuse one that holds a real clinic."""
    with store.read() as reader:
        known = clinics.every(reader)
    if not known:
        click.echo("Seeding the demo clinic …")
        seed(store, now=datetime.now(UTC))
    elif not all(clinic.demo for clinic in known):
        raise click.ClickException(
            "This data directory holds a real clinic. Use 'checklist serve', or another --data."
        )


def throw_away(settings: Settings) -> None:
    """Delete an earlier demo's database; a real clinic's is refused."""
    path = settings.data_dir / DATABASE_NAME
    if not path.exists():
        return
    store = open_store(settings)
    try:
        with store.read() as reader:
            real = [clinic for clinic in clinics.every(reader) if not clinic.demo]
    finally:
        store.close()
    if real:
        raise click.ClickException("This data directory holds a real clinic; nothing was deleted.")
    for part in settings.data_dir.glob(f"{DATABASE_NAME}*"):
        part.unlink()


def _ready(store: Store, settings: Settings) -> dict[str, object]:
    """What a person or a test needs to get in."""
    return {
        "url": settings.base_url,
        "staff": [
            {"role": role.value, "email": email, "password": password}
            for _, _, role, email, password in STAFF
        ],
        "patients": [asdict(door) for door in patient_doors(store, settings)],
    }


def patient_doors(store: Store, settings: Settings) -> list[PatientDoor]:
    """Two patients to try: the first two still before their procedure."""
    key = derive(settings.root_key, "links")
    found: list[PatientDoor] = []
    with store.read() as reader:
        clinic = clinics.by_slug(reader, DEMO_SLUG)
        if clinic is None:
            return found
        for plan in plans.soonest(reader, clinic.id, PlanState.BEFORE, limit=20):
            patient = patients.need(reader, plan.patient_id)
            door = next(d for d in doors.of_patient(reader, patient.id) if d.carer_id is None)
            if patient.reach != "phone":
                continue
            found.append(
                PatientDoor(
                    plan=plan.id,
                    link=f"{settings.base_url}/go#"
                    + door_codes.link(key, door.locator, door.generation),
                    code=door_codes.spoken(door_codes.code(key, door.locator, door.generation)),
                    birth_date=patient.born.isoformat(),
                )
            )
            if len(found) == PATIENT_LINKS:
                break
    return found


def _announce(ready: dict[str, object], url: str, ready_file: Path | None) -> None:
    """Wait until the server answers, then say so on screen and in the ready file."""
    deadline = time.monotonic() + WAIT_SECONDS
    while time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(f"{url}/healthz", timeout=5):  # noqa: S310 - our own http
                break
        except (urllib.error.URLError, OSError):
            time.sleep(0.05)
    else:
        click.echo("The server did not answer in a minute.", err=True)
        return
    if ready_file is not None:
        part = ready_file.with_name(ready_file.name + ".part")
        part.write_text(json.dumps(ready, indent=2) + "\n", encoding="utf-8")
        part.replace(ready_file)
    click.echo(describe(ready))


def describe(ready: dict[str, object]) -> str:
    """The same for a person reading the terminal."""
    staff: list[dict[str, str]] = ready["staff"]  # type: ignore[assignment]  # made in _ready
    people: list[dict[str, str]] = ready["patients"]  # type: ignore[assignment]  # made in _ready
    lines = ["", f"Tickwell demo: {ready['url']}", "", "Staff sign in at /staff/sign-in"]
    lines += [f"  {s['role']:<10} {s['email']:<28} {s['password']}" for s in staff]
    lines += ["", "Patients open their link and give their birth date"]
    lines += [
        f"  {p['link']}\n  {'':10} born {p['birth_date']}, or type the code {p['code']}"
        for p in people
    ]
    lines += ["", "Everything in it is invented. Stop it with Ctrl+C.", ""]
    return "\n".join(lines)
