"""Kinds: what a mention's own words say of its source."""

import pytest

from extraction.kinds import describe_mention


@pytest.mark.parametrize(
    ("mention", "kind", "name"),
    [
        ("coroner Basil Thorne", "person", "Basil Thorne"),
        ("mezzo-soprano Giulia Verde", "person", "Giulia Verde"),
        ("the head of the dam board, Kamran Oday", "person", "Kamran Oday"),
        ("the shipper Nordholt", "organisation", "Nordholt"),
        ("the news site Brixblick", "outlet", "Brixblick"),
        ("Captain Leif Sand's widow", "person", "Captain Leif Sand's widow"),
        ("A spokeswoman for Nordholt Lines", "organisation", "Nordholt Lines"),
        ("the coroner", "person", "the coroner"),
        ("the national weather service", "government", "the national weather service"),
        ("Prosecutors", "government", "Prosecutors"),
        ("three prosecutors", "anonymous", "three prosecutors"),
        ("Witnesses", "anonymous", "Witnesses"),
        ("two eyewitnesses", "anonymous", "two eyewitnesses"),
        ("A ministry epidemiologist", "anonymous", "A ministry epidemiologist"),
        ("One of the two negotiators", "anonymous", "One of the two negotiators"),
        ("someone in the palace", "anonymous", "someone in the palace"),
        ("A fourth", "anonymous", "A fourth"),
        (
            "Tarek, a carpenter whose surname is being withheld",
            "anonymous",
            "Tarek, a carpenter whose surname is being withheld",
        ),
        ("Tom Baker", "person", "Tom Baker"),
        ("the weather", "unknown", "the weather"),
    ],
)
def test_a_mention_tells_its_kind_and_name(mention, kind, name):
    portrait = describe_mention(mention)

    assert (portrait.kind, portrait.name) == (kind, name)


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("a cellarer", "anonymous"),
        ("two bargees", "anonymous"),
        ("one of the dismissed saddlers", "anonymous"),
        ("one of them", "anonymous"),
        ("one of those who pulled the rope", "anonymous"),
        ("participants", "anonymous"),
        ("a foreign ministry spokeswoman", "government"),
        ("an aide to Senator Ida Brandt", "anonymous"),
        ("two operators who were on shift", "anonymous"),
        ("a tanker", "unknown"),
        ("a takeover", "unknown"),
        ("a settlement", "unknown"),
        ("the dockers' federation Havnelag", "organisation"),
    ],
)
def test_whoever_does_something_is_somebody_and_what_is_done_is_not(words, kind):
    assert describe_mention(words).kind == kind
