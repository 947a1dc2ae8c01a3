"""Whosaid, used through the client that openapi-generator makes of its contract."""

import sys
from datetime import UTC, datetime
from typing import Any

from whosaid_client import (
    ApiClient,
    ApiException,
    ApiResponse,
    ArticleInput,
    ArticlesApi,
    AssessmentInput,
    AssessorInput,
    AssessorKind,
    Claim,
    ClaimPatch,
    ClaimsApi,
    ClaimScale,
    ConfidencePatch,
    Configuration,
    Facet,
    FragmentInput,
    Problem,
    PublisherInput,
    QuoteType,
    RowFormat,
    TextQuoteInput,
)


def tag_of(answer: ApiResponse[Any]) -> str:
    """Return the ETag; only `…_with_http_info` answers with headers."""
    return (answer.headers or {})["ETag"]


def problem_of(failure: ApiException) -> Problem:
    """Return what went wrong."""
    assert isinstance(failure.data, Problem)
    return failure.data


def main(address: str) -> None:
    with ApiClient(Configuration(host=address)) as whosaid:
        claim = send_article(ArticlesApi(whosaid))
        claims = ClaimsApi(whosaid)
        page_through_claims(claims)
        stream_claims(claims)
        count_origins(claims)
        state_confidence(claims, claim)
        read_problem(claims, claim)
        assess(claims, claim)
        read_history(claims, claim)


def send_article(articles: ArticlesApi) -> Claim:
    article = ArticleInput(
        title="Dam inspection delayed",
        text='The dam will stay shut, the regulator said.\n\n"We have no divers," one engineer told Reuters.',
        publisher=PublisherInput(name="The Valley Courier"),
    )
    # sent again under its key, it is not stored again
    sent, again = (articles.add_article(article, idempotency_key="dam-1") for _ in range(2))
    print("sent:", sent.title)
    print("sent again:", "the same article" if sent.id == again.id else "another article")
    return articles.list_article_claims(sent.id, relay="Reuters").data[0]


def page_through_claims(claims: ClaimsApi) -> None:
    page = claims.list_claims(limit=20)
    read = page.data
    while page.next_cursor:
        page = claims.list_claims(limit=20, cursor=page.next_cursor)
        read += page.data
    print("paged through:", len(read), "claims")


def stream_claims(claims: ClaimsApi) -> None:
    # export_claims reads all rows before it returns; without preload they are read as they come, unchecked
    rows = claims.export_claims_without_preload_content(RowFormat.NDJSON)
    assert rows.status == 200, rows.data
    streamed = [Claim.from_json(row.decode()) for row in rows]
    print("streamed:", len(streamed), "claims")


def count_origins(claims: ClaimsApi) -> None:
    facets = claims.list_claims(facet=[Facet.ORIGIN_KIND], limit=1).facets
    if facets and facets.origin_kind:
        print("origins:", ", ".join(f"{kind.label} {kind.count}" for kind in facets.origin_kind))


def state_confidence(claims: ClaimsApi, claim: Claim) -> None:
    tag = tag_of(claims.get_claim_with_http_info(claim.id))
    stated = ClaimPatch(confidence=ConfidencePatch(score=80, reason="Two divers confirm it."))
    changed = claims.patch_claim_with_http_info(claim.id, tag, stated)
    print("stated:", confidence_of(changed.data))
    try:
        claims.patch_claim(claim.id, tag, stated)
    except ApiException as late:
        print("with the old tag:", late.status, problem_of(late).title)
    # None removes a field, leaving it out leaves it alone
    taken_back = claims.patch_claim(claim.id, tag_of(changed), ClaimPatch(confidence=None))
    print("taken back:", confidence_of(taken_back))


def confidence_of(claim: Claim) -> str:
    if claim.confidence is None:
        return "none"
    how = "computed" if claim.confidence.computed else "stated by a person"
    return f"{claim.confidence.score}, {claim.confidence.level.value}, {how}"


def read_problem(claims: ClaimsApi, claim: Claim) -> None:
    elsewhere = FragmentInput(
        quote=TextQuoteInput(type=QuoteType.TEXT_QUOTE_SELECTOR, exact="We have many divers")
    )
    try:
        claims.patch_claim(claim.id, "*", ClaimPatch(fragments=[elsewhere]))
    except ApiException as refused:
        problem = problem_of(refused)
        print("refused:", problem.status, problem.title)
        for error in problem.errors or []:
            print(f"  {error.pointer}: {error.detail}")


def assess(claims: ClaimsApi, claim: Claim) -> None:
    opinion = AssessmentInput(
        assessor=AssessorInput(kind=AssessorKind.PERSON, name="Ida Marsh"),
        assessed_at=datetime(2026, 5, 5, 9, 30, tzinfo=UTC),
        scale=ClaimScale.ICD_203,
        label="likely",
    )
    kept = claims.add_assessment(claim.id, opinion)
    if kept.likelihood and kept.likelihood.range:
        band = kept.likelihood.range
        print("assessed:", f"{kept.label}, that is {band.low} to {band.high} percent")


def read_history(claims: ClaimsApi, claim: Claim) -> None:
    history = claims.list_claim_history(claim.id)
    print("history:", ", ".join(change.action.value for change in history.data))


if __name__ == "__main__":
    main(sys.argv[1])
