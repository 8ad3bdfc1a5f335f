"""Ticks as a patient's page sends them: form, CSRF token, mark id, and what the page showed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count
from urllib.parse import urlencode

from bench.load import request
from checklist.core.marks import MarkState
from checklist.core.plan.model import Revision, Task
from checklist.core.protocol import Kind, Owner
from checklist.store import new_id

_TICKED = (Kind.DO, Kind.AVOID, Kind.ATTEND)


@dataclass(frozen=True, kw_only=True)
class Phone:
    """One patient's browser, with the page of one plan open."""

    plan_id: str
    revision: Revision
    cookie: str
    token: str

    @property
    def tasks(self) -> list[Task]:
        """What this patient can tick."""
        return [
            task
            for task in self.revision.content.tasks
            if task.kind in _TICKED and task.owner is not Owner.CLINIC
        ]

    @property
    def path(self) -> str:
        """The patient's page."""
        return f"/my/{self.plan_id}"

    def page(self) -> bytes:
        return request("GET", self.path, cookie=self.cookie)

    def tick(self, task: Task) -> bytes:
        """Done, on a task that nobody marked while the page was open."""
        form = {
            "csrf_token": self.token,
            "mark_id": new_id(),
            "task": task.key,
            "state": MarkState.DONE.value,
            "seen": f"{self.revision.number}:",
        }
        return request(
            "POST",
            f"{self.path}/marks",
            cookie=self.cookie,
            body=urlencode(form).encode(),
            headers="X-Requested-With: fetch\r\nAccept: text/html\r\n",
        )


def ticks(phones: Sequence[Phone]) -> Iterator[bytes]:
    """Ticks without end: plan after plan, so that no plan has more marks than a real one."""
    tasks = [phone.tasks for phone in phones]
    for number in count():
        turn, place = divmod(number, len(phones))
        yield phones[place].tick(tasks[place][turn % len(tasks[place])])
