"""Every refusal becomes one calm page, in one place. No page ever shows a traceback."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus

from flask import Flask, render_template
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException

from checklist import logs
from checklist.core.errors import (
    Conflict,
    GuessLimit,
    Invalid,
    NotAllowed,
    NotFound,
    StoreError,
    TickwellError,
)
from checklist.web.shell import patient_shell

ANSWERS: dict[type[TickwellError], HTTPStatus] = {
    NotFound: HTTPStatus.NOT_FOUND,
    NotAllowed: HTTPStatus.FORBIDDEN,
    Conflict: HTTPStatus.CONFLICT,
    Invalid: HTTPStatus.UNPROCESSABLE_ENTITY,
    GuessLimit: HTTPStatus.TOO_MANY_REQUESTS,
    StoreError: HTTPStatus.SERVICE_UNAVAILABLE,
}


@dataclass(frozen=True, kw_only=True)
class Page:
    """What the error page says. A 404 says the same of "not there" and "not yours"."""

    title: str
    sentence: str


PAGES = {
    HTTPStatus.BAD_REQUEST: Page(
        title="That did not work",
        sentence="Nothing was changed. Go back, load the page again and try once more.",
    ),
    HTTPStatus.UNAUTHORIZED: Page(
        title="Please open it again",
        sentence="Nothing was saved. Open your list again with your letter. Staff: sign in again.",
    ),
    HTTPStatus.FORBIDDEN: Page(
        title="You may not do this",
        sentence="Nothing was changed. Ask a colleague whose work it is.",
    ),
    HTTPStatus.NOT_FOUND: Page(
        title="We cannot find this page",
        sentence="Check the address, or start again from the first page.",
    ),
    HTTPStatus.METHOD_NOT_ALLOWED: Page(
        title="That did not work",
        sentence="Nothing was changed. Go back and try once more.",
    ),
    HTTPStatus.CONFLICT: Page(
        title="Somebody was faster",
        sentence="This changed while you had it open. Go back and load the page again.",
    ),
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: Page(
        title="That was too much at once",
        sentence="Nothing was changed. Go back and send less.",
    ),
    HTTPStatus.TOO_MANY_REQUESTS: Page(
        title="Please wait",
        sentence="There were too many tries. Wait a little, or call us.",
    ),
    HTTPStatus.SERVICE_UNAVAILABLE: Page(
        title="We cannot save right now",
        sentence="Nothing was lost. Try again in a minute. If it cannot wait, call us.",
    ),
    HTTPStatus.INTERNAL_SERVER_ERROR: Page(
        title="Something broke on our side",
        sentence="Your last step may not be saved. Load the page again, or call us.",
    ),
}


def install(app: Flask) -> None:
    """Map domain errors, HTTP errors and surprises to pages."""
    app.register_error_handler(TickwellError, _domain)
    app.register_error_handler(CSRFError, _csrf)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(Exception, _surprise)


def _domain(error: TickwellError) -> tuple[str, int]:
    status = next(
        (status for kind, status in ANSWERS.items() if isinstance(error, kind)),
        HTTPStatus.INTERNAL_SERVER_ERROR,
    )
    said = str(error) if isinstance(error, (Conflict, GuessLimit, Invalid)) else ""
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        logs.failure(error)
    return _page(status, said)


def _csrf(_error: CSRFError) -> tuple[str, int]:
    return _page(HTTPStatus.BAD_REQUEST, "")


def _http(error: HTTPException) -> tuple[str, int]:
    return _page(HTTPStatus(error.code or 500), "")


def _surprise(error: Exception) -> tuple[str, int]:
    logs.failure(error)
    return _page(HTTPStatus.INTERNAL_SERVER_ERROR, "")


def _page(status: HTTPStatus, sentence: str) -> tuple[str, int]:
    page = PAGES.get(status, PAGES[HTTPStatus.BAD_REQUEST])
    html = render_template(
        "error.html", title=page.title, sentence=sentence or page.sentence, shell=patient_shell()
    )
    return html, int(status)
