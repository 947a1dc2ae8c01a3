"""For whom a person speaks: "we" of a firm's head is the firm."""

import re
from functools import lru_cache
from itertools import islice

from extraction.kinds import describe_mention
from extraction.wordlists import fold

_NAME = r"(?P<body>[^\W\d_a-z][\w&'’-]*(?:\s[^\W\d_a-z][\w&-]*){0,3})"
# Where a firm's name ends, nothing of it is left out.
_END = r"(?=[,.;:\"“”]|\s(?:said|told|and|which|who|has|in|from|since|until)\b|$)"
_ROLE = (
    r"(?:(?:co-)?founder|chief\sexecutive|CEO|chairman|chairwoman|chair|president|director|managing\sdirector|general\smanager|manager|head|owner|boss"
    r"|spokesman|spokeswoman|spokesperson|finance\schief|chief\s\w+(?:\sofficer)?|chief\sengineer|secretary|captain)"
)
_LEADS = r"(?:runs|chairs|heads|leads|founded|owns|manages|directs|set\sup|started|co-founded)"
OWNING = re.compile(r"['’]s?$")
SHORTEST = 4
# The surname, where it stands, is put as this one mark: so the expressions are the same for everybody.
_PERSON = "§"
_THE = r"(?:[\w-]+-based\s|the\s(?:[a-z-]+\s){0,3})?"
AFTER_NAME = (
    re.compile(rf"{_PERSON},\s(?:who\s|which\s)?(?:[\w-]+\s){{0,3}}?{_LEADS}\s{_THE}{_NAME}{_END}"),
    re.compile(rf"{_PERSON}\s{_LEADS}\s{_THE}{_NAME}{_END}"),
    re.compile(
        rf"{_PERSON},\s(?:the\s|a\s|an\s|its\s)?(?:[\w-]+\s){{0,3}}?{_ROLE}\s(?:of|at|for)\s(?:the\s(?:[a-z-]+\s){{0,3}})?{_THE}{_NAME}{_END}"
    ),
)
BEFORE_NAME = re.compile(rf"{_NAME}['’]s?\s(?:[a-z]+\s){{0,3}}?{_ROLE},?\s(?:[\w'’-]+\s){{0,2}}{_PERSON}$")
OF_SUBJECT = re.compile(
    rf"\b(?:the\s(?:company|firm|group)['’]s|[Ii]ts)\s(?:[a-z]+\s){{0,3}}?{_ROLE},\s(?:[\w'’-]+\s){{0,2}}{_PERSON}$"
)
SUBJECT = re.compile(rf"(?:[A-Z][a-z]+\s(?:[a-z]+\s)+)?(?:The\s(?:[\w-]+\s)*?)?{_NAME}\s[a-z]")
# So far from the surname, and at so many places, what somebody is stands.
BEFORE_CHARS = 120
AFTER_CHARS = 160
MOST_PLACES = 12

# What no firm has or is: "my wife and I", "our children".
PERSONAL = re.compile(
    r"\b(?:I|me|my|mine|myself|wife|husband|spouse|child(?:ren)?|kids?|sons?|daughters?|bab(?:y|ies)|parents?|mum|mom|dad"
    r"|mother|father|brothers?|sisters?|marriage|wedding|honeymoon|family|love[sd]?|divorc\w+|marr(?:y|ied|ying)|dat(?:ed|ing)"
    r"|kiss\w*|cr(?:y|ied|ying)|hugg?\w*|pray\w*|sle(?:ep|pt|eping)|ate|eat(?:ing)?|drank|drink(?:ing)?)\b"
)
# "We will sell": after helping verbs and adverbs stands what is done.
OUR_DEED = re.compile(
    r"\b[Ww]e(?:['’](?:m|ve|ll|re))?\s(?:(?:also|never|still|just|only|always|already|not|\w+ly|are|were|have|had|do|did|don['’]t"
    r"|didn['’]t|haven['’]t|will|won['’]t|would|can|cannot|can['’]t|could|must|may|might|shall|should|be|been|going\sto)\s)*(?P<verb>[\w'’]+)"
)
# What firms do, by how the verb begins.
FIRM_DEED = re.compile(
    r"(?:sell|sold|buy|bought|ma[dk]|buil[dt]|open|clos|shut|plan|expect|hir|cut|rais|pa(?:y|id)|invest|need|offer|produc|suppl"
    r"|deliver|ship|launch|test|us(?:e|ing)|work|stop|start|beg[aiu]n|ke(?:ep|pt)|los[et]|earn|employ|train|develop|design|export"
    r"|import|charg|order|replac|repair|recall|sign|agree|appeal|den[yi]|reject|accept|cooperat|comply|compli|investigat|review"
    r"|inform|warn|ask|t(?:ell|old)|report|publish|process|stor[ei]|collect|provid|serv|operat|r[au]n|manag|own|acquir|merg|expand"
    r"|add|reduc|increas|lower|return|refund|compensat|apologi|check|inspect|install|remov|ban|support|fund|lend|lent|borrow"
    r"|insur|mine|drill|grow|grew|brew|bak|print|broadcast|h(?:old|eld)|receiv|[gs](?:ave|ive|end|ent)|t(?:ake|ook)|transport|carr"
    r"|an?$|the$|based$|aware$|committed$|doing$|done$)"
)


def can_be_of_body(words: str) -> bool:
    """Say whether each "we" of quoted `words` does what a firm can do, and nothing in them is private."""
    deeds = [match["verb"] for match in OUR_DEED.finditer(words)]
    return not PERSONAL.search(words) and all(FIRM_DEED.match(fold(deed)) for deed in deeds)


@lru_cache(maxsize=64)  # whoever is quoted is asked about with each quotation
def find_body(text: str, person: str) -> str | None:
    """Return the one firm that `person` is told to speak for, None where none is or several are."""
    surname = person.split()[-1]
    found: set[str] = set()
    for place in islice(re.finditer(rf"\b{re.escape(surname)}\b", text), MOST_PLACES):
        before = text[max(0, place.start() - BEFORE_CHARS) : place.start()] + _PERSON
        after = _PERSON + text[place.end() : place.end() + AFTER_CHARS]
        matches = [*(pattern.match(after) for pattern in AFTER_NAME), BEFORE_NAME.search(before)]
        if OF_SUBJECT.search(before):
            matches.append(SUBJECT.match(text))
        found |= {OWNING.sub("", match["body"]) for match in matches if match}
    bodies = {fold(body): body for body in found if _is_body(body)}
    bodies.pop(fold(person), None)
    return bodies.popitem()[1] if len(bodies) == 1 else None


def _is_body(name: str) -> bool:
    """Say whether a name may be a firm's: it has a word for one, or is one word and nobody's title."""
    kind = describe_mention(name).kind
    return kind == "organisation" or (kind == "unknown" and " " not in name and len(name) >= SHORTEST)
