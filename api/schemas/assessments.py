"""Assessments of claims as they come in and go out."""

from typing import Any, ClassVar, Literal, get_args

from marshmallow import ValidationError, validates_schema

from api.schemas.base import Input, Output
from api.schemas.fields import Choice, Listed, Part, Text, Time, Whole
from api.schemas.pages import PageQuery
from api.schemas.scales import LONGEST_LABEL, Number
from storage.assessments import AssessmentSort
from storage.scales import NUMBER_PATTERN, get_scale

AssessorKind = Literal["person", "tool"]
AssessmentStatus = Literal["active", "withdrawn"]
# Every scale but that of sources
ClaimScale = Literal[
    "stix",
    "none_low_med_high",
    "zero_to_ten",
    "admiralty_credibility",
    "wep",
    "dni",
    "percent",
    "icd_203",
    "claim_review",
    "claimskg",
]

_A_PERSON_HAS_NO_VERSION = {
    "if": {"properties": {"kind": {"const": "tool"}}, "required": ["kind"]},
    "then": {"required": ["version"]},
    "else": {"not": {"required": ["version"]}},
}


def _each_scale_has_its_labels() -> dict[str, Any]:
    """Return in JSON Schema which labels each scale has."""
    rule: dict[str, Any] = {}
    for scale in reversed([get_scale(scale_id) for scale_id in get_args(ClaimScale)]):
        terms = [term for label in scale.labels for term in label.terms]
        labels = {"enum": terms} if terms else {"pattern": NUMBER_PATTERN}
        rule = {
            "if": {"properties": {"scale": {"const": scale.id}}},
            "then": {"properties": {"label": labels}},
            **({"else": rule} if rule else {}),
        }
    return rule


class AssessorInput(Input):
    """Who holds the opinion; a tool says its `version`, a person has none."""

    rules: ClassVar = _A_PERSON_HAS_NO_VERSION

    kind = Choice("AssessorKind", AssessorKind, required=True)
    name = Text(required=True, most=500)
    version = Text(most=100)

    @validates_schema
    def only_a_tool_has_a_version(self, assessor: dict[str, Any], **_: Any) -> None:
        """Refuse a tool without a version, and a person with one."""
        if assessor["kind"] == "tool" and "version" not in assessor:
            raise ValidationError("A tool says which version it is.", "version")
        if assessor["kind"] == "person" and "version" in assessor:
            raise ValidationError("Only a tool has a version.", "version")


class Assessor(Output):
    """Who holds an opinion; only a tool has a `version`."""

    kind = Choice("AssessorKind", AssessorKind, required=True)
    name = Text(required=True)
    version = Text()


class AssessmentInput(Input):
    """One assessor's opinion of a claim, on one scale; who holds two on two scales gives two."""

    example: ClassVar = {
        "assessor": {"kind": "person", "name": "Ida Brandt"},
        "assessed_at": "2026-11-21T09:30:00Z",
        "scale": "icd_203",
        "label": "likely",
        "note": "Two engineers said so independently.",
    }
    rules: ClassVar = _each_scale_has_its_labels()

    assessor = Part(AssessorInput, required=True)
    assessed_at = Time(required=True, metadata={"description": "When the opinion was formed; kept in UTC."})
    scale = Choice("ClaimScale", ClaimScale, required=True)
    label = Text(
        required=True,
        most=LONGEST_LABEL,
        metadata={
            "description": "A label of the scale or one of its terms; on `stix` and `percent` a whole number "
            "written as text."
        },
    )
    note = Text(most=5000)


class Assessment(Output):
    """One assessor's opinion of one claim, as it was said.

    What the label stands for is in the one field named after the scale's kind, since a likelihood is not a
    confidence; it is absent where the label is no basis for a number.
    """

    id = Text(required=True)
    version = Whole(required=True, least=1)
    claim_id = Text(required=True)
    status = Choice("AssessmentStatus", AssessmentStatus, required=True)
    assessor = Part(Assessor, required=True)
    assessed_at = Time(required=True)
    scale = Choice("ClaimScale", ClaimScale, required=True)
    label = Text(required=True)
    note = Text()
    confidence = Part(Number)
    credibility = Part(Number)
    likelihood = Part(Number)
    verdict = Part(Number)
    created_at = Time(required=True)
    withdrawn_at = Time()
    withdrawal_reason = Text()


class AssessmentPage(Output):
    """One page of a claim's assessments; `next_cursor` is absent on the last."""

    data = Listed(Part(Assessment), most=200, required=True)
    next_cursor = Text()


class AssessmentQuery(PageQuery):
    """Which assessments of a claim to list."""

    scale = Listed(
        Choice("ClaimScale", ClaimScale),
        least=1,
        most=10,
        metadata={"description": "Any of these.", "uniqueItems": True},
    )
    status = Listed(
        Choice("AssessmentStatus", AssessmentStatus),
        least=1,
        most=2,
        metadata={
            "description": "Any of these; only active ones unless it is given.",
            "uniqueItems": True,
        },
    )
    sort = Choice("AssessmentSort", AssessmentSort, load_default="-created_at")


class WithdrawalInput(Input):
    """Why something is taken back."""

    example: ClassVar = {"reason": "It was about another claim."}

    reason = Text(required=True, most=1000)
