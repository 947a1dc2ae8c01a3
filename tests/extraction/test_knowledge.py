"""How unnamed sources know what they tell."""

import pytest

from extraction.knowledge import knowledge_of


@pytest.mark.parametrize(
    ("descriptor", "sentence", "knowledge"),
    [
        ("a clerk", "The sum was wrong, said a clerk who checked the invoices.", "document"),
        ("an aide", "An aide in possession of a copy of the tender said so.", "unknown"),
        (
            "an aide with access to the ward's records",
            "an aide with access to the ward's records",
            "document",
        ),
        ("two players", "two players said they had been shown the roster", "document"),
        ("a nurse", "a nurse who was made aware of the order said it stood", "told"),
        ("a broker", "a broker in regular contact with the buyer said it was off", "told"),
        ("a cousin", '"A warden rang me," a cousin said.', "told"),
        ("a porter who carried the crates", "a porter who carried the crates", "witnessed"),
        ("a cyclist waiting at the lights", "a cyclist waiting at the lights said so", "witnessed"),
        ("a participant in the call", "a participant in the call said so", "witnessed"),
        ("one tenant", '"We slept in the car for a month," one tenant said.', "witnessed"),
        ("a man who used to work there", "a man who used to work there said so", "unknown"),
        ("an official", "an official said the court had reviewed the report", "unknown"),
        ("a diver", "a diver said the rope can only have been cut because it was new", "deduced"),
        ("a grower", "a grower, going by past harvests, said it would be thin", "induced"),
    ],
)
def test_how_a_source_knows_is_told_of_it_or_by_it(descriptor, sentence, knowledge):
    number = "several_stated" if descriptor.startswith("two") else "one"

    assert knowledge_of(descriptor, sentence, number) == knowledge
