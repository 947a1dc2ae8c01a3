"""The text of a claim: a sentence that can stand alone, with nothing added that the article does not say."""

import re
from collections.abc import Sequence
from dataclasses import replace

from extraction.cast import gender_of
from extraction.clauses import is_clause, subject_of
from extraction.contents import Stretch
from extraction.firstperson import tell_of_speaker
from extraction.kinds import describe_mention, is_name
from extraction.layout import Layout
from extraction.model import Hop, Source
from extraction.pronouns import PRONOUNS
from extraction.spokesmen import can_be_of_body, find_body
from extraction.wordlists import fold

SUBJECT_PRONOUN = re.compile(r"(?:(?P<pronoun>he|she)|(?P<owned>his|her)(?=\s[a-z]))(?=\s)", re.IGNORECASE)
# "Orme Mills said its chief had resigned": whose chief that is.
OWN_OF_BODY = re.compile(r"its\s(?=[a-z])", re.IGNORECASE)
# "The ministry said it had been caused by a forklift": what is caused or made is not who speaks.
DONE_TO_IT = re.compile(r"it\s(?:had|has|was|is)\s(?:been\s)?[a-z]+(?:ed|en|t)\sby\b", re.IGNORECASE)
# "The mill said it would close": what a body says of itself; "it would be wrong to" is about nothing.
SELF_AS_IT = re.compile(
    r"(?P<pronoun>it|they)\s(?=(?:would|will|had|has|have|plans?|planned|intends?|intended|expects?|expected|hopes?|hoped"
    r"|aims?|aimed|did|does|could|cannot|can|wants?|wanted|(?:was|is|were|are)\s(?:not\s)?\w+ing)\b)"
    r"(?!\w+\s(?:not\s)?(?:(?:be|been)\s[\w\s]{1,40}?\s(?:to|that|if|whether)\b|rain|snow|emerged|happened))",
    re.IGNORECASE,
)
BODIES = frozenset(("organisation", "government", "news_agency", "outlet"))
# So many words beside speaker and cue ("on Monday that") name nothing else that "it" could be.
MOST_WORDS_BESIDE = 3
# A longer one is a description, and would drown what is claimed.
LONGEST_NAME_WORDS = 8
# "They [the owners] left", "told him [Hale]": an editor's word for the pronoun; elsewhere it fills a gap.
EDITED = re.compile(
    r"(?:\b(?:he|she|it|they|him|them|us|we|I|me|you|this|that|those|these|there|her(?=\s\[[^\]]*\](?:[.,;]|$|\s(?:to|that|in|on|at|for|and)\b)))\s"
    r"|\b(?P<possessive>his|its|their|our|my|your|her)\s)?\[(?P<word>[^\[\]\n]{1,80})\]",
    re.IGNORECASE,
)
# Within somebody's words the marks round a part of them tell only which are theirs.
QUOTES = re.compile(r"[\"“”„«»]|''|``")
# What ties a sentence to the one before, and says nothing of its own.
LEADS_OVER = re.compile(
    r"^(?:(?:[Bb]ut|[Aa]nd|Yet)\s(?!for\b|to\b|still\b)|(?:Moreover|Furthermore|However|Meanwhile|In\saddition|Nevertheless|Nonetheless|Still"
    r"|Also|Indeed|Besides|Interestingly|Notably),\s)(?=\w)",
)
# What leads on to the next item of a list: "a third fled; and".
LEADS_ON = re.compile(r"[;,]\s(?:and|or|but)\.?$")
# "The report found that:" brings in clauses; "that" is no part of them.
BARE_THAT = re.compile(r"that\s?:?")
# What a speaker says before saying anything.
FILLER = re.compile(r"^(?:(?:I mean|[Yy]ou know|Look|Well|Listen|Oh|Okay|OK),\s)+(?=\w)")
ENDED = re.compile(r"[.!?…][\"”’')\]]*$")
NO_WORD = frozenset(("sic", "...", "…"))
IT_ALSO = re.compile(r"It\s(?:will|would|could|may|might|can|is|was|has|had)\salso\s")
# "The accord", "This new law": one thing, told as known.
ONE_THING = re.compile(r"(?:The|This)\s(?:[a-z-]+\s)?[a-z-]*[a-rt-z]")
NO_SPEAKERS = frozenset(("anonymous", "group", "document", "dataset", "unknown"))
# "Hale's widow": no name, but nobody else.
OWNED = re.compile(r"[A-Z][\w.-]*(?:\s[A-Z][\w.-]*){0,2}['’]s?\s[a-z][\w-]+(?:\s[a-z][\w-]+)?")
NOBODY_CALLS_IT = frozenset(("person", "anonymous", "group"))
WE = re.compile(r"\b(?:[Ww]e|[Oo]ur|us)\b")
CLOSING_BRACKET = re.compile(r"([.!?…]?)\)\.?$")
EDGE = " \t\r\n\xa0,;:–—-"


def name_it(layout: Layout, stretch: Stretch) -> Stretch:
    """Name the thing in "It will also …" where the sentence before is about it, else return `stretch`.

    "Also" goes on with the subject before; without it "it" may be anything that was mentioned.
    """
    words = stretch.words(layout.text)
    sentence = layout.sentence_at(stretch.spans[0].start)
    if not IT_ALSO.match(words) or sentence.start != stretch.spans[0].start or sentence.start == 0:
        return stretch
    subject = subject_of(layout.sentence_at(sentence.start - 1).of(layout.text))
    if not subject or not ONE_THING.fullmatch(subject) or describe_mention(subject).kind in NOBODY_CALLS_IT:
        return stretch
    return replace(stretch, wording=f"{subject} {words.partition(' ')[2]}")


def word_claim(text: str, stretch: Stretch, hops: Sequence[Hop]) -> str:
    """Return the claim's own sentence: capital first, full stop last, subject named where that is sure.

    "He", "she" or "I" at the beginning of what one named person said is that person.
    """
    words = " ".join(stretch.words(text).split()).strip(EDGE)
    words = LEADS_ON.sub("", words)
    if stretch.introduction and not is_clause(words) and not BARE_THAT.fullmatch(stretch.introduction):
        words = f"{' '.join(stretch.introduction.split()).rstrip(EDGE)}: {words}"
    if stretch.is_credited and not stretch.wording:
        words = FILLER.sub("", QUOTES.sub("", words).strip(EDGE))
    words = " ".join((EDITED.sub(_edited, words) if "[" in words else words).split())
    words = _name_body(text, stretch, words, hops) or _name_subject(text, stretch, words, hops)
    words = LEADS_OVER.sub("", _without_brackets_round(words))
    words = words[:1].upper() + words[1:]
    return words if ENDED.search(words) else f"{words}."


def _without_brackets_round(words: str) -> str:
    """Return a sentence without the brackets it stands in, or the one of them that is left of a pair."""
    if words.startswith("(") and ")" not in words[:-2]:
        words = words[1:]
    return CLOSING_BRACKET.sub(r"\1", words) if ")" in words and "(" not in words else words


def _name_body(text: str, stretch: Stretch, words: str, hops: Sequence[Hop]) -> str | None:
    """Return `words` with the body's name for "it", where nobody and nothing else stands before them."""
    origins = [hop for hop in hops if hop.role == "origin"]
    owned = OWN_OF_BODY.match(words)
    subject = owned or (SELF_AS_IT.match(words) if not DONE_TO_IT.match(words) else None)
    if not subject or len(origins) != 1 or not _is_body(origins[0].source):
        return None
    [origin] = origins
    is_many = fold(origin.source.name).startswith("police")
    start = stretch.spans[0].start
    as_many = not owned and fold(subject["pronoun"]) == "they"
    if not origin.mention or not origin.cue or as_many != is_many:
        return None
    if not origin.mention.start < origin.cue.start < start or origin.mode == "direct_quote":
        return None
    if len(origin.source.name.split()) > LONGEST_NAME_WORDS:
        return None
    opening = max(
        text.rfind(". ", 0, origin.mention.start) + 2, text.rfind("\n", 0, origin.mention.start) + 1
    )
    named = len(origin.mention.of(text).split()) + len(origin.cue.of(text).split())
    if len(text[max(opening, 0) if opening > 1 else 0 : start].split()) > named + MOST_WORDS_BESIDE:
        return None
    name = _with_article(origin.source.name, origin.mention.of(text))
    whose = ("'" if name.endswith("s") else "'s") if owned else ""
    return f"{name}{whose} {words[subject.end() :]}"


def _is_body(source: Source) -> bool:
    """Say whether "it" may be a source: a body, or one name of which nothing else is told."""
    is_open = source.kind == "unknown" and " " not in source.name and is_name(source.name)
    return source.kind in BODIES or is_open


def _with_article(name: str, mention: str) -> str:
    """Return a body's name with the article it is mentioned with: "the Norland Grain Agency"."""
    # "the agency" gives none to Reuters
    may_have_one = " " in name or fold(name) in fold(mention)
    has_article = may_have_one and fold(mention).startswith("the ") and not fold(name).startswith("the ")
    return f"the {name}" if has_article else name


def _edited(match: re.Match[str]) -> str:
    """Return an editor's word as part of the sentence: "their [the owners] plan" is the owners' plan."""
    word = match["word"]
    if fold(word) in NO_WORD:
        return match[0][: match.start("word") - match.start() - 1]
    if not match["possessive"] or word.endswith(("'s", "’s", "'", "’")):
        return word
    return f"{word}'" if word.endswith("s") else f"{word}'s"


def _name_subject(text: str, stretch: Stretch, words: str, hops: Sequence[Hop]) -> str:
    speakers = [hop for hop in hops if hop.role == "origin"]
    if len(speakers) != 1:
        return words
    speaker, mode = speakers[0].source, speakers[0].mode
    is_named = is_name(speaker.name)
    if mode == "direct_quote" and speaker.kind not in NO_SPEAKERS and is_named:
        return tell_of_speaker(_tell_of_body(text, words, speaker), speaker)
    subject = SUBJECT_PRONOUN.match(words)
    if not subject or mode != "indirect" or speaker.kind != "person":
        return words
    gender, told = PRONOUNS.get(fold(subject[0])), gender_of(speaker.name)
    # "Hale said he was tired": without anybody else before "he", it is Hale, whatever his first name tells.
    is_same = told == gender or (told is None and _follows(text, stretch, speakers[0]))
    is_told = is_named or OWNED.fullmatch(speaker.name) is not None
    if subject["owned"]:
        is_same = told == gender and _follows(text, stretch, speakers[0])
    if not is_same or not is_told:
        return words
    owner = f"{speaker.name}'s" if subject["owned"] else speaker.name
    return f"{owner} {words[subject.end() :].lstrip()}"


def _tell_of_body(text: str, words: str, speaker: Source) -> str:
    """Return quoted `words` with the firm for "we" where the speaker is told to speak for one."""
    if speaker.kind != "person" or not WE.search(words) or not can_be_of_body(words):
        return words
    body = find_body(text, speaker.name)
    return tell_of_speaker(words, Source("", "organisation", body)) if body else words


def _follows(text: str, stretch: Stretch, hop: Hop) -> bool:
    """Say whether a stretch comes right after its speaker and cue, and they begin their sentence."""
    if not hop.mention or not hop.cue or not hop.mention.start < hop.cue.start < stretch.spans[0].start:
        return False
    between = len(text[hop.cue.end : stretch.spans[0].start].split())
    opens = (
        hop.mention.start == 0
        or text[hop.mention.start - 2 : hop.mention.start] in (". ", '" ', "” ")
        or (text[hop.mention.start - 1] == "\n")
    )
    return opens and between <= MOST_WORDS_BESIDE
