"""Laws of every engine: any text is safe, spans are exact, work is linear."""

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extraction.engine import DEFAULT_ENGINE, ENGINES, find_attributions, open_engine
from extraction.model import Attribution, Span

WORDS = "Hale said told saying that and with according to whether not clear is wants 😀 قال".split()
MARKS = [", who ", ", ", ". ", "\n\n", "\n- ", '"', "“", "”", "''", ":", "(", "HALE: ", "\x00", "\ud800"]
PIECES = st.sampled_from(WORDS + MARKS)


def test_an_unknown_engine_is_refused_with_the_choices():
    with pytest.raises(ValueError, match="unknown engine 'oracle'; there are: .*rules"):
        open_engine("oracle")


@pytest.mark.parametrize("name", ENGINES)
def test_an_engine_is_opened_by_its_name_and_once(name):
    assert open_engine(name).name == name
    assert open_engine(name) is open_engine(name)


def test_the_default_engine_is_the_learned_one():
    assert (DEFAULT_ENGINE, open_engine().name) == ("learned", "learned")


def test_the_rules_engine_imports_no_package_that_only_the_learned_one_needs():
    told = "import sys; from extraction.engine import open_engine; open_engine('rules'); print(*sys.modules)"

    modules = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True).stdout

    assert {"onnxruntime", "tokenizers", "numpy"}.isdisjoint(modules.split())


def test_a_missing_package_of_an_engine_is_named(monkeypatch):
    monkeypatch.setitem(ENGINES, "rules", (ENGINES["rules"][0], ("no_such_package",)))

    with pytest.raises(ValueError, match="the engine 'rules' needs no_such_package, not installed"):
        open_engine("rules")


@pytest.mark.parametrize("name", ENGINES)
def test_spans_count_code_points(name):
    text = "😀 \u202bقال\u202c Hale said the 😀 pump failed."

    assert open_engine(name).find_attributions(text)[0].content == (Span(18, 35),)


def test_attributions_are_found_by_the_default_engine():
    text = "Hale said the pump failed."

    assert find_attributions(text) == open_engine(DEFAULT_ENGINE).find_attributions(text) != []


@pytest.mark.parametrize("name", ENGINES)
@given(text=st.lists(PIECES, max_size=40).map(" ".join) | st.text(st.characters(codec=None), max_size=200))
def test_any_text_is_safe_and_roles_never_overlap(name, text):
    for attribution in open_engine(name).find_attributions(text):
        assert isinstance(attribution, Attribution)
        assert 0 <= attribution.probability <= 1
        for role in (attribution.source, attribution.cue, attribution.content):
            assert all(0 <= span.start < span.end <= len(text) for span in role)
            assert all(a.end <= b.start for a, b in zip(role, role[1:], strict=False))
        assert attribution.content


def count_calls(engine, text):
    calls = 0

    def count(frame, event, arg):
        nonlocal calls
        calls += event in ("call", "c_call")

    sys.setprofile(count)
    try:
        engine.find_attributions(text)
    finally:
        sys.setprofile(None)
    return calls


@pytest.mark.parametrize("name", ENGINES)
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
def test_work_grows_with_length_and_no_faster(name, unit):
    engine = open_engine(name)
    engine.find_attributions(unit * 10)
    once, twice = (count_calls(engine, unit * n) for n in (500, 1000))

    assert twice < 2.2 * once
