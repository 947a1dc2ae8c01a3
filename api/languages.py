"""The language of a text: told, or recognised where it is long enough to be sure."""

from collections import Counter
from functools import cache
from typing import Literal

from py3langid.langid import MODEL_FILE, LanguageIdentifier  # type: ignore[import-untyped]  # it ships no types

# Shorter texts are mistaken too often: names and numbers weigh more than words. Longer ones are recognised
# piece by piece, each of so many characters and more.
LEAST_CHARS = 200
# More adds nothing but time.
MOST_CHARS = 5_000
# Probabilities are spread over some hundred languages; a text in one of them, cleanly written, has more.
LEAST_PROBABILITY = 0.6
# Of the pieces; with fewer in one language the text is in none by itself, or in several.
LEAST_SHARE = 0.75
# Each piece costs some tenths of a millisecond.
MOST_PIECES = 10
# A list of names is in no language, whatever land they are from: of a piece's words so many are no names.
FEWEST_WORDS = 8

# A short text is in a language where so many of its commonest words stand in it.
FEWEST_COMMON = 2
COMMON_WORDS = {
    language: frozenset(words.split())
    for language, words in {
        "da": "og i at det er en til på med af for ikke der den som har blev efter fra",
        "de": "und die der das den dem des ist nicht von mit im zu auf für ein eine sich auch hat wurde bei",
        "es": "el la los las de del que en y por con una un para no se al su fue ha",
        "fi": "ja on ei että se oli hän mutta kun myös ovat mukaan joka kuin",
        "fr": "le la les des du de et est une un dans pour que qui sur pas au par il ont été",
        "it": "il la le di che e un una per con non del della è sono nel dei gli alla ha",
        "nl": "de het een en van in is dat op te zijn met voor niet aan door bij ook naar werd",
        "no": "og i at det er en til på med av for ikke som har ble etter fra den",
        "pl": "i w na z do się nie że jest o po od za jak przez ale dla oraz był",
        "pt": "o a os as de do da que em e um uma para com não por no na foi se",
        "ro": "și în de la cu pe nu că din un o este care a fost pentru mai",
        "sv": "och i att det är en till på med av för inte som har blev efter från den om",
        "tr": "ve bir bu da de için ile olarak çok daha sonra olan gibi kadar",
    }.items()
}
# Of these none stands in a sentence of another language but by quoting.
ENGLISH_WORDS = frozenset(
    "the and of said were was has would from with by his their this that which been after are its".split()
)
# Letters after this one are Greek, Cyrillic, Arabic, Chinese, …; a word or two of them are a name.
LAST_LATIN = "\u024f"
FEWEST_LETTERS = 8
# BCP 47's tag of a text in no language that is told by name.
UNDETERMINED = "und"


def recognise_language(text: str) -> str | None:
    """Return the language of `text` as a BCP 47 tag, or None where that is not sure.

    Of another script than English has that is sure in a few words.

    Source: py3langid, after Lui and Baldwin, "langid.py: An Off-the-shelf Language Identification Tool",
    ACL 2012.
    """
    start = text[:MOST_CHARS]
    if is_in_another_script(start):
        language, probability = _identifier().classify(start)
        return str(language) if probability >= LEAST_PROBABILITY and language != "en" else UNDETERMINED
    number = min(len(start) // LEAST_CHARS, MOST_PIECES)
    if not number:
        return _recognise_short(start)
    size = -(-len(start) // number)
    found = Counter(_recognise_piece(start[at : at + size]) for at in range(0, len(start), size))
    language, pieces = found.most_common(1)[0]
    return language if pieces >= LEAST_SHARE * found.total() else None


def _recognise_short(text: str) -> str | None:
    """Return the language of a sentence or two that has the small words of one, and none of English."""
    words = {word.strip(".,;:!?\"'“”„»«()").casefold() for word in text.split() if not word[:1].isupper()}
    if len(text.split()) < FEWEST_WORDS or words & ENGLISH_WORDS:
        return None
    language, probability = _identifier().classify(text)
    small = words & COMMON_WORDS.get(str(language), frozenset())
    return str(language) if probability >= LEAST_PROBABILITY and len(small) >= FEWEST_COMMON else None


def is_in_another_script(text: str) -> bool:
    """Say whether nearly all letters of `text` are of a script that English is not written in."""
    letters = [letter for letter in text if letter.isalpha()]
    others = sum(letter > LAST_LATIN for letter in letters)
    return others >= FEWEST_LETTERS and others >= LEAST_SHARE * len(letters)


def is_english(language: str | None) -> bool:
    """Say whether a text of this language can be analysed: English, of whatever country, or not known."""
    return language is None or primary_of(language) in ("en", "eng")


def primary_of(language: str) -> str:
    """Return a tag without its country, script and variants: of pt-BR and PT it is pt."""
    return language.split("-")[0].lower()


def choose_language(stated: str | None, text: str) -> str | None:
    """Return the language a page states for `text`, unless the text is plainly not in it.

    Templates state English on pages in any language, and the other way round; whether a text can be analysed
    hangs on it. Between two other languages the page knows better.
    """
    if stated is None:
        return None
    recognised = recognise_language(text)
    return stated if recognised is None or is_english(stated) == is_english(recognised) else recognised


def language_of(text: str, *, before: str | None = None) -> str | None:
    """Return the language of a text nobody told it of; `before` is that of the text that stood there.

    What the text shows wins. Where it shows nothing, it is English if that was, and otherwise open, as a
    first text's would be: another language's must not keep all later ones from being read.
    """
    recognised = recognise_language(text)
    if before is None:
        return recognised
    if recognised is None:
        return before if is_english(before) else None
    return before if primary_of(before) == primary_of(recognised) else recognised


def why_not_analysed(language: str | None) -> Literal["language"] | None:
    """Return why a text of this language is not analysed, in the contract's word; None where it can be."""
    return None if is_english(language) else "language"


def _recognise_piece(text: str) -> str | None:
    capitals = [word for word in text.split() if word[0].isupper()]
    # a text all in capitals, and a script without any, tell no names apart
    if capitals and not text.isupper() and len(text.split()) - len(capitals) < FEWEST_WORDS:
        return None
    language, probability = _identifier().classify(text)
    return str(language) if probability >= LEAST_PROBABILITY else None


@cache
def _identifier() -> LanguageIdentifier:
    """Return the identifier, read at first use: it takes a fraction of a second and 70 megabytes."""
    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
