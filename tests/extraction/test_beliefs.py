"""Beliefs: what somebody calls a thing is their word, not the publisher's."""

import pytest

from extraction.claims import build_claims
from extraction.model import Article


def told_of(text: str) -> list[tuple[str, list[str]]]:
    claims = build_claims(Article(text=text), [])
    return [(claim.text, [hop.source.name for hop in claim.hops[:-1]]) for claim in claims]


@pytest.mark.parametrize(
    ("text", "claim", "source"),
    [
        ('Ada Brown called the plan "madness".', 'The plan is "madness".', "Ada Brown"),
        ('Mayor Tom Hale described the floods as "a test".', 'The floods are "a test".', "Tom Hale"),
        ('The union chief, Ada Brown, called it "crumbs".', 'It is "crumbs".', "Ada Brown"),
    ],
)
def test_what_somebody_calls_a_thing_is_credited_to_them(text, claim, source):
    assert told_of(text) == [(claim, [source])]


def test_what_a_thing_is_called_by_name_stays_a_statement():
    assert told_of("The town called the mill Old Mary.") == [("The town called the mill Old Mary.", [])]
