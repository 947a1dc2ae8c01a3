"""The quick check of a schema never holds of what the schema would refuse, or load to something else."""

import copy
import json
from collections.abc import Iterator
from typing import Any

import pytest
from marshmallow import RAISE, Schema, ValidationError

from api.commands import SEEDS
from api.schemas.articles import ArticleInput
from api.schemas.base import Output
from api.schemas.fields import WebAddress, Whole
from api.schemas.imports import BroughtClaim
from api.schemas.quick_checks import check_of

EXAMPLE = json.loads((SEEDS.parent / "api" / "examples.json").read_text())["get_claim"]["200"][
    "application/json"
]
EXTRACTION = {"engine": "rules", "version": "3", "probability": 0.9, "analysis_id": "a"}
ODD = (
    None,
    True,
    False,
    0,
    1,
    -1,
    1.0,
    0.5,
    2**31,
    "",
    " ",
    "x",
    "x" * 20_000,
    [],
    {},
    ["x"],
    {"x": 1},
    "2020-01-01",
)


def places(value: Any) -> Iterator[tuple[Any, Any]]:
    """Yield each container of a document with each of its keys or indexes."""
    for key in list(value) if isinstance(value, dict) else range(len(value)):
        yield value, key
        if isinstance(value[key], dict | list):
            yield from places(value[key])


def mutations(document: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield the document with something else at every place, or nothing, or something more beside it."""
    for number in range(sum(1 for _ in places(document))):
        for odd in (*ODD, "removed", "added"):
            changed = copy.deepcopy(document)
            container, key = list(places(changed))[number]
            if odd == "removed":
                del container[key]
            elif odd == "added" and isinstance(container, dict):
                container[f"{key}_"] = 1
            else:
                container[key] = odd
            yield changed


def is_loaded_as_it_is(schema: Schema, value: Any) -> bool:
    try:
        return json.dumps(schema.load(value), sort_keys=True) == json.dumps(value, sort_keys=True)
    except ValidationError:
        return False


def test_it_holds_only_of_what_is_loaded_as_it_is() -> None:
    schema = BroughtClaim()
    holds = check_of(schema)

    wrongly = [
        one
        for one in mutations({**EXAMPLE, "extraction": EXTRACTION})
        if holds(one) and not is_loaded_as_it_is(schema, one)
    ]

    assert wrongly == []


def test_it_holds_of_a_claim_as_it_is_sent() -> None:
    holds = check_of(BroughtClaim())

    assert holds({**EXAMPLE, "extraction": EXTRACTION})


def test_it_says_nothing_of_what_a_schema_checks_by_itself() -> None:
    assert not check_of(ArticleInput())(ArticleInput.example)


class Page(Output):
    """A field the check does not know, beside one it does."""

    number = Whole(required=True)
    url = WebAddress()


@pytest.mark.parametrize(
    ("told", "holds"), [({"number": 1}, True), ({"number": 1, "url": "https://a.example"}, False)]
)
def test_it_says_nothing_of_a_field_it_does_not_know(told: dict[str, Any], holds: bool) -> None:
    assert check_of(Page(unknown=RAISE))(told) is holds
