"""Spokesmen: when "we" of a firm's head is the firm."""

import pytest

from extraction.spokesmen import can_be_of_body


@pytest.mark.parametrize(
    "words",
    ["We sold the mill", "We will not be closing the mill", "We've also hired two cooks", "Our profits fell"],
)
def test_we_who_do_what_firms_do_may_be_the_firm(words):
    assert can_be_of_body(words)


@pytest.mark.parametrize(
    "words",
    [
        "We divorced in May",
        "We love our children",
        "My wife and I sold our house",
        "We sold our house for the kids",
        "We wept",
        "We are happy",
    ],
)
def test_we_who_do_what_people_do_are_not_the_firm(words):
    assert not can_be_of_body(words)
