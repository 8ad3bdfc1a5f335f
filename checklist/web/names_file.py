"""The names of medicines as a browser fetches them: one file, the same for everybody.

What is typed is looked for in it on the phone itself, so no name of a medicine is in any request.
"""

from __future__ import annotations

import json
from typing import Final

from checklist.core.medicine_names import MedicineList

NAMES_FILE: Final = "medicines.json"


def names_file(listed: MedicineList) -> bytes:
    """``names`` by what they are: the generic name, then its other names. ``beside`` as there."""
    by_generic: dict[str, list[str]] = {}
    for one in listed.by_letters.values():
        names = by_generic.setdefault(one.generic, [one.generic])
        if one.name != one.generic:
            names.append(one.name)
    said = {"names": list(by_generic.values()), "beside": sorted(listed.beside)}
    return json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode()
