"""Laws of the invented collection."""

from collections import Counter
from itertools import islice

import pytest

from bench.cast import BUSY
from bench.collection import make_collection
from bench.invention import Invention
from storage.checks import check
from storage.claim_lists import ClaimFilter, count_claims


def test_every_law_of_the_model_holds_of_a_collection_loaded_in_bulk(tmp_path):
    db = make_collection(f"sqlite:///{tmp_path}/made.sqlite", Invention(130, BUSY))

    assert db.query("SELECT count(*) AS claims FROM claims")[0]["claims"] == 130
    assert list(check(db)) == []
    db.close()


def test_the_words_of_a_collection_loaded_in_bulk_are_found(tmp_path):
    db = make_collection(f"sqlite:///{tmp_path}/made.sqlite", Invention(40, BUSY))

    row = db.query("SELECT text FROM claims LIMIT 1")[0]

    assert (
        count_claims(db, ClaimFilter(q=f'"{row["text"]}"', status=("active", "superseded", "rejected"))) == 1
    )
    db.close()


def test_the_same_collection_is_invented_every_time():
    assert list(Invention(60, BUSY).articles()) == list(Invention(60, BUSY).articles())


def test_another_seed_invents_another_collection():
    assert next(Invention(20, BUSY, seed=2).articles()) != next(Invention(20, BUSY).articles())


def test_one_claim_in_ten_credits_the_first_agency_and_chains_have_one_to_four_hops():
    invention = Invention(20_000, BUSY)
    agency = invention.cast().agencies[0].key

    chains = [
        claim["attribution"]
        for article in islice(invention.articles(), 500)
        for claim in article.claims.values()
    ]

    credited = sum(any(hop["source"]["id"] == agency for hop in chain) for chain in chains)
    lengths = Counter(map(len, chains))
    assert credited / len(chains) == pytest.approx(0.1, abs=0.01)
    assert [lengths[hops] / len(chains) for hops in (1, 2, 3, 4)] == pytest.approx(
        [0.3, 0.4, 0.2, 0.1], abs=0.02
    )


def test_fewer_sources_than_the_busy_ones_are_refused():
    with pytest.raises(ValueError, match="at least 200"):
        Invention(20, BUSY - 1).cast()
