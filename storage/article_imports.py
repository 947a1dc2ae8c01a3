"""Articles from another store: brought with their id, version, dates and every revision, and never twice."""

from collections.abc import Sequence
from typing import Literal

from storage.article_rows import check_article, check_text, make_article_row
from storage.articles import (
    find_publisher_id,
    get_article,
    insert_article,
    refuse_known,
    without_words,
)
from storage.changes import Editor, append_additions
from storage.characters import Problems, refuse
from storage.contradictions import find_contradictions
from storage.database import Database
from storage.documents import Article, Revision, to_json
from storage.errors import Conflict, LawBroken, NotFound
from storage.pages import Row
from storage.revisions import digest, insert_revision
from storage.source_rows import find_survivors
from storage.versions import find_known


def import_article(
    db: Database, article: Article, earlier: Sequence[Revision] = (), *, by: Editor
) -> Literal["created", "unchanged"]:
    """Store an article with its text as another store had it, unless it is here and says the same.

    `earlier` are its revisions before the current one, with their texts.

    :raises Conflict: if another article, or a removed one, has the id, or another one the address or words
    :raises LawBroken: if it is no article, names what is not here, or would be stored otherwise
    """
    _refuse_unsound(article, earlier)
    article_id, revision = article["id"], article["revision"]
    with db.part():
        publishers = find_survivors(db, [article["publisher"]["id"]])
        answering = {source_id: row["id"] for source_id, row in publishers.items()}
        try:
            if not find_contradictions(article, get_article(db, article_id), answering):
                return "unchanged"
            raise Conflict("Another version of this article is here.", article_id)
        except NotFound:
            if find_known(db, "article", [article_id]):
                raise Conflict("An article of this id was here and was removed.", article_id) from None
        refuse_known(db, article, revision["sha256"])
        insert_article(
            db,
            article_id,
            make_article_row(article, find_publisher_id(db, article, by)),
            version=article["version"],
            created_at=article["created_at"],
            updated_at=article["updated_at"],
        )
        for one in earlier:
            _insert_revision(db, article_id, one, one)
        _insert_revision(db, article_id, revision, article, not_analysed=article.get("not_analysed"))
        _insert_analysis(db, article, by)
        refuse(find_contradictions(article, get_article(db, article_id), answering))
        stored = get_article(db, article_id, with_text=False)
        kept = Row(article_id, stored["version"], to_json(without_words(stored)))
        append_additions(db, by, "article", [kept], action="import")
    return "created"


def _insert_revision(
    db: Database,
    article_id: str,
    told: Revision,
    words: Article | Revision,
    *,
    not_analysed: str | None = None,
) -> None:
    insert_revision(
        db,
        article_id,
        told["number"],
        text=words["text"],
        title=words.get("title"),
        retrieved_at=told["retrieved_at"],
        corrections=words.get("corrections", ()),
        not_analysed=not_analysed,
    )


def _refuse_unsound(article: Article, earlier: Sequence[Revision]) -> None:
    problems = check_article(article) + check_text(
        article["text"], article.get("title"), article.get("corrections", ())
    )
    numbers = [*(one["number"] for one in earlier), article["revision"]["number"]]
    if numbers != list(range(1, len(numbers) + 1)):
        detail = "All revisions before the current one are here, from number 1 on and in order."
        problems.append((("earlier_revisions",), detail))
    for index, one in enumerate(earlier):
        problems += _check_revision(one, index)
    refuse(problems)


def _check_revision(revision: Revision, index: int) -> Problems:
    path = ("earlier_revisions", index)
    text, title = revision["text"], revision.get("title")
    found = check_text(text, title, revision.get("corrections", ()))
    problems: Problems = [((*path, *place), detail) for place, detail in found]
    if not problems and revision["sha256"] != digest(title, text):
        problems.append(((*path, "sha256"), "This is not the digest of its title and text."))
    if not problems and revision["length"] != len(text):
        problems.append(((*path, "length"), f"The text has {len(text)} code points."))
    return problems


def _insert_analysis(db: Database, article: Article, by: Editor) -> None:
    if "analysis" not in article:
        return
    analysis = {**article["analysis"], "article_id": article["id"]}
    if db.find("SELECT 1 FROM analyses WHERE id = :id", {"id": analysis["id"]}):
        raise LawBroken([(("analysis", "id"), "The analysis of this id is another article's here.")])
    if not 1 <= article["analysis"]["revision"] <= article["revision"]["number"]:
        raise LawBroken([(("analysis", "revision"), "The article has no such revision.")])
    db.execute(
        """
        INSERT INTO analyses (id, article_id, revision, engine, version, at)
        VALUES (:id, :article_id, :revision, :engine, :version, :at)
        """,
        analysis,
    )
    append_additions(db, by, "analysis", [Row(str(analysis["id"]), 1, to_json(analysis))], action="import")
