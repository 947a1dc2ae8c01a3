"""What was taken for what on each labelled set: a matrix of pairs, labelled and told, by phenomenon."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from bench.labelled import Item, agree, claim_on, claims_on, said_by
from bench.linked_mentions import LinkedMention, link_mentions
from bench.set_scorers import chain_of, is_worded, wanted_chain
from extraction.model import Claim, Source
from extraction.wordlists import fold

# Labelled and told; what is the same is right.
Pair = tuple[str, str]
MISSED = "(none)"
FOUND = "found again"
PRONOUNS = frozenset("he she it they both".split())


def confuse_certainty(item: Item, claims: Sequence[Claim]) -> Iterator[Pair]:
    """Yield the level and polarity of each labelled claim with those told."""
    for label in item["expected"]:
        claim = claim_on(item["text"], said_by(label), claims)
        told = f"{claim.certainty.level} {claim.certainty.polarity}" if claim else MISSED
        yield f"{label['level']} {label['polarity']}", told


def confuse_relays(item: Item, claims: Sequence[Claim]) -> Iterator[Pair]:
    """Yield each hop that is missing, or more than there are, or another in one fact, by role and kind."""
    for label in item["expected"]:
        found = claims_on(item["text"], said_by(label), claims)
        if not found:
            yield "claim", MISSED
            continue
        wanted = Counter((hop[1], hop[2], hop[4]) for hop in wanted_chain(label))
        told = Counter((hop[1], hop[2], hop[4]) for hop in chain_of(found[0]))
        for _ in (wanted & told).elements():
            yield "hop", "hop"
        missing, more = list((wanted - told).elements()), list((told - wanted).elements())
        for role, kind, act in missing:
            other = next((one for one in more if one[0] == role), None)
            if other:
                more.remove(other)
            yield f"{role} {kind} {act}", " ".join(other) if other else MISSED
        for one in more:
            yield MISSED, " ".join(one)


def confuse_anonymity(item: Item, claims: Sequence[Claim]) -> Iterator[Pair]:
    """Yield category, number and knowledge of each unnamed source with those told."""
    told: dict[str, tuple[Source, list[str]]] = {}
    for hop in (hop for claim in claims for hop in claim.hops if hop.mention and hop.source.anonymity):
        words = fold(hop.mention.of(item["text"])) if hop.mention else ""
        told.setdefault(hop.source.key, (hop.source, []))[1].append(words)
    for label in item["expected"]:
        words = fold(label["mention"])
        key = next((key for key, (_, said) in told.items() if any(agree(one, words) for one in said)), None)
        anonymity = told.pop(key)[0].anonymity if key else None
        for fact in ("category", "number", "knowledge"):
            yield f"{fact} {label[fact]}", f"{fact} {getattr(anonymity, fact)}" if anonymity else MISSED
    for _ in told:
        yield MISSED, "a source that is none"


def confuse_references(item: Item, claims: Sequence[Claim]) -> Iterator[Pair]:
    """Yield for each later mention of a source, by its form, whether its first one was found again."""
    mentions = link_mentions(item, claims)
    for index, (mention, label) in enumerate(zip(mentions, item["expected"], strict=True)):
        before = [one for one in mentions[:index] if one.meant & mention.meant]
        if before:
            form = _form(label["mention"])
            yield f"{form}: {FOUND}", f"{form}: {_told_of(mention, before, mentions[:index])}"


def confuse_claim_text(item: Item, claims: Sequence[Claim]) -> Iterator[Pair]:
    """Yield for each labelled claim whether its text is right, lacks words, or has words it must not have."""
    for label in item["expected"]:
        claim = claim_on(item["text"], said_by(label), claims)
        bare = {**label, "must_not_contain": []}
        if not claim:
            yield "right", MISSED
        elif is_worded(claim.text, label):
            yield "right", "right"
        else:
            yield "right", "words too many" if is_worded(claim.text, bare) else "words missing"


CONFUSIONS: dict[str, Callable[[Item, Sequence[Claim]], Iterator[Pair]]] = {
    "relays": confuse_relays,
    "anonymity": confuse_anonymity,
    "references": confuse_references,
    "certainty": confuse_certainty,
    "claim_text": confuse_claim_text,
}


def confusions_of(pairs: Counter[Pair]) -> Iterator[str]:
    """Yield how many pairs are right, then a line for each that is not, the most frequent first."""
    right = sum(count for (labelled, told), count in pairs.items() if labelled == told)
    yield f"right: {right} of {pairs.total()}"
    for (labelled, told), count in sorted(pairs.items(), key=lambda one: (-one[1], one[0])):
        if labelled != told:
            yield f"{count:3} x {labelled}  ->  {told}"


def _form(mention: str) -> str:
    words = mention.split()
    if fold(mention) in PRONOUNS:
        return "pronoun"
    if fold(words[0]) in ("the", "both", "this", "that", "one", "another"):
        return "description"
    return "surname or short form" if len(words) == 1 else "full name or phrase"


def _told_of(
    mention: LinkedMention, before: Sequence[LinkedMention], earlier: Sequence[LinkedMention]
) -> str:
    if not mention.found:
        return "not heard"
    if any(one.found & mention.found for one in before):
        return FOUND
    if any(one.found & mention.found for one in earlier):
        return "another source"
    kinds = sorted({source.kind for source in mention.sources})
    return f"a new source: {', '.join(kinds)}"
