"""Hold the engine against claims made by hand: print which it finds in the founding article, and how well.

A claim made by hand is *found* where one of the engine's shares at least 60 % of the code points that the
fragments of either hold (intersection over union), *partly* found where one holds at least 80 % of its own,
else *missed*. Each claim of the engine finds one claim at most, the best pairs first. Of a found one the
chain is right where step, role, kind and folded name of the source, act and mode agree hop by hop (joint hops
in any order), the certainty where level, polarity and condition agree, the anonymity where category, number
and reason of each unnamed source do.
"""

import argparse
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from extraction.claims import build_claims
from extraction.engine import DEFAULT_ENGINE, ENGINES, open_engine
from extraction.model import Article, Claim
from extraction.wordlists import fold

SEEDS = Path(__file__).parent.parent / "seeds"
LEAST_SHARED = 0.6
LEAST_HELD = 0.8
# How much of a claim's text fits a line of the table.
SHOWN_CHARS = 70

Row = Mapping[str, Any]
Facts = tuple[object, ...]
Pair = tuple[list[Facts] | Facts, list[Facts] | Facts]
Places = frozenset[tuple[str, int]]


@dataclass(frozen=True, slots=True)
class Verdict:
    """How one claim made by hand fared: `found`, `partly` or `missed`, and what differs, by aspect."""

    expected: Row
    state: str
    claim: Claim | None = None
    differences: Mapping[str, Pair] | None = None
    """Aspect -> expected, got; an aspect that agrees is left out. None unless found."""


def compare(
    expected: Sequence[Row], sources: Mapping[str, Row], claims: Sequence[Claim]
) -> tuple[list[Verdict], list[Claim]]:
    """Return a verdict for each claim of `expected`, and the engine's claims that match none of them."""
    wanted, got = [_places(row) for row in expected], [_places_of(claim) for claim in claims]
    pairs = sorted(
        ((_shared(one, other), i, j) for i, one in enumerate(wanted) for j, other in enumerate(got)),
        key=lambda pair: (-pair[0], pair[1], pair[2]),
    )
    matched: dict[int, int] = {}
    for shared, i, j in pairs:
        if shared >= LEAST_SHARED and i not in matched and j not in matched.values():
            matched[i] = j
    verdicts, used = [], set(matched.values())
    for i, row in enumerate(expected):
        if i in matched:
            claim = claims[matched[i]]
            verdicts.append(Verdict(row, "found", claim, _differences(row, sources, claim)))
            continue
        held, j = max(
            ((len(wanted[i] & one) / len(wanted[i]), -j) for j, one in enumerate(got)), default=(0.0, 0)
        )
        used |= {-j} if held >= LEAST_HELD else set()
        verdicts.append(Verdict(row, "partly", claims[-j]) if held >= LEAST_HELD else Verdict(row, "missed"))
    return verdicts, [claim for j, claim in enumerate(claims) if j not in used]


def print_table(verdicts: Sequence[Verdict], sources: Mapping[str, Row], unmatched: Sequence[Claim]) -> None:
    """Print a line for each verdict, what differs below it, the totals, and the claims without a match."""
    print(f"{'':3} {'':6} chain certainty anonymity  claim")
    for number, verdict in enumerate(verdicts, start=1):
        marks = [_mark(verdict, sources, aspect) for aspect in ("chain", "certainty", "anonymity")]
        shown = str(verdict.expected["text"])[:SHOWN_CHARS]
        print(f"{number:3} {verdict.state:6} {marks[0]:5} {marks[1]:9} {marks[2]:9}  {shown}")
        for aspect, (wanted, got) in (verdict.differences or {}).items():
            print(f"{'':11}{aspect}: {_plain(wanted)}\n{'':11}got: {_plain(got)}")
        if verdict.state == "partly" and verdict.claim:
            print(f"{'':11}within: {verdict.claim.text}")
    print(_totals(verdicts, sources))
    print(f"claims that match none: {len(unmatched)}")
    for claim in unmatched:
        print(f"{'':4}{claim.text}")


def _totals(verdicts: Sequence[Verdict], sources: Mapping[str, Row]) -> str:
    states = [verdict.state for verdict in verdicts]
    found = [verdict for verdict in verdicts if verdict.differences is not None]
    right = {
        aspect: sum(_mark(verdict, sources, aspect) == "right" for verdict in found)
        for aspect in ("chain", "certainty", "anonymity")
    }
    unnamed = sum(_mark(verdict, sources, "anonymity") != "-" for verdict in found)
    whole = sum(not verdict.differences for verdict in found)
    return (
        f"of {len(verdicts)}: found {states.count('found')}, partly {states.count('partly')},"
        f" missed {states.count('missed')}; of those found: chain right {right['chain']}, certainty right"
        f" {right['certainty']}, anonymity right {right['anonymity']} of {unnamed}, all right {whole}"
    )


def _mark(verdict: Verdict, sources: Mapping[str, Row], aspect: str) -> str:
    if verdict.differences is None or verdict.claim is None:
        return "-"
    if aspect in verdict.differences:
        return "wrong"
    is_silent = aspect == "anonymity" and not _anonymity(verdict.expected, sources)
    return "-" if is_silent and not _anonymity_of(verdict.claim) else "right"


def _differences(row: Row, sources: Mapping[str, Row], claim: Claim) -> dict[str, Pair]:
    certainty, graded = row["certainty"], claim.certainty
    aspects: dict[str, Pair] = {
        "chain": (_chain(row, sources), _chain_of(claim)),
        "certainty": (
            (certainty["level"], certainty["polarity"], fold(certainty.get("condition", ""))),
            (graded.level, graded.polarity, fold(graded.condition or "")),
        ),
        "anonymity": (_anonymity(row, sources), _anonymity_of(claim)),
    }
    return {aspect: pair for aspect, pair in aspects.items() if pair[0] != pair[1]}


def _chain(row: Row, sources: Mapping[str, Row]) -> list[Facts]:
    hops = [(hop, sources[hop["source"]["id"]]) for hop in row["attribution"]]
    return sorted(
        (hop["step"], hop["role"], source["kind"], fold(source["name"]), hop["act"], hop.get("mode", ""))
        for hop, source in hops
    )


def _chain_of(claim: Claim) -> list[Facts]:
    return sorted(
        (hop.step, hop.role, hop.source.kind, fold(hop.source.name), hop.act, hop.mode or "")
        for hop in claim.hops
    )


def _anonymity(row: Row, sources: Mapping[str, Row]) -> list[Facts]:
    told = [sources[hop["source"]["id"]].get("anonymity") for hop in row["attribution"]]
    return sorted((one["category"], one["number"], fold(one.get("reason", ""))) for one in told if one)


def _anonymity_of(claim: Claim) -> list[Facts]:
    told = [hop.source.anonymity for hop in claim.hops]
    return sorted((one.category, one.number, fold(one.reason or "")) for one in told if one)


def _places(row: Row) -> Places:
    spans = [(one["field"], one["position"]["start"], one["position"]["end"]) for one in row["fragments"]]
    return frozenset((field, place) for field, start, end in spans for place in range(start, end))


def _places_of(claim: Claim) -> Places:
    spans = [(one.field, one.span.start, one.span.end) for one in claim.fragments]
    return frozenset((field, place) for field, start, end in spans for place in range(start, end))


def _shared(one: Places, other: Places) -> float:
    return len(one & other) / len(one | other)


def _plain(facts: list[Facts] | Facts) -> str:
    rows = facts if isinstance(facts, list) else [facts]
    return " -> ".join(" ".join(str(fact) for fact in row if fact != "") for row in rows) or "none"


def _read_rows(path: Path) -> list[Row]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def main() -> None:
    """Run an engine over the article retold in `seeds/`, or over `--text`, and print the table."""
    article = _read_rows(SEEDS / "articles.jsonl")[0]
    parser = argparse.ArgumentParser(description="Hold the engine against claims made by hand.")
    parser.add_argument("--text", type=Path, help="another text; it needs its own --claims")
    parser.add_argument("--title", help="that text's title, apart from it")
    parser.add_argument("--claims", type=Path, help="its claims, in the form of seeds/claims.jsonl")
    parser.add_argument("--engine", choices=sorted(ENGINES), default=DEFAULT_ENGINE)
    arguments = parser.parse_args()
    if (arguments.text is None) != (arguments.claims is None):
        parser.error("--text and --claims come together")
    text = (arguments.text or SEEDS / article["text_file"]).read_text(encoding="utf-8")
    title = arguments.title if arguments.text else article["title"]
    sources = {source["id"]: source for source in _read_rows(SEEDS / "sources.jsonl")}
    attributions = open_engine(arguments.engine).find_attributions(text)
    claims = build_claims(Article(text=text, title=title), attributions)
    verdicts, unmatched = compare(_read_rows(arguments.claims or SEEDS / "claims.jsonl"), sources, claims)
    print_table(verdicts, sources, unmatched)


if __name__ == "__main__":
    main()
