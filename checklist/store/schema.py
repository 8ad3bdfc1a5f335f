"""The glossary as tables, in SQL that SQLite and PostgreSQL both read.

Ids are TEXT made in Python. Instants are fixed-width UTC ISO text (they sort as time), calendar
days ISO text. Flags are 0/1. Names that are searched or sorted have a folded column made in Python.
Every table named in APPEND_ONLY refuses UPDATE and DELETE in the database itself.

What belongs to a plan has the plan's id first in its key, so that a plan's rows lie side by side:
a plan is read and written whole, and every page touched costs a decryption. Such an id is unique
within its plan. Tables not named in WIDE are kept in the order of their key where the database can.
"""

from __future__ import annotations

from checklist.store.loop_tables import LOOP_APPEND_ONLY, LOOP_TABLES

FIRST_TABLES: dict[str, str] = {
    "clinic": """
        id TEXT PRIMARY KEY, slug TEXT NOT NULL UNIQUE, name TEXT NOT NULL, zone TEXT NOT NULL,
        locale TEXT NOT NULL, country TEXT NOT NULL, phone TEXT NOT NULL,
        out_of_hours_phone TEXT NOT NULL, address TEXT NOT NULL, arrival_place TEXT NOT NULL,
        hours TEXT NOT NULL, holidays TEXT NOT NULL, accent TEXT NOT NULL,
        choices TEXT NOT NULL, demo INTEGER NOT NULL
    """,
    "staff": """
        id TEXT PRIMARY KEY, clinic_id TEXT NOT NULL REFERENCES clinic (id),
        name TEXT NOT NULL, title TEXT NOT NULL, role TEXT NOT NULL,
        email_folded TEXT NOT NULL UNIQUE, password_hash TEXT NOT NULL, active INTEGER NOT NULL
    """,
    "patient": """
        id TEXT PRIMARY KEY, clinic_id TEXT NOT NULL REFERENCES clinic (id),
        name TEXT NOT NULL, first_name TEXT NOT NULL, name_folded TEXT NOT NULL,
        born TEXT NOT NULL, record_number TEXT NOT NULL, record_folded TEXT NOT NULL,
        language TEXT NOT NULL, reach TEXT NOT NULL, phone TEXT NOT NULL,
        needs TEXT NOT NULL, created_at TEXT NOT NULL,
        UNIQUE (clinic_id, record_folded)
    """,
    "patient_word": """
        clinic_id TEXT NOT NULL REFERENCES clinic (id), word TEXT NOT NULL,
        patient_id TEXT NOT NULL REFERENCES patient (id),
        PRIMARY KEY (clinic_id, word, patient_id)
    """,
    "carer": """
        id TEXT PRIMARY KEY, patient_id TEXT NOT NULL REFERENCES patient (id),
        name TEXT NOT NULL, relation TEXT NOT NULL, phone TEXT NOT NULL, active INTEGER NOT NULL
    """,
    "protocol": """
        id TEXT PRIMARY KEY, key TEXT NOT NULL, version INTEGER NOT NULL,
        language INTEGER NOT NULL, digest TEXT NOT NULL, source TEXT NOT NULL,
        parsed TEXT NOT NULL, published_at TEXT NOT NULL, published_by TEXT NOT NULL,
        UNIQUE (key, version)
    """,
    "plan": """
        id TEXT PRIMARY KEY, clinic_id TEXT NOT NULL REFERENCES clinic (id),
        patient_id TEXT NOT NULL REFERENCES patient (id),
        protocol_id TEXT NOT NULL REFERENCES protocol (id), clinician TEXT NOT NULL,
        site TEXT NOT NULL, state TEXT NOT NULL, booked_at TEXT NOT NULL, procedure_day TEXT,
        procedure_at TEXT, revision INTEGER NOT NULL, revision_id TEXT NOT NULL,
        done_count INTEGER NOT NULL, due_count INTEGER NOT NULL, started INTEGER NOT NULL,
        signed INTEGER NOT NULL, owner_id TEXT, contacted_at TEXT, road TEXT NOT NULL
    """,
    "anchor": """
        id TEXT NOT NULL, plan_id TEXT NOT NULL REFERENCES plan (id), name TEXT NOT NULL,
        day TEXT, at TEXT, actual INTEGER NOT NULL, set_by TEXT NOT NULL, set_at TEXT NOT NULL,
        PRIMARY KEY (plan_id, id)
    """,
    "choice": """
        id TEXT NOT NULL, plan_id TEXT NOT NULL REFERENCES plan (id), name TEXT NOT NULL,
        value TEXT NOT NULL, set_by TEXT NOT NULL, set_at TEXT NOT NULL,
        PRIMARY KEY (plan_id, id)
    """,
    "answer": """
        id TEXT NOT NULL, plan_id TEXT NOT NULL REFERENCES plan (id), question TEXT NOT NULL,
        value TEXT NOT NULL, detail TEXT NOT NULL, given_by TEXT NOT NULL,
        given_kind TEXT NOT NULL, channel TEXT NOT NULL, given_at TEXT NOT NULL,
        PRIMARY KEY (plan_id, id)
    """,
    "answer_review": """
        id TEXT NOT NULL, plan_id TEXT NOT NULL REFERENCES plan (id),
        answer_id TEXT NOT NULL, note TEXT NOT NULL,
        by_id TEXT NOT NULL, by_name TEXT NOT NULL, at TEXT NOT NULL,
        PRIMARY KEY (plan_id, id),
        FOREIGN KEY (plan_id, answer_id) REFERENCES answer (plan_id, id)
    """,
    "medicine": """
        id TEXT NOT NULL, patient_id TEXT NOT NULL REFERENCES patient (id),
        plan_id TEXT NOT NULL REFERENCES plan (id),
        name TEXT NOT NULL, generic TEXT NOT NULL, form TEXT NOT NULL,
        concern TEXT NOT NULL, when_taken TEXT NOT NULL, filled_by TEXT NOT NULL,
        withdrawn INTEGER NOT NULL, named_by TEXT NOT NULL, named_at TEXT NOT NULL,
        PRIMARY KEY (plan_id, id)
    """,
    "decision": """
        id TEXT NOT NULL, plan_id TEXT NOT NULL REFERENCES plan (id),
        medicine_id TEXT NOT NULL, kind TEXT NOT NULL,
        last_dose TEXT, take_at TEXT, instruction TEXT NOT NULL, restart_at TEXT,
        restart_owner TEXT NOT NULL, restart_by TEXT, consulted TEXT NOT NULL,
        reason TEXT NOT NULL, by_id TEXT NOT NULL, by_name TEXT NOT NULL, at TEXT NOT NULL,
        PRIMARY KEY (plan_id, id),
        FOREIGN KEY (plan_id, medicine_id) REFERENCES medicine (plan_id, id)
    """,
    "revision": """
        id TEXT PRIMARY KEY, plan_id TEXT NOT NULL REFERENCES plan (id), number INTEGER NOT NULL,
        protocol_id TEXT NOT NULL REFERENCES protocol (id), inputs TEXT NOT NULL,
        content TEXT NOT NULL, changes TEXT NOT NULL, fingerprint TEXT NOT NULL,
        reason TEXT NOT NULL, made_by TEXT NOT NULL, made_at TEXT NOT NULL,
        UNIQUE (plan_id, number)
    """,
    "sheet": """
        code TEXT PRIMARY KEY, plan_id TEXT NOT NULL REFERENCES plan (id),
        revision_id TEXT NOT NULL REFERENCES revision (id), made_at TEXT NOT NULL
    """,
    "task": """
        plan_id TEXT NOT NULL REFERENCES plan (id), key TEXT NOT NULL, step TEXT NOT NULL,
        kind TEXT NOT NULL, owner TEXT NOT NULL, critical INTEGER NOT NULL, title TEXT NOT NULL,
        opens_at TEXT, due_at TEXT, closes_at TEXT, meaning TEXT NOT NULL, state TEXT NOT NULL,
        PRIMARY KEY (plan_id, key)
    """,
    "mark": """
        id TEXT NOT NULL, plan_id TEXT NOT NULL REFERENCES plan (id), task_key TEXT NOT NULL,
        state TEXT NOT NULL, value TEXT NOT NULL, word TEXT NOT NULL, actor_kind TEXT NOT NULL,
        actor_id TEXT NOT NULL, actor_name TEXT NOT NULL, channel TEXT NOT NULL,
        happened_at TEXT NOT NULL, heard_at TEXT NOT NULL, replaces TEXT NOT NULL,
        revision INTEGER NOT NULL, meaning TEXT NOT NULL,
        PRIMARY KEY (plan_id, id)
    """,
    "task_check": """
        id TEXT NOT NULL, plan_id TEXT NOT NULL REFERENCES plan (id), task_key TEXT NOT NULL,
        mark_id TEXT NOT NULL, by_id TEXT NOT NULL, by_name TEXT NOT NULL,
        at TEXT NOT NULL,
        PRIMARY KEY (plan_id, id),
        FOREIGN KEY (plan_id, mark_id) REFERENCES mark (plan_id, id)
    """,
    "note": """
        id TEXT NOT NULL, plan_id TEXT NOT NULL REFERENCES plan (id), text TEXT NOT NULL,
        by_id TEXT NOT NULL, by_name TEXT NOT NULL, at TEXT NOT NULL,
        PRIMARY KEY (plan_id, id)
    """,
    "contact": """
        id TEXT NOT NULL, plan_id TEXT NOT NULL REFERENCES plan (id), outcome TEXT NOT NULL,
        note TEXT NOT NULL, by_id TEXT NOT NULL, by_name TEXT NOT NULL, at TEXT NOT NULL,
        PRIMARY KEY (plan_id, id)
    """,
    "attention": """
        id TEXT NOT NULL, clinic_id TEXT NOT NULL REFERENCES clinic (id),
        plan_id TEXT NOT NULL REFERENCES plan (id), band TEXT NOT NULL, reason TEXT NOT NULL,
        subject TEXT NOT NULL, cause TEXT NOT NULL, words TEXT NOT NULL,
        detail TEXT NOT NULL, tag TEXT NOT NULL, since TEXT NOT NULL, from_at TEXT NOT NULL,
        until_at TEXT, do_by TEXT NOT NULL,
        PRIMARY KEY (plan_id, id)
    """,
    "resolution": """
        id TEXT NOT NULL, plan_id TEXT NOT NULL REFERENCES plan (id), reason TEXT NOT NULL,
        subject TEXT NOT NULL, cause TEXT NOT NULL, outcome TEXT NOT NULL, note TEXT NOT NULL,
        by_id TEXT NOT NULL, by_name TEXT NOT NULL, at TEXT NOT NULL,
        PRIMARY KEY (plan_id, id)
    """,
    "sign_off": """
        id TEXT NOT NULL, plan_id TEXT NOT NULL REFERENCES plan (id),
        fingerprint TEXT NOT NULL, statement TEXT NOT NULL, revision INTEGER NOT NULL,
        by_id TEXT NOT NULL, by_name TEXT NOT NULL, at TEXT NOT NULL,
        PRIMARY KEY (plan_id, id)
    """,
    "door": """
        id TEXT PRIMARY KEY, clinic_id TEXT NOT NULL REFERENCES clinic (id),
        patient_id TEXT NOT NULL REFERENCES patient (id), carer_id TEXT REFERENCES carer (id),
        generation INTEGER NOT NULL, locator TEXT NOT NULL UNIQUE, wrong_tries INTEGER NOT NULL,
        frozen_at TEXT, revoked_at TEXT
    """,
    "session": """
        id TEXT PRIMARY KEY, kind TEXT NOT NULL, staff_id TEXT REFERENCES staff (id),
        door_id TEXT REFERENCES door (id), generation INTEGER NOT NULL, started_at TEXT NOT NULL,
        expires_at TEXT NOT NULL, revoked_at TEXT
    """,
    "guess": """
        subject TEXT PRIMARY KEY, wrong INTEGER NOT NULL, last_at TEXT NOT NULL
    """,
    "entry": """
        chain TEXT NOT NULL, seq INTEGER NOT NULL, clinic_id TEXT NOT NULL, plan_id TEXT,
        at TEXT NOT NULL, actor_kind TEXT NOT NULL, actor_id TEXT NOT NULL, verb TEXT NOT NULL,
        subject TEXT NOT NULL, payload_digest TEXT NOT NULL, previous TEXT NOT NULL,
        hash TEXT NOT NULL, PRIMARY KEY (chain, seq)
    """,
    "entry_payload": """
        chain TEXT NOT NULL, seq INTEGER NOT NULL, salt TEXT NOT NULL, payload TEXT NOT NULL,
        PRIMARY KEY (chain, seq), FOREIGN KEY (chain, seq) REFERENCES entry (chain, seq)
    """,
    "chain_head": """
        chain TEXT PRIMARY KEY, seq INTEGER NOT NULL, hash TEXT NOT NULL, seal TEXT NOT NULL
    """,
}
"""The tables of the first migration, which was released and never changes."""

ACKNOWLEDGEMENT = """
    id TEXT NOT NULL, plan_id TEXT NOT NULL REFERENCES plan (id), revision INTEGER NOT NULL,
    by_kind TEXT NOT NULL, by_id TEXT NOT NULL, by_name TEXT NOT NULL, channel TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (plan_id, id)
"""

TABLES: dict[str, str] = {**FIRST_TABLES, "acknowledgement": ACKNOWLEDGEMENT, **LOOP_TABLES}
"""Every table there is."""

INDEXES: tuple[str, ...] = (
    "CREATE INDEX patient_born ON patient (clinic_id, born)",
    "CREATE INDEX carer_patient ON carer (patient_id)",
    "CREATE INDEX plan_patient ON plan (patient_id)",
    "CREATE INDEX plan_day ON plan (clinic_id, procedure_day, signed, started)",
    "CREATE INDEX plan_state ON plan (clinic_id, state, procedure_day)",
    "CREATE INDEX plan_owner ON plan (owner_id, clinic_id)",
    "CREATE INDEX sheet_plan ON sheet (plan_id)",
    # In order of need, with all that tells whether a row counts now: passing one over is cheap.
    "CREATE INDEX attention_worklist ON attention "
    "(clinic_id, band, do_by, plan_id, from_at, until_at)",
    # In order of beginning: what counts now is found without meeting what begins later.
    "CREATE INDEX attention_begun ON attention "
    "(clinic_id, band, from_at, until_at, do_by, plan_id)",
    # By what it asks for: how many answers wait to be read.
    "CREATE INDEX attention_reason ON attention (clinic_id, reason, plan_id)",
    "CREATE INDEX door_patient ON door (patient_id)",
    "CREATE INDEX session_staff ON session (staff_id)",
    "CREATE INDEX session_door ON session (door_id)",
)

WIDE: tuple[str, ...] = ("protocol", "revision")
"""Tables with rows of many kilobytes, which would crowd an index kept in key order."""

APPEND_ONLY: tuple[str, ...] = (
    "anchor",
    "choice",
    "answer",
    "answer_review",
    "decision",
    "revision",
    "sheet",
    "mark",
    "task_check",
    "note",
    "contact",
    "resolution",
    "sign_off",
    "protocol",
    "entry",
    "acknowledgement",
    *LOOP_APPEND_ONLY,
)
