"""How sure the words of a claim are: level, polarity, condition, and the words that tell."""

import re
from collections.abc import Iterable
from functools import lru_cache

from extraction.clauses import find_finite_verb
from extraction.leads import level_of_lead
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
# "Will appear before the court", "appeared with the mayor": seen there, and not how it looks.
IN_PERSON = re.compile(
    r"\bappear(?:s|ed)?(?=\s*$|\s(?:on|in|at|before|with|alongside|for|next|last|together"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b)",
    re.IGNORECASE,
)
MAY_AS_MONTH = re.compile(
    r"\bMay\s+\d|\d\s+May\b|\b(?:in|of|since|until|by|last|this|next|early|late)\s+May\b"
)
# "By 1944 the yard could build …", "could see", "could not": what somebody was able to do.
ABILITY = re.compile(
    r"\b(?:(?:by|in|until|around|before)\s(?:the\s(?:early|mid|late)?[\s-]?)?1\d{3}s?\b[^.;]*?\bcould\b"
    r"|could\s(?:only\s|still\s|hardly\s|barely\s|scarcely\s)?(?:see|hear|smell|feel|tell|remember|recall|read)\b"
    r"|(?:could\s+not|couldn['’]t)\b)",
    re.IGNORECASE,
)
# "Trains should be running by noon" expects; "children should be kept in" advises.
SHOULD_SOON = re.compile(
    r"\bshould\b(?=\s(?:(?:again|now|soon|then)\s)?(?:(?:be|have)\s(?:\w+\s){1,6}?(?:again|by|before|at|from|until|next|this|in\s\d{4})\b"
    r"|(?:be\s(?:able|back|over|ready|finished|complete|there)|arrive|reach|last|return|reopen|resume|rise|fall)\b))",
    re.IGNORECASE,
)
AS_MANY_AS = re.compile(
    r"\b(?P<bound>as|up)\s(?:(?:many|much|few|little)\sas|to)\s+"
    r"(?=[\d$€£]|\w+\s(?:hundred|thousand|million|percent))",
    re.IGNORECASE,
)
# "As many as 400 died" leaves room for fewer; "up to eight years" sets a limit, and is sure of it.
BOUNDS: dict[str, CertaintyLevel] = {"as": "possible", "up": "asserted"}
CONDITION = re.compile(
    r"(?:(?<=^)|(?<=[\s,;(\"“]))"
    r"(?P<condition>"
    r"(?:only if|even if|if|unless|provid(?:ed|ing)(?: that)?|(?:as|so) long as"
    r"|on condition that|in case|subject to|in the event (?:of|that)|assuming(?: that)?)"
    r"\s[^,;:!?\"“”\n]{3,200}?)(?=[,;:!?\"”\n]|\.?\s*$|\.\s)",
    re.IGNORECASE,
)
# "Should the yield pass 6 percent, …", "Had the siren worked, …": inversion stands for "if".
INVERTED = re.compile(
    r"(?P<condition>(?:should|were|had)\s(?!not\b)[^,;:.!?\"“”\n]{3,160}?)(?=,\s[^?\n]*\b(?:would|could|might|will|may|must|can)\b)",
    re.IGNORECASE,
)
# "Without rain by May a third of the barley would be lost" says what would be if there were none.
WITHOUT = re.compile(
    r"(?P<condition>(?:without|but for)\s[^,;:.!?\"“”\n]{3,100}?)"
    r"(?:,|(?=\s(?:the|an?|its|his|her|their|some|many|most|half|all|no)\s))"
    r"(?=[^?\n]*\b(?:would|could|might|will|may)\b)",
    re.IGNORECASE,
)
_INVERTING = "does|do|did|will|would|can|could|may|might|is|are|was|were|has|have"
# Where no comma ends a condition the main clause's subject does: "in the event of a strike the army would …".
CONDITION_END = re.compile(
    rf"(?i:^only if\b.{{3,120}}?)(?P<only>\s(?:{_INVERTING})\s)"
    r"|(?i:^in the event of\b.{3,100}?)"
    rf"(?P<event>\s(?:the|its|his|her|their)\s[^,]{{2,60}}?\s(?:{_INVERTING})\s)"
)
WHETHER = re.compile(
    r"\b(?:clear|known|unclear|sure|certain|asked|wondered|see|seen|ask|say|know)\s+(?:if|whether)\b",
    re.IGNORECASE,
)
NOT = re.compile(
    r"\b(?:not|never|no longer|nobody|no one|nothing|neither|none|cannot|without ever)\b|\b\w+n['’]t\b",
    re.IGNORECASE,
)
NO_SUBJECT = re.compile(
    r"^(?:no|neither|none|nobody|nothing)\b"
    r"|\b(?:is|are|was|were|has|have|had|be|been|found|finds?|saw|sees?|heard|made|makes?|gave|gives?|left|leaves?|took|takes?"
    r"|expects?|reports?|shows?|offers?|poses?|held|got|knew|brought|\w{3,}ed)\s+no\b(?!\s+(?:doubt|less|more|later|fewer)\b)",
    re.IGNORECASE,
)
FAILED = re.compile(
    r"\b(?:failed|fails|fail|refused|refuses|declined|unable|(?:has|have|had)\s+yet)\s+to\b", re.IGNORECASE
)
# Who "did not deny" or "does not know if" leaves it open.
NOT_SAID = re.compile(
    r"\b(?:not|never)\s+(?:\w+ly\s+)?(?:deny|say|know|verify|confirm|rule\s+out)\b|n['’]t\s+(?:deny|say|know|verify|confirm)\b"
    r"|\b(?:asked|asks|wondered)\s+(?:if|whether)\b",
    re.IGNORECASE,
)
# Who "denied saying that" leaves what was not said as it was.
DENIED_SAYING = re.compile(
    r"\bden\w+\s(?:ever\s)?(?:having\s)?(?:say|said|claim|tell|told|suggest)", re.IGNORECASE
)
NO_DOUBT = re.compile(r"\b(?:no|little|not|never)\sdoubt|n['’]t\sdoubt", re.IGNORECASE)
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
# "Brown, who runs the mill, may leave": what is set off before the main verb.
INSERTED = re.compile(
    r"(?:,\s(?:which|who|whose|whom|where)|\s(?:who|which))\s[^,;]{3,160},(?=\s(?:is|was|are|were|may|might|could|can|will|would"
    r"|has|have|had|should|must|also)\b)",
    re.IGNORECASE,
)
# A holder's verb as the sentence's own; what follows makes of "deny" more than a refusal ("denied him bail").
HELD = re.compile(
    r"(?P<not>(?:does|do|did)(?:\snot|n['’]t)\s)?(?:(?:has|have|had)\s)?(?:(?:always|also|now|still|long|[a-z]+ly)\s)?"
    r"(?P<verb>(?:believ|think|thought|suspect|expect|assum|presum|anticipat|estimat)\w*|(?P<fears>fear(?:s|ed)?)|(?P<doubts>doubt(?:s|ed)?)"
    r"|(?P<denies>den(?:y|ies|ied)))\b(?!\sto\b)(?=\s(?P<denied>that|any|all|every|\w+ing|having|claims?|allegations?|reports?|accusations?"
    r"|charges?|(?:the|these|those|such)\s(?:\w+\s)?(?:claim|allegation|report|accusation|charge|suggestion)|it\b|wrongdoing|involvement|responsibility)?)",
    re.IGNORECASE,
)
FEW = re.compile(r"(?:few|no\s?one|nobody|not\seven|hardly\s(?:any|anyone)|none)\b", re.IGNORECASE)
# A claim's words are short; of a text without full stops this much is read.
LONGEST_CHARS = 4000


# Words, one of which each expression cannot do without: where none of them stands nothing is looked for.
WORD = re.compile(r"\w+")
_HEDGING = frozenset(max(WORD.findall(phrase), key=len) for phrase in HEDGES)
_CONDITIONAL = frozenset("if unless provided providing long condition case subject event assuming".split())
_INSERTING = frozenset("which who whose whom where".split())
_SUBORDINATING = _INSERTING | frozenset(
    "some many purporting because since when while after before until so that".split()
)
_FAILING = frozenset("failed fails fail refused refuses declined unable yet".split())
# "t" is what is left of "don't".
_NEGATING = frozenset("not never no nobody nothing neither none cannot without t".split())
_BOUNDING = frozenset(("as", "up"))


def grade_certainty(words: str, *, cue: str = "", introduction: str = "", lead: str = "") -> Certainty:
    """Return how sure `words`, those of the innermost speaker, are of what they say.

    `cue` is the reporting word before them ("denied that"), `introduction` the sentence that brings in a
    list of which they are an item ("the deal could include"), `lead` what stands before them in their
    sentence ("Police dismissed as baseless a report that"). `cues` holds the telling words, in order.
    """
    words = words[:LONGEST_CHARS]
    told = frozenset(WORD.findall(words.casefold()))
    # "Nobody knows if the door was locked" asks; it sets no condition.
    is_asked = NOT_SAID.search(cue) is not None and words.casefold().startswith("if ")
    condition = None if is_asked else _condition(words, told)
    main = _main_clause(words, condition, told)
    found = [*_introducing(introduction), *_hedges(main, told)]
    levels = [level for level, _ in found]
    by_cue = level_of_lead(lead) or _level_of_cue(cue)
    if by_cue:
        levels.append(by_cue)
    if held := _held(main):
        found.append(held)
        levels.append(held[0])
    negation = _negation(main, told)
    level: CertaintyLevel = max(levels, key=ORDER.index, default="asserted")
    cues = [*(word for _, word in found), *([cue] if by_cue else [])]
    return Certainty(
        level=level,
        polarity="negative" if negation else "positive",
        condition=condition,
        cues=tuple(dict.fromkeys([*cues, *([negation] if negation else [])])),
    )


def _hedges(main: str, told: frozenset[str]) -> list[tuple[CertaintyLevel, str]]:
    found: list[tuple[int, CertaintyLevel, str]] = []
    if hedges := list(HEDGE.finditer(main)) if not _HEDGING.isdisjoint(told) else []:
        unhedged = [
            match.span() for pattern in (MAY_AS_MONTH, ABILITY, IN_PERSON) for match in pattern.finditer(main)
        ]
        for match in hedges:
            if any(start <= match.start() < end for start, end in unhedged):
                continue
            found.append((match.start(), HEDGES[fold(match[0])], " ".join(match[0].split())))
    if "should" in told:
        found += [(match.start(), "probable", match[0]) for match in SHOULD_SOON.finditer(main)]
    for match in AS_MANY_AS.finditer(main) if not _BOUNDING.isdisjoint(told) else ():
        found.append((match.start(), BOUNDS[match["bound"].casefold()], " ".join(match[0].split())))
    return [(level, word) for _, level, word in sorted(found)]


def _introducing(introduction: str) -> list[tuple[CertaintyLevel, str]]:
    if not introduction:
        return []
    modal = MODAL_WITH_VERB.search(introduction)
    hedges = _hedges(introduction, frozenset(WORD.findall(introduction.casefold())))
    return [(level, modal[0] if modal and word in modal[0] else word) for level, word in hedges]


@lru_cache(maxsize=1024)
def _level_of_cue(cue: str) -> CertaintyLevel | None:
    if NOT_SAID.search(cue):
        return "unknown"
    if DENIED_SAYING.search(cue) or NO_DOUBT.search(cue):
        return None
    for word in reversed(fold(cue).split()):
        if word in CUES:
            return CUES[word]
    return None


def _held(main: str) -> tuple[CertaintyLevel, str] | None:
    """Return the level of what a subject only holds or denies: "engineers believed the dam was safe"."""
    verb = find_finite_verb(main)
    held = HELD.match(main, verb.start()) if verb and verb.start() else None
    if not verb or not held or (held["denies"] and not held["denied"]):
        return None
    few = FEW.match(main) or held["not"]
    level: CertaintyLevel = "denied" if held["denies"] else "possible" if held["fears"] else "probable"
    return ("doubtful" if few or held["doubts"] else level), " ".join(held["verb"].split())


def _condition(words: str, told: frozenset[str]) -> str | None:
    is_conditional = not _CONDITIONAL.isdisjoint(told)
    indirect = [match.end() for match in WHETHER.finditer(words)] if "if" in told else []
    for match in CONDITION.finditer(words) if is_conditional else ():
        first_word_end = match.start("condition") + len(match["condition"].split()[0])
        if first_word_end not in indirect:
            return _up_to_subject(" ".join(match["condition"].split()).rstrip("."))
    inverted = INVERTED.match(words) or WITHOUT.match(words)
    return " ".join(inverted["condition"].split()) if inverted else None


def _up_to_subject(condition: str) -> str:
    end = CONDITION_END.match(condition)
    return condition[: max(end.start("only"), end.start("event"))] if end else condition


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


def _negation(main: str, told: frozenset[str]) -> str | None:
    if _FAILING.isdisjoint(told) and _NEGATING.isdisjoint(told):
        return None
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
