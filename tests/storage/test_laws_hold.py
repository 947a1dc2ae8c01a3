"""The laws of the model hold after any sequence of writes: a machine that writes at random, and looks."""

import json
from contextlib import suppress
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    consumes,
    rule,
    run_state_machine_as_test,
)

from storage.analyses import record_analysis
from storage.articles import add_article, add_revision, get_article, remove_article, replace_article
from storage.assessments import add_assessment, get_assessment, withdraw_assessment
from storage.claims import add_claim, get_claim, remove_claim, replace_claim
from storage.clock import now
from storage.errors import Conflict, LawBroken, Merged, NoLongerKept, NotFound
from storage.idempotency import KeptAnswer, KeyedRequest, keep_answer, lease_key
from storage.reliability import add_reliability, withdraw_reliability
from storage.source_merges import get_merge, merge_sources
from storage.sources import find_or_add_source, get_source, replace_source
from storage.undone_merges import unmerge_source
from storage.vocabulary import SOURCE_KINDS, STATUSES
from tests.storage.builders import TEXT, a_chain, a_claim, a_confidence, an_assessment
from tests.storage.watched_store import WatchedStore
from tests.stores import Stores

WORDS = ("The pump failed 🚰 at noon", "The council denied it", "Nobody had checked the valve")
NAMES = ("Anna Hale", "ANNA  HALE", "Hale", "Brackwater Water", "Ünal Öz", "Reuters")
NAMED_KINDS = tuple(kind for kind in SOURCE_KINDS if kind != "anonymous")
DATES = st.sampled_from([{}, {"published_on": "2016-09-03"}, {"published_on": "2016-09-04"}])
GONE = (NotFound, Merged)


class Writing(WatchedStore):
    articles: Bundle[str] = Bundle("articles")
    sources: Bundle[str] = Bundle("sources")
    claims: Bundle[str] = Bundle("claims")
    assessments: Bundle[tuple[str, str]] = Bundle("assessments")

    @rule(target=articles, draft=DATES)
    def publish(self, draft: dict[str, str]) -> str:
        self.texts += 1
        sources = self.count("sources")
        text = f"{TEXT} {self.texts}"
        article = add_article(self.db, {"text_origin": "published", **draft}, text=text, by=self.by())
        self.wrote(1 + self.count("sources") - sources)
        return article["id"]

    @rule(article_id=articles, key=st.sampled_from("ab"))
    def answer_with_key(self, article_id: str, key: str) -> None:
        request = KeyedRequest("api", "POST", f"/v1/articles/{article_id}/revisions", key, "0" * 64)
        answer = KeptAnswer(201, [], TEXT.encode())
        with suppress(NoLongerKept):
            lease = lease_key(self.db, request, at=now(), seconds=60)
            if isinstance(lease, str):
                keep_answer(self.db, request, lease, answer, at=now(), resource_id=article_id)

    @rule(target=sources, kind=st.sampled_from(NAMED_KINDS), name=st.sampled_from(NAMES))
    def meet(self, kind: str, name: str) -> str:
        sources = self.count("sources")
        source_id = find_or_add_source(self.db, {"kind": kind, "name": name}, by=self.by())
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
            source_id = find_or_add_source(self.db, draft, by=self.by())
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
            row = add_claim(
                self.db, article_id, a_claim(article, *chain, words=words, score=score), by=self.by()
            )
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
            record_analysis(self.db, article_id, engine="rules", version="1", claims=drafts, by=self.by())
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
            after = replace_claim(self.db, claim_id, draft, expected_version=row.version, by=self.by())
        except (NotFound, LawBroken):
            return
        self.wrote(after.version - row.version)

    @rule(
        target=assessments,
        claim_id=claims,
        opinion=st.sampled_from([("dni", "Likely"), ("icd_203", "likely"), ("admiralty_credibility", "6")]),
    )
    def assess(self, claim_id: str, opinion: tuple[str, str]) -> tuple[str, str]:
        try:
            before = get_claim(self.db, claim_id)
            found = add_assessment(self.db, claim_id, an_assessment(*opinion), by=self.by())
        except NotFound:
            return "gone", "gone"
        self.wrote()
        assert get_claim(self.db, claim_id) == before
        return claim_id, found["id"]

    @rule(opinion=assessments)
    def withdraw_opinion(self, opinion: tuple[str, str]) -> None:
        with suppress(NotFound, Conflict):
            version = get_assessment(self.db, *opinion)["version"]
            withdraw_assessment(self.db, *opinion, reason="No.", expected_version=version, by=self.by())
            self.wrote()

    @rule(source_id=sources, letter=st.sampled_from("ABCDEF"))
    def judge(self, source_id: str, letter: str) -> None:
        with suppress(*GONE):
            add_reliability(
                self.db,
                source_id,
                letter=letter,
                assessed_on="2026-11-20",
                reason="Its record.",
                by=self.by(),
            )
            self.wrote()

    @rule(source_id=sources)
    def judge_no_more(self, source_id: str) -> None:
        with suppress(*GONE):
            if standing := get_source(self.db, source_id).get("reliability"):
                withdraw_reliability(
                    self.db, source_id, standing["id"], reason="No.", expected_version=1, by=self.by()
                )
                self.wrote()

    @rule(claim_id=consumes(claims))
    def withdraw(self, claim_id: str) -> None:
        try:
            remove_claim(
                self.db, claim_id, expected_version=get_claim(self.db, claim_id).version, by=self.by()
            )
        except NotFound:
            return
        self.wrote()

    @rule(source_id=sources, kind=st.sampled_from(NAMED_KINDS), name=st.sampled_from(NAMES))
    def rename(self, source_id: str, kind: str, name: str) -> None:
        try:
            source = get_source(self.db, source_id)
            draft: Any = {"kind": kind, "name": name}
            after = replace_source(
                self.db, source_id, draft, expected_version=source["version"], by=self.by()
            )
        except (*GONE, Conflict):
            return
        self.wrote(after["version"] - source["version"])

    @rule(source_id=sources, into=sources)
    def merge(self, source_id: str, into: str) -> None:
        try:
            version = get_source(self.db, source_id)["version"]
            merge_sources(self.db, source_id, into=into, expected_version=version, by=self.by())
        except (*GONE, Conflict, LawBroken):
            return
        self.wrote()

    @rule(source_id=sources)
    def unmerge(self, source_id: str) -> None:
        try:
            get_source(self.db, source_id)
        except Merged as merged:
            version = get_merge(self.db, merged.into, source_id)["version"]
            try:
                unmerge_source(
                    self.db, source_id, survivor_id=merged.into, expected_version=version, by=self.by()
                )
            except Conflict:
                return
            self.wrote()
        except NotFound:
            return

    @rule(source_id=sources, into=sources)
    def merge_and_undo(self, source_id: str, into: str) -> None:
        before = self.read_all()
        try:
            version = get_source(self.db, source_id)["version"]
            merge_sources(self.db, source_id, into=into, expected_version=version, by=self.by())
        except (*GONE, Conflict, LawBroken):
            return
        unmerge_source(self.db, source_id, survivor_id=into, expected_version=version + 1, by=self.by())
        self.wrote(2)
        assert self.read_all() == before

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
                by=self.by(),
            )
        except (NotFound, LawBroken):
            return
        self.wrote(after["version"] - article["version"] + self.count("sources") - sources)

    @rule(article_id=articles)
    def revise(self, article_id: str) -> None:
        self.texts += 1
        try:
            add_revision(self.db, article_id, text=f"Corrected. {TEXT} {self.texts}", by=self.by())
        except NotFound:
            return
        self.wrote()

    @rule(article_id=consumes(articles))
    def retract(self, article_id: str) -> None:
        version = get_article(self.db, article_id)["version"]
        self.forgotten |= {
            claim_id
            for claims in self.seen.values()
            for claim_id, document in claims.items()
            if json.loads(document)["article_id"] == article_id
        }
        remove_article(self.db, article_id, expected_version=version, by=self.by())
        self.wrote()


def test_every_law_holds_after_any_writes(stores: Stores, tmp_path: Path) -> None:
    run_state_machine_as_test(
        lambda: Writing(stores, tmp_path),
        settings=settings(
            max_examples=12,
            stateful_step_count=20,
            deadline=None,
            derandomize=True,
            suppress_health_check=list(HealthCheck),
        ),
    )
