"""Citations: who cites whom, wherever the words that say so stand."""

import pytest

AGENCY = (1, "relay", "news_agency", "Interfax", "published")


@pytest.mark.parametrize(
    ("text", "source", "cue", "content", "chain"),
    [
        (
            "Interfax reported, citing two clerks, that the pump had failed.",
            "Interfax",
            "citing",
            "two clerks, that the pump had failed",
            [(0, "origin", "anonymous", "two clerks", "said"), AGENCY],
        ),
        (
            "According to Interfax, which cited a leaked memo, the pump had failed.",
            "Interfax",
            "According to",
            "memo, the pump had failed",
            [
                (0, "origin", "document", "a leaked memo", "showed"),
                (1, "relay", "news_agency", "Interfax", "said"),
            ],
        ),
        (
            "Interfax quoted a clerk in the water office as saying the pump had failed.",
            "Interfax",
            "saying",
            "the pump had failed",
            [(0, "origin", "anonymous", "a clerk in the water office", "said"), AGENCY],
        ),
        (
            "Interfax reported, quoting state television, which quoted a clerk, that the pump had failed.",
            "Interfax",
            "reported",
            "quoting state television",
            [
                (0, "origin", "anonymous", "a clerk", "said"),
                (1, "relay", "outlet", "state television", "published"),
                (2, "relay", "news_agency", "Interfax", "published"),
            ],
        ),
    ],
)
def test_whom_somebody_cites_is_the_origin(credit, claims_of, chain_of, text, source, cue, content, chain):
    claims = claims_of(text, credit(text, source, cue, content))

    assert [(claim.text, chain_of(claim)) for claim in claims] == [("The pump had failed.", chain)]


def test_whom_somebody_cites_is_no_claim(credit, claims_of):
    text = "The pump failed, Interfax reported, citing two clerks who asked not to be named."

    claims = claims_of(
        text,
        credit(text, "Interfax", "reported", "The pump failed"),
        credit(text, "Interfax", "citing", "two clerks who asked not to be named"),
    )

    assert [claim.text for claim in claims] == ["The pump failed."]


def test_who_cites_before_the_cue_is_not_the_speaker_of_the_sentence_before(credit, claims_of, chain_of):
    text = (
        'Ida Brandt said so. "No," she said. Interfax, citing two clerks, reported that the pump had failed.'
    )

    claims = claims_of(text, credit(text, "she", "reported", "that the pump had failed"))

    assert chain_of(claims[-1]) == [(0, "origin", "anonymous", "two clerks", "said"), AGENCY]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            '"The well is dry," Dr Ada Brandt was quoted as saying by the Daily Karst.',
            ["Ada Brandt", "Daily Karst"],
        ),
        (
            "The well is dry, its keeper, Ada Brandt, was later quoted as saying by Le Soir.",
            ["Ada Brandt", "Le Soir"],
        ),
    ],
)
def test_whoever_was_quoted_by_a_medium_says_it(credit, claims_of, text, names):
    medium = text.split(" by ")[1].rstrip(".")
    content = text.split(" was ")[0]

    [claim] = claims_of(text, credit(text, medium, "quoted as saying", content))

    assert (claim.text, [hop.source.name for hop in claim.hops[:-1]]) == ("The well is dry.", names)
