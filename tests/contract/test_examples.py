"""Every body and every answer has an example, which its schema takes and the service takes or sends."""

from typing import Any

import pytest
from openapi_schema_validator import OAS31Validator

from api.examples import recorded_examples
from tests.api.contract import the_contract
from tests.contract.exchanges import list_operations, record_examples

REMEDY = (
    "give its schema an `example` (a patch a `patch_example`), and run python -m tests.contract.exchanges"
)
OPERATIONS = [pytest.param(told, id=told["operationId"]) for _, _, told in list_operations(the_contract())]


def contents(response: dict[str, Any]) -> list[dict[str, Any]]:
    return list(response.get("content", {}).values())


def take(schema: dict[str, Any], value: Any) -> None:
    OAS31Validator({**schema, "components": the_contract()["components"]}).validate(value)


def test_the_examples_are_what_the_service_answers() -> None:
    assert record_examples(the_contract()) == recorded_examples(), "run python -m tests.contract.exchanges"


@pytest.mark.parametrize("operation", OPERATIONS)
def test_every_body_has_an_example_that_its_schema_takes(operation: dict[str, Any]) -> None:
    for content in contents(operation.get("requestBody", {})):
        assert "example" in content, REMEDY
        take(content["schema"], content["example"])


@pytest.mark.parametrize("operation", OPERATIONS)
def test_every_answer_has_an_example_that_its_schema_takes(operation: dict[str, Any]) -> None:
    for response in operation["responses"].values():
        for content in contents(response):
            assert "example" in content, REMEDY
            take(content["schema"], content["example"])


@pytest.mark.parametrize("name", sorted(the_contract()["components"]["responses"]))
def test_every_problem_has_an_example_that_its_schema_takes(name: str) -> None:
    for content in contents(the_contract()["components"]["responses"][name]):
        assert "example" in content, "have tests/contract/problems.py provoke it"
        take(content["schema"], content["example"])


@pytest.mark.parametrize("operation", OPERATIONS)
def test_every_parameter_that_is_required_has_an_example(operation: dict[str, Any]) -> None:
    told = [parameter for parameter in operation["parameters"] if parameter.get("in") == "query"]

    assert [
        parameter["name"] for parameter in told if parameter["required"] and "example" not in parameter
    ] == []
