"""The phrases in Spanish, in words that Spain and America share. They say "usted"."""

from __future__ import annotations

from typing import Final

from checklist.core.plan.phrases.model import Phrases

__all__ = ["SPANISH"]

SPANISH: Final = Phrases(
    language="es",
    by="antes de {}",
    by_day="a más tardar {}",  # "antes del jueves" would end as Thursday begins
    on="{}",  # the day brings its "el"
    at="a {}",
    starting="desde {}",
    until="hasta {}",
    at_least_until="al menos hasta {}",
    range_days="entre {first} y {last}",
    times_a_day="{count} veces ese día",
    once="una vez ese día",
    session_at="a {clock}",
    gap="Espere al menos {amount} entre una vez y la siguiente.",
    untold="Le diremos cuándo.",
    late="Falta poco para su procedimiento. Llámenos hoy para hablar de esto.",
    late_medicine=(
        "Falta poco para su procedimiento. Llámenos hoy para hablar de {medicine}. "
        "Siga tomando este medicamento hasta que hablemos."
    ),
    void="No haga esto ahora. Llámenos primero al {phone}.",
    waiting="Espere. Le diremos cuándo puede hacer esto.",
    food_over="Ahora no coma nada. La hora de comer terminó a {}.",
    drink_over="La hora de beber terminó a {}.",
    kept="Ya no lo hago",
    slipped="Lo hice",
    after_slip="Gracias por avisarnos. Llámenos ahora al {phone}.",
    except_="Sí puede: {allowed}",
    over_title="Ya terminó: {title}",
    over_text="Ya no tiene que seguir esto.",
    cleared="Lo dijo {cleared_by} el {cleared_on:day}.",
    agreed="Lo acordamos el {cleared_on:day}.",
    longer="{cleared_by} alargó este plazo el {cleared_on:day}.",
    longer_until="Esto dura hasta {closes}. A partir del {closes:day}, pregúntenos antes.",
    again="Esto vale otra vez. Lo dijo {cleared_by} el {cleared_on:day}.",
    moved_title="No haga cambios con {medicine} todavía",
    moved_why=(
        "Lo que le dijimos era para la fecha anterior. "
        "Un profesional de la salud decidirá de nuevo para la nueva fecha."
    ),
    asked_title="Pregunta de {asked_by}: {ask}",
    asked_text="Responda antes de {due}. Puede escribirlo aquí o decírnoslo en el {phone}.",
    asked_call="Le llamaremos. No tiene que escribir nada.",
    dose_with_form="dosis de {name}",
    dose_without_form="dosis de {name}",
    next_with_form="su próxima dosis",
    next_without_form="su próxima dosis",
)
