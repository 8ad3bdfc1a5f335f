"""How a medicine's name reads to staff: as the patient wrote it, and what it looks like."""

from __future__ import annotations

from typing import Any, Final

from checklist.actions.naming import WHY_OFF, to_confirm
from checklist.core.folding import fold
from checklist.core.medicine_names import likely
from checklist.core.medicines import Medicine
from checklist.core.protocol import MedicineGroup
from checklist.web.staff import say_when
from checklist.web.staff.medicines.table import Table

ORIGIN_WORDS: Final = {
    "prescribed": "prescribed",
    "bought": "bought without prescription",
    "herbal": "herbal",
}
BY_THEMSELVES: Final = "self"
"""Who fills it, where nobody else does: not worth a word."""
UNKNOWN: Final = "unknown"


def as_written(medicine: Medicine) -> str:
    """The name on the box; in quotation marks while it is only the patient's own words for it."""
    quoted = medicine.unknown or medicine.likely
    return f"“{medicine.on_the_box}”" if quoted else medicine.on_the_box


def facts(medicine: Medicine) -> tuple[str, ...]:
    """What is known beside the name; a generic name that the name says already is left out."""
    said = fold(medicine.generic) in fold(medicine.name)
    return (
        "" if said else medicine.generic,
        ORIGIN_WORDS.get(medicine.origin, medicine.origin),
        looks(medicine),
        medicine.form,
        medicine.when_taken,
        "" if medicine.filled_by == BY_THEMSELVES else medicine.filled_by,
    )


def looks(medicine: Medicine) -> str:
    """ "looks like apixaban?", while nobody has said what is meant; empty for a known name."""
    names = likely(medicine)
    if not names:
        return ""
    said = names[0] if len(names) == 1 else f"{', '.join(names[:-1])} or {names[-1]}"
    return f"looks like {said}?{' The patient says no.' if medicine.denied else ''}"


def concern(medicine: Medicine, group: MedicineGroup | None) -> str:
    """The group it belongs to, "blood thinner?" by its looks alone, "unknown" for anything."""
    if medicine.unknown:
        return UNKNOWN
    if group is None:
        return ""
    return f"{group.label}?" if medicine.likely else group.label


def list_view(table: Table) -> dict[str, Any]:
    """What templates/medicines/_names.html shows: which are meant, and what came off the list."""
    every = table.revision.inputs.medicines
    return {
        "to_confirm": [
            {"id": m.id, "name": m.on_the_box, "meant": meant}
            for m in every
            if (meant := _meant(m, table))
        ],
        "on": [{"value": m.id, "label": m.on_the_box} for m in table.listed],
        "why": [{"value": key, "label": said.capitalize()} for key, said in WHY_OFF.items()],
        "gone": [_gone(m, table) for m in every if m.withdrawn],
    }


def _meant(medicine: Medicine, table: Table) -> list[str]:
    found = to_confirm(medicine, table.protocol)
    return [one.name for one in found[0].may_be] if found else []


def _gone(medicine: Medicine, table: Table) -> dict[str, str]:
    when = "" if medicine.off_at is None else say_when.short(medicine.off_at, table.clinic)
    by = ", ".join(part for part in (medicine.off_by, when) if part)
    group = table.protocol.group(medicine.group)
    return {
        "name": medicine.on_the_box,
        "why": medicine.off_why,
        "by": by,
        "concern": concern(medicine, group),
    }
