"""Measure writes: a claim over HTTP, an article taken in, a new name for a very busy source."""

import json
import statistics
import sys
import tempfile
import threading
import time
from contextlib import closing
from dataclasses import replace
from itertools import islice

from api.ingest import prepare_article
from bench.invention import InventedArticle, Invention
from bench.load import Request, send
from bench.pairs import Sample, Spread, cpu_of, loaded, measure, rate_of, ratio
from bench.reading import page_path
from bench.server import Server, serve
from bench.stage import Stage, ask
from bench.stored_rows import begin_writing, connect_durably, insert_rows, last_rows, rows_since
from bench.table import Bound, Figure, Found
from extraction.engine import open_engine
from storage import open_storage
from storage.changes import Editor
from storage.clock import now

_JSON = {"Content-Type": "application/json"}

# Seconds between two writes of the one writer that a new name holds up
_PAUSE = 0.2

# Articles taken in a round
_ARTICLES = 10


def write_claim(stage: Stage) -> Found:
    """Measure writing one claim, durable when it is answered, beside its rows by hand-written SQL."""
    request = Request("/v1/claims", "POST", _JSON, _claim(stage), expected=201)
    work, other = "write one claim over HTTP, durable", "bare Flask and SQL"
    with stage.copy() as url, tempfile.NamedTemporaryFile("w", suffix=".json") as file:
        with stage.serve(url) as server, closing(open_storage(url)) as db:
            last = last_rows(db)
            ask(server, request)
            json.dump(rows_since(db, last), file)
            file.flush()
            told = {"BARE_ROWS": file.name, "WHOSAID_DATABASE": url}
            with serve([sys.executable, "-m", "bench.bare_writes"], told) as alone:
                bare = replace(alone, behind=stage.behind)
                at_root = Request("/", "POST", _JSON, request.body, expected=201)
                sides = {"Whosaid": loaded(server, request), other: loaded(bare, at_root)}
                rounds = measure(sides, stage.rounds)
    rate = ratio(rounds, "Whosaid", other, rate_of)
    figures = [
        Figure(work, f"requests/s, of {other}'s", rate, "×", Bound("≥", 0.5, 0.7)),
        Figure(work, f"CPU, of {other}'s", ratio(rounds, "Whosaid", other, cpu_of), "×"),
    ]
    return Found(figures, {work: rounds})


def rename_source(stage: Stage) -> Found:
    """Measure a new name for a source in a tenth of all claims, and readers and a writer meanwhile."""
    cast = stage.invention.cast()
    reading = Request(page_path(cast.busy_speakers[0].key))
    body = _claim(stage).replace("{n}", "again")
    with stage.copy() as url, stage.serve(url) as server:
        before = [send(server.port, reading, connections=1, seconds=1).p50 for _ in range(stage.rounds)]
        renaming = threading.Thread(target=_rename, args=(server, cast.agencies[0].key))
        waits: list[tuple[int, float]] = []
        writing = threading.Thread(target=_keep_writing, args=(server, body, renaming, waits))
        started = time.monotonic()
        renaming.start()
        writing.start()
        meanwhile = []
        while renaming.is_alive():
            meanwhile.append(send(server.port, reading, connections=1, seconds=1).p50)
        taken = time.monotonic() - started
        writing.join()
    work = f"rename of a source with {stage.claims // 10:,} claims"
    slower = [one / statistics.median(before) for one in meanwhile]
    longest = max(seconds for _, seconds in waits)
    figures = [
        Figure(work, "readers' p50 meanwhile, of before", Spread.of(slower), "×", Bound("≤", 1.5)),
        Figure(work, "time it takes", Spread.of([taken]), "s"),
        Figure(work, "longest wait of a writer", Spread.of([longest]), "s", Bound("≤", 6)),
    ]
    refused = sum(status == 503 for status, _ in waits)
    remark = (
        f"Meanwhile {len(waits)} writes were tried, of which {refused} were answered 503 with Retry-After."
    )
    return Found(figures, remarks=[remark])


def ingest(stage: Stage) -> Found:
    """Measure storing an article that was analysed, beside bare inserts of its rows in one transaction."""
    smaller = stage.of_size(100_000)
    # under addresses of their own, or one might be a newer text of an article that is there
    newer = (
        replace(each, draft=each.draft | {"url": f"{each.draft.get('url')}-new"})
        for each in Invention(_ARTICLES * 20 * (stage.rounds + 1), seed=2).articles()
    )
    with smaller.copy() as store, smaller.copy() as other:
        rounds: dict[str, list[Sample]] = {"Whosaid": [], "bare inserts": []}
        while batch := list(islice(newer, _ARTICLES)):
            stored, inserted = _take_in(batch, store, other)
            rounds["Whosaid"].append(stored)
            rounds["bare inserts"].append(inserted)
    # the first round warms what the others need
    warm = {name: samples[1:] for name, samples in rounds.items()}
    found = ratio(warm, "Whosaid", "bare inserts", cpu_of)
    figure = Figure("ingest of an article, analysed", "CPU, of bare inserts'", found, "×", Bound("≤", 2, 1.5))
    return Found([figure], {"ingest of an article, analysed": warm})


def _claim(stage: Stage) -> str:
    """Return a claim of three hops in some article, whose text says {n}."""
    article = stage.query(
        "SELECT article_id, substr(text, 1, 20) FROM revisions ORDER BY article_id DESC LIMIT 1"
    )
    article_id, words = article[0]
    cast = stage.invention.cast()
    origin = {"step": 0, "role": "origin", "act": "said", "mode": "indirect"}
    relay = {"step": 1, "role": "relay", "act": "published", "mode": "indirect"}
    claim = {
        "article_id": article_id,
        "text": "The plant at Ost{n} will close at the end of the year, with all who work there.",
        "fragments": [{"quote": {"type": "TextQuoteSelector", "exact": words}}],
        "attribution": [
            {**origin, "source": {"id": cast.busy_speakers[0].key}},
            {**relay, "source": {"id": cast.agencies[1].key}},
            {"step": 2, "role": "publisher", "act": "published"},
        ],
        "certainty": {"level": "asserted", "polarity": "positive", "cues": []},
    }
    return json.dumps(claim)


def _rename(server: Server, source_id: str) -> None:
    path = f"/v1/sources/{source_id}"
    tag = ask(server, Request(path))[0].headers["ETag"]
    ask(server, Request(path, "PATCH", {**_JSON, "If-Match": tag}, json.dumps({"name": "Another Wire"})))


def _keep_writing(
    server: Server, body: str, meanwhile: threading.Thread, waits: list[tuple[int, float]]
) -> None:
    """Write a claim now and then, and note what each was answered and after how many seconds."""
    while meanwhile.is_alive():
        started = time.monotonic()
        answer, _ = ask(server, Request("/v1/claims", "POST", _JSON, body), may_fail=True)
        waits.append((answer.status, time.monotonic() - started))
        time.sleep(_PAUSE)


def _take_in(articles: list[InventedArticle], store: str, other: str) -> tuple[Sample, Sample]:
    """Take articles in with a store of Whosaid's, and insert their rows into another one."""
    engine = open_engine("rules")
    db = open_storage(store)
    stored = inserted = 0.0
    with closing(connect_durably(other)) as connection:
        for article in articles:
            ready = prepare_article(db, engine, article.draft, text=article.text, title=article.title)
            last = last_rows(db)
            started = time.thread_time()
            ready(Editor("bench", now()))
            stored += time.thread_time() - started
            rows = rows_since(db, last)
            started = time.thread_time()
            connection.execute(begin_writing(connection))
            insert_rows(connection, rows)
            connection.execute("COMMIT")
            inserted += time.thread_time() - started
    db.close()
    return _of_articles(stored), _of_articles(inserted)


def _of_articles(seconds: float) -> Sample:
    each = seconds / _ARTICLES
    return Sample(each * 1e6, each * 1e3, each * 1e3, 1 / each)
