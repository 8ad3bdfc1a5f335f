"""Revisions: the frozen results, each kept whole as JSON and never changed."""

from __future__ import annotations

from checklist.core.clock import utc_text
from checklist.core.errors import NotFound
from checklist.core.plan.model import Revision
from checklist.store import codec, sheets
from checklist.store.lru import Immutables
from checklist.store.reader import Reader, Row
from checklist.store.writer import Tx

MOST_KNOWN = 256
"""Revisions kept in memory: about 95 KB each for a plan of 25 tasks."""

_REVISION = """
    SELECT r.id, r.plan_id, r.number, r.inputs, r.content, r.changes, r.fingerprint, r.reason,
        r.made_by, r.made_at,
        (SELECT min(s.code) FROM sheet s WHERE s.plan_id = r.plan_id AND s.revision_id = r.id)
            AS sheet_code
    FROM revision r
"""

_known: Immutables[Revision] = Immutables(MOST_KNOWN)

free_sheet_code = sheets.free_code


def add(tx: Tx, revision: Revision, *, protocol_id: str) -> None:
    """Freeze one revision, and its sheet where it has a code.

    Raises RowRefused when the plan has a revision of this number already.
    """
    tx.insert(
        "revision",
        id=revision.id,
        plan_id=revision.plan_id,
        number=revision.number,
        protocol_id=protocol_id,
        inputs=codec.INPUTS.text(revision.inputs),
        content=codec.CONTENT.text(revision.content),
        changes=codec.CHANGES.text(revision.changes),
        fingerprint=revision.fingerprint,
        reason=revision.reason,
        made_by=revision.made_by,
        made_at=utc_text(revision.made_at or tx.now),
    )
    if revision.sheet_code:
        sheets.add(tx, revision.sheet_code, revision.plan_id, revision.id)
    if revision.made_at is not None:
        # Filing reads it in this same write. Should that fail, nobody ever asks for this id.
        _known.get(revision.id, lambda: revision)


def get(reader: Reader, revision_id: str) -> Revision:
    """Raises NotFound."""

    def read() -> Revision:
        row = reader.one(_REVISION + " WHERE r.id = :id", {"id": revision_id})
        if row is None:
            raise NotFound("no such revision")
        return _revision(row)

    return _known.get(revision_id, read)


def numbered(reader: Reader, plan_id: str, number: int) -> Revision:
    """The plan's n-th revision. Raises NotFound."""
    found = reader.value(
        "SELECT id FROM revision WHERE plan_id = :plan AND number = :number",
        {"plan": plan_id, "number": number},
    )
    if found is None:
        raise NotFound("no such revision")
    return get(reader, found)


def latest(reader: Reader, plan_id: str) -> Revision:
    """The plan's newest revision. Raises NotFound for a plan that has none."""
    number = reader.value(
        "SELECT max(number) FROM revision WHERE plan_id = :plan", {"plan": plan_id}
    )
    return numbered(reader, plan_id, number or 0)


def after(reader: Reader, revision_id: str) -> Revision | None:
    """The plan's next revision, which made this one old; None for the newest."""
    found = reader.value(
        """SELECT later.id FROM revision r
        JOIN revision later ON later.plan_id = r.plan_id AND later.number = r.number + 1
        WHERE r.id = :id""",
        {"id": revision_id},
    )
    return None if found is None else get(reader, found)


def by_sheet(reader: Reader, clinic_id: str, typed: str) -> Revision | None:
    """What a printed sheet of this clinic shows, by its code however typed; None for no such."""
    sheet = sheets.by_code(reader, typed)
    if sheet is None:
        return None
    owner = reader.value("SELECT clinic_id FROM plan WHERE id = :id", {"id": sheet.plan_id})
    return get(reader, sheet.revision_id) if owner == clinic_id else None


def of_plan(reader: Reader, plan_id: str) -> list[Revision]:
    """Every revision of the plan, the first one first."""
    return since(reader, plan_id, 1)


def since(reader: Reader, plan_id: str, number: int) -> list[Revision]:
    """The plan's revision of this number and every later one, in their order."""
    rows = reader.all(
        "SELECT id FROM revision WHERE plan_id = :plan AND number >= :number ORDER BY number",
        {"plan": plan_id, "number": number},
    )
    return [get(reader, row["id"]) for row in rows]


def _revision(row: Row) -> Revision:
    return Revision(
        id=row["id"],
        plan_id=row["plan_id"],
        number=row["number"],
        inputs=codec.INPUTS.value(row["inputs"]),
        content=codec.CONTENT.value(row["content"]),
        changes=codec.CHANGES.value(row["changes"]),
        made_at=codec.needed_instant(row["made_at"]),
        made_by=row["made_by"],
        reason=row["reason"],
        sheet_code=row["sheet_code"] or "",
        fingerprint=row["fingerprint"],
    )
