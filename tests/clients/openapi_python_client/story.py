"""Whosaid, used through the client that openapi-python-client makes of its contract."""

import json
import sys
from datetime import UTC, datetime
from typing import Any, TypeVar

from whosaid_client import Client
from whosaid_client.api.articles import add_article, list_article_claims
from whosaid_client.api.claims import (
    add_assessment,
    get_claim,
    list_claim_history,
    list_claims,
    patch_claim,
)
from whosaid_client.models import (
    Article,
    ArticleInput,
    Assessment,
    AssessmentInput,
    AssessorInput,
    AssessorKind,
    Claim,
    ClaimPage,
    ClaimPatch,
    ClaimScale,
    ConfidencePatch,
    Facet,
    FragmentInput,
    History,
    Problem,
    PublisherInput,
    QuoteType,
    TextQuoteInput,
)
from whosaid_client.types import Response, Unset

T = TypeVar("T")


def wanted(kind: type[T], answer: Response[Any]) -> T:
    """Return what was asked for; what went wrong comes as a Problem."""
    if not isinstance(answer.parsed, kind):
        raise RuntimeError(answer.parsed)
    return answer.parsed


def main(address: str) -> None:
    with Client(base_url=address) as whosaid:
        claim = send_article(whosaid)
        page_through_claims(whosaid)
        stream_claims(whosaid)
        count_origins(whosaid)
        state_confidence(whosaid, claim)
        read_problem(whosaid, claim)
        assess(whosaid, claim)
        read_history(whosaid, claim)


def send_article(whosaid: Client) -> Claim:
    article = ArticleInput(
        title="Dam inspection delayed",
        text='The dam will stay shut, the regulator said.\n\n"We have no divers," one engineer told Reuters.',
        publisher=PublisherInput(name="The Valley Courier"),
    )
    # sent again under its key, it is not stored again
    sent, again = (
        wanted(Article, add_article.sync_detailed(client=whosaid, body=article, idempotency_key="dam-1"))
        for _ in range(2)
    )
    print("sent:", sent.title)
    print("sent again:", "the same article" if sent.id == again.id else "another article")
    page = wanted(ClaimPage, list_article_claims.sync_detailed(sent.id, client=whosaid, relay="Reuters"))
    return page.data[0]


def page_through_claims(whosaid: Client) -> None:
    page = wanted(ClaimPage, list_claims.sync_detailed(client=whosaid, limit=20))
    claims = page.data
    while page.next_cursor:
        page = wanted(ClaimPage, list_claims.sync_detailed(client=whosaid, limit=20, cursor=page.next_cursor))
        claims += page.data
    print("paged through:", len(claims), "claims")


def stream_claims(whosaid: Client) -> None:
    # export_claims reads all rows before it returns; the client it stands on streams them
    with whosaid.get_httpx_client().stream("GET", "/v1/claims.ndjson") as rows:
        rows.raise_for_status()
        claims = [Claim.from_dict(json.loads(row)) for row in rows.iter_lines()]
    print("streamed:", len(claims), "claims")


def count_origins(whosaid: Client) -> None:
    page = wanted(ClaimPage, list_claims.sync_detailed(client=whosaid, facet=[Facet.ORIGIN_KIND], limit=1))
    if page.facets and page.facets.origin_kind:
        print("origins:", ", ".join(f"{kind.label} {kind.count}" for kind in page.facets.origin_kind))


def state_confidence(whosaid: Client, claim: Claim) -> None:
    read = get_claim.sync_detailed(claim.id, client=whosaid)
    tag = read.headers["ETag"]
    stated = ClaimPatch(confidence=ConfidencePatch(score=80, reason="Two divers confirm it."))
    changed = patch_claim.sync_detailed(claim.id, client=whosaid, body=stated, if_match=tag)
    print("stated:", confidence_of(wanted(Claim, changed)))
    late = patch_claim.sync_detailed(claim.id, client=whosaid, body=stated, if_match=tag)
    print("with the old tag:", late.status_code.value, wanted(Problem, late).title)
    # None removes a field, UNSET leaves it alone
    taken_back = ClaimPatch(confidence=None)
    tag = changed.headers["ETag"]
    changed = patch_claim.sync_detailed(claim.id, client=whosaid, body=taken_back, if_match=tag)
    print("taken back:", confidence_of(wanted(Claim, changed)))


def confidence_of(claim: Claim) -> str:
    if isinstance(claim.confidence, Unset):
        return "none"
    how = "computed" if claim.confidence.computed else "stated by a person"
    return f"{claim.confidence.score}, {claim.confidence.level}, {how}"


def read_problem(whosaid: Client, claim: Claim) -> None:
    elsewhere = FragmentInput(
        quote=TextQuoteInput(type_=QuoteType.TEXT_QUOTE_SELECTOR, exact="We have many divers")
    )
    refused = patch_claim.sync_detailed(
        claim.id, client=whosaid, body=ClaimPatch(fragments=[elsewhere]), if_match="*"
    )
    problem = wanted(Problem, refused)
    print("refused:", problem.status, problem.title)
    for error in problem.errors or []:
        print(f"  {error.pointer}: {error.detail}")


def assess(whosaid: Client, claim: Claim) -> None:
    opinion = AssessmentInput(
        assessor=AssessorInput(kind=AssessorKind.PERSON, name="Ida Marsh"),
        assessed_at=datetime(2026, 5, 5, 9, 30, tzinfo=UTC),
        scale=ClaimScale.ICD_203,
        label="likely",
    )
    kept = wanted(Assessment, add_assessment.sync_detailed(claim.id, client=whosaid, body=opinion))
    if kept.likelihood and kept.likelihood.range_:
        band = kept.likelihood.range_
        print("assessed:", f"{kept.label}, that is {band.low} to {band.high} percent")


def read_history(whosaid: Client, claim: Claim) -> None:
    history = wanted(History, list_claim_history.sync_detailed(claim.id, client=whosaid))
    print("history:", ", ".join(change.action for change in history.data))


if __name__ == "__main__":
    main(sys.argv[1])
