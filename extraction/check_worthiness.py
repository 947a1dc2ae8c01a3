"""How much a claim deserves a fact-checker's attention, apart from how probable and how trusted it is."""

import json
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from extraction.clauses import PAST, UNCHANGED_PAST, find_finite_verb
from extraction.model import Certainty
from extraction.wordlists import fold, words_in

# From here on a claim counts as worth checking: more likely than not.
THRESHOLD = 0.5
WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*['’]?")
PERFECT = frozenset("has have had was were did didn't wasn't weren't hasn't haven't hadn't".split())
SHORT_WORDS = 6
# What makes a sentence more than a maxim.
CONCRETE = frozenset(("figure", "name", "time", "event", "rule", "public_matter", "harm", "cause"))


@dataclass(frozen=True, slots=True)
class Feature:
    """One thing that words show, its weight in log-odds, and what it is known by."""

    weight: float
    words: frozenset[str]
    pattern: re.Pattern[str] | None
    triggers: frozenset[str]
    """Words, one of which the pattern cannot do without; none where it is to be tried always."""


def rate_check_worthiness(text: str, certainty: Certainty) -> float:
    """Return 0 to 1: how much the claim `text`, so sure of itself, deserves to be checked.

    Only what is said counts, never who said it. The weights of the features add up in log-odds.
    Source: docs/check-worthiness.md.
    """
    base, features = read_weights()
    odds = base + sum(features[name].weight for name in find_features(text, certainty))
    return round(1 / (1 + math.exp(-odds)), 3)


def find_features(text: str, certainty: Certainty) -> list[str]:
    """Return the names of the features that the claim shows, as the weights list them."""
    _, features = read_weights()
    by_word, by_pattern = _read_signs()
    words, plain = WORD.findall(text), words_in(text)
    folded = text.casefold()
    # not by `fold`: each claim is another text, and would push words out of its cache
    told = frozenset(" ".join(words).replace("’", "'").casefold().split())
    found = {name for word in told & by_word.keys() for name in by_word[word]}
    for name, pattern, triggers in by_pattern:
        if name not in found and (not triggers or not triggers.isdisjoint(plain)) and pattern.search(folded):
            found.add(name)
    verb = find_finite_verb(text)
    told_apart = {
        "name": any(word[0].isupper() and word != "I" for word in words[1:]),
        "event": verb is not None and _is_past(fold(verb[0])),
        "denial": certainty.level == "denied",
        "short": len(words) < SHORT_WORDS,
        "open": certainty.level == "unknown",
    }
    found.update(name for name, is_shown in told_apart.items() if is_shown)
    if CONCRETE.isdisjoint(found):
        found.add("general")
    return [name for name in features if name in found]


def _is_past(verb: str) -> bool:
    return verb in PERFECT or verb in PAST or verb in UNCHANGED_PAST or verb.endswith("ed")


@cache
def read_weights() -> tuple[float, Mapping[str, Feature]]:
    """Return the base, in log-odds, and each feature by its name."""
    listed = files("extraction") / "lexicons" / "check_worthiness.json"
    weights = json.loads(listed.read_text(encoding="utf-8"))
    return weights["base"], {
        name: Feature(
            row["weight"],
            frozenset(row.get("words", "").split()),
            re.compile(row["pattern"]) if "pattern" in row else None,
            frozenset(row.get("triggers", "").split()),
        )
        for name, row in weights["features"].items()
    }


@cache
def _read_signs() -> tuple[
    dict[str, tuple[str, ...]], tuple[tuple[str, re.Pattern[str], frozenset[str]], ...]
]:
    """Return the features' names by each word that shows them, and beside their patterns."""
    _, features = read_weights()
    words = frozenset[str]().union(*(feature.words for feature in features.values()))
    by_word = {
        word: tuple(name for name, feature in features.items() if word in feature.words) for word in words
    }
    by_pattern = tuple(
        (name, feature.pattern, feature.triggers) for name, feature in features.items() if feature.pattern
    )
    return by_word, by_pattern
