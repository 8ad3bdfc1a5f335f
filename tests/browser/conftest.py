"""The whole app behind a real server, in a real browser.

The server runs in this process, on the store and the clock of the web tests: a test can move time
on, or write through an action, and load the page again.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from axe_playwright_python.sync_playwright import Axe
from flask import Flask
from playwright.sync_api import Page
from waitress import create_server, wasyncore

from checklist.actions.doors import Letter, letters
from checklist.settings import Settings
from checklist.store import Store
from checklist.web.house import now
from tests.web.conftest import (
    admin,
    app,
    clinic,
    clinician,
    clock_at_nine,
    eye_plan,
    nurse,
    other_clinic,
    other_nurse,
    plan,
    protocol_id,
)
from tests.web.entering import Booked

__all__ = [
    "admin",
    "app",
    "clinic",
    "clinician",
    "clock_at_nine",
    "eye_plan",
    "nurse",
    "other_clinic",
    "other_nurse",
    "plan",
    "protocol_id",
]

WIDTHS = (360, 1280)
SCHEMES = ("light", "dark")

Judge = Callable[[Page], None]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in this folder drives a browser."""
    for item in items:
        if "tests/browser/" in item.path.as_posix():
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """The Chromium of the system; nothing is downloaded."""
    return {
        **browser_type_launch_args,
        "executable_path": "/usr/bin/chromium",
        "args": ["--no-sandbox"],
    }


@pytest.fixture
def live(app: Flask) -> Iterator[str]:
    """The address of the running app, on a free port of this machine."""
    server = create_server(app, host="127.0.0.1", port=0, threads=2)
    thread = threading.Thread(target=server.run)
    thread.start()
    yield f"http://127.0.0.1:{server.effective_port}"
    server.task_dispatcher.shutdown()
    # Within its own loop, which ends once it has nothing left to wait for.
    server.trigger.pull_trigger(lambda: wasyncore.close_all(server._map))
    thread.join(timeout=10)


@pytest.fixture
def browser_context_args(browser_context_args: dict[str, Any], live: str) -> dict[str, Any]:
    """Pages are opened by their path: ``page.goto("/go")``."""
    return {**browser_context_args, "base_url": live}


@pytest.fixture
def axe_clean() -> Judge:
    """Fail on the first page where axe finds anything, at both widths, light and dark."""

    def judge(page: Page) -> None:
        before = page.viewport_size
        page.evaluate(AXE_SCRIPT)  # once a page: it is half a megabyte
        axe = Axe(axe_script="0")
        for scheme in SCHEMES:
            # Without motion: a colour on its way to another is not one we chose.
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]  # two literals
            for width in WIDTHS:
                page.set_viewport_size({"width": width, "height": 800})
                found = axe.run(page)
                assert found.violations_count == 0, f"{width} {scheme}: {found.generate_report()}"
        page.emulate_media(color_scheme="light", reduced_motion="no-preference")
        if before is not None:
            page.set_viewport_size(before)

    return judge


@dataclass(frozen=True, kw_only=True)
class Post:
    """The letters of a plan, as they come through the door."""

    patient: Letter
    carer: Letter | None


@pytest.fixture
def post(store: Store, settings: Settings, live: str) -> Callable[[Booked], Post]:
    """Print a plan's letters, with links that lead to the running app."""

    def of(booked: Booked) -> Post:
        made = letters(
            store, booked.id, store.keys.links, live, actor=booked.nurse.actor, now=now()
        )
        return Post(
            patient=next(letter for letter in made if not letter.carer),
            carer=next((letter for letter in made if letter.carer), None),
        )

    return of


def fill_birth_date(page: Page, booked: Booked) -> None:
    """Type the patient's birth date where the door asks for it."""
    born = booked.patient.born
    page.get_by_label("Day").fill(str(born.day))
    page.get_by_label("Month").fill(str(born.month))
    page.get_by_label("Year").fill(str(born.year))
