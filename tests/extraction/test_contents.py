"""Contents: quotations, and the clauses that stand about their speaker."""


def test_a_quotation_that_states_nothing_is_not_the_publishers_own_claim(credit, claims_of):
    text = "“Nous avons perdu le vote,” Hale said in French. The vote took place on Monday in Brix."

    claims = claims_of(text, credit(text, "Hale", "said", "“Nous avons perdu le vote,”"))

    assert [claim.text for claim in claims] == ["The vote took place on Monday in Brix."]


def test_a_clause_behind_its_speaker_stands_without_what_joins_it(credit, claims_of):
    text = "The plan will pass, Hale said, although Norland could block it."

    claims = claims_of(
        text, credit(text, "Hale", "said", "The plan will pass", "although Norland could block it")
    )

    assert [claim.text for claim in claims] == ["The plan will pass.", "Norland could block it."]


def test_a_wire_in_capitals_is_read_like_any_other(credit, claims_of):
    text = "THE FOREIGN MINISTRY DENIED THAT TROOPS HAD LEFT. NINE PEOPLE WERE KILLED."

    claims = claims_of(text, credit(text, "THE FOREIGN MINISTRY", "DENIED", "THAT TROOPS HAD LEFT"))

    assert [(claim.text, claim.hops[0].source.kind, claim.certainty.level) for claim in claims] == [
        ("TROOPS HAD LEFT.", "government", "denied"),
        ("NINE PEOPLE WERE KILLED.", "unknown", "asserted"),
    ]
