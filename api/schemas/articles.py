"""Articles, their revisions and analyses, as they come in and go out."""

from collections.abc import Mapping
from typing import Any, ClassVar, Literal

from marshmallow import ValidationError, fields, validates_schema

from api.schemas.base import Input, Output
from api.schemas.fields import Choice, Date, Language, Listed, Part, Text, Time, WebAddress, Whole
from api.schemas.pages import CountedPage, CountedQuery
from api.schemas.sources import SourceReference, kind
from api.schemas.sparse import FieldNames

ArticleSort = Literal["published_on", "-published_on", "created_at", "-created_at"]
TextOrigin = Literal["published", "retold"]
NotAnalysed = Literal["language"]

# In code points; a note is a few sentences.
LONGEST_CORRECTION = 2000


_WIRE_CREDITS = "News agencies and services whose material it says it uses, as printed; no sources of claims."
_CONTRIBUTORS = "Who it says reported for it besides its authors."
_CORRECTIONS = "Its notes of what an earlier version had wrong, as printed; no claims are made of them."


def _corrections() -> Listed:
    return Listed(Text(most=LONGEST_CORRECTION), most=50, metadata={"description": _CORRECTIONS})


# In JSON Schema: one of the two, and not both
TEXT_OR_HTML = {
    "if": {"required": ["text"]},
    "then": {"not": {"required": ["html"]}},
    "else": {"required": ["html"]},
}


class PublisherInput(Input):
    """A publisher by its `id`, or by its `name`; it is an `outlet` unless `kind` says otherwise."""

    rules: ClassVar[dict[str, Any]] = {
        "if": {"not": {"required": ["id"]}},
        "then": {"required": ["name"]},
        "dependentSchemas": {"kind": {"not": {"properties": {"kind": {"const": "anonymous"}}}}},
    }

    id = Text(most=64)
    name = Text(most=500)
    kind = kind()

    @validates_schema
    def one_way_of_saying_which(self, publisher: dict[str, Any], **_: Any) -> None:
        """Refuse a publisher that has neither an id nor a name, or an anonymous one."""
        if "id" not in publisher and "name" not in publisher:
            raise ValidationError("Give an id or a name.")
        if publisher.get("kind") == "anonymous":
            raise ValidationError("A publisher is not anonymous; unknown is a kind.", "kind")


class ArticleEdit(Input):
    """What is told of an article apart from its title and text."""

    patch_example: ClassVar = {"place": "Aleppo", "image_credits": None}
    rules: ClassVar[dict[str, Any]] = {
        "dependentSchemas": {
            "based_on": {"properties": {"text_origin": {"const": "retold"}}, "required": ["text_origin"]},
            "text_origin": {
                "if": {"properties": {"text_origin": {"const": "retold"}}},
                "then": {"required": ["based_on"]},
            },
        }
    }

    url = WebAddress()
    publisher = Part(PublisherInput)
    authors = Listed(Text(most=500))
    language = Language()
    place = Text(most=500)
    published_on = Date(metadata={"description": "The date as printed."})
    published_at = Time(metadata={"description": "Only where time and zone are known; kept in UTC."})
    image_credits = Listed(Text(most=500))
    wire_credits = Listed(Text(most=500), metadata={"description": _WIRE_CREDITS})
    contributors = Listed(Text(most=500), metadata={"description": _CONTRIBUTORS})
    text_origin = Choice("TextOrigin", TextOrigin, load_default="published")
    based_on = Text(most=2048, metadata={"description": "What a retold text retells."})

    @validates_schema
    def only_a_retold_text_is_based_on_something(self, article: dict[str, Any], **_: Any) -> None:
        """Refuse `based_on` unless the text is retold, and a retold text without it."""
        is_retold = article.get("text_origin") == "retold"
        if is_retold and "based_on" not in article:
            raise ValidationError("A retold text says what it is based on.", "based_on")
        if not is_retold and "based_on" in article:
            raise ValidationError('Only with "text_origin": "retold".', "based_on")


class ArticleInput(ArticleEdit):
    """An article as it comes in: `text`, or `html` that also tells what else is not given."""

    example: ClassVar = {
        "url": "https://example.org/news/dam",
        "title": "Dam inspection delayed",
        "publisher": {"name": "The Valley Courier"},
        "published_on": "2026-05-04",
        "text": 'The dam will not be inspected before June, the regulator said.\n\n"We have no divers," '
        "one engineer told Reuters.",
    }
    rules: ClassVar[dict[str, Any]] = TEXT_OR_HTML

    text = Text(most=None, metadata={"description": "Kept as given, line ends as \\n."})
    html = Text(most=None)
    title = Text(most=2000)
    corrections = _corrections()
    retrieved_at = Time()

    @validates_schema
    def either_text_or_html(self, article: dict[str, Any], **_: Any) -> None:
        """Refuse an article with both, or neither."""
        if ("text" in article) == ("html" in article):
            raise ValidationError("Give either text or html.")


class RevisionInput(Input):
    """A newer title and text of an article."""

    example: ClassVar = {
        "title": "Dam inspection begins",
        "text": "The inspection has begun, the regulator said.",
    }

    text = Text(required=True, most=None)
    title = Text(most=2000)
    corrections = _corrections()
    retrieved_at = Time()


class RevisionSummary(Output):
    """An article's title at one time, and the digest of its text."""

    number = Whole(required=True, least=1)
    sha256 = Text(
        required=True,
        metadata={"description": "Of the UTF-8 bytes of title, two line feeds, text; in hexadecimal digits."},
    )
    retrieved_at = Time(required=True)
    length = Whole(required=True, metadata={"description": "Code points of the text."})
    title = Text()
    corrections = _corrections()


class Revision(RevisionSummary):
    """An article's title and text at one time; `text` is absent where the service does not serve it."""

    text = Text(most=None)


class RevisionList(Output):
    """All revisions of an article, oldest first, without their text."""

    data = Listed(Part(RevisionSummary), most=100_000, required=True)


class Analysis(Output):
    """One run of one engine over one revision."""

    id = Text(required=True)
    engine = Text(required=True)
    version = Text(required=True)
    at = Time(required=True)
    revision = Whole(required=True, least=1)


class ArticleSummary(Output):
    """An article without its text."""

    id = Text(required=True)
    version = Whole(required=True, least=1)
    url = WebAddress()
    title = Text()
    publisher = Part(SourceReference)
    authors = Listed(Text())
    language = Language()
    place = Text()
    published_on = Date()
    published_at = Time()
    image_credits = Listed(Text())
    wire_credits = Listed(Text(), metadata={"description": _WIRE_CREDITS})
    contributors = Listed(Text(), metadata={"description": _CONTRIBUTORS})
    corrections = _corrections()
    text_origin = Choice("TextOrigin", TextOrigin, required=True)
    based_on = Text()
    revision = Part(RevisionSummary, required=True)
    analysed = fields.Boolean(
        required=True, metadata={"description": "Whether an engine has read the current revision."}
    )
    not_analysed = Choice("NotAnalysed", NotAnalysed)
    analysis = Part(Analysis)
    created_at = Time(required=True)
    updated_at = Time(required=True)


class Article(ArticleSummary):
    """An article with its current text; `text` is absent where the service does not serve it."""

    text = Text(most=None)


class ArticlePage(CountedPage):
    """One page of articles without their texts; `next_cursor` is absent on the last."""

    data = Listed(Part(ArticleSummary), most=200, required=True)


class ArticleShape(Input):
    """How to send an article."""

    class Meta(Input.Meta):
        include: Mapping[str, Any] = {"fields": FieldNames(Article)}


class ArticleQuery(CountedQuery):
    """Which articles to list, and how to send them."""

    class Meta(Input.Meta):
        include: Mapping[str, Any] = {"fields": FieldNames(ArticleSummary)}

    url = WebAddress(
        metadata={"description": "The article at this address; tracking parameters do not count."}
    )
    publisher = Text(most=500, metadata={"description": "Its id or name."})
    published_from = Date(metadata={"description": "Published on this date or later."})
    published_to = Date(metadata={"description": "Published on this date or earlier."})
    language = Language()
    sort = Choice("ArticleSort", ArticleSort, load_default="-published_on")

    @validates_schema
    def dates_run_forward(self, query: dict[str, Any], **_: Any) -> None:
        """Refuse a range that ends before it begins."""
        check_range(query, "published_from", "published_to")


def check_range(query: dict[str, Any], lower: str, upper: str) -> None:
    """Refuse a range that ends before it begins.

    :raises ValidationError: at `upper`.
    """
    if lower in query and upper in query and query[lower] > query[upper]:
        raise ValidationError(f"Must not be less than {lower}.", upper)
