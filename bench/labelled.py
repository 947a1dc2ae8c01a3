"""Labelled items and an engine's claims, set side by side by the words they stand on."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from extraction.model import Article, Claim, Source
from extraction.wordlists import fold

SETS = Path(__file__).parent / "sets"
# From how much of the code points that either holds a claim is the labelled one.
LEAST_SHARED = 0.5

Item = Mapping[str, Any]
Places = frozenset[int]


def read_items(name: str, half: str) -> Iterator[Item]:
    """Yield the items of one half, "open" or "kept", of the set `name`."""
    for line in (SETS / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
        item: Item = json.loads(line)
        if item["half"] == half:
            yield item


def article_of(item: Item) -> Article:
    """Return the article that an item's text is, with its publisher where the item names one."""
    name = item.get("publisher")
    return Article(text=item["text"], publisher=Source("publisher", "outlet", name) if name else None)


def listed(content: Any) -> list[str]:
    """Return the words of each piece of a label's content."""
    pieces = content if isinstance(content, list) else [content]
    return [piece if isinstance(piece, str) else piece["text"] for piece in pieces]


def said_by(label: Item) -> list[str]:
    """Return the words of a label's claim: its content, and the condition that goes with it."""
    condition = label.get("condition")
    return [*listed(label["content"]), *([condition] if condition else [])]


def claim_on(text: str, content: Sequence[str], claims: Sequence[Claim]) -> Claim | None:
    """Return the claim that shares most with the words `content` of `text`, None where none shares half."""
    wanted = places(text, content)
    shared = [
        (len(wanted & got) / len(wanted | got), -number)
        for number, claim in enumerate(claims)
        if (got := places_of(claim))
    ]
    best = max(shared, default=(0.0, 0))
    return claims[-best[1]] if best[0] >= LEAST_SHARED else None


def claims_on(text: str, content: Sequence[str], claims: Sequence[Claim]) -> list[Claim]:
    """Return the claims within the words `content` that together hold half of them, else the one on them.

    An engine may part what a label leaves whole: "They shelled it twice, and there was a queue".
    """
    wanted = places(text, content)
    within = [claim for claim in claims if (got := places_of(claim)) and 2 * len(got & wanted) > len(got)]
    together = frozenset[int]().union(*(places_of(claim) for claim in within))
    if within and len(wanted & together) >= LEAST_SHARED * len(wanted | together):
        return within
    return [one] if (one := claim_on(text, content, claims)) else []


def claims_touching(item: Item, claims: Sequence[Claim]) -> list[Claim]:
    """Return the claims that stand mostly on labelled words: these are right, or they are wrong.

    An item lists the claims that are in question, not all of its text; a claim elsewhere is neither.
    """
    labelled = frozenset[int]().union(*(places(item["text"], said_by(label)) for label in item["expected"]))
    return [claim for claim in claims if (got := places_of(claim)) and 2 * len(got & labelled) > len(got)]


def places(text: str, pieces: Sequence[str]) -> Places:
    """Return where in `text` the code points of `pieces` stand, each at its first place."""
    starts = [(text.find(piece), len(piece)) for piece in pieces]
    return frozenset(
        place for start, length in starts if start >= 0 for place in range(start, start + length)
    )


def places_of(claim: Claim) -> Places:
    """Return where the code points of a claim stand."""
    spans = [fragment.span for fragment in claim.fragments]
    return frozenset(place for span in spans for place in range(span.start, span.end))


def occurrence_of(text: str, words: str, number: int) -> Places:
    """Return the places of the occurrence `number`, from 1, of `words` as whole words of `text`."""
    found = [match.span() for match in re.finditer(rf"(?<![^\W_]){re.escape(words)}(?![^\W_])", text)]
    return frozenset(range(*found[number - 1])) if number <= len(found) else frozenset()


def last_word(name: str) -> str:
    """Return what a person's name is compared by."""
    return fold(name).split()[-1] if name.split() else ""


def agree(one: str, other: str) -> bool:
    """Say whether one reason holds the other; none agrees with none alone."""
    return one == other or bool(one and other and (one in other or other in one))


def holds(text: str, words: str) -> bool:
    """Say whether `words` stand in `text` as whole words, whatever their case: "his" is not in "this"."""
    before = r"(?<![^\W_])" if words[0].isalnum() else ""
    after = r"(?![^\W_])" if words[-1].isalnum() else ""
    return re.search(f"{before}{re.escape(fold(words))}{after}", fold(text)) is not None
