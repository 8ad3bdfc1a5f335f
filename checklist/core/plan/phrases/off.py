"""What a patient reads once the procedure moved or is called off: a set for each language.

Each field is one whole sentence, or a few that belong together; a text is made of such. ``{day}``
is a day, ``{call_by}`` a moment in full and ``{time}`` a clock time of today. ``{medicines}`` are
names as on the box, joined as the language joins them; ``{medicine}`` is one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

__all__ = ["OffPhrases", "off_phrases"]


@dataclass(frozen=True, kw_only=True)
class OffPhrases:
    # What became of the procedure.
    cancelled: str
    no_show: str
    stopped_midway: str
    moved: str
    no_date: str
    new_date: str
    was_planned: str

    # What that means for the medicines.
    stopped: str
    changed: str
    not_stopped_yet: str
    doctor_decides: str
    change_nothing: str
    none_stopped: str
    doctor_decided: str
    others: str

    # What happens next.
    throw_away: str
    call_today: str
    call_by: str
    call_soon: str
    no_call: str
    overdue: str
    questions: str
    after_midway: str

    # The card of one medicine.
    wait_title: str
    wait_stopped: str
    wait_changed: str
    moved_text: str
    keep_title: str
    keep_until_call: str
    before_title: str
    before_text: str
    before_decided: str
    why: str

    all_but_last: str
    last_two: str

    def listed(self, names: Sequence[str]) -> str:
        """Such as "warfarin", "warfarin and insulin"; at least one name."""
        *others, last = names
        if not others:
            return last
        return self.last_two.format(first=self.all_but_last.join(others), last=last)


_ENGLISH: Final = OffPhrases(
    cancelled="Your procedure is off.",
    no_show="Your procedure did not take place.",
    stopped_midway="Your procedure was stopped early.",
    moved="Your procedure is now on {day}.",
    no_date="Your procedure has no date yet.",
    new_date="We will tell you the new date.",
    was_planned="It was planned for {day}.",
    stopped="You stopped {medicines}.",
    changed="You take {medicines} in a new way.",
    not_stopped_yet="Keep taking {medicines} until we call.",
    doctor_decides="Your doctor must decide what you do next.",
    change_nothing="Do not change any medicine yet.",
    none_stopped="You have not stopped any medicine. Take your medicines as before.",
    doctor_decided="Your doctor says what to do with {medicines}.",
    others="Take all the rest as before.",
    throw_away="Throw away your old list.",
    call_today="We will call by {time} today.",
    call_by="We will call by {call_by}.",
    call_soon="We will call you today.",
    no_call="No call? Ring us on {phone}.",
    overdue="We have not called yet? Ring us now on {phone}.",
    questions="Do you have questions? Call us on {phone}.",
    after_midway="Your list says how to take care of yourself now.",
    wait_title="Wait for our call about {medicine}",
    wait_stopped="You stopped {medicine}. Your doctor must decide what you do next.",
    wait_changed="You take {medicine} in a new way. Do not change it yet. Your doctor must decide.",
    moved_text="Your procedure has moved. Do not change {medicine} yet.",
    keep_title="Keep taking {medicine}",
    keep_until_call=(
        "Keep taking {medicine} until we call. Your doctor must decide what you do next."
    ),
    before_title="Take {medicine} as before",
    before_text=(
        "Take {medicine} as you did before. Has someone told you to stop it? Call us on {phone}."
    ),
    before_decided="Take {medicine} as you did before. {decided_by} decided this.",
    why="What you were told was for a procedure that does not take place.",
    all_but_last=", ",
    last_two="{first} and {last}",
)

_SPANISH: Final = OffPhrases(
    cancelled="Su procedimiento se ha cancelado.",
    no_show="Su procedimiento no se hizo.",
    stopped_midway="Su procedimiento se paró antes de terminar.",
    moved="Su procedimiento es ahora el {day}.",
    no_date="Su procedimiento aún no tiene fecha.",
    new_date="Le diremos la nueva fecha.",
    was_planned="Estaba previsto para el {day}.",
    stopped="Usted dejó de tomar {medicines}.",
    changed="Usted toma {medicines} de otra forma.",
    not_stopped_yet="Siga tomando {medicines} hasta que le llamemos.",
    doctor_decides="Su médico debe decidir qué hace usted ahora.",
    change_nothing="No haga cambios con ningún medicamento todavía.",
    none_stopped="No ha dejado ningún medicamento. Tome sus medicamentos como antes.",
    doctor_decided="Su médico dice qué hacer con {medicines}.",
    others="Tome todo lo demás como antes.",
    throw_away="Tire su lista antigua.",
    call_today="Le llamaremos hoy antes de {time}.",
    call_by="Le llamaremos antes de {call_by}.",
    call_soon="Le llamaremos hoy.",
    no_call="¿No le llamamos? Llámenos al {phone}.",
    overdue="¿No le hemos llamado aún? Llámenos ahora al {phone}.",
    questions="¿Tiene preguntas? Llámenos al {phone}.",
    after_midway="Su lista dice cómo cuidarse ahora.",
    wait_title="Espere nuestra llamada sobre {medicine}",
    wait_stopped="Usted dejó de tomar {medicine}. Su médico debe decidir qué hace usted ahora.",
    wait_changed=(
        "Usted toma {medicine} de otra forma. No haga cambios todavía. Su médico debe decidir."
    ),
    moved_text="Su procedimiento ha cambiado de fecha. No haga cambios con {medicine} todavía.",
    keep_title="Siga tomando {medicine}",
    keep_until_call=(
        "Siga tomando {medicine} hasta que le llamemos. "
        "Su médico debe decidir qué hace usted ahora."
    ),
    before_title="Tome {medicine} como antes",
    before_text=(
        "Tome {medicine} como antes. ¿Alguien le dijo que lo dejara? Llámenos al {phone}."
    ),
    before_decided="Tome {medicine} como antes. Lo decidió {decided_by}.",
    why="Lo que le dijimos era para un procedimiento que no se hace.",
    all_but_last=", ",
    last_two="{first} y {last}",
)

_SETS: Final[Mapping[str, OffPhrases]] = {"en": _ENGLISH, "es": _SPANISH}


def off_phrases(language: str) -> OffPhrases:
    """The sentences of a language. Raises LookupError for one that has none."""
    return _SETS[language]
