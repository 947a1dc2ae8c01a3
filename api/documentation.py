"""The contract as YAML, as JSON and as a page to try it on, and a page for each type of problem."""

import hashlib
from collections.abc import Callable
from functools import cache
from importlib.resources import files

import flask_swagger_ui  # type: ignore[import-untyped]  # it ships no types
from flask import Blueprint, Flask, Response, current_app, render_template, request
from werkzeug.exceptions import NotFound

from api.answers import to_json
from api.conditional import tagged
from api.json_bodies import JSON
from api.openapi import build_openapi, to_yaml
from api.problems import PROBLEM_TYPES
from api.validation import load_query

documentation = Blueprint("documentation", __name__, template_folder="pages")

# Swagger UI's own files, of those that its package brings; a browser needs no other
_SWAGGER_UI = files(flask_swagger_ui) / "dist"
_MEDIA_TYPES = {
    "swagger-ui.css": "text/css; charset=utf-8",
    "swagger-ui-bundle.js": "text/javascript; charset=utf-8",
}

# Everything comes from here, so the page works without any other network; Swagger UI's style sheet holds its
# icons as images in itself
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)


@documentation.before_request
def refuse_parameters() -> None:
    """Refuse every query parameter, as everywhere."""
    load_query(None)


@documentation.get("/openapi.yaml")
def get_openapi() -> Response:
    """Get this contract."""
    return _answer(_contract(_app(), to_yaml), "application/yaml")


@documentation.get("/openapi.json")
def get_openapi_as_json() -> Response:
    """Get this contract as JSON."""
    return _answer(_contract(_app(), to_json), JSON)


@documentation.get("/docs")
def show_contract() -> Response:
    """Show the contract as a page on which each request can be tried."""
    return _page(render_template("contract.html"))


@documentation.get("/docs/<name>")
def get_part_of_page(name: str) -> Response:
    """Get a script or a style sheet of the page."""
    if name == "start.js":
        return _answer(render_template(name), "text/javascript; charset=utf-8")
    if name not in _MEDIA_TYPES:
        raise NotFound
    return _answer(_read_asset(name), _MEDIA_TYPES[name])


@documentation.get("/problems/<name>")
def explain_problem(name: str) -> Response:
    """Say in words what a type of problem means, and what to do."""
    if not (problem_type := PROBLEM_TYPES.get(request.path)):
        raise NotFound
    return _page(render_template("problem.html", uri=request.path, problem_type=problem_type))


def _page(html: str) -> Response:
    response = _answer(html, "text/html; charset=utf-8")
    response.headers["Content-Security-Policy"] = _POLICY
    return response


def _answer(content: str, content_type: str) -> Response:
    digest = hashlib.blake2b(content.encode(), digest_size=16).hexdigest()
    return tagged(Response(content, content_type=content_type), digest)


def _app() -> Flask:
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]
    return app


@cache
def _contract(app: Flask, form: Callable[..., str]) -> str:
    return form(build_openapi(app))


@cache
def _read_asset(name: str) -> str:
    return (_SWAGGER_UI / name).read_text(encoding="utf-8")
