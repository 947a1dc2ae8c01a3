"""What the words that lead over to a content make of it: dismissed, in doubt, an open question."""

import re

from extraction.matrices import RUMOUR, level_of_matrix
from extraction.model import CertaintyLevel
from extraction.wordlists import words_in

# "That's false," the owner said when asked if …: the answer comes first, what was asked after it.
_DENIAL = (
    r"(?:no|never|nonsense|rubbish|absolutely\snot|of\scourse\snot|not\sat\sall|(?:that|this|it)(?:['’]s|\sis|\swas)(?:\sjust|\ssimply|\stotally|\scompletely)?"
    r" (?:false|untrue|not true|wrong|a lie|lies|nonsense|rubbish|not the case|incorrect|baseless|absurd))"
).replace(" ", r"\s")
ANSWERED = re.compile(
    rf"[\"“‘']{_DENIAL}[,.!]?[\"”’'][^\"“”]{{2,110}}?\b(?:asked|pressed|questioned)\b[^.;]{{0,30}}?\b(?:if|whether)\s*$",
    re.IGNORECASE,
)
# What leads over to the content at the end of the words before it, and the level it gives.
LEADS: tuple[tuple[re.Pattern[str], CertaintyLevel], ...] = (
    (ANSWERED, "denied"),
    (
        re.compile(
            r"\b(?:dismiss|reject|den[iy]|refut|rebut|disput|scoff|laugh|denounc|debunk|no\s(?:truth|basis|substance|evidence)"
            r"|(?:called|calls|described\sas|branded|labell?ed)\s[\"“]?[^.;]*?(?:invention|fabricat|false|lie|nonsense|baseless|untrue|fiction"
            r"|absurd|ridiculous|rubbish|unfounded|groundless|fantas|propaganda|hoax|slander|smear|wrong|fake))\w*\b[^.;]*?"
            rf"\b{RUMOUR}\b[^.;]{{0,80}}?\sthat\s*$",
            re.IGNORECASE,
        ),
        "denied",
    ),
    (
        re.compile(
            rf"\b(?:{RUMOUR}\shas\sit|(?:rumou?rs?|speculation|talk)\b[^.;]{{0,30}})\sthat\s*$",
            re.IGNORECASE,
        ),
        "possible",
    ),
    (re.compile(r"\b(?:question|doubt)(?:s|ed)?\s(?:whether|if)\s*$", re.IGNORECASE), "doubtful"),
    (
        re.compile(
            r"(?:\bnot|n['’]t|never|refused\sto|declined\sto|\bcannot)\s(?:\w+ly\s)?(?:rul(?:e|ed)\sout|exclud(?:e|ed)|discount(?:ed)?)"
            r"(?:\sthe\s(?:possibility|idea|chance))?(?:\sthat)?\s*$",
            re.IGNORECASE,
        ),
        "possible",
    ),
    (re.compile(r"\b(?:whether|if)\s*$", re.IGNORECASE), "unknown"),
    (
        re.compile(
            r"\b(?:confirm\w*\snor\sden\w+|(?:not|unable\sto|refused\sto|declined\sto|n['’]t)\s(?:\w+ly\s)?(?:verify|confirm|deny|say))\b[^.;]{0,60}?(?:that|whether|if|how|why)?\s*$",
            re.IGNORECASE,
        ),
        "unknown",
    ),
    (
        re.compile(
            r"\b(?:few|no\s?one|nobody|not\seven|hardly\s(?:any|anyone)|none)\b[^.;,]{0,60}\s(?:thinks?|believes?|expects?)(?:\sthat)?\s*$",
            re.IGNORECASE,
        ),
        "doubtful",
    ),
    (
        re.compile(
            r"\b(?:does|do|did)(?:\snot|n['’]t)\s(?:think|believe|expect)(?:\sthat)?\s*$", re.IGNORECASE
        ),
        "doubtful",
    ),
)


# Words, one of which no expression above can do without.
TRIGGERS = frozenset(
    "that whether if rule ruled exclude excluded discount discounted nor verify confirm deny say"
    " think thinks believe believes expect expects".split()
)


def level_of_lead(lead: str) -> CertaintyLevel | None:
    """Return the level that the words right before a content give it, None where they give none."""
    if TRIGGERS.isdisjoint(words_in(lead)):
        return level_of_matrix(lead)
    for pattern, level in LEADS:
        if pattern.search(lead):
            return level
    return level_of_matrix(lead)
