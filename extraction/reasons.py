"""Why somebody stays unnamed, in the article's own words."""

import re

_UP_TO = r"[^.;:!?\n\"“”,]"
# What tells that somebody stays unnamed.
UNNAMED = re.compile(
    r"\b(?:anonymity|anonymous(?:ly)?|(?:not|never|nor|neither|declin(?:ed|ing)|refus(?:ed|ing)|without"
    r"|only|insist(?:ed|ing)|would|cannot|can['’]t|could)\s[^.;:!?\n\"“”,]{0,24}?"
    r"\b(?:named?|names|identified|identify|quoted|printed|disclosed|published|handle|initials?|surname)"
    r"|(?:names?|surname|identity|identities)\s[^.;:!?\n\"“”,]{0,24}?\b(?:withheld|changed|not\s\w+|hidden"
    r"|secret)"
    r"|withh(?:eld|olding)\s(?:his|her|their|the)\s[^.;:!?\n\"“”,]{0,20}?(?:names?|surname|identity)"
    r"|off\sthe\srecord|without\sattribution|(?:name|names|surname|identity)\sbe\s(?:left|kept)\sout"
    r"|on\sbackground"
    r"|not\s(?:his|her|their)\sreal\sname|identified\sonly|speak(?:ing)?\s(?:publicly|openly))\b",
    re.IGNORECASE,
)
_CONNECTOR = (
    r"(?:(?:because|since|as|owing\sto|due\sto|citing|given(?:\sthat)?|on\saccount\sof|in\sview\sof"
    r"|explaining\sthat|saying(?:\sthat)?)"
    r"\s(?P<because>(?:of\s)?[^.;:!?\n\"“”,]{3,200})"
    r"|(?P<so>(?:(?:for|out\sof|in)\s(?:fear|concern|worry)\b|fearing\b|fearful\b|afraid\b|in\s(?:order\sto"
    r"|line\swith|keeping\swith|accordance\swith)\b"
    r"|under\b|while\b|until\b|pending\b|lest\b|so\s(?:as\s(?:not\s)?to|that)\b|to\s(?:discuss|describe"
    r"|speak|talk|avoid|protect|preserve|be\sable|share"
    r"|comment|address|keep|spare)\b|for\s(?:(?:\w+\s){1,3}reasons|reasons\sof|(?:his|her"
    r"|their)\s(?:own\s)?(?:\w+['’]s\s)?(?:safety|protection|security|job|livelihood|privacy)))"
    r"[^.;:!?\n\"“”,]{0,200}))"
)
# The reason follows right after, but for a few words that say nothing else: the condition alone is none.
FOLLOWS = re.compile(
    rf"(?:(?!\b(?:said|says|told|added"
    rf"|warned)\b){_UP_TO}){{0,70}}?(?:,\s[A-Z]\w+)?,?(?:\sand\sasked\sthat\s{_UP_TO}{{3,60}}?)?\s{_CONNECTOR}",
    re.IGNORECASE,
)
# "Citing the pending case, she asked not to be named": it stands first.
PRECEDES = re.compile(
    rf"\b(?:(?:citing|due\sto|owing\sto)\s(?P<because>{_UP_TO}{{3,120}})|(?P<so>(?:fearing|fearful|afraid"
    rf"|for\sfear)\s{_UP_TO}{{3,120}})),\s"
    rf"(?:[^.;:!?\n\"“”]{{0,80}}?)\b(?:asked|request(?:ed|ing)|insisted|spoke|declined|wanted"
    rf"|wished)\b[^.;:!?\n\"“”]{{0,40}}?\b(?:anonym\w+|named|identified)\b",
    re.IGNORECASE,
)
# Said of the source, this is its reason: "who was not permitted to brief journalists".
BARRED = re.compile(
    r"(?:\b(?:who|and|but|as|because|since|he|she|they|both|neither|none|whom|(?:his|her|their)\s\w+)|,|-|–"
    r"|—)\s(?:(?:who|he|she"
    r"|they)\s)?(?P<barred>(?:"
    r"(?:(?:is|are|was|were|been)\s)?not\s(?:publicly\s|formally\s)?(?:permitted|allowed|authori[sz]ed"
    r"|cleared|empowered|supposed|licensed|entitled|free"
    r"|at\sliberty|in\sa\sposition)\s(?:to|by)|(?:(?:is|are|was|were)\s)?unauthori[sz]ed\sto"
    r"|(?:is|are|was|were)\s(?:strictly\s|legally\s|contractually\s)?(?:bound\sby|afraid|scared|worried"
    r"|wary|forbidden|barred|banned|prohibited|reluctant|under\s\w+\snot\sto)"
    r"|(?:fears?|feared|fearing|risks?|risked)|(?:ha(?:s|ve|d)\sbeen|is|are|was|were)\s(?:ordered|told"
    r"|instructed|warned|asked)\snot\sto"
    r"|(?:ha(?:s|ve|d)|lack(?:s|ed|ing)?|with(?:out)?)\s(?:no\s)?(?:permission|authority|authori[sz]ation"
    r"|clearance|leave)\sto"
    r"|d(?:o|oes|id)\snot\swant\sto\s(?:be\sseen|anger|upset|embarrass|jeopardi[sz]e|damage|offend|harm"
    r"|lose|hurt)"
    r")\b[^.;:!?\n\"“”,]{3,160}?)(?=\sand\s(?:who\s)?(?:spoke|asked|wanted|insisted|requested)\b"
    r"|\sand\swho\b|\s(?:said|says|say|told)\b|[.;:!?\n\"“”,]|$)",
    re.IGNORECASE,
)
# "A court clerk with no permission to speak publicly", "an engineer not authorised to talk".
BARRED_BESIDE = re.compile(
    r"\b(?P<barred>(?:(?:with\s)?no|without|lacking|not\sgiven)\s(?:permission|authority|authori[sz]ation"
    r"|clearance|leave)\sto\s(?:\w+\s?){1,6}?"
    r"|not\s(?:permitted|allowed|authori[sz]ed|cleared|empowered)\sto\s(?:\w+\s?){1,8}?)(?=\s(?:said|says"
    r"|told|who|and)\b|[.;:!?\n\"“”,]|$)",
    re.IGNORECASE,
)
OPENS_WITH = re.compile(r"with\s", re.IGNORECASE)
_WORD = re.compile(r"[a-z']+")
# Words, one of which each reason cannot do without.
_TRIGGERS = frozenset(
    "anonymity anonymous anonymously name named names identified identify quoted printed disclosed"
    " published handle initial initials"
    " surname attribution identity identities withheld withholding withhold record background publicly"
    " openly permitted"
    " allowed authorised authorized cleared"
    " empowered supposed licensed entitled liberty position unauthorised unauthorized bound afraid scared"
    " worried wary forbidden barred banned prohibited"
    " reluctant fears fear feared fearing risks risked ordered instructed warned permission authority"
    " authorisation authorization clearance leave want free".split()
)


def find_reason(sentence: str) -> str | None:
    """Return why somebody stays unnamed, in the words of `sentence`, or None."""
    if _TRIGGERS.isdisjoint(_WORD.findall(sentence.casefold())):
        return None
    for unnamed in UNNAMED.finditer(sentence):
        if given := FOLLOWS.match(sentence, unnamed.end()):
            return _plain(given["because"] or given["so"])
    if given := PRECEDES.search(sentence):
        return _plain(given["because"] or given["so"])
    barred = BARRED.search(sentence) or BARRED_BESIDE.search(sentence)
    return _plain(OPENS_WITH.sub("", barred["barred"], count=1)) if barred else None


def _plain(words: str) -> str:
    return " ".join(words.split())
