"""Scales: list them, look one up, convert what stands on one into another."""

import hashlib
from typing import Any

from flask import Blueprint, Response

from api.answers import document, to_json
from api.conditional import tagged
from api.operation import operation
from api.opinion_columns import SCALES
from api.paging import unpaged_answer
from api.problems import InvalidRequest
from api.schemas.scales import Conversion, ConversionQuery, ScaleList
from api.schemas.scales import Scale as ScaleSchema
from storage.assessment_rows import make_number
from storage.scales import Band, Label, Reading, Scale, convert, describe_labels, find_reading
from storage.scales import get_scale as get_stored
from storage.scales import list_scales as list_stored

scales = Blueprint("scales", __name__, url_prefix="/v1/scales")

# Bytes that tell one state of the tables, which come with the program, from another
_TAG_DIGEST = 16


@scales.get("")
@operation(answers={200: ScaleList}, rows=SCALES, tagged=True)
def list_scales() -> Response:
    """List every scale that claims and sources are assessed on."""
    documents = [_scale(scale) for scale in list_stored()]
    return unpaged_answer(documents, _tag(documents))


@scales.get("/<scale_id>")
@operation(answers={200: ScaleSchema}, problems=(404,), tagged=True)
def get_scale(scale_id: str) -> Response:
    """Get a scale with its labels and what each stands for."""
    return _answer(_scale(get_stored(scale_id)))


@scales.get("/<scale_id>/convert")
@operation(answers={200: Conversion}, query=ConversionQuery(), problems=(404,), tagged=True)
def convert_label(scale_id: str, query: dict[str, Any]) -> Response:
    """Convert a label of one scale into another.

    It is looked up in tables and assigns nothing. A scale converts into those of its own measure, by its
    label's value; a label that has only a band gives that band. A label that is no basis for a number stays
    absent.
    """
    scale = get_stored(scale_id)
    given = find_reading(scale, query["label"])
    if given is None:
        raise InvalidRequest.in_query("label", describe_labels(scale))
    if query["to"] not in scale.converts_to:
        ways = ", ".join(scale.converts_to) or "nothing"
        raise InvalidRequest.in_query("to", f"There is no way there; {scale.id} converts to {ways}.")
    converted = convert(given, get_stored(query["to"]))
    told: dict[str, Any] = {"given": _reading(given), "absent": converted is None}
    if converted is not None:
        told["converted"] = _reading(converted)
    return _answer(told)


def _scale(scale: Scale) -> dict[str, Any]:
    told: dict[str, Any] = {"id": scale.id, "title": scale.title, "kind": scale.kind}
    if scale.measure is not None:
        told["measure"] = scale.measure
    if scale.numbers is not None:
        told["numbers"] = _band(scale.numbers)
    labels = [_label(label, scale) for label in scale.labels]
    return {**told, "labels": labels, "converts_to": list(scale.converts_to), "source": scale.source}


def _label(label: Label, scale: Scale) -> dict[str, Any]:
    told: dict[str, Any] = {"label": label.label}
    if len(label.terms) > 1:
        told["terms"] = list(label.terms[:-1])
    if label.meaning is not None:
        told["meaning"] = label.meaning
    told |= make_number(Reading(scale.id, label.label, label.value, label.band))
    if label.misp_tag is not None:
        told["misp_tag"] = label.misp_tag
    return told


def _reading(reading: Reading) -> dict[str, Any]:
    label = {} if reading.label is None else {"label": reading.label}
    return {"scale": reading.scale, **label, **make_number(reading)}


def _band(band: Band) -> dict[str, Any]:
    return {"low": band.low, "high": band.high, "includes_high": band.includes_high}


def _answer(content: dict[str, Any]) -> Response:
    return tagged(document(content), _tag(content))


def _tag(content: Any) -> str:
    return hashlib.blake2b(to_json(content).encode(), digest_size=_TAG_DIGEST).hexdigest()
