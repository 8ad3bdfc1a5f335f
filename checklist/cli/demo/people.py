"""The people of the demo: about forty plans, each with a story. All invented.

Phone numbers are from the ranges kept free for drama (01632 960, 07700 900).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time

from checklist.core.actors import Role

# One passphrase each: the demo is for trying out, and says so on every page.
STAFF = (
    ("Sam Okafor", "RN", Role.NURSE, "nurse@demo.example", "river-lamp-seven-cups"),
    ("Priya Nair", "RN", Role.NURSE, "nurse2@demo.example", "green-door-quiet-lane"),
    ("Dr Rao", "", Role.CLINICIAN, "clinician@demo.example", "copper-field-slow-train"),
    ("Dr Osei", "", Role.CLINICIAN, "clinician2@demo.example", "plain-harbour-nine-birds"),
    ("Alex Webb", "", Role.ADMIN, "admin@demo.example", "paper-garden-open-gate"),
)


@dataclass(frozen=True, kw_only=True)
class Scene:
    """One plan. ``day`` counts from today to the procedure; ``story`` names how it goes.

    ``booked`` counts days back from today. ``medicines`` are as the patient names them, the
    strength last: some with a slip, some nobody knows, and one under two names.
    """

    name: str
    born: str
    story: str
    day: int
    booked: int
    at: time = time(10, 30)
    medicines: tuple[str, ...] = ()
    reach: str = "phone"
    carer: str = ""
    needs: str = ""
    site: str = "L2"
    stop_days: int = 4  # how many days before the procedure the last dose was decided to be
    clinician: str = "Dr Rao"


def _scene(
    name: str, born: str, story: str, day: int, booked: int, medicines: str = "", **more: str
) -> Scene:
    named = tuple(m.strip() for m in medicines.split(",") if m.strip())
    hour, _, minute = more.pop("at", "10:30").partition(":")
    stop_days = int(more.pop("stop_days", "4"))
    return Scene(
        name=name,
        born=born,
        story=story,
        day=day,
        booked=booked,
        medicines=named,
        at=time(int(hour), int(minute)),
        stop_days=stop_days,
        **more,
    )


SCENES: tuple[Scene, ...] = (
    # three weeks before
    _scene("Maria Silva", "1947-06-12", "started", 19, 2, "Vitamin D, Amlodipine 5mg"),
    _scene("Harold Finch", "1941-01-30", "new", 20, 0, at="09:00"),
    _scene(
        "Agnes Brandt", "1938-11-08", "answered", 21, 3, "Warfrin 3mg, Bisoprolol 2.5mg", site="T12"
    ),
    _scene("Doreen Whitlock", "1944-03-19", "new", 20, 1, reach="paper", needs="Hard of hearing"),
    _scene("Piotr Zielinski", "1950-09-02", "silent", 18, 3, at="14:00"),
    _scene(
        "Nuala Keane",
        "1952-12-24",
        "started",
        19,
        3,
        "Paracetamol, Boswellia mix",
        clinician="Dr Osei",
    ),
    _scene(
        "Ivy Thornton",
        "1936-07-07",
        "answered",
        17,
        6,
        "Clopidogrel 75mg, Nurofen, ibuprofen 400mg",
        site="L3",
    ),
    _scene("Kwame Boateng", "1949-05-15", "silent", 16, 2, clinician="Dr Osei"),
    # two weeks before
    _scene(
        "Edith Blackwood",
        "1942-08-02",
        "answered",
        12,
        6,
        "Eliquis 5mg, the arthritis tablets, Amlodipine 5mg, Vitamin D",
        reach="carer",
        carer="Joan Blackwood",
        needs="Hard of hearing",
        clinician="Dr Osei",
        at="09:30",
    ),
    _scene(
        "Leonard Ashby", "1945-10-11", "decided", 11, 9, "Warfarin 5mg, Atorvastatin", site="T11"
    ),
    _scene("Greta Lindqvist", "1948-02-27", "started", 13, 7, "Aspirin 75mg"),
    _scene(
        "Samuel Adeyemi", "1951-04-04", "decided", 10, 8, "Rivaroxaban 20mg", clinician="Dr Osei"
    ),
    _scene(
        "Beatrice Mallory",
        "1939-12-01",
        "paper",
        12,
        8,
        "Metformin 500mg",
        reach="paper",
        needs="Large print",
    ),
    _scene("Yusuf Rahman", "1953-03-03", "cant", 9, 8, "Lisinopril", needs="Bengali interpreter"),
    # days before
    _scene(
        "Tomás Herrera",
        "1960-01-19",
        "behind",
        5,
        12,
        "Clopidogrel 75mg",
        at="08:00",
        stop_days="8",
    ),
    _scene(
        "Winifred Cole", "1940-09-14", "decided", 6, 11, "Apixaban 5mg, Levothyroxine", site="L1"
    ),
    _scene(
        "Arthur Penrose",
        "1943-06-21",
        "unsure",
        4,
        10,
        "Naproxen 250mg",
        clinician="Dr Osei",
        stop_days="3",
    ),
    _scene(
        "Mei-Ling Chan",
        "1955-08-18",
        "ready",
        3,
        13,
        "Amlodipine 5mg",
        needs="Cantonese interpreter",
    ),
    _scene("Josephine Adair", "1946-11-29", "infection", 1, 12, "Ramipril", at="13:00"),
    _scene("Stanley Cooper", "1937-04-23", "paper", 5, 12, "Aspirin 75mg", reach="paper"),
    _scene("Rosa Benedetti", "1949-07-30", "late", 2, 0, "Warfarin 1mg", at="11:00"),
    _scene(
        "Gwendoline Pryce",
        "1941-10-05",
        "ready",
        2,
        14,
        "Eliquis 2.5mg",
        reach="carer",
        carer="Huw Pryce",
    ),
    # tomorrow
    _scene("Frank Delaney", "1944-05-27", "ready", 1, 15, "Bisoprolol", at="08:30"),
    _scene(
        "Hilda Nyström",
        "1939-02-14",
        "unsigned",
        1,
        14,
        "Furosemide",
        at="09:30",
        clinician="Dr Osei",
    ),
    _scene("Olive Granger", "1942-12-19", "slipped", 1, 16, "Clopidogrel 75mg", at="11:00"),
    _scene("Desmond Clarke", "1950-03-08", "unsigned", 1, 13, "Ibuprofen 400mg", at="14:00"),
    # today
    _scene(
        "Ines Caldeira",
        "1954-05-04",
        "ate",
        0,
        17,
        "Amlodipine 5mg",
        at="13:30",
        needs="Portuguese interpreter",
    ),
    _scene("Walter Hobbs", "1943-08-16", "ready", 0, 16, "Warfarin 3mg", at="15:00"),
    _scene(
        "Pauline Ferris",
        "1947-01-22",
        "ready",
        0,
        18,
        "Levothyroxine",
        at="16:00",
        clinician="Dr Osei",
    ),
    _scene("Eunice Hartley", "1946-10-03", "leaving", 0, 15, "Warfarin 2mg", at="07:30"),
    # just home
    _scene("Cyril Bannister", "1940-06-09", "home", -1, 19, "Apixaban 5mg", at="09:00"),
    _scene(
        "Margit Halász",
        "1945-09-25",
        "held",
        -1,
        20,
        "Rivaroxaban 15mg",
        at="11:00",
        clinician="Dr Osei",
    ),
    _scene(
        "Ruth Abernathy", "1938-03-31", "home", -2, 18, "Paracetamol", at="10:00", reach="paper"
    ),
    _scene("Bernard Quill", "1951-11-11", "home", -3, 21, "Aspirin 75mg", at="14:00"),
    # called off, and moved
    _scene(
        "Rosalind Achebe",
        "1946-08-15",
        "called_off",
        2,
        12,
        "Warfarin 3mg, Clopidogrel 75mg, Bisoprolol",
        stop_days="5",
    ),
    _scene("Emrys Vaughan", "1943-02-11", "moved_on", 3, 13, "Apixaban 5mg", stop_days="5"),
    # weeks after
    _scene("Constance Ames", "1946-04-17", "cleared", -21, 40, "Warfarin 3mg"),
    _scene("Ravi Menon", "1950-10-28", "longer", -20, 41, "Clopidogrel 75mg", clinician="Dr Osei"),
    _scene("Hester Vale", "1944-09-03", "six_weeks", -52, 73, "Bisoprolol"),
    _scene("Sylvia Marsh", "1943-02-05", "recovering", -22, 38, "Vitamin D", reach="paper"),
    _scene("Edwin Talbot", "1939-07-26", "recovering", -13, 34, "Bisoprolol"),
    # finished
    _scene("Nora Fairweather", "1944-12-12", "finished", -60, 80, "Eliquis 5mg"),
    _scene("Albert Reeve", "1941-05-06", "finished", -70, 92, "Atorvastatin", clinician="Dr Osei"),
    _scene("Thelma Osborne", "1948-08-08", "finished", -66, 85, "Ramipril"),
)
