"""A collection of claims of every make, and which of them a filter means, said a second time."""

import json
import random
from typing import Any

from storage.changes import Editor
from storage.claim_lists import ClaimFilter
from storage.claims import add_claim
from storage.database import Database
from storage.sources import find_source_ids
from storage.vocabulary import STATUSES
from tests.storage.builders import TEXT, a_claim, a_source, an_anonymous_source, an_article

WORDS = ("The pump failed 🚰 at noon", "The council denied it", "Nobody had checked the valve")
NAMES = ("Anna Hale", "ben ortiz", "Reuters", "Unnamed publisher", "nobody")


def sixty_claims(db: Database) -> list[dict[str, Any]]:
    """Fill the store with sixty claims of every make, and return them as they were answered."""
    dice = random.Random(7)
    dates: list[dict[str, str]] = [
        {},
        {"published_on": "2016-09-03"},
        {"published_on": "2016-09-03", "published_at": "2016-09-03T12:00:00.000Z"},
        {"published_on": "2016-09-04"},
    ]
    articles = [an_article(db, text=f"{TEXT} {number}", **dates[number]) for number in range(4)]
    named = [a_source(db, "Anna Hale"), a_source(db, "Ben Ortiz"), a_source(db, "Reuters", "news_agency")]
    named.append(a_source(db, "The Second Reuters", "outlet", names=["Reuters"]))
    added = []
    for number in range(60):
        article = dice.choice(articles)
        chain: list[Any] = dice.sample(named, dice.randrange(3))
        if number % 7 == 0:
            chain.insert(0, an_anonymous_source(db, article, "Anna Hale"))
        draft = a_claim(
            article, *chain, words=dice.choice(WORDS), score=dice.choice([None, 0, 20, 50, 70, 100])
        )
        draft["status"] = dice.choice(["active", "active", *STATUSES])
        draft["certainty"]["level"] = dice.choice(["asserted", "possible"])
        draft["certainty"]["polarity"] = dice.choice(["positive", "negative"])
        at = f"2026-11-22T19:00:0{dice.randrange(4)}.000Z"
        added.append(json.loads(add_claim(db, article["id"], draft, by=Editor("tester", at)).document))
    return added


def ids_by_name(db: Database) -> dict[str, list[str]]:
    """Return the ids of the sources that each of NAMES means."""
    return {name: find_source_ids(db, name) for name in NAMES}


def draw_filter(dice: random.Random, documents: list[dict[str, Any]]) -> ClaimFilter:
    """Return a filter of up to three conditions."""
    choices: dict[str, list[Any]] = {
        "q": ["pump", "council"],
        "article": [documents[0]["article_id"], "nowhere"],
        **dict.fromkeys(("source", "origin", "relay", "publisher"), NAMES),
        "origin_kind": [("person",), ("anonymous", "outlet")],
        "mode": [("unattributed",), ("direct_quote", "indirect")],
        "certainty": [("asserted",)],
        "polarity": [("negative",)],
        "confidence_level": [("none", "low"), ("high",)],
        "confidence_min": [0, 50],
        "confidence_max": [50, 100],
        "published_from": ["2016-09-03", "2016-09-04"],
        "published_to": ["2016-09-03", "2016-09-04"],
        "status": [STATUSES, ("active", "rejected"), ("superseded",)],
    }
    picked = dice.sample(sorted(choices), dice.choice([0, 1, 1, 2, 2, 3]))
    return ClaimFilter(**{name: dice.choice(choices[name]) for name in picked})


def meets(document: dict[str, Any], ids: dict[str, list[str]], claim_filter: ClaimFilter) -> bool:
    """Say by the document alone whether a claim is meant: the same filter, written a second time."""
    hops = document["attribution"]
    score = document.get("confidence", {}).get("score")
    date = document.get("published_on")

    def shows(name: str, *roles: str) -> bool:
        value = getattr(claim_filter, name)
        return value is None or any(hop["source"]["id"] in ids[value] for hop in hops if hop["role"] in roles)

    def within(allowed: tuple[str, ...] | None, *values: str | None) -> bool:
        return allowed is None or any(value in allowed for value in values)

    origins = [hop["source"]["kind"] for hop in hops if hop["role"] == "origin"]
    lowest, highest = claim_filter.confidence_min, claim_filter.confidence_max
    earliest, latest = claim_filter.published_from, claim_filter.published_to
    return (
        document["status"] in claim_filter.status
        and shows("source", "origin", "relay", "publisher")
        and all(shows(role, role) for role in ("origin", "relay", "publisher"))
        and claim_filter.article in (None, document["article_id"])
        and within(claim_filter.origin_kind, *origins)
        and within(claim_filter.mode, document["mode"])
        and within(claim_filter.certainty, document["certainty"]["level"])
        and within(claim_filter.polarity, document["certainty"]["polarity"])
        and within(claim_filter.confidence_level, document.get("confidence", {}).get("level"))
        and (lowest is None or (score is not None and score >= lowest))
        and (highest is None or (score is not None and score <= highest))
        and (earliest is None or (date is not None and date >= earliest))
        and (latest is None or (date is not None and date <= latest))
        and (claim_filter.q is None or claim_filter.q in document["quote"].lower())
    )
