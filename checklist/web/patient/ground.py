"""What every page of one plan rests on, read once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from urllib.parse import quote

from flask import url_for

from checklist.actions import filing
from checklist.actions.news import news_of
from checklist.core.actors import Actor, ActorKind
from checklist.core.attention import Facts, Resolution
from checklist.core.clinic import Clinic
from checklist.core.dose_reports import DoseReport
from checklist.core.marks import TaskState
from checklist.core.news import News
from checklist.core.plan.model import Revision
from checklist.core.plan.notice import Notice, notice
from checklist.core.plan.today import Page, arrange
from checklist.core.teach_back import TeachTry
from checklist.store import Reader, answers, dose_reports, resolutions, revisions, teach_tries
from checklist.store.plans import PlanRow


@dataclass(frozen=True, kw_only=True)
class Unsaved:
    """What was typed into one task's card and could not be kept, and the sentence that says why."""

    task_key: str
    typed: str
    problem: str


@dataclass(frozen=True, kw_only=True)
class Ground:
    """A plan as it stands at ``now`` (UTC), for one actor.

    ``settled`` are the causes of attention staff have dealt with, ``read`` the ids of the answers
    a clinician has read. ``news`` is what changed and nobody has said they read.
    ``reports`` are what was said of taking each medicine, ``tries`` the teach-back answers.
    ``unsaved`` is what comes back to be mended, if anything.
    """

    plan: PlanRow
    clinic: Clinic
    actor: Actor
    now: datetime
    revision: Revision
    states: Mapping[str, TaskState]
    page: Page
    settled: frozenset[Resolution]
    read: frozenset[str]
    news: News
    reports: tuple[DoseReport, ...] = ()
    unsaved: Unsaved | None = None
    tries: tuple[TeachTry, ...] = ()

    def unsaved_of(self, task_key: str) -> Unsaved | None:
        """What comes back to be mended in this task's card."""
        mine = self.unsaved is not None and self.unsaved.task_key == task_key
        return self.unsaved if mine else None

    @property
    def first_name(self) -> str:
        return self.revision.inputs.voice.first_name

    # A page names an address for each of its thirty cards; asking the router each time would be
    # a tenth of the page's whole cost.
    @cached_property
    def mark_url(self) -> str:
        return url_for("patient.mark", plan_id=self.plan.id)

    @cached_property
    def _today_url(self) -> str:
        return url_for("patient.today", plan_id=self.plan.id)

    def task_url(self, task_key: str) -> str:
        """The page of one item: why, and what was said."""
        return self._today_url + "/tasks/" + quote(task_key, safe="/:")

    @property
    def called_off(self) -> bool:
        return self.revision.inputs.called_off is not None

    @cached_property
    def notice(self) -> Notice | None:
        """What is read before the list, where the procedure moved or is called off."""
        return notice(self.revision, self.now)

    @property
    def phone(self) -> str:
        """The number that answers at this hour."""
        return self.clinic.phone_now(self.now)

    def told(self, text: str) -> str:
        """A plan's words with the number that answers at this hour.

        They are frozen with the clinic's daytime number, which at night would ring for nobody.
        """
        by_day = self.revision.inputs.voice.phone
        return text.replace(by_day, self.phone) if by_day else text

    @property
    def helped(self) -> bool:
        """Whether somebody else is doing this for the patient."""
        return self.actor.kind is ActorKind.CARER


def ground_from(facts: Facts, reader: Reader, plan: PlanRow, actor: Actor, now: datetime) -> Ground:
    """As ``ground_of``, from facts that were just gathered: a mark leaves them."""
    content, clinic = facts.revision.content, facts.clinic
    return Ground(
        plan=plan,
        clinic=clinic,
        actor=actor,
        now=now,
        revision=facts.revision,
        states=facts.states,
        page=arrange(content, facts.states, plan=facts.state, now=now, tz=clinic.tz),
        settled=facts.resolutions,
        read=frozenset(answers.reviews(reader, plan.id)),
        news=facts.news.still(facts.states, facts.state, now),
        reports=facts.reports,
        tries=facts.tries,
    )


def ground_of(reader: Reader, plan: PlanRow, clinic: Clinic, actor: Actor, now: datetime) -> Ground:
    """Read all of it, in one state of the database."""
    revision = revisions.get(reader, plan.revision_id)
    states = filing.states(reader, plan.id, revision)
    return Ground(
        plan=plan,
        clinic=clinic,
        actor=actor,
        now=now,
        revision=revision,
        states=states,
        page=arrange(revision.content, states, plan=plan.state, now=now, tz=clinic.tz),
        settled=resolutions.of_plan(reader, plan.id).settled,
        read=frozenset(answers.reviews(reader, plan.id)),
        news=news_of(reader, revision).still(states, plan.state, now),
        reports=dose_reports.of_plan(reader, plan.id),
        tries=teach_tries.of_plan(reader, plan.id),
    )
