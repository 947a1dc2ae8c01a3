"""What an article tells of a source it does not name."""

import re

from extraction.kinds import AFTER_HEAD, WORD, singular
from extraction.model import Anonymity, AnonymityCategory, AnonymityNumber, Knowledge
from extraction.wordlists import fold, read_rows

CATEGORIES: dict[str, AnonymityCategory] = {row[0]: row[1] for row in read_rows("anonymity_categories.tsv")}  # type: ignore[misc]  # the list holds categories
KNOWLEDGE: dict[str, Knowledge] = {row[0]: row[1] for row in read_rows("anonymity_knowledge.tsv")}  # type: ignore[misc]  # the list holds kinds of knowledge
_ONE = re.compile(r"(?:a|an|one|another|the|that|this|his|her|its|a second|a third)\b", re.IGNORECASE)
# "on condition of anonymity because he was not allowed to speak"; the reason ends with its clause.
REASON = re.compile(
    r"\b(?:anonymity|anonymous|not (?:to )?be (?:named|identified|quoted by name)"
    r"|(?:name|identity) (?:not be|withheld)|without being (?:named|identified))\b[^.;:!?\n\"“”]{0,60}?"
    r"\b(?P<reason>(?:because|since|owing to|due to|citing|given|for fear|out of fear|fearing|in order to"
    r"|to discuss|to describe|to speak)\b[^.;:!?\n\"“”,]{3,200})",
    re.IGNORECASE,
)


def describe_anonymity(mention: str, sentence: str) -> Anonymity:
    """Return what `mention` and the sentence it stands in tell of an unnamed source.

    `number` is never more than the words say: a plural is `several_stated`, for nobody verified it.
    Source: AP, "Anonymous sources"; Reuters Handbook of Journalism, "Dealing with sources".
    """
    descriptor = " ".join(mention.split())
    return Anonymity(
        descriptor=descriptor,
        category=_category(descriptor),
        number=_number(descriptor),
        knowledge=_knowledge(f"{descriptor} {sentence}"),
        reason=_reason(sentence),
    )


def _category(descriptor: str) -> AnonymityCategory:
    words = set(fold(descriptor).replace("-", " ").split())
    for word, category in CATEGORIES.items():
        if word in words:
            return category
    return "other"


def _number(descriptor: str) -> AnonymityNumber:
    head = _head(descriptor)
    if head in ("people", "men", "women") or singular(head) != head:
        return "several_stated"
    return "one" if _ONE.match(descriptor) or singular(head) == head and head else "unknown"


def _head(descriptor: str) -> str:
    words = WORD.findall(AFTER_HEAD.split(descriptor.partition(",")[0])[0])
    return words[-1].casefold() if words else ""


def _knowledge(words: str) -> Knowledge:
    folded = f" {fold(words)} "
    for phrase, knowledge in KNOWLEDGE.items():
        if f" {phrase}" in folded:
            return knowledge
    return "unknown"


def _reason(sentence: str) -> str | None:
    given = REASON.search(sentence)
    return " ".join(given["reason"].split()) if given else None
