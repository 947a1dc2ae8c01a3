"""What became of each line of many that were sent at once."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal, TypeVar

from api.errors import problem_of
from api.ndjson import LineTooLong
from api.problems import InvalidRequest, MalformedJson, Problem
from storage.errors import Conflict, LawBroken, NotFound

Outcome = Literal["created", "unchanged", "conflict", "invalid"]
T = TypeVar("T")

# Where a line names what is not here
_NAMED_BY = {"article": "article_id", "revision": "article_id", "claim": "claim_id", "source": "source_id"}

# What says that one line is wrong, and nothing of the store or of the other lines
_REFUSALS = (LineTooLong, MalformedJson, InvalidRequest, LawBroken, NotFound, Conflict)


@dataclass(frozen=True, slots=True)
class LineResult:
    """What became of one line: `identifier` of what is stored for it, or the `problem` why nothing is."""

    line: int
    outcome: Outcome
    identifier: str | None = None
    problem: Problem | None = None

    @classmethod
    def of_error(cls, line: int, error: Exception) -> "LineResult":
        """Return that a line was refused, and why."""
        if isinstance(error, LineTooLong):
            problem = Problem(413, str(error))
        elif isinstance(error, NotFound):
            problem = problem_of(InvalidRequest.in_body(((_NAMED_BY[error.resource],), str(error))))
        else:
            problem = problem_of(error)
        return cls(line, "conflict" if problem.status == 409 else "invalid", problem=problem)

    def as_document(self) -> dict[str, Any]:
        """Return the result as it is sent."""
        told: dict[str, Any] = {"line": self.line, "outcome": self.outcome}
        if self.identifier is not None:
            told["id"] = self.identifier
        if self.problem is not None:
            told["problem"] = self.problem.as_document()
        return told


def refusing(line: int, do: Callable[[], T]) -> T | LineResult:
    """Return what a call gives or, where it says that the line is wrong, that it was refused."""
    try:
        return do()
    except _REFUSALS as error:
        return LineResult.of_error(line, error)
