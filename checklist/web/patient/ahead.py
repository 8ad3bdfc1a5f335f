"""What comes after the procedure, as it is shown ahead of its time.

Nothing in it can be pressed, and while nobody has said anything of it, nothing in it changes: it is
then drawn once for each revision and kept, as it is about half of the page, and of its cost.
"""

from __future__ import annotations

from typing import Final

from flask import render_template
from markupsafe import Markup

from checklist.core.plan.places import Place
from checklist.store.lru import Immutables
from checklist.web.patient.card_view import cards
from checklist.web.patient.ground import Ground

MOST_KEPT: Final = 512
"""As many as revisions are kept in memory; about 10 KB each."""

_drawn: Immutables[Markup] = Immutables(MOST_KEPT)


def ahead(ground: Ground) -> Markup:
    """The cards of the part "after your procedure"; empty once it has become today."""
    placed = ground.page.at(Place.AFTER)
    if not placed:
        return Markup("")

    def draw() -> Markup:
        shown = cards(placed, ground)
        # Only the limits are spread out: people plan their lives around them.
        html = render_template(
            "patient/_ahead.html",
            limits=[card for card in shown if card["shape"] == "limit"],
            folded=[card for card in shown if card["shape"] != "limit"],
        )
        return Markup(html)  # noqa: S704 - made by our own template, which escapes

    if any(one.state.standing for one in placed):
        return draw()  # staff said something of it ahead of time: that is not the same for ever
    shown_keys = " ".join(one.task.key for one in placed)
    return _drawn.get(f"{ground.revision.id} {ground.phone} {shown_keys}", draw)
