"""Statements that hang on another one, each told by itself."""

import pytest


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "The inn closed in May because its cellar had flooded.",
            ["The inn closed in May.", "Its cellar had flooded."],
        ),
        (
            "Two men were hurt after a crane fell on the quay.",
            ["Two men were hurt.", "A crane fell on the quay."],
        ),
        (
            "If the dyke fails, the road will flood and the school will close.",
            ["If the dyke fails, the school will close.", "If the dyke fails, the road will flood."],
        ),
        (
            "The report lists three faults: the pump leaks, the door has no lock and the alarm is broken.",
            ["The pump leaks.", "The door has no lock.", "The alarm is broken."],
        ),
    ],
)
def test_a_cause_an_event_before_and_items_are_claims_of_their_own(claims_of, text, told):
    assert [claim.text for claim in claims_of(text)] == told


@pytest.mark.parametrize(
    "text",
    [
        "The cow did not die because the vet came late.",
        "The road was closed because of snow.",
        "The inn reopened two days after the flood had reached it.",
        "The pier will be closed after the season is over.",
        "Either the fuse or the switch failed.",
    ],
)
def test_what_belongs_to_its_sentence_stays_in_it(claims_of, text):
    assert [claim.text for claim in claims_of(text)] == [text]


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("The pit closed in 1971. Since then the town has shrunk.", "Since 1971 the town has shrunk."),
        ("The hearing is on 4 May. By then two seats will be free.", "By 4 May two seats will be free."),
        ("The train stopped at Arle. Two men got off there.", "Two men got off at Arle."),
        ("The court fined Corvo and Lund. The latter has paid.", "Lund has paid."),
        ("Peru and Chile met in May. The two countries signed a pact.", "Peru and Chile signed a pact."),
        ("AeroLund was sold in May. Its pilots were dismissed.", "AeroLund's pilots were dismissed."),
    ],
)
def test_what_points_back_is_named_where_one_thing_fits(claims_of, text, last):
    assert claims_of(text)[-1].text == last


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("It closed in 1971 and reopened in 1980. Since then it has grown.", "Since then it has grown."),
        ("It went from Arle to a camp near Brix. Two fell ill in Olm there.", "Two fell ill in Olm there."),
        ("Recent polls are close. Its figures were leaked.", "Its figures were leaked."),
    ],
)
def test_what_may_point_to_several_stays(claims_of, text, last):
    assert claims_of(text)[-1].text == last


def test_we_of_a_firms_head_is_the_firm(credit, claims_of):
    text = 'Ada Brown founded Lumo in 2003. "We made our first profit in 2014," Brown said.'

    claims = claims_of(text, credit(text, "Brown", "said", '"We made our first profit in 2014,"'))

    assert claims[-1].text == "Lumo made its first profit in 2014."


def test_we_of_somebody_with_no_firm_stays(credit, claims_of):
    text = '"We made a profit in 2014," Ada Brown said.'

    [claim] = claims_of(text, credit(text, "Ada Brown", "said", '"We made a profit in 2014,"'))

    assert claim.text == "We made a profit in 2014."


def test_its_chief_is_the_speaking_firms(credit, claims_of):
    text = "Orme Bank said its chief executive had resigned."

    [claim] = claims_of(text, credit(text, "Orme Bank", "said", "its chief executive had resigned"))

    assert claim.text == "Orme Bank's chief executive had resigned."
