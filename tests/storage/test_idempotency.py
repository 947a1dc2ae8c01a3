"""Answers kept by key: each request is done once, whatever dies, and answered again for a day."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    consumes,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from storage import open_storage
from storage.articles import remove_article
from storage.checks import check
from storage.clock import later
from storage.database import Database
from storage.errors import KeyInUse, KeyReused, NoLongerKept
from storage.idempotency import (
    KEPT_SECONDS,
    KeptAnswer,
    KeyedRequest,
    check_kept_answers,
    keep_answer,
    lease_key,
    release_key,
)
from tests.storage.builders import LATER, an_article
from tests.stores import Stores

AT = "2026-11-22T19:00:00.000Z"
LEASE = 60
ANSWER = KeptAnswer(201, [("Content-Type", "application/json"), ("ETag", '"a.1.json"')], b"{}")


def a_request(key: str = "abc", **told: str) -> KeyedRequest:
    digest = told.pop("digest", "0")
    return KeyedRequest(
        **{"caller": "api", "method": "POST", "path": "/v1/sources", "key": key, **told}, digest=digest * 64
    )


def the_lease(db: Database, request: KeyedRequest, at: str = AT) -> str:
    lease = lease_key(db, request, at=at, seconds=LEASE)
    assert isinstance(lease, str)
    return lease


def kept(db: Database) -> list[tuple[str, str]]:
    return [(row["key"], row["expires_at"]) for row in db.query("SELECT * FROM kept_answers ORDER BY key")]


def test_an_answer_comes_back_as_it_was_kept(db: Database) -> None:
    keep_answer(db, a_request(), the_lease(db, a_request()), ANSWER, at=AT)

    assert lease_key(db, a_request(), at=later(AT, 1), seconds=LEASE) == ANSWER


@pytest.mark.parametrize("other", [{"caller": "x"}, {"method": "PUT"}, {"path": "/x"}, {"key": "x"}])
def test_a_key_is_one_callers_for_one_method_and_path(db: Database, other: dict[str, str]) -> None:
    keep_answer(db, a_request(), the_lease(db, a_request()), ANSWER, at=AT)

    assert the_lease(db, a_request(**other))


def test_an_answer_is_kept_for_a_day(db: Database) -> None:
    keep_answer(db, a_request(), the_lease(db, a_request()), ANSWER, at=AT)

    assert lease_key(db, a_request(), at=later(AT, KEPT_SECONDS - 0.001), seconds=LEASE) == ANSWER
    assert the_lease(db, a_request(digest="1"), at=later(AT, KEPT_SECONDS))


def test_who_lost_the_lease_writes_nothing(db: Database) -> None:
    lost = the_lease(db, a_request())
    taken = the_lease(db, a_request(), at=later(AT, LEASE))

    with pytest.raises(KeyInUse), db.transaction():
        article = an_article(db)
        keep_answer(db, a_request(), lost, ANSWER, at=AT, resource_id=article["id"])
    release_key(db, a_request(), lost)
    keep_answer(db, a_request(), taken, ANSWER, at=later(AT, LEASE))

    assert db.query("SELECT id FROM articles") == []


def test_each_lease_sweeps_more_rows_than_it_adds_and_not_many(db: Database) -> None:
    for number in range(9):
        keep_answer(db, a_request(f"old{number}"), the_lease(db, a_request(f"old{number}")), ANSWER, at=AT)

    the_lease(db, a_request("new"), at=later(AT, KEPT_SECONDS))

    assert len(kept(db)) == 9 - 4 + 1


def test_what_shows_an_article_goes_with_it(db: Database) -> None:
    article, other = an_article(db), an_article(db, text="Another text.")
    for key, shown in (("one", article), ("two", other)):
        keep_answer(db, a_request(key), the_lease(db, a_request(key)), ANSWER, at=AT, resource_id=shown["id"])

    remove_article(db, article["id"], expected_version=1, by=LATER)

    with pytest.raises(NoLongerKept):
        lease_key(db, a_request("one"), at=AT, seconds=LEASE)
    assert lease_key(db, a_request("two"), at=AT, seconds=LEASE) == ANSWER
    assert list(check(db)) == []


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        ("expires_at = 'soon'", "it expires at no time."),
        ("digest = 'x' || substr(digest, 2)", "its digest is none."),
        ("article_id = 'gone'", "it shows article gone, which was removed."),
    ],
)
def test_the_check_knows_what_a_kept_answer_is(db: Database, damage: str, said: str) -> None:
    keep_answer(db, a_request(), the_lease(db, a_request()), ANSWER, at=AT)

    db.execute(f"UPDATE kept_answers SET {damage}")

    assert list(check(db)) == [f"Kept answer 'abc' to POST /v1/sources: {said}"]


class Retrying(RuleBasedStateMachine):
    """Clients that send, retry, change their mind and die, against what ought to come of it."""

    leases: Bundle[tuple[KeyedRequest, str]] = Bundle("leases")

    def __init__(self, stores: Stores, folder: Path) -> None:
        super().__init__()
        self.stores, self.folder = stores, folder

    @initialize()
    def open(self) -> None:
        self.db = open_storage(self.stores.make_migrated(Path(tempfile.mkdtemp(dir=self.folder))))
        self.at = AT
        # by key: what was asked, until when that counts, the lease at work or the answer
        self.known: dict[str, tuple[str, str, str | KeptAnswer]] = {}

    def teardown(self) -> None:
        if hasattr(self, "db"):
            self.db.close()

    @rule(target=leases, key=st.sampled_from("ab"), digest=st.sampled_from("01"))
    def send(self, key: str, digest: str) -> tuple[KeyedRequest, str]:
        request = a_request(key, digest=digest)
        asked, until, found = self.known.get(key, ("", "", ""))
        try:
            got = lease_key(self.db, request, at=self.at, seconds=LEASE)
        except KeyReused:
            assert until > self.at and asked != digest
            return request, ""
        except KeyInUse:
            assert until > self.at and asked == digest and isinstance(found, str)
            return request, ""
        if isinstance(got, KeptAnswer):
            assert (asked, found) == (digest, got) and until > self.at
            return request, ""
        assert until <= self.at
        self.known[key] = (digest, later(self.at, LEASE), got)
        return request, got

    @rule(lease=consumes(leases), status=st.sampled_from([200, 201, 422]))
    def finish(self, lease: tuple[KeyedRequest, str], status: int) -> None:
        request, name = lease
        answer = KeptAnswer(status, [], request.digest.encode())
        if self.is_at_work(request, name):
            keep_answer(self.db, request, name, answer, at=self.at)
            self.known[request.key] = (request.digest[0], later(self.at, KEPT_SECONDS), answer)
        else:
            with pytest.raises(KeyInUse):
                keep_answer(self.db, request, name, answer, at=self.at)

    @rule(lease=consumes(leases))
    def fail(self, lease: tuple[KeyedRequest, str]) -> None:
        request, name = lease
        if self.is_at_work(request, name):
            del self.known[request.key]
        release_key(self.db, request, name)

    @rule(seconds=st.sampled_from([1, LEASE, KEPT_SECONDS]))
    def wait(self, seconds: int) -> None:
        self.at = later(self.at, seconds)

    def is_at_work(self, request: KeyedRequest, name: str) -> bool:
        rows = self.db.query("SELECT 1 FROM kept_answers WHERE lease = :lease", {"lease": name})
        known = self.known.get(request.key, ("", "", ""))
        # a lease that ran out holds as long as nobody wanted the key or swept
        return bool(name) and known[2] == name and bool(rows)

    @invariant()
    def the_check_finds_nothing(self) -> None:
        if hasattr(self, "db"):
            assert list(check_kept_answers(self.db)) == []


def test_each_request_is_done_once_whatever_dies(stores: Stores, tmp_path: Path) -> None:
    run_state_machine_as_test(
        lambda: Retrying(stores, tmp_path),
        settings=settings(
            max_examples=12,
            stateful_step_count=25,
            deadline=None,
            derandomize=True,
            suppress_health_check=list(HealthCheck),
        ),
    )
