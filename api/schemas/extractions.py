"""An analysis that stores nothing, as it is asked for and answered."""

from typing import Any, ClassVar

from marshmallow import ValidationError, fields, validates_schema

from api.schemas.articles import TEXT_OR_HTML, NotAnalysed, PublisherInput
from api.schemas.base import Input, Output
from api.schemas.claims import CHECK_WORTHINESS, Certainty, Confidence, Fragment, Hop, TextPosition
from api.schemas.fields import Choice, Language, Listed, Part, Text
from api.schemas.sources import Anonymity, kind
from extraction.model import Mode


class ExtractionInput(Input):
    """A text to analyse, or the HTML it is read from."""

    example: ClassVar = {"text": '"We have no divers," one engineer told Reuters.'}
    rules: ClassVar[dict[str, Any]] = TEXT_OR_HTML

    text = Text(most=None)
    html = Text(most=None)
    title = Text(most=2000)
    publisher = Part(PublisherInput)
    language = Language()

    @validates_schema
    def either_text_or_html(self, article: dict[str, Any], **_: Any) -> None:
        """Refuse both, or neither."""
        if ("text" in article) == ("html" in article):
            raise ValidationError("Give either text or html.")


class AttributionSpan(TextPosition):
    """A stretch of the text, with its words."""

    exact = Text(required=True, most=None)


class Attribution(Output):
    """What stands in the text: who is credited, by which cue, with what."""

    source = Listed(Part(AttributionSpan), required=True, most=1000)
    cue = Listed(Part(AttributionSpan), required=True, most=1000)
    content = Listed(Part(AttributionSpan), required=True, most=1000)
    probability = fields.Float(required=True, metadata={"minimum": 0, "maximum": 1})


class ExtractedSource(Output):
    """A source as the text tells of it; equal keys where the text says it is one source."""

    key = Text(required=True)
    kind = kind(required=True)
    name = Text(required=True)
    anonymity = Part(Anonymity)


class ExtractedHop(Hop):
    """One link of the chain; sources credited jointly share a step."""

    source = Part(ExtractedSource, required=True)


class ExtractedClaim(Output):
    """A claim as found, before anything is stored."""

    text = Text(required=True)
    quote = Text(required=True, most=None, metadata={"description": 'The fragments, joined by " … ".'})
    mode = Choice("Mode", Mode, required=True)
    fragments = Listed(Part(Fragment), least=1, required=True)
    attribution = Listed(Part(ExtractedHop), least=1, required=True)
    certainty = Part(Certainty, required=True)
    confidence = Part(Confidence)
    probability = fields.Float(
        required=True,
        metadata={"minimum": 0, "maximum": 1, "description": "That it is a claim; no confidence in it."},
    )
    check_worthiness = fields.Float(metadata={"minimum": 0, "maximum": 1, "description": CHECK_WORTHINESS})


class ExtractionAnswer(Output):
    """What one engine finds in a text: attributions as they stand there, and the claims made of them."""

    engine = Text(required=True)
    version = Text(required=True, metadata={"description": "The engine's: the same one finds the same."})
    language = Language(metadata={"description": "As told, or recognised where the text is long enough."})
    analysed = fields.Boolean(
        required=True, metadata={"description": "False where the engine did not read the text."}
    )
    not_analysed = Choice("NotAnalysed", NotAnalysed)
    text = Text(required=True, most=None, metadata={"description": "The text that the offsets count in."})
    title = Text()
    attributions = Listed(Part(Attribution), required=True, most=100_000)
    claims = Listed(Part(ExtractedClaim), required=True, most=100_000)
