"""What every list understands."""

from api.schemas.base import Input
from api.schemas.fields import Text, WholeParameter


class PageQuery(Input):
    """Which part of a list to send."""

    limit = WholeParameter(
        least=1,
        most=200,
        load_default=50,
        metadata={"description": "How many at most; CSV and NDJSON have all without it."},
    )
    cursor = Text(
        most=2000,
        metadata={"description": "`next_cursor` of the page before, with the same filters and sort."},
    )
