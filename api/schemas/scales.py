"""Scales, their labels, and what converting gives."""

from typing import Literal

from marshmallow import fields

from api.schemas.base import Input, Output
from api.schemas.fields import Choice, Listed, Part, Text, Whole

ScaleId = Literal[
    "stix",
    "none_low_med_high",
    "zero_to_ten",
    "admiralty_credibility",
    "admiralty_reliability",
    "wep",
    "dni",
    "percent",
    "icd_203",
    "claim_review",
    "claimskg",
]
ScaleKind = Literal["confidence", "credibility", "reliability", "likelihood", "verdict"]
Measure = Literal["stix", "percent", "rating"]

# In code points; the longest label has about forty
LONGEST_LABEL = 200


def scale_id(**options: object) -> Choice:
    """Return a field that holds a scale's id."""
    return Choice("ScaleId", ScaleId, **options)


class Range(Output):
    """Whole numbers from `low` to `high`, in the scale's measure."""

    low = Whole(required=True, most=100)
    high = Whole(required=True, most=100)
    includes_high = fields.Boolean(
        required=True, metadata={"description": "False where `high` is the first number of the next label."}
    )


class Number(Output):
    """What a label stands for: a value, a range or both, in the scale's measure."""

    value = Whole(most=100)
    range = Part(Range)


class ScaleLabel(Number):
    """One label of a scale; without value and range it is no basis for a number."""

    label = Text(required=True)
    terms = Listed(Text(), metadata={"description": "The words for the same, where there are several."})
    meaning = Text()
    misp_tag = Text(metadata={"description": "Its tag in MISP's taxonomies."})


class Scale(Output):
    """A scale on which people and tools say how sure they are.

    `measure` says what its numbers are: `stix` confidence 0 to 100, likelihood in `percent`, or a `rating` 1
    to 5. Scales of one measure convert into each other.
    """

    id = scale_id(required=True)
    title = Text(required=True)
    kind = Choice("ScaleKind", ScaleKind, required=True)
    measure = Choice("Measure", Measure)
    numbers = Part(
        Range, metadata={"description": "Of a scale without labels of its own: its labels are these numbers."}
    )
    labels = Listed(Part(ScaleLabel), required=True)
    converts_to = Listed(scale_id(), required=True)
    source = Text(required=True, metadata={"description": "Where the table comes from."})


class ScaleList(Output):
    """Every scale."""

    data = Listed(Part(Scale), required=True)


class Reading(Number):
    """What stands on a scale; without `label` where a band is none of the scale's own."""

    scale = scale_id(required=True)
    label = Text()


class Conversion(Output):
    """What one scale's label is on another; `converted` is absent where nothing there says it."""

    given = Part(Reading, required=True)
    converted = Part(Reading)
    absent = fields.Boolean(
        required=True, metadata={"description": "Whether there is nothing: absent stays absent, it is not 0."}
    )


class ConversionQuery(Input):
    """What to convert, and into what."""

    label = Text(
        required=True,
        most=LONGEST_LABEL,
        metadata={
            "description": "A label of the scale or one of its terms; on `stix` and `percent` a number.",
            "example": "likely",
        },
    )
    to = scale_id(
        required=True, metadata={"description": "One of the scale's `converts_to`.", "example": "percent"}
    )
