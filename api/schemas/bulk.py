"""Claims sent many at once: what a line holds, and what is told of it."""

from typing import Any, ClassVar, Literal

from marshmallow.validate import Regexp

from api.schemas.base import Output
from api.schemas.claims import ClaimInput
from api.schemas.fields import Choice, Flag, Part, Text, Whole
from api.schemas.histories import ReasonQuery
from api.schemas.problems import Problem

LineOutcome = Literal["created", "unchanged", "conflict", "invalid"]

# A UUIDv7, in the one way that two are compared. Source: RFC 9562, sections 4 and 5.7.
UUID7 = r"^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$"


class Uuid7(Text):
    """An id that the sender gives."""

    def __init__(self, **options: Any) -> None:
        super().__init__(most=36, **options)
        self.validators.append(
            Regexp(
                UUID7, error="Must be a UUIDv7 in lower case, such as 01a2008d-7400-7000-8000-0000000c0011."
            )
        )


class ClaimLineInput(ClaimInput):
    """A claim by hand, as a line of many; with an `id` of the sender's it is stored once."""

    example: ClassVar = {"id": "01a2008d-7400-7000-8000-0000000c0099", **ClaimInput.example}

    id = Uuid7()


class BulkQuery(ReasonQuery):
    """How the lines are taken."""

    atomic = Flag(
        load_default=False,
        metadata={"description": "All lines or, where one is refused, none: the answer then is a problem."},
    )
    dry_run = Flag(
        load_default=False,
        metadata={"description": "Tell what would become of each line, and store nothing."},
    )


class LineResult(Output):
    """What became of one line."""

    line = Whole(required=True, least=1, metadata={"description": "Its number, from 1, blank lines counted."})
    outcome = Choice("LineOutcome", LineOutcome, required=True)
    id = Text(metadata={"description": "The claim's; absent where nothing is stored for the line."})
    problem = Part(Problem)
