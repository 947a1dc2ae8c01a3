"""Beliefs told in passing: "a group the ministry regards as a cartel" holds that the group is a cartel."""

import re
from collections.abc import Iterator

from extraction.chains import Credit, Report
from extraction.contents import Stretch, mode_of
from extraction.kinds import describe_mention
from extraction.layout import Layout
from extraction.model import Span
from extraction.relatives import find_antecedent

CUE = r"(?P<cue>views?|viewed|regards?|regarded|considers?|considered|sees|deems?|deemed)"
IN_RELATIVE = re.compile(
    r",\s+(?:which|whom|who|(?:an?|the|one)\s(?:[\w-]+\s){1,2}?(?:(?:that|which|whom)\s)?)\s?"
    rf"(?P<holder>(?:the\s)?[^\W\d_][\w.'’-]*(?:\s[\w.'’-]+){{0,4}}?)\s{CUE}\s(?:as\s|to\sbe\s)?"
    r"(?P<content>(?:an?|the)\s[^,;.\n]{3,200})"
)
# How sure a pattern is that such words tell a belief; the form leaves little else.
PROBABILITY = 0.8


def find_beliefs(layout: Layout) -> Iterator[Report]:
    """Yield the beliefs that relative clauses tell, each as a report whose origin is the holder."""
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
