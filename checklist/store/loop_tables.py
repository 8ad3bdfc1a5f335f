"""The tables of the clinical loop: what stands between a booking and a settled plan.

The same rules as ``store.schema``: everything here is append-only but the clinic's hold table.
"""

from __future__ import annotations

LOOP_TABLES: dict[str, str] = {
    "dose_report": """
        id TEXT NOT NULL, plan_id TEXT NOT NULL REFERENCES plan (id), medicine_id TEXT NOT NULL,
        said TEXT NOT NULL, taken_at TEXT, word TEXT NOT NULL, by_kind TEXT NOT NULL,
        by_id TEXT NOT NULL, by_name TEXT NOT NULL, channel TEXT NOT NULL, at TEXT NOT NULL,
        PRIMARY KEY (plan_id, id),
        FOREIGN KEY (plan_id, medicine_id) REFERENCES medicine (plan_id, id)
    """,
    "approval": """
        id TEXT NOT NULL, plan_id TEXT NOT NULL REFERENCES plan (id), decision_id TEXT NOT NULL,
        approved INTEGER NOT NULL, note TEXT NOT NULL, by_id TEXT NOT NULL, by_name TEXT NOT NULL,
        at TEXT NOT NULL,
        PRIMARY KEY (plan_id, id),
        FOREIGN KEY (plan_id, decision_id) REFERENCES decision (plan_id, id)
    """,
    "hold_rule": """
        id TEXT PRIMARY KEY, clinic_id TEXT NOT NULL REFERENCES clinic (id),
        medicine TEXT NOT NULL, dose TEXT NOT NULL, kidney TEXT NOT NULL, hold TEXT NOT NULL,
        source TEXT NOT NULL, owner TEXT NOT NULL, review_on TEXT NOT NULL,
        added_by TEXT NOT NULL, added_at TEXT NOT NULL, ended_at TEXT
    """,
    "call_off": """
        id TEXT NOT NULL, plan_id TEXT NOT NULL REFERENCES plan (id), kind TEXT NOT NULL,
        reason TEXT NOT NULL, by_id TEXT NOT NULL, by_name TEXT NOT NULL, at TEXT NOT NULL,
        PRIMARY KEY (plan_id, id)
    """,
    "callback": """
        id TEXT NOT NULL, plan_id TEXT NOT NULL REFERENCES plan (id), owner_id TEXT NOT NULL,
        owner_name TEXT NOT NULL, call_by TEXT NOT NULL, by_id TEXT NOT NULL,
        by_name TEXT NOT NULL, at TEXT NOT NULL,
        PRIMARY KEY (plan_id, id)
    """,
    "morning": """
        id TEXT NOT NULL, plan_id TEXT NOT NULL REFERENCES plan (id), food_at TEXT,
        food TEXT NOT NULL, drink_at TEXT, drink TEXT NOT NULL, escort TEXT NOT NULL,
        escort_phone TEXT NOT NULL, note TEXT NOT NULL, by_id TEXT NOT NULL,
        by_name TEXT NOT NULL, at TEXT NOT NULL,
        PRIMARY KEY (plan_id, id)
    """,
    "leaving": """
        id TEXT NOT NULL, plan_id TEXT NOT NULL REFERENCES plan (id), done TEXT NOT NULL,
        complications TEXT NOT NULL, escort TEXT NOT NULL, escort_phone TEXT NOT NULL,
        by_id TEXT NOT NULL, by_name TEXT NOT NULL, at TEXT NOT NULL,
        PRIMARY KEY (plan_id, id)
    """,
    "asked_back": """
        id TEXT NOT NULL, plan_id TEXT NOT NULL REFERENCES plan (id), about TEXT NOT NULL,
        ask TEXT NOT NULL, takes_back TEXT NOT NULL, by_id TEXT NOT NULL,
        by_name TEXT NOT NULL, at TEXT NOT NULL,
        PRIMARY KEY (plan_id, id)
    """,
    "teach_try": """
        id TEXT NOT NULL, plan_id TEXT NOT NULL REFERENCES plan (id), task_key TEXT NOT NULL,
        meaning TEXT NOT NULL, chosen TEXT NOT NULL, correct INTEGER NOT NULL,
        by_kind TEXT NOT NULL, by_id TEXT NOT NULL, by_name TEXT NOT NULL, channel TEXT NOT NULL,
        at TEXT NOT NULL,
        PRIMARY KEY (plan_id, id)
    """,
    "flag_tap": """
        id TEXT NOT NULL, plan_id TEXT NOT NULL REFERENCES plan (id), flag_key TEXT NOT NULL,
        tier TEXT NOT NULL, text TEXT NOT NULL, told TEXT NOT NULL,
        by_kind TEXT NOT NULL, by_id TEXT NOT NULL, by_name TEXT NOT NULL, at TEXT NOT NULL,
        PRIMARY KEY (plan_id, id)
    """,
    "clearance": """
        id TEXT NOT NULL, plan_id TEXT NOT NULL REFERENCES plan (id), step TEXT NOT NULL,
        kind TEXT NOT NULL, last_day TEXT, reason TEXT NOT NULL, by_id TEXT NOT NULL,
        by_name TEXT NOT NULL, at TEXT NOT NULL,
        PRIMARY KEY (plan_id, id)
    """,
    "resolution_undo": """
        id TEXT NOT NULL, plan_id TEXT NOT NULL REFERENCES plan (id), resolution_id TEXT NOT NULL,
        by_id TEXT NOT NULL, by_name TEXT NOT NULL, at TEXT NOT NULL,
        PRIMARY KEY (plan_id, id),
        FOREIGN KEY (plan_id, resolution_id) REFERENCES resolution (plan_id, id)
    """,
    "alert": """
        plan_id TEXT NOT NULL REFERENCES plan (id), attention_id TEXT NOT NULL,
        clinic_id TEXT NOT NULL REFERENCES clinic (id), reason TEXT NOT NULL, band TEXT NOT NULL,
        from_at TEXT NOT NULL, ended_at TEXT NOT NULL, how TEXT NOT NULL,
        PRIMARY KEY (plan_id, attention_id, ended_at)
    """,
}

LOOP_COLUMNS: tuple[str, ...] = (
    "ALTER TABLE medicine ADD COLUMN strength TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE medicine ADD COLUMN substance TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE medicine ADD COLUMN origin TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE medicine ADD COLUMN looks_like TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE medicine ADD COLUMN denied INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE medicine ADD COLUMN off_why TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE medicine ADD COLUMN off_by TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE medicine ADD COLUMN off_kind TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE medicine ADD COLUMN off_at TEXT",
    "ALTER TABLE decision ADD COLUMN source TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE decision ADD COLUMN needs_approval INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE clinic ADD COLUMN two_approve INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE resolution ADD COLUMN returns_at TEXT",
    "ALTER TABLE attention ADD COLUMN passed TEXT NOT NULL DEFAULT ''",
)

LOOP_INDEXES: tuple[str, ...] = (
    "CREATE INDEX hold_rule_clinic ON hold_rule (clinic_id, medicine)",
    # Few are passed on: a clinician's list finds them without meeting the others.
    "CREATE INDEX attention_passed ON attention (clinic_id, plan_id) WHERE passed <> ''",
    "CREATE INDEX alert_begun ON alert (clinic_id, from_at)",
)

LOOP_APPEND_ONLY: tuple[str, ...] = tuple(table for table in LOOP_TABLES if table != "hold_rule")
