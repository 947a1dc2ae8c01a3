"""Laws of how much a claim deserves a fact-checker's attention."""

import re
from pathlib import Path

import pytest

from extraction.certainty import grade_certainty
from extraction.check_worthiness import THRESHOLD, find_features, rate_check_worthiness, read_weights
from extraction.claims import build_claims
from extraction.engine import find_attributions
from extraction.model import Article

PAGE = Path(__file__).parents[2] / "docs" / "check-worthiness.md"


def rate(text):
    return rate_check_worthiness(text, grade_certainty(text))


@pytest.mark.parametrize(
    "text",
    [
        "Exports of timber fell by 12 percent in March.",
        "The governor vetoed the water bill.",
        "The new dam caused the flood.",
        "The law forbids night flights over Brix.",
        "Inflation will fall below 3 percent by June.",
    ],
)
def test_what_can_be_looked_up_and_concerns_the_public_is_worth_checking(text):
    assert rate(text) >= THRESHOLD


@pytest.mark.parametrize(
    "text",
    [
        "It was a wonderful evening.",
        "We thank the volunteers.",
        "The coach hopes for better days.",
        "Things will change one day.",
        "Let us stand together.",
        "Honey is sweet.",
    ],
)
def test_opinions_feelings_wishes_appeals_and_maxims_are_not_worth_checking(text):
    assert rate(text) < THRESHOLD


@pytest.mark.parametrize(
    ("plain", "specific"),
    [
        ("The mill lost money.", "The mill lost 4 million crowns."),
        ("The mill will close.", "The mill will close in March."),
        ("A manager took the money.", "Tom Hale took the money."),
    ],
)
def test_a_figure_a_date_or_a_name_makes_a_claim_worthier(plain, specific):
    assert rate(plain) < rate(specific)


def test_who_said_it_plays_no_part():
    texts = [f"{speaker} said the mill closed two plants in May." for speaker in ("Tom Hale", "A neighbour")]

    rated = [build_claims(Article(text), find_attributions(text))[0] for text in texts]

    assert [one.text for one in rated] == ["The mill closed two plants in May."] * 2
    assert rated[0].check_worthiness == rated[1].check_worthiness


def test_what_is_left_open_is_less_worth_checking_than_what_is_said():
    asked = grade_certainty("the mayor took the money", cue="whether", lead="It was not clear whether ")
    said = grade_certainty("the mayor took the money")

    assert rate_check_worthiness("The mayor took the money.", asked) < rate_check_worthiness(
        "The mayor took the money.", said
    )


def test_a_score_names_the_features_it_rests_on():
    text = "The court fined Orme Bank 2 million crowns."

    assert find_features(text, grade_certainty(text)) == ["figure", "name", "event", "public_matter"]


def test_the_page_tells_the_weights_that_count():
    rows = re.findall(r"^\| ([a-z_, ]+) \| ([+−]\d\.\d) \|", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    told = {name: float(weight.replace("−", "-")) for names, weight in rows for name in names.split(", ")}

    _, features = read_weights()

    assert told == {name: feature.weight for name, feature in features.items()}
