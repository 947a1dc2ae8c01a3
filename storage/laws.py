"""The laws of a claim: what makes a draft a claim of its article's text, decided without the store."""

from collections.abc import Sequence

from storage.characters import Path, Problems, find_refused_characters
from storage.clock import is_time
from storage.documents import (
    Certainty,
    ClaimDraft,
    Confidence,
    Extraction,
    Fragment,
    Hop,
    TextPositionSelector,
)
from storage.vocabulary import (
    ACTS,
    CERTAINTY_LEVELS,
    CONFIDENCE_LEVELS,
    FIELDS,
    HOP_MODES,
    POLARITIES,
    ROLES,
    STATUSES,
)

# The longest prefix or suffix of a quote, in code points. Source: Hypothesis' client, which set the custom.
CONTEXT_CHARS = 32


def check_claim(draft: ClaimDraft, text: str, title: str | None) -> Problems:
    """Return every law a claim breaks against its revision's text and title; a claim has none."""
    return find_refused_characters(draft) or check_what_is_said(draft, text, title)


def check_what_is_said(draft: ClaimDraft, text: str, title: str | None) -> Problems:
    """Return every law but that of the characters, for whoever looks at all of them at once."""
    problems: Problems = []
    if not draft["text"].strip():
        problems.append((("text",), "A claim says something."))
    if draft.get("status", "active") not in STATUSES:
        problems.append((("status",), f"The status is one of {', '.join(STATUSES)}."))
    problems += _check_fragments(draft["fragments"], text, title)
    problems += check_chain(draft["attribution"])
    for index, hop in enumerate(draft["attribution"]):
        problems += _check_hop(hop, ("attribution", index), text, title)
    problems += _check_certainty(draft["certainty"])
    if "confidence" in draft:
        problems += _check_confidence(draft["confidence"])
    if "extraction" in draft:
        problems += _check_extraction(draft["extraction"])
    return problems


def check_chain(hops: Sequence[Hop]) -> Problems:
    """Return what is wrong with the order of a chain: origins at step 0, relays, one publisher at the end."""
    path: Path = ("attribution",)
    if [hop["role"] for hop in hops].count("publisher") != 1 or hops[-1]["role"] != "publisher":
        return [(path, "A chain ends with exactly one publisher.")]
    problems: Problems = []
    steps = [hop["step"] for hop in hops]
    before_publisher = steps[:-1]
    # The publisher has a step of its own: nobody is credited jointly with it.
    expected_last = before_publisher[-1] + 1 if before_publisher else 0
    gaps = [later - earlier for earlier, later in zip(before_publisher, before_publisher[1:], strict=False)]
    if steps[-1] != expected_last or steps[0] != 0 or any(gap not in (0, 1) for gap in gaps):
        problems.append((path, "Steps run from 0 without a gap, in order, and the publisher's is its own."))
    for index, hop in enumerate(hops[:-1]):
        expected = "origin" if hop["step"] == 0 else "relay"
        if hop["role"] != expected:
            detail = (
                f"At step {hop['step']} stands an {expected}."
                if expected == "origin"
                else (f"At step {hop['step']}, before the publisher, stands a relay.")
            )
            problems.append(((*path, index, "role"), detail))
    return problems


def _check_fragments(fragments: Sequence[Fragment], text: str, title: str | None) -> Problems:
    if not fragments:
        return [(("fragments",), "A claim stands somewhere in its article.")]
    problems: Problems = []
    for index, fragment in enumerate(fragments):
        problems += _check_fragment(fragment, ("fragments", index), text, title)
    # The title comes before the text.
    places = [
        (FIELDS.index(one["field"]) * -1, one["position"]["start"], one["position"]["end"])
        for one in fragments
        if one["field"] in FIELDS
    ]
    for index, (earlier, later) in enumerate(zip(places, places[1:], strict=False), start=1):
        if later[0] < earlier[0] or (later[0] == earlier[0] and later[1] < earlier[2]):
            detail = "Fragments stand in the order of the text and do not overlap."
            problems.append((("fragments", index, "position"), detail))
    return problems


def _check_fragment(fragment: Fragment, path: Path, text: str, title: str | None) -> Problems:
    if fragment["field"] not in FIELDS:
        return [((*path, "field"), "A fragment stands in the text or in the title.")]
    whole = text if fragment["field"] == "text" else title or ""
    quote, position = fragment["quote"], fragment["position"]
    start, end = position["start"], position["end"]
    if not 0 <= start < end <= len(whole):
        return [((*path, "position"), f"The position is not inside the {fragment['field']}.")]
    problems: Problems = []
    if whole[start:end] != quote["exact"]:
        problems.append(((*path, "quote", "exact"), "These are not the words at this position."))
    prefix, suffix = quote["prefix"], quote["suffix"]
    if len(prefix) > CONTEXT_CHARS or not whole[:start].endswith(prefix):
        problems.append(((*path, "quote", "prefix"), "These are not the words before it."))
    if len(suffix) > CONTEXT_CHARS or not whole.startswith(suffix, end):
        problems.append(((*path, "quote", "suffix"), "These are not the words after it."))
    return problems


def _check_hop(hop: Hop, path: Path, text: str, title: str | None) -> Problems:
    problems: Problems = []
    if hop["role"] not in ROLES:
        problems.append(((*path, "role"), f"The role is one of {', '.join(ROLES)}."))
    if hop["act"] not in ACTS:
        problems.append(((*path, "act"), f"The act is one of {', '.join(ACTS)}."))
    if "mode" in hop and hop["mode"] not in HOP_MODES:
        problems.append(((*path, "mode"), f"The mode is one of {', '.join(HOP_MODES)}."))
    if hop["role"] == "origin" and "mode" not in hop:
        problems.append(((*path, "mode"), "An origin's words stand in some mode."))
    if hop["role"] == "publisher" and "mode" in hop:
        problems.append(((*path, "mode"), "A publisher speaks in its own voice, in no mode."))
    problems += _check_words(hop.get("mention"), hop.get("mention_position"), path, "mention", text, title)
    problems += _check_words(hop.get("cue"), hop.get("cue_position"), path, "cue", text, title)
    return problems


def _check_words(
    words: str | None,
    position: TextPositionSelector | None,
    path: Path,
    name: str,
    text: str,
    title: str | None,
) -> Problems:
    """Check a mention or a cue; it may stand in the title as well, to which no field points."""
    if words == "":
        return [((*path, name), f"A {name} is not empty.")]
    if position is None:
        return []
    start, end = position["start"], position["end"]
    if words is None or not 0 <= start < end or words not in (text[start:end], (title or "")[start:end]):
        return [((*path, f"{name}_position"), f"The {name} does not stand here.")]
    return []


def _check_certainty(certainty: Certainty) -> Problems:
    problems: Problems = []
    if certainty["level"] not in CERTAINTY_LEVELS:
        problems.append((("certainty", "level"), f"The level is one of {', '.join(CERTAINTY_LEVELS)}."))
    if certainty["polarity"] not in POLARITIES:
        problems.append((("certainty", "polarity"), f"The polarity is one of {', '.join(POLARITIES)}."))
    if certainty.get("condition") == "":
        problems.append((("certainty", "condition"), "A condition is not empty."))
    return problems


def _check_extraction(extraction: Extraction) -> Problems:
    shares = {
        "probability": extraction["probability"],
        "check_worthiness": extraction.get("check_worthiness", 0),
    }
    return [
        (("extraction", name), "This is from 0 to 1.")
        for name, share in shares.items()
        if not 0 <= share <= 1
    ]


def _check_confidence(confidence: Confidence) -> Problems:
    score, level = confidence["score"], confidence["level"]
    if not 0 <= score <= 100:
        return [(("confidence", "score"), "A score is from 0 to 100.")]
    problems: Problems = []
    lowest, highest = CONFIDENCE_LEVELS.get(level, (101, 101))
    if not lowest <= score <= highest:
        right = next(name for name, (low, high) in CONFIDENCE_LEVELS.items() if low <= score <= high)
        problems.append((("confidence", "level"), f"A score of {score} is of level {right}."))
    if not is_time(confidence["computed_at"]):
        problems.append((("confidence", "computed_at"), "This is no time like 2016-09-03T12:00:00.000Z."))
    return problems
