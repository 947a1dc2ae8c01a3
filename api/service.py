"""The service about itself: whether it lives, and whether it can work."""

from flask import Blueprint, Response

from api.answers import document
from api.context import database
from api.operation import operation
from api.schemas.health import Health
from storage.migrations import require_migrated

service = Blueprint("service", __name__)

_WELL = {"status": "ok"}


@service.get("/healthz")
@operation(answers={200: Health})
def get_health() -> Response:
    """Say that the process lives."""
    return document(_WELL)


@service.get("/readyz")
@operation(answers={200: Health})
def get_readiness() -> Response:
    """Say that requests can be answered: the store is there and as this program needs it."""
    require_migrated(database())
    return document(_WELL)
