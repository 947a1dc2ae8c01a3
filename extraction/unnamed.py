"""Sources without a name as they are met, and what the sentence after goes on to tell of them."""

import re
from dataclasses import replace

from extraction.anonymity import VERIFIED, describe_anonymity, find_reason, is_generic
from extraction.cast import Cast
from extraction.kinds import ONE_MORE, Portrait
from extraction.knowledge import SPEAKS, told_of
from extraction.model import Anonymity, Source, Span
from extraction.wordlists import fold

# "The official, who …", "He spoke on condition …", "Both had read the text": whoever spoke before.
AGAIN = re.compile(
    r"(?:The\s(?:(?:two|three|four|five|six)\s)?(?P<noun>[a-z]{3,}?)s?|(?P<one>He|She)|(?P<many>They|Both"
    r"|Neither|All(?:\s(?:of\sthem|\w+))?|Each|None)(?:\sof\sthem)?)\b"
)
# "Maria - not her real name - said", "Ahmed, a driver who asked that his surname not be used".
_NAME = r"\b(?:(?:sur|last\s|full\s|family\s|real\s)name)\b"
_HIDING = r"\b(?:not|only|withheld|changed|without)\b"
HIDES_NAME = re.compile(
    rf"(?:,|\s[-–—(])\s?[^.;\n\"“”]{{0,90}}?(?:{_HIDING}[^.;\n\"“”,]{{0,30}}?{_NAME}"
    rf"|{_NAME}[^.;\n\"“”,]{{0,30}}?{_HIDING})"
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


def hidden_by_name(cast: Cast, span: Span, portrait: Portrait, sentence: Span) -> Source | None:
    """Return the unnamed source that a lone first name stands for where the full one is kept back."""
    if not portrait.is_named or " " in portrait.name or portrait.kind not in ("person", "unknown"):
        return None
    key = f"hidden:{fold(portrait.name)}"
    end = max(cast.text.find(portrait.name, span.start, span.end), span.start) + len(portrait.name)
    if key not in cast.sources and (hides := HIDES_NAME.match(cast.text, end)):
        words = cast.text[span.start : hides.end()]
        cast.sources[key] = newly_met(cast, Portrait("anonymous", words, head="person"), words, sentence)
    return cast.sources.get(key)


def newly_met(cast: Cast, portrait: Portrait, words: str, sentence: Span) -> Source:
    """Return the source that a mention brings in, the one of that name where it has one."""
    if portrait.kind != "anonymous":
        return cast.remember(portrait.kind, portrait.name)
    cast.anonymous_count += 1
    key = f"anonymous:{cast.anonymous_count}"
    anonymity = _with_group_category(cast, describe_anonymity(words, sentence.of(cast.text)))
    return Source(key, "anonymous", anonymity.descriptor, anonymity)


def _with_group_category(cast: Cast, anonymity: Anonymity) -> Anonymity:
    """Give "one source" the category, never the identity, of the one kind of unnamed group met before it."""
    if anonymity.category == "other" and ONE_MORE.match(anonymity.descriptor):
        # "Another", "a fourth": one more of those met last
        met = next((one.sources[0].anonymity for one in reversed(cast.met) if one.sources[0].anonymity), None)
        return replace(anonymity, category=met.category) if met else anonymity
    if len(cast.group_categories) != 1 or not is_generic(anonymity):
        return anonymity
    [category] = cast.group_categories
    return replace(anonymity, category=category)
