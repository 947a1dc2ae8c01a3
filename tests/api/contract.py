"""The contract, and whether an answer keeps it."""

import json
from functools import cache
from gzip import decompress
from typing import Any

from flask import Flask
from openapi_schema_validator import OAS31Validator
from werkzeug.exceptions import HTTPException
from werkzeug.test import TestResponse

from api import create_app
from api.openapi import build_openapi, path_template
from api.rows import AS_ROWS
from api.settings import Settings


@cache
def the_contract() -> dict[str, Any]:
    """Return the OpenAPI document."""
    return build_openapi(create_app(Settings()))


def hold(app: Flask, response: TestResponse) -> None:
    """Make sure that an answer is one the contract promises."""
    method, path = response.request.method, response.request.path
    try:
        rule, _ = app.url_map.bind("localhost").match(path, method, return_rule=True)
    except HTTPException:
        return
    template = path_template(rule.rule)
    contract = the_contract()
    promised = contract["paths"].get(template, {}).get(method.lower(), {}).get("responses")
    if promised is None:
        return
    assert str(response.status_code) in promised, f"{method} {template} promises no {response.status_code}"
    told = promised[str(response.status_code)]
    if "$ref" in told:
        told = contract["components"]["responses"][told["$ref"].rsplit("/", 1)[1]]
    # a last page has no next one, a whole list no tag, and not every 503 tells when to come back
    optional = {"Link", "Retry-After", "Idempotency-Replayed"}
    if response.mimetype in AS_ROWS:
        optional.add("ETag")
    assert set(told.get("headers", {})) - set(response.headers.keys()) <= optional
    content = told.get("content", {})
    # no rows are an empty body
    assert response.mimetype in content if response.data else not content or response.mimetype in AS_ROWS
    if response.data and str(response.mimetype).endswith(("/json", "+json")):
        schema = {**content[response.mimetype]["schema"], "components": contract["components"]}
        is_packed = response.headers.get("Content-Encoding") == "gzip"
        OAS31Validator(schema).validate(json.loads(decompress(response.data) if is_packed else response.data))
