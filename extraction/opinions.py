"""Sentences that an article does not state itself: verdicts it passes on, what a firm says of itself."""

import re

from extraction.clauses import find_finite_verb
from extraction.kinds import describe_mention

# Whoever calls, hails or denies something speaks, though no clause tells what was said.
VERDICT = re.compile(
    r"(?:has\s|have\s|had\s)?(?:[a-z]+ly\s|also\s)?(?:"
    # "called the paper a disgrace", "described the deal as historic"; "called an election" is a deed
    r"(?:calls?|called|labell?ed|branded|dubbed|deemed|termed|pronounced|declared)\s(?:it|this|that|him|her|them|(?:the|his|her|its|their|[A-Z])\s?[\w\s'’-]{1,50}?)"
    r"\s(?:an?|the|[\"“]|(?:un|in|im|dis)[a-z]+|shameful|historic|absurd|cruel|false|true|vital|overdue|outrageous|ridiculous|excellent)\b"
    r"|(?:described|describes?|hailed|hails?|praised|condemned|denounced|dismissed|welcomed|criticised|criticized|mocked|derided|ridiculed|slammed)\s(?:(?!and\b|but\b)[^\s.;,]+\s){1,8}?as\b"
    r"|(?:put|puts)\s(?:the|its|their|that|this)\s(?:\w+\s){0,3}?(?:dead|toll|number|figure|cost|costs|damage|bill|losses|count|total|share|chance|chances|odds)\b[^.;]*?\sat\b"
    r"|(?:den(?:y|ies|ied)|disputes?|disputed|rejects?|rejected|confirms?|confirmed)\s(?:it|this|that|them|both|all\sof\sit|the\s(?:claim|charge|report|allegation|accusation|suggestion)s?)\.?$"
    r"|(?:says?|said)\s(?:until|no|yes|so|otherwise|not|as\smuch)\b"
    r"|(?:expects?|expected)\s(?!to\b|by\b|in\b|on\b|at\b)"
    r"|(?:remembers?|recalls?|remembered|recalled)\s(?:an?|the|him|her|it|how)\b(?!\s\w+\sthat\b))"
)
# Without the stem of one of its verbs no sentence passes on a verdict.
TRIGGERS = re.compile(
    r"\b(?:call|label|brand|dubb|deem|term|pronounc|declar|describ|hail|prais|condemn|denounc|dismiss|welcom|critici|mock"
    r"|derid|ridicul|slam|put|den[yi]|disput|reject|confirm|sa[yi]|expect|remember|recall)"
)
# "About Orme Optical" over what a firm says of itself: to the end of the text.
COMPANY_NOTE = re.compile(
    r"(?m)^[ \t*#]*(?:About|Notes\sto\seditors|Media\scontacts?)"
    r"(?:\s[A-Z][^\n.:!?]{1,60})?\s?:?[ \t]*(?=$|\n|(?<=:)\s)"
)


def is_somebodys(words: str) -> bool:
    """Say whether a sentence only passes on somebody's verdict: "Unions called the paper a disgrace"."""
    if not TRIGGERS.search(words):
        return False
    verb = find_finite_verb(words)
    if verb is None or verb.start() == 0 or not VERDICT.match(words, verb.start()):
        return False
    subject = words[: verb.start()].strip(" ,")
    portrait = describe_mention(subject) if subject else None
    return portrait is not None and (portrait.kind not in ("unknown", "document") or portrait.is_named)


def find_company_note(text: str) -> int:
    """Return where a firm's note on itself begins, the length of `text` where there is none."""
    note = COMPANY_NOTE.search(text, len(text) // 4)
    return note.start() if note else len(text) + 1
