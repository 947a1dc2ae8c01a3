"""Articles: add, get, find, revise, replace and remove documents as published."""

from collections.abc import Sequence
from typing import Any

from storage.article_lists import list_articles as list_articles
from storage.article_rows import check_article, check_text, find_article_row, make_article_row, make_articles
from storage.changes import Editor, append_change, find_differences
from storage.characters import refuse
from storage.claim_documents import mark_claims, refresh_claims
from storage.database import Database, Record
from storage.documents import Article, ArticleDraft
from storage.errors import Conflict, LawBroken, NotFound, VersionMismatch
from storage.idempotency import remove_answers_of
from storage.identifiers import new_id
from storage.revisions import digest, get_revision, insert_revision
from storage.source_rows import find_survivors
from storage.sources import UNNAMED_PUBLISHER, find_or_add_source, remove_sources_of
from storage.urls import normalize_url
from storage.versions import forget_claims_of, record_versions

# What claims copy from their article, or show of it.
_SHOWN_BY_CLAIMS = ("publisher_id", "published_on", "published_at")


def add_article(
    db: Database,
    draft: ArticleDraft,
    *,
    text: str,
    title: str | None = None,
    retrieved_at: str | None = None,
    corrections: Sequence[str] = (),
    not_analysed: str | None = None,
    by: Editor,
    identifier: str | None = None,
) -> Article:
    """Add an article with its first revision, retrieved now unless told otherwise.

    Without a publisher, "unnamed publisher" stands for the one nobody knows. `not_analysed` says why no
    analysis is going to follow, where there is a reason.

    :raises Conflict: if there is one at the same address or, for one without address, of the same words
    :raises LawBroken: if the draft or the text is not an article's
    """
    refuse(check_article(draft) + check_text(text, title, corrections))
    article_id = identifier or new_id()
    with db.transaction():
        refuse_known(db, draft, digest(title, text))
        if identifier and find_article_row(db, "articles.id = :id", {"id": identifier}):
            raise Conflict("There is an article of this id.", existing=article_id)
        columns = make_article_row(draft, find_publisher_id(db, draft, by))
        insert_article(db, article_id, columns, created_at=by.at)
        insert_revision(
            db,
            article_id,
            1,
            text=text,
            title=title,
            retrieved_at=retrieved_at or by.at,
            corrections=corrections,
            not_analysed=not_analysed,
        )
        article = get_article(db, article_id, with_text=False)
        append_change(db, by, "add", "article", article_id, 1, after=without_words(article))
        return _with_text(article, text)


def find_article(db: Database, *, url: str | None = None, sha256: str | None = None) -> Article | None:
    """Return the article at an address, or one without address of these current words, or None.

    :raises ValueError: if `url` is no address
    """
    if url is not None:
        row = find_article_row(db, "articles.normalized_url = :url", {"url": normalize_url(url)})
    else:
        row = find_article_row(
            db, "revisions.sha256 = :sha256 AND articles.normalized_url IS NULL", {"sha256": sha256}
        )
    return None if row is None else _with_current_text(db, make_articles(db, [row])[0])


def get_article(db: Database, article_id: str, *, with_text: bool = True) -> Article:
    """Return an article with its current revision and newest analysis.

    :raises NotFound: if there is none
    """
    article = make_articles(db, [_get_row(db, article_id)])[0]
    return _with_current_text(db, article) if with_text else article


def add_revision(
    db: Database,
    article_id: str,
    *,
    text: str,
    title: str | None = None,
    retrieved_at: str | None = None,
    corrections: Sequence[str] = (),
    not_analysed: str | None = None,
    language: str | None = None,
    expected_version: int | None = None,
    by: Editor,
) -> Article:
    """Add a revision, unless title and text are those of the current one; claims stay where they stand.

    `not_analysed` is as in `add_article`; with it, active claims tell of this revision. `language` is the
    new text's, None where that is open.

    :raises NotFound: if there is no such article
    :raises VersionMismatch: if it is not at `expected_version`
    :raises LawBroken: if the text is not an article's
    """
    refuse(check_text(text, title, corrections))
    with db.transaction():
        row = _get_row(db, article_id, expected_version)
        if row["sha256"] == digest(title, text):
            return get_article(db, article_id)
        insert_revision(
            db,
            article_id,
            row["number"] + 1,
            text=text,
            title=title,
            retrieved_at=retrieved_at or by.at,
            corrections=corrections,
            not_analysed=not_analysed,
        )
        assignment = {"language": language, "id": article_id}
        db.execute("UPDATE articles SET language = :language WHERE id = :id", assignment)
        bump_article(db, article_id, by)
        mark_claims(db, article_id, at=by.at)
        article = get_article(db, article_id, with_text=False)
        before, after = find_differences(without_words(make_articles(db, [row])[0]), without_words(article))
        append_change(db, by, "revise", "article", article_id, article["version"], before=before, after=after)
        return _with_text(article, text)


def replace_article(
    db: Database, article_id: str, draft: ArticleDraft, *, expected_version: int, by: Editor
) -> Article:
    """Replace an article's description, and what its claims show of it.

    Nothing is written where nothing differs. A new publisher takes the old one's place at the end of every
    chain, and computed confidences become stale.

    :raises NotFound: if there is no such article
    :raises VersionMismatch: if it is not at `expected_version`
    :raises Conflict: if another article stands at the new address
    :raises LawBroken: if the draft is not an article's
    """
    refuse(check_article(draft))
    with db.transaction():
        row = _get_row(db, article_id, expected_version)
        columns = make_article_row(draft, find_publisher_id(db, draft, by, credited=row["publisher_id"]))
        changed = {name for name, value in columns.items() if row[name] != value}
        if not changed:
            return get_article(db, article_id)
        if "normalized_url" in changed:
            refuse_known(db, draft, row["sha256"])
        assignments = ", ".join(f"{name} = :{name}" for name in columns)
        db.execute(f"UPDATE articles SET {assignments} WHERE id = :id", {**columns, "id": article_id})
        bump_article(db, article_id, by)
        if changed.intersection(_SHOWN_BY_CLAIMS):
            _rewrite_claims(db, article_id, by, stale="publisher_id" in changed)
        article = get_article(db, article_id, with_text=False)
        before, after = find_differences(make_articles(db, [row])[0], article)
        append_change(
            db, by, "replace", "article", article_id, article["version"], before=before, after=after
        )
        return _with_current_text(db, article)


def remove_article(db: Database, article_id: str, *, expected_version: int, by: Editor) -> None:
    """Remove an article with its revisions, analyses, claims and anonymous sources, as one change.

    The change keeps the article's description and the ids of its claims and sources, not its text; answers
    kept for retries lose what they show of it. A source said to be possibly the same as one of them changes
    too.

    :raises NotFound: if there is no such article
    :raises VersionMismatch: if it is not at `expected_version`
    """
    with db.transaction():
        row = _get_row(db, article_id, expected_version)
        of_article = {"id": article_id}
        claims = db.query("SELECT id, version FROM claims WHERE article_id = :id ORDER BY id", of_article)
        before = {**without_words(make_articles(db, [row])[0]), "claims": [claim["id"] for claim in claims]}
        # Revisions take analyses along, claims their fragments, hops and assessments.
        db.execute("DELETE FROM claims WHERE article_id = :id", of_article)
        before["sources"] = remove_sources_of(db, article_id, by)
        forget_claims_of(db, article_id, {claim["id"]: claim["version"] for claim in claims})
        db.execute("DELETE FROM articles WHERE id = :id", of_article)
        remove_answers_of(db, article_id)
        append_change(db, by, "remove", "article", article_id, row["version"], before=before)


def bump_article(db: Database, article_id: str, by: Editor) -> None:
    """Give an article its next version."""
    db.execute(
        "UPDATE articles SET version = version + 1, updated_at = :at WHERE id = :id",
        {"id": article_id, "at": by.at},
    )
    record_versions(db, "article", [article_id])


def without_words(article: Article) -> dict[str, Any]:
    """Return what the history keeps of an article: none of its text, and so no correction it prints."""
    return {name: value for name, value in article.items() if name != "corrections"}


def refuse_known(db: Database, draft: ArticleDraft, sha256: str) -> None:
    """Make sure that no other article stands at the same address or, without one, has the same words.

    :raises Conflict: if one does or has
    """
    known = find_article(db, url=draft.get("url"), sha256=sha256)
    if known is not None:
        raise Conflict("This article is already here.", existing=known["id"])


def find_publisher_id(db: Database, draft: ArticleDraft, by: Editor, *, credited: str | None = None) -> str:
    """Return the publisher's id; the one credited so far is kept where it is still meant."""
    publisher = draft.get("publisher")
    if publisher is None:
        found_id = find_or_add_source(db, UNNAMED_PUBLISHER, by=by)
    else:
        found_id = publisher["id"]
    survivors = find_survivors(db, [found_id, credited or found_id])
    if found_id not in survivors:
        raise LawBroken([(("publisher", "id"), "There is no such source.")])
    if survivors[found_id]["kind"] == "anonymous":
        raise LawBroken([(("publisher", "id"), "A publisher is not anonymous.")])
    if credited is not None and survivors[credited]["id"] == survivors[found_id]["id"]:
        return credited
    return found_id


def insert_article(
    db: Database,
    article_id: str,
    columns: dict[str, object],
    *,
    created_at: str,
    updated_at: str | None = None,
    version: int = 1,
) -> None:
    """Insert an article's row."""
    ages = {"created_at": created_at, "updated_at": updated_at or created_at}
    row = {"id": article_id, "version": version, **columns, **ages}
    db.execute(
        f"INSERT INTO articles ({', '.join(row)}) VALUES ({', '.join(f':{name}' for name in row)})", row
    )


def _get_row(db: Database, article_id: str, expected_version: int | None = None) -> Record:
    row = find_article_row(db, "articles.id = :id", {"id": article_id})
    if row is None:
        raise NotFound("article", article_id)
    if expected_version is not None and row["version"] != expected_version:
        raise VersionMismatch(expected_version, row["version"])
    return row


def _with_current_text(db: Database, article: Article) -> Article:
    return _with_text(article, get_revision(db, article["id"], article["revision"]["number"])["text"])


def _with_text(article: Article, text: str) -> Article:
    """Return the article with its current revision's text, before its publisher."""
    fields = list(article.items())
    place = list(article).index("publisher")
    return dict([*fields[:place], ("text", text), *fields[place:]])  # type: ignore[return-value]  # in order


def _rewrite_claims(db: Database, article_id: str, by: Editor, *, stale: bool) -> None:
    """Write into an article's claims what they show of it."""
    of_article = {"article_id": article_id}
    db.execute(
        """
        UPDATE hops SET source_id = (SELECT publisher_id FROM articles WHERE id = :article_id)
        WHERE role = 'publisher' AND claim_key IN (SELECT key FROM claims WHERE article_id = :article_id)
        """,
        of_article,
    )
    db.execute(
        """
        UPDATE claims SET (published_on, published_at) =
            (SELECT published_on, published_at FROM articles WHERE id = :article_id)
        WHERE article_id = :article_id
        """,
        of_article,
    )
    keys = [
        row["key"] for row in db.query("SELECT key FROM claims WHERE article_id = :article_id", of_article)
    ]
    refresh_claims(db, keys, at=by.at, stale=stale)
