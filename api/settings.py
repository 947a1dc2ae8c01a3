"""Every setting: environment variable, default, unit and one line on what it does."""

import ipaddress
import os
import re
from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, dataclass, field, fields
from typing import Any

import api.setting_values as values
from extraction.engine import DEFAULT_ENGINE
from extraction.weights import Weights, packaged_weights
from storage import open_storage
from storage.database import Database


class BadSetting(ValueError):
    """An environment variable holds what its setting cannot be; says which, what and what would be right."""


def _cores() -> int:
    return os.cpu_count() or 1


def _setting(
    variable: str, default: Any, parse: Callable[[str], Any], *, unit: str, doc: str, shown: str | None = None
) -> Any:
    """Declare one setting; a callable `default` is computed at start and needs words to be `shown` by."""
    metadata = {"variable": variable, "parse": parse, "unit": unit, "doc": doc, "shown": shown}
    if callable(default):
        return field(default_factory=default, metadata=metadata)
    return field(default=default, metadata=metadata)


@dataclass(frozen=True, kw_only=True, slots=True)
class Settings:
    """What the service and the command are told by their environment; `Settings()` is all defaults."""

    host: str = _setting("HOST", "127.0.0.1", values.host, unit="address", doc="Where the service listens.")
    port: int = _setting(
        "PORT", 8000, values.integer(0, 65535), unit="TCP port", doc="Its port; 0 takes any free one."
    )
    allow_remote: bool = _setting(
        "WHOSAID_ALLOW_REMOTE",
        False,
        values.boolean,
        unit="true or false",
        doc="Permit a HOST beyond loopback: there are no API keys yet, so whoever reaches it may write.",
    )
    database: str = _setting(
        "WHOSAID_DATABASE",
        "sqlite:///var/whosaid.sqlite",
        values.database,
        unit="URL",
        doc="The database: a file (three slashes for a relative path, four for an absolute one), or a"
        " PostgreSQL server's, such as postgresql://user@host/name.",
    )
    busy_timeout_seconds: float = _setting(
        "WHOSAID_BUSY_TIMEOUT_SECONDS",
        5.0,
        values.seconds,
        unit="seconds",
        doc="How long a write waits for another one before it answers 503.",
    )
    idempotency_lease_seconds: float = _setting(
        "WHOSAID_IDEMPOTENCY_LEASE_SECONDS",
        60.0,
        values.seconds,
        unit="seconds",
        doc="How long a write with an Idempotency-Key keeps retries waiting where its process died.",
    )
    read_timeout_seconds: float = _setting(
        "WHOSAID_READ_TIMEOUT_SECONDS",
        30.0,
        values.some_seconds,
        unit="seconds",
        doc="How long a request may take to arrive whole; a slower one answers 408.",
    )
    cors_origins: tuple[str, ...] = _setting(
        "WHOSAID_CORS_ORIGINS",
        (),
        values.origins,
        unit="origins",
        doc="Whose pages may use the API from a browser: none, `*` for all, or origins separated by commas.",
    )
    extractor: str = _setting(
        "WHOSAID_EXTRACTOR",
        DEFAULT_ENGINE,
        values.name,
        unit="name",
        doc="The engine that finds attributions: learned, or rules, which is faster and finds less.",
    )
    confidence_weights: Weights = _setting(
        "WHOSAID_CONFIDENCE_WEIGHTS",
        packaged_weights,
        values.weights,
        unit="path",
        doc="What confidence is computed with: packaged, or a file like "
        "`extraction/lexicons/confidence.json`.",
        shown="packaged",
    )
    serve_article_text: bool = _setting(
        "WHOSAID_SERVE_ARTICLE_TEXT",
        True,
        values.boolean,
        unit="true or false",
        doc="Answer with articles' full text; false serves fragments and quotes only.",
    )
    max_body_bytes: int = _setting(
        "WHOSAID_MAX_BODY_BYTES",
        2_097_152,
        values.integer(1024, 1_073_741_824),
        unit="bytes",
        doc="The longest request body; a longer one answers 413.",
    )
    max_bulk_bytes: int = _setting(
        "WHOSAID_MAX_BULK_BYTES",
        33_554_432,
        values.integer(1024, 1_073_741_824),
        unit="bytes",
        doc="The longest body of many lines; each line is no longer than another request's body.",
    )
    max_bulk_lines: int = _setting(
        "WHOSAID_MAX_BULK_LINES",
        5_000,
        values.integer(1, 1_000_000),
        unit="lines",
        doc="The most lines of such a body; with `atomic`, nobody else writes while they are stored.",
    )
    max_article_chars: int = _setting(
        "WHOSAID_MAX_ARTICLE_CHARS",
        1_000_000,
        values.integer(1, 100_000_000),
        unit="code points",
        doc="The longest text of an article; a longer one is refused.",
    )
    workers: int = _setting(
        "WHOSAID_WORKERS",
        _cores,
        values.integer(1, 256),
        unit="processes",
        doc="How many processes serve.",
        shown="one a core",
    )
    threads: int = _setting(
        "WHOSAID_THREADS", 4, values.integer(1, 256), unit="threads", doc="How many threads each process has."
    )
    log_level: str = _setting(
        "WHOSAID_LOG_LEVEL",
        "info",
        values.one_of("debug", "info", "warning", "error", "critical"),
        unit="level",
        doc="The least severe lines that are logged: debug, info, warning, error or critical.",
    )

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> "Settings":
        """Return the settings that `environment` gives, and defaults for the rest.

        :raises BadSetting: a variable holds what its setting cannot be; nothing is guessed or clamped.
        """
        given = {
            setting.name: _parse(setting, environment[setting.metadata["variable"]])
            for setting in fields(cls)
            if setting.metadata["variable"] in environment
        }
        return cls(**given)

    def open_store(self) -> Database:
        """Return the open store, which may not be migrated yet."""
        return open_storage(self.database, busy_timeout_seconds=self.busy_timeout_seconds)

    @property
    def is_loopback(self) -> bool:
        """Whether only this machine can reach `host`; a name other than localhost is taken as remote."""
        if self.host == "localhost":
            return True
        try:
            return ipaddress.ip_address(self.host).is_loopback
        except ValueError:
            return False


def _parse(setting: "Field[Any]", value: str) -> Any:
    variable = setting.metadata["variable"]
    try:
        return setting.metadata["parse"](value)
    except ValueError as error:
        raise BadSetting(f"{variable} is {_without_password(value)!r}, but must be {error}.") from error


def _without_password(value: str) -> str:
    """Return a value as it may be shown: an address of a database may hold a password."""
    return re.sub(r"(password=)[^&]*", r"\1…", re.sub(r"(://[^/@:]*:).*@", r"\1…@", value))


def list_settings() -> list[tuple[str, str, str, str]]:
    """Return (variable, default, unit, line) of every setting, as the README and `--help` print them."""
    return [
        (setting.metadata["variable"], _shown(setting), setting.metadata["unit"], setting.metadata["doc"])
        for setting in fields(Settings)
    ]


def _shown(setting: "Field[Any]") -> str:
    """Return the default as the environment variable would hold it."""
    if setting.default is MISSING:
        return str(setting.metadata["shown"])
    if isinstance(setting.default, tuple):
        return ",".join(setting.default) or "none"
    if isinstance(setting.default, bool):
        return str(setting.default).lower()
    return f"{setting.default:g}" if isinstance(setting.default, float) else str(setting.default)


def settings_as_markdown() -> str:
    """Return the table of settings as Markdown."""
    rows = [
        f"| `{variable}` | `{default}` | {unit} | {doc} |" for variable, default, unit, doc in list_settings()
    ]
    return "\n".join(["| variable | default | unit | what it does |", "|---|---|---|---|", *rows])
