"""Clinics, and their values as columns."""

from __future__ import annotations

from functools import lru_cache

from checklist.core.clinic import Clinic
from checklist.core.errors import NotFound
from checklist.store import codec
from checklist.store.reader import Reader
from checklist.store.writer import Tx

_CLINIC = """
    SELECT id, slug, name, zone, locale, country, phone, out_of_hours_phone, address,
        arrival_place, hours, holidays, accent, choices, demo, two_approve
    FROM clinic
"""


def get(reader: Reader, clinic_id: str) -> Clinic:
    """Raises NotFound."""
    row = reader.one(_CLINIC + " WHERE id = :id", {"id": clinic_id})
    if row is None:
        raise NotFound("no such clinic")
    return _clinic(tuple(row))


def by_slug(reader: Reader, slug: str) -> Clinic | None:
    """The clinic whose address on this server is ``slug``."""
    row = reader.one(_CLINIC + " WHERE slug = :slug", {"slug": slug})
    return None if row is None else _clinic(tuple(row))


def every(reader: Reader) -> list[Clinic]:
    """Every clinic, by slug."""
    return [_clinic(tuple(row)) for row in reader.all(_CLINIC + " ORDER BY slug")]


def add(tx: Tx, clinic: Clinic) -> None:
    """Raises RowRefused when the slug is taken."""
    tx.insert("clinic", id=clinic.id, **_columns(clinic))


def change(tx: Tx, clinic: Clinic) -> None:
    """Keep a clinic's new values. Its plans' revisions stay as they were frozen."""
    columns = _columns(clinic)
    assignments = ", ".join(f"{name} = :{name}" for name in columns)
    tx.run(f"UPDATE clinic SET {assignments} WHERE id = :id", {**columns, "id": clinic.id})  # noqa: S608  # our own column names


@lru_cache(maxsize=64)
def _clinic(columns: tuple[object, ...]) -> Clinic:
    """Read once for each state of a row: nearly every request asks for its clinic."""
    known = dict(zip(_NAMES, columns, strict=True))
    return Clinic(
        **{name: known[name] for name in _PLAIN},  # type: ignore[arg-type]  # TEXT columns
        id=str(known["id"]),
        hours=codec.HOURS.value(str(known["hours"])),
        holidays=codec.DAYS.value(str(known["holidays"])),
        choices=codec.TEXT_BY_KEY.value(str(known["choices"])),
        demo=bool(known["demo"]),
        two_approve=bool(known["two_approve"]),
    )


_PLAIN = (
    "slug",
    "name",
    "zone",
    "locale",
    "country",
    "phone",
    "out_of_hours_phone",
    "address",
    "arrival_place",
    "accent",
)
_NAMES = ("id", *_PLAIN[:-1], "hours", "holidays", "accent", "choices", "demo", "two_approve")


def _columns(clinic: Clinic) -> dict[str, object]:
    return {
        **{name: getattr(clinic, name) for name in _PLAIN},
        "hours": codec.HOURS.text(clinic.hours),
        "holidays": codec.DAYS.text(clinic.holidays),
        "choices": codec.TEXT_BY_KEY.text(clinic.choices),
        "demo": int(clinic.demo),
        "two_approve": int(clinic.two_approve),
    }
