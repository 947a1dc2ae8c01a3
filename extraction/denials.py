"""What somebody denies or dismisses, told by a noun or a gerund: "a claim that …", "denied owning …"."""

import re

from extraction.clauses import PLURAL_VERBS, has_subject
from extraction.contents import Stretch, mode_of
from extraction.layout import Layout
from extraction.model import Attribution, Span
from extraction.wordlists import fold, read_rows

# "As baseless a report by the charity that …", "there was no truth in claims that …": up to "that".
TOLD_OF = re.compile(
    r"(?:there\s(?:is|was|were)\sno\s(?:truth|substance|basis)\s(?:in|to|for|behind)\s|as\s(?:[\w-]+"
    r"|[\"“][^\"“”\n]{2,60}[\"”]),?\s)?"
    r"(?:(?:the|an?|any|all|these|those|such|earlier|recent|its|his|her|their)\s){0,2}(?:[\w-]+\s){0,2}?"
    r"(?:claims?|reports?|allegations?|suggestions?|accusations?|rumou?rs?|charges?|assertions?|idea|notion)"
    r"(?:\s(?:by|from|of|in|on)\s[^,;:.\n]{2,60}?)?\s(?=that\s)",
    re.IGNORECASE,
)
REJECTING = re.compile(r"\b(?:den[yi]|dismiss|reject|refut|rebut|disput|contradict|scoff)\w*", re.IGNORECASE)
NO_TRUTH = re.compile(r"there\s(?:is|was|were)\sno\s(?:truth|substance|basis)\b", re.IGNORECASE)
# "Denied owning the flat", "admits taking bribes", "recalls seeing a van": a deed of whoever speaks.
DENYING = re.compile(
    r"\b(?:den(?:y|ies|ied|ying)|admit(?:s|ted|ting)?|confess(?:es|ed)?|acknowledg(?:e[sd]?|ing)|recall(?:s"
    r"|ed|ing)?|remember(?:s|ed|ing)?|boast(?:s|ed|ing)?)\b",
    re.IGNORECASE,
)
GERUND = re.compile(
    r"(?:(?:of|to)\s)?(?P<what>(?:ever\s|also\s)?(?P<verb>having|being"
    r"|[a-z]{2,}ing)\s(?P<rest>[^,;:\"“”\n]+?))"
    r"(?:,?\s(?:or|and)\s(?=(?:ever\s)?(?:having|being|[a-z]{2,}ing)\s)|\.?$)"
)
PASTS = {row[0]: row[1] for row in read_rows("participle_pasts.tsv")} | {
    **{
        "having": "had",
        "being": "was",
        "taking": "took",
        "making": "made",
        "giving": "gave",
        "paying": "paid",
    },
    **{"knowing": "knew", "selling": "sold", "buying": "bought", "telling": "told", "meeting": "met"},
    **{
        "sending": "sent",
        "holding": "held",
        "driving": "drove",
        "finding": "found",
        "hearing": "heard",
        "leaving": "left",
        "stealing": "stole",
        "writing": "wrote",
        "hiding": "hid",
    },
    **{
        "beating": "beat",
        "breaking": "broke",
        "bringing": "brought",
        "bullying": "bullied",
        "lying": "lied",
        "using": "used",
    },
    **{
        "doing": "did",
        "going": "went",
        "seeing": "saw",
        "getting": "got",
        "running": "ran",
        "saying": "said",
    },
}
# So long a name may be before what it denies.
LONGEST_SUBJECT_WORDS = 6


def told_of(text: str, cue: str, content: Span) -> Span:
    """Return of "a claim by the rebels that the dam could fail" the part from "that" on, else `content`.

    Only where it is denied: who recalls or supports a claim makes it none of his own.
    """
    is_denied = REJECTING.search(cue) or NO_TRUTH.match(text, content.start, content.end)
    led = is_denied and TOLD_OF.match(text, content.start, content.end)
    is_clause = led and has_subject(text[led.end() + len("that ") : content.end])
    return Span(led.end(), content.end) if led and is_clause else content


def stretches_of_denial(layout: Layout, attribution: Attribution) -> tuple[Stretch, ...]:
    """Return a statement for each gerund that somebody denies: "Hale owned the flat", "Hale had slept there".

    Empty where the content is no gerund, or a past form is not known.
    """
    text = layout.text
    if len(attribution.content) != 1 or len(attribution.source) != 1 or not attribution.cue:
        return ()
    [content], subject = attribution.content, " ".join(attribution.source[0].of(text).strip(" ,").split())
    if not DENYING.search(text, attribution.cue[0].start, attribution.cue[-1].end) or content.start < (
        attribution.cue[-1].end
    ):
        return ()
    if len(subject.split()) > LONGEST_SUBJECT_WORDS:
        return ()
    return stretches_of_deeds(layout, subject, content)


def stretches_of_deeds(
    layout: Layout, subject: str, content: Span, *, is_many: bool = False
) -> tuple[Stretch, ...]:
    """Return what `subject` did by each gerund of `content`; empty where no past form is known."""
    text = layout.text
    stretches, position = [], content.start
    while position < content.end and (match := GERUND.match(text, position, content.end)):
        past = past_of(match["verb"])
        if past is None:
            return ()
        span = Span(match.start("what"), match.end("what"))
        wording = f"{subject} {'were' if is_many and past == 'was' else past} {match['rest']}"
        stretches.append(Stretch((span,), mode_of(layout, span), wording=wording, is_credited=True))
        position = match.end()
    return tuple(stretches) if position >= content.end else ()


def past_of(gerund: str) -> str | None:
    """Return the past form of a verb in -ing, None where no list tells it."""
    word = fold(gerund)
    if word in PASTS:
        return PASTS[word]
    stem = word.removesuffix("ing")
    for base, past in ((stem, f"{stem}ed"), (f"{stem}e", f"{stem}ed"), (stem[:-1], f"{stem}ed")):
        if base in PLURAL_VERBS and (base != stem[:-1] or stem[-1:] == stem[-2:-1]):
            return f"{stem[:-1]}ied" if base.endswith("y") and base[-2] not in "aeou" else past
    return None
