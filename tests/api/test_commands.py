"""The `whosaid` command, run as people run it."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from api.commands import SEEDS, main
from api.settings import list_settings
from storage import open_storage
from storage.changes import Editor
from storage.sources import add_source

TEXT = '"Nobody had checked the valve," one engineer told Reuters.\n'
PAGE = (
    '<!doctype html><html lang="en"><head><title>Dam fails</title>'
    '<link rel="canonical" href="https://courier.example/dam"></head><body><article><h1>Dam fails</h1>'
    "<p>The dam above Varnholt failed on Tuesday, Mayor Lena Ortiz said, adding that nobody checked it.</p>"
    '<p>"Nobody had checked the valve in all the years since it was built," one engineer told Reuters.</p>'
    "</article></body></html>"
)


@pytest.fixture
def database(tmp_path):
    return f"sqlite:///{tmp_path}/var/whosaid.sqlite"


@pytest.fixture
def whosaid(database, tmp_path, monkeypatch):
    """Run the command in an empty folder, with a database of its own and no other setting."""
    for variable, *_ in list_settings():
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setenv("WHOSAID_DATABASE", database)
    monkeypatch.chdir(tmp_path)

    def whosaid(*arguments, stdin=None):
        return CliRunner().invoke(main, [str(argument) for argument in arguments], input=stdin)

    return whosaid


def documents(result):
    assert result.exit_code == 0, result.stderr
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_help_names_every_command_and_every_setting(whosaid):
    text = whosaid("--help").stdout

    assert all(f"\n  {name} " in text for name in ("serve", "migrate", "seed", "ingest", "export", "check"))
    assert all(variable in text for variable, *_ in list_settings())


@pytest.mark.parametrize("command", ["serve", "ingest", "export"])
def test_help_shows_examples(whosaid, command):
    assert f"Examples:\n    whosaid {command}" in whosaid(command, "--help").stdout


def test_a_new_database_is_made_and_then_up_to_date(whosaid):
    first, second = whosaid("migrate"), whosaid("migrate")

    assert first.stdout.startswith("applied ")
    assert second.stdout == "Nothing to do.\n"


def test_the_seeds_are_loaded_once(whosaid):
    claims = len((SEEDS / "claims.jsonl").read_text(encoding="utf-8").splitlines())

    first, second = whosaid("seed"), whosaid("seed")

    assert first.stdout.endswith(f"{claims} claims\n")
    assert second.stdout == "added 0 articles, 0 sources, 0 claims\n"


def test_a_sound_database_passes_the_check(whosaid):
    whosaid("seed")

    checked = whosaid("check")

    assert (checked.exit_code, checked.stdout, checked.stderr) == (0, "", "Every law holds.\n")


def test_a_broken_law_is_printed_and_fails_the_check(whosaid, database):
    whosaid("seed")
    store = open_storage(database)
    store.execute("UPDATE claims SET published_on = '1999-01-01' WHERE id LIKE '%c0001'")
    store.close()

    checked = whosaid("check")

    assert (checked.exit_code, checked.stderr) == (1, "")
    assert "01a2008d-7400-7000-8000-0000000c0001" in checked.stdout


@pytest.mark.parametrize("command", ["check", "export"])
def test_a_database_that_is_not_there_is_said_in_one_line(whosaid, command):
    result = whosaid(command)

    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith("Error: There is no store at ") and result.stderr.count("\n") == 1


def test_a_file_that_is_no_database_is_said_in_one_line(whosaid, tmp_path):
    (tmp_path / "var").mkdir()
    (tmp_path / "var" / "whosaid.sqlite").write_bytes(b"no database at all" * 100)

    result = whosaid("migrate")

    assert (result.exit_code, result.stderr) == (1, "Error: The store's file is not one of SQLite's.\n")


def test_a_bad_setting_is_said_in_one_line(whosaid, monkeypatch):
    monkeypatch.setenv("PORT", "http")

    result = whosaid("migrate")

    message = "Error: PORT is 'http', but must be a whole number from 0 to 65535.\n"
    assert (result.exit_code, result.stderr) == (1, message)


def test_an_unknown_engine_is_said_in_one_line(whosaid, tmp_path, monkeypatch):
    monkeypatch.setenv("WHOSAID_EXTRACTOR", "oracle")
    (tmp_path / "dam.txt").write_text(TEXT, encoding="utf-8")

    result = whosaid("ingest", "dam.txt")

    assert result.exit_code == 1
    assert result.stderr.startswith("Error: WHOSAID_EXTRACTOR: unknown engine 'oracle'; there are: ")


def test_text_and_html_files_become_articles(whosaid, tmp_path):
    (tmp_path / "dam.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "page").write_text(PAGE, encoding="utf-8")

    result = whosaid("ingest", "dam.txt", "page")

    text, page = documents(whosaid("export", "--articles"))
    assert result.stdout == f"created\t{text['id']}\tdam.txt\ncreated\t{page['id']}\tpage\n"
    assert (text["text"], "title" in text) == (TEXT, False)
    assert (page["title"], page["url"], page["language"]) == (
        "Dam fails",
        "https://courier.example/dam",
        "en",
    )
    assert len(documents(whosaid("export"))) >= 2


def test_standard_input_is_read_and_options_describe_it(whosaid):
    told = "--url=https://courier.example/d --title=Dam --publisher=AFP --language=en-GB --author=Ada"
    when = "--published-on=2026-05-04 --published-at=2026-05-04T08:00:00+02:00"

    whosaid("ingest", *told.split(), *when.split(), "-", stdin=TEXT)

    [article] = documents(whosaid("export", "--articles"))
    assert {name: article[name] for name in ("url", "title", "language", "authors")} == {
        "url": "https://courier.example/d",
        "title": "Dam",
        "language": "en-GB",
        "authors": ["Ada"],
    }
    assert (article["published_on"], article["published_at"]) == ("2026-05-04", "2026-05-04T06:00:00.000Z")
    assert (article["publisher"]["kind"], article["publisher"]["name"]) == ("news_agency", "AFP")


def test_the_first_line_is_the_title_only_where_asked(whosaid):
    whosaid("ingest", "--title-from-first-line", "-", stdin="Dam fails\n\n" + TEXT)

    [article] = documents(whosaid("export", "--articles"))
    assert (article["title"], article["text"]) == ("Dam fails", TEXT)


def test_the_same_file_again_changes_nothing(whosaid):
    first, again = whosaid("ingest", "-", stdin=TEXT), whosaid("ingest", "-", stdin=TEXT)

    assert again.stdout == first.stdout.replace("created", "unchanged")


BAD_FILES = {
    "empty.txt": (b"", "is empty"),
    "blank.txt": (b" \n\t\n", "is empty"),
    "latin.txt": ("Zoë said no.".encode("latin-1"), "is not UTF-8 text (at byte 2)"),
    "binary.txt": (b"PK\x03\x04\x00\x00text", "is binary, not text"),
    "empty.html": (b"<html><body></body></html>", "has no article text found"),
    "picture": (b"\x89PNG\r\n\x1a\n\x00", "is not UTF-8 text (at byte 0)"),
}


def test_bad_files_are_reported_and_the_rest_go_on(whosaid, tmp_path):
    for name, (content, _) in BAD_FILES.items():
        (tmp_path / name).write_bytes(content)
    (tmp_path / "dam.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "folder").mkdir()

    result = whosaid("ingest", *BAD_FILES, "missing.txt", "folder", "dam.txt")

    assert result.exit_code == 1
    assert result.stdout.endswith("\tdam.txt\n") and result.stdout.startswith("created\t")
    assert result.stderr.splitlines() == [
        *(f"{name}: {message}" for name, (_, message) in BAD_FILES.items()),
        "missing.txt: No such file or directory",
        "folder: Is a directory",
        "Error: 8 of 9 files could not be taken in.",
    ]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (("--published-on", "4 May"), "published_on: Must be a date, such as 2016-09-03."),
        (("--published-at", "2026-05-04T08:00:00"), "published_at: Must be a time with its zone, such as"),
        (("--url", "dam"), "url: Must be an http or https URL with a host"),
        (("--language", "English!"), "language: Must be a BCP 47 language tag"),
    ],
)
def test_an_option_that_cannot_be_is_named(whosaid, options, message):
    result = whosaid("ingest", *options, "-", stdin=TEXT)

    assert result.exit_code == 1
    assert result.stderr.startswith(f"-: {message}")


def test_a_text_that_is_too_long_is_refused(whosaid, monkeypatch):
    monkeypatch.setenv("WHOSAID_MAX_ARTICLE_CHARS", "20")

    result = whosaid("ingest", "-", stdin=TEXT)

    assert result.stderr.startswith(f"-: has {len(TEXT)} characters; at most 20 are taken\n")


@pytest.mark.parametrize("option", ["--url", "--title"])
def test_what_describes_one_article_is_refused_for_several(whosaid, option):
    result = whosaid("ingest", option, "https://courier.example", "a.txt", "b.txt")

    assert result.exit_code == 2
    assert f"Error: {option} describes one article; there are 2 files." in result.stderr


def test_claims_are_exported_by_status(whosaid, tmp_path):
    whosaid("ingest", "--url", "https://courier.example/d", "-", stdin=TEXT)
    whosaid("ingest", "--url", "https://courier.example/d", "-", stdin=TEXT + "\nThe valve was old.\n")

    active, superseded = documents(whosaid("export")), documents(whosaid("export", "--status", "superseded"))

    assert {claim["status"] for claim in active} == {"active"}
    assert {claim["status"] for claim in superseded} == {"superseded"}


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

    result = whosaid("export", "--output", "claims.ndjson")

    lines = (tmp_path / "claims.ndjson").read_text(encoding="utf-8").splitlines()
    assert (result.exit_code, result.stdout, len(lines)) == (0, "", len(documents(whosaid("export"))))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["claims.ndjson", "var"]


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
    command = f"{sys.executable} -c 'from api.commands import main; main()' export --sources --status active"

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


def test_a_remote_host_is_refused_before_anything_is_made(whosaid, tmp_path):
    result = whosaid("serve", "--host", "0.0.0.0")

    assert result.exit_code == 1
    assert result.stderr.startswith("Error: HOST is 0.0.0.0, which other machines can reach")
    assert list(tmp_path.iterdir()) == []
