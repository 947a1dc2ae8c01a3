"""Laws of every engine: any text is safe, spans are exact, work is linear."""

import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extraction.engine import ENGINES, find_attributions, open_engine
from extraction.model import Attribution, Span

WORDS = "Hale said told saying that and with according to whether not clear is wants 😀 قال".split()
MARKS = [", who ", ", ", ". ", "\n\n", "\n- ", '"', "“", "”", "''", ":", "(", "HALE: ", "\x00", "\ud800"]
PIECES = st.sampled_from(WORDS + MARKS)


def test_an_unknown_engine_is_refused_with_the_choices():
    with pytest.raises(ValueError, match="unknown engine 'oracle'; there are: .*rules"):
        open_engine("oracle")


@pytest.mark.parametrize("name", ["learned", "rules"])
def test_an_engine_is_opened_by_its_name(name):
    assert open_engine(name).name == name


def test_a_missing_package_of_an_engine_is_named(monkeypatch):
    monkeypatch.setitem(ENGINES, "rules", (ENGINES["rules"][0], ("no_such_package",)))

    with pytest.raises(ValueError, match="the engine 'rules' needs no_such_package, not installed"):
        open_engine("rules")


def test_spans_count_code_points():
    text = "😀 \u202bقال\u202c Hale said the 😀 pump failed."

    assert find_attributions(text)[0].content == (Span(18, 35),)


@given(st.lists(PIECES, max_size=40).map(" ".join) | st.text(st.characters(codec=None), max_size=200))
def test_any_text_is_safe_and_roles_never_overlap(text):
    for attribution in find_attributions(text):
        assert isinstance(attribution, Attribution)
        assert 0 <= attribution.probability <= 1
        for role in (attribution.source, attribution.cue, attribution.content):
            assert all(0 <= span.start < span.end <= len(text) for span in role)
            assert all(a.end <= b.start for a, b in zip(role, role[1:], strict=False))
        assert attribution.content


def count_calls(text):
    calls = 0

    def count(frame, event, arg):
        nonlocal calls
        calls += event in ("call", "c_call")

    sys.setprofile(count)
    try:
        find_attributions(text)
    finally:
        sys.setprofile(None)
    return calls


@pytest.mark.parametrize(
    "unit",
    [
        "Hale said the pump ",
        "said Hale, ",
        '"A b." ',
        '"A," Hale said. ',
        "HALE: a. ",
        "Hale said:\n- a\n",
        "(",
        "\x00",
    ],
)
def test_work_grows_with_length_and_no_faster(unit):
    find_attributions(unit * 10)
    once, twice = (count_calls(unit * n) for n in (500, 1000))

    assert twice < 2.2 * once
