"""The settings: defaults, strict values, and one table for people."""

import os
from dataclasses import fields
from importlib.resources import files

import pytest

from api.settings import BadSetting, Settings, list_settings, settings_as_markdown
from extraction.weights import packaged_weights, read_weights


def test_an_empty_environment_gives_every_default():
    assert Settings.from_environment({}) == Settings(
        host="127.0.0.1",
        port=8000,
        allow_remote=False,
        database="sqlite:///var/whosaid.sqlite",
        busy_timeout_seconds=5.0,
        idempotency_lease_seconds=60.0,
        read_timeout_seconds=30.0,
        cors_origins=(),
        extractor="learned",
        confidence_weights=packaged_weights(),
        serve_article_text=True,
        max_body_bytes=2097152,
        max_article_chars=1000000,
        workers=os.cpu_count(),
        threads=4,
        log_level="info",
    )


def test_the_environment_wins_over_defaults():
    given = {"PORT": "9000", "WHOSAID_SERVE_ARTICLE_TEXT": "false", "WHOSAID_BUSY_TIMEOUT_SECONDS": "0.5"}

    settings = Settings.from_environment(given)

    assert settings == Settings(port=9000, serve_article_text=False, busy_timeout_seconds=0.5)


@pytest.mark.parametrize(
    ("variable", "value", "message"),
    [
        ("PORT", "80a", "PORT is '80a', but must be a whole number from 0 to 65535."),
        ("PORT", "", "PORT is '', but must be a whole number from 0 to 65535."),
        ("PORT", "65536", "PORT is '65536', but must be a whole number from 0 to 65535."),
        ("WHOSAID_THREADS", "0", "WHOSAID_THREADS is '0', but must be a whole number from 1 to 256."),
        ("WHOSAID_THREADS", "٤", "WHOSAID_THREADS is '٤', but must be a whole number from 1 to 256."),
        ("WHOSAID_ALLOW_REMOTE", "yes", "WHOSAID_ALLOW_REMOTE is 'yes', but must be true or false."),
        ("WHOSAID_ALLOW_REMOTE", "True", "WHOSAID_ALLOW_REMOTE is 'True', but must be true or false."),
        ("HOST", "a b", "HOST is 'a b', but must be a host name or an address, such as 127.0.0.1."),
        (
            "WHOSAID_DATABASE",
            "whosaid.db",
            "WHOSAID_DATABASE is 'whosaid.db', but must be sqlite:///relative/path.sqlite,"
            " sqlite:////absolute/path.sqlite or, where the extra postgres is installed,"
            " postgresql://user@host:5432/database.",
        ),
        (
            "WHOSAID_DATABASE",
            "sqlite:///:memory:",
            "WHOSAID_DATABASE is 'sqlite:///:memory:', but must be sqlite:///relative/path.sqlite,"
            " sqlite:////absolute/path.sqlite or, where the extra postgres is installed,"
            " postgresql://user@host:5432/database.",
        ),
        (
            "WHOSAID_DATABASE",
            "postgresql://whosaid:secret@db.example/whosaid?bogus=1&password=secret",
            "WHOSAID_DATABASE is 'postgresql://whosaid:…@db.example/whosaid?bogus=1&password=…', but must be"
            " sqlite:///relative/path.sqlite, sqlite:////absolute/path.sqlite or, where the extra postgres is"
            " installed, postgresql://user@host:5432/database.",
        ),
        (
            "WHOSAID_LOG_LEVEL",
            "loud",
            "WHOSAID_LOG_LEVEL is 'loud', but must be one of debug, info, warning, error, critical.",
        ),
        (
            "WHOSAID_BUSY_TIMEOUT_SECONDS",
            "-1",
            "WHOSAID_BUSY_TIMEOUT_SECONDS is '-1', but must be seconds, such as 5 or 0.5.",
        ),
        (
            "WHOSAID_READ_TIMEOUT_SECONDS",
            "0",
            "WHOSAID_READ_TIMEOUT_SECONDS is '0', but must be more than 0 seconds, such as 5 or 0.5.",
        ),
        (
            "WHOSAID_EXTRACTOR",
            "../x",
            "WHOSAID_EXTRACTOR is '../x', but must be an engine's name, such as learned.",
        ),
    ],
)
def test_a_bad_value_is_refused_with_what_would_be_right(variable, value, message):
    with pytest.raises(BadSetting) as refused:
        Settings.from_environment({variable: value})

    assert str(refused.value) == message


def test_weights_are_read_from_the_file_that_is_named(tmp_path):
    path = tmp_path / "ours.json"
    packaged = (files("extraction") / "lexicons" / "confidence.json").read_text(encoding="utf-8")
    path.write_text(packaged.replace('"whosaid-1"', '"ours"'), encoding="utf-8")

    weights = Settings.from_environment({"WHOSAID_CONFIDENCE_WEIGHTS": str(path)}).confidence_weights

    assert weights == read_weights(path)
    assert weights.name.startswith("ours+")


def test_a_file_that_holds_no_weights_is_refused_with_what_is_wrong_where(tmp_path):
    path = tmp_path / "ours.json"
    packaged = (files("extraction") / "lexicons" / "confidence.json").read_text(encoding="utf-8")
    path.write_text(
        packaged.replace('"possible": {"points": -10', '"possible": {"points": 5'), encoding="utf-8"
    )

    with pytest.raises(BadSetting) as refused:
        Settings.from_environment({"WHOSAID_CONFIDENCE_WEIGHTS": str(path)})

    assert str(refused.value) == (
        f"WHOSAID_CONFIDENCE_WEIGHTS is '{path}', but must be packaged, or a file of weights; in this one, "
        "words.possible.points: is 5, but must be 0 or less; it never raises a score."
    )


@pytest.mark.parametrize(
    ("value", "origins"),
    [
        ("none", ()),
        ("*", ("*",)),
        ("https://news.example", ("https://news.example",)),
        ("http://localhost:3000,http://[::1]:3000", ("http://localhost:3000", "http://[::1]:3000")),
        ("tauri://localhost", ("tauri://localhost",)),
    ],
)
def test_origins_are_none_all_or_a_list(value, origins):
    assert Settings.from_environment({"WHOSAID_CORS_ORIGINS": value}).cors_origins == origins


@pytest.mark.parametrize(
    "value",
    [
        "",
        "null",
        "news.example",
        "https://news.example/",
        "https://*.example",
        "https://News.example",
        "*,none",
    ]
    + [
        "https://a.example, https://b.example",
        "https://a.example:443",
        "http://a.example:80",
        "https://a.(b|c)",
    ],
)
def test_an_origin_that_no_browser_sends_is_refused(value):
    with pytest.raises(
        BadSetting, match="^WHOSAID_CORS_ORIGINS is .* must be none, \\* or origins as browsers"
    ):
        Settings.from_environment({"WHOSAID_CORS_ORIGINS": value})


@pytest.mark.parametrize(
    ("host", "is_loopback"),
    [("127.0.0.1", True), ("127.8.0.1", True), ("::1", True), ("localhost", True)]
    + [("0.0.0.0", False), ("::", False), ("192.168.0.4", False), ("localhost.example", False)],
)
def test_only_loopback_addresses_are_loopback(host, is_loopback):
    assert Settings(host=host).is_loopback is is_loopback


def test_every_setting_stands_once_in_the_table_and_its_default_parses():
    rows = list_settings()

    given = {variable: default for variable, default, _, _ in rows if variable != "WHOSAID_WORKERS"}
    assert len({variable for variable, *_ in rows}) == len(fields(Settings))
    assert Settings.from_environment(given) == Settings()


def test_the_markdown_table_has_a_row_a_setting():
    lines = settings_as_markdown().splitlines()

    assert lines[0] == "| variable | default | unit | what it does |"
    assert "| `PORT` | `8000` | TCP port | Its port; 0 takes any free one. |" in lines
    assert len(lines) == 2 + len(fields(Settings))
