"""What extraction speaks of: spans, attributions, sources, hops and claims, as frozen values."""

from dataclasses import dataclass
from typing import Literal

SourceKind = Literal[
    "person",
    "organisation",
    "government",
    "group",
    "news_agency",
    "outlet",
    "document",
    "dataset",
    "anonymous",
    "unknown",
]
AnonymityCategory = Literal[
    "diplomatic",
    "government",
    "military",
    "intelligence",
    "police",
    "rebel",
    "medical",
    "company",
    "legal",
    "witness",
    "other",
]
AnonymityNumber = Literal["one", "several_stated", "several_verified", "unknown"]
Knowledge = Literal["witnessed", "told", "document", "deduced", "induced", "unknown"]
Role = Literal["origin", "relay", "publisher"]
Act = Literal["said", "wrote", "showed", "believes", "knows", "predicts", "asked", "published"]
HopMode = Literal["direct_quote", "indirect", "mixed"]
Mode = Literal["direct_quote", "indirect", "mixed", "unattributed"]
CertaintyLevel = Literal["asserted", "probable", "possible", "doubtful", "denied", "unknown"]
Polarity = Literal["positive", "negative"]
ConfidenceLevel = Literal["none", "low", "medium", "high"]
ReliabilityLetter = Literal["A", "B", "C", "D", "E", "F"]
Field = Literal["text", "title"]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of text, in Unicode code points from 0, end excluded."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """Return the words that stand here in `text`."""
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Attribution:
    """What stands in the text: who is credited, by which cue, with what.

    Each role is a tuple of spans in text order; a role may be empty ("it is expected that" names no
    source). An attribution is nested when it lies inside another one's content.
    Source: PolNeAR (Newell, Margolin and Ruths, LREC 2018).
    """

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    probability: float = 1.0
    """How probable it is that this is an attribution at all, 0 to 1; not a confidence in what it says."""


@dataclass(frozen=True, slots=True)
class Anonymity:
    """What the article tells of a source it does not name (AP and Reuters ask for these facts)."""

    descriptor: str
    category: AnonymityCategory = "other"
    number: AnonymityNumber = "unknown"
    knowledge: Knowledge = "unknown"
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """Whoever or whatever a claim comes from, as one article tells of it.

    `key` is equal for two mentions exactly where the article says they are one source. `reliability` is no
    article's: it is the letter that people gave the source.
    """

    key: str
    kind: SourceKind
    name: str
    anonymity: Anonymity | None = None
    reliability: ReliabilityLetter | None = None


@dataclass(frozen=True, slots=True)
class Hop:
    """One link of a chain; sources credited jointly share a `step`, the origin's step is 0."""

    step: int
    role: Role
    source: Source
    act: Act
    mode: HopMode | None = None
    mention: Span | None = None
    cue: Span | None = None


@dataclass(frozen=True, slots=True)
class Certainty:
    """How sure the words are, of the innermost speaker as reported."""

    level: CertaintyLevel
    polarity: Polarity = "positive"
    condition: str | None = None
    cues: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Factor:
    """One thing that moved a confidence score: what, its value, by how many points, and why."""

    factor: str
    value: str
    effect: int
    reason: str


@dataclass(frozen=True, slots=True)
class Confidence:
    """How much trust a claim earns: 0 to 100, its level, and the factors, whose effects add up to the score.

    Levels: none 0, low 1-29, medium 30-69, high 70-100. Source: STIX 2.1, Appendix A, None/Low/Med/High.
    """

    score: int
    level: ConfidenceLevel
    explanation: tuple[Factor, ...]
    weights: str
    """The name of the weights it was computed with."""


@dataclass(frozen=True, slots=True)
class Fragment:
    """One stretch of a claim in the article: in which field, and where."""

    field: Field
    span: Span


@dataclass(frozen=True, slots=True)
class Claim:
    """One checkable statement with its chain, origin first, publisher last."""

    text: str
    fragments: tuple[Fragment, ...]
    hops: tuple[Hop, ...]
    certainty: Certainty
    confidence: Confidence | None
    probability: float
    check_worthiness: float
    """How much it deserves a fact-checker's attention, 0 to 1; neither a probability nor a confidence."""


@dataclass(frozen=True, slots=True)
class Article:
    """What `build_claims` needs to know of an article; `text` and `title` are read apart."""

    text: str
    title: str | None = None
    publisher: Source | None = None
    published_on: str | None = None
    image_credits: tuple[str, ...] = ()
