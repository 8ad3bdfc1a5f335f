"""The phrases around what changed: whole ones with slots, a set for each language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, kw_only=True)
class Phrases:
    """``{day}`` is a day in words, ``{title}`` and ``{when}`` are those of the list."""

    changed: str
    read_first: str
    show: str
    moved: str
    was_on: str
    no_date: str
    had_no_date: str
    we_will_tell: str
    throw_away: str
    was: str
    now: str
    titled: str
    gone: str
    medicine_gone: str
    ask: str
    read_it: str
    thanks: str
    more: str
    up_to_date: str
    nothing: str
    print_new: str
    to_list: str


_ENGLISH: Final = Phrases(
    changed="Something changed",
    read_first="Something changed. Read this first.",
    show="See what changed",
    moved="Your procedure is now on {day}.",
    was_on="It was {day}.",
    no_date="Your procedure has no date yet.",
    had_no_date="It had no date before.",
    we_will_tell="We will tell you the new date.",
    throw_away="Throw away your old paper list.",
    was="It was",
    now="It is now",
    titled="{title}, {when}",
    gone="This is no longer on your list.",
    medicine_gone="This is no longer on your list. Call us before you start or stop it.",
    ask="Not sure? Call us.",
    read_it="I have read this",
    thanks="Thank you. We know that you have read it.",
    more="Something changed again. Please read this too.",
    up_to_date="Your list is up to date",
    nothing="There is nothing more to read. Follow the newest list.",
    print_new="Print the new list",
    to_list="Go to your list",
)

_SPANISH: Final = Phrases(
    changed="Algo ha cambiado",
    read_first="Algo ha cambiado. Lea esto primero.",
    show="Ver qué ha cambiado",
    moved="Su procedimiento es ahora el {day}.",
    was_on="Antes era el {day}.",
    no_date="Su procedimiento aún no tiene fecha.",
    had_no_date="Antes no tenía fecha.",
    we_will_tell="Le diremos la nueva fecha.",
    throw_away="Tire su lista de papel antigua.",
    was="Antes",
    now="Ahora",
    titled="{title}, {when}",
    gone="Esto ya no está en su lista.",
    medicine_gone="Esto ya no está en su lista. Llámenos antes de empezar o dejar de tomarlo.",
    ask="¿Tiene dudas? Llámenos.",
    read_it="Lo he leído",
    thanks="Gracias. Ya sabemos que lo ha leído.",
    more="Algo ha cambiado otra vez. Lea también esto, por favor.",
    up_to_date="Su lista está al día",
    nothing="No hay nada más que leer. Siga la lista más nueva.",
    print_new="Imprimir la lista nueva",
    to_list="Ir a su lista",
)

PHRASES: Final[Mapping[str, Phrases]] = {"en": _ENGLISH, "es": _SPANISH}
