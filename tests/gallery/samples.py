"""Invented people and words for the gallery: four well-known pages and their relatives."""

from __future__ import annotations

import segno
from markupsafe import Markup

CSRF = "IjNkZTg2ZDRhYjVkYzQ4ZmM5NjM0ZTI0ZmQ1NzI4ZDYi.aZ0n1A.x9Jt0wq2uVmJm3Kq6cT8dN4eRgA"
CLINIC = {
    "name": "Riverside Spine Clinic",
    "phone": "01632 960 123",
    "out_of_hours_phone": "01632 960 199",
    "emergency_number": "999",
}
PATIENT_SHELL = {
    "here": "/patient-today.html",
    "help_url": "/patient-help.html",
    "text_size_url": "/text-size",
    "text_bigger": False,
    "home_url": "/patient-today.html",
    "print_url": "/sheet.html",
    "phone": "01632 960 123",
}
STAFF_SHELL = {
    "home_url": "/staff-worklist.html",
    "nav": [
        {"label": "Patients", "url": "/staff-worklist.html", "count": "", "current": True},
        {"label": "Reviews", "url": "/staff-medicines.html", "count": "4", "current": False},
        {"label": "Calendar", "url": "#", "count": "", "current": False},
        {"label": "Protocols", "url": "#", "count": "", "current": False},
    ],
    "person": {"name": "Sam Okafor", "role": "nurse"},
    "menu": [{"label": "Your account", "url": "#"}],
    "signout_url": "/signout",
    "flashes": [],
}
QR = Markup(  # noqa: S704 - drawn by segno from our own words
    segno.make("https://checklist.example.org/go#3J8Q-SAMPLE-SAMPLE-SAMPLE", error="m").svg_inline(
        scale=4, border=0, svgclass=None, lineclass=None
    )
)
LIMITS = [
    {"text": "You can eat until", "time": "3:30am", "day": ""},
    {"text": "You can drink water until", "time": "7:30am", "day": ""},
]


def _sign(text: str, phone: str = "999") -> dict[str, str]:
    label = f"This is me: call {phone}" if phone else "This is me"
    return {"text": text, "tag": "", "phone": phone, "phone_label": label, "key": "k", "tap": ""}


FLAGS = [
    {
        "tone": "emergency",
        "title": "Call 999 now for any of these",
        "lines": [
            _sign("Your chest hurts."),
            _sign("You cannot breathe well."),
            _sign("Your legs are weak or numb."),
            _sign("You cannot pass urine."),
            _sign("Your face drops."),
        ],
        "phone": "999",
        "phone_label": "Call 999",
    },
    {
        "tone": "same_day",
        "title": "Call us the same day for any of these",
        "lines": [
            _sign("You have a high temperature."),
            _sign("The place of the needle is red or leaks.", phone="01632 960 777"),
            _sign("Your back or leg pain gets worse."),
        ],
        "phone": "01632 960 123",
        "phone_label": "Call us: 01632 960 123",
    },
    {
        "tone": "mention",
        "title": "Tell us at your next visit",
        "lines": [_sign("Your pain is no better.")],
        "phone": "",
        "phone_label": "",
    },
]
DAYS = [
    {"label": "Today, Thu 5", "count": 6, "url": "#", "current": True, "closed": False}
    | {"signed": 5, "way": 0, "now": 1, "rest": 0},
    {"label": "Fri 6", "count": 8, "url": "#", "current": False, "closed": False}
    | {"signed": 5, "way": 2, "now": 1, "rest": 0},
    *(
        {"label": label, "count": 0, "url": "#", "current": False, "closed": True}
        | {"signed": 0, "way": 0, "now": 0, "rest": 0}
        for label in ("Sat 7", "Sun 8")
    ),
    {"label": "Mon 9", "count": 9, "url": "#", "current": False, "closed": False}
    | {"signed": 3, "way": 4, "now": 0, "rest": 2},
    {"label": "Tue 10", "count": 7, "url": "#", "current": False, "closed": False}
    | {"signed": 2, "way": 3, "now": 0, "rest": 2},
    {"label": "Wed 11", "count": 5, "url": "#", "current": False, "closed": False}
    | {"signed": 1, "way": 0, "now": 0, "rest": 4},
]
CHIPS = [
    {"label": "Needs someone", "count": "3", "url": "#", "current": True},
    {"label": "Before", "count": "47", "url": "#", "current": False},
    {"label": "Today", "count": "6", "url": "#", "current": False},
    {"label": "After", "count": "31", "url": "#", "current": False},
    {"label": "All", "count": "", "url": "#", "current": False},
]
OUTCOMES = [{"id": "r1", "words": "Says she ate after the limit", "checked": True}]
TAPS = [
    {"value": "called", "label": "Called and resolved"},
    {"value": "message:soon", "label": "Left a message, asks again 11:17am"},
    {"value": "message:morning", "label": "Left a message, asks again tomorrow 8am"},
]
WORDED = [
    {"value": "passed_on", "label": "Pass to a clinician"},
    {"value": "no_problem", "label": "Not a problem, because …"},
]
SAID = {
    "settles": {"taps": TAPS, "worded": WORDED},
    "passes": {"taps": TAPS[1:], "worded": WORDED[:1]},
}


def _row(**given: object) -> dict[str, object]:
    return {
        "owner": {"name": "nobody", "attempts": "", "take_url": "/take"},
        "outcomes": OUTCOMES,
        "outcome_url": "/outcome",
        "log_url": "/log",
        "settles": True,
    } | given


BANDS = [
    {
        "name": "now",
        "title": "Now",
        "count": "2",
        "rows": [
            _row(
                patient={"name": "Ines Caldeira", "born": "4 May 1954", "number": "40317"}
                | {"url": "/staff-plan.html"},
                why=[
                    {
                        "lead": "Says she ate after the limit",
                        "items": [{"text": ": toast, about 8am", "tag": ""}],
                        "detail": "reported 9:05am by phone page",
                        "passed": "",
                    }
                ],
                do_by="before 1:30pm today",
                reach={"phone": "07700 900 142", "note": "Portuguese interpreter"},
                procedure={"when": "Today 1:30pm", "what": "Vertebroplasty · Dr Rao"},
                road={
                    "before": ["done", "done", "done", "done", "problem"],
                    "after": ["open", "open"],
                    "words": "9 of 10 due",
                },
                action={"label": "Call anaesthetist", "url": "#"},
            ),
            _row(
                patient={"name": "Tomás Herrera", "born": "19 Jan 1960", "number": "40288"}
                | {"url": "/staff-plan.html"},
                why=[
                    {
                        "lead": "Stop of clopidogrel not confirmed",
                        "items": [{"text": " since Sunday 1 March", "tag": "blood thinner"}],
                        "detail": "decided by Dr Rao",
                        "passed": "Passed to a clinician by Sam Okafor, 8:45am on Thursday 5 March",
                    }
                ],
                do_by="today, midday",
                owner={
                    "name": "Sam Okafor",
                    "attempts": "2 calls, left a message 8:40am",
                    "take_url": "",
                },
                reach={"phone": "07700 900 118", "note": "paper"},
                procedure={"when": "Fri 6 Mar 8am", "what": "Vertebroplasty · Dr Rao"},
                road={
                    "before": ["done", "problem", "open", "open"],
                    "after": ["open", "open"],
                    "words": "2 of 6 due",
                },
                action={"label": "Call", "url": "#"},
            ),
        ],
    },
    {
        "name": "today",
        "title": "Today",
        "count": "1",
        "rows": [
            _row(
                patient={"name": "Edith Blackwood", "born": "2 Aug 1942", "number": "40342"}
                | {"url": "/staff-plan.html"},
                why=[
                    {
                        "lead": "Medicines to decide",
                        "items": [{"text": ": apixaban, ibuprofen", "tag": ""}],
                        "detail": "answered yesterday 3:20pm by carer Joan",
                        "passed": "",
                    },
                    {
                        "lead": "Nobody to take her home",
                        "items": [{"text": "", "tag": ""}],
                        "detail": "said “I’m not sure” yesterday 3:24pm",
                        "passed": "",
                    },
                ],
                do_by="today, 5pm",
                owner={"name": "Dr Osei", "attempts": "", "take_url": ""},
                reach={"phone": "07700 900 150", "note": "carer Joan · hard of hearing"},
                procedure={"when": "Mon 9 Mar 9:30am", "what": "Vertebroplasty · Dr Osei"},
                road={
                    "before": ["done", "done", "open", "open"],
                    "after": ["open", "open"],
                    "words": "3 of 3 due",
                },
                action={"label": "Review", "url": "/staff-medicines.html"},
            )
        ],
    },
    {
        "name": "tidy",
        "title": "Tidy",
        "count": "1",
        "rows": [
            _row(
                patient={"name": "Władysław Szczepański", "born": "30 Nov 1938", "number": "40391"}
                | {"url": "/staff-plan.html"},
                why=[
                    {
                        "lead": "Paper sheet not back",
                        "items": [{"text": "", "tag": ""}],
                        "detail": "",
                        "passed": "",
                    },
                ],
                do_by="Wed 11 Mar",
                reach={"phone": "", "note": "letter only"},
                procedure={"when": "Tue 24 Mar", "what": "Kyphoplasty · Dr Rao"},
                road={"before": ["done"], "after": [], "words": "1 of 1 due"},
                action={"label": "", "url": ""},
                outcomes=[],
            )
        ],
    },
]
DECISIONS = [
    {"value": "keep", "label": "Keep"},
    {"value": "stop", "label": "Stop"},
    {"value": "take", "label": "Take on the day"},
    {"value": "change", "label": "Change"},
]
DOSES = [
    {"label": "Thu 5", "note": "last, 8pm", "state": "last"},
    {"label": "Fri 6", "note": "free", "state": "free"},
    {"label": "Sat 7", "note": "free", "state": "free"},
    {"label": "Sun 8", "note": "free", "state": "free"},
    {"label": "Mon 9", "note": "9:30am", "state": "procedure"},
]
EDITH = {
    "name": "Edith Blackwood",
    "born": "2 August 1942",
    "number": "40342",
    "needs": "hard of hearing",
    "carer": "carer Joan 07700 900 150",
    "procedure": "Monday 9 March 9:30am",
    "detail": "Vertebroplasty L2",
    "revision": 2,
}
MANY_TASKS = [
    {
        "key": f"task-{number}+0",
        "title": title,
        "text": text,
        "mark_id": f"01J9Z6Q{number:02d}8F3K5M2N7P4R6S8T0",
        "kind": kind,
    }
    for number, (kind, title, text) in enumerate(
        [
            ("do", "Ask someone to take you home", "Someone stays with you the first night."),
            ("answer", "Answer our questions", "We need this before we plan your day."),
            ("avoid", "Do not take ibuprofen", "Do not take it until we tell you."),
            ("attend", "Arrive at Entrance B", "Monday 9 March, 7:30am. Bring your medicines."),
            ("know", "Read about your procedure", "What it is, and how you may feel."),
        ]
        * 5
    )
]
