"""A quick check made of a schema: that a document is one it loads as it is, without loading it."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from marshmallow import Schema, fields, missing
from marshmallow.validate import Length, OneOf, Range

from api.schemas.bulk import UUID7, Uuid7
from api.schemas.fields import Choice, Date, Listed, Part, Text, Time, Whole
from storage.clock import is_date, is_time

_UUID7 = re.compile(UUID7)

# Says of a value that it is loaded as it is; where it does not say so, the schema itself has to be asked.
Check = Callable[[Any], bool]


def check_of(schema: Schema) -> Check:
    """Return the check of a schema: it holds only of what the schema loads, and loads to an equal value.

    It takes a tenth of the time. What it is made of are the fields themselves, their bounds and choices; of a
    value in a field it does not know, and of a schema with checks of its own, it says nothing.
    """
    if any(schema._hooks.values()):
        return _say_nothing
    required = frozenset(name for name, field in schema.load_fields.items() if field.required)
    checks = {name: _check_of_field(field) for name, field in schema.load_fields.items()}
    has_defaults = any(field.load_default is not missing for field in schema.load_fields.values())
    if has_defaults or any(field.data_key for field in schema.load_fields.values()):
        return _say_nothing

    def check(value: Any) -> bool:
        if type(value) is not dict or not required <= value.keys():
            return False
        for name, member in value.items():
            holds = checks.get(name)
            if holds is None or not holds(member):
                return False
        return True

    return check


def _check_of_field(field: fields.Field[Any]) -> Check:
    make = _KINDS.get(type(field))
    return make(field) if make and not field.allow_none else _say_nothing


def _say_nothing(_: Any) -> bool:
    return False


def _check_of_text(field: Text) -> Check:
    if not (bounds := _length(field.validators)):
        return _say_nothing
    least, most = bounds

    def check(value: Any) -> bool:
        # a blank text may be too short in another way
        return type(value) is str and least <= len(value) <= most and (not field.least or not value.isspace())

    return check


def _check_of_choice(field: Choice) -> Check:
    [choices] = field.validators
    assert isinstance(choices, OneOf)
    words = frozenset(choices.choices)
    return lambda value: type(value) is str and value in words


def _check_of_whole(field: Whole) -> Check:
    [bounds] = field.validators
    assert isinstance(bounds, Range)
    least, most = bounds.min, bounds.max
    return lambda value: type(value) is int and least <= value <= most


def _check_of_list(field: Listed) -> Check:
    bounds = _length(field.validators)
    if not bounds:
        return _say_nothing
    least, most = bounds
    holds = _check_of_field(field.inner)

    def check(value: Any) -> bool:
        if type(value) is not list or not least <= len(value) <= most:
            return False
        for one in value:
            if not holds(one):
                return False
        return True

    return check


def _length(validators: Sequence[Callable[..., Any]]) -> tuple[int, float] | None:
    """Return the bounds that are all there is to check of a length."""
    if len(validators) != 1 or type(validators[0]) is not Length:
        return None
    bounds = validators[0]
    return bounds.min or 0, float("inf") if bounds.max is None else bounds.max


# The very classes: one that is made of them may check more
_KINDS: Mapping[type, Callable[[Any], Check]] = {
    Text: _check_of_text,
    Uuid7: lambda _: lambda value: type(value) is str and _UUID7.fullmatch(value) is not None,
    Choice: _check_of_choice,
    Whole: _check_of_whole,
    Listed: _check_of_list,
    Part: lambda field: check_of(field.schema),
    # in the one way that they are loaded to
    Date: lambda _: lambda value: type(value) is str and is_date(value),
    Time: lambda _: lambda value: type(value) is str and is_time(value),
    fields.Float: lambda _: lambda value: type(value) is float,
    fields.Boolean: lambda _: lambda value: type(value) is bool,
}
