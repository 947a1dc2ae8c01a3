"""What a paper or a film shows somebody doing: "footage shows the guard handing over his keys"."""

import re

from extraction.clauses import find_finite_verb, is_plural
from extraction.contents import Stretch, mode_of
from extraction.layout import Layout
from extraction.model import Attribution, Span
from extraction.wordlists import fold

SHOWING = frozenset("show shows showed showing shown depicts depicted captured captures".split())
DOING = re.compile(
    r"(?P<who>(?:(?:the|an?|his|her|its|their|two|three|four|several|some|many|dozens\sof|hundreds\sof)\s|[A-Z])"
    r"[^,;:\"“”\n]{1,70}?)\s(?P<doing>(?!during\b|following\b|including\b|according\b)[a-z]{2,}ing)\s(?P<rest>[^\n]{3,200})"
)


def stretches_of_perception(layout: Layout, attribution: Attribution) -> tuple[Stretch, ...]:
    """Return the statement "the guard was handing over his keys" of what is shown; empty where none is."""
    text = layout.text
    if len(attribution.content) != 1 or not attribution.cue:
        return ()
    [content] = attribution.content
    is_shown = SHOWING.intersection(fold(attribution.cue[-1].of(text)).split())
    words = content.of(text).rstrip(" .")
    seen = DOING.fullmatch(words) if is_shown and find_finite_verb(words) is None else None
    if not seen:
        return ()
    verb = "were" if is_plural(fold(seen["who"].split()[-1])) or " and " in seen["who"] else "was"
    wording = f"{seen['who']} {verb} {seen['doing']} {seen['rest']}"
    span = Span(content.start, content.start + len(words))
    return (Stretch((span,), mode_of(layout, span), wording=wording, is_credited=True),)
