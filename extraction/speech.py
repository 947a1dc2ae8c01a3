"""Which attributions credit somebody with saying, believing or showing something."""

import re
from collections.abc import Sequence

from extraction.acts import act_of
from extraction.contents import split_contents
from extraction.denials import stretches_of_denial
from extraction.hedging import HEDGE
from extraction.kinds import describe_mention
from extraction.layout import Layout
from extraction.model import Attribution
from extraction.references import PRONOUNS
from extraction.spans import anchor_of, holds, words_of
from extraction.statements import is_statement
from extraction.wordlists import fold

# From here on an attribution is believed whatever its source looks like.
SURE = 0.6


def is_speech(text: str, attribution: Attribution) -> bool:
    """Say whether somebody is credited with saying, believing or showing something.

    A weak attribution to what cannot be anybody ("its main") is none, nor is a hedge without a source
    ("the date appeared to slip").
    """
    if attribution.source and fold(words_of(text, attribution.source)) in ("there", "here"):
        return False
    is_hedge = not attribution.source and HEDGE.search(words_of(text, attribution.cue)) is not None
    if is_hedge or is_attitude(text, attribution):
        return False
    return attribution.probability >= SURE or all(_can_speak(span.of(text)) for span in attribution.source)


def is_idle(layout: Layout, attribution: Attribution, said: Sequence[Attribution]) -> bool:
    """Say whether an attribution within another's content states nothing: "had warned of cracks"."""
    anchor = anchor_of(attribution)
    if not any(holds(span, anchor) for other in said if other is not attribution for span in other.content):
        return False
    if any(holds(span, other.cue[0]) for other in said if other.cue for span in attribution.content):
        return False
    if stretches_of_denial(layout, attribution):
        return False
    return not any(
        is_statement(layout.text, stretch) for stretch in split_contents(layout, attribution.content)
    )


def _can_speak(words: str) -> bool:
    portrait = describe_mention(words)
    return portrait.kind != "unknown" or portrait.is_named or fold(words) in PRONOUNS


def is_attitude(text: str, attribution: Attribution) -> bool:
    """Say whether an attribution only tells a stance or an intention, which nobody can check as said.

    "Wants", "supports"; "promised to pay" (an infinitive); a cue without content.
    """
    content = words_of(text, attribution.content).lstrip("\"“‘' ")
    if act_of(words_of(text, attribution.cue)) == "attitude":
        return not content.casefold().startswith("that ") and not _is_quoted_sentence(text, attribution)
    return bool(re.match(r"(?:not\s+)?to\s+[a-z]", content)) or not content


def _is_quoted_sentence(text: str, attribution: Attribution) -> bool:
    """Say whether the content is a quotation of several words, as in `"It is a bad plan," Hale objected`."""
    words = words_of(text, attribution.content).strip()
    return words[:1] in '"“‘' and len(words.split()) > 3
