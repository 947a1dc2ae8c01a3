"""The contract as OpenAPI 3.1, built from the routes; `python -m api.openapi` writes openapi.yaml."""

import re
from collections.abc import Iterator
from http import HTTPStatus
from pathlib import Path
from typing import Any

import yaml
from apispec import APISpec
from apispec.ext.marshmallow import MarshmallowPlugin
from apispec.ext.marshmallow.openapi import OpenAPIConverter
from flask import Flask
from marshmallow import Schema
from marshmallow.fields import Field, List

from api.operation import Operation
from api.patch_schemas import patch_schema
from api.problems import MEDIA_TYPE
from api.schemas.fields import Choice
from api.schemas.problems import Problem

# The version of the contract, not of the program
_VERSION = "1.0.0"
_DESCRIPTION = """\
A news article in, its attributed claims out: who said it, through whom, and how sure can we be?

Absent means unknown; null is never sent. Times are RFC 3339 in UTC, ids opaque strings, offsets Unicode code
points.

Every failure is a problem (RFC 9457). Of its types, `/problems/invalid-request` lists in `errors` what is
wrong where, `/problems/malformed-json` says why the body is not JSON, `/problems/conflict` tells what
is in the way, `/problems/busy` can be tried again; others are `about:blank`: the status says it all.
"""
_IF_MATCH = {
    "name": "If-Match",
    "required": True,
    "description": "The ETag of what was read, or * for whatever is there.",
    "schema": {"type": "string"},
}
_IF_NONE_MATCH = {
    "name": "If-None-Match",
    "description": "ETags the client has; where one is current, the answer is 304.",
    "schema": {"type": "string"},
}
# Only the first media type is told: of two, generated clients send the lesser one, or do not compile.
_MERGE_PATCH = "A JSON Merge Patch (RFC 7396): null removes a field. `application/json` is taken as one too."
_PATH_PARAMETERS = {"number": {"type": "integer", "minimum": 1}}
_ETAG = {"description": "A strong entity tag.", "schema": {"type": "string"}}
_LOCATION = {"description": "Where it is.", "schema": {"type": "string", "format": "uri-reference"}}
_LINK = {"description": 'The next page, as `rel="next"`; absent on the last.', "schema": {"type": "string"}}


def build_openapi(app: Flask) -> dict[str, Any]:
    """Return the OpenAPI document of every route that declares an operation."""
    names: dict[str, type[Schema]] = {}

    def name_of(schema: Any) -> str:
        cls = schema if isinstance(schema, type) else type(schema)
        names[cls.__name__] = cls
        return cls.__name__

    plugin = MarshmallowPlugin(schema_name_resolver=name_of)
    spec = APISpec("Whosaid", _VERSION, "3.1.0", plugins=[plugin], info=_info(), servers=[{"url": "/"}])
    assert plugin.converter is not None
    plugin.converter.add_attribute_function(_choice_by_reference)  # type: ignore[no-untyped-call]
    plugin.converter.add_parameter_attribute_function(_commas_in_lists)  # type: ignore[no-untyped-call]
    spec.components.parameter("IfMatch", "header", _IF_MATCH)
    spec.components.parameter("IfNoneMatch", "header", _IF_NONE_MATCH)
    for path, method, declared in list_operations(app):
        spec.path(path, operations={method: _operation(spec, plugin.converter, path, declared)})
    document: dict[str, Any] = _without_siblings(spec.to_dict())
    _describe(document["components"]["schemas"], names)
    return document


def list_operations(app: Flask) -> Iterator[tuple[str, str, Operation]]:
    """Yield (path template, method, operation) of every declared route, by path."""
    for rule in sorted(app.url_map.iter_rules(), key=lambda rule: rule.rule):
        declared: Operation | None = getattr(app.view_functions[rule.endpoint], "operation", None)
        if declared is None:
            continue
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
            yield re.sub(r"<(?:[^:>]+:)?([^>]+)>", r"{\1}", rule.rule), method.lower(), declared


def to_yaml(document: dict[str, Any]) -> str:
    """Return the document as YAML, in its own order and without anchors."""
    return yaml.dump(document, Dumper=_PlainDumper, sort_keys=False, allow_unicode=True, width=110)


class _PlainDumper(yaml.SafeDumper):
    def ignore_aliases(self, data: Any) -> bool:
        return True


def _info() -> dict[str, Any]:
    licence = {"name": "Apache-2.0", "identifier": "Apache-2.0"}
    return {"description": _DESCRIPTION, "license": licence}


def _operation(spec: APISpec, converter: OpenAPIConverter, path: str, declared: Operation) -> dict[str, Any]:
    described: dict[str, Any] = {"operationId": declared.name, "summary": declared.summary}
    described["tags"] = [path.split("/")[2] if path.startswith("/v1/") else "service"]
    if declared.description:
        described["description"] = declared.description
    described["parameters"] = _parameters(path, declared)
    if body := _request_body(spec, converter, declared):
        described["requestBody"] = body
    described["responses"] = _responses(spec, declared)
    return described


def _parameters(path: str, declared: Operation) -> list[Any]:
    parameters: list[Any] = [
        {
            "in": "path",
            "name": name,
            "required": True,
            "schema": _PATH_PARAMETERS.get(name, {"type": "string"}),
        }
        for name in re.findall(r"\{([^}]+)\}", path)
    ]
    if declared.query:
        parameters.append({"in": "query", "schema": declared.query})
    if declared.if_match:
        parameters.append("IfMatch")
    if declared.tagged:
        parameters.append("IfNoneMatch")
    return parameters


def _request_body(spec: APISpec, converter: OpenAPIConverter, declared: Operation) -> dict[str, Any] | None:
    if declared.patch:
        schema: Any = patch_schema(spec, converter, declared.patch)
    elif declared.body:
        schema = declared.body
    else:
        return None
    content: dict[str, Any] = {"schema": schema}
    if example := getattr(declared.body or declared.patch, "example", None):
        content["example"] = example
    described: dict[str, Any] = {"required": True, "content": {declared.media_types[0]: content}}
    if declared.patch:
        described["description"] = _MERGE_PATCH
    return described


def _responses(spec: APISpec, declared: Operation) -> dict[str, Any]:
    responses: dict[str, Any] = {}
    for status, schema in declared.answers.items():
        response: dict[str, Any] = {"description": HTTPStatus(status).phrase}
        headers = {}
        if schema and (declared.tagged or declared.if_match or status in (200, 201)):
            headers["ETag"] = _ETAG
        if status == 201 or status == 308:
            headers["Location"] = _LOCATION
        if schema and "next_cursor" in schema._declared_fields:
            headers["Link"] = _LINK
        if headers:
            response["headers"] = headers
        if schema:
            response["content"] = {"application/json": {"schema": schema}}
        responses[str(status)] = response
    if declared.tagged:
        responses["304"] = {"description": "What the client has is current.", "headers": {"ETag": _ETAG}}
    for status in declared.statuses_of_problems:
        responses[str(status)] = _problem(spec, status)
    return dict(sorted(responses.items()))


def _problem(spec: APISpec, status: int) -> str:
    """Return the name of the component that tells of one failing status."""
    name = re.sub("[^A-Za-z]", "", HTTPStatus(status).phrase.title())
    if name not in spec.components.responses:
        response: dict[str, Any] = {
            "description": HTTPStatus(status).phrase,
            "content": {MEDIA_TYPE: {"schema": Problem}},
        }
        if status == 503:
            seconds = {"type": "integer", "minimum": 0}
            response["headers"] = {"Retry-After": {"description": "In seconds.", "schema": seconds}}
        spec.components.response(name, response)
    return name


def _choice_by_reference(converter: Any, field: Field[Any], **_: Any) -> dict[str, Any]:
    """Make each closed list of words one named component."""
    if not isinstance(field, Choice):
        return {}
    components = converter.spec.components
    if field.choices_name not in components.schemas:
        component: dict[str, Any] = {"type": "string", "enum": list(field.choices)}
        if any(word.startswith("-") for word in field.choices):
            component["x-enum-varnames"] = [_constant(word) for word in field.choices]
        components.schema(field.choices_name, component)
    return {"$ref": f"#/components/schemas/{field.choices_name}"}


def _commas_in_lists(_: Any, field: Field[Any], **__: Any) -> dict[str, Any]:
    """Say of each parameter that takes several values that commas stand between them."""
    return {"style": "form", "explode": False} if isinstance(field, List) else {}


def _constant(word: str) -> str:
    """Return what generated clients may call a word: from "-created_at" they could make only VALUE_1."""
    return word.removeprefix("-").upper() + ("_DESCENDING" if word.startswith("-") else "")


def _describe(components: dict[str, Any], names: dict[str, type[Schema]]) -> None:
    for name, component in components.items():
        if name in names and names[name].__doc__:
            component["description"] = " ".join(str(names[name].__doc__).split())


def _without_siblings(node: Any) -> Any:
    """Return the document with every $ref alone: many generators lose what stands beside one."""
    if isinstance(node, dict):
        if "$ref" in node:
            return {"$ref": node["$ref"]}
        return {key: _without_siblings(value) for key, value in node.items()}
    if isinstance(node, list):
        return [_without_siblings(item) for item in node]
    return node


def main() -> None:
    """Write openapi.yaml into the working directory."""
    from api import create_app
    from api.settings import Settings

    Path("openapi.yaml").write_text(to_yaml(build_openapi(create_app(Settings()))), encoding="utf-8")


if __name__ == "__main__":
    main()
