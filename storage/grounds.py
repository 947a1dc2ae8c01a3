"""What claims stand on, and the laws a draft must keep to stand there."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from storage.characters import Problems
from storage.database import Database, Record
from storage.documents import ClaimDraft
from storage.errors import NotFound
from storage.laws import check_claim
from storage.revisions import IS_UNREAD
from storage.source_rows import find_survivors


@dataclass(frozen=True, slots=True)
class Ground:
    """What claims stand on: one revision of an article, and what they copy from the article.

    `unread` is the article's current revision, where it was not read by an engine, and why.
    """

    article_id: str
    revision: int
    text: str
    title: str | None
    publisher_id: str
    published_on: str | None
    published_at: str | None
    unread: tuple[int, str] | None = None


def get_ground(db: Database, article_id: str, revision: int | None = None) -> Ground:
    """Return what claims of an article stand on: its current revision, or the one of that number.

    :raises NotFound: if there is no such article
    """
    row = db.find(
        f"""
        SELECT articles.id, revisions.number, revisions.text, revisions.title, articles.publisher_id,
            articles.published_on, articles.published_at, unread.number AS unread_revision,
            unread.not_analysed AS unread_because
        FROM articles JOIN revisions ON revisions.article_id = articles.id
            LEFT JOIN revisions AS unread ON unread.article_id = articles.id AND {IS_UNREAD}
        WHERE articles.id = :id AND revisions.number = coalesce(:number, revisions.number)
        ORDER BY revisions.number DESC LIMIT 1
        """,
        {"id": article_id, "number": revision},
    )
    if row is None:
        raise NotFound("article", article_id)
    return Ground(
        row["id"],
        row["number"],
        row["text"],
        row["title"],
        row["publisher_id"],
        row["published_on"],
        row["published_at"],
        None if row["unread_revision"] is None else (row["unread_revision"], row["unread_because"]),
    )


def check_drafts(db: Database, drafts: Sequence[ClaimDraft], ground: Ground) -> list[Problems]:
    """Return, for each draft, every law it breaks, those that need the store included."""
    found = [check_claim(draft, ground.text, ground.title) for draft in drafts]
    sound = [draft for draft, problems in zip(drafts, found, strict=True) if not problems]
    credited = {hop["source"]["id"] for draft in sound for hop in draft["attribution"]}
    survivors = find_survivors(db, {ground.publisher_id, *credited})
    return [
        problems or check_sources(draft, ground, survivors)
        for draft, problems in zip(drafts, found, strict=True)
    ]


def check_sources(draft: ClaimDraft, ground: Ground, survivors: Mapping[str, Record]) -> Problems:
    """Return which laws a draft breaks by whom it credits.

    `survivors` are those of its sources and of its article's publisher.
    """
    problems: Problems = []
    for index, hop in enumerate(draft["attribution"]):
        path = ("attribution", index, "source", "id")
        source = survivors.get(hop["source"]["id"])
        if source is None:
            problems.append((path, "There is no such source."))
        elif source["article_id"] not in (None, ground.article_id):
            problems.append((path, "This anonymous source is another article's."))
        elif hop["role"] == "publisher" and source["id"] != survivors[ground.publisher_id]["id"]:
            problems.append((path, "The publisher is the article's."))
    return problems
