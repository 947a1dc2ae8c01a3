"""The seed articles, sources and claims: loaded once, all or nothing, and never over what people did."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from marshmallow import Schema

from api.hand_made_claims import hand_made_claim
from api.ingest import follow_merges, normalize_lines
from api.problems import InvalidRequest
from api.schemas.articles import ArticleInput
from api.schemas.claims import ClaimInput
from api.schemas.sources import SourceInput
from api.validation import load_body
from extraction.weights import Weights
from storage.articles import add_article, get_article
from storage.changes import Editor, list_changes
from storage.claims import add_claim
from storage.database import Database
from storage.errors import Conflict, LawBroken, NotFound
from storage.sources import add_source

# Fixed, like the seeds' ids, so that printed examples are the same everywhere.
SEEDED_BY = Editor("seeds", "2026-11-22T00:00:00.000Z", "Part of the project.")


class BadSeed(ValueError):
    """A line of the seeds is not what it should be; says which file and line, and what is wrong."""


@dataclass(frozen=True, slots=True)
class _Line:
    """One document of the seeds and where it stands."""

    path: Path
    number: int
    identifier: str
    document: dict[str, Any]

    def refuse(self, detail: str) -> BadSeed:
        return BadSeed(f"{self.path}, line {self.number}: {detail}")

    def load(self, schema: Schema) -> Any:
        """Return the document as the API's own schema loads it."""
        try:
            return load_body(schema, self.document)
        except InvalidRequest as error:
            raise self.refuse(
                "; ".join(f"{fault['pointer']}: {fault['detail']}" for fault in error.errors)
            ) from error


def load_seeds(
    db: Database, directory: Path, by: Editor = SEEDED_BY, *, weights: Weights | None = None
) -> dict[str, int]:
    """Load what was never loaded of `directory`, in one transaction; return how many of each were added.

    It holds articles.jsonl (with the text in a `text_file` beside it), sources.jsonl and claims.jsonl, each
    document with its fixed `id`. What has a history is left alone: a second run undoes no edit and brings
    back no deletion. A source that is here under another id is that one. An article that is here already
    stays as it is, and the seeds' claims about it stay out.

    :raises BadSeed: a line is not JSON, or breaks a rule that holds for everybody; nothing is loaded.
    """
    sources = list(_read_lines(directory / "sources.jsonl"))
    run = _Run(db, by, weights)
    with db.transaction():
        # an article needs its publisher, and an anonymous source its article
        for line in sources:
            if "article_id" not in line.document:
                run.add_source(line)
        for line in _read_lines(directory / "articles.jsonl"):
            run.add_article(line)
        for line in sources:
            if "article_id" in line.document:
                run.add_source(line)
        for line in _read_lines(directory / "claims.jsonl"):
            run.add_claim(line)
    return run.counts


@dataclass(slots=True)
class _Run:
    """One loading: how many were added, which sources stand for seeds', and which articles stay out."""

    db: Database
    by: Editor
    weights: Weights | None
    counts: dict[str, int] = field(default_factory=lambda: {"articles": 0, "sources": 0, "claims": 0})
    standing_in: dict[str, str] = field(default_factory=dict)
    left_out: set[str] = field(default_factory=set)

    def add_source(self, line: _Line) -> None:
        """Add a source, or note which one that is here already stands for it."""
        draft = line.load(SourceInput())
        if self._was_loaded("source", line) or draft.get("article_id") in self.left_out:
            return
        try:
            add_source(self.db, draft, by=self.by, identifier=line.identifier)
            self.counts["sources"] += 1
        except Conflict as conflict:
            self.standing_in[line.identifier] = str(conflict.existing)
        except LawBroken as error:
            raise line.refuse(str(error)) from error

    def add_article(self, line: _Line) -> None:
        """Add an article, unless it is here already or was removed; then its claims stay out as well."""
        text_file = line.path.with_name(line.document.pop("text_file", ""))
        if not text_file.is_file():
            raise line.refuse(f"there is no text_file {text_file.name!r} beside it")
        line.document["text"] = normalize_lines(text_file.read_text(encoding="utf-8"))
        draft = line.load(ArticleInput())
        text, title = draft.pop("text"), draft.pop("title", None)
        if "publisher" in draft:
            draft["publisher"] = self._credit(draft["publisher"])
        if self._was_loaded("article", line):
            self._leave_out_if_removed(line.identifier)
            return
        try:
            add_article(self.db, draft, text=text, title=title, by=self.by, identifier=line.identifier)
            self.counts["articles"] += 1
        except Conflict:
            self.left_out.add(line.identifier)
        except LawBroken as error:
            raise line.refuse(str(error)) from error

    def add_claim(self, line: _Line) -> None:
        """Add a claim, its selectors completed and its confidence computed as for everybody's."""
        body = line.load(ClaimInput())
        article_id = body.pop("article_id")
        if self._was_loaded("claim", line) or article_id in self.left_out:
            return
        body["attribution"] = [{**hop, "source": self._credit(hop["source"])} for hop in body["attribution"]]
        try:
            draft = hand_made_claim(self.db, article_id, body, by=self.by, weights=self.weights)
            add_claim(self.db, article_id, draft, by=self.by, identifier=line.identifier)
            self.counts["claims"] += 1
        except (Conflict, LawBroken, NotFound) as error:
            raise line.refuse(str(error)) from error

    def _leave_out_if_removed(self, article_id: str) -> None:
        try:
            get_article(self.db, article_id, with_text=False)
        except NotFound:
            self.left_out.add(article_id)

    def _was_loaded(self, resource: str, line: _Line) -> bool:
        return bool(list_changes(self.db, resource=resource, resource_id=line.identifier, limit=1))

    def _credit(self, source: dict[str, Any]) -> dict[str, Any]:
        """Return the reference to the source that stands for this one and was not merged away."""
        if "id" not in source:
            return source
        return {"id": follow_merges(self.db, self.standing_in.get(source["id"], source["id"]))}


def _read_lines(path: Path) -> Iterator[_Line]:
    """Yield the documents of an NDJSON file; blank lines are passed over."""
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except OSError as error:
        raise BadSeed(f"{path}: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise BadSeed(f"{path}: is not UTF-8") from error
    for number, text in enumerate(lines, start=1):
        if not text.strip():
            continue
        try:
            document = json.loads(text)
            yield _Line(path, number, document.pop("id"), document)
        except (ValueError, KeyError, AttributeError, TypeError) as error:
            raise BadSeed(f"{path}, line {number}: is no JSON object with an id") from error
