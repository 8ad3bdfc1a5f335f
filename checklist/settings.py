"""Settings: read once from the environment, frozen, and refused at the start when they are unsafe.

====================== ========================================================================
``TICKWELL_DATA``      the data directory; default ``./instance``
``TICKWELL_ROOT_KEY``  the root key as 64 hexadecimal digits; every other key is made from it
``TICKWELL_ROOT_KEY_FILE``  a file that holds it instead
``TICKWELL_BASE_URL``  what printed links begin with; default ``http://127.0.0.1:8000``
``TICKWELL_PRODUCTION``  ``1`` for real patients: the key must come from outside the data directory
``TICKWELL_TRUSTED_PROXIES``  how many web servers stand before this one and add the address they
                       were asked from to ``X-Forwarded-For``; default 1 in production, else 0
====================== ========================================================================

Guesses are limited for each address they come from. With too few trusted proxies every patient
seems to come from the same address, and 30 mistyped codes lock all of them out for an hour; with
too many, an address can be invented. Anything else that a proxy says is left unread.

For a trial without any of them the key is made once and kept as ``root.key`` in the data directory.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from checklist.core.errors import TickwellError

ROOT_KEY_BYTES = 32
DEFAULT_BASE_URL = "http://127.0.0.1:8000"
MOST_PROXIES = frozenset("0123456789")
TRIAL_KEY_NAME = "root.key"


class SettingsError(TickwellError):
    """The environment can't be started with; the text says what to change."""


@dataclass(frozen=True, kw_only=True)
class Settings:
    """How this process runs.

    ``root_key`` has 32 bytes and never shows in a repr. ``base_url`` has no slash at its end.
    ``durability`` is FULL; OFF trades safety for speed in tests and benchmarks alone.
    """

    data_dir: Path
    root_key: bytes = field(repr=False)
    base_url: str = DEFAULT_BASE_URL
    secure_cookies: bool = False
    production: bool = False
    trusted_proxies: int = 0
    durability: Literal["FULL", "OFF"] = "FULL"

    def __post_init__(self) -> None:
        if len(self.root_key) != ROOT_KEY_BYTES:
            raise SettingsError(f"The root key must have {ROOT_KEY_BYTES} bytes.")
        if self.production and self.durability != "FULL":
            raise SettingsError("In production every save must be durable.")
        if self.production and not self.secure_cookies:
            raise SettingsError(
                "TICKWELL_BASE_URL must begin with https:// in production; links and sign-ins "
                "must not travel in the open."
            )

    @classmethod
    def from_environment(cls, environ: Mapping[str, str]) -> Settings:
        """Read the settings. Raises SettingsError for the first thing that is wrong.

        For a trial with no key given, makes one and keeps it in the data directory.
        """
        data_dir = Path(environ.get("TICKWELL_DATA") or "instance").absolute()
        production = _flag(environ, "TICKWELL_PRODUCTION")
        base_url = _base_url(environ.get("TICKWELL_BASE_URL") or DEFAULT_BASE_URL)
        return cls(
            data_dir=data_dir,
            root_key=_root_key(environ, data_dir, production=production),
            base_url=base_url,
            secure_cookies=base_url.startswith("https://"),
            production=production,
            trusted_proxies=_trusted_proxies(environ, production=production),
        )


def _flag(environ: Mapping[str, str], name: str) -> bool:
    value = environ.get(name, "")
    if value not in ("", "0", "1"):
        raise SettingsError(f"{name} is 1 or 0, not “{value}”.")
    return value == "1"


def _trusted_proxies(environ: Mapping[str, str], *, production: bool) -> int:
    """``checklist serve`` answers on 127.0.0.1 alone, so in production one stands before it."""
    value = environ.get("TICKWELL_TRUSTED_PROXIES") or ("1" if production else "0")
    if value not in MOST_PROXIES:
        raise SettingsError(f"TICKWELL_TRUSTED_PROXIES is a number from 0 to 9, not “{value}”.")
    return int(value)


def _base_url(text: str) -> str:
    parts = urlsplit(text)
    if parts.scheme not in ("http", "https") or not parts.netloc or parts.query or parts.fragment:
        raise SettingsError(
            f"TICKWELL_BASE_URL must be an address like https://clinic.example, not “{text}”."
        )
    return text.rstrip("/")


def _root_key(environ: Mapping[str, str], data_dir: Path, *, production: bool) -> bytes:
    typed, named = environ.get("TICKWELL_ROOT_KEY"), environ.get("TICKWELL_ROOT_KEY_FILE")
    if typed and named:
        raise SettingsError("Give TICKWELL_ROOT_KEY or TICKWELL_ROOT_KEY_FILE, not both.")
    if typed:
        return _parsed(typed, "TICKWELL_ROOT_KEY")
    if named:
        file = Path(named).absolute()
        if production and file.resolve().is_relative_to(data_dir.resolve()):
            raise SettingsError(
                "In production the root key must lie outside the data directory: a copy of the "
                "data must not hold the key that opens it."
            )
        return _parsed(_read(file), "TICKWELL_ROOT_KEY_FILE")
    if production:
        raise SettingsError(
            "In production the root key has no default. Set TICKWELL_ROOT_KEY_FILE to a file of "
            "64 hexadecimal digits outside the data directory."
        )
    return _trial_key(data_dir)


def _trial_key(data_dir: Path) -> bytes:
    """The key kept in the data directory, made at the first start (mode 0600)."""
    data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    file = data_dir / TRIAL_KEY_NAME
    try:
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return _parsed(_read(file), str(file))
    key = secrets.token_bytes(ROOT_KEY_BYTES)
    with os.fdopen(descriptor, "w", encoding="ascii") as out:
        out.write(key.hex() + "\n")
        out.flush()
        os.fsync(out.fileno())
    return key


def _read(file: Path) -> str:
    try:
        return file.read_text(encoding="ascii")
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"The root key file {file} cannot be read.") from error


def _parsed(text: str, where: str) -> bytes:
    try:
        key = bytes.fromhex(text.strip())
    except ValueError:
        key = b""
    if len(key) != ROOT_KEY_BYTES:
        raise SettingsError(f"{where} must hold {ROOT_KEY_BYTES * 2} hexadecimal digits.")
    return key
