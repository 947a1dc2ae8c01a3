"""What an engine finds in a text, shown and not stored."""

import pytest

from api.previews import preview_claims
from api.schemas.extractions import ExtractionAnswer
from extraction import model
from extraction.engine import open_engine
from storage.errors import LawBroken

TEXT = '"Nobody had checked the valve," one engineer told Reuters.'


def test_a_preview_tells_what_stands_in_the_text_and_the_claims_made_of_it():
    publisher = model.Source("publisher", "outlet", "The Valley Courier")

    preview = preview_claims(open_engine("rules"), text=TEXT, title="Dam", publisher=publisher)

    [claim] = preview["claims"]
    assert (preview["engine"], preview["text"], preview["title"]) == ("rules", TEXT, "Dam")
    assert [span["exact"] for span in preview["attributions"][0]["source"]] == ["one engineer"]
    assert [hop["source"]["name"] for hop in claim["attribution"]] == [
        "one engineer",
        "Reuters",
        "The Valley Courier",
    ]
    assert all("id" not in hop["source"] for hop in claim["attribution"])


def test_every_span_holds_the_words_it_shows():
    preview = preview_claims(open_engine("rules"), text="🙂🙂 Hello!\r\n\r\n" + TEXT)

    for attribution in preview["attributions"]:
        for span in attribution["source"] + attribution["cue"] + attribution["content"]:
            assert preview["text"][span["start"] : span["end"]] == span["exact"]


def test_a_preview_has_the_shape_the_service_sends():
    preview = preview_claims(open_engine("rules"), text=TEXT)

    assert ExtractionAnswer().dump(preview) == preview


def test_a_text_in_another_language_yields_nothing():
    preview = preview_claims(open_engine("rules"), text=TEXT, language="fr")

    assert (preview["attributions"], preview["claims"]) == ([], [])


@pytest.mark.parametrize("text", ["", " \n", "a\x00b"])
def test_a_text_that_is_none_is_refused(text):
    with pytest.raises(LawBroken):
        preview_claims(open_engine("rules"), text=text)
