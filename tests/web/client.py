"""A test client that judges every page it fetches, so that no test has to remember to."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.web.page import Page

OK, SEE_OTHER, UNPROCESSABLE = 200, 303, 422
HTML = "text/html"


class CheckingClient(FlaskClient):
    """Fetches and posts as a browser would, strict about statuses and about every page."""

    last: Page | None = None

    def get_page(self, url: str, status: int = OK) -> Page:
        """Fetch a page. It must have this very status and pass every check of ``Page``."""
        return self._page(self.get(url), status)

    def send(
        self, url: str, data: Mapping[str, Any] | None = None, *, status: int = SEE_OTHER
    ) -> TestResponse:
        """Post a form with the CSRF token of the last page."""
        response = self.post(url, data={"csrf_token": self.token, **(data or {})})
        said = response.get_data(as_text=True) if response.status_code != status else ""
        assert response.status_code == status, f"{response.status_code} for {url}\n{said}"
        return response

    def send_page(
        self, url: str, data: Mapping[str, Any] | None = None, *, status: int = OK
    ) -> Page:
        """Post a form that answers with a page."""
        return self._page(self.send(url, data, status=status), status)

    def follow(self, url: str, data: Mapping[str, Any] | None = None) -> Page:
        """Post a form that leads on, and fetch the page it leads to."""
        return self.get_page(self.send(url, data).location)

    def submit(self, page: Page, action: str, **changed: str) -> TestResponse:
        """Send a form of a page with some fields changed; answers whatever comes back."""
        form = page.form(action)
        return self.post(action, data={**form.fields, **changed})

    @property
    def token(self) -> str:
        """The CSRF token of this session, from the last page that had a form."""
        if self.last is None:
            self.get_page("/staff/sign-in")
        assert self.last is not None
        return next(
            form.fields["csrf_token"] for form in self.last.forms() if "csrf_token" in form.fields
        )

    def _page(self, response: TestResponse, status: int) -> Page:
        body = response.get_data(as_text=True)
        path = response.request.path
        assert response.status_code == status, f"{response.status_code} for {path}\n{body}"
        assert response.mimetype == HTML, f"{response.mimetype} for {path}"
        page = Page(response, self.application)
        page.check()
        if any("csrf_token" in form.fields for form in page.forms()):
            self.last = page
        return page
