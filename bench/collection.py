"""Make a collection of invented claims, always the same for the same seed, to measure on."""

import random
from collections.abc import Sequence

from storage import articles, open_storage, sources
from storage.analyses import record_analysis
from storage.changes import Editor
from storage.database import Database
from storage.documents import ClaimDraft, Fragment, Hop
from storage.migrations import migrate

# Zipf's law with exponent 1 over this many words: a few very common, most rare.
VOCABULARY = 20_000
SOURCES = 500
WORDS_A_CLAIM = 20
CLAIMS_AN_ARTICLE = 20

EDITOR = Editor(actor="bench", at="2026-11-22T00:00:00.000Z")


def make_collection(url: str, *, claims: int, seed: int = 1) -> Database:
    """Fill the store at `url` with at least `claims` claims, twenty an article, chains of two or three."""
    db = open_storage(url)
    migrate(db)
    random_source = random.Random(seed)
    weights = [1 / rank for rank in range(1, VOCABULARY + 1)]
    speakers = [
        sources.add_source(db, {"kind": "person", "name": f"Speaker Number{n}"}, by=EDITOR)["id"]
        for n in range(SOURCES)
    ]
    agency = sources.add_source(db, {"kind": "news_agency", "name": "Wire"}, by=EDITOR)["id"]
    outlet = sources.add_source(db, {"kind": "outlet", "name": "Gazette"}, by=EDITOR)["id"]
    for number in range(0, claims, CLAIMS_AN_ARTICLE):
        sentences = [
            " ".join(f"word{n}" for n in random_source.choices(range(VOCABULARY), weights, k=WORDS_A_CLAIM))
            for _ in range(CLAIMS_AN_ARTICLE)
        ]
        with db.transaction():
            article = articles.add_article(
                db,
                {
                    "url": f"https://gazette.example/{number}",
                    "publisher": {"id": outlet},
                    "published_on": f"20{10 + number % 15:02}-{1 + number % 12:02}-{1 + number % 28:02}",
                    "text_origin": "published",
                },
                text="\n\n".join(sentences),
                title=f"Article {number}",
                by=EDITOR,
            )
            record_analysis(
                db,
                article["id"],
                engine="invented",
                version="1",
                claims=_drafts(sentences, random_source, speakers, agency, outlet),
                by=EDITOR,
            )
    return db


def _drafts(
    sentences: Sequence[str],
    random_source: random.Random,
    speakers: Sequence[str],
    agency: str,
    outlet: str,
) -> list[ClaimDraft]:
    drafts: list[ClaimDraft] = []
    start = 0
    for sentence in sentences:
        chain = [random_source.choice(speakers), *([agency] if random_source.random() < 0.5 else []), outlet]
        drafts.append(_draft(sentence, start, chain, random_source.randint(1, 100)))
        start += len(sentence) + 2
    return drafts


def _draft(sentence: str, start: int, chain: Sequence[str], score: int) -> ClaimDraft:
    last = len(chain) - 1
    hops: list[Hop] = [
        {
            "step": step,
            "role": "origin" if step == 0 else "relay",
            "act": "said",
            "mode": "indirect",
            "source": {"id": source},
        }
        for step, source in enumerate(chain[:-1])
    ]
    hops.append({"step": last, "role": "publisher", "act": "published", "source": {"id": chain[-1]}})
    fragment: Fragment = {
        "field": "text",
        "quote": {"type": "TextQuoteSelector", "exact": sentence, "prefix": "", "suffix": ""},
        "position": {"type": "TextPositionSelector", "start": start, "end": start + len(sentence)},
    }
    return {
        "text": sentence,
        "fragments": [fragment],
        "attribution": hops,
        "certainty": {"level": "asserted", "polarity": "positive", "cues": []},
        "confidence": {
            "score": score,
            "level": "low" if score < 30 else "medium" if score < 70 else "high",
            "explanation": [
                {"factor": "invented", "value": str(score), "effect": score, "reason": "Drawn at random."}
            ],
            "computed": True,
            "computed_at": EDITOR.at,
            "stale": False,
        },
        "extraction": {"engine": "invented", "version": "1", "probability": 0.9, "analysis_id": ""},
    }
