"""The documents the store takes and gives: the JSON of each resource, as typed dictionaries.

Absent means unknown; null is never stored or sent.
"""

import json
from collections.abc import Mapping
from typing import Any, Literal, NotRequired, TypedDict


class TextQuoteSelector(TypedDict):
    """W3C Web Annotation: the words, with up to 32 code points before and after."""

    type: Literal["TextQuoteSelector"]
    exact: str
    prefix: str
    suffix: str


class TextPositionSelector(TypedDict):
    """W3C Web Annotation: code points from 0, end excluded."""

    type: Literal["TextPositionSelector"]
    start: int
    end: int


class Fragment(TypedDict):
    """One stretch of a claim in a revision's text or title."""

    field: Literal["text", "title"]
    quote: TextQuoteSelector
    position: TextPositionSelector


class Anonymity(TypedDict):
    descriptor: str
    category: str
    number: str
    knowledge: str
    reason: NotRequired[str]


class SourceReference(TypedDict):
    """A source as a claim or an article shows it; only `id` counts when it is written."""

    id: str
    kind: NotRequired[str]
    name: NotRequired[str]
    anonymity: NotRequired[Anonymity]


class Hop(TypedDict):
    step: int
    role: str
    act: str
    mode: NotRequired[str]
    source: SourceReference
    mention: NotRequired[str]
    mention_position: NotRequired[TextPositionSelector]
    cue: NotRequired[str]
    cue_position: NotRequired[TextPositionSelector]


class Certainty(TypedDict):
    level: str
    polarity: str
    condition: NotRequired[str]
    cues: list[str]


class Factor(TypedDict):
    factor: str
    value: str
    effect: int
    reason: str


class Confidence(TypedDict):
    """`computed` is False where a person stated the score; `weights` names what it was computed with."""

    score: int
    level: str
    explanation: list[Factor]
    computed: bool
    computed_at: str
    stale: bool
    weights: NotRequired[str]


class Extraction(TypedDict):
    engine: str
    version: str
    probability: float
    check_worthiness: NotRequired[float]
    analysis_id: str


class ClaimDraft(TypedDict):
    """A claim as it is handed to the store: what cannot be derived."""

    text: str
    fragments: list[Fragment]
    attribution: list[Hop]
    certainty: Certainty
    confidence: NotRequired[Confidence]
    extraction: NotRequired[Extraction]
    status: NotRequired[str]


class Claim(ClaimDraft):
    """A claim as it is stored and sent; the ready-made JSON of each claim is one of these."""

    id: str
    version: int
    article_id: str
    revision: int
    published_on: NotRequired[str]
    published_at: NotRequired[str]
    quote: str
    mode: str
    edited: bool
    created_at: str
    updated_at: str
    newer_revision: NotRequired[dict[str, Any]]


class ArticleDraft(TypedDict):
    """An article's description as handed to the store; its text and title come in a revision."""

    url: NotRequired[str]
    publisher: NotRequired[SourceReference]
    authors: NotRequired[list[str]]
    language: NotRequired[str]
    place: NotRequired[str]
    published_on: NotRequired[str]
    published_at: NotRequired[str]
    image_credits: NotRequired[list[str]]
    wire_credits: NotRequired[list[str]]
    contributors: NotRequired[list[str]]
    text_origin: str
    based_on: NotRequired[str]


class Revision(TypedDict):
    """An article's title and text at one time.

    `sha256` is the hex digest of the UTF-8 bytes of title, two line feeds, text ("" for no title).
    `length` counts code points. `corrections` are its notes of what an earlier one had wrong, as printed.
    """

    number: int
    sha256: str
    retrieved_at: str
    length: int
    title: NotRequired[str]
    corrections: NotRequired[list[str]]
    text: NotRequired[str]


class Analysis(TypedDict):
    id: str
    engine: str
    version: str
    at: str
    revision: int


class Article(ArticleDraft):
    """An article as it is stored and sent: with its current revision and newest analysis.

    `analysed` tells of the current revision; `not_analysed`, why it was not, where that is known.
    """

    id: str
    version: int
    title: NotRequired[str]
    text: NotRequired[str]
    corrections: NotRequired[list[str]]
    revision: Revision
    analysed: bool
    not_analysed: NotRequired[str]
    analysis: NotRequired[Analysis]
    created_at: str
    updated_at: str


class ShownReliability(TypedDict):
    """The letter A to F that stands for a source: F, "cannot be judged", is one too."""

    id: str
    letter: str
    assessed_on: str
    reason: str


class Reliability(ShownReliability):
    """A letter given to a source; `number` counts the source's letters from 1."""

    version: int
    source_id: str
    number: int
    created_at: str
    withdrawn_at: NotRequired[str]
    withdrawal_reason: NotRequired[str]


class SourceDraft(TypedDict):
    kind: str
    name: str
    names: NotRequired[list[str]]
    same_as: NotRequired[list[str]]
    possibly_same_as: NotRequired[list[str]]
    anonymity: NotRequired[Anonymity]
    article_id: NotRequired[str]


class Source(SourceDraft):
    id: str
    version: int
    reliability: NotRequired[ShownReliability]
    created_at: str
    updated_at: str


class MergedSource(Source):
    """A source that another one answers for: `merged_into`, or whoever answers for that one."""

    merged_into: str


class Assessor(TypedDict):
    """Who holds an opinion; only a tool has a version."""

    kind: str
    name: str
    version: NotRequired[str]


class AssessmentDraft(TypedDict):
    """One assessor's opinion of a claim as handed to the store."""

    assessor: Assessor
    assessed_at: str
    scale: str
    label: str
    note: NotRequired[str]


class Range(TypedDict):
    low: int
    high: int
    includes_high: bool


class Number(TypedDict):
    """What a label stands for on its scale."""

    value: NotRequired[int]
    range: NotRequired[Range]


class Assessment(AssessmentDraft):
    """An opinion as it is stored and sent; what its label stands for is in the field of the scale's kind."""

    id: str
    version: int
    claim_id: str
    status: str
    confidence: NotRequired[Number]
    credibility: NotRequired[Number]
    likelihood: NotRequired[Number]
    verdict: NotRequired[Number]
    created_at: str
    withdrawn_at: NotRequired[str]
    withdrawal_reason: NotRequired[str]


class Change(TypedDict):
    """One entry of the history: what happened to which resource, by whom, when and why."""

    sequence: int
    at: str
    actor: str
    reason: NotRequired[str]
    action: str
    resource: str
    resource_id: str
    version: int
    before: NotRequired[dict[str, Any]]
    after: NotRequired[dict[str, Any]]


# Made once: to make one takes as long as to write a short document
_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def to_json(value: Mapping[str, Any] | list[Any]) -> str:
    """Return `value` as JSON without white space, its characters as they are."""
    return _ENCODER.encode(value)
