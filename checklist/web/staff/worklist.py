"""Who needs somebody, soonest unfixable first; and every other list of patients."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import Blueprint, g, render_template, request, url_for

from checklist.actions import reading
from checklist.core import clock
from checklist.core.access import Act, may
from checklist.core.attention import Band
from checklist.core.words import day_words
from checklist.store import (
    Reader,
    attention,
    carers,
    contacts,
    plan_days,
    plan_lists,
    plans,
    protocols,
    sheets,
    staff,
)
from checklist.store.attention import MOST_COUNTED
from checklist.store.plan_lists import Card, Stage
from checklist.web.doors import Door, enter
from checklist.web.house import house, now
from checklist.web.shell import staff_shell
from checklist.web.staff import worklist_view as view
from checklist.web.staff.listed import first_time

bp = Blueprint("worklist", __name__)

A_PAGE = 50
MOST_TYPED = 100
NEEDS = "needs"
STAGES = {
    "before": Stage.BEFORE,
    "today": Stage.TODAY,
    "after": Stage.AFTER,
    "all": Stage.ALL,
}
TITLES = {
    "before": "Before the procedure",
    "today": "Procedure today",
    "after": "After the procedure",
    "all": "Everybody",
}


@dataclass(frozen=True, kw_only=True)
class Filter:
    """What the address asks for. It never holds a name."""

    show: str = NEEDS
    day: date | None = None
    page: int = 1
    mine: bool = False

    @property
    def name(self) -> str:
        """For the audit record: which list was seen."""
        if self.day is not None:
            return f"day {self.day.isoformat()}"
        return "mine" if self.mine else self.show

    def url(self, page: int) -> str:
        if self.day is not None:
            return url_for("worklist.patients", day=self.day.isoformat(), page=page)
        return url_for("worklist.patients", show=self.show, page=page)

    @property
    def skip(self) -> int:
        return (self.page - 1) * A_PAGE


@bp.get("/patients")
@enter(Door.STAFF)
def patients() -> str:
    """The worklist, or the list that the filter in the address names."""
    wanted = _filter()
    if first_time(wanted.name):
        reading.list_seen(house().store, wanted.name, actor=g.actor, now=now())
    at = now()
    today = clock.day_of(at, g.clinic.tz)
    with house().store.read() as reader:
        counts = attention.counts(reader, g.clinic.id, at)
        found = _bands(reader, wanted, counts, today)
        week = plan_days.of_days(reader, g.clinic.id, view.days_from(today), at)
        chips = _chips(reader, wanted, sum(counts.values()), today)
    return render_template(
        "worklist/patients.html",
        shell=staff_shell("worklist.patients"),
        title=view.page_title(at, g.clinic),
        minute=view.minute(at, g.clinic),
        days=view.week(week, today, wanted.day, g.clinic),
        chips=chips,
        may_add=may(g.actor, Act.ADD_PATIENT),
        back=request.full_path if request.query_string else request.path,
        **found,
    )


@bp.post("/patients/find")
@enter(Door.STAFF)
def find() -> str:
    """Patients by name, record number, birth date or sheet code. Posted: a name is in no URL."""
    text = request.form.get("q", "").strip()[:MOST_TYPED]
    at = now()
    people = reading.search(house().store, text, actor=g.actor, now=at) if text else []
    with house().store.read() as reader:
        cards = _cards_of(reader, tuple(person.id for person in people))
        cards = [*_by_sheet(reader, text, {card.plan.id for card in cards}), *cards]
        known = _known(reader, cards)
    rows = [view.row(card, known) for card in cards]
    return render_template(
        "worklist/find.html",
        shell=staff_shell("worklist.patients"),
        text=text,
        rows=rows,
        bands=[{"name": "plain", "title": "Found", "count": len(rows), "rows": rows}],
    )


def _filter() -> Filter:
    """What the address asks for; what it asks wrongly is left out."""
    show = request.args.get("show", NEEDS)
    page = request.args.get("page", 1, type=int) or 1
    try:
        day = date.fromisoformat(request.args.get("day", ""))
    except ValueError:
        day = None
    return Filter(
        show=show if show in STAGES else NEEDS,
        day=day,
        page=min(max(page, 1), 10_000),
        mine=request.args.get("mine") == "1",
    )


def _bands(
    reader: Reader, wanted: Filter, counts: Mapping[Band, int], today: date
) -> dict[str, Any]:
    """The bands of the page, and the pages before and after it."""
    if wanted.day is None and wanted.show == NEEDS:
        return _mine(reader) if wanted.mine else _needs(reader, counts)
    if wanted.day is not None:
        cards = plan_lists.on_day(
            reader, g.clinic.id, wanted.day, limit=A_PAGE + 1, skip=wanted.skip
        )
        title = day_words(wanted.day, g.clinic.locale)
    else:
        stage = STAGES[wanted.show]
        cards = plan_lists.page(
            reader, g.clinic.id, stage, today=today, limit=A_PAGE + 1, skip=wanted.skip
        )
        title = TITLES[wanted.show]
    more, cards = len(cards) > A_PAGE, cards[:A_PAGE]
    band = view.plain_band(title, cards, "", _known(reader, cards))
    return {
        "bands": [band] if cards else [],
        "empty": "Nobody is on this list",
        "earlier": wanted.url(wanted.page - 1) if wanted.page > 1 else "",
        "later": wanted.url(wanted.page + 1) if more else "",
        "cut": False,
    }


def _needs(reader: Reader, counts: Mapping[Band, int]) -> dict[str, Any]:
    """Band by band until the page is full."""
    at = now()
    taken: list[tuple[Band, list[Card]]] = []
    room = A_PAGE
    for kind in Band:
        due = attention.page(reader, g.clinic.id, kind, at, limit=room) if room else []
        taken.append((kind, plan_lists.cards(reader, tuple(one.plan_id for one in due))))
        room -= len(due)
    known = _known(reader, [card for _, cards in taken for card in cards])
    return {
        "bands": [view.band(kind, cards, counts[kind], known) for kind, cards in taken if cards],
        "empty": "Nobody needs you now",
        "earlier": "",
        "later": "",
        "cut": sum(counts.values()) > A_PAGE,
    }


def _mine(reader: Reader) -> dict[str, Any]:
    """Whom I took, in the bands they stand in; those with nothing open last."""
    cards = plan_lists.owned_by(reader, g.clinic.id, g.actor.id, limit=A_PAGE)
    known = _known(reader, cards)
    standing: dict[Band | None, list[Card]] = {}
    for card in cards:
        reasons = known.reasons.get(card.plan.id, ())
        standing.setdefault(reasons[0].band if reasons else None, []).append(card)
    bands = [
        view.band(kind, standing[kind], len(standing[kind]), known)
        for kind in Band
        if kind in standing
    ]
    if None in standing:
        settled = standing[None]
        bands.append(view.plain_band("Nothing open", settled, str(len(settled)), known))
    return {"bands": bands, "empty": "You took nobody", "earlier": "", "later": "", "cut": False}


def _known(reader: Reader, cards: list[Card]) -> view.Known:
    """Everything the rows need, in one read each."""
    plan_ids = tuple(card.plan.id for card in cards)
    by_carer = tuple(card.patient.id for card in cards if card.patient.reach == "carer")
    return view.Known(
        clinic=g.clinic,
        actor=g.actor,
        now=now(),
        reasons=attention.for_plans(reader, plan_ids, now()),
        calls=contacts.last_calls(reader, plan_ids),
        carers={patient_id: carers.of_patient(reader, patient_id) for patient_id in by_carer},
        owners={one.id: one.name for one in staff.of_clinic(reader, g.clinic.id)},
        titles={
            protocol_id: protocols.get(reader, protocol_id).title[g.clinic.language]
            for protocol_id in {card.plan.protocol_id for card in cards}
        },
    )


def _cards_of(reader: Reader, patient_ids: tuple[str, ...]) -> list[Card]:
    found = [plan.id for one in patient_ids for plan in plans.of_patient(reader, one)]
    return plan_lists.cards(reader, tuple(found[:A_PAGE]))


def _by_sheet(reader: Reader, text: str, known: set[str]) -> list[Card]:
    """The plan a sheet was printed from, when its code was typed."""
    sheet = sheets.by_code(reader, text) if text else None
    if sheet is None or sheet.plan_id in known:
        return []
    cards = plan_lists.cards(reader, (sheet.plan_id,))
    return [card for card in cards if card.plan.clinic_id == g.clinic.id]


def _chips(reader: Reader, wanted: Filter, needing: int, today: date) -> list[dict[str, Any]]:
    """The filters, with counts where they help."""
    shown = NEEDS if wanted.day is None and not wanted.mine else ""
    current = wanted.show if shown else ""
    chips = [
        {
            "label": "Needs someone",
            "count": view.capped(needing),
            "url": url_for("worklist.patients"),
            "current": current == NEEDS,
        },
        {
            "label": "Mine",
            "count": "",
            "url": url_for("worklist.patients", mine=1),
            "current": wanted.mine and wanted.day is None,
        },
    ]
    for key, label in (
        ("before", "Before"),
        ("today", "Today"),
        ("after", "After"),
        ("all", "All"),
    ):
        count = plan_lists.count(reader, g.clinic.id, STAGES[key], today=today, most=MOST_COUNTED)
        chips.append(
            {
                "label": label,
                "count": "" if key == "all" else view.capped(count),
                "url": url_for("worklist.patients", show=key),
                "current": current == key,
            }
        )
    return chips
