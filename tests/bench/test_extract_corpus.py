"""Laws of running an engine over a corpus."""

import io
import json

import pytest

from bench.extract_corpus import BadCorpus, extract, read_corpus
from extraction.engine import open_engine


def test_each_article_becomes_a_row_of_spans_in_code_points(tmp_path):
    corpus, predictions = tmp_path / "corpus.jsonl", io.StringIO()
    corpus.write_text(
        '{"id": "a", "text": "Hale said the 😀 pump failed."}\n\n{"id": "b", "text": ""}\n', "utf-8"
    )

    words, _ = extract(open_engine("rules"), corpus, predictions)

    assert words == 6
    assert [json.loads(line) for line in predictions.getvalue().splitlines()] == [
        {"id": "a", "attributions": [{"source": [[0, 4]], "cue": [[5, 9]], "content": [[10, 27]]}]},
        {"id": "b", "attributions": []},
    ]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b'{"id": "a"}', "`text` is missing or no string"),
        (b'{"id": 1, "text": ""}', "`id` is missing or no string"),
        (b"[]", "not a JSON object"),
        (b"{", "not JSON: Expecting property name enclosed in double quotes at column 2"),
        (b'{"id": "\xff"}', "not UTF-8"),
    ],
)
def test_a_bad_line_is_named_by_file_number_and_reason(tmp_path, line, reason):
    corpus = tmp_path / "corpus.jsonl"
    corpus.write_bytes(b'{"id": "a", "text": ""}\n' + line)

    with pytest.raises(BadCorpus) as refusal:
        list(read_corpus(corpus))

    assert str(refusal.value) == f"{corpus}:2: {reason}"
