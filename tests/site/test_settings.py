"""The settings: read from the environment, loudly."""

import ast
import os
import re
import runpy
import stat
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
SETTINGS = ROOT / "factcheck" / "settings.py"
KEY = "a-key-of-fifty-characters-or-more-0123456789-abcdefghijkl"
PRODUCTION = {
    "FACTCHECK_PROFILE": "production",
    "FACTCHECK_URL": "https://check.example.org",
    "FACTCHECK_SECRET_KEY": KEY,
}


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Any:
    """The settings as they are in an environment that holds nothing of ours but this."""
    for name in [name for name in os.environ if name.startswith("FACTCHECK_")]:
        monkeypatch.delenv(name)
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.setenv("FACTCHECK_VAR", str(tmp_path / "var"))

    def read_settings(**variables: str) -> dict[str, Any]:
        for name, value in variables.items():
            monkeypatch.setenv(name, value)
        return runpy.run_path(str(SETTINGS))

    return read_settings


def sentence(var: Path, **variables: str) -> str:
    """What a command says that cannot read its settings."""
    kept = {name: value for name, value in os.environ.items() if "FACTCHECK" not in name}
    done = subprocess.run(
        [sys.executable, str(ROOT / "manage.py"), "check"],
        env=kept | {"FACTCHECK_VAR": str(var)} | variables,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    return done.stderr


def test_every_variable_that_is_read_is_documented_and_no_other() -> None:
    documented = re.findall(r"^([A-Z_]+)=", (ROOT / ".env.example").read_text(), re.MULTILINE)
    calls = [
        node
        for node in ast.walk(ast.parse(SETTINGS.read_text()))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and isinstance(node.func.value, ast.Name)
        and node.func.value.id == "env"
        and node.func.attr not in {"read_env", "dump"}
    ]
    assert sorted(documented) == sorted(ast.literal_eval(call.args[0]) for call in calls)


@pytest.mark.parametrize(
    ("variables", "says"),
    [
        (
            {"FACTCHECK_PROFIL": "production"},
            "There is no setting named FACTCHECK_PROFIL: see .env.example.",
        ),
        (
            {"FACTCHECK_PROFILE": "prod"},
            'Environment variable "FACTCHECK_PROFILE" invalid: Must be one of: local, production.',
        ),
        (
            {"FACTCHECK_TRUSTED_PROXIES": "one"},
            'Environment variable "FACTCHECK_TRUSTED_PROXIES" invalid: Not a valid integer.',
        ),
        (
            {"DATABASE_URL": "mysql://db/factcheck"},
            "DATABASE_URL must be the address of a PostgreSQL, postgresql://...",
        ),
        (
            {"DATABASE_URL": "nonsense"},
            'Environment variable "DATABASE_URL" invalid: Not a valid database URL.',
        ),
        (
            {"EMAIL_URL": "pigeon://roof"},
            "EMAIL_URL must begin with smtp://, submission:// or console://.",
        ),
        (
            PRODUCTION | {"FACTCHECK_URL": "http://check.example.org"},
            "In production, FACTCHECK_URL must be the public address of this site, with https.",
        ),
        (
            PRODUCTION | {"FACTCHECK_SECRET_KEY": ""},
            "The production profile needs FACTCHECK_SECRET_KEY or FACTCHECK_SECRET_KEY_FILE.",
        ),
        (
            PRODUCTION | {"FACTCHECK_SECRET_KEY": "short"},
            "The secret key is easily guessed: give 50 random characters or more.",
        ),
    ],
)
def test_what_cannot_be_meant_is_refused_in_one_sentence(
    tmp_path: Path, variables: dict[str, str], says: str
) -> None:
    assert sentence(tmp_path, **variables) == f"factcheck: {says}\n"


def test_a_variable_left_empty_is_not_given(read: Any) -> None:
    settings = read(FACTCHECK_PROFILE="", FACTCHECK_TRUSTED_PROXIES="", EMAIL_URL="")
    assert (settings["PROFILE"], settings["TRUSTED_PROXIES"]) == ("local", 0)


def test_the_first_local_start_makes_a_secret_key_and_keeps_it(read: Any, tmp_path: Path) -> None:
    first, second = read(), read()
    kept = tmp_path / "var" / "secret_key"
    assert first["SECRET_KEY"] == second["SECRET_KEY"] == kept.read_text().strip()
    assert len(first["SECRET_KEY"]) >= 64
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600


def test_production_takes_its_key_from_a_file_as_well(read: Any, tmp_path: Path) -> None:
    (tmp_path / "key").write_text(KEY + "\n")
    settings = read(
        **PRODUCTION
        | {"FACTCHECK_SECRET_KEY": "", "FACTCHECK_SECRET_KEY_FILE": str(tmp_path / "key")}
    )
    assert settings["SECRET_KEY"] == KEY


def test_local_and_production_differ_in_nothing_but_https(read: Any) -> None:
    local, production = read(), read(**PRODUCTION)
    differing = {
        name
        for name in local
        if name.isupper() and type(local[name]).__module__ == "builtins"
        if local[name] != production[name]
    }
    assert differing == {
        "ALLOWED_HOSTS",
        "BASE_URL",
        "COOKIE_PREFIX",
        "CSRF_COOKIE_NAME",
        "CSRF_COOKIE_SECURE",
        "EMAIL_BACKEND",
        "EMAIL_HOST",
        "EMAIL_PORT",
        "LOGGING",
        "LOG_FORMAT",
        "PRODUCTION",
        "PROFILE",
        "SECRET_KEY",
        "SECURE_HSTS_INCLUDE_SUBDOMAINS",
        "SECURE_HSTS_PRELOAD",
        "SECURE_HSTS_SECONDS",
        "SECURE_SSL_REDIRECT",
        "SESSION_COOKIE_NAME",
        "SESSION_COOKIE_SECURE",
        "SITE_ADDRESS",
        "STORAGES",
    }


def test_a_forwarded_protocol_is_believed_behind_a_proxy_alone(read: Any) -> None:
    assert read(**PRODUCTION)["SECURE_PROXY_SSL_HEADER"] is None
    behind = read(**PRODUCTION, FACTCHECK_TRUSTED_PROXIES="1")
    assert behind["SECURE_PROXY_SSL_HEADER"] == ("HTTP_X_FORWARDED_PROTO", "https")


def test_reading_the_settings_starts_nothing(read: Any, tmp_path: Path) -> None:
    read()
    assert [path.name for path in (tmp_path / "var").iterdir()] == ["secret_key"]
