"""What the words that lead over to a content make of it: dismissed, in doubt, an open question."""

import re

from extraction.model import CertaintyLevel

_RUMOURED = (
    r"(?:reports?|claims?|allegations?|accusations?|suggestions?|rumou?rs?|speculation|talk|stor(?:y|ies)"
    r"|charges?|idea|notion)"
)
# What leads over to the content at the end of the words before it, and the level it gives.
LEADS: tuple[tuple[re.Pattern[str], CertaintyLevel], ...] = (
    (
        re.compile(
            r"\b(?:dismiss|reject|den[iy]|refut|rebut|disput|no\s(?:truth|basis|substance|evidence))\w*\b[^.;]*?"
            rf"\b{_RUMOURED}\b[^.;]{{0,60}}?\sthat\s*$",
            re.IGNORECASE,
        ),
        "denied",
    ),
    (
        re.compile(
            rf"\b(?:{_RUMOURED}\shas\sit|(?:rumou?rs?|speculation|talk)\b[^.;]{{0,30}})\sthat\s*$",
            re.IGNORECASE,
        ),
        "possible",
    ),
    (re.compile(r"\b(?:question|doubt)(?:s|ed)?\s(?:whether|if)\s*$", re.IGNORECASE), "doubtful"),
    (re.compile(r"\b(?:whether|if)\s*$", re.IGNORECASE), "unknown"),
    (
        re.compile(
            r"\b(?:confirm\snor\sdeny|(?:not|unable\sto|n['’]t)\s(?:\w+ly\s)?(?:verify|confirm|rule\sout|deny|say))\b[^.;]{0,60}?(?:that|whether|if|how|why)?\s*$",
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


def level_of_lead(lead: str) -> CertaintyLevel | None:
    """Return the level that the words right before a content give it, None where they give none."""
    for pattern, level in LEADS:
        if pattern.search(lead):
            return level
    return None
