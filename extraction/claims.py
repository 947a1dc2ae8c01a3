"""From an article and its attributions to its claims, the steps in order."""

from collections.abc import Mapping, Sequence

from extraction.anchoring import anchor
from extraction.anonymity import describe_anonymity
from extraction.antecedents import Antecedents, name_spoken_of
from extraction.beliefs import find_beliefs
from extraction.certainty import grade_certainty
from extraction.chains import Report, build_hops, find_reports, mentions_of, publisher_hop
from extraction.check_worthiness import rate_check_worthiness
from extraction.confidence import assess_confidence
from extraction.contents import Stretch, mode_of, split_contents
from extraction.layout import Layout, read_layout, stands_in
from extraction.missed import with_missed
from extraction.model import Article, Attribution, Claim, Field, Fragment, Hop, Source, Span
from extraction.notices import read_notices
from extraction.propositions import split_stretch
from extraction.references import Mention, resolve_sources
from extraction.statements import find_headline, find_headline_credit, find_statements, is_statement
from extraction.whole_clauses import as_expected
from extraction.wording import name_it, word_claim

# A sentence that passes every test of `statements` is a claim more often than not; nothing finer is measured.
STATEMENT_PROBABILITY = 0.7
# Of these "he" and "she" may be said by themselves.
SOMEBODY = frozenset(("person", "anonymous"))
# A quotation of so few words is a term in somebody else's sentence.
FEWEST_QUOTED = 2
# So far before its content stands what leads over to it: "dismissed as baseless a report by … that".
LEAD_CHARS = 160


def build_claims(article: Article, attributions: Sequence[Attribution]) -> list[Claim]:
    """Return the claims of `article` in text order, the credited ones and the publisher's own."""
    layout = read_layout(article.text)
    notices = read_notices(article.text, layout.paragraphs).spans
    attributions = [
        each
        for each in with_missed(layout, attributions)
        if not any(
            layout.is_endless_at(span.start) or stands_in(notices, span.start) for span in each.content
        )
    ]
    beliefs = [each for each in find_beliefs(layout) if not stands_in(notices, each.extent.start)]
    reports = [*_without_cues_of(beliefs, find_reports(layout, attributions)), *beliefs]
    sources = resolve_sources(article.text, mentions_of(reports), layout.sentences)
    antecedents = Antecedents(layout)
    credited = {
        report: _claims_of_report(layout, article, report, sources, antecedents) for report in reports
    }
    extents = [report.extent for report, claims in credited.items() if claims or _is_quoted(layout, report)]
    taken = [*notices, *(extent for extent in extents if extent.start < extent.end)]
    own = [*_headline_claims(article), *_publisher_claims(layout, article, taken, antecedents)]
    claims = _without_doubles([*(claim for claims in credited.values() for claim in claims), *own])
    return sorted(claims, key=_place)


def _is_quoted(layout: Layout, report: Report) -> bool:
    """Say whether somebody's words are quoted at some length: whatever they state, the publisher does not."""
    return any(
        mode_of(layout, span) == "direct_quote" and len(span.of(layout.text).split()) > FEWEST_QUOTED
        for span in report.content
    )


def _without_cues_of(beliefs: Sequence[Report], reports: Sequence[Report]) -> list[Report]:
    """Leave out what an engine found of a belief that is told whole by its relative clause."""
    cues = {credit.cue for belief in beliefs for credit in belief.credits}
    return [report for report in reports if not cues.intersection(credit.cue for credit in report.credits)]


def _place(claim: Claim) -> tuple[bool, list[Span]]:
    """Order by place in the text, the headline first."""
    return claim.fragments[0].field == "text", [fragment.span for fragment in claim.fragments]


def _claims_of_report(
    layout: Layout,
    article: Article,
    report: Report,
    sources: Mapping[Span, Sequence[Mention]],
    antecedents: Antecedents,
) -> list[Claim]:
    claims = []
    for stretch in report.stretches or split_contents(layout, report.content):
        stretch = as_expected(layout.text, report.cue, stretch)
        if not is_statement(layout.text, stretch):
            continue
        for part in split_stretch(layout, stretch):
            hops = build_hops(layout.text, report, sources, part.mode, article.publisher)
            if part.mode == "indirect" and not any(hop.source.kind in SOMEBODY for hop in hops):
                part = antecedents.name_opening(part)
            part = anchor(layout, antecedents.name_by_age(part))
            part = name_spoken_of(layout.text, report.credits[0].cue, part)
            claims.append(_claim(layout.text, part, hops, report.cue, report.probability))
    return claims


def _headline_claims(article: Article) -> list[Claim]:
    """Return the claim that the title makes, if it is a plain statement."""
    stretch = find_headline(article.title or "")
    hops = _headline_hops(article)
    return [_claim(article.title or "", stretch, hops, "", STATEMENT_PROBABILITY, "title")] if stretch else []


def _headline_hops(article: Article) -> tuple[Hop, ...]:
    """Return the chain of a headline: "… -sources" credits somebody unnamed, told nowhere in the text."""
    title = article.title or ""
    credit = find_headline_credit(title)
    if credit is None:
        return (publisher_hop(0, article.publisher),)
    words = credit.of(title).strip(" -–—")
    source = Source("anonymous:title", "anonymous", words, describe_anonymity(words, ""))
    return Hop(0, "origin", source, "said", "indirect"), publisher_hop(1, article.publisher)


def _publisher_claims(
    layout: Layout, article: Article, taken: Sequence[Span], antecedents: Antecedents
) -> list[Claim]:
    hops = (publisher_hop(0, article.publisher),)
    return [
        _claim(
            layout.text,
            anchor(layout, antecedents.name_by_age(antecedents.name_opening(name_it(layout, part)))),
            hops,
            "",
            STATEMENT_PROBABILITY,
        )
        for stretch in find_statements(layout, taken)
        for part in split_stretch(layout, stretch)
    ]


def _claim(
    text: str,
    stretch: Stretch,
    hops: tuple[Hop, ...],
    cue: str,
    probability: float,
    where: Field = "text",
) -> Claim:
    lead = _lead(text, stretch) if len(hops) > 1 and not stretch.matrix else ""
    graded = stretch.words(text)
    if stretch.matrix:
        graded = " ".join(span.of(text) for span in stretch.spans)
    certainty = grade_certainty(
        graded, cue=cue, introduction=stretch.introduction, lead=lead, matrix=stretch.matrix
    )
    worded = word_claim(text, stretch, hops)
    return Claim(
        text=worded,
        fragments=tuple(Fragment(where, span) for span in stretch.spans),
        hops=hops,
        certainty=certainty,
        confidence=assess_confidence(certainty, hops),
        probability=probability,
        check_worthiness=rate_check_worthiness(worded, certainty),
    )


def _lead(text: str, stretch: Stretch) -> str:
    """Return what stands before a stretch in its sentence, or the last of it."""
    start = stretch.spans[0].start
    before = text[max(0, start - LEAD_CHARS) : start]
    return before[max(before.rfind(". "), before.rfind("\n")) + 1 :]


def _without_doubles(claims: Sequence[Claim]) -> list[Claim]:
    """Keep of several claims on the same words the one with the longer chain."""
    kept: dict[tuple[Fragment, ...], Claim] = {}
    for claim in claims:
        other = kept.get(claim.fragments)
        if other is None or len(other.hops) < len(claim.hops):
            kept[claim.fragments] = claim
    return list(kept.values())
