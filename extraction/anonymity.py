"""What an article tells of a source it does not name."""

import re

from extraction.model import Anonymity, AnonymityCategory, AnonymityNumber, Knowledge
from extraction.nouns import head, singular
from extraction.wordlists import fold, read_rows

CATEGORIES: dict[str, AnonymityCategory] = {row[0]: row[1] for row in read_rows("anonymity_categories.tsv")}  # type: ignore[misc]  # the list holds categories
KNOWLEDGE: dict[str, Knowledge] = {row[0]: row[1] for row in read_rows("anonymity_knowledge.tsv")}  # type: ignore[misc]  # the list holds kinds of knowledge
_ONE = re.compile(r"(?:a|an|one|another|the|that|this|his|her|its|a second|a third)\b", re.IGNORECASE)
# "on condition of anonymity because he was not allowed to speak": the reason is what follows "because", up to
# the end of its clause. The condition alone is no reason.
REASON = re.compile(
    r"\b(?:anonymity|anonymously|(?:not|never)\s(?:to\s)?(?:be\s|want\sto\sbe\s)?(?:named|identified|quoted\sby\sname)"
    r"|(?:name|surname|identity)\s(?:not\sbe|(?:is|was)\s(?:being\s)?withheld)|without\sbeing\s(?:named|identified))"
    r",?\s(?:(?:because|since|as|owing\sto|due\sto|citing|given(?:\sthat)?)\s(?P<because>[^.;:!?\n\"“”,]{3,200})"
    r"|(?P<so>(?:for\sfear|out\sof\sfear|fearing|in\sorder\sto|while|to\s(?:discuss|describe|speak))\b[^.;:!?\n\"“”,]{3,200}))",
    re.IGNORECASE,
)
# "who was not permitted to brief journalists": said of the source, this is its reason.
BARRED = re.compile(
    r"\bwho\s(?P<barred>(?:(?:is|are|was|were)\s(?:not\s(?:permitted|allowed|authori[sz]ed)|bound\sby|afraid\sto\sgive)"
    r"|(?:fears?|feared)\b)[^.;:!?\n\"“”,]{3,160}?)(?=\sand\s(?:spoke|asked|who)\b|[.;:!?\n\"“”,])",
    re.IGNORECASE,
)
# A source of which nothing is said: "one source", "the sources".
GENERIC = re.compile(r"(?:one|the)\ssources?", re.IGNORECASE)


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
    noun = head(descriptor.partition(",")[0])
    if noun in ("people", "men", "women") or singular(noun) != noun:
        return "several_stated"
    return "one" if _ONE.match(descriptor) or noun else "unknown"


def _knowledge(words: str) -> Knowledge:
    folded = f" {fold(words)} "
    for phrase, knowledge in KNOWLEDGE.items():
        if f" {phrase}" in folded:
            return knowledge
    return "unknown"


def _reason(sentence: str) -> str | None:
    if given := REASON.search(sentence):
        return " ".join((given["because"] or given["so"]).split())
    barred = BARRED.search(sentence)
    return " ".join(barred["barred"].split()) if barred else None


def is_generic(anonymity: Anonymity) -> bool:
    """Say whether the descriptor only tells that there is a source, so that its group may tell more."""
    return anonymity.category == "other" and GENERIC.fullmatch(anonymity.descriptor) is not None
