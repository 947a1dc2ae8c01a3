"""Claims with their fragments, chains, certainty and confidence, as they come in and go out."""

from typing import Any, ClassVar, Literal

from marshmallow import ValidationError, fields, validates_schema

from api.schemas.articles import ArticleSummary, NotAnalysed
from api.schemas.base import Input, Output
from api.schemas.fields import Choice, Date, Listed, Part, Text, Time, Whole
from api.schemas.sources import Source, SourceReference, SourceReferenceInput
from extraction.model import Act, CertaintyLevel, ConfidenceLevel, Field, HopMode, Mode, Polarity, Role

ClaimStatus = Literal["active", "superseded", "rejected", "retracted"]
QuoteType = Literal["TextQuoteSelector"]
PositionType = Literal["TextPositionSelector"]

CHECK_WORTHINESS = "How much the statement deserves to be checked, 0 to 1; not how sure or true it is."

# In code points; what is longer is no one statement
LONGEST_CLAIM = 5000
# In code points, as of a quote: a fragment is served even where the article's text is not
_LONGEST_STRETCH = 10_000
_CODE_POINTS = "Unicode code points from 0 (not UTF-16 units, not bytes)"


class TextPosition(Output):
    """W3C Web Annotation: where, in Unicode code points from 0, end excluded."""

    type = Choice("PositionType", PositionType, required=True)
    start = Whole(required=True, metadata={"description": f"In {_CODE_POINTS}."})
    end = Whole(required=True, metadata={"description": f"In {_CODE_POINTS}; excluded."})


class TextPositionInput(Input):
    """W3C Web Annotation: where, in Unicode code points from 0, end excluded."""

    type = Choice("PositionType", PositionType, required=True)
    start = Whole(required=True, metadata={"description": f"In {_CODE_POINTS}."})
    end = Whole(required=True, metadata={"description": f"In {_CODE_POINTS}; excluded."})

    @validates_schema
    def ends_after_its_start(self, position: dict[str, Any], **_: Any) -> None:
        """Refuse a stretch without length."""
        if position["end"] <= position["start"]:
            raise ValidationError("Must be greater than start.", "end")
        if position["end"] - position["start"] > _LONGEST_STRETCH:
            raise ValidationError(f"Must be at most {_LONGEST_STRETCH} after start.", "end")


class TextQuote(Output):
    """W3C Web Annotation: the words, with up to 32 code points before and after."""

    type = Choice("QuoteType", QuoteType, required=True)
    exact = Text(required=True, most=None)
    prefix = Text(required=True, least=0, most=32)
    suffix = Text(required=True, least=0, most=32)


class TextQuoteInput(Input):
    """W3C Web Annotation: the words; `prefix` and `suffix` tell apart places where the same words stand."""

    type = Choice("QuoteType", QuoteType, required=True)
    exact = Text(required=True, most=_LONGEST_STRETCH)
    prefix = Text(least=0, most=32)
    suffix = Text(least=0, most=32)


class Fragment(Output):
    """One stretch of a claim in its article; both selectors mean the same place."""

    field = Choice("FragmentField", Field, required=True)
    quote = Part(TextQuote, required=True)
    position = Part(TextPosition, required=True)


class FragmentInput(Input):
    """One stretch of a claim in its article; of the two selectors, one is enough."""

    rules: ClassVar[dict[str, Any]] = {
        "if": {"not": {"required": ["quote"]}},
        "then": {"required": ["position"]},
    }

    field = Choice("FragmentField", Field, load_default="text")
    quote = Part(TextQuoteInput)
    position = Part(TextPositionInput)

    @validates_schema
    def at_least_one_selector(self, fragment: dict[str, Any], **_: Any) -> None:
        """Refuse a fragment that does not say where it stands."""
        if "quote" not in fragment and "position" not in fragment:
            raise ValidationError("Give a quote, a position or both.")


class Hop(Output):
    """One link of the chain; sources credited jointly share a step."""

    step = Whole(required=True, metadata={"description": "From 0, the origin."})
    role = Choice("Role", Role, required=True)
    act = Choice("Act", Act, required=True)
    mode = Choice("HopMode", HopMode)
    source = Part(SourceReference, required=True)
    mention = Text(metadata={"description": "The source's words here."})
    mention_position = Part(TextPosition)
    cue = Text()
    cue_position = Part(TextPosition)


class HopInput(Input):
    """One link of the chain; sources credited jointly share a step."""

    rules: ClassVar[dict[str, Any]] = {
        "if": {"properties": {"role": {"const": "publisher"}}},
        "else": {"required": ["source"]},
    }

    step = Whole(required=True, most=99)
    role = Choice("Role", Role, required=True)
    act = Choice("Act", Act, required=True)
    mode = Choice("HopMode", HopMode)
    source = Part(
        SourceReferenceInput, metadata={"description": "The article's, where a publisher hop has none."}
    )
    mention = Text(most=1000)
    mention_position = Part(TextPositionInput)
    cue = Text(most=1000)
    cue_position = Part(TextPositionInput)


class Certainty(Output):
    """How sure the words are, of the innermost speaker as reported."""

    level = Choice("CertaintyLevel", CertaintyLevel, required=True)
    polarity = Choice("Polarity", Polarity, required=True)
    condition = Text()
    cues = Listed(Text(), required=True)


class CertaintyInput(Input):
    """How sure the words are, of the innermost speaker as reported."""

    level = Choice("CertaintyLevel", CertaintyLevel, required=True)
    polarity = Choice("Polarity", Polarity, required=True)
    condition = Text(most=2000)
    cues = Listed(Text(most=500), load_default=list)


class Factor(Output):
    """One thing that moved a confidence score."""

    factor = Text(required=True)
    value = Text(required=True, least=0)
    effect = Whole(
        required=True, least=-(2**31), metadata={"description": "Points; they add up to the score."}
    )
    reason = Text(required=True)


class Confidence(Output):
    """How much trust a claim earns; not how likely its content is."""

    score = Whole(required=True, most=100, metadata={"description": "0 to 100 (STIX 2.1, Appendix A)."})
    level = Choice("ConfidenceLevel", ConfidenceLevel, required=True)
    explanation = Listed(Part(Factor), required=True)
    computed = fields.Boolean(
        required=True, metadata={"description": "False where a person stated the score."}
    )
    computed_at = Time(required=True)
    stale = fields.Boolean(required=True, metadata={"description": "Whether an input has changed since."})
    weights = Text(metadata={"description": "The version and digest of the weights it was computed with."})


class ConfidenceInput(Input):
    """A score somebody states; without it one is computed, where there is a basis."""

    score = Whole(required=True, most=100, metadata={"description": "0 to 100 (STIX 2.1, Appendix A)."})
    reason = Text(most=1000)


class ClaimEdit(Input):
    """A claim as a client tells it."""

    patch_example: ClassVar = {"status": "retracted", "certainty": {"level": "doubtful"}}

    text = Text(
        required=True, most=LONGEST_CLAIM, metadata={"description": "One checkable statement, on its own."}
    )
    fragments = Listed(Part(FragmentInput), least=1, required=True)
    attribution = Listed(
        Part(HopInput),
        least=1,
        metadata={"description": "The chain, origin first; absent: nobody is credited."},
    )
    certainty = Part(CertaintyInput, required=True)
    confidence = Part(ConfidenceInput)
    status = Choice("ClaimStatus", ClaimStatus)


class ClaimInput(ClaimEdit):
    """A claim by hand, in the current revision of an article."""

    example: ClassVar = {
        "article_id": "01a2008d-7400-7000-8000-0000000a0001",
        "text": "A deal for a truce in Aleppo is not concluded.",
        "fragments": [{"quote": {"type": "TextQuoteSelector", "exact": "It's not done yet"}}],
        "attribution": [
            {
                "step": 0,
                "role": "origin",
                "act": "said",
                "mode": "direct_quote",
                "source": {"id": "01a2008d-7400-7000-8000-000000050004"},
                "mention": "one source",
                "cue": "told",
            },
            {
                "step": 1,
                "role": "relay",
                "act": "published",
                "source": {"kind": "news_agency", "name": "Reuters"},
            },
            {"step": 2, "role": "publisher", "act": "published"},
        ],
        "certainty": {"level": "asserted", "polarity": "negative", "cues": ["not … yet"]},
    }

    article_id = Text(required=True, most=64)


class Extraction(Output):
    """Which run found the claim, and how probable it is that it is one; not a confidence in it."""

    engine = Text(required=True)
    version = Text(required=True)
    probability = fields.Float(required=True, metadata={"minimum": 0, "maximum": 1})
    check_worthiness = fields.Float(metadata={"minimum": 0, "maximum": 1, "description": CHECK_WORTHINESS})
    analysis_id = Text(required=True)


class Included(Output):
    """What claims refer to, each once, the oldest first: with `include` only."""

    articles = Listed(Part(ArticleSummary), most=200)
    sources = Listed(Part(Source), most=20_000)


# Of a claim
_NEWER = (
    "The article's current revision, where it is newer than the claim's and no engine has read it: whether "
    "the claim still stands there is not known. Active claims only."
)


class NewerRevision(Output):
    """The current revision of a claim's article, newer than the claim's, and why no engine read it."""

    number = Whole(required=True, least=2)
    not_analysed = Choice("NotAnalysed", NotAnalysed, required=True)


class Claim(Output):
    """One checkable statement with its chain, origin first, publisher last."""

    id = Text(required=True)
    version = Whole(required=True, least=1)
    article_id = Text(required=True)
    revision = Whole(required=True, least=1)
    published_on = Date()
    published_at = Time()
    text = Text(required=True)
    quote = Text(required=True, most=None, metadata={"description": 'The fragments, joined by " … ".'})
    fragments = Listed(Part(Fragment), least=1, required=True)
    mode = Choice("Mode", Mode, required=True)
    attribution = Listed(Part(Hop), least=1, required=True)
    certainty = Part(Certainty, required=True)
    confidence = Part(Confidence)
    extraction = Part(Extraction)
    status = Choice("ClaimStatus", ClaimStatus, required=True)
    edited = fields.Boolean(required=True, metadata={"description": "Whether a person changed it."})
    created_at = Time(required=True)
    updated_at = Time(required=True)
    newer_revision = Part(NewerRevision, metadata={"description": _NEWER})
    included = Part(Included)
