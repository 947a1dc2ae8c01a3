"""Laws of holding the engines side by side."""

import json
import subprocess
import sys

import pytest

from bench.articles import write_article
from bench.engine_costs import Cost, Metered, measure
from bench.engines import own_articles, row_of


@pytest.mark.parametrize("words", [1, 900, 25_000])
def test_an_article_is_about_as_long_as_asked_and_always_the_same(words):
    longest_part = 1_000

    assert words <= len(write_article(words).split()) < words + longest_part
    assert write_article(words) == write_article(words)


def test_what_is_read_without_a_corpus_are_articles_of_their_own():
    articles = own_articles()

    assert len({text for _, text in articles}) == len({number for number, _ in articles}) == len(articles)


def test_what_goes_on_top_is_all_but_the_bare_pass():
    cost = Cost(words=1_000_000, finding=150.0, bare=120.0, building=30.0)

    assert row_of("learned", cost, 129.4).split() == [
        *("learned", "1,000,000", "5,556", "150.0", "120.0", "30.0"),
        *("50%", "129"),
    ]


@pytest.mark.parametrize(("name", "has_network"), [("learned", True), ("rules", False)])
def test_only_a_network_has_a_bare_pass_and_it_is_a_part_of_finding(name, has_network):
    cost = measure(Metered(name), ["Hale said the mill would close."] * 3)

    assert (cost.words, cost.bare > 0) == (18, has_network)
    assert cost.bare < cost.finding < cost.whole


def test_a_scorer_is_given_the_corpus_and_what_each_engine_found(tmp_path):
    corpus, scorer = tmp_path / "corpus.jsonl", tmp_path / "score.py"
    corpus.write_text(json.dumps({"id": "1", "text": "Hale said the mill would close."}), encoding="utf-8")
    scorer.write_text("import sys; print('scored', *[len(open(each).readlines()) for each in sys.argv[1:]])")

    command = [sys.executable, "-m", "bench.engines", str(corpus), "--scorer", str(scorer)]
    printed = subprocess.run(command, capture_output=True, text=True, check=True).stdout

    assert printed.count("scored 1 1") == 2


def test_a_scorer_without_a_corpus_is_refused(tmp_path):
    command = [sys.executable, "-m", "bench.engines", "--scorer", "score.py"]
    refused = subprocess.run(command, capture_output=True, text=True)

    assert (refused.returncode, refused.stderr.splitlines()[-1]) == (
        2,
        "python -m bench.engines: error: --scorer needs a corpus",
    )
