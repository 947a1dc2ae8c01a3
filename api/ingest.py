"""Where extraction meets storage: articles analysed and stored with the claims found in them."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Literal, cast

from api.descriptions import describe_text
from api.found_claims import PUBLISHER_KEY, Findings, find_claims, store_claims
from api.languages import language_of, why_not_analysed
from api.translation import read_letter
from extraction import model
from extraction.engine import Engine
from extraction.kinds import describe_mention
from extraction.notices import read_notices
from extraction.weights import Weights
from storage.article_rows import check_text
from storage.articles import add_article, add_revision, find_article, get_article
from storage.changes import Editor
from storage.characters import refuse
from storage.database import Database
from storage.documents import Analysis, Article, ArticleDraft, SourceDraft
from storage.errors import Conflict, Merged
from storage.revisions import digest
from storage.sources import find_or_add_source, get_source

Outcome = Literal["created", "revised", "unchanged"]


def prepare_article(
    db: Database,
    engine: Engine,
    draft: ArticleDraft,
    *,
    text: str,
    title: str | None = None,
    corrections: Sequence[str] | None = None,
    retrieved_at: str | None = None,
    weights: Weights | None = None,
) -> Callable[[Editor], tuple[str, Outcome]]:
    """Analyse an article, and return what stores it: a call that gives its id and what became of it.

    Who stores it is told then: a change tells when it was written, not when the analysis began. The same
    address (or, without one, no address) and words: "unchanged", nothing is written. The same address and
    other words: "revised", the description stays but for the language. Article, sources, analysis and claims
    are one transaction; the analysis is done by then. For an `id`, `draft["publisher"]` may have a `name` and
    `kind`. Confidence is computed with `weights`, or with the project's own.

    :raises LawBroken: the draft or the text is not an article's.
    :raises NotFound: there is no source of the publisher's id.
    """
    text, corrections = _complete_words(text, title, corrections)
    if known := _find_unchanged(db, draft, text, title):
        unchanged = known
        return lambda _: (unchanged, "unchanged")
    before = _find_by_address(db, draft)
    draft = describe_text(draft, text, language=before.get("language") if before else None)
    findings = _analyse(engine, _as_read(db, draft, text, title), draft.get("language"), weights)

    words = {"text": text, "title": title, "corrections": corrections, "retrieved_at": retrieved_at}

    def store(by: Editor) -> tuple[str, Outcome]:
        with db.transaction():
            # another client may have brought the same article meanwhile
            if known := _find_unchanged(db, draft, text, title):
                return known, "unchanged"
            article, outcome = _store_words(db, draft, words, findings, by)
            _record(db, article, findings, by)
        return article["id"], outcome

    return store


def prepare_revision(
    db: Database,
    engine: Engine,
    article_id: str,
    *,
    text: str,
    title: str | None = None,
    corrections: Sequence[str] | None = None,
    retrieved_at: str | None = None,
    weights: Weights | None = None,
) -> Callable[[Editor], Outcome]:
    """Analyse a newer title and text of an article, and return what stores them.

    That call is told who does, as in `prepare_article`, and gives "revised", or "unchanged" if the article
    has them.

    :raises NotFound: there is no such article.
    :raises LawBroken: the text is not an article's.
    """
    text, corrections = _complete_words(text, title, corrections)
    article = get_article(db, article_id, with_text=False)
    language = language_of(text, before=article.get("language"))
    findings = _analyse(engine, _as_read(db, article, text, title), language, weights)

    def store(by: Editor) -> Outcome:
        with db.transaction():
            if get_article(db, article_id, with_text=False)["revision"]["sha256"] == digest(title, text):
                return "unchanged"
            article = add_revision(
                db,
                article_id,
                text=text,
                title=title,
                corrections=corrections,
                not_analysed=findings.not_analysed,
                language=language,
                retrieved_at=retrieved_at,
                by=by,
            )
            _record(db, article, findings, by)
        return "revised"

    return store


def prepare_analysis(
    db: Database, engine: Engine, article_id: str, *, weights: Weights | None = None
) -> Callable[[Editor], Analysis]:
    """Analyse an article's current revision again, and return what stores the analysis and gives it.

    That call is told who does, as in `prepare_article`.

    :raises NotFound: there is no such article.
    :raises Conflict: it is not English, or was given a newer revision meanwhile.
    """
    article = get_article(db, article_id)
    text = article["text"]
    read = _as_read(db, article, text, article.get("title"))
    language = article.get("language") or language_of(text)
    findings = _analyse(engine, read, language, weights)
    if findings.not_analysed:
        raise Conflict(f"This article is in another language ({language}); English is read.")

    def store(by: Editor) -> Analysis:
        with db.transaction():
            current = get_article(db, article_id, with_text=False)
            if current["revision"]["number"] != article["revision"]["number"]:
                raise Conflict("The article was given a newer revision meanwhile; analyse that one.")
            _record(db, current, findings, by)
            return get_article(db, article_id, with_text=False)["analysis"]

    return store


def describe_publisher(db: Database, publisher: Mapping[str, Any] | None) -> model.Source | None:
    """Return a publisher, told by `id` or by `name` and perhaps `kind`, as extraction sees it; None for none.

    :raises NotFound: there is no source of this id.
    """
    if publisher is None:
        return None
    known = get_source(db, follow_merges(db, publisher["id"])) if "id" in publisher else publisher
    return model.Source(PUBLISHER_KEY, _publisher_kind(known), known["name"], reliability=read_letter(known))


def normalize_lines(text: str) -> str:
    """Return the text with every line end as a line feed, as it is stored and offsets count it."""
    return re.sub("\r\n?", "\n", text)


def follow_merges(db: Database, source_id: str) -> str:
    """Return the id of the source that answers for this one."""
    try:
        return get_source(db, source_id)["id"]
    except Merged as merged:
        return follow_merges(db, merged.into)


def _complete_words(
    text: str, title: str | None, corrections: Sequence[str] | None
) -> tuple[str, tuple[str, ...]]:
    """Return a text as it is stored, and its corrections, told or read from it.

    :raises LawBroken: they are not an article's.
    """
    text = normalize_lines(text)
    notes = read_notices(text).corrections if corrections is None else tuple(corrections)
    refuse(check_text(text, title, notes))
    return text, notes


def _find_by_address(db: Database, draft: ArticleDraft) -> Article | None:
    return find_article(db, url=draft["url"]) if "url" in draft else None


def _find_unchanged(db: Database, draft: ArticleDraft, text: str, title: str | None) -> str | None:
    """Return the id of the article that has this address, or none, and these words now."""
    sha256 = digest(title, text)
    found = find_article(db, url=draft["url"]) if "url" in draft else find_article(db, sha256=sha256)
    return found["id"] if found and found["revision"]["sha256"] == sha256 else None


def _store_words(
    db: Database, draft: ArticleDraft, words: dict[str, Any], findings: Findings, by: Editor
) -> tuple[Article, Outcome]:
    words = {**words, "not_analysed": findings.not_analysed}
    if found := _find_by_address(db, draft):
        return add_revision(db, found["id"], **words, language=draft.get("language"), by=by), "revised"
    return add_article(db, _with_publisher_id(db, draft, by), **words, by=by), "created"


def _with_publisher_id(db: Database, draft: ArticleDraft, by: Editor) -> ArticleDraft:
    """Return the draft with a publisher that was told by name found or added."""
    publisher: Mapping[str, Any] | None = draft.get("publisher")
    if publisher is None:
        return draft
    if "id" in publisher:
        return {**draft, "publisher": {"id": follow_merges(db, publisher["id"])}}
    named: SourceDraft = {"kind": _publisher_kind(publisher), "name": publisher["name"]}
    return {**draft, "publisher": {"id": find_or_add_source(db, named, by=by)}}


def _publisher_kind(publisher: Mapping[str, Any]) -> model.SourceKind:
    """Return the kind as told; else a known agency is one, and whoever publishes is an outlet."""
    if "kind" in publisher:
        return cast(model.SourceKind, publisher["kind"])
    return "news_agency" if describe_mention(publisher["name"]).kind == "news_agency" else "outlet"


def _as_read(db: Database, told: Mapping[str, Any], text: str, title: str | None) -> model.Article:
    """Return what extraction needs to know of an article; `told` is its draft or its document."""
    publisher = describe_publisher(db, told.get("publisher"))
    return model.Article(
        text, title, publisher, told.get("published_on"), tuple(told.get("image_credits", ()))
    )


def _analyse(
    engine: Engine, article: model.Article, language: str | None, weights: Weights | None
) -> Findings:
    not_analysed = why_not_analysed(language)
    claims = [] if not_analysed else find_claims(article, engine.find_attributions(article.text))
    return Findings(engine, article, claims, weights, not_analysed)


def _record(db: Database, article: Article, findings: Findings, by: Editor) -> None:
    """Store the analysis with its claims and their sources; a text nobody could read has none."""
    if findings.not_analysed:
        return
    store_claims(db, findings, article, by=by)
