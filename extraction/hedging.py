"""The words of a clause that hedge it: modals, adverbs, "is believed to", and whose belief it tells."""

import re
from collections.abc import Iterable

from extraction.clauses import find_finite_verb
from extraction.model import CertaintyLevel
from extraction.wordlists import WORD, fold, read_classes, words_in

HEDGES: dict[str, CertaintyLevel] = read_classes("certainty_hedges.tsv")  # type: ignore[assignment]  # the list holds levels
PASSIVES: dict[str, CertaintyLevel] = read_classes("certainty_passives.tsv")  # type: ignore[assignment]  # the list holds levels


def _any_of(phrases: Iterable[str]) -> str:
    return "|".join(
        re.escape(phrase).replace(r"\ ", r"\s+").replace("'", "['’]")
        for phrase in sorted(phrases, key=len, reverse=True)
    )


HEDGE = re.compile(rf"(?<![\w'’-])(?:{_any_of(HEDGES)})(?![\w'’-])", re.IGNORECASE)
# "Are feared drowned", "a third was suspected"; "is feared by all" is no hedge.
PASSIVE = re.compile(
    rf"\b(?:is|are|was|were|been|being)\s(?:[a-z]+ly\s|still\s|now\s|also\s|long\s|once\s|not\s)?(?P<verb>{_any_of(PASSIVES)})"
    r"(?=\s(?:to\s(?:have|be|[a-z]+)|dead|missing|lost|alive|safe|behind|responsible|ill|under|among|[a-z]{3,}(?:ed|en|ung|orn|ost))\b"
    r"|\s(?:as|of\s\w+ing)\b|\s*[.,;]|\s*$)",
    re.IGNORECASE,
)
# "Said" and "reported" as plain passives tell a fact: "two cases were reported.", "was said in court".
FRAMING_ONLY = frozenset("said reported claimed alleged understood estimated tipped".split())
# "Must have had a key", "cannot have known": what somebody infers; "must have a licence" is a rule.
INFERRED = re.compile(
    r"\bmust\s(?:surely\s|also\s|already\s|clearly\s)?have\s(?:[a-z]+ly\s)?(?:been|had|gone|known|seen|taken|come|done|made|left|lost|felt|thought"
    r"|fallen|broken|begun|run|got|heard|held|kept|met|paid|put|read|said|sent|sold|told|won|written|given|[a-z]{2,}(?:ed|en|ung|own|ought))\b",
    re.IGNORECASE,
)
# "Will appear before the court", "appeared with the mayor": seen there, and not how it looks.
IN_PERSON = re.compile(
    r"\bappear(?:s|ed)?(?=\s*$|\s(?:on|in|at|before|with|alongside|for|next|last|together"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b)",
    re.IGNORECASE,
)
MAY_AS_MONTH = re.compile(
    r"\bMay\s+\d|\d\s+May\b|\b(?:in|of|since|until|by|last|this|next|early|late|mid-)\s?May\b"
)
# "By 1944 the yard could build …", "could see", "could not": what somebody was able to do.
ABILITY = re.compile(
    r"\b(?:(?:by|in|until|around|before)\s(?:the\s(?:early|mid|late)?[\s-]?)?1\d{3}s?\b[^.;]*?\bcould\b"
    r"|could\s(?:only\s|still\s|hardly\s|barely\s|scarcely\s)?(?:see|hear|smell|feel|tell|remember|recall|read)\b"
    r"|so\s(?:that\s)?[\w\s]{2,30}\scould\s(?!be\b|have\b)|(?:could\s+not|couldn['’]t)\b)",
    re.IGNORECASE,
)
# "From July lorries may use the bridge", "pupils may no longer smoke": what is allowed, not what may be.
PERMISSION = re.compile(
    r"^(?:from|as\sof|starting|until|under\sthe\s\w+)\s[^,;]{2,40}?\s(?:[\w-]+\s){1,4}may\s(?!be\b|have\b|not\sbe\b|well\b)"
    r"|^(?:visitors|residents|drivers|pupils|students|members|passengers|owners|voters|applicants|customers|guests|employees|tenants|farmers|hunters"
    r"|parents|women|men|children|shops|bars|restaurants|firms|companies|banks|citizens|foreigners|tourists|dogs|cyclists|anyone|everyone|lorries|cars)"
    r"\s(?:\w+\s){0,4}?may\s(?!be\b|have\b|not\b|well\b|soon\b|also\b|face\b|lose\b|need\b|want\b|find\b|suffer\b|die\b|yet\b|see\b|feel\b)"
    r"|\bmay\s(?:only|no longer|now|once again|legally|lawfully|henceforth)\s(?!be\s(?:the|a|an|too)\b)"
    r"|\bmay\s(?:not\s)?(?:be\s)?(?:used?|apply|appeal|vote|enter|claim|keep|carry|sell|park|smoke|stay|leave|marry|work|travel|bring)\b"
    r"(?=[^.;]*\b(?:without|unless|provided|only|under\s(?:the|a|new)|for\sa\sfee|at\smost|with\sa\spermit|by\slaw)\b)",
    re.IGNORECASE,
)
# After these "may" grants and "may not" forbids.
RULING = re.compile(
    r"\b(?:rul(?:e|es|ed|ing)|order(?:ed|s)?|decree[ds]?|law|regulations?|verdict|judgment|permit(?:s|ted)?|grant(?:ed|s)|allow(?:ed|s))\b",
    re.IGNORECASE,
)
# "Trains should be running by noon" expects; "children should be kept in" advises.
SHOULD_SOON = re.compile(
    r"\b(?:should|ought\sto)\b(?=\s(?:(?:again|now|soon|then|also)\s)?(?:(?:be|have)\s(?:\w+\s){1,6}?(?:again|by|before|at|from|until|next|this|in\s\d{4}"
    r"|tomorrow|soon|within|later)\b|(?:be\s(?:able|back|over|ready|finished|complete|there|available|known|enough)|arrive|reach|last|return|reopen|resume"
    r"|rise|fall|clear|ease|come\sback|end|start|begin)\b))",
    re.IGNORECASE,
)
# "The bank sees growth at 2 percent by the end of 2027", "plans to open in May" is no forecast.
FORESEES = re.compile(
    r"\b(?P<sees>sees|see|saw|puts|expects)\s[^.;]{2,60}?\s(?:at|rising|falling|growing|shrinking|reaching|averaging|climbing|dropping|hitting|easing)\b[^.;]*?\d"
)
AS_MANY_AS = re.compile(
    r"\b(?P<bound>as|up)\s(?:(?:many|much|few|little)\sas|to)\s+"
    r"(?=[\d$€£]|\w+\s(?:hundred|thousand|million|percent))",
    re.IGNORECASE,
)
# "It killed as many as 400" leaves room for fewer; "up to eight years" sets a limit, and is sure of it.
# Where a sentence opens with the number, "As many as 400 died", that bound is what it asserts.
BOUNDS: dict[str, CertaintyLevel] = {"as": "possible", "up": "asserted"}
# "The supposedly unbreakable seal opened": the adverb belongs to the adjective after it, not to the clause.
OF_ADJECTIVE = re.compile(
    r"\b(?i:the|an?|its|his|her|their|this|that|these|those|some|many|several|two|three|other|one|of|for|with|by|in)\s"
    r"(?:supposedly|allegedly|reportedly|apparently|ostensibly|purportedly|possibly|probably|presumably|potentially|seemingly|perhaps|arguably)\s"
    r"(?=[a-z][\w-]*\s(?!to\b|by\b)[\w-])"
)
# "A possible link", "the expected fall": they grade a noun, but in "among the likely losers" the clause.
OF_NOUN = re.compile(
    r"(?<!among\s)(?<!is\s)(?<!are\s)(?<!was\s)(?<!were\s)(?<!be\s)(?<!as\s)\b(?:the|an?|its|his|her|their|this|that|these|those|some|many|several|two|three|other|any|no|further|more|in|of|for|with|from)\s(?:[a-z]+\s)?"
    r"(?:so-called|self-styled|purported|questionable|dubious|possible|expected|probable|likely|potential)\s(?=[a-z])(?!to\b|that\b)"
)
# A holder's verb as the sentence's own; what follows makes of "deny" more than a refusal ("denied him bail").
HELD = re.compile(
    r"(?P<not>(?:does|do|did)(?:\snot|n['’]t)\s)?(?:(?:has|have|had)\s)?(?:(?:always|also|now|still|long|[a-z]+ly)\s)?"
    r"(?P<verb>(?:believ|think|thought|suspect|expect|assum|presum|anticipat|estimat|reckon|predict|forecast|foresee|foresaw|envisag|imagin)\w*|guess(?:es|ed)?"
    r"|suppos(?:e|es)|(?P<fears>fear(?:s|ed)?|worr(?:y|ies|ied)(?!\sabout\b)|hint(?:s|ed)?|speculat\w+)|(?P<doubts>doubt(?:s|ed)?)"
    r"|(?P<denies>den(?:y|ies|ied)|refut(?:es?|ed)|disput(?:es?|ed)))\b(?!\sto\b)(?=\s(?P<denied>that|any|all|every|\w+ing|having|claims?|allegations?|reports?|accusations?"
    r"|charges?|(?:\w+\s)?counts?\sof|(?:the|these|those|such)\s(?:\w+\s)?(?:claim|allegation|report|accusation|charge|suggestion)|it\b|wrongdoing|involvement|responsibility)?)",
    re.IGNORECASE,
)
FEW = re.compile(r"(?:few|no\s?one|nobody|not\seven|hardly\s(?:any|anyone|anybody)|none)\b", re.IGNORECASE)
# "Nobody Could Know": a title between quotation marks, every longer word with a capital.
TITLED = re.compile(
    r"[\"“](?=[^\"“”a-z]*[A-Z])(?:(?:[A-Z][\w'’-]*|of|the|and|in|a|an|to|for|on|at)[\s,:!?.]*){2,9}[\"”]"
)


def _by_longest_word(phrases: Iterable[str]) -> dict[str, list[frozenset[str]]]:
    """Return the words of each phrase, by the longest of them."""
    by_longest: dict[str, list[frozenset[str]]] = {}
    for phrase in phrases:
        by_longest.setdefault(max(WORD.findall(phrase), key=len), []).append(words_in(phrase))
    return by_longest


# Where the words of no hedge all stand nothing is looked for.
_HEDGING = _by_longest_word(HEDGES)
# Words, one of which an expression cannot do without.
_PASSIVE = frozenset(max(WORD.findall(phrase), key=len) for phrase in PASSIVES)
_SHOULD = frozenset(("should", "ought"))
_BOUNDING = frozenset(("as", "up"))
_FORESEEING = frozenset("sees see saw puts expects".split())


def without_titles(words: str) -> str:
    """Return `words` with what is the title of a book or film blanked: no word of it hedges or negates."""
    if '"' not in words and "“" not in words:
        return words
    return TITLED.sub(lambda match: match[0] if match[0].isupper() else " " * len(match[0]), words)


def find_hedges(main: str, told: frozenset[str], cue: str = "") -> list[tuple[CertaintyLevel, str]]:
    """Return the hedges of a clause in order, each with its level; `told` is the set of its words, folded.

    `cue` is the reporting word before it: a judge who "ruled that he may not" forbids.
    """
    found: list[tuple[int, CertaintyLevel, str]] = []
    if any(words <= told for longest in told & _HEDGING.keys() for words in _HEDGING[longest]):
        found += _listed(main, told, cue)
    if not _PASSIVE.isdisjoint(told):
        taken = [start for start, _, _ in found]
        found += [one for one in _passives(main) if not any(_holds(one, start) for start in taken)]
    if not _SHOULD.isdisjoint(told):
        found += [(match.start(), "probable", match[0]) for match in SHOULD_SOON.finditer(main)]
    if "must" in told:
        found += [(match.start(), "probable", "must have") for match in INFERRED.finditer(main)]
    if not _FORESEEING.isdisjoint(told):
        found += [(match.start(), "probable", match["sees"]) for match in FORESEES.finditer(main)]
    for match in AS_MANY_AS.finditer(main) if not _BOUNDING.isdisjoint(told) else ():
        level = BOUNDS[match["bound"].casefold()] if main[: match.start()].strip() else "asserted"
        found.append((match.start(), level, " ".join(match[0].split())))
    return [(level, word) for _, level, word in sorted(found)]


def _listed(main: str, told: frozenset[str], cue: str) -> list[tuple[int, CertaintyLevel, str]]:
    hedges = list(HEDGE.finditer(main))
    if not hedges:
        return []
    patterns = [MAY_AS_MONTH, ABILITY, IN_PERSON, OF_ADJECTIVE, OF_NOUN]
    if "may" in told:
        patterns.append(PERMISSION)
    unhedged = [match.span() for pattern in patterns for match in pattern.finditer(main)]
    is_granted = bool(cue) and RULING.search(cue) is not None
    is_capital = main.isupper()
    found: list[tuple[int, CertaintyLevel, str]] = []
    for match in hedges:
        word = fold(match[0])
        # A capital within a sentence makes a name of it: "The Could-Be", "Might of Duty".
        is_cased = match.start() > 1 and match[0][0].isupper() and not match[0].isupper()
        is_name = is_cased and (main[match.start() - 2].isalnum() or main[match.start() - 2] == ",")
        if (is_name and not is_capital) or (word == "may" and is_granted):
            continue
        if not any(start <= match.start() < end for start, end in unhedged):
            found.append((match.start(), HEDGES[word], " ".join(match[0].split())))
    return found


def _holds(one: tuple[int, CertaintyLevel, str], start: int) -> bool:
    return one[0] <= start < one[0] + len(one[2])


def _passives(main: str) -> list[tuple[int, CertaintyLevel, str]]:
    found: list[tuple[int, CertaintyLevel, str]] = []
    for match in PASSIVE.finditer(main):
        after = main[match.end() : match.end() + 4]
        is_framing = after.startswith(" to ")
        if fold(match["verb"]) in FRAMING_ONLY and not is_framing:
            continue
        level: CertaintyLevel = "doubtful" if " not " in match[0] else PASSIVES[fold(match["verb"])]
        found.append((match.start(), level, " ".join(match[0].split())))
    return found


def find_held(main: str) -> tuple[CertaintyLevel, str] | None:
    """Return the level of what a subject only holds or denies: "engineers believed the dam was safe"."""
    verb = find_finite_verb(main)
    held = HELD.match(main, verb.start()) if verb and verb.start() else None
    if not verb or not held or (held["denies"] and not held["denied"]):
        return None
    few = FEW.match(main) or held["not"]
    level: CertaintyLevel = "denied" if held["denies"] else "possible" if held["fears"] else "probable"
    return ("doubtful" if few or held["doubts"] else level), " ".join(held["verb"].split())
