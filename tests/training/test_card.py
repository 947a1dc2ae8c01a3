"""What the model card states, and the two kinds it tells apart."""

import pytest

from extraction.model import Attribution, Span
from training.card import Facts, Part, write_card
from training.choice import STARTING_SETTINGS
from training.corpus import Annotation, Document
from training.kinds import OTHER, REPORTING, kind_of
from training.loop import Plan
from training.network import Sizes

SAID = Document("a", "courier", "Hale said pumps broke.", (Annotation(((0, 4),), ((5, 9),), ((10, 21),)),))
FOUND = [Attribution((Span(0, 4),), (Span(5, 9),), (Span(10, 21),))]


@pytest.mark.parametrize(
    ("cue", "kind"), [("told", REPORTING), ("According to", REPORTING), (":", REPORTING), ("hopes", OTHER)]
)
def test_reports_are_told_from_attitudes_by_their_cue(cue, kind):
    assert kind_of(cue) == kind


def test_the_card_states_scores_by_kind_and_publisher():
    parts = (Part("Held out", [(SAID, FOUND)], [(SAID, FOUND)]), Part("Dev", [(SAID, [])], [(SAID, FOUND)]))
    facts = Facts("abc", 22.5, Plan(), Sizes(), STARTING_SETTINGS, 756, 71.2, parts)

    card = write_card(facts)

    assert "Version `abc`, 22.5 MiB" in card
    assert "| reporting cues | 1 | 100.0 | 100.0 |\n| other cues | 0 | 0.0 | 0.0 |" in card
    assert card.count("| courier | 1 | 0.0 | 0.0 |") == 1


def test_the_card_states_what_rounding_costs():
    part = Part("Dev", [(SAID, [])], [(SAID, FOUND)])

    card = write_card(Facts("abc", 22.5, Plan(), Sizes(), STARTING_SETTINGS, 756, 71.2, (part,)))

    assert "| claims | 100.0 | 0.0 | -100.0 |" in card


def test_the_card_tells_of_a_teacher_only_where_there_was_one():
    part = Part("Dev", [(SAID, FOUND)], [(SAID, FOUND)])
    plans = [Plan(), Plan(trust=0.5)]

    cards = [
        write_card(Facts("abc", 22.5, plan, Sizes(), STARTING_SETTINGS, 9, 71.2, (part,))) for plan in plans
    ]

    assert ["opinions of teachers have a share of 0.5" in card for card in cards] == [False, True]
