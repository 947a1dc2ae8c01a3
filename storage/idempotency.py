"""Answers kept by key for a day, so that a retried write is answered again and not done again."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from storage.clock import is_time, later
from storage.database import Database, Record
from storage.errors import KeyInUse, KeyReused, NoLongerKept
from storage.identifiers import new_id

# How long an answer is kept. Source: the custom among services that take such keys, Stripe's first.
KEPT_SECONDS = 24 * 60 * 60

# Rows past their time that one write takes out: more than it adds, so they never pile up.
_SWEPT_AT_A_TIME = 4

_SAME = "caller = :caller AND method = :method AND path = :path AND key = :key"


@dataclass(frozen=True, slots=True)
class KeyedRequest:
    """A request and the key it came with; `digest` is the SHA-256, in hex, of what it asks for."""

    caller: str
    method: str
    path: str
    key: str
    digest: str

    @property
    def names(self) -> dict[str, str]:
        """What tells one key from another, as parameters."""
        return {"caller": self.caller, "method": self.method, "path": self.path, "key": self.key}


@dataclass(frozen=True, slots=True)
class KeptAnswer:
    """An answer as it was sent; headers in their order."""

    status: int
    headers: Sequence[tuple[str, str]]
    body: bytes


def find_answer(db: Database, request: KeyedRequest, *, at: str) -> KeptAnswer | None:
    """Return the answer kept for a request, or None where the request is to be done.

    :raises KeyReused: the key came with something else
    :raises KeyInUse: the first request with it is still at work
    :raises NoLongerKept: what the answer shows was removed since
    """
    row = db.find(f"SELECT * FROM kept_answers WHERE {_SAME}", request.names)
    if row is None or row["expires_at"] <= at:
        return None
    if row["digest"] != request.digest:
        raise KeyReused("This Idempotency-Key came with another request; a new request takes a new key.")
    if row["status"] is None:
        raise KeyInUse("The first request with this Idempotency-Key is still at work.")
    if row["body"] is None:
        raise NoLongerKept("The request was done, but what it made was removed since.")
    return KeptAnswer(
        row["status"], [(name, value) for name, value in json.loads(row["headers"])], row["body"]
    )


def lease_key(db: Database, request: KeyedRequest, *, at: str, seconds: float) -> KeptAnswer | str:
    """Return the answer kept for a request, or a lease: for so long nobody else does it.

    :raises KeyReused: :raises KeyInUse: :raises NoLongerKept: as `find_answer`
    """
    # retries are answered without the writers' lock
    if kept := find_answer(db, request, at=at):
        return kept
    with db.transaction():
        if kept := find_answer(db, request, at=at):
            return kept
        _sweep(db, at)
        lease = new_id()
        db.execute(
            """
            INSERT INTO kept_answers (caller, method, path, key, digest, lease, expires_at)
            VALUES (:caller, :method, :path, :key, :digest, :lease, :expires_at)
            ON CONFLICT (caller, method, path, key) DO UPDATE SET digest = excluded.digest,
                lease = excluded.lease, expires_at = excluded.expires_at,
                status = NULL, headers = NULL, body = NULL, article_id = NULL
            """,
            {
                **request.names,
                "digest": request.digest,
                "lease": lease,
                "expires_at": later(at, seconds),
            },
        )
    return lease


def keep_answer(
    db: Database,
    request: KeyedRequest,
    lease: str,
    answer: KeptAnswer,
    *,
    at: str,
    resource_id: str | None = None,
) -> None:
    """Keep the answer for a day; call it last in the transaction of the write it tells of.

    Where it shows the article `resource_id`, what it shows goes when the article is removed.

    :raises KeyInUse: the lease ran out and somebody else took the request over; nothing may be written
    """
    with db.transaction():
        kept = db.execute(
            f"""
            UPDATE kept_answers SET status = :status, headers = :headers, body = :body,
                expires_at = :expires_at, article_id = (SELECT id FROM articles WHERE id = :resource_id)
            WHERE {_SAME} AND lease = :lease AND status IS NULL
            """,
            {
                **request.names,
                "lease": lease,
                "status": answer.status,
                "headers": json.dumps(answer.headers),
                "body": answer.body,
                "expires_at": later(at, KEPT_SECONDS),
                "resource_id": resource_id,
            },
        )
        if not kept:
            raise KeyInUse("It took so long that its Idempotency-Key was given to a retry.")


def release_key(db: Database, request: KeyedRequest, lease: str) -> None:
    """Give a lease back, so that the request can be tried again at once."""
    with db.transaction():
        db.execute(
            f"DELETE FROM kept_answers WHERE {_SAME} AND lease = :lease AND status IS NULL",
            {**request.names, "lease": lease},
        )


def remove_answers_of(db: Database, article_id: str) -> None:
    """Remove what kept answers show of an article; that its requests were done stays known."""
    db.execute("UPDATE kept_answers SET body = NULL WHERE article_id = :id", {"id": article_id})


def check_kept_answers(db: Database) -> Iterator[str]:
    """Yield a sentence for each kept answer that is not as it must be."""
    for row in db.query(
        """
        SELECT method, path, key, digest, expires_at, article_id,
            article_id IS NOT NULL AND body IS NOT NULL AND article_id NOT IN (SELECT id FROM articles)
                AS outlives
        FROM kept_answers ORDER BY caller, method, path, key
        """
    ):
        for problem in _check_row(row):
            yield f"Kept answer {row['key']!r} to {row['method']} {row['path']}: {problem}"


def _check_row(row: Record) -> Iterator[str]:
    if not is_time(row["expires_at"]):
        yield "it expires at no time."
    if set(row["digest"]) - set("0123456789abcdef"):
        yield "its digest is none."
    if row["outlives"]:
        yield f"it shows article {row['article_id']}, which was removed."


def _sweep(db: Database, at: str) -> None:
    """Take out a few rows whose time is over."""
    db.execute(
        """
        DELETE FROM kept_answers WHERE (caller, method, path, key) IN (
            SELECT caller, method, path, key FROM kept_answers
            WHERE expires_at <= :at ORDER BY expires_at LIMIT :most)
        """,
        {"at": at, "most": _SWEPT_AT_A_TIME},
    )
