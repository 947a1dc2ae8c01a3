"""Mending: what an engine cut wrongly is put right before chains are made."""

import pytest

from extraction.layout import read_layout
from extraction.mending import with_plain_roles


@pytest.mark.parametrize(
    ("text", "source", "whole"),
    [
        ("Two people briefed on the sale said it was off.", "sale", "Two people briefed on the sale"),
        (
            "Clerks who declined to be named said it was off.",
            "to be named",
            "Clerks who declined to be named",
        ),
        ("Brix bridge - medics said it was off.", "- medics", "medics"),
        ("Hale as he quit said it was off.", "Hale as he quit", "Hale"),
        ("A pilot quoted by Radio Brix said it was off.", "Radio Brix", "A pilot"),
        ("A pilot quoted by Radio Brix said it was off.", "A pilot quoted", "A pilot"),
        ("State radio, quoting the envoy, Tom Hale, said it was off.", "Tom Hale", "State radio"),
        ("It angered the ministry, which said it was off.", "which", "the ministry"),
        (
            "Two clerks, who would not be named, said it was off.",
            "Two clerks, who would not be named",
            "Two clerks",
        ),
        (
            "A cook and a maid, both of whom knew, said it was off.",
            "A cook and a maid, both of whom knew",
            "A cook and a maid",
        ),
        ("A memo seen by dpa said it was off.", "A memo seen by dpa", "A memo"),
        ("A guest seen by nobody said it was off.", "A guest seen by nobody", "A guest seen by nobody"),
    ],
)
def test_a_source_is_whole_and_plain(credit, text, source, whole):
    mended = with_plain_roles(read_layout(text), credit(text, source, "said", "it was off"))

    assert [span.of(text) for span in mended.source] == [whole]


@pytest.mark.parametrize(
    ("text", "cue", "content", "plain"),
    [
        ("Hale told AFP that it was off.", "told", "AFP that it was off", "it was off"),
        (
            "Hale let it be known to Radio Brix that it was off.",
            "let",
            "it be known to Radio Brix that it was off",
            "it was off",
        ),
        ("Hale said it was off, citing two clerks.", "said", "it was off, citing two clerks", "it was off"),
        ("Hale said citing rules was off.", "said", "citing rules was off", "citing rules was off"),
    ],
)
def test_content_is_what_was_said_and_nothing_beside_it(credit, text, cue, content, plain):
    mended = with_plain_roles(read_layout(text), credit(text, "Hale", cue, content))

    assert [span.of(text) for span in mended.content] == [plain]


def test_a_source_that_ran_into_the_content_is_cut_from_it(credit):
    text = "It was off, two people briefed on the sale said."

    mended = with_plain_roles(
        read_layout(text), credit(text, "sale", "said", "It was off, two people briefed on the")
    )

    assert [span.of(text) for span in mended.content] == ["It was off"]


def test_a_plain_sentence_after_the_cue_is_not_what_was_said(credit, claims_of):
    text = "Nobody was hurt, the brigade said. The school is closed."

    claims = claims_of(text, credit(text, "the brigade", "said", "Nobody was hurt", "The school is closed"))

    assert [(claim.text, claim.hops[0].source.name) for claim in claims] == [
        ("Nobody was hurt.", "the brigade"),
        ("The school is closed.", "unnamed publisher"),
    ]
