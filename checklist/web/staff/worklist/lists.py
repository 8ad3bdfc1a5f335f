"""The lists of patients, read: band by band, mine, of a day, of a stage, and what was found."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from flask import g, url_for

from checklist.core.attention import Band, Reason
from checklist.core.words import day_words
from checklist.store import (
    Reader,
    attention,
    carers,
    contacts,
    plan_lists,
    plans,
    protocols,
    sheets,
    staff,
    worklist,
)
from checklist.store.attention import MOST_COUNTED
from checklist.store.plan_lists import Card
from checklist.web.staff.worklist import view
from checklist.web.staff.worklist.filter import A_PAGE, NEEDS, STAGES, TITLES, UNOWNED, Filter

CHIPS = {"before": "Before", "today": "Today", "after": "After", "off": "Called off"}


def bands(
    reader: Reader, wanted: Filter, counts: Mapping[Band, int], today: date, at: datetime
) -> dict[str, Any]:
    """The bands of the page, and the pages before and after it."""
    if wanted.needs:
        return _unowned(reader, at) if wanted.unowned else _needs(reader, counts, at)
    if wanted.mine and wanted.day is None:
        return _mine(reader, at)
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
    band = view.plain_band(title, cards, "", known(reader, cards, at))
    return {
        "bands": [band] if cards else [],
        "empty": "Nobody is on this list",
        "earlier": wanted.url(wanted.page - 1) if wanted.page > 1 else "",
        "later": wanted.url(wanted.page + 1) if more else "",
        "cut": False,
    }


def _unowned(reader: Reader, at: datetime) -> dict[str, Any]:
    """The same bands without whom a colleague took and what was passed on."""
    counts = worklist.counts(reader, g.clinic.id, at, unowned=True)
    return _needs(reader, counts, at, unowned=True) | {"empty": "Somebody has each of them"}


def _needs(
    reader: Reader, counts: Mapping[Band, int], at: datetime, *, unowned: bool = False
) -> dict[str, Any]:
    """Band by band until the page is full."""
    taken: list[tuple[Band, list[Card]]] = []
    reasons: dict[str, tuple[Reason, ...]] = {}
    room = A_PAGE
    for kind in Band:
        due = (
            worklist.page(reader, g.clinic.id, kind, at, limit=room, unowned=unowned)
            if room
            else []
        )
        reasons |= {one.plan_id: one.reasons for one in due}
        taken.append((kind, plan_lists.cards(reader, tuple(one.plan_id for one in due))))
        room -= len(due)
    rows_of = known(reader, [card for _, cards in taken for card in cards], at, reasons)
    return {
        "bands": [view.band(kind, cards, counts[kind], rows_of) for kind, cards in taken if cards],
        "empty": "Nobody needs you now",
        "earlier": "",
        "later": "",
        "cut": sum(counts.values()) > A_PAGE,
    }


def _mine(reader: Reader, at: datetime) -> dict[str, Any]:
    """Whom I took, in the bands they stand in; those with nothing open last."""
    cards = plan_lists.owned_by(reader, g.clinic.id, g.actor.id, limit=A_PAGE)
    rows_of = known(reader, cards, at)
    standing: dict[Band | None, list[Card]] = {}
    for card in cards:
        reasons = rows_of.reasons.get(card.plan.id, ())
        standing.setdefault(reasons[0].band if reasons else None, []).append(card)
    bands = [
        view.band(kind, standing[kind], len(standing[kind]), rows_of)
        for kind in Band
        if kind in standing
    ]
    if None in standing:
        settled = standing[None]
        bands.append(view.plain_band("Nothing open", settled, str(len(settled)), rows_of))
    return {"bands": bands, "empty": "You took nobody", "earlier": "", "later": "", "cut": False}


def known(
    reader: Reader,
    cards: list[Card],
    at: datetime,
    reasons: Mapping[str, tuple[Reason, ...]] | None = None,
) -> view.Known:
    """Everything the rows need, in one read each; ``reasons`` where they are read already."""
    plan_ids = tuple(card.plan.id for card in cards)
    by_carer = tuple(card.patient.id for card in cards if card.patient.reach == "carer")
    return view.Known(
        clinic=g.clinic,
        actor=g.actor,
        now=at,
        reasons=attention.for_plans(reader, plan_ids, at) if reasons is None else reasons,
        calls=contacts.last_calls(reader, plan_ids),
        carers={patient_id: carers.of_patient(reader, patient_id) for patient_id in by_carer},
        owners={one.id: one.name for one in staff.of_clinic(reader, g.clinic.id)},
        titles={
            protocol_id: protocols.get(reader, protocol_id).title[g.clinic.language]
            for protocol_id in {card.plan.protocol_id for card in cards}
        },
        urls=view.Urls.make(),
    )


def found(reader: Reader, patient_ids: tuple[str, ...], text: str) -> list[Card]:
    """The plans of the patients that were found, and the one whose sheet has this code."""
    ids = [plan.id for one in patient_ids for plan in plans.of_patient(reader, one)][:A_PAGE]
    sheet = sheets.by_code(reader, text) if text else None
    if sheet is not None and sheet.plan_id not in ids:
        ids.insert(0, sheet.plan_id)
    cards = plan_lists.cards(reader, tuple(ids))
    return [card for card in cards if card.plan.clinic_id == g.clinic.id]


def chips(reader: Reader, wanted: Filter, needing: int, today: date) -> list[dict[str, Any]]:
    """The filters, with counts where they help."""
    listed = "" if wanted.day is not None or wanted.mine else wanted.show
    counts = {
        key: plan_lists.count(reader, g.clinic.id, STAGES[key], today=today, most=MOST_COUNTED)
        for key in CHIPS
    }
    return [
        _chip("Needs someone", view.capped(needing), listed == NEEDS),
        _chip("Unowned", "", listed == UNOWNED, show=UNOWNED),
        _chip("Mine", "", wanted.mine and wanted.day is None, mine=1),
        *(_chip(CHIPS[key], view.capped(counts[key]), listed == key, show=key) for key in CHIPS),
        _chip("All", "", listed == "all", show="all"),
    ]


def _chip(label: str, count: str, current: bool, **query: str | int) -> dict[str, Any]:
    url = url_for("worklist.patients", **query)  # type: ignore[arg-type]  # values of the query
    return {"label": label, "count": count, "url": url, "current": current}
