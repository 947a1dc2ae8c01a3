"""What every list understands."""

from typing import Any

from marshmallow import ValidationError, fields, validates_schema

from api.schemas.base import Input, Output
from api.schemas.fields import Flag, Listed, Text, Whole, WholeParameter
from storage.pages import MOST_COUNTED

# Ids that can be asked for at once: as many as the longest page has rows
_MOST_IDS = 200
# What goes with ids: all else says which rows are meant, and ids say so already
_WITH_IDS = {"ids", "fields", "include"}


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


class CountedQuery(PageQuery):
    """What lists understand that can be counted and looked up by ids."""

    total = Flag(
        metadata={"description": f"Count all that match as well, up to {MOST_COUNTED:,}, on every page."}
    )
    ids = Listed(
        Text(most=64),
        least=1,
        most=_MOST_IDS,
        metadata={
            "description": "These, in this order and whatever their state, instead of filters, sort and "
            "paging; `missing` tells which are not there.",
            "uniqueItems": True,
        },
    )

    @validates_schema(pass_original=True)
    def ids_stand_alone(self, query: dict[str, Any], given: dict[str, Any], **_: Any) -> None:
        """Refuse to look up by ids and to filter at once."""
        if "ids" in query and (others := sorted(given.keys() - _WITH_IDS)):
            detail = "Not with ids, which say themselves what is meant and in which order."
            raise ValidationError({name: [detail] for name in others})


class CountedPage(Output):
    """What pages of such lists tell beside their rows."""

    next_cursor = Text()
    total = Whole(
        most=MOST_COUNTED,
        metadata={"description": "How many match, on all pages together; with `total=true`."},
    )
    total_capped = fields.Boolean(
        metadata={"description": f"Whether counting ended at {MOST_COUNTED:,}: so many match at least."}
    )
    missing = Listed(
        Text(), most=_MOST_IDS, metadata={"description": "Of the `ids` asked for, those that are not there."}
    )
