"""All SQL of the house. ``open_store`` gives a Store with two verbs, ``read`` and ``write``."""

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
    "new_id",
    "open_store",
]
