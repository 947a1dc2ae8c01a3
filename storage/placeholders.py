"""Statements as psycopg takes them: `:name` becomes `%(name)s`, whatever stands in strings and comments."""

import re
from functools import lru_cache

# What holds no parameter comes first: strings, quoted names, comments and casts.
_PARTS = re.compile(
    r"""'(?:[^']|'')*' | "(?:[^"]|"")*" | --[^\n]* | /\*.*?\*/ | :: | :(?P<name>[A-Za-z_]\w*) | %""",
    re.VERBOSE | re.DOTALL,
)

# Statements kept converted: more than there are, with lists of ids in their usual sizes.
_CONVERTED_STATEMENTS = 4096


@lru_cache(maxsize=_CONVERTED_STATEMENTS)
def convert_placeholders(sql: str) -> str:
    """Return a statement with `:name` parameters as psycopg takes it, its percent signs doubled."""
    return _PARTS.sub(_convert, sql)


def _convert(part: re.Match[str]) -> str:
    return f"%({part['name']})s" if part["name"] else part[0].replace("%", "%%")
