"""What later sentences tell of an unnamed source."""

import pytest

from extraction.claims import build_claims
from extraction.model import Article, Attribution, Span


def anonymity_told(text, who, content):
    spans = [Span(text.index(words), text.index(words) + len(words)) for words in (who, " said", content)]
    attribution = Attribution((spans[0],), (spans[1],), (spans[2],))
    anonymity = build_claims(Article(text), [attribution])[0].hops[0].source.anonymity
    return (anonymity.number, anonymity.knowledge, anonymity.reason)


@pytest.mark.parametrize(
    ("later", "told"),
    [
        ("Both had read the contract.", ("several_stated", "document", None)),
        ("They were interviewed separately.", ("several_verified", "unknown", None)),
        (
            "The welders are not allowed to speak to reporters.",
            ("several_stated", "unknown", "not allowed to speak to reporters"),
        ),
        ("They feared for their jobs.", ("several_stated", "unknown", "feared for their jobs")),
        ("He had read the contract.", ("several_stated", "unknown", None)),
        ("The guards were interviewed separately.", ("several_stated", "unknown", None)),
    ],
)
def test_the_next_sentence_tells_more_of_the_same_source(later, told):
    text = f"The crane was sold, two welders said. {later}"

    assert anonymity_told(text, "two welders", "The crane was sold") == told


@pytest.mark.parametrize(
    "who",
    ["Maria - not her real name -", "Ahmed, a driver who asked that his surname not be used,"],
)
def test_a_first_name_alone_with_the_rest_kept_back_is_unnamed(who):
    name = who[:5]
    text = f"The gate was locked, {who} said. The lamp was out, {name} said."
    attributions = [
        Attribution((Span(at, at + 5),), (Span(said, said + 4),), (Span(start, end),))
        for at, said, start, end in (
            (text.index(name), text.index("said"), 0, text.index(",")),
            (text.rindex(name), text.rindex("said"), text.index("The lamp"), text.index(f", {name} said")),
        )
    ]

    claims = build_claims(Article(text), attributions)

    assert [claim.hops[0].source.key for claim in claims] == ["anonymous:1", "anonymous:1"]
