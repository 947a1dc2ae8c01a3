"""How sure the words of a claim are: level, polarity, condition, and the words that tell."""

import re
from functools import lru_cache

from extraction.conditions import find_condition
from extraction.hedging import find_hedges, find_held, without_titles
from extraction.leads import level_of_lead
from extraction.model import Certainty, CertaintyLevel, Polarity
from extraction.negation import find_negation
from extraction.wordlists import fold, read_classes, words_in

CUES: dict[str, CertaintyLevel] = read_classes("certainty_cues.tsv")  # type: ignore[assignment]  # the list holds levels
PHRASES = tuple(phrase for phrase in CUES if " " in phrase)
# From sure to unsure; of several hedges the least sure decides.
ORDER: tuple[CertaintyLevel, ...] = ("asserted", "probable", "possible", "doubtful", "denied", "unknown")
# "could include" introduces a list: the verb belongs to the hedge.
MODAL_WITH_VERB = re.compile(
    r"\b(?:could|may|might|would|should|can)\s+(?:also\s+)?(?:include|be|cover|contain|provide)\b",
    re.IGNORECASE,
)
# Who "did not deny" or "does not know if" leaves it open.
NOT_SAID = re.compile(
    r"\b(?:not|never)\s+(?:\w+ly\s+)?(?:deny|say|said|know|verify|confirm(?:ed)?|disclosed?)\b|n['’]t\s+(?:deny|say|said|know|verify|confirm(?:ed)?)\b"
    r"|\b(?:asked|asks|asking|wondered|wonders|inquired)\s+(?:if|whether)\b|\b(?:declined|refused|unable)\s+to\s+(?:say|confirm|comment|deny|disclose)\b"
    r"|\bneither\s+confirm\w*\s+nor\s+den\w+\b|\b(?:has|have|had)\s+yet\s+to\s+(?:say|confirm|comment)\b",
    re.IGNORECASE,
)
# Who "would not rule out" leaves it possible.
NOT_EXCLUDED = re.compile(
    r"(?:\bnot|n['’]t|never|refused\s+to|declined\s+to|\bcannot)\s+(?:\w+ly\s+)?(?:rul(?:e|ed)\s+out|exclud(?:e|ed)|discount(?:ed)?)\b",
    re.IGNORECASE,
)
# Who "denied saying that" leaves what was not said as it was.
DENIED_SAYING = re.compile(
    r"\bden\w+\s(?:ever\s)?(?:having\s)?(?:say|said|claim|tell|told|suggest)", re.IGNORECASE
)
NO_DOUBT = re.compile(r"\b(?:no|little|not|never)\sdoubt|n['’]t\sdoubt", re.IGNORECASE)
NOT_BELIEVED = re.compile(
    r"(?:\bnot|n['’]t|never)\s(?:\w+ly\s)?(?:think|believ|expect|anticipat|imagin|suppos|foresee)\w*",
    re.IGNORECASE,
)
# What a relative or a participle clause hedges or negates is not the statement itself.
SUBORDINATE = re.compile(
    r",\s+(?:which|who|whose|whom|where|some\s+of|many\s+of)\b|\s(?:which|who|whose|whom|purporting)\s"
    r"|\s(?:because|since|when|while|after|before|until|so that)\s|(?<=\w)\sthat\s(?=\w+(?:\s\w+)?)",
    re.IGNORECASE,
)
# "Brown, who runs the mill, may leave": what is set off before the main verb.
INSERTED = re.compile(
    r"(?:,\s(?:which|who|whose|whom|where)|\s(?:who|which))\s[^,;]{3,160},(?=\s(?:is|was|are|were|may|might|could|can|will|would"
    r"|has|have|had|should|must|also)\b)",
    re.IGNORECASE,
)
# A claim's words are short; of a text without full stops this much is read.
LONGEST_CHARS = 4000
_INSERTING = frozenset("which who whose whom where".split())
_SUBORDINATING = _INSERTING | frozenset(
    "some many purporting because since when while after before until so that".split()
)


def grade_certainty(
    words: str,
    *,
    cue: str = "",
    introduction: str = "",
    lead: str = "",
    matrix: tuple[CertaintyLevel, str] | None = None,
) -> Certainty:
    """Return how sure `words`, those of the innermost speaker, are of what they say.

    `cue` is the reporting word before them ("denied that"), `introduction` the sentence that brings in a
    list of which they are an item ("the deal could include"), `lead` what stands before them in their
    sentence ("Police dismissed as baseless a report that"), `matrix` the clause around them with the level
    it gives ("there is little hope that"). `cues` holds the telling words, in order.
    """
    words = words[:LONGEST_CHARS]
    told = words_in(words)
    # "Nobody knows if the door was locked" asks; it sets no condition.
    is_asked = NOT_SAID.search(cue) is not None and words.casefold().startswith("if ")
    condition = None if is_asked else find_condition(words, told)
    main = without_titles(_main_clause(words, condition, told))
    found = [
        *([matrix] if matrix else []),
        *_introducing(introduction),
        *find_hedges(main, told, f"{lead} {cue}"),
    ]
    levels = [level for level, _ in found]
    by_cue = level_of_lead(lead) or _level_of_cue(cue)
    if by_cue:
        levels.append(by_cue)
    if held := find_held(main):
        found.append(held)
        levels.append(held[0])
    negation = find_negation(main, told)
    level: CertaintyLevel = max(levels, key=ORDER.index, default="asserted")
    cues = (*(word for _, word in found), cue if by_cue else "", negation or "")
    polarity: Polarity = "negative" if negation else "positive"
    return Certainty(level, polarity, condition, tuple(dict.fromkeys(word for word in cues if word)))


def _introducing(introduction: str) -> list[tuple[CertaintyLevel, str]]:
    if not introduction:
        return []
    modal = MODAL_WITH_VERB.search(introduction)
    hedges = find_hedges(introduction, words_in(introduction))
    return [(level, modal[0] if modal and word in modal[0] else word) for level, word in hedges]


@lru_cache(maxsize=1024)
def _level_of_cue(cue: str) -> CertaintyLevel | None:
    if NOT_EXCLUDED.search(cue):
        return "possible"
    if NOT_SAID.search(cue):
        return "unknown"
    if DENIED_SAYING.search(cue) or NO_DOUBT.search(cue):
        return None
    folded = fold(cue)
    if NOT_BELIEVED.search(folded):
        return "doubtful"
    if phrase := next((phrase for phrase in PHRASES if phrase in folded), None):
        return CUES[phrase]
    return next((CUES[word] for word in reversed(folded.split()) if word in CUES), None)


def _main_clause(words: str, condition: str | None, told: frozenset[str]) -> str:
    """Return `words` up to the first subordinate clause, the condition left out."""
    rest = words.replace(condition, " ", 1) if condition else words
    if _SUBORDINATING.isdisjoint(told):
        return rest
    rest = rest if _INSERTING.isdisjoint(told) else INSERTED.sub(",", rest)
    for cut in SUBORDINATE.finditer(rest):
        before = rest[: cut.start()]
        if len(before.split()) >= 3 and not re.search(r"\b(?:not|un)?\s?clear$|\blikely$", before):
            return before
    return rest
