"""How bulleted lists are read."""

from extraction.lists import find_lists


def test_a_line_of_dashes_is_no_item():
    text = "Police said:\n- The bridge is shut.\n-  -\n"

    (found,) = find_lists(text)

    assert [item.of(text) for item in found.items] == ["The bridge is shut."]
