"""Laws of counting the frames of a corpus."""

import json

import pytest

from bench.count_frames import Article, as_table, count_frames, read_articles
from bench.extract_corpus import BadCorpus


def place(text, words):
    start = text.index(words)
    return [[start, start + len(words)]]


def annotated(text, *credits):
    rows = [{"source": place(text, source), "content": place(text, content)} for source, content in credits]
    return Article(text, rows)


def test_a_proposal_that_the_annotation_holds_is_a_hit():
    article = annotated("Hale said the pump failed.", ("Hale", "the pump failed."))

    assert count_frames([article]) == {("say", "subject", "phrase"): (1, 1)}


@pytest.mark.parametrize(
    ("credits", "counts"),
    [
        ([], (0, 1)),
        ([("Ortiz", "the pump failed")], (0, 1)),
        ([("Hale", "Ortiz left")], (0, 1)),
        ([("Hale", "pump failed")], (1, 1)),
    ],
)
def test_a_hit_agrees_in_source_and_content(credits, counts):
    article = annotated("Hale said the pump failed. Ortiz left.", *credits)

    assert count_frames([article])["say", "subject", "phrase"] == counts


def test_a_cue_in_annotated_content_is_not_counted():
    text = "Ortiz warned that Hale said the pump failed."
    article = annotated(text, ("Ortiz", "that Hale said the pump failed"))

    assert count_frames([article]) == {("warn", "subject", "that"): (1, 1)}


def test_the_table_is_sorted_and_says_what_was_counted():
    table = as_table(
        {("say", "subject", "that"): (2, 3), ("add", "subject", "that"): (0, 1)}, "an invented one"
    )

    assert table.splitlines()[0] == "# cue\tbefore\tafter\thits\tseen"
    assert "# Counted on an invented one by bench.count_frames." in table
    assert table.splitlines()[-2:] == ["add\tsubject\tthat\t0\t1", "say\tsubject\tthat\t2\t3"]


def test_a_bad_line_is_named_by_file_and_number(tmp_path):
    corpus = tmp_path / "corpus.jsonl"
    corpus.write_text(json.dumps({"text": "", "attributions": []}) + '\n\n{"text": ""}\n', "utf-8")

    with pytest.raises(
        BadCorpus, match=r"corpus.jsonl:3: not an annotated article: KeyError\('attributions'\)"
    ):
        list(read_articles(corpus))
