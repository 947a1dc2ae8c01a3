"""Expressions are tried only where one of their words stands, so each match must hold one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extraction import leads, mending, nests, relays
from extraction.check_worthiness import read_weights
from extraction.kinds import TITLES, find_title
from extraction.wordlists import words_in


@pytest.mark.parametrize("pattern", nests.TRIGGERS)
@given(data=st.data())
def test_what_somebody_passes_on_holds_a_trigger_of_its_expression(pattern, data):
    words = data.draw(st.from_regex(pattern, fullmatch=True))

    assert not nests.TRIGGERS[pattern].isdisjoint(words.split())


@pytest.mark.parametrize("pattern", relays.TRIGGERS)
@given(data=st.data())
def test_a_relay_holds_a_trigger_of_its_expression(pattern, data):
    words = data.draw(st.from_regex(pattern, fullmatch=True))

    assert not relays.TRIGGERS[pattern].isdisjoint(words_in(words))


@pytest.mark.parametrize("pattern", [pattern for pattern, _ in leads.LEADS])
@given(data=st.data())
def test_what_leads_over_holds_one_of_the_triggers(pattern, data):
    words = data.draw(st.from_regex(pattern, fullmatch=True))

    assert not leads.TRIGGERS.isdisjoint(words_in(words))


@given(words=st.from_regex(mending.CUT_SHORT, fullmatch=True))
def test_a_source_cut_short_goes_on_to_its_end_with_a_trigger(words):
    assert not mending.TO_ITS_END.isdisjoint(words_in(words))


@pytest.mark.parametrize("title", TITLES)
def test_a_title_before_a_name_is_one(title):
    assert find_title(f"{title.title()} Ada Brown")


@pytest.mark.parametrize("feature", [feature for feature in read_weights()[1].values() if feature.triggers])
@given(data=st.data())
def test_what_shows_a_feature_holds_one_of_its_triggers(feature, data):
    words = data.draw(st.from_regex(feature.pattern, fullmatch=True))

    assert not feature.triggers.isdisjoint(words_in(words))
