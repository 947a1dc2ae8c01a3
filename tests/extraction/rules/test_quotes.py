"""Laws of quoted stretches."""

import pytest

from extraction.rules.quotes import find_quotes
from extraction.rules.segment import split_paragraphs


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        ('He said "no" and "yes."', ['"no"', '"yes."']),
        ("“It is ‘old’ now,” she said.", ["“It is ‘old’ now,”"]),
        ("''It failed,'' he said.", ["''It failed,''"]),
        ("“It failed.\n\n“Nobody knew.” Then.", ["“It failed.", "“Nobody knew.”"]),
        ("No” she said.", []),
        ("'It's old,' he said, 'not dead.'", ["'It's old,'", "'not dead.'"]),
        ("‘The farmers’ wells are dry,’ he said.", ["‘The farmers’ wells are dry,’"]),
        ("The farmers' wells and the '90s pumps weren't theirs'.", []),
        ("He called it 'the workers' and left.", ["'the workers'"]),
        ("\"It is 'old' now,\" she said.", ["\"It is 'old' now,\""]),
        ("\u202b«نعم» قال. 😀 “Yes”", ["«نعم»", "“Yes”"]),
    ],
)
def test_quotes_keep_their_marks_and_end_with_their_paragraph(text, quotes):
    found = find_quotes(text, split_paragraphs(text))

    assert [quote.of(text) for quote in found] == quotes
