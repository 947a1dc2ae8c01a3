"""The parameter `fields`, and the schemas of the sparse documents it asks for."""

import copy
from collections.abc import Iterator
from functools import cache
from typing import Any

from marshmallow import Schema, ValidationError, fields

from api.schemas.base import Output
from api.schemas.fields import Listed, Part, Text

# Sent beside a document's own members, and asked for in another way
_BESIDE = "included"


class FieldNames(Listed):
    """Names of members of a document, those inside an object or a list of objects with a dot."""

    def __init__(self, schema: type[Schema]) -> None:
        self.schema = schema
        description = (
            "Only these members, and `id`, as `application/vnd.whosaid.sparse+json`; "
            "`outer.inner` names one inside an object, or inside each object of an array."
        )
        name = Text(most=100)
        name.validators.append(self._check)
        super().__init__(name, least=1, metadata={"description": description, "uniqueItems": True})

    def _check(self, name: str) -> None:
        outer, dot, inner = name.partition(".")
        known = {**self.schema._declared_fields}
        known.pop(_BESIDE, None)
        if outer not in known:
            raise ValidationError(f'There is no field "{outer}"; known are: {", ".join(known)}.')
        within = _nested(known[outer])
        if dot and inner not in (members := within._declared_fields if within else {}):
            told = f"known are: {', '.join(members)}" if members else "it has none"
            raise ValidationError(f'There is no field "{inner}" in {outer}; {told}.')


@cache
def sparse(schema: type[Schema]) -> type[Schema]:
    """Return the schema of what `fields` leaves of a document: whatever is not asked for is absent."""
    members = dict(_loosened(schema, deep=True))
    members["id"].required = True
    return _make(f"Sparse{schema.__name__}", f"What `fields` asks for of {schema.__name__}.", members)


@cache
def sparse_page(page: type[Schema]) -> type[Schema]:
    """Return the schema of a page of sparse documents."""
    members = {name: copy.copy(field) for name, field in page._declared_fields.items()}
    row = _nested(members["data"])
    assert row is not None
    members["data"] = _holding(members["data"], sparse(row))
    return _make(f"Sparse{page.__name__}", f"{page.__doc__} Of each, what `fields` asks for.", members)


@cache
def _sparse_part(schema: type[Schema]) -> type[Schema]:
    description = f"What `fields` asks for of {schema.__name__}."
    return _make(f"Sparse{schema.__name__}Part", description, dict(_loosened(schema, deep=False)))


def _loosened(schema: type[Schema], *, deep: bool) -> Iterator[tuple[str, fields.Field[Any]]]:
    for name, field in schema._declared_fields.items():
        loose = copy.copy(field)
        if deep and name != _BESIDE and (within := _nested(field)):
            loose = _holding(field, _sparse_part(within))
        loose.required = False
        yield name, loose


def _nested(field: fields.Field[Any]) -> type[Schema] | None:
    """Return the schema of the objects a member is or lists, if it does."""
    held = field.inner if isinstance(field, fields.List) else field
    return held.nested if isinstance(held, Part) else None  # type: ignore[return-value]  # always a class here


def _holding(field: fields.Field[Any], schema: type[Schema]) -> fields.Field[Any]:
    """Return the member as it is, but of objects of another schema."""
    if not isinstance(field, fields.List):
        return Part(schema, metadata=field.metadata)
    listed = copy.copy(field)
    listed.inner = Part(schema)
    return listed


def _make(name: str, description: str, members: dict[str, fields.Field[Any]]) -> type[Schema]:
    return type(name, (Output,), {"__doc__": description, **members})
