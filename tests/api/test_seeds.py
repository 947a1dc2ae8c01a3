"""The seeds: loaded once, all or nothing, never over what people did."""

import json
import shutil

import pytest

from api.commands import SEEDS
from api.ingest import prepare_article
from api.seeds import BadSeed, load_seeds
from extraction.engine import open_engine
from storage import open_storage
from storage.articles import get_article, remove_article
from storage.changes import Editor, list_changes
from storage.checks import check
from storage.claim_lists import ClaimFilter, list_claims
from storage.claims import get_claim, remove_claim
from storage.source_merges import merge_sources
from storage.sources import add_source, find_source_ids, get_source

BY = Editor("tests", "2026-12-01T08:00:00.000Z")
ARTICLE = "01a2008d-7400-7000-8000-0000000a0001"
CLAIM = "01a2008d-7400-7000-8000-0000000c0001"
REUTERS = "01a2008d-7400-7000-8000-000000050002"


@pytest.fixture
def db(store_url):
    store = open_storage(store_url)
    yield store
    assert list(check(store)) == []
    store.close()


@pytest.fixture
def seeds(tmp_path):
    """A copy of the project's seeds, to be spoilt."""
    return shutil.copytree(SEEDS, tmp_path / "seeds")


def lines_in(directory, name):
    return len((directory / name).read_text(encoding="utf-8").splitlines())


def spoil(path, number, old, new):
    lines = path.read_text(encoding="utf-8").split("\n")
    assert old in lines[number - 1]
    lines[number - 1] = lines[number - 1].replace(old, new)
    path.write_text("\n".join(lines), encoding="utf-8")


def claim_count(db):
    return len(list_claims(db, ClaimFilter(), limit=200).rows)


def test_every_seed_is_loaded(db):
    counts = load_seeds(db, SEEDS)

    assert counts == {
        "articles": lines_in(SEEDS, "articles.jsonl"),
        "sources": lines_in(SEEDS, "sources.jsonl"),
        "claims": lines_in(SEEDS, "claims.jsonl"),
    }


def test_ids_and_times_are_the_same_everywhere(db):
    load_seeds(db, SEEDS)

    claim = json.loads(get_claim(db, CLAIM).document)
    assert (claim["article_id"], claim["created_at"]) == (ARTICLE, "2026-11-22T00:00:00.000Z")
    assert {
        json.loads(row.document)["confidence"]["computed_at"]
        for row in list_claims(db, ClaimFilter(confidence_min=0), limit=200).rows
    } == {"2026-11-22T00:00:00.000Z"}


def test_loading_again_changes_nothing(db):
    load_seeds(db, SEEDS)
    before = list_changes(db, limit=10_000)

    assert load_seeds(db, SEEDS) == {"articles": 0, "sources": 0, "claims": 0}
    assert list_changes(db, limit=10_000) == before


def test_loading_again_brings_no_deleted_claim_back(db):
    load_seeds(db, SEEDS)
    remove_claim(db, CLAIM, expected_version=1, by=BY)
    before = claim_count(db)

    assert load_seeds(db, SEEDS)["claims"] == 0
    assert claim_count(db) == before


def test_loading_again_brings_no_deleted_article_back(db):
    load_seeds(db, SEEDS)
    remove_article(db, ARTICLE, expected_version=get_article(db, ARTICLE)["version"], by=BY)

    assert load_seeds(db, SEEDS) == {"articles": 0, "sources": 0, "claims": 0}
    assert claim_count(db) == 0


def test_loading_again_adds_what_is_new(db, seeds):
    load_seeds(db, seeds)
    claims = seeds / "claims.jsonl"
    first = claims.read_text(encoding="utf-8").split("\n")[0]
    with claims.open("a", encoding="utf-8") as file:
        file.write(first.replace(CLAIM, "01a2008d-7400-7000-8000-0000000cffff") + "\n")

    assert load_seeds(db, seeds) == {"articles": 0, "sources": 0, "claims": 1}


def test_a_source_that_is_here_already_is_credited(db):
    reuters = add_source(db, {"kind": "news_agency", "name": "reuters"}, by=BY)["id"]

    counts = load_seeds(db, SEEDS)

    assert counts["sources"] == lines_in(SEEDS, "sources.jsonl") - 1
    assert find_source_ids(db, "Reuters") == [reuters]
    assert list_claims(db, ClaimFilter(relay=reuters)).rows != []


def test_a_source_merged_since_is_not_credited_again(db, seeds):
    claims = (seeds / "claims.jsonl").read_text(encoding="utf-8")
    relayed = next(line for line in claims.splitlines() if REUTERS in line)
    (seeds / "claims.jsonl").write_text("", encoding="utf-8")
    load_seeds(db, seeds)
    survivor = add_source(db, {"kind": "news_agency", "name": "Thomson"}, by=BY)["id"]
    version = get_source(db, REUTERS)["version"]
    merge_sources(db, REUTERS, into=survivor, expected_version=version, by=BY)
    (seeds / "claims.jsonl").write_text(relayed, encoding="utf-8")

    assert load_seeds(db, seeds)["claims"] == 1
    assert len(list_claims(db, ClaimFilter(source=survivor)).rows) == 1


def test_an_article_that_is_here_already_stays_as_it_is(db, seeds):
    told = json.loads((seeds / "articles.jsonl").read_text(encoding="utf-8"))
    draft = {"text_origin": "retold", "based_on": "a report"}
    text = (seeds / told["text_file"]).read_text(encoding="utf-8")
    article_id, _ = prepare_article(db, open_engine("rules"), draft, text=text, title=told["title"])(BY)

    counts = load_seeds(db, seeds)

    assert (counts["articles"], counts["claims"]) == (0, 0)
    assert get_article(db, article_id)["based_on"] == "a report"


@pytest.mark.parametrize(
    ("file", "number", "old", "new", "message"),
    [
        ("claims.jsonl", 3, '"start": 79', '"start": 78', "At 78 to 114 stands"),
        ("claims.jsonl", 2, '"step": 0', '"step": 7', "Steps run from 0"),
        ("claims.jsonl", 5, '"level": "asserted"', '"level": "sure"', "#/certainty/level: Must be one of"),
        ("claims.jsonl", 4, '"certainty"', '"sureness"', "#/certainty: This field is required."),
        ("claims.jsonl", 1, "{", "[", "is no JSON object with an id"),
        (
            "claims.jsonl",
            1,
            '"id": "01a2008d-7400-7000-8000-0000000c0001", ',
            "",
            "is no JSON object with an id",
        ),
        ("sources.jsonl", 2, "news_agency", "agency", "#/kind: Must be one of"),
        ("articles.jsonl", 1, "aleppo-deal.txt", "none.txt", "there is no text_file 'none.txt' beside it"),
    ],
)
def test_a_bad_line_is_named_and_nothing_loaded(db, seeds, file, number, old, new, message):
    spoil(seeds / file, number, old, new)

    with pytest.raises(BadSeed) as refused:
        load_seeds(db, seeds)

    assert str(refused.value).startswith(f"{seeds / file}, line {number}: ")
    assert message in str(refused.value)
    assert list_changes(db) == []


def test_a_missing_file_is_named(db, tmp_path):
    with pytest.raises(BadSeed, match=r"sources\.jsonl: No such file or directory"):
        load_seeds(db, tmp_path)
