"""The service about itself: whether it lives, whether it can work, and its contract."""

from functools import cache

from flask import Blueprint, Flask, Response, current_app

from api.answers import document
from api.context import database
from api.openapi import build_openapi, to_yaml
from api.operation import operation
from api.schemas.health import Health
from storage.migrations import require_migrated

service = Blueprint("service", __name__)


@service.get("/healthz")
@operation(answers={200: Health})
def get_health() -> Response:
    """Say that the process lives."""
    return _well()


@service.get("/readyz")
@operation(answers={200: Health})
def get_readiness() -> Response:
    """Say that requests can be answered: the store is there and as this program needs it."""
    require_migrated(database())
    return _well()


@service.get("/openapi.yaml")
def get_openapi() -> Response:
    """Get this contract."""
    return Response(_contract(current_app._get_current_object()), mimetype="application/yaml")  # type: ignore[attr-defined]


def _well() -> Response:
    response = document({"status": "ok"})
    response.headers["Cache-Control"] = "no-store"
    return response


@cache
def _contract(app: Flask) -> str:
    return to_yaml(build_openapi(app))
