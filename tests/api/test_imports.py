"""`whosaid import`: what was exported comes in again, whole, once, and with a word for each row refused."""

import json
import os
import signal
import subprocess
import time

import pytest

from api import create_app
from api.settings import Settings
from storage import open_storage
from storage.checks import check
from tests.api.conftest import WHOSAID

AT = "2026-11-20T09:00:00Z"
TEXT = '"Nobody had checked the valve," one engineer told Reuters.\n'
RESOURCES = ("reliability", "assessments", "sources", "articles", "claims")
STATUSES = ("active", "superseded", "rejected", "retracted")


def export_all(whosaid, folder):
    """Write the whole collection into files of a folder, and return their paths, claims first."""
    folder.mkdir(exist_ok=True)
    for resource in RESOURCES:
        statuses = (
            [word for status in STATUSES for word in ("--status", status)] if resource == "claims" else []
        )
        whosaid("export", f"--{resource}", *statuses, "-o", folder / f"{resource}.ndjson")
    return [folder / f"{resource}.ndjson" for resource in reversed(RESOURCES)]


@pytest.fixture
def use(monkeypatch, stores, tmp_path):
    """Have the command use another store, and return its URL."""

    def use(name):
        url = stores.make_nothing(tmp_path, name)
        monkeypatch.setenv("WHOSAID_DATABASE", url)
        return url

    return use


def a_claim(article, number):
    """Return a claim as the API takes it, with an id of the sender's."""
    return {
        "id": f"01a2008d-7400-7000-8000-0000000{number:05}",
        "article_id": article["id"],
        "text": f"There is a deal, as number {number} says.",
        "fragments": [{"position": {"type": "TextPositionSelector", "start": 0, "end": 10}}],
        "certainty": {"level": "asserted", "polarity": "positive"},
    }


def give_letters(client, path):
    """Give a source a letter that is superseded, one that stands, and one that is withdrawn."""
    letters = [
        client.post(path, json={"letter": letter, "assessed_on": "2026-01-02", "reason": "Often right."})
        for letter in "CBA"
    ]
    withdraw(client, f"{path}/{letters[-1].get_json()['id']}")


def give_opinions(client, path):
    """Give a claim a person's opinion, which is withdrawn, and a tool's."""
    person = {"kind": "person", "name": "Ida Brandt"}
    tool = {"kind": "tool", "name": "checker", "version": "2"}
    opinions = [
        client.post(path, json={"assessor": one, "assessed_at": AT, "scale": scale, "label": label})
        for one, scale, label in ((person, "icd_203", "likely"), (tool, "stix", "63"))
    ]
    withdraw(client, f"{path}/{opinions[0].get_json()['id']}")


def withdraw(client, path):
    response = client.post(f"{path}/withdraw", json={"reason": "No more."}, headers={"If-Match": "*"})
    assert response.status_code == 200


def count_claims(url):
    return open_storage(url).query("SELECT count(*) AS claims FROM claims")[0]["claims"]


@pytest.fixture
def collection(whosaid, tmp_path):
    """A collection with all there is: seeds, a revised article, letters, an edited claim, opinions of it."""
    whosaid("seed")
    whosaid(
        "ingest", "--url", "https://courier.example/d", "--publisher", "The Valley Courier", "-", stdin=TEXT
    )
    whosaid("ingest", "--url", "https://courier.example/d", "-", stdin=TEXT + "\nThe valve was old.\n")
    client = create_app(Settings.from_environment()).test_client()
    [reuters] = client.get("/v1/sources?q=reuters").get_json()["data"]
    give_letters(client, f"/v1/sources/{reuters['id']}/reliability")
    edited = client.get("/v1/claims?limit=1").get_json()["data"][0]["id"]
    client.patch(f"/v1/claims/{edited}", json={"status": "rejected"}, headers={"If-Match": "*"})
    give_opinions(client, f"/v1/claims/{edited}/assessments")
    return export_all(whosaid, tmp_path / "exported")


def test_what_is_exported_and_imported_is_the_same(whosaid, collection, use, tmp_path):
    url = use("other")

    result = whosaid("import", *collection)

    again = export_all(whosaid, tmp_path / "again")
    assert (result.exit_code, result.stderr) == (0, "")
    assert [path.read_text() for path in again] == [path.read_text() for path in collection]
    assert list(check(open_storage(url))) == []


def test_an_import_that_is_repeated_changes_nothing(whosaid, collection, use, tmp_path):
    use("other")
    whosaid("import", *collection)

    result = whosaid("import", *collection)

    outcomes = {line.split("\t")[0] for line in result.stdout.splitlines()}
    assert (result.exit_code, outcomes) == (0, {"unchanged"})


def test_a_dry_run_tells_what_would_become_and_stores_nothing(whosaid, collection, use, tmp_path):
    use("other")

    dry, wet = whosaid("import", "--dry-run", *collection), whosaid("import", *collection)

    assert (dry.exit_code, dry.stdout, dry.stderr) == (0, wet.stdout, "Nothing was stored.\n")


def test_a_refused_row_is_told_and_the_rest_is_stored(whosaid, collection, use, tmp_path):
    use("other")
    (tmp_path / "odd.ndjson").write_text('{"kind": "person"\n\n{"a": 1}\n[]\n')

    result = whosaid("import", "--rejects", "rejects.ndjson", "odd.ndjson", *collection)

    rejects = [json.loads(line) for line in (tmp_path / "rejects.ndjson").read_text().splitlines()]
    assert result.exit_code == 1
    assert result.stderr.splitlines() == [
        "odd.ndjson, line 1: Expecting ',' delimiter, at column 18.",
        "odd.ndjson, line 3: This is no claim, article, source, assessment or letter.",
        "odd.ndjson, line 4: This is no claim, article, source, assessment or letter.",
        "Error: 3 rows were refused.",
    ]
    assert [(one["file"], one["line"], one["outcome"], one["row"]) for one in rejects] == [
        ("odd.ndjson", 1, "invalid", '{"kind": "person"'),
        ("odd.ndjson", 3, "invalid", '{"a": 1}'),
        ("odd.ndjson", 4, "invalid", "[]"),
    ]


def test_an_atomic_import_stores_all_or_nothing(whosaid, collection, use, tmp_path):
    use("other")
    (tmp_path / "odd.ndjson").write_text("{}\n")

    result = whosaid("import", "--atomic", "odd.ndjson", *collection)

    assert (result.exit_code, result.stderr.splitlines()[-1]) == (
        1,
        "Error: 1 row was refused. Nothing was stored.",
    )
    assert whosaid("export").stdout == ""


def test_a_claim_that_says_something_else_is_a_conflict(whosaid, collection):
    claims = collection[0]
    claims.write_text(claims.read_text().replace("Aleppo", "Homs"))

    result = whosaid("import", claims)

    assert result.exit_code == 1
    assert "has this id here" in result.stderr


def test_sources_that_are_here_under_other_ids_stand_in(whosaid, collection, use, tmp_path):
    url = use("other")
    whosaid("migrate")
    client = create_app(Settings(database=url)).test_client()
    known = client.post("/v1/sources", json={"kind": "news_agency", "name": "REUTERS"}).get_json()

    result = whosaid("import", *collection[:4])

    found = client.get(f"/v1/claims?relay={known['id']}&limit=1").get_json()["data"]
    assert (result.exit_code, len(found)) == (0, 1)
    assert list(check(open_storage(url))) == []


def test_claims_as_the_api_takes_them_are_imported_once(whosaid, collection, tmp_path):
    article = json.loads(collection[1].read_text().splitlines()[0])
    (tmp_path / "told.ndjson").write_text(json.dumps(a_claim(article, 1)))

    first, second = whosaid("import", "told.ndjson"), whosaid("import", "told.ndjson")

    assert (first.stdout, second.stdout) == ("created\tclaims\t1\n", "unchanged\tclaims\t1\n")


@pytest.mark.parametrize("identifier", ["x/..", "a b/c", "ünï", "withdraw", "bulk", f"01A2008D{'-7400' * 4}"])
def test_an_id_that_the_service_cannot_serve_is_refused(whosaid, collection, use, identifier):
    use("other")
    for path in collection:
        row = json.loads(path.read_text().splitlines()[0])
        path.write_text(json.dumps({**row, "id": identifier}))

    result = whosaid("import", *collection)

    told = [line.partition(": /id: ")[2] for line in result.stderr.splitlines()[:-1]]
    right = "Must be a UUIDv7 in lower case, such as 01a2008d-7400-7000-8000-0000000c0011."
    assert (result.exit_code, result.stdout, told) == (1, "", [right] * len(collection))


def test_a_time_in_another_form_is_refused_with_the_one_wanted(whosaid, collection, use):
    use("other")
    source = {**json.loads(collection[2].read_text().splitlines()[0]), "created_at": "2026-01-01T00:00:00Z"}
    collection[2].write_text(json.dumps(source))

    result = whosaid("import", collection[2])

    said = "Must be a time in UTC with milliseconds, such as 2026-01-01T00:00:00.000Z."
    assert f"line 1: /created_at: {said}" in result.stderr.splitlines()[0]


def test_an_import_that_was_killed_goes_on_without_doubles(whosaid, collection, use, tmp_path):
    url = use("other")
    article = json.loads(collection[1].read_text().splitlines()[0])
    lines = [json.dumps(a_claim(article, number)) for number in range(3000)]
    (tmp_path / "told.ndjson").write_text("\n".join(lines))
    whosaid("import", *collection)
    before = count_claims(url)

    process = subprocess.Popen([*WHOSAID, "import", "told.ndjson"], env=os.environ, stdout=subprocess.PIPE)
    while count_claims(url) == before and process.poll() is None:
        time.sleep(0.01)
    process.send_signal(signal.SIGKILL)
    process.communicate()
    stored = count_claims(url) - before
    result = whosaid("import", "told.ndjson")

    assert 0 < stored < 3000
    assert result.stdout == f"created\tclaims\t{3000 - stored}\nunchanged\tclaims\t{stored}\n"
    assert list(check(open_storage(url))) == []


def test_an_import_reads_from_a_pipe(whosaid, collection, use, tmp_path):
    use("other")
    content = b"".join(path.read_bytes() for path in collection)

    result = subprocess.run([*WHOSAID, "import", "-"], input=content, capture_output=True, env=os.environ)

    assert (result.returncode, result.stderr) == (0, b"")


def test_an_opinion_without_its_claim_is_refused_where_it_names_it(whosaid, collection, use):
    use("other")

    result = whosaid("import", collection[3])

    assert (result.exit_code, len(result.stderr.splitlines())) == (1, 3)
    assert "assessments.ndjson, line 1: /claim_id: There is no claim " in result.stderr


def test_letters_may_come_after_their_source(whosaid, collection, use, tmp_path):
    url = use("other")
    whosaid("import", *collection[:4])

    result = whosaid("import", collection[4])

    again = export_all(whosaid, tmp_path / "again")
    assert (result.exit_code, result.stdout) == (0, "created\tletters\t3\n")
    assert [path.read_text() for path in again] == [path.read_text() for path in collection]
    assert list(check(open_storage(url))) == []


def test_a_letter_that_lacks_the_others_of_its_source_is_refused(whosaid, collection, use):
    use("other")
    letters = collection[4].read_text().splitlines()
    collection[4].write_text(letters[1])

    result = whosaid("import", *collection)

    assert result.stderr.splitlines()[0].endswith(
        "line 1: /number: A source's letters come together, from number 1 on and none twice; these are 2."
    )


def test_letters_of_a_source_that_another_stands_in_for_are_a_conflict(whosaid, collection, use):
    url = use("other")
    whosaid("migrate")
    client = create_app(Settings(database=url)).test_client()
    client.post("/v1/sources", json={"kind": "news_agency", "name": "Reuters"})

    result = whosaid("import", *collection)

    said = "The source is here under another id, and has its own letters."
    assert [said in line for line in result.stderr.splitlines()] == [True, True, True, False]
