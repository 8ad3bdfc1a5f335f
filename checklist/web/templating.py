"""The template environment: a missing name is an error, and a dict's own keys come first."""

from __future__ import annotations

from typing import Any

from flask.templating import Environment
from jinja2 import StrictUndefined


class HouseEnvironment(Environment):
    """As Flask's. ``row.name`` on a dict looks for the key before it looks for a method.

    Jinja looks for the method first, and pays with an exception for each key that is not one: a
    third of a worklist's cost. It also makes a key called ``items`` mean what it says.
    """

    def __init__(self, app: Any, **options: Any) -> None:
        super().__init__(app, **options)
        self.undefined = StrictUndefined
        self.trim_blocks = True
        self.lstrip_blocks = True

    def getattr(self, obj: Any, attribute: str) -> Any:
        if type(obj) is dict and attribute in obj:
            return obj[attribute]
        return super().getattr(obj, attribute)
