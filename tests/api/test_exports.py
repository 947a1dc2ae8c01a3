"""The collection written as NDJSON or CSV: into files, links, pipes and to readers that leave."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from api import create_app
from api.commands import SEEDS
from api.settings import Settings
from storage import open_storage
from storage.changes import Editor
from storage.sources import add_source
from tests.api.stories import a_source, documents

TEXT = '"Nobody had checked the valve," one engineer told Reuters.\n'


def test_claims_are_exported_by_status(whosaid, tmp_path):
    whosaid("ingest", "--url", "https://courier.example/d", "-", stdin=TEXT)
    whosaid("ingest", "--url", "https://courier.example/d", "-", stdin=TEXT + "\nThe valve was old.\n")

    active, superseded = documents(whosaid("export")), documents(whosaid("export", "--status", "superseded"))

    assert {claim["status"] for claim in active} == {"active"}
    assert {claim["status"] for claim in superseded} == {"superseded"}


@pytest.mark.parametrize("resource", ["claims", "articles", "sources"])
def test_csv_is_the_same_as_over_http(whosaid, database, resource):
    whosaid("seed")

    result = whosaid("export", "--format", "csv", f"--{resource}")

    client = create_app(Settings(database=database)).test_client()
    assert result.stdout_bytes == client.get(f"/v1/{resource}.csv?sort=created_at").data


def test_opinions_are_exported_whatever_became_of_them(whosaid, database, monkeypatch):
    monkeypatch.setattr("api.exports.ROWS_AT_ONCE", 2)
    whosaid("seed")
    client = create_app(Settings(database=database)).test_client()
    ids = [claim["id"] for claim in client.get("/v1/claims?limit=5").get_json()["data"]]
    opinion = {
        "assessor": {"kind": "tool", "name": "checker", "version": "2"},
        "scale": "stix",
        "label": "63",
    }
    for claim_id in ids:
        told = opinion | {"assessed_at": "2026-11-20T09:00:00Z"}
        assert client.post(f"/v1/claims/{claim_id}/assessments", json=told).status_code == 201
    source = client.get("/v1/sources?limit=1").get_json()["data"][0]["id"]
    letter = {"letter": "B", "assessed_on": "2026-05-04", "reason": "Accurate so far."}
    given = [client.post(f"/v1/sources/{source}/reliability", json=letter).get_json() for _ in range(3)]

    assert [one["claim_id"] for one in documents(whosaid("export", "--assessments"))] == ids
    assert [one["id"] for one in documents(whosaid("export", "--reliability"))] == [
        one["id"] for one in given
    ]
    header, *rows = whosaid("export", "--assessments", "--format", "csv").stdout.splitlines()
    assert (header.split(",")[:3], len(rows)) == (["id", "claim_id", "status"], 5)


def test_letters_of_a_merged_source_are_exported_once_it_is_its_own_again(whosaid, database):
    whosaid("migrate")
    client = create_app(Settings(database=database)).test_client()
    merged, into = (a_source(client, name)["id"] for name in ("Northgate Water", "Northgate"))
    letter = {"letter": "B", "assessed_on": "2026-05-04", "reason": "Accurate so far."}
    given = client.post(f"/v1/sources/{merged}/reliability", json=letter).get_json()["id"]
    path = f"/v1/sources/{into}/merges"

    merge = client.post(f"/v1/sources/{merged}/merge", json={"into": into}, headers={"If-Match": "*"})
    exported = [documents(whosaid("export", "--reliability"))]
    undone = client.get(path).get_json()["data"][0]["id"]
    client.delete(f"{path}/{undone}", headers={"If-Match": "*"})
    exported.append(documents(whosaid("export", "--reliability")))

    assert (merge.status_code, [[one["id"] for one in rows] for rows in exported]) == (200, [[], [given]])


@pytest.mark.parametrize(
    ("resource", "query"),
    [
        ("claims", "relay=Reuters&sort=-confidence&fields=text,confidence.score"),
        ("claims", "certainty=possible,doubtful&q=deal&sort=published_on"),
        ("claims", "status=superseded"),
        ("articles", "published_from=2016-01-01&sort=published_on"),
        ("sources", "kind=anonymous&sort=name"),
    ],
)
@pytest.mark.parametrize("form", ["csv", "ndjson"])
def test_a_filtered_export_is_the_same_as_over_http(whosaid, database, monkeypatch, resource, query, form):
    whosaid("seed")
    monkeypatch.setenv("WHOSAID_SERVE_ARTICLE_TEXT", "false")
    filters = [word for one in query.split("&") for word in ("--where", one)]

    result = whosaid("export", "--format", form, f"--{resource}", *filters)

    client = create_app(Settings(database=database)).test_client()
    assert result.stdout_bytes == client.get(f"/v1/{resource}.{form}?{query}").data


@pytest.mark.parametrize(
    ("filters", "said"),
    [
        (["relais=Reuters"], "relais: There is no such filter"),
        (["limit=3"], "limit: There is no such filter"),
        (["certainty=maybe"], "certainty: Must be one of"),
        (["q=deal", "sort=relevance"], "sort: An export is not ranked"),
        (["mode"], "'mode' is not NAME=VALUE."),
        (["relay=a", "relay=b"], "relay: Must be given once."),
    ],
)
def test_a_filter_that_is_none_is_refused(whosaid, filters, said):
    whosaid("migrate")

    result = whosaid("export", *[word for one in filters for word in ("--where", one)])

    assert result.exit_code == 2
    assert said in " ".join(result.stderr.split())


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--assessments", "--reliability"], "--assessments and --reliability do not go together"),
        (["--claims", "--articles"], "--articles and --claims do not go together"),
        (["--status", "rejected", "--reliability"], "--status goes with --claims alone"),
        (["--status", "rejected", "--where", "status=active"], "--status and --where status=… say the same"),
    ],
)
def test_options_of_an_export_that_do_not_go_together_are_refused(whosaid, options, said):
    whosaid("seed")

    result = whosaid("export", *options)

    assert (result.exit_code, result.stdout, said in result.stderr) == (2, "", True)


def test_more_than_a_page_of_sources_is_exported_once_each(whosaid, database):

    whosaid("migrate")
    store = open_storage(database)
    by = Editor("tests", "2026-05-04T08:00:00.000Z")
    with store.transaction():
        names = [
            add_source(store, {"kind": "outlet", "name": f"Paper {n}"}, by=by)["name"] for n in range(450)
        ]
    store.close()

    assert sorted(source["name"] for source in documents(whosaid("export", "--sources"))) == sorted(names)


def test_articles_are_exported_without_text_where_it_is_not_served(whosaid, monkeypatch):
    whosaid("ingest", "-", stdin=TEXT)
    monkeypatch.setenv("WHOSAID_SERVE_ARTICLE_TEXT", "false")

    assert all("text" not in article for article in documents(whosaid("export", "--articles")))


def test_a_file_is_replaced_only_by_a_whole_export(whosaid, tmp_path):
    whosaid("seed")
    before = {path.name for path in tmp_path.iterdir()}

    result = whosaid("export", "--output", "claims.ndjson")

    lines = (tmp_path / "claims.ndjson").read_text(encoding="utf-8").splitlines()
    assert (result.exit_code, result.stdout, len(lines)) == (0, "", len(documents(whosaid("export"))))
    assert {path.name for path in tmp_path.iterdir()} == before | {"claims.ndjson"}


def test_an_export_that_cannot_be_written_says_so(whosaid):
    whosaid("migrate")

    result = whosaid("export", "-o", "no/such/folder/claims.ndjson")

    assert (result.exit_code, result.stderr) == (
        1,
        "Error: no/such/folder/claims.ndjson: No such file or directory\n",
    )


def test_an_export_goes_into_a_pipe_without_replacing_it(whosaid, tmp_path):
    whosaid("seed")
    os.mkfifo(tmp_path / "pipe")
    reader = subprocess.Popen(["cat", tmp_path / "pipe"], stdout=subprocess.PIPE, text=True)

    result = whosaid("export", "--output", "pipe")

    read, _ = reader.communicate(timeout=10)
    assert (result.exit_code, read) == (0, whosaid("export").stdout)
    assert (tmp_path / "pipe").is_fifo()


def test_an_export_through_a_link_replaces_what_it_leads_to(whosaid, tmp_path):
    whosaid("seed")
    (tmp_path / "claims.ndjson").symlink_to("real.ndjson")

    whosaid("export", "--output", "claims.ndjson")

    assert (tmp_path / "claims.ndjson").is_symlink()
    assert (tmp_path / "real.ndjson").read_text(encoding="utf-8") == whosaid("export").stdout


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a device that is always full")
def test_a_full_disk_is_told_in_one_line(database):
    run = [sys.executable, "-c", "from api.commands import main; main()"]
    environment = {**os.environ, "WHOSAID_DATABASE": database}
    subprocess.run([*run, "seed"], env=environment, cwd=SEEDS.parent, check=True, capture_output=True)

    with open("/dev/full", "w") as full:
        shown = subprocess.run(
            [*run, "export"],
            env=environment,
            cwd=SEEDS.parent,
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
        )

    assert (shown.returncode, shown.stderr) == (1, "Error: No space left on device\n")


def test_a_reader_that_leaves_early_is_no_error(whosaid, database):
    whosaid("seed")
    command = f"{sys.executable} -c 'from api.commands import main; main()' export --sources"

    shown = subprocess.run(
        f"{command} | head -n 1",
        shell=True,
        cwd=SEEDS.parent,
        env={**os.environ, "WHOSAID_DATABASE": database},
        capture_output=True,
        text=True,
        timeout=60,
    )

    assert (shown.stdout.count("\n"), shown.stderr) == (1, "")
