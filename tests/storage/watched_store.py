"""A store that is watched while a machine writes to it: after each write the laws of the model hold."""

import json
import tempfile
from pathlib import Path
from typing import Any

from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
)

from storage import open_storage
from storage.articles import get_article
from storage.changes import Editor, list_changes
from storage.checks import check
from storage.claim_lists import ClaimFilter, list_claims
from storage.histories import NotThen, get_claim_as_of, list_history
from storage.sources import list_sources
from tests.stores import Stores

# Every table that is no index
TABLES = (
    *("articles", "revisions", "analyses", "sources", "source_names", "claims", "fragments", "hops"),
    *("claim_sources", "assessments", "reliability_letters", "changes", "versions", "kept_answers"),
)


class WatchedStore(RuleBasedStateMachine):
    """Empty at first; its rules are the subclass's."""

    def __init__(self, stores: Stores, folder: Path) -> None:
        super().__init__()
        self.stores, self.folder = stores, folder

    @initialize()
    def open(self) -> None:
        self.db = open_storage(self.stores.make_migrated(Path(tempfile.mkdtemp(dir=self.folder))))
        self.texts = 0
        self.changes = 0
        self.writes = 0
        # Every claim, by id, after the writes at each time
        self.seen: dict[str, dict[str, str]] = {}
        self.forgotten: set[str] = set()

    def teardown(self) -> None:
        if hasattr(self, "db"):
            self.db.close()

    def by(self) -> Editor:
        """Return who writes, a millisecond after the write before."""
        self.writes += 1
        return Editor("tester", self.by_now())

    def wrote(self, changes: int = 1) -> None:
        """Expect so many more changes: one a write, and one for each source it had to add."""
        self.changes += changes

    @invariant()
    def every_write_appended_one_change(self) -> None:
        if hasattr(self, "db"):
            assert self.count("changes") == self.changes

    @invariant()
    def every_law_holds_and_reading_changes_nothing(self) -> None:
        if not hasattr(self, "db"):
            return
        before = self.dump()
        for sort in ("created_at", "-published_on", "confidence"):
            list_claims(self.db, ClaimFilter(q="pump", source="Anna Hale"), sort=sort)
        list_changes(self.db)
        assert list(check(self.db)) == []
        assert self.dump() == before

    @invariant()
    def every_claim_is_known_as_it_was_at_every_time(self) -> None:
        if not hasattr(self, "db") or not self.writes:
            return
        rows = self.db.query("SELECT id, document FROM claims")
        self.seen[self.by_now()] = {row["id"]: row["document"] for row in rows}
        ids = {claim_id for claims in self.seen.values() for claim_id in claims}
        for at, claims in self.seen.items():
            for claim_id in ids:
                expected = None if claim_id in self.forgotten else claims.get(claim_id)
                try:
                    found = get_claim_as_of(self.db, claim_id, at).document
                except NotThen:
                    found = None
                assert found == expected

    @invariant()
    def every_version_is_in_the_history(self) -> None:
        if not hasattr(self, "db"):
            return
        for resource in ("article", "claim", "source"):
            for row in self.db.query(f"SELECT id, version FROM {resource}s"):
                page = list_history(self.db, resource, row["id"], sort="at", limit=200)
                versions = [json.loads(change.document)["version"] for change in page.rows]
                assert versions == list(range(1, row["version"] + 1))

    def by_now(self) -> str:
        """Return the time of the last write."""
        return f"2026-11-22T19:00:00.{self.writes:03}Z"

    def read_all(self) -> list[dict[str, Any]]:
        """Return every source that answers for itself, claim and article, without what each write moves."""
        documents = [json.loads(row.document) for row in list_sources(self.db, limit=200).rows]
        documents += [json.loads(row["document"]) for row in self.db.query("SELECT document FROM claims")]
        documents += [
            dict(get_article(self.db, row["id"])) for row in self.db.query("SELECT id FROM articles")
        ]
        moved = ("version", "updated_at")
        return [
            {name: value for name, value in document.items() if name not in moved} for document in documents
        ]

    def count(self, table: str) -> int:
        count: int = self.db.query(f"SELECT count(*) AS rows FROM {table}")[0]["rows"]
        return count

    def read_edited(self) -> list[tuple[str, str]]:
        rows = self.db.query(
            """
            SELECT id, document FROM claims
            WHERE edited = 1 OR analysis_id IS NULL
                OR key IN (SELECT claim_key FROM assessments WHERE withdrawn_at IS NULL)
            ORDER BY id
            """
        )
        return [(row["id"], row["document"]) for row in rows]

    def dump(self) -> dict[str, list[str]]:
        """Return every row of every table that is no index."""
        return {
            table: sorted(str(dict(row)) for row in self.db.query(f"SELECT * FROM {table}"))
            for table in TABLES
        }
