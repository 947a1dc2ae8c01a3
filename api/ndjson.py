"""NDJSON as it comes in: one JSON value a line, each line with its number and within bounds."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO, Any

from api.json_bodies import parse_json, refuse_nulls


class LineTooLong(ValueError):
    """A line is longer than one may be."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line without its end, numbered from 1 as editors number them; of one too long, its beginning."""

    number: int
    content: bytes
    most_bytes: int

    def value(self) -> Any:
        """Return the JSON value that the line holds.

        :raises LineTooLong: it is longer than one may be.
        :raises MalformedJson: it is not one JSON value in UTF-8, or repeats a key.
        :raises InvalidRequest: it holds null, or a string that is no text.
        """
        if len(self.content) > self.most_bytes:
            raise LineTooLong(f"The line is longer than {self.most_bytes} bytes.")
        value = parse_json(self.content, called="line")
        if b"null" in self.content:
            refuse_nulls(value)
        return value


def read_lines(file: IO[bytes], most_bytes: int) -> Iterator[Line]:
    """Yield the lines of a file that hold something; blank ones are counted and passed over."""
    number = 0
    # one byte more than is allowed tells that it is too long, and one is the line's end
    while content := file.readline(most_bytes + 2):
        number += 1
        is_whole = content.endswith(b"\n")
        line = Line(number, content.rstrip(b"\r\n"), most_bytes)
        while not is_whole and (rest := file.readline(2**16)):
            is_whole = rest.endswith(b"\n")
        if line.content.strip():
            yield line
