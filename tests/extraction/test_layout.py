"""How an article is laid out."""

from extraction.layout import LONGEST_SENTENCE, read_layout


def test_what_has_no_full_stop_is_cut_between_words():
    text = "the pumps failed and " * 200

    sentences = read_layout(text).sentences

    assert " ".join(sentence.of(text) for sentence in sentences) == text.rstrip()
    assert max(sentence.end - sentence.start for sentence in sentences) <= LONGEST_SENTENCE


def test_what_has_no_blank_either_is_cut_all_the_same():
    text = "x" * (LONGEST_SENTENCE + 5)

    assert "".join(sentence.of(text) for sentence in read_layout(text).sentences) == text
