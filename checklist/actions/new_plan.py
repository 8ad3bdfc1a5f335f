"""What a nurse knows when she books."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from checklist.core.moments import Moment


@dataclass(frozen=True, kw_only=True)
class NewPlan:
    """What a nurse knows when she books. Clock times are instants in UTC."""

    name: str
    born: date
    record_number: str
    protocol_id: str
    procedure: Moment
    arrival: Moment
    earliest_start: Moment = field(default_factory=Moment.unknown)
    phone: str = ""
    reach: str = "phone"  # phone, paper or carer
    carer_name: str = ""
    carer_phone: str = ""
    carer_relation: str = ""
    needs: str = ""
    language: str = "en"
    clinician: str = ""
    site: str = ""
    choices: dict[str, str] = field(default_factory=dict)
