"""Whether a stored claim still says what a client tells of it."""

import re
from collections.abc import Mapping
from typing import Any

from api.hand_made_claims import NOBODY_CREDITED, ClaimMaker
from storage.documents import Claim, SourceReference
from storage.errors import NotFound
from storage.folding import fold
from storage.sources import find_source

Told = Mapping[str, Any]


def says_the_same(maker: ClaimMaker, told: Told, claim: Claim) -> bool:
    """Say whether a claim holds all that is told, as `ClaimMaker` would have completed it.

    What was not told, such as a computed confidence, may be anything.
    """
    hops = told.get("attribution") or NOBODY_CREDITED
    return (
        (told["article_id"], told["text"], told["certainty"])
        == (claim["article_id"], claim["text"], claim["certainty"])
        and told.get("status", claim["status"]) == claim["status"]
        and _is_stated(told.get("confidence"), claim.get("confidence"))
        and len(told["fragments"]) == len(claim["fragments"])
        and all(_is_there(*pair) for pair in zip(told["fragments"], claim["fragments"], strict=True))
        and len(hops) == len(claim["attribution"])
        and all(_is_credited(maker, *pair) for pair in zip(hops, claim["attribution"], strict=True))
    )


def _is_stated(told: Told | None, stored: Told | None) -> bool:
    if told is None:
        return True
    if stored is None or stored["computed"] or stored["score"] != told["score"]:
        return False
    return "reason" not in told or stored["explanation"][0]["reason"] == told["reason"]


def _is_there(told: Told, stored: Told) -> bool:
    if told["field"] != stored["field"] or told.get("position", stored["position"]) != stored["position"]:
        return False
    if "quote" not in told:
        return True
    quote, words = told["quote"], stored["quote"]
    return (
        quote["exact"] == words["exact"]
        # the client may tell fewer of the words around it than are kept
        and bool(words["prefix"].endswith(quote.get("prefix", "")))
        and bool(words["suffix"].startswith(quote.get("suffix", "")))
    )


def _is_credited(maker: ClaimMaker, told: Told, stored: Told) -> bool:
    others = {name for name in {**told, **stored} if name != "source"}
    if any(told.get(name) != stored.get(name) for name in others):
        return False
    return "source" not in told or _is_source(maker, told["source"], stored["source"])


def _is_source(maker: ClaimMaker, told: Told, stored: SourceReference) -> bool:
    if "id" in told:
        try:
            return maker.source(told["id"])["id"] == stored["id"]
        except NotFound:
            return False
    if told["kind"] == "anonymous":
        return {**told, "id": stored["id"]} == stored
    found = find_source(maker.db, kind=told["kind"], name=told["name"])
    if found is not None and found["id"] == stored["id"]:
        return True
    # one of several of a name is called "Hale (2)"
    numbered = re.escape(fold(told["name"])) + r"( \([0-9]+\))?"
    return told["kind"] == stored["kind"] and re.fullmatch(numbered, fold(stored["name"])) is not None
