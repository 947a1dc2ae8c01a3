"""What a statement depends on: "if a buyer is found", "should the dam fail", "once the tunnel is dug"."""

import re

# Clauses and phrases that set a condition by their first words.
_OPENING = (
    r"(?:only\sif|even\sif|except\sif|if\sand\swhen|if|only\swhen|unless|provid(?:ed|ing)(?:\sthat)?|(?:as|so)\slong\sas"
    r"|on\s(?:the\s)?condition\s(?:that|of)|in\scase(?:\sof)?|subject\sto|in\sthe\sevent\s(?:of|that)|assuming(?:\sthat)?|supposing(?:\sthat)?"
    r"|barring|(?<=^)pending|(?<=, )pending|in the absence of|were it not for|had it not been for)"
)
CONDITION = re.compile(
    r"(?:(?<=^)|(?<=[\s,;(\"“]))"
    rf"(?P<condition>{_OPENING}\s[^,;:!?\"“”\n]{{3,200}}?)(?=[,;:!?\"”\n]|\.?\s*$|\.\s)",
    re.IGNORECASE,
)
_MODAL = r"(?:would|could|might|will|may|must|can|should)"
# "Should the yield pass 6 percent, …", "Had the siren worked, …": inversion stands for "if".
INVERTED = re.compile(
    r"(?P<condition>(?:should|were|had)\s(?!not\b)[^,;:.!?\"“”\n]{3,160}?)(?=,\s[^?\n]*\b(?:would|could|might|will|may|must|can|faces?|risks?)\b)",
    re.IGNORECASE,
)
# "The town would drown should the dam fail", "… were it to close": the same behind the main clause.
_SUBJECT = r"(?:the|it|he|she|they|its|his|her|their|any|another|talks|[^\W\d_a-z][\w'’-]+)"
INVERTED_BEHIND = re.compile(
    rf"\b(?:would|could|might|will)\b[^;:?!\n]{{3,160}}?,?\s(?P<condition>(?:should|were|had)\s{_SUBJECT}\s[^,;:?!\"“”\n]{{3,120}}?)(?=[,;]|\.?$)"
)
# "Without rain by May a third of the barley would be lost" says what would be if there were none.
_LACKING = r"(?:without|but for|failing|absent)"
WITHOUT = re.compile(
    rf"(?P<condition>{_LACKING}\s[^,;:.!?\"“”\n]{{3,100}}?)"
    r"(?:,|(?=\s(?:the|an?|its|his|her|their|some|many|most|half|all|no)\s))"
    r"(?=[^?\n]*\b(?:would|could|might|will|may)\b)",
    re.IGNORECASE,
)
WITHOUT_BEHIND = re.compile(
    r"\b(?:would|could|might)\b[^;:?!\n]{3,160}?\s(?P<condition>(?:without|but\sfor|were\sit\snot\sfor)\s[^,;:?!\"“”\n]{3,100}?)(?=[,;]|\.?$)",
    re.IGNORECASE,
)
# "Once the tunnel is lined, trains could run": a time that has to come first; "once it was full" is past.
ONCE = re.compile(
    rf"(?P<condition>(?:once|as\ssoon\sas)\s(?!(?:an?|more|again|per|every|each|in|upon|or|and)\b)[^,;:.!?\"“”\n]{{3,160}})(?=,\s[^?\n]*\b{_MODAL}\b)"
    rf"|(?P<bare>(?:once|as\ssoon\sas)\s[^,;:.!?\"“”\n]{{3,80}}?\s(?:is|are|has\sbeen|have\sbeen)\s[a-z]+(?:ed|en|lt|rt|nt|wn))(?=\s[^?\n]*\b{_MODAL}\b)",
    re.IGNORECASE,
)
ONCE_BEHIND = re.compile(
    rf"\b{_MODAL}\b[^;:?!\n]{{3,160}}?\s(?P<condition>(?:only\s)?(?:once|as\ssoon\sas)\s(?!(?:an?|more|again|per|every|each|in|upon|or|and)\b)[^,;:?!\"“”\n]{{3,120}}?"
    r"\b(?:is|are|has|have|[a-z]{2,}s)\b[^,;:?!\"“”\n]*?)(?=[,;]|\.?$)",
    re.IGNORECASE,
)
OTHERWISE = re.compile(r"(?P<condition>otherwise|or else|if not|failing that)(?=,?\s)", re.IGNORECASE)
_INVERTING = "does|do|did|will|would|can|could|may|might|is|are|was|were|has|have"
# Where no comma ends a condition the main clause's subject does: "in the event of a strike the army would …".
CONDITION_END = re.compile(
    rf"(?i:^only (?:if|when)\b.{{3,120}}?)(?P<only>\s(?:{_INVERTING})\s)"
    r"|(?i:^(?:in the event of|in case of|barring|in the absence of|subject to)\b.{3,100}?)"
    rf"(?P<event>\s(?:the|its|his|her|their)\s[^,]{{2,60}}?\s(?:{_INVERTING})\s)"
)
WHETHER = re.compile(
    r"\b(?:clear|known|unclear|sure|certain|asked|wondered|wonders?|see|seen|ask|say|know|knows|knew|astonished|surprised|amazed)\s+(?:if|whether)\b",
    re.IGNORECASE,
)
# Words, one of which the first expression cannot do without, and those of the others.
_CONDITIONAL = frozenset(
    "if when unless provided providing long condition case subject event assuming supposing barring pending"
    " absence were had".split()
)
_ONCE = frozenset(("once", "soon"))
_INVERTED = frozenset("should were had without but failing absent".split())


def find_condition(words: str, told: frozenset[str]) -> str | None:
    """Return the condition that `words` set, as it stands there; `told` is the set of their words, folded."""
    if not _CONDITIONAL.isdisjoint(told):
        indirect = [match.end() for match in WHETHER.finditer(words)] if "if" in told else []
        for match in CONDITION.finditer(words):
            first_word_end = match.start("condition") + len(match["condition"].split()[0])
            if first_word_end not in indirect:
                condition = " ".join(match["condition"].split()).rstrip(".")
                # "It reopens only if all bearings are new": behind its clause nothing follows a condition.
                return condition if match.start("condition") else _up_to_subject(condition)
    found = OTHERWISE.match(words) if words[:1] in "oOfFiI" else None
    if not found and not _INVERTED.isdisjoint(told):
        found = INVERTED.match(words) or WITHOUT.match(words)
        found = found or INVERTED_BEHIND.search(words) or WITHOUT_BEHIND.search(words)
    if not found and not _ONCE.isdisjoint(told):
        found = ONCE.match(words) or ONCE_BEHIND.search(words)
    words = (found.groupdict().get("bare") or found["condition"]) if found else ""
    return " ".join(words.split()) or None


def _up_to_subject(condition: str) -> str:
    end = CONDITION_END.match(condition)
    return condition[: max(end.start("only"), end.start("event"))] if end else condition
