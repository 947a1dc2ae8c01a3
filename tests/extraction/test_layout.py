"""How an article is laid out."""

from extraction.layout import LONGEST_SENTENCE, read_layout


def test_what_has_no_full_stop_for_pages_is_endless():
    text = "The dam held.\n\n" + "The pumps failed and " * (LONGEST_SENTENCE // 20)

    layout = read_layout(text)

    assert [layout.is_endless_at(position) for position in (0, len(text) // 2)] == [False, True]
