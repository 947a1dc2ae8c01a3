"""What `fields` leaves of a document."""

from api.sparse import select_fields

CLAIM = {
    "id": "1",
    "text": "The dam holds.",
    "certainty": {"level": "possible", "polarity": "positive", "cues": ["may"]},
    "attribution": [{"role": "origin", "act": "said"}, {"role": "publisher", "act": "published"}],
}


def test_the_id_is_always_there() -> None:
    assert select_fields(CLAIM, ["text"]) == {"id": "1", "text": "The dam holds."}


def test_what_a_document_lacks_stays_absent() -> None:
    assert select_fields(CLAIM, ["quote", "confidence.score"]) == {"id": "1"}


def test_a_dot_names_members_inside_an_object_and_inside_each_object_of_a_list() -> None:
    assert select_fields(CLAIM, ["certainty.level", "attribution.role", "certainty.cues"]) == {
        "id": "1",
        "certainty": {"level": "possible", "cues": ["may"]},
        "attribution": [{"role": "origin"}, {"role": "publisher"}],
    }


def test_a_member_named_whole_is_whole() -> None:
    certainty = {"id": "1", "certainty": CLAIM["certainty"]}

    assert select_fields(CLAIM, ["certainty.level", "certainty"]) == certainty
    assert select_fields(CLAIM, ["certainty", "certainty.level"]) == certainty
