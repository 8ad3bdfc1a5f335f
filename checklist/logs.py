"""Logs: one JSON object a line on standard error, with nothing in it that names a person.

Only the keys of ALLOWED are ever written. A request is logged by its route's rule and never by its
path; an exception by its type and where it was raised, never by its message, which may quote what
somebody typed. What libraries log is reduced in the same way.
"""

from __future__ import annotations

import logging
import sys
import time
from collections.abc import MutableMapping
from pathlib import Path
from types import TracebackType
from typing import Any

import structlog
from flask import Flask, Response, g, request

ALLOWED = frozenset(
    {
        "actor_kind",
        "at",
        "causes",
        "clinic_id",
        "entries",
        "error",
        "event",
        "level",
        "library",
        "method",
        "ms",
        "port",
        "route",
        "status",
        "timestamp",
        "version",
    }
)
"""Keys that may be written. An id that leads to a person (a patient's, a plan's) is not here."""

_PACKAGE = Path(__file__).resolve().parent
_MOST_CAUSES = 5

Event = MutableMapping[str, Any]


def configure(level: int = logging.INFO) -> None:
    """Send the house's own logs and those of every library to standard error, reduced."""
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            reduced_error,
            only_allowed,
            structlog.processors.JSONRenderer(sort_keys=True),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=_to_standard_error,
        cache_logger_on_first_use=False,
    )
    root = logging.getLogger()
    root.handlers = [_Reduced()]
    root.setLevel(logging.WARNING)


def _to_standard_error(*_args: object) -> structlog.WriteLogger:
    return structlog.WriteLogger(sys.stderr)


def install(app: Flask) -> None:
    """Log every request of the app: method, route, status and how long it took."""
    configure()
    app.logger.handlers = []
    app.logger.propagate = True
    app.before_request(_begin)
    app.after_request(_end)


def failure(error: BaseException) -> None:
    """Log something that should not have happened, by its type and place."""
    structlog.get_logger().error("failure", exc_info=error)


def reduced_error(_logger: Any, _method: str, event: Event) -> Event:
    """An exception becomes its type, the types of its causes, and where it was raised."""
    error = event.pop("exc_info", None)
    if error is True:
        error = sys.exc_info()[1]
    elif isinstance(error, tuple):
        error = error[1]
    if isinstance(error, BaseException):
        event["error"] = _type_name(error)
        event["at"] = _place(error.__traceback__)
        causes = _causes(error)
        if causes:
            event["causes"] = causes
    return event


def only_allowed(_logger: Any, _method: str, event: Event) -> Event:
    """Drop every key that is not on the list."""
    return {key: value for key, value in event.items() if key in ALLOWED}


def _begin() -> None:
    g.began = time.perf_counter()


def _end(response: Response) -> Response:
    actor = g.get("actor")
    seen: dict[str, Any] = {
        "method": request.method,
        "route": request.url_rule.rule if request.url_rule is not None else "none",
        "status": response.status_code,
        "ms": round((time.perf_counter() - g.began) * 1000, 1) if "began" in g else None,
    }
    if actor is not None:
        seen |= {"actor_kind": str(actor.kind), "clinic_id": actor.clinic_id}
    structlog.get_logger().info("request", **seen)
    return response


def _type_name(error: BaseException) -> str:
    kind = type(error)
    return (
        kind.__qualname__
        if kind.__module__ == "builtins"
        else f"{kind.__module__}.{kind.__qualname__}"
    )


def _causes(error: BaseException) -> list[str]:
    found: list[str] = []
    cause = error.__cause__ or error.__context__
    while cause is not None and len(found) < _MOST_CAUSES:
        found.append(f"{_type_name(cause)} {_place(cause.__traceback__)}")
        cause = cause.__cause__ or cause.__context__
    return found


def _place(trace: TracebackType | None) -> str:
    """The innermost line of our own, and the innermost of all where that is another's."""
    ours = last = ""
    while trace is not None:
        file = Path(trace.tb_frame.f_code.co_filename)
        if file.is_relative_to(_PACKAGE):
            ours = f"{file.relative_to(_PACKAGE.parent)}:{trace.tb_lineno}"
        last = f"{file.parent.name}/{file.name}:{trace.tb_lineno}"
        trace = trace.tb_next
    if not ours or last.endswith(ours.removeprefix("checklist/")):
        return ours or last
    return f"{ours} in {last}"


class _Reduced(logging.Handler):
    """What a library logs: which one and how grave, and of an exception its type and place."""

    def emit(self, record: logging.LogRecord) -> None:
        log = structlog.get_logger()
        level = "error" if record.levelno >= logging.ERROR else "warning"
        getattr(log, level)("library", library=record.name, exc_info=record.exc_info)
