"""What the sentence after an unnamed source goes on to tell of it: why it stays unnamed, how it knows."""

import re
from dataclasses import replace

from extraction.anonymity import VERIFIED, find_reason
from extraction.cast import Cast
from extraction.knowledge import SPEAKS, told_of
from extraction.model import Anonymity, Span
from extraction.wordlists import fold

# "The official, who …", "He spoke on condition …", "Both had read the text": whoever spoke before.
AGAIN = re.compile(
    r"(?:The\s(?:(?:two|three|four|five|six)\s)?(?P<noun>[a-z]{3,}?)s?|(?P<one>He|She)|(?P<many>They|Both"
    r"|Neither|All(?:\s(?:of\sthem|\w+))?|Each|None)(?:\sof\sthem)?)\b"
)


def with_later_facts(cast: Cast, span: Span, anonymity: Anonymity) -> Anonymity:
    """Return what a source's own sentence told, and the next where that goes on with the same source."""
    own, following = cast.sentences_from(span.start)
    reason = anonymity.reason or find_reason(own.of(cast.text))
    goes_on = AGAIN.match(cast.text, following.start, following.end) if following else None
    if not following or not goes_on or not _is_same(goes_on, anonymity):
        return replace(anonymity, reason=reason)
    words = following.of(cast.text)
    told = words[goes_on.end() - following.start :]
    speaks = SPEAKS.search(told)
    knowledge = told_of(f"who {told[: speaks.start()] if speaks else told}".replace("  ", " "))
    is_verified = anonymity.number == "several_stated" and VERIFIED.search(words)
    return replace(
        anonymity,
        reason=reason or find_reason(words),
        knowledge=knowledge if knowledge and anonymity.knowledge == "unknown" else anonymity.knowledge,
        number="several_verified" if is_verified else anonymity.number,
    )


def _is_same(goes_on: re.Match[str], anonymity: Anonymity) -> bool:
    """Say whether a sentence begins with the one source, or with those several, of the one before."""
    if goes_on["noun"]:
        return goes_on["noun"] in fold(anonymity.descriptor)
    return (anonymity.number == "one") == bool(goes_on["one"])
