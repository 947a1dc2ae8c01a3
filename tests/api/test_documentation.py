"""The contract as it is served, the page to try it on, and the pages of the problem types."""

import json
import re
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from api.openapi import to_yaml
from api.problems import PROBLEM_TYPES
from tests.api.contract import the_contract

ROOT = Path(__file__).parents[2]


def test_the_contract_is_served_as_yaml_and_as_json(client: FlaskClient) -> None:
    as_yaml, as_json = client.get("/openapi.yaml"), client.get("/openapi.json")

    assert (as_yaml.mimetype, as_json.mimetype) == ("application/yaml", "application/json")
    assert as_yaml.text == to_yaml(the_contract())
    assert json.loads(as_json.data) == the_contract()


PATHS = ["/openapi.yaml", "/openapi.json", "/docs", "/docs/swagger-ui.css", "/problems/busy"]


@pytest.mark.parametrize("path", PATHS)
def test_it_is_not_sent_to_who_has_it(client: FlaskClient, path: str) -> None:
    tag = client.get(path).headers["ETag"]

    assert client.get(path, headers={"If-None-Match": tag}).status_code == 304


@pytest.mark.parametrize("path", PATHS)
def test_it_takes_no_parameters(client: FlaskClient, path: str) -> None:
    response = client.get(f"{path}?version=2")

    assert (response.status_code, response.get_json()["errors"][0]["parameter"]) == (422, "version")


def test_the_page_loads_nothing_but_what_is_served_here(client: FlaskClient) -> None:
    page = client.get("/docs")
    loaded = re.findall(r'<(?:script|link rel="stylesheet")[^>]* (?:src|href)="([^"]*)"', page.text)

    assert loaded == ["/docs/swagger-ui.css", "/docs/swagger-ui-bundle.js", "/docs/start.js"]
    assert [client.get(path).status_code for path in loaded] == [200, 200, 200]
    assert not re.search(r"https?://|<script>|style=| on[a-z]+=", page.text)


def test_the_page_is_kept_from_loading_anything_else(client: FlaskClient) -> None:
    policy = client.get("/docs").headers["Content-Security-Policy"]

    directives = dict(directive.split(" ", 1) for directive in policy.split("; "))
    assert (directives["default-src"], directives["script-src"], directives["style-src"]) == (
        "'none'",
        "'self'",
        "'self'",
    )
    assert directives["connect-src"] == "'self'"


def test_the_page_asks_no_validator(client: FlaskClient) -> None:
    script = client.get("/docs/start.js")

    assert script.mimetype == "text/javascript"
    assert "validatorUrl: null" in script.text
    assert 'url: "/openapi.json"' in script.text


@pytest.mark.parametrize("path", ["/docs/", "/docs/LICENSE", "/docs/..%2f__init__.py", "/problems/none"])
def test_no_other_file_is_served(client: FlaskClient, path: str) -> None:
    response = client.get(path)

    assert (response.status_code, response.mimetype) == (404, "application/problem+json")


@pytest.mark.parametrize("uri", PROBLEM_TYPES)
def test_a_problem_type_has_a_page_that_says_what_to_do(client: FlaskClient, uri: str) -> None:
    page = client.get(uri)

    told = PROBLEM_TYPES[uri]
    assert (page.status_code, page.mimetype) == (200, "text/html")
    for words in (f"<h1>{told.title}</h1>", told.meaning, told.remedy):
        assert words.replace("'", "&#39;") in page.text


def test_every_problem_type_that_is_spoken_of_exists() -> None:
    code = "".join(path.read_text(encoding="utf-8") for path in sorted((ROOT / "api").rglob("*.py")))

    assert set(re.findall(r"/problems/[a-z][a-z-]*", code)) == set(PROBLEM_TYPES)
