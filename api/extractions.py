"""Extractions: what the engine finds in a text, with nothing stored."""

from typing import Any

from flask import Blueprint, Response

from api.answers import document
from api.context import context, database, named_in_body
from api.ingest import describe_publisher
from api.operation import operation
from api.page_bodies import read_body
from api.previews import preview_claims
from api.schemas.extractions import ExtractionAnswer, ExtractionInput

extractions = Blueprint("extractions", __name__, url_prefix="/v1/extractions")


@extractions.post("")
@operation(answers={200: ExtractionAnswer}, body=ExtractionInput())
def extract(body: dict[str, Any]) -> Response:
    """Find the attributions and claims in a text, and store nothing."""
    told = read_body(body)
    with named_in_body("publisher", "id"):
        publisher = describe_publisher(database(), told.get("publisher"))
    found = preview_claims(
        context().engine,
        text=told["text"],
        title=told.get("title"),
        publisher=publisher,
        language=told.get("language"),
        weights=context().settings.confidence_weights,
    )
    return document(found)
