"""Labelled mentions of sources and an engine's, and which of them each says are one source."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from bench.labelled import Item, Places, last_word, occurrence_of
from extraction.model import Claim, Source
from extraction.wordlists import fold


@dataclass(frozen=True, slots=True)
class LinkedMention:
    """One labelled mention: whom it means, and the sources the engine gives it; both empty sets at worst."""

    meant: frozenset[str]
    found: frozenset[str]
    sources: tuple[Source, ...]
    is_anonymous: bool
    is_heard: bool
    """Whether it says something itself; a mention that only gives a name need not be a source."""


def link_mentions(item: Item, claims: Sequence[Claim]) -> list[LinkedMention]:
    """Return the labelled mentions of an item with what `claims` make of each.

    A mention that says nothing itself is found where a claim's source bears its name.
    """
    told = list(_told(claims))
    linked = []
    for label in item["expected"]:
        stand = occurrence_of(item["text"], label["mention"], label["occurrence"])
        is_heard = not label.get("antecedent_only", False)
        over = [source for where, source in told if _is_on(where, stand)]
        if not over and not is_heard:
            over = [source for _, source in told if last_word(source.name) == last_word(label["name"])]
        meant = frozenset(_identity(one) for one in label.get("members", [label]))
        keys = frozenset(source.key for source in over)
        anonymous = any(one.startswith("unnamed") for one in meant)
        linked.append(LinkedMention(meant, keys, tuple(over), anonymous, is_heard))
    return linked


def pairs_of(mentions: Sequence[LinkedMention]) -> Iterator[tuple[bool, bool, bool]]:
    """Yield for each pair of mentions whether it is one source, whether the engine says so, whether unnamed.

    A mention of several sources is one with each of them.
    """
    for one, other in combinations(mentions, 2):
        unnamed = one.is_anonymous and other.is_anonymous
        yield bool(one.meant & other.meant), bool(one.found & other.found), unnamed


def _told(claims: Sequence[Claim]) -> Iterator[tuple[Places, Source]]:
    for claim in claims:
        for hop in claim.hops:
            if hop.mention:
                yield frozenset(range(hop.mention.start, hop.mention.end)), hop.source


def _is_on(found: Places, labelled: Places) -> bool:
    """Say whether most of either is shared: of "Mina and Rosa Feld", "Mina" alone is one of the sources."""
    return 2 * len(found & labelled) > min(len(found), len(labelled))


def _identity(label: Mapping[str, Any]) -> str:
    if "name" in label:
        return f"named {fold(label['name'])}"
    first = label.get("same_as", label)
    return f"unnamed {first['mention']} {first['occurrence']}"
