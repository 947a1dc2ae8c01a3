"""A collection taken in from NDJSON: sources, articles, claims and opinions, in whatever order they come."""

import gc
import itertools
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from typing import IO, Any, Literal, cast, get_args

from api.line_results import LineResult, refusing
from api.ndjson import Line, read_lines
from api.problems import InvalidRequest
from api.schemas.imports import (
    BroughtArticle,
    BroughtAssessment,
    BroughtClaim,
    BroughtReliability,
    BroughtSource,
)
from api.schemas.quick_checks import check_of
from api.told_claims import store_told_claims
from api.validation import load_body
from extraction.weights import Weights
from storage.article_imports import import_article
from storage.assessment_imports import import_assessment
from storage.changes import Editor
from storage.characters import Path
from storage.claim_imports import Fate, import_claims
from storage.clock import is_time, now
from storage.contradictions import find_contradictions
from storage.database import Database
from storage.documents import Assessment
from storage.errors import Conflict, LawBroken, Merged, NotFound, StorageError
from storage.reliability_imports import import_reliability
from storage.retries import persist
from storage.source_imports import import_source

Document = dict[str, Any]
# In the order in which they can be stored. A told claim is as the API takes it, all else as it sends it.
Kind = Literal[
    "source", "article", "dependent source", "letter", "claim", "told claim", "assessment", "unknown"
]
KINDS: tuple[Kind, ...] = get_args(Kind)

# Lines that are one transaction: a commit costs little a line, and other writers wait a fraction of a second
AT_ONCE = 1000

# Objects made between two looks for cycles: about as many as a batch is
_OBJECTS_BETWEEN_LOOKS = 100_000

# What says that one document is wrong, and nothing of the store
_REFUSALS = (LawBroken, NotFound, Merged, Conflict)

# Keys tell what a line holds before it is read. Inside a string their quotes would have backslashes.
_OF_CLAIMS = re.compile(rb'"(?:attribution|fragments)"\s*:')
_OF_ARTICLES = re.compile(rb'"text_origin"\s*:')
_OF_ASSESSMENTS = re.compile(rb'"assessor"\s*:')
_OF_LETTERS = re.compile(rb'"letter"\s*:')
_OF_SOURCES = re.compile(rb'"kind"\s*:')
_OF_DEPENDENTS = re.compile(rb'"(?:article_id|possibly_same_as)"\s*:')
_SOURCE_ID = re.compile(rb'"source_id"\s*:\s*"([^"]*)"')
_OF_STORED = re.compile(rb'"created_at"\s*:')

_SCHEMAS = {
    "source": BroughtSource(),
    "article": BroughtArticle(),
    "dependent source": BroughtSource(),
    "letter": BroughtReliability(),
    "claim": BroughtClaim(),
    "assessment": BroughtAssessment(),
}
_LOADS_AS_IT_IS = {kind: check_of(schema) for kind, schema in _SCHEMAS.items()}


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a file, and what it seems to hold."""

    file: str
    line: Line
    kind: Kind


def read_rows(files: Mapping[str, IO[bytes]], most_line_bytes: int) -> Iterator[Row]:
    """Yield the lines of some files in an order in which they can be stored; a file is read once a kind."""
    # what each file has of them is known once it was read
    found: dict[str, set[Kind]] = {}
    for kind in KINDS:
        for name, file in files.items():
            if kind not in found.get(name, {kind}):
                continue
            file.seek(0)
            kinds: set[Kind] = set()
            for line in read_lines(file, most_line_bytes):
                kinds.add(of_line := _kind_of(line.content))
                if of_line == kind:
                    yield Row(name, line, kind)
            found[name] = kinds


@dataclass(slots=True)
class Importer:
    """One import: where to, what confidence is computed with, and what is remembered between batches."""

    db: Database
    weights: Weights | None = None
    # by the ids of sources that are here under another one
    _standing_in: dict[str, str] = field(default_factory=dict)

    def take(self, rows: Iterable[Row]) -> Iterator[tuple[Row, LineResult]]:
        """Store what is new of rows, which come by kind, and yield each with what became of it.

        A batch of them is a transaction, so that who is stopped and begins again finds "unchanged" what was
        stored by then; likewise whoever lost the connection while one was committed.
        """
        self.db.expect_many_writes()
        for kind, group in itertools.groupby(rows, key=lambda row: row.kind):
            for batch in _by_source(group) if kind == "letter" else _in_batches(group):
                store = partial(self._store_batch, kind, [row.line for row in batch])
                yield from zip(batch, persist(self.db, store), strict=True)

    def _store_batch(self, kind: Kind, lines: Sequence[Line]) -> list[LineResult]:
        with _seldom_looking_for_cycles(), self.db.transaction():
            return self._store(kind, lines, Editor("whosaid import", now()))

    def _store(self, kind: Kind, lines: Sequence[Line], by: Editor) -> list[LineResult]:
        if kind == "told claim":
            return store_told_claims(self.db, lines, by=by, weights=self.weights)
        read = [refusing(line.number, partial(_load, kind, line)) for line in lines]
        documents = [one for one in read if not isinstance(one, LineResult)]
        fates = iter(zip(documents, self._stores[kind](documents, by), strict=True))
        return [
            one if isinstance(one, LineResult) else self._tell(line, *next(fates))
            for line, one in zip(lines, read, strict=True)
        ]

    def _tell(self, line: Line, document: Document, fate: Fate) -> LineResult:
        if isinstance(fate, StorageError):
            return LineResult.of_error(line.number, fate)
        return LineResult(line.number, fate, self._standing_in.get(document["id"], document["id"]))

    @property
    def _stores(self) -> Mapping[Kind, Callable[[Sequence[Document], Editor], Iterable[Fate]]]:
        return {
            "source": self._store_sources,
            "article": self._store_articles,
            "dependent source": self._store_sources,
            "letter": self._store_letters,
            "claim": self._store_claims,
            "assessment": self._store_assessments,
            # nothing of that was read
            "unknown": lambda documents, by: (),
        }

    def _store_sources(self, sources: Sequence[Document], by: Editor) -> Iterator[Fate]:
        for source in sources:
            try:
                yield import_source(self.db, source, by=by)  # type: ignore[arg-type]  # as its schema has it
            except Conflict as conflict:
                if conflict.existing in (None, source["id"]):
                    yield conflict
                    continue
                self._standing_in[source["id"]] = str(conflict.existing)
                yield "unchanged"
            except _REFUSALS as error:
                yield error

    def _store_articles(self, articles: Sequence[Document], by: Editor) -> Iterator[Fate]:
        for told in articles:
            article: Any = {**told, "publisher": self._credit(told["publisher"])}
            earlier = article.pop("earlier_revisions", ())
            try:
                yield import_article(self.db, article, earlier, by=by)
            except _REFUSALS as error:
                yield error

    def _store_claims(self, claims: Sequence[Document], by: Editor) -> Iterator[Fate]:
        credited: Any = [self._credit_chain(claim) for claim in claims] if self._standing_in else claims
        return iter(import_claims(self.db, credited, by=by))

    def _store_letters(self, letters: Sequence[Document], by: Editor) -> Iterator[Fate]:
        for source_id, group in itertools.groupby(letters, key=lambda letter: str(letter["source_id"])):
            of_source: Any = list(group)
            if stands_in := self._standing_in.get(source_id):
                detail = "The source is here under another id, and has its own letters."
                yield from [Conflict(detail, stands_in)] * len(of_source)
                continue
            yield from import_reliability(self.db, source_id, of_source, by=by)

    def _store_assessments(self, assessments: Sequence[Document], by: Editor) -> Iterator[Fate]:
        for assessment in assessments:
            try:
                yield import_assessment(self.db, cast(Assessment, assessment), by=by)
            except _REFUSALS as error:
                yield error

    def _credit(self, source: Document) -> Document:
        """Return the reference to the source that stands for this one here."""
        stands_in = self._standing_in.get(source["id"])
        return {"id": stands_in} if stands_in else source

    def _credit_chain(self, claim: Document) -> Document:
        hops = [{**hop, "source": self._credit(hop["source"])} for hop in claim["attribution"]]
        return {**claim, "attribution": hops}


def _in_batches(rows: Iterator[Row]) -> Iterator[list[Row]]:
    while batch := list(itertools.islice(rows, AT_ONCE)):
        yield batch


def _by_source(letters: Iterable[Row]) -> Iterator[list[Row]]:
    """Yield batches in which a source's letters are together: they are judged as a whole.

    All are held until then; people give them one by one, so there are few.
    """
    batch: list[Row] = []
    for _, of_source in itertools.groupby(sorted(letters, key=_source_of), key=_source_of):
        batch.extend(of_source)
        if len(batch) >= AT_ONCE:
            yield batch
            batch = []
    if batch:
        yield batch


def _source_of(row: Row) -> str:
    """Return which source a letter's line names, as it is written there; "" for none."""
    found = _SOURCE_ID.search(row.line.content)
    return found[1].decode("utf-8", "replace") if found else ""


@contextmanager
def _seldom_looking_for_cycles() -> Iterator[None]:
    """Have Python look for cyclic garbage seldom: a batch is a hundred thousand objects and none of it.

    Looking as often as usual takes a tenth of the time.
    """
    usual = gc.get_threshold()
    gc.set_threshold(_OBJECTS_BETWEEN_LOOKS, *usual[1:])
    try:
        yield
    finally:
        gc.set_threshold(*usual)


def _kind_of(content: bytes) -> Kind:
    if _OF_CLAIMS.search(content):
        return "claim" if _OF_STORED.search(content) else "told claim"
    if _OF_ARTICLES.search(content):
        return "article"
    if _OF_ASSESSMENTS.search(content):
        return "assessment"
    if _OF_SOURCES.search(content):
        return "dependent source" if _OF_DEPENDENTS.search(content) else "source"
    if _OF_LETTERS.search(content):
        return "letter"
    return "unknown"


def _load(kind: Kind, line: Line) -> Document:
    """Return the document that a line holds, nothing of it left out.

    :raises MalformedJson: :raises LineTooLong: :raises InvalidRequest: it is none.
    """
    told = line.value()
    if kind == "unknown":
        raise InvalidRequest.in_body(((), "This is no claim, article, source, assessment or letter."))
    if _LOADS_AS_IT_IS[kind](told):
        return cast(Document, told)
    document: Document = load_body(_SCHEMAS[kind], told)
    # what a part's schema does not know it passes over, and a time it writes its own way
    if problems := find_contradictions(told, document, {}):
        said = [(path, _say_time(document, path) or detail) for path, detail in problems]
        raise InvalidRequest.in_body(*said)
    return document


def _say_time(document: Document, path: Path) -> str | None:
    """Return how the time at a path is written, where there is one."""
    value: Any = document
    for step in path:
        try:
            value = value[step]
        except (LookupError, TypeError):
            # what was told has more there
            return None
    if not isinstance(value, str) or not is_time(value):
        return None
    return f"Must be a time in UTC with milliseconds, such as {value}."
