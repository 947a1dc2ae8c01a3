"""Chains: origin, relays, publisher."""

from extraction.claims import build_claims
from extraction.model import Article, Source, Span


def test_a_source_that_told_an_agency_is_the_origin_and_the_agency_relays(credit, claims_of, chain_of):
    text = '"The pump is not mended yet," one source told Reuters.'

    [claim] = claims_of(text, credit(text, "one source", "told", '"The pump is not mended yet,"'))

    assert chain_of(claim) == [
        (0, "origin", "anonymous", "one source", "said"),
        (1, "relay", "news_agency", "Reuters", "published"),
    ]
    assert [hop.mode for hop in claim.hops] == ["direct_quote", "indirect", None]


def test_mention_and_cue_stand_where_the_hop_says(credit, claims_of):
    text = '"The pump failed," a clerk told AFP.'

    [claim] = claims_of(text, credit(text, "a clerk", "told", '"The pump failed,"'))

    hops = claim.hops
    assert [hop.mention and hop.mention.of(text) for hop in hops] == ["a clerk", "AFP", None]
    assert [hop.cue and hop.cue.of(text) for hop in hops] == ["told", None, None]


def test_a_comma_at_the_end_of_a_source_is_no_part_of_it(credit, claims_of):
    text = "A clerk, in Brix, told AFP that it had failed."

    [claim] = claims_of(text, credit(text, "A clerk, in Brix,", "told", "it had failed"))

    assert claim.hops[0].mention.of(text) == "A clerk, in Brix"


def test_an_agency_that_cites_its_sources_relays_them(credit, claims_of, chain_of):
    text = "Reuters, citing two officials, said the mill had closed."

    [claim] = claims_of(text, credit(text, "Reuters", "said", "the mill had closed"))

    assert chain_of(claim) == [
        (0, "origin", "anonymous", "two officials", "said"),
        (1, "relay", "news_agency", "Reuters", "said"),
    ]


def test_citing_taken_for_the_cue_is_mended(credit, claims_of, chain_of):
    text = "Reuters, citing its sources, said the mill had closed."

    [claim] = claims_of(text, credit(text, "", "citing", "its sources, said the mill had closed"))

    assert chain_of(claim) == [
        (0, "origin", "anonymous", "its sources", "said"),
        (1, "relay", "news_agency", "Reuters", "said"),
    ]
    assert claim.text == "The mill had closed."


def test_an_agency_alone_is_the_origin(credit, claims_of, chain_of):
    text = "According to Reuters, the mill has closed."

    [claim] = claims_of(text, credit(text, "Reuters", "According to", "the mill has closed"))

    assert chain_of(claim) == [(0, "origin", "news_agency", "Reuters", "said")]


def test_an_agency_that_reports_what_somebody_said_relays(credit, claims_of, chain_of):
    text = "The mill has closed, Ada Brown said, Reuters reported."

    [claim] = claims_of(text, credit(text, "Ada Brown", "said", "The mill has closed"))

    assert chain_of(claim) == [
        (0, "origin", "person", "Ada Brown", "said"),
        (1, "relay", "news_agency", "Reuters", "published"),
    ]


def test_a_statement_to_an_agency_came_through_it(credit, claims_of, chain_of):
    text = "Acme Corp said in a statement to AFP that the mill has closed."

    [claim] = claims_of(text, credit(text, "Acme Corp", "said", "that the mill has closed"))

    assert chain_of(claim)[1] == (1, "relay", "news_agency", "AFP", "published")


def test_quoted_by_state_television_came_through_it(credit, claims_of, chain_of):
    text = "Ada Brown was quoted by state television as saying the mill has closed."

    [claim] = claims_of(text, credit(text, "Ada Brown", "saying", "the mill has closed"))

    assert chain_of(claim)[1] == (1, "relay", "outlet", "state television", "published")


def test_reporters_who_were_told_are_no_relay(credit, claims_of, chain_of):
    text = "Ada Brown told reporters that the mill has closed."

    [claim] = claims_of(text, credit(text, "Ada Brown", "told", "that the mill has closed"))

    assert chain_of(claim) == [(0, "origin", "person", "Ada Brown", "said")]


def test_who_reports_a_report_relays_it(credit, claims_of, chain_of):
    text = "The Brix Herald wrote that Ada Brown said the mill has closed."
    outer = credit(text, "The Brix Herald", "wrote", "that Ada Brown said the mill has closed")
    inner = credit(text, "Ada Brown", "said", "the mill has closed")

    [claim] = claims_of(text, outer, inner)

    assert chain_of(claim) == [
        (0, "origin", "person", "Ada Brown", "said"),
        (1, "relay", "outlet", "Brix Herald", "wrote"),
    ]


def test_sources_credited_jointly_share_a_step(credit, claims_of, chain_of):
    text = '"The pump failed," Tom Hale and Ana Ortiz said. "Nobody had checked the valve."'

    claims = claims_of(
        text,
        credit(
            text, "Tom Hale and Ana Ortiz", "said", '"The pump failed,"', '"Nobody had checked the valve."'
        ),
    )

    joint = [(0, "origin", "person", "Tom Hale", "said"), (0, "origin", "person", "Ana Ortiz", "said")]
    assert [chain_of(claim) for claim in claims] == [joint, joint]
    assert [claim.text for claim in claims] == ["The pump failed.", "Nobody had checked the valve."]


def test_who_goes_on_speaking_is_the_same_source_through_the_same_relay(credit, claims_of, chain_of):
    text = '"It broke," one source told Reuters, adding that the mill might close.'
    first = credit(text, "one source", "told", '"It broke,"')
    second = credit(text, "", "adding", "that the mill might close")

    claims = claims_of(text, first, second)

    assert chain_of(claims[0]) == chain_of(claims[1])
    assert claims[0].hops[0].source == claims[1].hops[0].source


def test_an_attitude_is_the_publishers_claim_as_it_stands(credit, claims_of, chain_of):
    text = "Dockers in Brix oppose the new toll on the bridge."

    [claim] = claims_of(text, credit(text, "Dockers in Brix", "oppose", "the new toll on the bridge"))

    assert (claim.text, chain_of(claim)) == (text, [])


def test_a_belief_is_the_claim_of_what_is_believed(credit, claims_of, chain_of):
    text = "Ada Brown believes that the mill has closed."

    [claim] = claims_of(text, credit(text, "Ada Brown", "believes", "that the mill has closed"))

    assert chain_of(claim) == [(0, "origin", "person", "Ada Brown", "believes")]
    assert claim.text == "The mill has closed."


def test_a_belief_told_in_passing_is_a_claim_of_its_own(claims_of, chain_of):
    text = "Police searched the Gantry Club, which France views as a smuggling ring."

    claims = claims_of(text)

    assert [(claim.text, chain_of(claim)) for claim in claims] == [
        ("Police searched the Gantry Club.", []),
        ("The Gantry Club is a smuggling ring.", [(0, "origin", "government", "France", "believes")]),
    ]


def test_an_intention_is_the_publishers_claim(credit, claims_of, chain_of):
    text = "Ada Brown promised to close the mill."

    [claim] = claims_of(text, credit(text, "Ada Brown", "promised", "to close the mill"))

    assert (claim.text, chain_of(claim)) == (text, [])


def test_the_chain_ends_with_the_publisher_of_the_article(credit):
    from extraction.claims import build_claims

    text = "The mill has closed, Ada Brown said."
    herald = Source("publisher", "outlet", "Brix Herald")
    attribution = credit(text, "Ada Brown", "said", "The mill has closed")

    [claim] = build_claims(Article(text=text, publisher=herald), [attribution])

    assert (claim.hops[-1].step, claim.hops[-1].role, claim.hops[-1].source) == (1, "publisher", herald)


def test_without_a_publisher_the_last_hop_is_unnamed(claims_of):
    [claim] = claims_of("The mill in Brix has closed.")

    assert claim.hops[0].source == Source("publisher", "unknown", "unnamed publisher")
    assert claim.fragments[0].span == Span(0, 27)


def test_a_medium_that_cites_somebody_publishes_it(credit, claims_of, chain_of):
    text = "Reuters reported, citing two officials, that the mill had closed."

    [claim] = claims_of(text, credit(text, "Reuters", "reported", "that the mill had closed"))

    assert chain_of(claim) == [
        (0, "origin", "anonymous", "two officials", "said"),
        (1, "relay", "news_agency", "Reuters", "published"),
    ]


def test_what_a_paper_is_cited_for_it_shows(credit, claims_of, chain_of):
    text = "According to a police report, the mill had closed."

    [claim] = claims_of(text, credit(text, "a police report", "According to", "the mill had closed"))

    assert chain_of(claim) == [(0, "origin", "document", "a police report", "showed")]


def test_a_publisher_that_was_told_is_no_relay_of_itself(credit):
    text = '"The dam has cracked," Tom Hale told AFP.'
    article = Article(text, publisher=Source("afp", "news_agency", "AFP"))

    [claim] = build_claims(article, [credit(text, "Tom Hale", "told", '"The dam has cracked,"')])

    assert [(hop.role, hop.source.name) for hop in claim.hops] == [
        ("origin", "Tom Hale"),
        ("publisher", "AFP"),
    ]


def test_what_a_film_shows_somebody_doing_is_a_statement(credit, claims_of):
    text = "Footage aired by Channel 9 shows two guards leaving the bank by night."

    [claim] = claims_of(
        text, credit(text, "Footage aired by Channel 9", "shows", "two guards leaving the bank by night")
    )

    assert claim.text == "Two guards were leaving the bank by night."
    assert [(hop.role, hop.source.kind) for hop in claim.hops[:-1]] == [
        ("origin", "document"),
        ("relay", "outlet"),
    ]


def test_who_is_cited_is_nothing_that_was_said(credit, claims_of):
    text = "The mill has closed, according to Reuters, which cited two clerks, and the road was shut."
    said = credit(text, "Reuters", "according to", "The mill has closed")

    claims = claims_of(text, said, credit(text, "which", "cited", "two clerks"))

    assert [(claim.text, len(claim.hops)) for claim in claims] == [("The mill has closed.", 3)]
