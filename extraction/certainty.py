"""How sure the words of a claim are: level, polarity, condition, and the words that tell."""

import re
from collections.abc import Iterable

from extraction.model import Certainty, CertaintyLevel
from extraction.wordlists import fold, read_classes

HEDGES: dict[str, CertaintyLevel] = read_classes("certainty_hedges.tsv")  # type: ignore[assignment]  # the list holds levels
CUES: dict[str, CertaintyLevel] = read_classes("certainty_cues.tsv")  # type: ignore[assignment]  # the list holds levels
# From sure to unsure; of several hedges the least sure decides.
ORDER: tuple[CertaintyLevel, ...] = ("asserted", "probable", "possible", "doubtful", "denied", "unknown")


def _any_of(phrases: Iterable[str]) -> str:
    return "|".join(
        re.escape(phrase).replace(r"\ ", r"\s+") for phrase in sorted(phrases, key=len, reverse=True)
    )


HEDGE = re.compile(rf"(?<![\w'’-])(?:{_any_of(HEDGES)})(?![\w'’])", re.IGNORECASE)
# "could include" introduces a list: the verb belongs to the hedge.
MODAL_WITH_VERB = re.compile(
    r"\b(?:could|may|might|would|should|can)\s+(?:also\s+)?(?:include|be|cover|contain|provide)\b",
    re.IGNORECASE,
)
MAY_AS_MONTH = re.compile(
    r"\bMay\s+\d|\d\s+May\b|\b(?:in|of|since|until|by|last|this|next|early|late)\s+May\b"
)
AS_MANY_AS = re.compile(
    r"\b(?:as (?:many|much|few|little) as|up to)\s+(?=[\d$€£]|\w+\s(?:hundred|thousand|million|percent))",
    re.IGNORECASE,
)
CONDITION = re.compile(
    r"(?:(?<=^)|(?<=[\s,;(\"“]))"
    r"(?P<condition>"
    r"(?:only if|even if|if|unless|provided(?: that)?|as long as|on condition that|in case|subject to)"
    r"\s[^,;:!?\"“”\n]{3,200}?)(?=[,;:!?\"”\n]|\.?\s*$|\.\s)",
    re.IGNORECASE,
)
WHETHER = re.compile(
    r"\b(?:clear|known|unclear|sure|certain|asked|wondered|see|ask|say|know)\s+(?:if|whether)\b",
    re.IGNORECASE,
)
NOT = re.compile(
    r"\b(?:not|never|no longer|nobody|no one|nothing|neither|none|cannot|without ever)\b|\b\w+n['’]t\b",
    re.IGNORECASE,
)
NO_SUBJECT = re.compile(
    r"^(?:no|neither|none|nobody|nothing)\b|\b(?:is|are|was|were|has|have|had)\s+no\b", re.IGNORECASE
)
FAILED = re.compile(
    r"\b(?:failed|fails|fail|refused|refuses|declined|unable|(?:has|have|had)\s+yet)\s+to\b", re.IGNORECASE
)
# Who "did not deny" or "does not know if" leaves it open.
NOT_SAID = re.compile(
    r"\b(?:not|never)\s+(?:\w+ly\s+)?(?:deny|say|know|verify|confirm|rule\s+out)\b|n['’]t\s+(?:deny|say|know|verify|confirm)\b"
    r"|\b(?:asked|asks|wondered|questioned)\s+(?:if|whether)\b",
    re.IGNORECASE,
)
YET = re.compile(r"\byet\b", re.IGNORECASE)
NOT_ONLY = re.compile(
    r"\bnot\s+(?:only|just|merely|least|to mention)\b|\bnothing\s+more\s+than\b", re.IGNORECASE
)
# What a relative or a participle clause hedges or negates is not the statement itself.
SUBORDINATE = re.compile(
    r",\s+(?:which|who|whose|whom|where|some\s+of|many\s+of)\b|\s(?:which|who|whose|whom|purporting)\s"
    r"|\s(?:because|since|when|while|after|before|until|so that)\s|(?<=\w)\sthat\s(?=\w+(?:\s\w+)?)",
    re.IGNORECASE,
)
# A claim's words are short; of a text without full stops this much is read.
LONGEST_CHARS = 4000


def grade_certainty(words: str, *, cue: str = "", introduction: str = "") -> Certainty:
    """Return how sure `words`, those of the innermost speaker, are of what they say.

    `cue` is the reporting word before them ("denied that"), `introduction` the sentence that brings in a
    list of which they are an item ("the deal could include"). `cues` holds the telling words, in order.
    """
    words = words[:LONGEST_CHARS]
    # "Nobody knows if the door was locked" asks; it sets no condition.
    is_asked = NOT_SAID.search(cue) is not None and words.casefold().startswith("if ")
    condition = None if is_asked else _condition(words)
    main = _main_clause(words, condition)
    found = [*_introducing(introduction), *_hedges(main)]
    levels = [level for level, _ in found]
    by_cue = _level_of_cue(cue)
    if by_cue:
        levels.append(by_cue)
    negation = _negation(main)
    level: CertaintyLevel = max(levels, key=ORDER.index, default="asserted")
    cues = [*(word for _, word in found), *([cue] if by_cue else [])]
    return Certainty(
        level=level,
        polarity="negative" if negation else "positive",
        condition=condition,
        cues=tuple(dict.fromkeys([*cues, *([negation] if negation else [])])),
    )


def _hedges(main: str) -> list[tuple[CertaintyLevel, str]]:
    found: list[tuple[int, CertaintyLevel, str]] = []
    months = [match.span() for match in MAY_AS_MONTH.finditer(main)]
    for match in HEDGE.finditer(main):
        if any(start <= match.start() < end for start, end in months):
            continue
        found.append((match.start(), HEDGES[fold(match[0])], " ".join(match[0].split())))
    for match in AS_MANY_AS.finditer(main):
        found.append((match.start(), "possible", " ".join(match[0].split())))
    return [(level, word) for _, level, word in sorted(found)]


def _introducing(introduction: str) -> list[tuple[CertaintyLevel, str]]:
    modal = MODAL_WITH_VERB.search(introduction)
    return [
        (level, modal[0] if modal and word in modal[0] else word) for level, word in _hedges(introduction)
    ]


def _level_of_cue(cue: str) -> CertaintyLevel | None:
    if NOT_SAID.search(cue):
        return "unknown"
    for word in reversed(fold(cue).split()):
        if word in CUES:
            return CUES[word]
    return None


def _condition(words: str) -> str | None:
    indirect = [match.end() for match in WHETHER.finditer(words)]
    for match in CONDITION.finditer(words):
        first_word_end = match.start("condition") + len(match["condition"].split()[0])
        if first_word_end not in indirect:
            return " ".join(match["condition"].split()).rstrip(".")
    return None


def _main_clause(words: str, condition: str | None) -> str:
    """Return `words` up to the first subordinate clause, the condition left out."""
    rest = words.replace(condition, " ", 1) if condition else words
    for cut in SUBORDINATE.finditer(rest):
        before = rest[: cut.start()]
        if len(before.split()) >= 3 and not re.search(r"\b(?:not|un)?\s?clear$|\blikely$", before):
            return before
    return rest


def _negation(main: str) -> str | None:
    plain = NOT_ONLY.sub(lambda match: " " * len(match[0]), main)
    failed = FAILED.search(plain)
    if failed:
        words = failed[0].split()
        return " ".join(words) if "yet" in words else words[0]
    negated = NOT.search(plain) or NO_SUBJECT.search(plain)
    if not negated or re.match(
        r"not\s+(?:immediately\s+)?(?:clear|known)", plain[negated.start() :], re.IGNORECASE
    ):
        return None
    return f"{negated[0]} … yet" if YET.search(plain, negated.end()) else negated[0]
