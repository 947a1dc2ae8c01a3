"""What somebody holds or says, told in passing: "a group the ministry regards as a cartel"."""

import re
from collections.abc import Iterator
from dataclasses import replace

from extraction.chains import Report
from extraction.clauses import has_subject
from extraction.contents import Stretch, mode_of
from extraction.credits import Credit
from extraction.denials import stretches_of_deeds
from extraction.kinds import describe_mention
from extraction.layout import Layout
from extraction.lists import trim
from extraction.model import Span
from extraction.relatives import find_antecedent

CUE = r"(?P<cue>views?|viewed|regards?|regarded|considers?|considered|sees|deems?|deemed)"
IN_RELATIVE = re.compile(
    r",\s+(?:which|whom|who|(?:an?|the|one)\s(?:[\w-]+\s){1,2}?(?:(?:that|which|whom)\s)?)\s?"
    rf"(?P<holder>(?:the\s)?[^\W\d_][\w.'’-]*(?:\s[\w.'’-]+){{0,4}}?)\s{CUE}\s(?:as\s|to\sbe\s)?"
    r"(?P<content>(?:an?|the)\s[^,;.\n]{3,200})"
)
# "What it calls the "safe" part of the plan" says that the part is safe; quoted words are the caller's own.
CALLED = re.compile(
    r"\bwhat\s(?P<holder>(?:the\s)?[^\W\d_][\w.'’-]*(?:\s[\w.'’-]+){0,3}?)\s"
    r"(?P<cue>calls?|called|terms|termed|dubs|dubbed|describes\sas|described\sas)\s"
    r"(?P<content>(?P<what>the|its|their)\s[\"“](?P<quality>[^\"“”\n]{2,60})[\"”]\s"
    r"(?P<noun>[\w'’-]+(?:\sof\s(?:the\s)?[\w'’-]+)?))"
)
# "The mayor called the plan "madness"": that it is so is the mayor's word, and no fact of the publisher's.
NAMED = re.compile(
    r"(?P<holder>[^,;.:\"“”\n]{2,80}(?:,\s[^,;.:\"“”\n]{2,60},)?)\s(?P<cue>call(?:s|ed)|describe[sd]|dubbed|labell?ed|branded|termed)\s"
    r"(?P<content>(?P<what>it|this|that|him|her|them|(?:the|an?|his|her|its|their)\s[^\"“”,;.\n]{2,60}?)\s(?:as\s)?"
    r"[\"“](?P<quality>[^\"“”\n]{3,120}?)[.,]?[\"”])"
)
# "Hale, 44, is accused by two aides of taking bribes, an allegation he denies": that he took them is denied.
_BY = r"(?:\sby\s[^,;.\n]{2,60}?)?"
_AGED = r"(?:,\s\d{1,3},)?"
_OF_DEED = r"\s(?P<content>(?:having|being|[a-z]{2,}ing)\s[^,;.\n]{2,160}?)"
_DENIED = (
    r"(?P<tail>,\s(?:an?\s\w+|\w+s|which|something|both\sof\swhich)\s(?:that\s|which\s)?"
    r"(?P<holder>he|she|they|it|the\s\w+|[A-Z][\w'’-]+)\s(?:has\s|have\s)?(?:always\s|\w+ly\s|also\s)?"
    r"(?P<cue>den(?:y|ies|ied)|rejects?|rejected|disputes?|disputed))[.]?$"
)
DISPUTED = (
    re.compile(
        rf"(?P<subject>[^,;.:\"“”\n]{{2,60}}?){_AGED}\s(?P<be>is|are|was|were|has\sbeen|have\sbeen|stands?)\s(?:also\s|[a-z]+ly\s)?"
        rf"(?:(?:accused|suspected){_BY}\sof|charged{_BY}\swith){_OF_DEED}{_DENIED}"
    ),
    # "Prosecutors accuse Hale of taking bribes, which he denies"
    re.compile(
        r"[^,;.:\"“”\n]{2,60}?\s(?:(?:has|have|had)\s)?(?P<be>)(?:accuse[sd]?|suspect(?:s|ed)?)\s"
        rf"(?P<subject>[^\W\d_a-z][\w'’-]+(?:\s[^\W\d_a-z][\w'’-]+){{0,3}})\sof{_OF_DEED}{_DENIED}"
    ),
)
ACCUSING = ("ccuse", "uspect", "harged ")
# "Holt, who is accused of …": of whom it is told stands before.
NO_SUBJECT = re.compile(r"(?:who|which|that|and|but|or)\b")
MANY = re.compile(r"them|(?:their|the|his|her|its)\s(?:\w+\s)*\w+[^s']s$")
# How sure a pattern is that such words tell a belief; the form leaves little else.
PROBABILITY = 0.8


def find_beliefs(layout: Layout) -> Iterator[Report]:
    """Yield what sentences tell in passing that somebody holds or calls, each a report with that origin."""
    yield from _held_in_relatives(layout)
    yield from _called(layout)
    yield from _named(layout)
    yield from _disputed(layout)


def _called(layout: Layout) -> Iterator[Report]:
    for match in CALLED.finditer(layout.text):
        content = Span(*match.span("content"))
        wording = f'{match["what"]} {match["noun"]} is "{match["quality"]}"'
        stretch = Stretch((content,), mode_of(layout, content), wording=wording, is_credited=True)
        credit = Credit((Span(*match.span("holder")),), Span(*match.span("cue")), "said")
        # Its sentence stays the publisher's own, so nothing of it is taken.
        yield Report(
            (content,), (credit,), match["cue"], Span(content.end, content.end), PROBABILITY, (stretch,)
        )


def _named(layout: Layout) -> Iterator[Report]:
    for sentence in layout.sentences:
        match = NAMED.match(layout.text, sentence.start, sentence.end)
        if not match or has_subject(match["holder"]):
            continue
        holder, content = Span(*match.span("holder")), Span(*match.span("content"))
        portrait = describe_mention(match["holder"])
        if portrait.kind == "unknown" and not portrait.is_named:
            continue
        what = {"him": "he", "her": "she", "them": "they"}.get(match["what"], match["what"])
        verb = "are" if MANY.fullmatch(match["what"]) else "is"
        wording = f'{what} {verb} "{match["quality"]}"'
        stretch = Stretch((content,), mode_of(layout, content), wording=wording, is_credited=True)
        credit = Credit((holder,), Span(*match.span("cue")), "said")
        yield Report((content,), (credit,), match["cue"], sentence, PROBABILITY, (stretch,))


def _disputed(layout: Layout) -> Iterator[Report]:
    for match in _in_accusing_sentences(layout):
        subject = match["subject"].strip()
        if has_subject(subject) or NO_SUBJECT.match(subject):
            continue
        content = Span(*match.span("content"))
        deeds = stretches_of_deeds(
            layout, subject, content, is_many=match["be"] in ("are", "were", "have been")
        )
        # Who "rejects" a charge denies it.
        deeds = tuple(replace(deed, matrix=("denied", match["cue"])) for deed in deeds)
        # "He" who denies it is the accused.
        is_pronoun = match["holder"] in ("he", "she", "they", "it")
        holder = Span(*match.span("subject" if is_pronoun else "holder"))
        credit = Credit((trim(layout.text, holder),), Span(*match.span("cue")), "said")
        if deeds:
            # After "On Monday," the accusation stays whole: what stands before a tail cannot lean on nothing.
            is_first = match.start() == layout.sentence_at(match.start()).start
            extent = Span(*match.span("tail")) if is_first else Span(content.end, content.end)
            yield Report((content,), (credit,), match["cue"], extent, PROBABILITY, deeds)


def _in_accusing_sentences(layout: Layout) -> Iterator[re.Match[str]]:
    for sentence in layout.sentences:
        words = sentence.of(layout.text)
        if any(word in words for word in ACCUSING):
            found = (form.search(layout.text, sentence.start, sentence.end) for form in DISPUTED)
            yield from [match for match in found if match][:1]


def _held_in_relatives(layout: Layout) -> Iterator[Report]:
    text = layout.text
    for match in IN_RELATIVE.finditer(text):
        sentence = layout.sentence_at(match.start())
        holder = Span(*match.span("holder"))
        antecedent = find_antecedent(text, Span(sentence.start, match.start()), "")
        if antecedent is None or describe_mention(holder.of(text)).kind == "unknown":
            continue
        content = Span(*match.span("content"))
        wording = f"{antecedent.of(text)} is {content.of(text)}"
        stretch = Stretch((antecedent, content), mode_of(layout, content), wording=wording)
        credit = Credit((holder,), Span(*match.span("cue")), "believes")
        extent = Span(match.start(), match.end())
        yield Report((content,), (credit,), match["cue"], extent, PROBABILITY, (stretch,))
