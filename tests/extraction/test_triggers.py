"""Expressions are tried only where one of their words stands, so each match must hold one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extraction import nests, relays


@pytest.mark.parametrize("pattern", nests.TRIGGERS)
@given(data=st.data())
def test_what_somebody_passes_on_holds_a_trigger_of_its_expression(pattern, data):
    words = data.draw(st.from_regex(pattern, fullmatch=True))

    assert not nests.TRIGGERS[pattern].isdisjoint(words.split())


@pytest.mark.parametrize("pattern", relays.TRIGGERS)
@given(data=st.data())
def test_a_relay_holds_a_trigger_of_its_expression(pattern, data):
    words = data.draw(st.from_regex(pattern, fullmatch=True))

    assert not relays.TRIGGERS[pattern].isdisjoint(relays.words_in(words))
