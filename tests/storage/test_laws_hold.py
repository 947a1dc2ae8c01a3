"""The laws of the model hold after any sequence of writes: a machine that writes at random, and looks."""

import json
import shutil
import tempfile
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, initialize, invariant, rule

from storage import open_storage
from storage.analyses import record_analysis
from storage.articles import add_article, add_revision, get_article, remove_article, replace_article
from storage.changes import list_changes
from storage.checks import check
from storage.claim_lists import ClaimFilter, list_claims
from storage.claims import add_claim, get_claim, remove_claim, replace_claim
from storage.errors import Conflict, LawBroken, Merged, NotFound
from storage.migrations import migrate
from storage.source_merges import merge_sources
from storage.sources import find_or_add_source, get_source, replace_source
from storage.vocabulary import SOURCE_KINDS, STATUSES
from tests.storage.builders import BY, LATER, TEXT, a_chain, a_claim, a_confidence

WORDS = ("The pump failed 🚰 at noon", "The council denied it", "Nobody had checked the valve")
NAMES = ("Anna Hale", "ANNA  HALE", "Hale", "Brackwater Water", "Ünal Öz", "Reuters")
NAMED_KINDS = tuple(kind for kind in SOURCE_KINDS if kind != "anonymous")
DATES = st.sampled_from([{}, {"published_on": "2016-09-03"}, {"published_on": "2016-09-04"}])
GONE = (NotFound, Merged)


class Writing(RuleBasedStateMachine):
    articles: Bundle[str] = Bundle("articles")
    sources: Bundle[str] = Bundle("sources")
    claims: Bundle[str] = Bundle("claims")

    @initialize()
    def open(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="whosaid-laws-"))
        self.db = open_storage(f"sqlite:///{self.folder}/laws.sqlite")
        migrate(self.db)
        self.texts = 0
        self.changes = 0

    def teardown(self) -> None:
        if hasattr(self, "db"):
            self.db.close()
            shutil.rmtree(self.folder)

    def wrote(self, changes: int = 1) -> None:
        """Expect so many more changes: one a write, and one for each source it had to add."""
        self.changes += changes

    @rule(target=articles, draft=DATES)
    def publish(self, draft: dict[str, str]) -> str:
        self.texts += 1
        sources = self.count("sources")
        text = f"{TEXT} {self.texts}"
        article = add_article(self.db, {"text_origin": "published", **draft}, text=text, by=BY)
        self.wrote(1 + self.count("sources") - sources)
        return article["id"]

    @rule(target=sources, kind=st.sampled_from(NAMED_KINDS), name=st.sampled_from(NAMES))
    def meet(self, kind: str, name: str) -> str:
        sources = self.count("sources")
        source_id = find_or_add_source(self.db, {"kind": kind, "name": name}, by=BY)
        self.wrote(self.count("sources") - sources)
        return source_id

    @rule(target=sources, article_id=articles)
    def meet_anonymous(self, article_id: str) -> str:
        anonymity: Any = {
            "descriptor": "one official",
            "category": "other",
            "number": "one",
            "knowledge": "told",
        }
        draft: Any = {
            "kind": "anonymous",
            "name": "one official",
            "anonymity": anonymity,
            "article_id": article_id,
        }
        try:
            source_id = find_or_add_source(self.db, draft, by=BY)
        except LawBroken:
            return "gone"
        self.wrote()
        return source_id

    @rule(
        target=claims,
        article_id=articles,
        chain=st.lists(sources, max_size=3),
        words=st.sampled_from(WORDS),
        score=st.none() | st.integers(0, 100),
    )
    def claim(self, article_id: str, chain: list[str], words: str, score: int | None) -> str:
        try:
            article = get_article(self.db, article_id)
            row = add_claim(self.db, article_id, a_claim(article, *chain, words=words, score=score), by=BY)
        except (NotFound, LawBroken):
            return "gone"
        self.wrote()
        return row.id

    @rule(
        article_id=articles,
        chain=st.lists(sources, max_size=2),
        words=st.lists(st.sampled_from(WORDS), unique=True),
    )
    def analyse(self, article_id: str, chain: list[str], words: list[str]) -> None:
        edited = self.read_edited()
        extraction: Any = {"probability": 0.5}
        try:
            article = get_article(self.db, article_id)
            drafts = [a_claim(article, *chain, words=one, extraction=extraction) for one in words]
            record_analysis(self.db, article_id, engine="rules", version="1", claims=drafts, by=LATER)
        except (NotFound, LawBroken):
            return
        self.wrote()
        assert self.read_edited() == edited

    @rule(claim_id=claims, status=st.sampled_from(STATUSES), chain=st.none() | st.lists(sources, max_size=2))
    def edit(self, claim_id: str, status: str, chain: list[str] | None) -> None:
        try:
            row = get_claim(self.db, claim_id)
            document = json.loads(row.document)
            if chain is not None:
                document["attribution"] = a_chain(get_article(self.db, document["article_id"]), *chain)
            draft = {**document, "status": status, "confidence": a_confidence(40)}
            after = replace_claim(self.db, claim_id, draft, expected_version=row.version, by=LATER)
        except (NotFound, LawBroken):
            return
        self.wrote(after.version - row.version)

    @rule(claim_id=consumes(claims))
    def withdraw(self, claim_id: str) -> None:
        try:
            remove_claim(self.db, claim_id, expected_version=get_claim(self.db, claim_id).version, by=LATER)
        except NotFound:
            return
        self.wrote()

    @rule(source_id=sources, kind=st.sampled_from(NAMED_KINDS), name=st.sampled_from(NAMES))
    def rename(self, source_id: str, kind: str, name: str) -> None:
        try:
            source = get_source(self.db, source_id)
            draft: Any = {"kind": kind, "name": name}
            after = replace_source(self.db, source_id, draft, expected_version=source["version"], by=LATER)
        except (*GONE, Conflict):
            return
        self.wrote(after["version"] - source["version"])

    @rule(source_id=sources, into=sources)
    def merge(self, source_id: str, into: str) -> None:
        try:
            version = get_source(self.db, source_id)["version"]
            merge_sources(self.db, source_id, into=into, expected_version=version, by=LATER)
        except (*GONE, Conflict, LawBroken):
            return
        self.wrote()

    @rule(article_id=articles, draft=DATES, publisher=st.none() | sources)
    def describe(self, article_id: str, draft: dict[str, str], publisher: str | None) -> None:
        reference: Any = {"publisher": {"id": publisher}} if publisher else {}
        sources = self.count("sources")
        try:
            article = get_article(self.db, article_id)
            after = replace_article(
                self.db,
                article_id,
                {"text_origin": "published", **draft, **reference},
                expected_version=article["version"],
                by=LATER,
            )
        except (NotFound, LawBroken):
            return
        self.wrote(after["version"] - article["version"] + self.count("sources") - sources)

    @rule(article_id=articles)
    def revise(self, article_id: str) -> None:
        self.texts += 1
        try:
            add_revision(self.db, article_id, text=f"Corrected. {TEXT} {self.texts}", by=LATER)
        except NotFound:
            return
        self.wrote()

    @rule(article_id=consumes(articles))
    def retract(self, article_id: str) -> None:
        version = get_article(self.db, article_id)["version"]
        remove_article(self.db, article_id, expected_version=version, by=LATER)
        self.wrote()

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

    def count(self, table: str) -> int:
        count: int = self.db.query(f"SELECT count(*) FROM {table}")[0][0]
        return count

    def read_edited(self) -> list[tuple[str, str]]:
        rows = self.db.query(
            "SELECT id, document FROM claims WHERE edited = 1 OR analysis_id IS NULL ORDER BY id"
        )
        return [(row["id"], row["document"]) for row in rows]

    def dump(self) -> tuple[bytes, bytes]:
        wal = self.folder / "laws.sqlite-wal"
        return (self.folder / "laws.sqlite").read_bytes(), wal.read_bytes() if wal.exists() else b""


Writing.TestCase.settings = settings(
    max_examples=12,
    stateful_step_count=20,
    deadline=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)
test_every_law_holds_after_any_writes = Writing.TestCase
