"""Documents of another store as they come in: each as the service sends it, and whole."""

import marshal
from typing import Any

from marshmallow import RAISE, Schema

from api.schemas.articles import Article, Revision
from api.schemas.claims import Certainty, Claim, Confidence, Extraction, Factor, Hop
from api.schemas.fields import Listed, Part, Text
from api.schemas.sources import Source, SourceReference

# Parts remembered of each kind: more than there are sources and reasons in a thousand lines
_MOST_REMEMBERED = 20_000


class Repeated(Part):
    """An object that comes again and again, such as a source, and is loaded once for all that are equal."""

    def __init__(self, nested: type[Schema], **options: Any) -> None:
        super().__init__(nested, **options)
        self._loaded: dict[bytes, Any] = {}

    def _load(self, value: Any, partial: Any = None) -> Any:
        # equal bytes, equal values of equal types: no 1 passes for true
        key = marshal.dumps(value, 2)
        if key not in self._loaded:
            if len(self._loaded) >= _MOST_REMEMBERED:
                self._loaded.clear()
            self._loaded[key] = super()._load(value, partial=partial)
        return self._loaded[key]


class BroughtHop(Hop):
    """A link of a chain; many have the same source."""

    source = Repeated(SourceReference, required=True)


class BroughtConfidence(Confidence):
    """A confidence, the same factors of which explain many others."""

    explanation = Listed(Repeated(Factor), required=True)


class BroughtRevision(Revision):
    """One of an article's earlier revisions, with its text."""

    class Meta:
        unknown = RAISE

    text = Text(most=None, required=True)


class BroughtArticle(Article):
    """An article with its text and, where it has any, its earlier revisions."""

    class Meta:
        unknown = RAISE

    id = Text(required=True, most=64)
    publisher = Part(SourceReference, required=True)
    text = Text(most=None, required=True)
    earlier_revisions = Listed(Part(BroughtRevision), most=100_000)


class BroughtSource(Source):
    """A source that answers for itself."""

    class Meta:
        unknown = RAISE

    id = Text(required=True, most=64)


class BroughtClaim(Claim):
    """A claim with all that is known of it, and nothing that it refers to."""

    class Meta:
        unknown = RAISE
        exclude = ("included",)

    id = Text(required=True, most=64)
    attribution = Listed(Part(BroughtHop), least=1, required=True)
    certainty = Repeated(Certainty, required=True)
    confidence = Part(BroughtConfidence)
    extraction = Repeated(Extraction)
