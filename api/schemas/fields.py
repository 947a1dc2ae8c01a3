"""The fields schemas are made of; each loads to what JSON can hold, and says what would be right."""

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any, get_args
from urllib.parse import urlsplit

from marshmallow import ValidationError, fields
from marshmallow.types import ErrorMessages
from marshmallow.validate import Length, OneOf, Range, Regexp

from storage.urls import normalize_url

_SAID_BY_ALL: ErrorMessages = {
    "required": "This field is required.",
    "null": "Null is refused: leave the field out where its value is unknown.",
}

# RFC 3339 §5.6, with the offset it demands
_TIME = re.compile(r"\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(\.\d{1,9})?([Zz]|[+-]\d\d:\d\d)", re.ASCII)
_DATE = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
# What no URL holds: white space and control characters
_NOT_IN_URLS = re.compile(r"[\s\x00-\x1f\x7f]")
# What the longest URLs in use keep to; longer ones break proxies
_LONGEST_URL = 2048
# RFC 5646 §2.1, its shape; whether a subtag is registered is not asked
_LANGUAGE = re.compile(r"^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$")


class Text(fields.String):
    """A string of `least` to `most` code points; not only white space where `least` is above 0."""

    default_error_messages: ErrorMessages = {
        **_SAID_BY_ALL,
        "invalid": "Must be a string.",
        "blank": "Must hold more than white space.",
    }

    def __init__(self, *, least: int = 1, most: int | None = 10_000, **options: Any) -> None:
        super().__init__(validate=Length(min=least, max=most), **options)
        self.least = least

    def _deserialize(self, value: Any, attr: str | None, data: Any, **options: Any) -> str:
        text: str = super()._deserialize(value, attr, data, **options)
        if self.least and text and not text.strip():
            raise self.make_error("blank")
        return text


class Choice(fields.String):
    """One word of a closed list, a `Literal` type; `name` is what the list is called in OpenAPI."""

    default_error_messages: ErrorMessages = {**_SAID_BY_ALL, "invalid": "Must be a string."}

    def __init__(self, name: str, words: Any, **options: Any) -> None:
        self.choices = tuple(get_args(words))
        self.choices_name = name
        super().__init__(validate=OneOf(self.choices, error="Must be one of: {choices}."), **options)


class Whole(fields.Integer):
    """A whole number in a body, `least` to `most`; 12.0 is one, as in JSON Schema, "12" and true are not."""

    default_error_messages: ErrorMessages = {**_SAID_BY_ALL, "invalid": "Must be a whole number."}

    def __init__(self, *, least: int = 0, most: int = 2**31 - 1, **options: Any) -> None:
        super().__init__(strict=True, validate=_between(least, most), **options)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **options: Any) -> int:
        whole = int(value) if isinstance(value, float) and value.is_integer() else value
        number: int = super()._deserialize(whole, attr, data, **options)
        return number


class WholeParameter(fields.Integer):
    """A whole number in a query, `least` to `most`, in plain digits."""

    default_error_messages: ErrorMessages = {"invalid": "Must be a whole number, such as 50."}

    def __init__(self, *, least: int, most: int, **options: Any) -> None:
        super().__init__(validate=_between(least, most), **options)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **options: Any) -> int:
        # int() would also take "1_000", " 8 " and digits of other scripts
        if not re.fullmatch("-?[0-9]{1,9}", value):
            raise self.make_error("invalid")
        return int(value)


class Share(fields.Float):
    """A number from 0 to 1 in a query, in plain decimal digits."""

    default_error_messages: ErrorMessages = {"invalid": "Must be a number from 0 to 1, such as 0.75."}

    def __init__(self, **options: Any) -> None:
        super().__init__(validate=_between(0, 1), **options)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **options: Any) -> float:
        # float() would also take "nan", " 1e-1 " and digits of other scripts
        if not re.fullmatch(r"-?[0-9]{1,9}(\.[0-9]{1,9})?", value):
            raise self.make_error("invalid")
        return float(value)


class Flag(fields.Boolean):
    """A yes or no in a query."""

    default_error_messages: ErrorMessages = {"invalid": "Must be true or false."}

    def __init__(self, **options: Any) -> None:
        super().__init__(truthy={"true"}, falsy={"false"}, **options)


class Date(Text):
    """A calendar date, such as 2016-09-03."""

    default_error_messages: ErrorMessages = {"date": "Must be a date, such as 2016-09-03."}

    def __init__(self, **options: Any) -> None:
        super().__init__(most=10, metadata={"format": "date", **options.pop("metadata", {})}, **options)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **options: Any) -> str:
        text = super()._deserialize(value, attr, data, **options)
        try:
            if not _DATE.fullmatch(text):
                raise ValueError
            return date.fromisoformat(text).isoformat()
        except ValueError as error:
            raise self.make_error("date") from error


class Time(Text):
    """A moment with its zone; loads to UTC with milliseconds, such as 2016-09-03T14:05:00.000Z."""

    default_error_messages: ErrorMessages = {
        "time": "Must be a time with its zone, such as 2016-09-03T14:05:00Z or 2016-09-03T16:05:00+02:00."
    }

    def __init__(self, **options: Any) -> None:
        super().__init__(most=35, metadata={"format": "date-time", **options.pop("metadata", {})}, **options)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **options: Any) -> str:
        text = super()._deserialize(value, attr, data, **options)
        try:
            if not _TIME.fullmatch(text):
                raise ValueError
            moment = datetime.fromisoformat(text.upper()).astimezone(UTC)
        except (ValueError, OverflowError) as error:
            raise self.make_error("time") from error
        return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")


class WebAddress(Text):
    """An http or https URL."""

    default_error_messages: ErrorMessages = {
        "url": "Must be an http or https URL with a host, such as https://example.org/story."
    }

    def __init__(self, **options: Any) -> None:
        metadata = {"format": "uri", **options.pop("metadata", {})}
        super().__init__(most=_LONGEST_URL, metadata=metadata, **options)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **options: Any) -> str:
        text = super()._deserialize(value, attr, data, **options)
        try:
            # what cannot be compared with other addresses is none: a bad port, a host that IDNA refuses
            if _NOT_IN_URLS.search(text) or urlsplit(text).port == 0 or not normalize_url(text):
                raise ValueError
        except ValueError as error:
            raise self.make_error("url") from error
        return text


class Language(Text):
    """A language tag (BCP 47)."""

    def __init__(self, **options: Any) -> None:
        super().__init__(most=35, **options)
        self.validators.append(Regexp(_LANGUAGE, error="Must be a BCP 47 language tag, such as en or pt-BR."))


class Listed(fields.List[Any]):
    """A list of at most `most` values."""

    default_error_messages: ErrorMessages = {**_SAID_BY_ALL, "invalid": "Must be an array."}

    def __init__(self, inner: Any, *, least: int = 0, most: int = 100, **options: Any) -> None:
        self._bounds = Length(min=least or None, max=most)
        super().__init__(inner, validate=self._bounds, **options)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **options: Any) -> list[Any]:
        # before any of its values: a body can hold a million of them
        if isinstance(value, list):
            self._bounds(value)
        loaded: list[Any] = super()._deserialize(value, attr, data, **options)
        return loaded


class Part(fields.Nested):
    """An object inside another one."""

    default_error_messages: ErrorMessages = {**_SAID_BY_ALL, "type": "Must be an object."}

    def _load(self, value: Any, partial: Any = None) -> Any:
        if not isinstance(value, Mapping):
            raise ValidationError(self.error_messages["type"])
        return super()._load(value, partial=partial)


def _between(least: int, most: int) -> Range:
    return Range(min=least, max=most, error="Must be {min} to {max}.")
