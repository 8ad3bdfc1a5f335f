"""Each budget of DESIGN section 10 whose work exists, as lines of the table."""

from __future__ import annotations

import statistics
from collections.abc import Iterator
from functools import partial
from itertools import cycle, islice

from bench import builds, long_protocol, startup, town
from bench.load import Outcome, fire, request
from bench.pairs import Pair, paired
from bench.scene import Scene
from bench.server import Running, running
from bench.sizes import Sizes
from bench.table import Line
from bench.ticks import ticks
from bench.weight import weigh
from bench.yardsticks import PREFIX
from checklist.web.staff.worklist.filter import A_PAGE

EMPTY = request("GET", f"{PREFIX}/empty")
INSERT = request("POST", f"{PREFIX}/insert")
WORKLIST = "/patients"
KB = 1024


def lines(scene: Scene, sizes: Sizes) -> Iterator[Line]:
    """The whole table, measured as it is asked for."""
    yield from _building(scene, sizes)
    yield from _protocol(scene, sizes)
    with running(scene.small) as small:
        yield from _tick(small, scene, sizes)
        yield from _patient_page(small, scene, sizes)
        with running(scene.large) as large:
            yield from _worklist(small, large, scene, sizes)
        yield Line(
            work="  memory of that server at the end",
            ours="",
            yardstick="",
            figure=small.peak_mb,
            budget=90,
            unit="MB",
        )
    yield from _start(scene, sizes)


def _bare(server: Running, one: bytes, sizes: Sizes) -> Outcome:
    return fire(server.port, [one] * sizes.bare)


def _ratio(work: str, pair: Pair, yardstick: str, budget: float) -> Line:
    return Line(
        work=work,
        ours=_each(pair.ours),
        yardstick=f"{yardstick} {_each(pair.yardstick)}",
        figure=pair.ratio,
        budget=budget,
        unit="×",
    )


def _each(seconds: float) -> str:
    """ "0.48 ms (2,083/s)"."""
    return f"{seconds * 1000:.2f} ms ({1 / seconds:,.0f}/s)"


def _absolute(work: str, seconds: float, budget_ms: float) -> Line:
    milliseconds = seconds * 1000
    return Line(work=work, ours="", yardstick="", figure=milliseconds, budget=budget_ms, unit="ms")


def _tick(server: Running, scene: Scene, sizes: Sizes) -> Iterator[Line]:
    stream = ticks(scene.phones)
    pair = paired(
        lambda: fire(server.port, list(islice(stream, sizes.ticks))),
        partial(_bare, server, INSERT, sizes),
        rounds=sizes.rounds,
    )
    yield _ratio("one durable tick", pair, "insert", 2.5)
    yield _absolute("  p99 at 8 connections", pair.p99, 30)


def _patient_page(server: Running, scene: Scene, sizes: Sizes) -> Iterator[Line]:
    phones = cycle(scene.phones)
    pair = paired(
        lambda: fire(server.port, [phone.page() for phone in islice(phones, sizes.pages)]),
        partial(_bare, server, EMPTY, sizes),
        rounds=sizes.rounds,
    )
    first = scene.phones[0]
    yield _ratio(f"patient's page, {len(first.revision.content.tasks)} tasks", pair, "empty", 10)
    weight = weigh(server.port, first.path, first.cookie)
    yield Line(
        work="  HTML and CSS, compressed",
        ours=f"{weight.page / KB:.1f} + {weight.styles / KB:.1f} KB",
        yardstick="",
        figure=(weight.page + weight.styles) / KB,
        budget=14,
        unit="KB",
    )
    yield Line(
        work="  blocking requests on a first visit",
        ours="",
        yardstick="",
        figure=weight.blocking,
        budget=3,
        unit="",
    )


def _worklist(small: Running, large: Running, scene: Scene, sizes: Sizes) -> Iterator[Line]:
    wanted = [request("GET", WORKLIST, cookie=scene.nurse_cookie)] * sizes.lists
    in_small, in_large = (partial(fire, server.port, wanted) for server in (small, large))
    name = f"worklist, {A_PAGE} rows, {sizes.large_town:,} open plans"
    bare = partial(_bare, small, EMPTY, sizes)
    yield _ratio(name, paired(in_large, bare, rounds=sizes.rounds), "empty", 20)
    yield _ratio(
        f"  beside {sizes.small_town:,} open plans",
        paired(in_large, in_small, rounds=sizes.rounds),
        "small town",
        1.2,
    )


def _building(scene: Scene, sizes: Sizes) -> Iterator[Line]:
    with town.opened(scene.town.folder) as store:
        seconds, booked = builds.book(store, scene.town, times=sizes.builds)
        count = len(scene.phones[0].revision.content.tasks)
        yield _absolute(f"build a plan of {count} tasks and store it", seconds, 10)
        moved = builds.reschedule(store, scene.town, booked)
        yield _absolute("  a reschedule with its diff", moved, 10)


def _protocol(scene: Scene, sizes: Sizes) -> Iterator[Line]:
    steps = long_protocol.STEPS
    seconds = long_protocol.build_and_diff(times=sizes.builds)
    yield _absolute(f"build and compare a plan of {steps} steps", seconds, 50)
    folder = scene.town.folder.parent
    yield Line(
        work=f"  check a file of {steps} steps, with start-up",
        ours="",
        yardstick="",
        figure=long_protocol.check(folder, times=sizes.starts),
        budget=1,
        unit="s",
    )


def _start(scene: Scene, sizes: Sizes) -> Iterator[Line]:
    visits = [(phone.path, phone.cookie) for phone in scene.phones[:20]]
    visits += [(WORKLIST, scene.nurse_cookie)] * 5
    started = [startup.start(scene.small, visits) for _ in range(sizes.starts)]
    seconds = statistics.median(one.seconds for one in started)
    yield Line(
        work="start to first answer",
        ours="",
        yardstick="",
        figure=seconds,
        budget=0.8,
        unit="s",
    )
    yield Line(
        work="  memory after some pages",
        ours="",
        yardstick="",
        figure=max(one.peak_mb for one in started),
        budget=90,
        unit="MB",
    )
