"""The answers of the contract: each status with its body, its headers, its links and what it means."""

import re
from http import HTTPStatus
from typing import Any

from apispec import APISpec

from api.operation import Operation
from api.problems import MEDIA_TYPE
from api.schemas.problems import Problem

# What every answer may have beside its body
HEADERS = {
    "ETag": {
        "description": "A strong entity tag, for If-None-Match and If-Match.",
        "schema": {"type": "string", "pattern": '^"[\\x21\\x23-\\x7e]+"$'},
    },
    "Location": {"description": "Where it is.", "schema": {"type": "string", "format": "uri-reference"}},
    "Link": {
        "description": 'The next page, as `<…>; rel="next"` (RFC 8288); absent on the last.',
        "schema": {"type": "string"},
    },
    "VersionLinks": {
        "description": 'With `as_of`: the claim as it is, as `<…>; rel="latest-version"`, and its history, '
        'as `<…>; rel="version-history"` (RFC 5829).',
        "schema": {"type": "string"},
    },
    "IdempotencyReplayed": {
        "description": "`true` where this is the answer that the first request with the key got.",
        "schema": {"type": "string", "pattern": "^true$"},
    },
    "RetryAfter": {"description": "In seconds.", "schema": {"type": "integer", "minimum": 0}},
    "RequestId": {
        "description": "The request's id in the log; the one that was sent, where that is usable.",
        "schema": {"type": "string", "minLength": 1, "maxLength": 128},
    },
}
# What the answers of a deprecated operation have besides
_DEPRECATED = {
    "Deprecation": {
        "description": "Since when it is deprecated, as `@` and Unix seconds (RFC 9745).",
        "schema": {"type": "string", "pattern": "^@-?[0-9]+$"},
    },
    "Sunset": {
        "description": "When it will be gone, as an HTTP date (RFC 8594); absent where that is open.",
        "schema": {"type": "string"},
    },
}
_HEADER_NAMES = {
    "IdempotencyReplayed": "Idempotency-Replayed",
    "RetryAfter": "Retry-After",
    "RequestId": "X-Request-Id",
    "VersionLinks": "Link",
}

# What a status means here; of a success without a line, its body's own description says enough
_MEANINGS = {
    201: "Made; Location says where it is.",
    204: "Done; there is nothing more to tell.",
    304: "What the client has is current.",
    308: "The source was merged into another; Location says where that is.",
    400: "The body is not one JSON value in UTF-8, repeats a key or breaks off; or a header is malformed.",
    404: "There is no such thing here.",
    406: "None of the media types that Accept names can be sent.",
    409: "What is stored stands in the way; `existing` names it where it has an id. With Retry-After: the "
    "first request with this Idempotency-Key is still at work.",
    408: "The request did not arrive in time; send it again.",
    410: "It was here and is no more.",
    412: "The resource is at another version than If-Match names: get it again and decide anew.",
    413: "The body is longer than the service takes (2,097,152 bytes unless set otherwise).",
    414: "The request line is longer than the server takes.",
    415: "The body is of another media type, or compressed.",
    422: "Something is said that cannot be: `errors` lists what, where, and what would be right.",
    428: "If-Match is missing.",
    500: "A fault of the service; its log says more.",
    503: "Another writer holds the store, or it is being prepared: try again after Retry-After.",
}

_ROWS = (
    "Every match, a row each: the whole list unless `limit` or `cursor` asks for a page. "
    "A body that breaks off lacks its last chunk."
)

# Those that Python calls differently from version to version, by RFC 9110 §15
_PROBLEM_NAMES = {413: "ContentTooLarge", 414: "UriTooLong", 422: "UnprocessableContent"}

# The path parameters that the fields of an answer fill
_PARAMETERS = {
    "Article": {"article_id": "id"},
    "Claim": {"claim_id": "id"},
    "Source": {"source_id": "id"},
    "Assessment": {"claim_id": "claim_id", "assessment_id": "id"},
    "Reliability": {"source_id": "source_id", "letter_id": "id"},
}


def responses_of(spec: APISpec, declared: Operation) -> dict[str, Any]:
    """Return every answer of an operation by its status, the problems among them by reference."""
    responses: dict[str, Any] = {}
    for status, schema in declared.answers.items():
        headers = ["RequestId"]
        if schema and (declared.tagged or declared.if_match or _is_resource(schema)):
            headers.append("ETag")
        if status == 308 or (status == 201 and _is_resource(schema)):
            headers.append("Location")
        if declared.stores:
            headers.append("IdempotencyReplayed")
        if schema and "next_cursor" in schema._declared_fields:
            headers.append("Link")
        if declared.query and "as_of" in declared.query.fields:
            headers.append("VersionLinks")
        responses[str(status)] = {"description": _meaning(declared, status), "headers": _named(headers)}
        if declared.deprecated:
            responses[str(status)]["headers"] |= _DEPRECATED
        if forms := declared.forms(status):
            content = {media: {"schema": told} for media, told in forms.items()}
            responses[str(status)]["content"] = content
    if declared.tagged:
        responses["304"] = {"description": _MEANINGS[304], "headers": _named(["RequestId", "ETag"])}
    for status in declared.statuses_of_problems:
        responses[str(status)] = _problem(spec, status)
    return dict(sorted(responses.items()))


def link_answers(document: dict[str, Any]) -> None:
    """Link each answer that tells of a new resource to the operations that take its id."""
    operations = [
        (path, operation["operationId"])
        for path, methods in document["paths"].items()
        for operation in methods.values()
    ]
    for methods in document["paths"].values():
        for operation in methods.values():
            made = operation["responses"].get("201", {})
            schema = made.get("content", {}).get("application/json", {}).get("schema", {}).get("$ref", "")
            parameters = {
                parameter: f"$response.body#/{field}"
                for parameter, field in _PARAMETERS.get(schema.rsplit("/", 1)[-1], {}).items()
            }
            links = {
                name: {"operationId": name, "parameters": parameters}
                for path, name in operations
                if parameters and re.findall(r"\{([^}]+)\}", path) == list(parameters)
            }
            if links:
                made["links"] = links


def _is_resource(schema: Any) -> bool:
    """Whether what an answer tells of has a place of its own, as an analysis and a preview have not."""
    return schema is not None and bool({"created_at", "sha256"} & schema._declared_fields.keys())


def _meaning(declared: Operation, status: int) -> str:
    schema = declared.answers[status]
    if status == 200 and declared.rows_only:
        return _ROWS
    if status == 200 and schema:
        return " ".join(str(schema.__doc__).split())
    return _MEANINGS.get(status) or HTTPStatus(status).phrase


def _named(headers: list[str]) -> dict[str, Any]:
    return {_HEADER_NAMES.get(name, name): {"$ref": f"#/components/headers/{name}"} for name in headers}


def _problem(spec: APISpec, status: int) -> str:
    """Return the name of the component that tells of one failing status."""
    name = problem_name(status)
    if name not in spec.components.responses:
        headers = ["RequestId", "RetryAfter"] if status in (409, 503) else ["RequestId"]
        spec.components.response(
            name,
            {
                "description": _MEANINGS.get(status) or HTTPStatus(status).phrase,
                "headers": _named(headers),
                "content": {MEDIA_TYPE: {"schema": Problem}},
            },
        )
    return name


def problem_name(status: int) -> str:
    """Return what the component is called that tells of a failing status, such as NotFound."""
    return _PROBLEM_NAMES.get(status) or HTTPStatus(status).phrase.title().replace(" ", "")
