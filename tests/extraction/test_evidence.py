"""Evidence: the kind of a name, from what the article says of it."""

import pytest

from extraction.evidence import kind_in_context


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Brixen, the largest lender in Norland, said it was sound.", "organisation"),
        ("The shipper Brixen said it was sound.", "organisation"),
        ("Brixen said in a statement on its website that it was sound.", "organisation"),
        ("Brixen was sound. Shares in Brixen rose.", "organisation"),
        ("Brixen's chief executive left. Brixen said it was sound.", "organisation"),
        ("The broadcaster Brixen said it was sound.", "outlet"),
        ("Brixen, 34, said it was sound.", "person"),
        ("Brixen, a carpenter, said it was sound.", "person"),
    ],
)
def test_the_words_beside_a_name_tell_its_kind(text, kind):
    assert kind_in_context(text, "Brixen") == kind


@pytest.mark.parametrize(
    "text", ["Brixen said it was sound.", "In Brixen, the mill had closed.", "Nobody came."]
)
def test_without_a_word_about_it_a_name_stays_unknown(text):
    assert kind_in_context(text, "Brixen") is None
