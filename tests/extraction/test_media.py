"""Media: what a text calls them, and where their names begin and end."""

import pytest

from extraction.media import Medium, describe_medium, find_medium_before, medium_at


@pytest.mark.parametrize(
    ("mention", "kind", "name"),
    [
        ("Reuters", "news_agency", "Reuters"),
        ("the daily Brixer Bote", "outlet", "Brixer Bote"),
        ("public broadcaster NRT", "outlet", "NRT"),
        ("the pan-Norlandic channel Al-Sahra", "outlet", "Al-Sahra"),
        ("the Lysvik newspaper", "outlet", "Lysvik"),
        ("the TASS agency", "news_agency", "TASS"),
        ("the Swiss agency Keltisch", "news_agency", "Keltisch"),
        ("state news agency NNA", "news_agency", "NNA"),
        ("the podcast Deep Water", "outlet", "Deep Water"),
        ("the Harbour Echo", "outlet", "Harbour Echo"),
        ("Radio Brix", "outlet", "Radio Brix"),
        ("the state-run Korean Central News Agency", "news_agency", "KCNA"),
        ("South Korea's Yonhap news agency", "news_agency", "Yonhap"),
    ],
)
def test_a_medium_is_named_by_its_noun_or_its_name(mention, kind, name):
    medium = describe_medium(mention)

    assert medium and (medium.kind, medium.name) == (kind, name)


@pytest.mark.parametrize(
    "words", ["Hale", "Ada Lind", "the space agency", "the company", "a committee of parliament", "reporters"]
)
def test_what_is_no_medium_is_taken_for_none(words):
    assert medium_at(words, 0) is None


@pytest.mark.parametrize("words", ["state television", "Norlandic media", "the newspaper", "The news agency"])
def test_a_medium_without_a_name_is_found_and_stays_unnamed(words):
    medium = medium_at(words, 0)

    assert medium and (medium.end, medium.kind in ("outlet", "news_agency"), medium.name) == (
        len(words),
        True,
        None,
    )


def test_a_name_after_a_verb_is_no_name_of_the_paper():
    medium = medium_at("the paper Hale was ill", 0)

    assert medium and (medium.end, medium.name) == (len("the paper"), None)


def test_a_medium_is_found_before_what_it_did():
    words = "the mill has closed, the daily Brixer Bote reported"

    assert find_medium_before(words, words.index(" reported")) == words.index("the daily")


@pytest.mark.parametrize(
    ("words", "kind", "name"),
    [
        ("the state agency Vostra", "news_agency", "Vostra"),
        ("the agency Tass", "news_agency", "TASS"),
        ("the Polnia agency", "news_agency", "Polnia"),
        ("the Omani Press Agency", "news_agency", "Omani Press Agency"),
        ("the fact-checking site Lynx", "outlet", "Lynx"),
        ("the breakfast show Ola", "outlet", "Ola"),
        ("Der Anger", "outlet", "Der Anger"),
        ("La Voz del Valle", "outlet", "La Voz del Valle"),
        ("Kanal42", "outlet", "Kanal42"),
        ("the Daily Karst", "outlet", "Daily Karst"),
    ],
)
def test_a_medium_is_known_by_what_it_is_called(words, kind, name):
    assert describe_medium(words) == Medium(len(words), kind, name)


@pytest.mark.parametrize("words", ["Le Pen", "La Russa", "the Senate Majority Leader", "the agency's head"])
def test_what_only_looks_like_a_medium_is_none(words):
    assert describe_medium(words) is None


@pytest.mark.parametrize(
    "name", ["dpa", "Time magazine", "state radio", "state media", "Radio 24", "the news site"]
)
def test_a_medium_is_found_by_its_last_word_however_it_ends(name):
    assert find_medium_before(f"as {name} said", len(f"as {name}")) == len("as ")
