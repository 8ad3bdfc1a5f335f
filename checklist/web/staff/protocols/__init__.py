"""Protocols for clinicians and admins: read, tried for a date, compared, and published."""
