"""The contract as OpenAPI 3.1, built from the routes; `python -m api.openapi` writes openapi.yaml."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml
from apispec import APISpec
from apispec.ext.marshmallow import MarshmallowPlugin
from apispec.ext.marshmallow.openapi import OpenAPIConverter
from flask import Flask
from marshmallow import Schema

from api.answers import to_json
from api.examples import add_examples
from api.idempotency import HEADER, KEY_PATTERN, LONGEST_KEY
from api.openapi_answers import HEADERS, link_answers, responses_of
from api.openapi_schemas import (
    choice_by_reference,
    complete_schemas,
    describe_parameter,
    refuse_blank,
    without_siblings,
)
from api.operation import Operation
from api.patch_schemas import patch_schema
from api.rows import NDJSON, ONLY_IN_JSON, SUFFIXES

# The version of the contract, not of the program
_VERSION = "1.0.0"
_DESCRIPTION = """\
A news article in, its attributed claims out: who said it, through whom, and how sure can we be?

Absent means unknown; null is never sent. Times are RFC 3339 in UTC, ids opaque strings, offsets Unicode code
points.

Every failure is a problem (RFC 9457). Where its `type` is a path, such as `/problems/invalid-request`, a page
there says what it means and what to do; where it is `about:blank`, the status says it all.
"""
# What each part of the contract is about, by the first word of its paths
_TAGS = {
    "articles": "Documents as published, with their revisions and analyses.",
    "claims": "Checkable statements, each with its chain, its certainty and its confidence.",
    "sources": "Whoever or whatever a claim comes from.",
    "scales": "Scales of confidence, likelihood and reliability, and what converts into what.",
    "extractions": "What the engine finds in a text, with nothing stored.",
    "service": "The service about itself.",
}
# Entity tags as RFC 9110 §8.8.3 writes them
_TAG = r'(W/)?"[\x21\x23-\x7e]*"'
_TAGS_OR_ANY = rf"^(\*|{_TAG}([ \t]*,[ \t]*{_TAG})*)$"
_IF_MATCH = {
    "name": "If-Match",
    "required": True,
    "description": "The ETag of what was read, or * for whatever is there.",
    "schema": {"type": "string", "pattern": _TAGS_OR_ANY},
}
_IF_NONE_MATCH = {
    "name": "If-None-Match",
    "description": "ETags the client has; where one is current, the answer is 304.",
    # what is none is passed over, as RFC 9110 §13.1.2 has it
    "schema": {"type": "string"},
}
_IDEMPOTENCY_KEY = {
    "name": HEADER,
    "description": (
        "A string of the client's own, in quotes or bare: what is sent with it again within 24 hours is "
        "answered again, not done again."
    ),
    "schema": {"type": "string", "pattern": KEY_PATTERN, "maxLength": 2 * LONGEST_KEY + 2},
    "example": '"8e03978e-40d5-43e8-bc93-6894a57f9324"',
}
# Only the first media type is told: of two, generated clients send the lesser one, or do not compile.
_MERGE_PATCH = "A JSON Merge Patch (RFC 7396): null removes a field. `application/json` is taken as one too."
_PATH_PARAMETERS = {
    "number": {"type": "integer", "minimum": 1, "maximum": 999_999_999},
    "suffix": {"$ref": "#/components/schemas/RowFormat"},
}
_ID = {"type": "string", "minLength": 1}


def build_openapi(app: Flask) -> dict[str, Any]:
    """Return the OpenAPI document of every route that declares an operation."""
    names: dict[str, type[Schema]] = {}

    def name_of(schema: Any) -> str:
        cls = schema if isinstance(schema, type) else type(schema)
        names[cls.__name__] = cls
        return cls.__name__

    plugin = MarshmallowPlugin(schema_name_resolver=name_of)
    spec = APISpec("Whosaid", _VERSION, "3.1.0", plugins=[plugin], info=_info(), **_about_the_service())
    assert plugin.converter is not None
    plugin.converter.add_attribute_function(choice_by_reference)  # type: ignore[no-untyped-call]
    plugin.converter.add_parameter_attribute_function(describe_parameter)
    spec.components.schema("RowFormat", {"type": "string", "enum": list(SUFFIXES)})
    spec.components.parameter("IfMatch", "header", _IF_MATCH)
    spec.components.parameter("IdempotencyKey", "header", _IDEMPOTENCY_KEY)
    spec.components.parameter("IfNoneMatch", "header", _IF_NONE_MATCH)
    for path, method, declared in list_operations(app):
        spec.path(path, operations={method: _operation(spec, plugin.converter, path, declared)})
    document: dict[str, Any] = without_siblings(spec.to_dict())
    document["components"]["headers"] = HEADERS
    complete_schemas(document["components"]["schemas"], names)
    _complete_parameters(document)
    link_answers(document)
    add_examples(document)
    return document


def list_operations(app: Flask) -> Iterator[tuple[str, str, Operation]]:
    """Yield (path template, method, operation) of every declared route, by path."""
    for rule in sorted(app.url_map.iter_rules(), key=lambda rule: rule.rule):
        declared: Operation | None = getattr(app.view_functions[rule.endpoint], "operation", None)
        if declared is None:
            continue
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
            shown = declared.as_rows() if "suffix" in rule.arguments else declared
            yield path_template(rule.rule), method.lower(), shown


def path_template(rule: str) -> str:
    """Return a route's path as OpenAPI writes it, such as /v1/claims/{claim_id}."""
    return re.sub(r"<(?:[^:>]+:)?([^>]+)>", r"{\1}", rule)


def to_yaml(document: dict[str, Any]) -> str:
    """Return the document as YAML, in its own order and without anchors."""
    return yaml.dump(document, Dumper=_PlainDumper, sort_keys=False, allow_unicode=True, width=110)


class _PlainDumper(yaml.SafeDumper):
    def ignore_aliases(self, data: Any) -> bool:
        return True


def _info() -> dict[str, Any]:
    licence = {"name": "Apache-2.0", "identifier": "Apache-2.0"}
    return {"description": _DESCRIPTION, "license": licence}


def _about_the_service() -> dict[str, Any]:
    """Return where it is, that nobody needs a key yet, and what its parts are about."""
    return {
        "servers": [{"url": "/", "description": "The service that serves this contract."}],
        "security": [],
        "tags": [{"name": name, "description": description} for name, description in _TAGS.items()],
    }


def _operation(spec: APISpec, converter: OpenAPIConverter, path: str, declared: Operation) -> dict[str, Any]:
    described: dict[str, Any] = {"operationId": declared.name, "summary": declared.summary}
    described["tags"] = [path.split("/")[2].partition(".")[0] if path.startswith("/v1/") else "service"]
    if declared.description:
        described["description"] = declared.description
    if declared.deprecated:
        described["deprecated"] = True
    described["parameters"] = _parameters(converter, path, declared)
    if body := _request_body(spec, converter, declared):
        described["requestBody"] = body
    described["responses"] = responses_of(spec, declared)
    return described


def _parameters(converter: OpenAPIConverter, path: str, declared: Operation) -> list[Any]:
    parameters: list[Any] = [
        {
            "in": "path",
            "name": name,
            "required": True,
            "schema": _PATH_PARAMETERS.get(name, _ID),
        }
        for name in re.findall(r"\{([^}]+)\}", path)
    ]
    if declared.parameters:
        parameters += converter.schema2parameters(declared.parameters, location="query")
    if declared.rows_only:
        parameters = [_of_rows(one) for one in parameters if one["name"] not in ONLY_IN_JSON]
    if declared.if_match:
        parameters.append("IfMatch")
    if declared.tagged:
        parameters.append("IfNoneMatch")
    if declared.stores:
        parameters.append("IdempotencyKey")
    return parameters


def _of_rows(parameter: dict[str, Any]) -> dict[str, Any]:
    """Return a parameter as rows understand it: without a limit they are all sent."""
    if parameter["name"] != "limit":
        return parameter
    schema = {name: value for name, value in parameter["schema"].items() if name != "default"}
    return {**parameter, "schema": schema}


def _request_body(spec: APISpec, converter: OpenAPIConverter, declared: Operation) -> dict[str, Any] | None:
    if declared.lines:
        return _lines_body(declared.lines)
    if declared.patch:
        schema: Any = patch_schema(spec, converter, declared.patch)
    elif declared.body:
        schema = declared.body
    else:
        return None
    content: dict[str, Any] = {"schema": schema}
    told = declared.body or declared.patch
    if example := getattr(told, "patch_example" if declared.patch else "example", None):
        content["example"] = example
    described: dict[str, Any] = {"required": True, "content": {declared.media_types[0]: content}}
    if declared.patch:
        described["description"] = _MERGE_PATCH
    return described


def _lines_body(line: Schema) -> dict[str, Any]:
    """Return a body of lines, which no schema describes, by an example of one."""
    example = f"{to_json(line.example)}\n"  # type: ignore[attr-defined]  # as every body has
    # at least one line
    schema = {"type": "string", "format": "binary", "minLength": 1}
    return {"required": True, "content": {NDJSON: {"schema": schema, "example": example}}}


def _complete_parameters(document: dict[str, Any]) -> None:
    """Say of each parameter that takes text what it checks, as of the fields of a body."""
    for methods in document["paths"].values():
        for operation in methods.values():
            for parameter in operation["parameters"]:
                if parameter.get("in") == "query":
                    refuse_blank(parameter["schema"])


def main() -> None:
    """Write openapi.yaml into the working directory."""
    from api import create_app
    from api.settings import Settings

    Path("openapi.yaml").write_text(to_yaml(build_openapi(create_app(Settings()))), encoding="utf-8")


if __name__ == "__main__":
    main()
