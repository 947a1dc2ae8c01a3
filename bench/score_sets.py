"""Score the claims of the default engine on the labelled sets, one phenomenon a line.

An engine's claim is the labelled one where their words share at least half of the code points that either
holds; of several the best. Certainty counts level, polarity and condition apart; relays count chains right in
step, role, kind, name and act of every hop but the publisher's; statements count sentences: those
found, and claims beside them. Sources without a name are scored by category, number, knowledge and reason.
"""

import argparse
import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from extraction.claims import build_claims
from extraction.engine import find_attributions
from extraction.model import Anonymity, Article, Claim, Span
from extraction.wordlists import fold

SETS = Path(__file__).parent / "sets"
LEAST_SHARED = 0.5

Item = Mapping[str, Any]
Tally = Counter[str]
Places = frozenset[int]


def read_items(name: str, half: str) -> Iterator[Item]:
    """Yield the items of one half, "open" or "kept", of the set `name`."""
    for line in (SETS / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
        item: Item = json.loads(line)
        if item["half"] == half:
            yield item


def _found(item: Item, claims: Sequence[Claim], tally: Tally) -> Iterator[tuple[Item, Claim]]:
    """Yield each labelled claim that was found with what was found of it, counting both."""
    for label in item["expected"]:
        tally["labels"] += 1
        if claim := _claim_on(item["text"], _listed(label["content"]), claims):
            tally["found"] += 1
            yield label, claim


def score_certainty(item: Item, claims: Sequence[Claim]) -> Tally:
    """Count labelled claims, those found, and those right in level, polarity and condition."""
    tally: Tally = Counter()
    for label, claim in _found(item, claims, tally):
        tally["level"] += claim.certainty.level == label["level"]
        tally["polarity"] += claim.certainty.polarity == label["polarity"]
        tally["condition"] += fold(claim.certainty.condition or "") == fold(label.get("condition", ""))
    return tally


def score_relays(item: Item, claims: Sequence[Claim]) -> Tally:
    """Count labelled claims, those found, and those whose chain is right."""
    tally: Tally = Counter()
    for label, claim in _found(item, claims, tally):
        wanted = sorted(
            (hop["step"], hop["role"], hop["kind"], _last(hop["name"]), hop["act"])
            for hop in label["chain"][:-1]
        )
        got = sorted(
            (hop.step, hop.role, hop.source.kind, _last(hop.source.name), hop.act) for hop in claim.hops[:-1]
        )
        tally["chain"] += wanted == got
    return tally


def score_anonymity(item: Item, claims: Sequence[Claim]) -> Tally:
    """Count labelled sources without a name, those found, their facts, and those that are none."""
    text = item["text"]
    told: dict[Span, Anonymity] = {
        hop.mention: hop.source.anonymity
        for claim in claims
        for hop in claim.hops
        if hop.mention and hop.source.anonymity
    }
    tally: Tally = Counter()
    for label in item["expected"]:
        tally["labels"] += 1
        words = fold(label["mention"])
        span = next(
            (span for span in told if fold(span.of(text)) in words or words in fold(span.of(text))), None
        )
        if span:
            one = told.pop(span)
            tally["found"] += 1
            for fact in ("category", "number", "knowledge"):
                tally[fact] += getattr(one, fact) == label[fact]
            tally["reason"] += _agree(one.reason or "", label.get("reason", ""))
    tally["wrong"] += len(told) if not item["expected"] else 0
    return tally


def score_statements(item: Item, claims: Sequence[Claim]) -> Tally:
    """Count the publisher's labelled sentences, those found, and what was found beside them."""
    text = item["text"]
    own = [claim for claim in claims if len(claim.hops) == 1]
    labels = [_places(text, [sentence]) for sentence in item["expected"]["statements"]]
    either = [_places(text, [sentence]) for sentence in item["expected"].get("either", [])]
    # A sentence parted into several claims is found by any of them.
    found = [[label for label in labels if label & _places_of(claim)] for claim in own]
    beside = [
        claim
        for claim, of in zip(own, found, strict=True)
        if not of and not any(one & _places_of(claim) for one in either)
    ]
    hit = sum(any(label in of for of in found) for label in labels)
    return Counter({"labels": len(labels), "found": hit, "wrong": len(beside)})


def score_claim_text(item: Item, claims: Sequence[Claim]) -> Tally:
    """Count labelled claims, those found, and those whose text has what it must have and nothing else."""
    tally: Tally = Counter()
    for label in item["expected"]:
        tally["labels"] += 1
        claim = _claim_on(item["text"], _listed(label["content"]), claims)
        if claim:
            words = f" {' '.join(_plain(claim.text))} "
            tally["found"] += 1
            has_all = all(f" {' '.join(_plain(must))} " in words for must in label["must_contain"])
            has_none = not any(f" {' '.join(_plain(no))} " in words for no in label["must_not_contain"])
            tally["text"] += has_all and has_none
    return tally


SCORERS = {
    "relays": score_relays,
    "anonymity": score_anonymity,
    "certainty": score_certainty,
    "claim_text": score_claim_text,
    "statements": score_statements,
}


def _listed(content: Any) -> list[str]:
    pieces = content if isinstance(content, list) else [content]
    return [piece if isinstance(piece, str) else piece["text"] for piece in pieces]


def _claim_on(text: str, content: Sequence[str], claims: Sequence[Claim]) -> Claim | None:
    wanted = _places(text, content)
    shared = [
        (len(wanted & got) / len(wanted | got), -number)
        for number, claim in enumerate(claims)
        if (got := _places_of(claim))
    ]
    best = max(shared, default=(0.0, 0))
    return claims[-best[1]] if best[0] >= LEAST_SHARED else None


def _places(text: str, pieces: Sequence[str]) -> Places:
    starts = [(text.find(piece), len(piece)) for piece in pieces]
    return frozenset(
        place for start, length in starts if start >= 0 for place in range(start, start + length)
    )


def _places_of(claim: Claim) -> Places:
    spans = [fragment.span for fragment in claim.fragments]
    return frozenset(place for span in spans for place in range(span.start, span.end))


def _last(name: str) -> str:
    return fold(name).split()[-1] if name.split() else ""


def _agree(one: str, other: str) -> bool:
    return one == other or bool(one and other and (one in other or other in one))


def _plain(words: str) -> list[str]:
    return "".join(
        letter if letter.isalnum() or letter in "'’-" else " " for letter in words.casefold()
    ).split()


def main() -> None:
    """Print, for each set and each phenomenon of it, what was labelled, found and right."""
    parser = argparse.ArgumentParser(description="Score the default engine's claims on the labelled sets.")
    parser.add_argument(
        "sets", nargs="*", choices=[*SCORERS, []], help="which sets; all of them if none is named"
    )
    parser.add_argument(
        "--half", choices=["open", "kept"], default="open", help="the kept half is for the end"
    )
    parser.add_argument("--phenomena", action="store_true", help="a line for each phenomenon, too")
    arguments = parser.parse_args()
    for name in arguments.sets or SCORERS:
        total: Tally = Counter()
        rows: dict[str, Tally] = {}
        for item in read_items(name, arguments.half):
            article = Article(text=item["text"])
            tally = SCORERS[name](item, build_claims(article, find_attributions(item["text"])))
            total.update(tally)
            rows.setdefault(item["phenomenon"], Counter()).update(tally)
        print(f"{name}: {_shown(total)}")
        for phenomenon, tally in sorted(rows.items()) if arguments.phenomena else []:
            print(f"    {phenomenon}: {_shown(tally)}")


def _shown(tally: Tally) -> str:
    return ", ".join(f"{fact} {count}" for fact, count in tally.items())


if __name__ == "__main__":
    main()
