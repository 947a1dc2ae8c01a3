"""How a text speaks of media: "Reuters", "the daily Brixer Bote", "state television"."""

import re
from dataclasses import dataclass

from extraction.known import KNOWN
from extraction.model import SourceKind
from extraction.wordlists import fold, read_rows

# What a medium is called; a name beside it is the medium's own.
_NOUN = (
    r"(?:(?:wire|press|news|trade|information)\sservice|(?:radio|television|TV|news|talk|chat|breakfast"
    r"|quiz|current\saffairs)"
    r"\s(?:station|channel|network|programme|program|show)|(?:state|official|semi-official|news|press"
    r"|independent|private)\s(?:news\s)?agency"
    r"|(?:news|investigative|gossip|fact-checking|trade|financial|sports)\s(?:site|portal|website|outlet"
    r"|magazine|blog)"
    r"|newspaper|daily|weekly|biweekly|fortnightly|monthly|quarterly|paper|tabloid|broadsheet|newswire"
    r"|newsroom|station|gazette"
    r"|magazine|journal|broadcaster|channel|website|portal|podcast|newsletter|blog)"
)
# Those of them that stand for a medium met before: "the newspaper".
_LONE_NOUN = (
    r"(?:newspaper|daily|weekly|monthly|paper|tabloid|magazine|journal|broadcaster|(?:radio"
    r"|television)\sstation|station|website|podcast"
    r"|news\s(?:agency|site|channel|outlet))"
)
# Right before a name it tells that a medium bears it.
CALLED_MEDIUM = re.compile(rf"\b{_NOUN}\s$")
_CAPITAL = r"[A-Z][\w'’&-]*"
# "Norlandic", "Swiss": where a medium comes from, and no name of it.
_FROM = r"[A-Z][a-z]+(?:an|ish|ese|ss|ch|i|ek|ic)"
_NAME = rf"{_CAPITAL}(?:\s(?:(?:of|do|de|del|della|du|la|le|el|der|die)\s)?{_CAPITAL}){{0,3}}"
# Words that the name of a paper, a station or a site ends in.
_NAME_END = (
    r"(?:(?:News|Press)\sAgency|Newswires?|Times|Post|Herald|Tribune|Gazette|Journal|Chronicle|News|Planet"
    r"|Courier|Examiner|Radio|TV|Television|Magazine"
    r"|Echo|Star|Mail|Telegraph|Ledger|Observer|Bulletin|Advertiser|Mirror|Inquirer|Dispatch|Mercury|Globe"
    r"|Sentinel"
    r"|Edition|Tonight|Monitor|Broadcasting|Zeitung|Nachrichten|Bote|Tidende|Tagblatt|Anzeiger|Kurier"
    r"|Weekly|Daily|Argus|Times-\w+)"
)
# Words that such a name begins with.
_NAME_START = (
    r"(?:Channel|Daily|Radio|Rádio|Rádió|Radyo|Deutschlandradio|TV|Television|Televisión|BBC\sRadio"
    r"|Canal|Kanal|Gazeta|Gazzetta|Diario|Diário|Jornal|Corriere|Correio)"
)
# "Le Soir", "La Voce": an article and what papers are called; "Le Pen" is none.
_PRESS_NAME = (
    r"(?:(?:Le|La|El|O|A|As|Os|Lo)\s(?:Soir|Monde|Temps|Figaro|Parisien|Matin|Croix|Presse|Tribune|Voix"
    r"|Dépêche|Devoir|Point|Progrès|Quotidien"
    r"|Voce|Stampa|Repubblica|Gazzetta|Nazione|Sicilia|Provincia|País|Mundo|Diario|Periódico|Universal"
    r"|Comercio|Tiempo|Espectador|Mercurio|Nacional|Sol"
    r"|Correo|Observador|Clarín|Nación|Prensa|Razón|Vanguardia|Voz|Jornada|Tercera|Opinión|Hora|Verdad"
    r"|Globo|Bola|Público|Povo|Jornal|Tarde|Folha)"
    r"(?:\s(?:(?:del?|della|di|do|da|du|des)\s)?[A-Z][\w'’&-]*)?)"
)
# Longest names first, that "Fox News" is not read as "Fox".
_KNOWN_NAME = "|".join(
    re.escape(name).replace(r"\ ", r"\s")
    for file in ("source_outlets.tsv", "source_agencies.tsv")
    for name in sorted((name for row in read_rows(file) for name in row), key=len, reverse=True)
)
# "dpa"
_PLAIN_NAME = "|".join(name for name in _KNOWN_NAME.split("|") if name.islower())
# A medium's mention is no longer than this, and never holds these marks.
MENTION_CHARS = 80
CLAUSE_MARKS = ',.;:!?\n"“”()\x00'
_LANGUAGE = r"(?:[a-z]+-(?:run|owned|backed|funded|language|based)\s)?"
_ARTICLE = rf"(?:(?:[Tt]he|[Aa]n?|its|their|(?:{_CAPITAL}\s)?{_CAPITAL}['’]s)\s)?{_LANGUAGE}"
# A capital at the beginning of a sentence is no part of a name.
_OPENING = r"(?:The|An?|Its|Their|This|That|In|On|At|By|His|Her)\s"
_ADJECTIVES = r"(?:[\w'’-]+\s){0,3}?"
# After a verb the capital before it is somebody's: "told the paper Hale was ill".
_VERB = r"\s(?:was|were|is|are|had|has|have|would|will|could|did|does|told|said|says)\b"
_OWNER = (
    r"(?:state|public|local|national|regional|official|foreign|domestic|state-run|state-owned"
    r"|government-run)"
)
NAMED = re.compile(
    rf"{_ARTICLE}(?:"
    rf"{_ADJECTIVES}{_NOUN},?\s(?P<after>{_NAME}(?:\s\d+)?)(?!{_VERB})"
    rf"|(?:{_CAPITAL}\s)?{_FROM}\s(?:[a-z-]+\s)?(?:news\s)?agency\s(?P<agency>{_NAME})"
    rf"|(?:(?:news\s)?agency\s)?(?P<known>(?:{_KNOWN_NAME})(?:\s(?:{_FROM}|[A-Z][a-z]+ia|TV|Radio(?:\s(?:{_CAPITAL}"
    rf"|\d))?))?)(?:\s(?:agency|{_NOUN}))?"
    rf"|(?!{_FROM}\s[a-z]|{_OPENING})(?P<before>{_NAME})\s{_NOUN}"
    rf"|(?<=[Tt]he\s)(?P<wire>(?!{_FROM}\s){_CAPITAL})\sagency"
    rf"|(?!{_OPENING})(?P<titled>(?:{_CAPITAL}\s(?:of\s)?){{1,3}}{_NAME_END}|(?:Le|La|El|Il|Die|Der"
    rf"|Het)\s{_CAPITAL}\s{_CAPITAL}|(?:Der|Die|Das|Het|Il|Les|Los)\s{_CAPITAL}(?!\s{_CAPITAL})"
    rf"|L['’]{_CAPITAL}|[A-Z][a-z]+\d{{1,2}}|{_NAME_START}\s(?:\d+|(?:d[aeo]\s)?{_NAME}))"
    rf")(?![\w-])"
    rf"|(?P<alone>[Tt]he\s{_NAME_END}(?!\s[A-Z])|{_PRESS_NAME})(?![\w-])"
)
UNNAMED = re.compile(
    rf"(?:[Tt]he\s)?(?:{_FROM}\s|[A-Z][a-z]+['’]s\s|{_OWNER}\s){{1,3}}"
    rf"(?:television|TV|radio|news\sagency|media|press|newspapers?"
    rf"|broadcaster)(?:\s(?P<agency>[A-Z]{{2,6}}))?(?![\w-])"
    rf"|[Tt]he\s(?:(?:[a-z-]+|{_FROM})\s){{0,2}}?{_LONE_NOUN}(?![\w-])|[Tt]he\sagency(?![\w-])"
)
# What a mention ends in: a word with a capital or a number, or one of the plain ones.
LAST_WORD = re.compile(
    rf"\S*[A-Z\d]\S*|\S*(?:{_NOUN}|{_PLAIN_NAME}|agency|site|outlet|television|radio|media|press|newspapers)"
)


@dataclass(frozen=True, slots=True)
class Medium:
    """A news agency or outlet as a text mentions it; an unnamed one, "state television", has no name."""

    end: int
    kind: SourceKind
    name: str | None


def medium_at(words: str, start: int, end: int | None = None) -> Medium | None:
    """Return the medium whose mention begins at `start`, where there is one."""
    limit = len(words) if end is None else end
    named = NAMED.match(words, start, limit)
    if not named:
        unnamed = UNNAMED.match(words, start, limit)
        if not unnamed:
            return None
        if name := unnamed["agency"]:
            return Medium(unnamed.end(), "news_agency", _known_as(name))
        is_agency = "agency" in unnamed[0]
        return Medium(unnamed.end(), "news_agency" if is_agency else "outlet", None)
    name = (
        named["after"]
        or named["agency"]
        or named["known"]
        or named["before"]
        or named["wire"]
        or named["titled"]
        or named["alone"]
    )
    known = KNOWN.get(fold(name))
    if known and known[0] in ("outlet", "news_agency"):
        return Medium(named.end(), known[0], known[1])
    is_agency = bool(named["agency"] or named["wire"]) or bool(
        re.search(
            r"\b(?:(?:news|press|wire|state|official|semi-official)\s(?:agency|service)|newswires?)\b",
            named[0],
            re.I,
        )
    )
    return Medium(named.end(), "news_agency" if is_agency else "outlet", name)


def find_medium_before(words: str, end: int) -> int | None:
    """Return where the medium's mention begins that ends at `end`, a comma between allowed, or None."""
    end = len(words[:end].rstrip(" ,"))
    last = words[max(0, end - MENTION_CHARS) : end].split()[-1:]
    if not last or not LAST_WORD.fullmatch(last[0]):
        return None
    begin = max(words.rfind(mark, max(0, end - MENTION_CHARS), end) for mark in CLAUSE_MARKS) + 1
    for word in re.finditer(r"[^\W_][^\s]*", words[max(begin, end - MENTION_CHARS, 0) : end]):
        start = max(begin, end - MENTION_CHARS, 0) + word.start()
        medium = medium_at(words, start, end)
        if medium and medium.end == end:
            return start
    return None


def describe_medium(mention: str) -> Medium | None:
    """Return the medium that the whole of `mention` names, or None."""
    medium = medium_at(mention, 0)
    return medium if medium and medium.name and medium.end == len(mention) else None


def _known_as(name: str) -> str:
    known = KNOWN.get(fold(name))
    return known[1] if known else name
