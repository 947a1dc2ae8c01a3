"""From an article and its attributions to its claims, the steps in order."""

from collections.abc import Mapping, Sequence

from extraction.certainty import grade_certainty
from extraction.chains import Report, build_hops, find_reports, mentions_of, publisher_hop
from extraction.confidence import assess_confidence
from extraction.contents import Stretch, split_contents
from extraction.layout import Layout, read_layout
from extraction.model import Article, Attribution, Certainty, Claim, Fragment, Hop, Span
from extraction.references import Mention, resolve_sources
from extraction.statements import find_statements, is_statement
from extraction.wording import word_claim

# A sentence that passes every test of `statements` is a claim more often than not; nothing finer is measured.
STATEMENT_PROBABILITY = 0.7


def build_claims(article: Article, attributions: Sequence[Attribution]) -> list[Claim]:
    """Return the claims of `article` in text order: those somebody is credited with, and the publisher's own."""
    layout = read_layout(article.text)
    reports = find_reports(layout, attributions)
    sources = resolve_sources(article.text, mentions_of(reports), layout.sentences)
    credited = [claim for report in reports for claim in _claims_of_report(layout, article, report, sources)]
    own = _publisher_claims(layout, article, reports)
    return sorted(_without_doubles([*credited, *own]), key=lambda claim: claim.fragments[0].span)


def _claims_of_report(
    layout: Layout, article: Article, report: Report, sources: Mapping[Span, Sequence[Mention]]
) -> list[Claim]:
    claims = []
    for stretch in split_contents(layout, report.content):
        if not is_statement(layout.text, stretch.spans):
            continue
        hops = build_hops(report, sources, stretch.mode, article.publisher)
        certainty = _grade(layout.text, stretch, report.cue)
        claims.append(_claim(layout.text, stretch.spans, hops, certainty, report.probability))
    return claims


def _publisher_claims(layout: Layout, article: Article, reports: Sequence[Report]) -> list[Claim]:
    hops = (publisher_hop(0, article.publisher),)
    taken = [report.extent for report in reports]
    return [
        _claim(layout.text, stretch.spans, hops, _grade(layout.text, stretch, ""), STATEMENT_PROBABILITY)
        for stretch in find_statements(layout, taken)
    ]


def _grade(text: str, stretch: Stretch, cue: str) -> Certainty:
    words = " ".join(span.of(text) for span in stretch.spans)
    return grade_certainty(words, cue=cue, introduction=stretch.introduction)


def _claim(
    text: str, spans: Sequence[Span], hops: tuple[Hop, ...], certainty: Certainty, probability: float
) -> Claim:
    return Claim(
        text=word_claim(text, spans, hops),
        fragments=tuple(Fragment("text", span) for span in spans),
        hops=hops,
        certainty=certainty,
        confidence=assess_confidence(certainty, hops),
        probability=probability,
    )


def _without_doubles(claims: Sequence[Claim]) -> list[Claim]:
    """Keep of several claims on the same words the one with the longer chain."""
    kept: dict[tuple[Fragment, ...], Claim] = {}
    for claim in claims:
        other = kept.get(claim.fragments)
        if other is None or len(other.hops) < len(claim.hops):
            kept[claim.fragments] = claim
    return list(kept.values())
