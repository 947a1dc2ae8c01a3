"""Letters given to sources as they come in and go out."""

from typing import ClassVar, Literal

from api.schemas.base import Input, Output
from api.schemas.fields import Choice, Date, Listed, Part, Text, Time, Whole

ReliabilityLetter = Literal["A", "B", "C", "D", "E", "F"]

_LETTER = "Admiralty code: A completely reliable to E unreliable; F cannot be judged, which is not absent."


class ReliabilityInput(Input):
    """A letter for a source, when and why it was given."""

    example: ClassVar = {
        "letter": "B",
        "assessed_on": "2026-11-20",
        "reason": "Corrections are rare, prompt and signed.",
    }

    letter = Choice("ReliabilityLetter", ReliabilityLetter, required=True, metadata={"description": _LETTER})
    assessed_on = Date(required=True)
    reason = Text(required=True, most=2000)


class SourceReliability(Output):
    """The letter that stands for a source."""

    id = Text(required=True)
    letter = Choice("ReliabilityLetter", ReliabilityLetter, required=True)
    assessed_on = Date(required=True)
    reason = Text(required=True)


class Reliability(SourceReliability):
    """A letter given to a source; the newest that was not withdrawn stands."""

    version = Whole(required=True, least=1)
    source_id = Text(required=True)
    number = Whole(
        required=True, least=1, metadata={"description": "The source's first letter is 1, its next 2."}
    )
    created_at = Time(required=True)
    withdrawn_at = Time()
    withdrawal_reason = Text()


class ReliabilityPage(Output):
    """One page of a source's letters, the newest first; `next_cursor` is absent on the last."""

    data = Listed(Part(Reliability), most=200, required=True)
    next_cursor = Text()
