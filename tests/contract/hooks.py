"""How lines are sent, and which refusals of what a schema takes are right: those that no schema can say."""

import re
from typing import Any

import schemathesis
from schemathesis import Case, HookContext, Response, SerializationContext
from schemathesis.core.failures import Failure
from schemathesis.openapi.checks import RejectedPositiveData

# How fields' own checks refuse: each of these the schema says too, so that its refusal is a finding
_SAID_BY_SCHEMAS = re.compile(
    r"Must be (a string|an object|an array|a whole number(\.|, such)|one of|\S+ to \S+)"
    r"|Must hold more than white space|Null is refused|This field is required"
    r"|There is no such (field|parameter)"
    r"|(Shorter|Longer) than|Length must be|Give (either )?(text|an id|a quote)"
)
# A key sent with two bodies is refused, and Schemathesis sends each example with the one example of a key
_KEY_REUSED = "/problems/idempotency-key-reused"


@schemathesis.serializer("application/x-ndjson")
def write_lines(context: SerializationContext, value: Any) -> bytes:
    """Send what was generated as it is: the contract says of lines only that they are bytes."""
    return value if isinstance(value, bytes) else str(value).encode("utf-8", "surrogatepass")


@schemathesis.hook
def filter_failure(context: HookContext, failure: Failure, case: Case, response: Response) -> bool:
    """Drop a refusal by a law of what is stored, or by one across parameters: an id, a cursor, a range."""
    if not isinstance(failure, RejectedPositiveData) or response.status_code != 422:
        return True
    problem = response.json()
    if problem["type"] == _KEY_REUSED:
        return False
    told = [error["detail"] for error in problem["errors"]]
    if case.method == "PATCH":
        # what is missing is missing in what is stored, merged with the patch
        told = [detail for detail in told if detail != "This field is required."]
    return any(_SAID_BY_SCHEMAS.match(detail) for detail in told)
