"""The road: every step that is for this patient, in the order in which one rests on another.

Anchors, conditions and gates may name other steps: the moment one was ticked, the end of another's
window. So steps are placed one after the other, each on what is known by then.

- A step that is not in this plan takes with it what counts from it, except inside "the later of".
- A step that was missed makes void what counts from when it was done, and what counts from that.
  Where its window stood ("drops.closes") is known all the same, and one missed day of many is no
  missed step.
- Steps that rest on each other in a ring, which the reader refuses, are placed as they stand in the
  file, on moments nobody knows.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from checklist.core.marks import MarkState
from checklist.core.plan import parsed
from checklist.core.plan.cleared import Said, made_longer, over_since, said_of
from checklist.core.plan.ends import ended_at
from checklist.core.plan.laid import Laid
from checklist.core.plan.model import Window
from checklist.core.plan.repeats import Occurrence, occurrences
from checklist.core.plan.resting import Resting, in_order, pruned, resting_of
from checklist.core.plan.setting import Setting
from checklist.core.plan.spans import End, Span, span_of
from checklist.core.protocol import Kind, Step
from checklist.core.schedule import Moment, closing, due_end, opening
from checklist.core.timing import Timing


@dataclass
class _Laying:
    """Where the laying has come to."""

    setting: Setting
    resting: Resting
    anchors: dict[str, Moment]
    laid: dict[str, Laid] = field(default_factory=dict)
    absent: set[str] = field(default_factory=set)

    def step(self, step: Step, order: int) -> None:
        timings = self._timings(step)
        if timings is None or not self.setting.holds(step.when):
            self.absent.add(step.key)
            return
        void, window, crossed = self._placed(step, timings)
        ended = None
        if step.until is not None:
            ended = ended_at(step.key, step.until, self.setting.known, self.setting.inputs)
        said = said_of(step, ended, self.setting.inputs)
        window = made_longer(window, said.clearance, self.setting.tz)
        span = None if void else self._span(step, window, said)
        if span is not None and window.closes is None:
            closes = Moment.at_instant(span.ends, self.setting.tz, firm=span.opens.firm)
            window = replace(window, closes=closes)  # the last stage ends it
        laid = Laid(
            step=step,
            order=order,
            window=_ended(window, step, said, self.setting),
            occurrences=_days(step, span),
            ended=said.ended,
            waiting=not self.setting.holds(step.waits_for),
            void=void,
            crossed=crossed,
            counted=step.key in self.resting.counted,
            clearance=said.clearance,
        )
        laid = replace(laid, over=over_since(laid, self.setting.tz))
        self.laid[step.key] = laid
        if step.key in self.resting.named:
            self._add_anchors(laid)

    def anchor(self, name: str) -> None:
        """An anchor of the protocol that is estimated from a step."""
        timing = pruned(parsed.timing(self.setting.protocol.anchors[name].planned), self.absent)
        if timing is not None and self.anchors[name].day is None:
            found = self.setting.resolved(timing)
            firm = found.firm and self.setting.protocol.anchors[name].firm
            self.anchors[name] = replace(found, firm=firm)

    def _timings(self, step: Step) -> Mapping[str, Timing] | None:
        """The step's timings without what is not in this plan; None where one then is nothing."""
        if step.around is not None and step.around.step in self.absent:
            return None
        found = {}
        for name in parsed.PARTS:
            words = getattr(step, name)
            if not words:
                continue
            timing: Timing | None = parsed.timing(words)
            if timing is not None and not self.absent.isdisjoint(self.resting.times[step.key]):
                timing = pruned(timing, self.absent)
            if timing is None:
                return None
            found[name] = timing
        return found

    def _window(self, step: Step, timings: Mapping[str, Timing]) -> Window:
        begun = self.setting.inputs.begun.get(step.key)
        if begun is not None:
            return begun
        opens, due, closes = (timings.get(name) for name in parsed.PARTS)
        resolved = self.setting.resolved
        opened = None if opens is None else resolved(opens, of_range="first")
        if opens is None and due is not None and due.has_range:
            opened = resolved(due, of_range="first")
        return Window(
            opens=opened,
            due=None if due is None else resolved(due),
            closes=None if closes is None else self.setting.ended(closes),
        )

    def _placed(
        self, step: Step, timings: Mapping[str, Timing]
    ) -> tuple[bool, Window, Window | None]:
        """Whether it is void, its window, and the one that would end before it begins.

        What is forbidden is never void: without the step it counts from, its time is not known.
        """
        void = self._is_void(step)
        if void and step.kind not in (Kind.AVOID, Kind.KNOW):
            return True, Window(), None
        window = self._window(step, timings)
        if void or self._is_crossed(window):
            said = {name: Moment.unknown() for name in parsed.PARTS if getattr(window, name)}
            return False, Window(**said), None if void else window
        return False, window, None

    def _is_crossed(self, window: Window) -> bool:
        tz = self.setting.tz
        opens = None if window.opens is None else opening(window.opens, tz)
        due = None if window.due is None else due_end(window.due, tz)
        closes = None if window.closes is None else closing(window.closes, tz)
        if opens is None:
            return False
        return (due is not None and due < opens) or (closes is not None and closes <= opens)

    def _span(self, step: Step, window: Window, said: Said) -> Span | None:
        if step.repeat is None or window.opens is None:
            return None
        at_least = bool(step.closes) and parsed.timing(step.closes).open_ended
        end = End(
            closes=window.closes,
            ended=said.cleared_at or said.ended,
            at_least=at_least and said.cleared_at is None,
            as_of=self.setting.inputs.as_of,
        )
        choices = self.setting.inputs.choices
        return span_of(step.repeat, window.opens, end, self.setting.tz, choices)

    def _is_void(self, step: Step) -> bool:
        for name in self.resting.steps_of(step, self.setting.inputs.choices):
            on = self.laid.get(name)
            if on is None:
                continue
            missed = on.step.repeat is None and name in self.setting.known.missed
            if on.void or (on.step.voids and missed):
                return True
        return False

    def _add_anchors(self, laid: Laid) -> None:
        key, window = laid.step.key, laid.window
        self.anchors[key] = self._moment(laid)
        for part in parsed.PARTS:
            self.anchors[f"{key}.{part}"] = getattr(window, part) or Moment.unknown()
        if laid.step.repeat is not None and self._all_done(laid):
            known = self.setting.known
            self.setting = replace(
                self.setting, known=replace(known, done=known.done | {laid.step.key})
            )

    def _moment(self, laid: Laid) -> Moment:
        """When it was ticked; until then its own due, else its beginning, as an estimate."""
        if laid.void:
            return Moment.unknown()
        links = self.setting.inputs.links
        done = [links[key] for key in _keys(laid) if key in links]
        if self._all_done(laid):
            return Moment.at_instant(max(link.at for link in done), self.setting.tz)
        planned = laid.window.due or laid.window.opens or laid.window.closes
        if laid.step.repeat is not None:
            planned = laid.occurrences[-1].due if laid.occurrences else laid.window.closes
        return Moment.unknown() if planned is None else replace(planned, firm=False)

    def _all_done(self, laid: Laid) -> bool:
        links = self.setting.inputs.links
        keys = _keys(laid)
        return bool(keys) and all(
            key in links and links[key].state is MarkState.DONE for key in keys
        )


def _days(step: Step, span: Span | None) -> tuple[Occurrence, ...] | None:
    return None if step.repeat is None or span is None else tuple(occurrences(step.repeat, span))


def _keys(laid: Laid) -> list[str]:
    """The keys of its tasks, as far as they are known."""
    if laid.step.repeat is None:
        return [laid.step.key]
    return [laid.step.key + one.suffix for one in laid.occurrences or ()]


def lay(setting: Setting) -> tuple[Setting, tuple[Laid, ...]]:
    """Place every step that is for this patient, in the protocol's order.

    The setting comes back with the steps' own moments among its anchors.
    """
    resting = resting_of(setting.protocol)
    anchors = dict(setting.anchors)
    laying = _Laying(setting=replace(setting, anchors=anchors), resting=resting, anchors=anchors)
    steps = {step.key: (order, step) for order, step in enumerate(setting.protocol.steps)}
    for name in in_order(resting, setting.inputs.choices):
        if name in steps:
            order, step = steps[name]
            laying.step(step, order)
        else:
            laying.anchor(name)
    laid = sorted(laying.laid.values(), key=lambda one: one.order)
    return laying.setting, tuple(laid)


def _ended(window: Window, step: Step, said: Said, setting: Setting) -> Window:
    """The window as a clinician, a state, an event or a result ends it.

    "At least" and ``until`` together end at the later of the two; else the first of them ends it.
    A clinician ends both.
    """
    if said.cleared_at is not None:
        return replace(window, closes=Moment.at_instant(said.cleared_at, setting.tz))
    ended = said.ended
    if ended is None:
        return window
    at = Moment.at_instant(ended, setting.tz)
    planned = None if window.closes is None else closing(window.closes, setting.tz)
    if planned is not None:
        open_ended = parsed.timing(step.closes).open_ended
        if (planned > ended) is open_ended:
            return window
    return replace(window, closes=at)
