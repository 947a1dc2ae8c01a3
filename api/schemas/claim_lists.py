"""Lists of claims: what they can be asked for, and their pages."""

from collections.abc import Mapping
from typing import Any, Literal

from marshmallow import ValidationError, fields, validates_schema

from api.schemas.articles import check_range
from api.schemas.base import Input, Output
from api.schemas.claims import CHECK_WORTHINESS, Claim, ClaimStatus, Included
from api.schemas.fields import Choice, Date, Listed, Part, Share, Text, Time, Whole, WholeParameter
from api.schemas.pages import CountedPage, CountedQuery
from api.schemas.sources import kind
from api.schemas.sparse import FieldNames
from extraction.model import CertaintyLevel, ConfidenceLevel, Mode, Polarity
from storage.claim_facets import MOST_FACETED, MOST_VALUES, Facet
from storage.claim_lists import ClaimSort

Inclusion = Literal["article", "sources"]


def _including() -> Listed:
    return Listed(
        Choice("Inclusion", Inclusion),
        least=1,
        most=2,
        metadata={
            "description": "Send what the claims refer to as well, each once: articles without their text, "
            "and every source of their chains.",
            "uniqueItems": True,
        },
    )


class FacetValue(Output):
    """How many claims have one value, which the filter of the facet's name takes."""

    value = Text(required=True, metadata={"description": "A word, or a source's id."})
    label = Text(required=True, metadata={"description": "For people: the word, or the source's name."})
    count = Whole(required=True, least=1, most=MOST_FACETED)


def _counted(of: str) -> Listed:
    return Listed(Part(FacetValue), most=MOST_VALUES, metadata={"description": of})


class Facets(Output):
    """What the claims that pass every filter share: of each facet asked for, the 50 most frequent values.

    A claim without a value counts for none of them, one with several for each.
    """

    counted = Whole(required=True, most=MOST_FACETED, metadata={"description": "Claims counted over."})
    capped = fields.Boolean(
        required=True,
        metadata={"description": "Whether more may match: then of the newest, at most 3,000 were counted."},
    )
    source = _counted("Sources anywhere in the chain; a merged one counts as its survivor.")
    publisher = _counted("Publishers.")
    origin_kind = _counted("Kinds of the sources at the chain's root.")
    confidence_level = _counted("Levels of confidence; a claim without confidence has none.")
    certainty = _counted("Levels of certainty.")
    status = _counted("Statuses, of those the filter takes: `active` alone unless `status` asks for others.")


class ClaimPage(CountedPage):
    """One page of claims; `next_cursor` is absent on the last."""

    data = Listed(Part(Claim), most=200, required=True)
    ranked_newest_only = fields.Boolean(
        metadata={"description": "True where too many match to rank them all, and the newest were ranked."}
    )
    facets = Part(Facets)
    included = Part(Included)


def _by_id_or_name(which: str) -> Text:
    return Text(
        most=500, metadata={"description": f"{which}: an id, or a name or alias (never an anonymous one)."}
    )


def _any_of(choice: Choice) -> Listed:
    return Listed(choice, least=1, most=10, metadata={"description": "Any of these.", "uniqueItems": True})


class ClaimShape(Input):
    """Which version of a claim to send, and how."""

    class Meta(Input.Meta):
        include: Mapping[str, Any] = {"fields": FieldNames(Claim)}

    include = _including()
    as_of = Time(metadata={"description": "The claim as it was at this time, which is not in the future."})

    @validates_schema
    def includes_what_is_now(self, query: dict[str, Any], **_: Any) -> None:
        """Refuse to send what is now along with what was."""
        if "as_of" in query and "include" in query:
            raise ValidationError("Include sends what is now; leave out include or as_of.", "include")


class ClaimQuery(CountedQuery):
    """Which claims to list, and how to send them."""

    class Meta(Input.Meta):
        include: Mapping[str, Any] = {"fields": FieldNames(Claim)}

    q = Text(most=500, metadata={"description": "Words in text, quote and mentions."})
    article = Text(most=64, metadata={"description": "An article's id."})
    source = _by_id_or_name("A source anywhere in the chain")
    origin = _by_id_or_name("A source at the chain's root")
    relay = _by_id_or_name("A source that passed it on")
    publisher = _by_id_or_name("The publisher")
    origin_kind = _any_of(kind())
    mode = _any_of(Choice("Mode", Mode))
    certainty = _any_of(Choice("CertaintyLevel", CertaintyLevel))
    polarity = _any_of(Choice("Polarity", Polarity))
    confidence_min = WholeParameter(least=0, most=100, metadata={"description": "Score at least."})
    confidence_max = WholeParameter(least=0, most=100, metadata={"description": "Score at most."})
    confidence_level = _any_of(Choice("ConfidenceLevel", ConfidenceLevel))
    check_worthiness_min = Share(metadata={"description": f"At least. {CHECK_WORTHINESS}"})
    published_from = Date(metadata={"description": "Published on this date or later."})
    published_to = Date(metadata={"description": "Published on this date or earlier."})
    status = _any_of(Choice("ClaimStatus", ClaimStatus))
    sort = Choice("ClaimSort", ClaimSort, load_default="-created_at")
    include = _including()
    facet = Listed(
        Choice("Facet", Facet),
        least=1,
        most=6,
        metadata={
            "description": "Count how many of all that match have each source, level …; first page only.",
            "uniqueItems": True,
        },
    )

    @validates_schema
    def ranges_run_forward(self, query: dict[str, Any], **_: Any) -> None:
        """Refuse ranges that end before they begin, and relevance to nothing."""
        check_range(query, "confidence_min", "confidence_max")
        check_range(query, "published_from", "published_to")
        if query["sort"] == "relevance" and "q" not in query:
            raise ValidationError("Relevance is relevance to q; give q as well.", "sort")
        if "facet" in query and "cursor" in query:
            raise ValidationError("Facets come with the first page: leave out cursor or facet.", "facet")
