"""Claims of any text and any attributions: lawful, always the same, and in time."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extraction.claims import build_claims
from extraction.model import Article, Attribution, Span

PLAIN = 'Ada Brown said mill has closed which told AFP could - and if among are , . : ; ? " “ ” he not The'

WORDS = st.sampled_from([*PLAIN.split(), "\n", "\n\n- ", "\0", "👩\u200d👩\u200d👧", "قال", "\ud800", "\xa0"])

TEXTS = st.lists(WORDS, max_size=40).map(" ".join)


@st.composite
def texts_with_attributions(draw):
    text = draw(TEXTS)
    places = (
        st.tuples(st.integers(0, len(text)), st.integers(0, len(text)))
        .map(sorted)
        .filter(lambda p: p[0] < p[1])
    )
    roles = st.lists(places.map(lambda place: Span(*place)), max_size=2).map(tuple)
    made = st.builds(Attribution, roles, roles, roles, st.floats(0, 1))
    return text, draw(st.lists(made, max_size=4)) if text else []


@given(texts_with_attributions())
def test_any_text_and_any_attributions_give_lawful_claims(given_text):
    text, attributions = given_text

    for claim in build_claims(Article(text=text, title=text), attributions):
        steps = [hop.step for hop in claim.hops]
        assert sorted(set(steps)) == list(range(max(steps) + 1))
        assert [hop.role for hop in claim.hops].index("publisher") == len(claim.hops) - 1
        assert all(0 <= part.span.start < part.span.end <= len(text) for part in claim.fragments)
        assert claim.text.strip(" .")


@given(texts_with_attributions())
def test_the_same_input_gives_the_same_claims(given_text):
    text, attributions = given_text

    assert build_claims(Article(text=text), attributions) == build_claims(Article(text=text), attributions)


@pytest.mark.parametrize("piece", ["T", "Tt", "A-", "A'", "Ada ", "(A) ", "Mr. ", "“a ", "\u0301"])
def test_no_run_of_characters_takes_longer_than_its_length(piece):
    text = f"{piece * (100_000 // len(piece))}\n\nThe dam failed, Mayor Lena Ortiz said."
    begun = time.process_time()

    build_claims(Article(text), [])

    # a word of capitals took minutes before; a tenth of a second for each thousand characters is generous
    assert time.process_time() - begun < 10
