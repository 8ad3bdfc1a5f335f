"""All SQL of the house.

``open_store`` gives a Store with two verbs, ``read`` and ``write``. Beside it, one module for each
noun with small functions that take the Reader or Tx those give.
"""

from checklist.store import (
    acknowledgements,
    anchors,
    answers,
    attention,
    carers,
    choices,
    clinics,
    contacts,
    doors,
    entries,
    guesses,
    marks,
    medicines,
    patients,
    plan_lists,
    plans,
    protocols,
    resolutions,
    reviews,
    revisions,
    sessions,
    sheets,
    sign_offs,
    staff,
    tasks,
)
from checklist.store.database import DATABASE_NAME, Store, open_store
from checklist.store.ids import new_id
from checklist.store.keys import Keys
from checklist.store.reader import Reader, Row
from checklist.store.writer import Tx

__all__ = [
    "DATABASE_NAME",
    "Keys",
    "Reader",
    "Row",
    "Store",
    "Tx",
    "acknowledgements",
    "anchors",
    "answers",
    "attention",
    "carers",
    "choices",
    "clinics",
    "contacts",
    "doors",
    "entries",
    "guesses",
    "marks",
    "medicines",
    "new_id",
    "open_store",
    "patients",
    "plan_lists",
    "plans",
    "protocols",
    "resolutions",
    "reviews",
    "revisions",
    "sessions",
    "sheets",
    "sign_offs",
    "staff",
    "tasks",
]
