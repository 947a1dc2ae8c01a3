"""First person: what a speaker says of themselves, in somebody else's words."""

import pytest

from extraction.firstperson import tell_of_speaker
from extraction.model import Source

BROWN = Source("person:ada brown", "person", "Ada Brown")
ZUBAR = Source("person:z zubar", "person", "Zz Zubar")
ORTEK = Source("organisation:ortek", "organisation", "Ortek")


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("I slept well", "Ada Brown slept well"),
        ("I've sold the mill", "Ada Brown has sold the mill"),
        (
            "I don't regret it and I never will be sorry",
            "Ada Brown doesn't regret it and she never will be sorry",
        ),
        ("I closed my mill", "Ada Brown closed her mill"),
        ("The water was up to my neck", "The water was up to Ada Brown's neck"),
        ("They gave me a key", "They gave Ada Brown a key"),
        ("I thank the crew", "Ada Brown thanks the crew"),
    ],
)
def test_i_is_the_speaker(said, told):
    assert tell_of_speaker(said, BROWN) == told


@pytest.mark.parametrize(
    "said", ["I'd sell the mill", "The mill is mine", "We sold the mill", "The mill burned"]
)
def test_what_is_not_surely_the_speakers_stays(said):
    assert tell_of_speaker(said, BROWN) == said


def test_we_is_the_body_that_speaks():
    assert tell_of_speaker("We are closing our mill", ORTEK) == "Ortek is closing its mill"


def test_of_whom_neither_he_nor_she_is_known_the_name_is_used_again():
    assert tell_of_speaker("I locked my door", ZUBAR) == "Zz Zubar locked Zz Zubar's door"
    assert tell_of_speaker("I hurt myself", ZUBAR) == "I hurt myself"
