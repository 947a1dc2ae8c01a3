"""What is counted of each labelled set: what was labelled, told and right, fact by fact."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from bench.labelled import (
    Item,
    agree,
    claim_on,
    claims_on,
    claims_touching,
    holds,
    last_word,
    places,
    places_of,
    said_by,
)
from bench.linked_mentions import link_mentions, pairs_of
from extraction.model import Claim, Source
from extraction.wordlists import fold

Tally = Counter[str]
Link = tuple[int, str, str, str, str]


def score_certainty(item: Item, claims: Sequence[Claim]) -> Tally:
    """Count the claims found, and those right in level, polarity and condition, and in all three."""
    tally: Tally = Counter(told=len(claims_touching(item, claims)))
    for label, claim in _found(item, claims, tally):
        facts = {
            "level": claim.certainty.level == label["level"],
            "polarity": claim.certainty.polarity == label["polarity"],
            "condition": fold(claim.certainty.condition or "") == fold(label.get("condition", "")),
        }
        tally.update(fact for fact, is_right in facts.items() if is_right)
        tally["all three"] += all(facts.values())
    return tally


def score_relays(item: Item, claims: Sequence[Claim]) -> Tally:
    """Count the claims found, and those whose chain is right: of one that was parted, of every part."""
    tally: Tally = Counter()
    on_labels: list[Claim] = []
    for label in item["expected"]:
        found = claims_on(item["text"], said_by(label), claims)
        on_labels += found
        tally.update({"labels": 1, "found": bool(found)})
        wanted = wanted_chain(label)
        tally["chain"] += bool(found) and all(chain_of(claim) == wanted for claim in found)
    beside = [claim for claim in claims_touching(item, claims) if claim not in on_labels]
    tally["told"] = tally["found"] + len(beside)
    return tally


def wanted_chain(label: Item) -> list[Link]:
    """Return a label's chain as it is compared, the publisher left out."""
    return sorted(
        (hop["step"], hop["role"], hop["kind"], last_word(hop["name"]), hop["act"])
        for hop in label["chain"][:-1]
    )


def chain_of(claim: Claim) -> list[Link]:
    """Return a claim's chain as it is compared, the publisher left out."""
    return sorted(
        (hop.step, hop.role, hop.source.kind, last_word(hop.source.name), hop.act) for hop in claim.hops[:-1]
    )


def score_anonymity(item: Item, claims: Sequence[Claim]) -> Tally:
    """Count the sources without a name that were told, those that are labelled, and their facts."""
    told: dict[str, tuple[Source, list[str]]] = {}
    for claim in claims:
        for hop in claim.hops:
            if hop.mention and hop.source.anonymity:
                told.setdefault(hop.source.key, (hop.source, []))[1].append(
                    fold(hop.mention.of(item["text"]))
                )
    tally: Tally = Counter(told=len(told), labels=len(item["expected"]))
    for label in item["expected"]:
        words = fold(label["mention"])
        key = next((key for key, (_, said) in told.items() if any(agree(one, words) for one in said)), None)
        if key and (one := told.pop(key)[0].anonymity):
            tally["found"] += 1
            for fact in ("category", "number", "knowledge"):
                tally[fact] += getattr(one, fact) == label[fact]
            tally["reason"] += agree(one.reason or "", label.get("reason", ""))
    return tally


def score_references(item: Item, claims: Sequence[Claim]) -> Tally:
    """Count pairs of mentions that are one source, told as one, and both; mentions found and named right.

    `merged` counts the pairs of two unnamed sources told as one that are two: it should be 0.
    """
    mentions = link_mentions(item, claims)
    tally: Tally = Counter()
    for are_one, told_one, unnamed in pairs_of(mentions):
        tally.update({"labels": are_one, "told": told_one, "found": are_one and told_one})
        tally["merged"] += unnamed and told_one and not are_one
    heard = [mention for mention in mentions if mention.is_heard]
    tally["mentions"] += len(heard)
    tally["mentions found"] += sum(bool(mention.found) for mention in heard)
    return tally


def score_statements(item: Item, claims: Sequence[Claim]) -> Tally:
    """Count the publisher's sentences that were told, and those labelled that were found."""
    text = item["text"]
    own = [claim for claim in claims if len(claim.hops) == 1]
    labels = [places(text, [sentence]) for sentence in item["expected"]["statements"]]
    either = [places(text, [sentence]) for sentence in item["expected"].get("either", [])]
    # A sentence parted into several claims is found by any of them.
    found = [[label for label in labels if label & places_of(claim)] for claim in own]
    beside = [
        claim
        for claim, of in zip(own, found, strict=True)
        if not of and not any(one & places_of(claim) for one in either)
    ]
    hit = sum(any(label in of for of in found) for label in labels)
    return Counter({"labels": len(labels), "told": hit + len(beside), "found": hit})


def score_claim_text(item: Item, claims: Sequence[Claim]) -> Tally:
    """Count the claims found, and those whose text has what it must have and nothing else."""
    tally: Tally = Counter(told=len(claims_touching(item, claims)))
    for label, claim in _found(item, claims, tally):
        tally["text"] += is_worded(claim.text, label)
    return tally


def is_worded(text: str, label: Item) -> bool:
    """Say whether a claim's text has all the words it must have and none it must not have."""
    has_all = all(holds(text, words) for words in label["must_contain"])
    return has_all and not any(holds(text, words) for words in label["must_not_contain"])


def _found(item: Item, claims: Sequence[Claim], tally: Tally) -> Iterator[tuple[Item, Claim]]:
    """Yield each labelled claim that was found with what was found of it, counting both."""
    for label in item["expected"]:
        tally["labels"] += 1
        if claim := claim_on(item["text"], said_by(label), claims):
            tally["found"] += 1
            yield label, claim


SCORERS: dict[str, Callable[[Item, Sequence[Claim]], Tally]] = {
    "relays": score_relays,
    "anonymity": score_anonymity,
    "references": score_references,
    "certainty": score_certainty,
    "claim_text": score_claim_text,
    "statements": score_statements,
}
# The facts of each set that are right or not, each with a precision and a recall of its own.
FACTS: dict[str, tuple[str, ...]] = {
    "relays": ("found", "chain"),
    "anonymity": ("found", "category", "number", "knowledge", "reason"),
    "references": ("found",),
    "certainty": ("found", "level", "polarity", "condition", "all three"),
    "claim_text": ("found", "text"),
    "statements": ("found",),
}
