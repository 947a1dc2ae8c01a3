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
