"""Score how well check-worthiness tells what deserves a fact-checker's attention from what does not.

Each labelled claim takes the score of the engine's claim that stands on its words, 0 where there is none.
Precision and recall are of those at the threshold or above; average precision is of the whole ranking, the
measure of the CheckThat! lab. Sets: `check_worthiness`, and the labels that `claim_text` has besides.
"""

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bench.labelled import article_of, claim_on, read_items, said_by
from extraction.check_worthiness import THRESHOLD, find_features
from extraction.claims import build_claims
from extraction.engine import ENGINES, Engine, open_engine
from extraction.model import Claim

SETS = ("check_worthiness", "claim_text")


@dataclass(frozen=True, slots=True)
class Rated:
    """One labelled claim: whether it is worth checking, and the claim that the engine made of it."""

    item: str
    phenomenon: str
    is_worthy: bool
    claim: Claim | None

    @property
    def score(self) -> float:
        """What the engine gave it, 0 where it found no such claim."""
        return self.claim.check_worthiness if self.claim else 0.0


def rate_set(name: str, half: str, engine: Engine) -> list[Rated]:
    """Return every labelled claim of one half of the set `name` with what the engine made of it."""
    rated = []
    for item in read_items(name, half):
        claims = build_claims(article_of(item), engine.find_attributions(item["text"]))
        rated += [
            Rated(
                item["id"],
                item["phenomenon"],
                label["check_worthy"],
                claim_on(item["text"], said_by(label), claims),
            )
            for label in item["expected"]
        ]
    return rated


def average_precision(rated: Sequence[Rated]) -> float:
    """Return the mean, over the worthy ones, of the precision down to each; equal scores are one rank."""
    worthy = [one for one in rated if one.is_worthy]
    shares = []
    for one in worthy:
        ranked = [other for other in rated if other.score >= one.score]
        shares.append(sum(other.is_worthy for other in ranked) / len(ranked))
    return sum(shares) / (len(shares) or 1)


def table_of(name: str, rated: Sequence[Rated], threshold: float) -> Iterator[str]:
    """Yield the lines of one set's table."""
    chosen = [one for one in rated if one.score >= threshold]
    worthy = [one for one in rated if one.is_worthy]
    right = sum(one.is_worthy for one in chosen)
    found = sum(one.claim is not None for one in rated)
    yield f"{name}: {len(rated)} labelled, {len(worthy)} worth checking, {found} found"
    yield f"    at {threshold:.2f}: P {right / (len(chosen) or 1):6.1%}   R {right / (len(worthy) or 1):6.1%}"
    yield f"    average precision {average_precision(rated):6.1%}"


def mistakes(rated: Sequence[Rated], threshold: float) -> Iterator[str]:
    """Yield a line for each labelled claim on the wrong side of `threshold`, with the features it shows."""
    for one in rated:
        if (one.score >= threshold) == one.is_worthy:
            continue
        shown = (
            ", ".join(find_features(one.claim.text, one.claim.certainty)) if one.claim else "no such claim"
        )
        kind = "worth checking" if one.is_worthy else "not worth checking"
        yield f"    {one.item} {one.phenomenon}: {kind}, {one.score:.2f}: {shown}"


def main() -> None:
    """Print the table of each set."""
    parser = argparse.ArgumentParser(description="Score check-worthiness on the labelled sets.")
    parser.add_argument("--engine", choices=sorted(ENGINES), default="rules")
    parser.add_argument(
        "--half", choices=["open", "kept"], default="open", help="the kept half is for the end"
    )
    parser.add_argument("--threshold", type=float, default=THRESHOLD, help="from 0 to 1")
    parser.add_argument("--mistakes", action="store_true", help="a line for each mistake, too")
    arguments = parser.parse_args()
    if not 0 <= arguments.threshold <= 1:
        parser.error(f"the threshold is {arguments.threshold}, but must be from 0 to 1")
    engine = open_engine(arguments.engine)
    for name in SETS:
        rated = rate_set(name, arguments.half, engine)
        print("\n".join(table_of(name, rated, arguments.threshold)))
        if arguments.mistakes:
            print("\n".join(mistakes(rated, arguments.threshold)))


if __name__ == "__main__":
    main()
