"""Sources as they come in and go out."""

from collections.abc import Mapping
from typing import Any, ClassVar, Literal

from marshmallow import ValidationError, validates_schema

from api.schemas.base import Input, Output
from api.schemas.fields import Choice, Listed, Part, Text, Time, WebAddress, Whole
from api.schemas.pages import CountedPage, CountedQuery
from api.schemas.reliability import SourceReliability
from api.schemas.sparse import FieldNames
from extraction.model import AnonymityCategory, AnonymityNumber, Knowledge, SourceKind
from storage.source_rows import MOST_NAMES

# In code points
LONGEST_NAME = 500

SourceSort = Literal["name", "-name", "created_at", "-created_at"]


def kind(**options: Any) -> Choice:
    """Return a field that holds a source's kind."""
    return Choice("SourceKind", SourceKind, **options)


# In JSON Schema: given exactly where the kind asks for it
ANONYMITY_FITS_THE_KIND = {
    "if": {"properties": {"kind": {"const": "anonymous"}}, "required": ["kind"]},
    "then": {"required": ["anonymity"]},
    "else": {"not": {"required": ["anonymity"]}},
}


class AnonymityInput(Input):
    """What an article tells of a source it does not name."""

    descriptor = Text(required=True, most=500, metadata={"description": "Its words, verbatim."})
    category = Choice("AnonymityCategory", AnonymityCategory, load_default="other")
    number = Choice("AnonymityNumber", AnonymityNumber, load_default="unknown")
    knowledge = Choice("Knowledge", Knowledge, load_default="unknown")
    reason = Text(most=1000, metadata={"description": "Why it is not named, if the article says so."})


class Anonymity(Output):
    """What an article tells of a source it does not name."""

    descriptor = Text(required=True)
    category = Choice("AnonymityCategory", AnonymityCategory, required=True)
    number = Choice("AnonymityNumber", AnonymityNumber, required=True)
    knowledge = Choice("Knowledge", Knowledge, required=True)
    reason = Text()


class SourceInput(Input):
    """A source as a client describes it; `anonymity` is given exactly where `kind` is `anonymous`."""

    example: ClassVar = {
        "kind": "organisation",
        "name": "Northgate Water",
        "names": ["the water company"],
        "same_as": ["https://example.org/northgate-water"],
    }
    patch_example: ClassVar = {
        "names": ["Thomson Reuters"],
        "same_as": ["https://www.wikidata.org/wiki/Q130879"],
    }
    rules: ClassVar[dict[str, Any]] = {
        "if": ANONYMITY_FITS_THE_KIND["if"],
        "then": {"required": ["anonymity", "article_id"]},
        "else": {"not": {"anyOf": [{"required": ["anonymity"]}, {"required": ["article_id"]}]}},
    }

    kind = kind(required=True)
    name = Text(required=True, most=LONGEST_NAME)
    names = Listed(
        Text(most=LONGEST_NAME), most=MOST_NAMES, metadata={"description": "Other names it goes by."}
    )
    same_as = Listed(
        WebAddress(), metadata={"description": "Pages about the same, such as its Wikidata item."}
    )
    possibly_same_as = Listed(
        Text(most=64), metadata={"description": "Ids of sources a person holds to be possibly the same."}
    )
    anonymity = Part(AnonymityInput)
    article_id = Text(most=64, metadata={"description": "The one article an anonymous source belongs to."})

    @validates_schema
    def anonymity_fits_the_kind(self, source: dict[str, Any], **_: Any) -> None:
        """Refuse anonymity without the kind, and the kind without anonymity."""
        check_anonymity(source)


class SourceReferenceInput(Input):
    """A source by `id`, beside which the rest does not count; or by `kind` and `name`, found or added."""

    rules: ClassVar[dict[str, Any]] = {
        "if": {"not": {"required": ["id"]}},
        "then": {"required": ["kind", "name"], **ANONYMITY_FITS_THE_KIND},
    }

    id = Text(most=64)
    kind = kind()
    name = Text(most=LONGEST_NAME)
    anonymity = Part(AnonymityInput)

    @validates_schema
    def one_way_of_saying_which(self, source: dict[str, Any], **_: Any) -> None:
        """Refuse a reference that neither names an id nor describes a source."""
        if "id" in source:
            return
        if "kind" not in source or "name" not in source:
            raise ValidationError("Give an id, or a kind and a name.")
        check_anonymity(source)


class SourceReference(Output):
    """A source as a claim or an article shows it."""

    id = Text(required=True)
    kind = kind()
    name = Text()
    anonymity = Part(Anonymity)


class Source(Output):
    """Whoever or whatever a claim comes from."""

    id = Text(required=True)
    version = Whole(required=True, least=1)
    kind = kind(required=True)
    name = Text(required=True)
    names = Listed(Text(), most=MOST_NAMES)
    same_as = Listed(WebAddress())
    possibly_same_as = Listed(Text())
    anonymity = Part(Anonymity)
    reliability = Part(SourceReliability)
    article_id = Text()
    created_at = Time(required=True)
    updated_at = Time(required=True)


class Merge(Output):
    """That a source was merged into another one, which is answered in its place."""

    id = Text(required=True)
    into = Text(required=True, metadata={"description": "The id of the source that survives."})


class SourcePage(CountedPage):
    """One page of sources; `next_cursor` is absent on the last."""

    data = Listed(Part(Source), most=200, required=True)
    merged = Listed(
        Part(Merge), most=200, metadata={"description": "Of the `ids` asked for, those of merged sources."}
    )


class SourceShape(Input):
    """How to send a source."""

    class Meta(Input.Meta):
        include: Mapping[str, Any] = {"fields": FieldNames(Source)}


class SourceQuery(CountedQuery):
    """Which sources to list, and how to send them."""

    class Meta(Input.Meta):
        include: Mapping[str, Any] = {"fields": FieldNames(Source)}

    q = Text(most=200, metadata={"description": "Part of a name; letter case and accents do not count."})
    kind = kind()
    sort = Choice("SourceSort", SourceSort, load_default="name")


class MergedSource(Source):
    """A source that another one answers for, as it was when it was merged."""

    merged_into = Text(
        required=True,
        metadata={"description": "The source it was merged into, which may have been merged itself since."},
    )


class MergedSourcePage(Output):
    """One page of the sources that a source answers for; `next_cursor` is absent on the last."""

    data = Listed(Part(MergedSource), most=200, required=True)
    next_cursor = Text()


class MergeInput(Input):
    """Into which source another one is merged."""

    example: ClassVar = {"into": "01a2008d-7400-7000-8000-000000050002"}

    into = Text(required=True, most=64, metadata={"description": "The id of the source that survives."})


def check_anonymity(source: dict[str, Any]) -> None:
    """Refuse anonymity without the kind `anonymous`, and that kind without anonymity.

    :raises ValidationError: at `anonymity`.
    """
    if source["kind"] == "anonymous" and "anonymity" not in source:
        raise ValidationError("An anonymous source says what the article tells of it.", "anonymity")
    if source["kind"] != "anonymous" and "anonymity" in source:
        raise ValidationError("Only a source of kind anonymous has anonymity.", "anonymity")
