"""What a merge patch of a document looks like: every field optional, null where removing is possible."""

from typing import Any

from apispec import APISpec
from apispec.ext.marshmallow.openapi import OpenAPIConverter
from marshmallow import Schema, fields


def patch_schema(spec: APISpec, converter: OpenAPIConverter, schema: Schema) -> dict[str, Any]:
    """Return a reference to the component for patches of what `schema` describes, added if missing.

    Source: RFC 7396; objects are merged, so theirs are patches too, and arrays are replaced whole.
    """
    name = type(schema).__name__.removesuffix("Edit").removesuffix("Input") + "Patch"
    if name not in spec.components.schemas:
        properties = {
            field_name: _patched(spec, converter, field) for field_name, field in schema.load_fields.items()
        }
        spec.components.schema(
            name, {"type": "object", "properties": properties, "additionalProperties": False}
        )
    return {"$ref": f"#/components/schemas/{name}"}


def _patched(spec: APISpec, converter: OpenAPIConverter, field: fields.Field[Any]) -> dict[str, Any]:
    if isinstance(field, fields.Nested):
        described = patch_schema(spec, converter, field.schema)
    else:
        described = dict(converter.field2property(field))
        described.pop("default", None)
    if field.required:
        return described
    if "$ref" in described:
        return {"anyOf": [{"$ref": described["$ref"]}, {"type": "null"}]}
    return {**described, "type": [described["type"], "null"]}
