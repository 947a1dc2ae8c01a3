"""How a failure is told (RFC 9457)."""

from api.schemas.base import Output
from api.schemas.fields import Listed, Part, Text, Whole


class ProblemError(Output):
    """One thing that is wrong: in the body (`pointer`) or in the query (`parameter`)."""

    detail = Text(required=True, most=None)
    pointer = Text(
        least=0,
        most=None,
        metadata={
            "description": "A JSON Pointer as a URI fragment (RFC 6901 §6).",
            "example": "#/attribution/0/source",
        },
    )
    line = Whole(least=1, metadata={"description": "Of a body of many lines: which."})
    parameter = Text(least=0, most=None, metadata={"example": "limit"})


class Problem(Output):
    """What went wrong, where, and what would be right."""

    type = Text(required=True, metadata={"format": "uri-reference"})
    title = Text(required=True)
    status = Whole(required=True, least=400, most=599)
    detail = Text(most=None)
    instance = Text(
        most=None,
        metadata={
            "format": "uri-reference",
            "description": "The path; absent where the request line broke off.",
        },
    )
    errors = Listed(Part(ProblemError), most=1000)
    existing = Text(metadata={"description": "The id of what stands in the way."})
