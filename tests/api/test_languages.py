"""Languages: stated, recognised, and what becomes of a text that is not English."""

from pathlib import Path

import pytest
from flask.testing import FlaskClient

from api.languages import choose_language, language_of, recognise_language

ENGLISH = "The dam above Varnholt failed on Tuesday, the mayor said, and nobody had checked the valve. " * 3
GERMAN = "Der Damm brach am Dienstag, sagte die Bürgermeisterin, und niemand habe das Ventil geprüft. " * 3
NORWEGIAN = "Dammen brast tirsdag, sa ordføreren, og ingen hadde kontrollert ventilen på lenge. " * 3
PAGES = Path(__file__).parent / "html_pages"


@pytest.mark.parametrize(
    ("stated", "text", "language"),
    [
        ("en-GB", ENGLISH, "en-GB"),
        ("en-US", GERMAN, "de"),
        ("de-DE", ENGLISH, "en"),
        ("de-CH", GERMAN, "de-CH"),
        ("nn", NORWEGIAN, "nn"),
        ("fr", "Zu kurz.", "fr"),
        (None, GERMAN, None),
    ],
)
def test_a_page_is_believed_unless_its_text_is_plainly_in_another_language(stated, text, language):
    assert choose_language(stated, text) == language


NAMES = "Angela Müller, Klaus Schmidt, Ute Weber, Jens Fischer, Karl Meyer, Ida Wagner, Uwe Becker. " * 4


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (ENGLISH, "en"),
        (ENGLISH.upper(), "en"),
        (f'{ENGLISH * 4}"{GERMAN[:90]}"', "en"),
        ("大坝周二溃决，市长说，没有人检查过阀门。居民被要求立即离开家园。" * 8, "zh"),
        ("הסכר קרס ביום שלישי, אמרה ראשת העיר, ואיש לא בדק את השסתום. " * 5, "he"),
        (ENGLISH + GERMAN, None),
        (GERMAN + ENGLISH, None),
        (ENGLISH[:190], None),
        (NAMES, None),
        ("AAPL 182.3 +1.2% MSFT 410.1 -0.3% GOOG 150.2 " * 8, None),
        ("https://example.org/a/b?c=d " * 15, None),
        ("😀" * 300, None),
        ("Переговоры провалились, заявил министр.", "ru"),
        ("外交部长周一表示，谈判已经失败。", "und"),
        ("The word on the wall was Перемога.", None),
    ],
)
def test_a_language_is_recognised_only_where_the_whole_text_shows_it(text, language):
    assert recognise_language(text) == language


@pytest.mark.parametrize(
    ("page", "language"),
    [("regional_windows_1252", "de"), ("mislabelled_language", "de"), ("french_latin_9", "fr-FR")],
)
def test_a_page_that_is_not_english_is_stored_with_its_language_and_not_analysed(
    client: FlaskClient, page: str, language: str
) -> None:
    html = (PAGES / f"{page}.html").read_bytes().decode("utf-8" if page.startswith("mis") else "cp1252")

    article = client.post("/v1/articles", json={"html": html}).get_json()

    assert (article["language"], article["analysed"], article["not_analysed"]) == (
        language,
        False,
        "language",
    )
    assert client.get("/v1/articles").get_json()["data"][0]["not_analysed"] == "language"
    assert client.get("/v1/claims").get_json()["data"] == []
    assert client.post(f"/v1/articles/{article['id']}/analyses").status_code == 409


def test_an_article_that_was_read_says_so(client: FlaskClient) -> None:
    article = client.post("/v1/articles", json={"text": ENGLISH}).get_json()

    assert (article["language"], article["analysed"], "not_analysed" in article) == ("en", True, False)
    assert client.get("/v1/articles?fields=analysed").get_json()["data"] == [
        {"id": article["id"], "analysed": True}
    ]


def test_a_newer_text_in_another_language_takes_the_article_into_it(client: FlaskClient) -> None:
    path = f"/v1/articles/{client.post('/v1/articles', json={'text': ENGLISH}).get_json()['id']}"

    client.post(f"{path}/revisions", json={"text": GERMAN})

    article = client.get(path).get_json()
    assert (article["language"], article["analysed"], article["not_analysed"]) == ("de", False, "language")
    assert article["analysis"]["revision"] == 1
    assert client.post(f"{path}/analyses").get_json()["detail"] == (
        "This article is in another language (de); English is read."
    )


def test_whoever_knows_better_may_say_that_a_text_is_english(client: FlaskClient) -> None:
    article = client.post("/v1/articles", json={"text": ENGLISH, "language": "fr"}).get_json()
    path = f"/v1/articles/{article['id']}"

    client.patch(path, json={"language": "en"}, headers={"If-Match": client.get(path).headers["ETag"]})
    client.post(f"{path}/analyses")

    article = client.get(path).get_json()
    assert (article["language"], article["analysed"], "not_analysed" in article) == ("en", True, False)


SHORT = "The dam at Arle may not hold, two engineers told AFP. Mayor Ida Brandt denied that it broke."


def test_a_short_text_after_another_languages_is_read_as_a_first_one_would_be(client: FlaskClient) -> None:
    url = "https://courier.example/arle"
    sent = [client.post("/v1/articles", json={"url": url, "text": text}) for text in (SHORT, GERMAN, SHORT)]

    first, _, third = [response.get_json() for response in sent]

    assert [response.get_json().get("language") for response in sent] == [None, "de", None]
    assert (first["analysed"], third["analysed"], third["revision"]["number"]) == (True, True, 3)
    assert "not_analysed" not in third
    [claim, *_] = client.get("/v1/claims?sort=created_at").get_json()["data"]
    assert (claim["revision"], claim["attribution"][0]["source"]["name"]) == (3, "two engineers")


@pytest.mark.parametrize(
    ("before", "text", "language"),
    [
        ("de", "Плотину не проверят раньше июня, сообщили власти города во вторник.", "ru"),
        ("de", NORWEGIAN, "no"),
        ("de-CH", GERMAN, "de-CH"),
        ("en-GB", SHORT, "en-GB"),
        ("de", SHORT, None),
        (None, GERMAN, "de"),
    ],
)
def test_what_a_newer_text_shows_of_its_language_wins(before, text, language):
    assert language_of(text, before=before) == language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Die Brücke ist am Montag nach dem Hochwasser und dem Sturm gesperrt worden.", "de"),
        ("Le pont sur la rivière ne sera pas ouvert avant le mois de mai.", "fr"),
        ("El puente no se abrirá hasta mayo, según la agencia de la ciudad.", "es"),
        ("Mosten nie jest otwarty.", None),
        ("The mayor of Los Angeles quoted a poem: la vida es un sueño.", None),
        ("Rain, wind, hail, snow: four days, six towns, nine dead.", None),
        ("Norland, Ostmark preparing sale of Brix mill, papers show", None),
    ],
)
def test_a_short_text_is_in_another_language_only_where_its_small_words_say_so(text, language):
    assert recognise_language(text) == language
