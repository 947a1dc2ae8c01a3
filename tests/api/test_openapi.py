"""The contract is the code's, whole and valid."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from flask import Flask
from flask.testing import FlaskClient
from openapi_schema_validator import OAS31Validator
from openapi_spec_validator import OpenAPIV31SpecValidator

from api.openapi import path_template, to_yaml
from tests.api.contract import the_contract

FILE = Path(__file__).parents[2] / "openapi.yaml"


def operations() -> Iterator[tuple[str, dict[str, Any]]]:
    for path, methods in the_contract()["paths"].items():
        for method, operation in methods.items():
            yield f"{method.upper()} {path}", operation


def nodes(node: Any) -> Iterator[dict[str, Any]]:
    if isinstance(node, dict):
        yield node
    for inner in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
        yield from nodes(inner)


def test_the_file_is_what_the_code_says() -> None:
    assert FILE.read_text(encoding="utf-8") == to_yaml(the_contract()), "run python -m api.openapi"


def test_the_contract_is_openapi_3_1() -> None:
    assert the_contract()["openapi"] == "3.1.0"
    OpenAPIV31SpecValidator(the_contract()).validate()


def test_the_contract_is_served(client: FlaskClient) -> None:
    response = client.get("/openapi.yaml")

    assert response.mimetype == "application/yaml"
    assert yaml.safe_load(response.text) == the_contract()


def test_every_route_under_v1_is_in_the_contract(app: Flask) -> None:
    routes = app.url_map.iter_rules()
    offered = {path_template(rule.rule) for rule in routes if rule.endpoint.split(".")[0] != "documentation"}

    assert offered == set(the_contract()["paths"])


def test_operation_ids_are_unique() -> None:
    ids = [operation["operationId"] for _, operation in operations()]

    assert sorted(ids) == sorted(set(ids))


@pytest.mark.parametrize("operation", [pytest.param(told, id=name) for name, told in operations()])
def test_every_operation_has_a_summary_and_tells_failures_as_problems(operation: dict[str, Any]) -> None:
    failures = [answer for status, answer in operation["responses"].items() if status >= "400"]

    assert operation["summary"]
    assert all("$ref" in answer for answer in failures)


def test_every_problem_is_told_as_one() -> None:
    responses = the_contract()["components"]["responses"].values()

    assert {tuple(response["content"]) for response in responses} == {("application/problem+json",)}


def test_no_reference_has_siblings() -> None:
    assert [node for node in nodes(the_contract()) if "$ref" in node and len(node) > 1] == []


def test_only_what_comes_in_refuses_other_fields() -> None:
    schemas = the_contract()["components"]["schemas"]
    closed = {name for name, schema in schemas.items() if schema.get("additionalProperties") is False}

    assert closed == {name for name in schemas if name.endswith(("Input", "Patch"))}


def test_null_is_nowhere_but_in_patches() -> None:
    schemas = the_contract()["components"]["schemas"]
    nullable = {name for name, schema in schemas.items() if "null" in str(schema)}

    assert nullable <= {name for name in schemas if name.endswith("Patch")} | {"Problem"}


@pytest.mark.parametrize("operation", [pytest.param(told, id=name) for name, told in operations()])
def test_every_example_is_what_its_schema_says(operation: dict[str, Any]) -> None:
    for media in operation.get("requestBody", {}).get("content", {}).values():
        if "example" in media:
            schema = {**media["schema"], "components": the_contract()["components"]}
            OAS31Validator(schema).validate(media["example"])
