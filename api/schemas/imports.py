"""Documents of another store as they come in: each as the service sends it, whole, under an id it serves."""

from marshmallow import RAISE

from api.schemas.articles import Article, Revision
from api.schemas.assessments import Assessment
from api.schemas.bulk import Uuid7
from api.schemas.claims import Claim
from api.schemas.fields import Listed, Part, Text
from api.schemas.reliability import Reliability
from api.schemas.sources import Source, SourceReference


class BroughtRevision(Revision):
    """One of an article's earlier revisions, with its text."""

    class Meta:
        unknown = RAISE

    text = Text(most=None, required=True)


class BroughtArticle(Article):
    """An article with its text and, where it has any, its earlier revisions."""

    class Meta:
        unknown = RAISE

    id = Uuid7(required=True)
    publisher = Part(SourceReference, required=True)
    text = Text(most=None, required=True)
    earlier_revisions = Listed(Part(BroughtRevision), most=100_000)


class BroughtSource(Source):
    """A source that answers for itself."""

    class Meta:
        unknown = RAISE

    id = Uuid7(required=True)


class BroughtClaim(Claim):
    """A claim with all that is known of it, and nothing that it refers to."""

    class Meta:
        unknown = RAISE
        exclude = ("included",)

    id = Uuid7(required=True)


class BroughtAssessment(Assessment):
    """An assessment, withdrawn or not."""

    class Meta:
        unknown = RAISE

    id = Uuid7(required=True)


class BroughtReliability(Reliability):
    """A source's letter, superseded or withdrawn or not."""

    class Meta:
        unknown = RAISE

    id = Uuid7(required=True)
