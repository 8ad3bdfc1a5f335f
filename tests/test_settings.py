"""Settings come from the environment, and are refused at the start when they are unsafe."""

from __future__ import annotations

import os
import stat
from dataclasses import FrozenInstanceError
from pathlib import Path

import pytest

from checklist.settings import Settings, SettingsError

KEY = "0123456789abcdef" * 4
SAFE = {"TICKWELL_PRODUCTION": "1", "TICKWELL_BASE_URL": "https://clinic.example"}


def test_a_trial_makes_its_key_once_and_keeps_it(tmp_path: Path) -> None:
    environ = {"TICKWELL_DATA": str(tmp_path / "new")}
    first = Settings.from_environment(environ)
    second = Settings.from_environment(environ)
    assert first == second
    assert len(first.root_key) == 32
    assert (first.production, first.secure_cookies, first.durability) == (False, False, "FULL")
    file = tmp_path / "new" / "root.key"
    assert bytes.fromhex(file.read_text()) == first.root_key
    if os.name != "nt":
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
        assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700


def test_two_trials_have_two_keys(tmp_path: Path) -> None:
    one, other = (
        Settings.from_environment({"TICKWELL_DATA": str(tmp_path / name)}) for name in "ab"
    )
    assert one.root_key != other.root_key


def test_the_default_place_is_instance(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert Settings.from_environment({}).data_dir == tmp_path / "instance"


def test_a_key_from_the_environment_is_not_written_down(tmp_path: Path) -> None:
    made = Settings.from_environment(
        {"TICKWELL_DATA": str(tmp_path), "TICKWELL_ROOT_KEY": KEY.upper()}
    )
    assert made.root_key.hex() == KEY
    assert list(tmp_path.iterdir()) == []


def test_a_key_from_a_file(tmp_path: Path) -> None:
    file = tmp_path / "secret"
    file.write_text(f"  {KEY}\n")
    made = Settings.from_environment(
        {"TICKWELL_DATA": str(tmp_path / "data"), "TICKWELL_ROOT_KEY_FILE": str(file), **SAFE}
    )
    assert made.root_key.hex() == KEY
    assert (made.production, made.secure_cookies) == (True, True)


def test_the_address_loses_its_last_slash(tmp_path: Path) -> None:
    environ = {"TICKWELL_DATA": str(tmp_path), "TICKWELL_BASE_URL": "https://clinic.example/"}
    made = Settings.from_environment(environ)
    assert made.base_url == "https://clinic.example"
    assert made.secure_cookies


@pytest.mark.parametrize(
    ("environ", "sentence"),
    [
        ({"TICKWELL_ROOT_KEY": "abc"}, "64 hexadecimal digits"),
        ({"TICKWELL_ROOT_KEY": KEY[:-2]}, "64 hexadecimal digits"),
        ({"TICKWELL_ROOT_KEY": "x" * 64}, "64 hexadecimal digits"),
        ({"TICKWELL_ROOT_KEY_FILE": "/nowhere/key"}, "cannot be read"),
        ({"TICKWELL_ROOT_KEY": KEY, "TICKWELL_ROOT_KEY_FILE": "/x"}, "not both"),
        ({"TICKWELL_PRODUCTION": "yes"}, "1 or 0"),
        ({"TICKWELL_BASE_URL": "clinic.example"}, "address like"),
        ({"TICKWELL_BASE_URL": "ftp://clinic.example"}, "address like"),
        ({"TICKWELL_BASE_URL": "https://clinic.example/?x"}, "address like"),
        (SAFE, "no default"),
        ({"TICKWELL_PRODUCTION": "1", "TICKWELL_ROOT_KEY": KEY}, "https://"),
    ],
)
def test_what_is_unsafe_is_a_sentence(
    tmp_path: Path, environ: dict[str, str], sentence: str
) -> None:
    with pytest.raises(SettingsError, match=sentence) as refused:
        Settings.from_environment({"TICKWELL_DATA": str(tmp_path), **environ})
    assert KEY not in str(refused.value)


@pytest.mark.parametrize("place", ["root.key", "deep/key", "../data/key"])
def test_production_refuses_a_key_that_lies_with_the_data(tmp_path: Path, place: str) -> None:
    data = tmp_path / "data"
    (data / "deep").mkdir(parents=True)
    (data / place).write_text(KEY)
    environ = {"TICKWELL_DATA": str(data), "TICKWELL_ROOT_KEY_FILE": str(data / place), **SAFE}
    with pytest.raises(SettingsError, match="outside the data directory"):
        Settings.from_environment(environ)


def test_a_spoiled_trial_key_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "root.key").write_text("half a ke")
    with pytest.raises(SettingsError, match=r"root\.key"):
        Settings.from_environment({"TICKWELL_DATA": str(tmp_path)})


def test_production_is_always_durable(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="durable"):
        Settings(
            data_dir=tmp_path, root_key=bytes(32), production=True, secure_cookies=True,
            durability="OFF",
        )  # fmt: skip


def test_settings_are_frozen_and_keep_their_secret(tmp_path: Path) -> None:
    made = Settings(data_dir=tmp_path, root_key=bytes.fromhex(KEY))
    assert "root_key" not in repr(made)
    with pytest.raises(FrozenInstanceError):
        made.production = True  # type: ignore[misc]  # that it fails is the test
    with pytest.raises(SettingsError):
        Settings(data_dir=tmp_path, root_key=b"short")


def test_one_web_server_stands_before_a_real_clinic_unless_it_says_otherwise(
    tmp_path: Path,
) -> None:
    trial = {"TICKWELL_DATA": str(tmp_path)}
    real = {**trial, **SAFE, "TICKWELL_ROOT_KEY": KEY}
    assert Settings.from_environment(trial).trusted_proxies == 0
    assert Settings.from_environment(real).trusted_proxies == 1
    for said in ("0", "2"):
        environ = {**real, "TICKWELL_TRUSTED_PROXIES": said}
        assert Settings.from_environment(environ).trusted_proxies == int(said)
    for said in ("-1", "two", "10", "²"):
        with pytest.raises(SettingsError, match="TICKWELL_TRUSTED_PROXIES"):
            Settings.from_environment({**real, "TICKWELL_TRUSTED_PROXIES": said})
