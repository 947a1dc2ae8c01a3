"""The `whosaid` command, run as people run it."""

import re

import pytest

from api import create_app
from api.commands import SEEDS
from api.settings import Settings, list_settings
from storage import open_storage
from tests.api.stories import documents
from tests.stores import only_sqlite

TEXT = '"Nobody had checked the valve," one engineer told Reuters.\n'
PAGE = (
    '<!doctype html><html lang="en"><head><title>Dam fails</title>'
    '<link rel="canonical" href="https://courier.example/dam"></head><body><article><h1>Dam fails</h1>'
    "<p>The dam above Varnholt failed on Tuesday, Mayor Lena Ortiz said, adding that nobody checked it.</p>"
    '<p>"Nobody had checked the valve in all the years since it was built," one engineer told Reuters.</p>'
    "</article></body></html>"
)


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
    assert re.fullmatch("Error: (There is no store at|The store is not migrated).*\n", result.stderr)


@only_sqlite
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


def test_a_file_in_another_language_is_taken_in_and_said_to_be_unread(whosaid):
    german = "Der Damm brach am Dienstag, sagte die Bürgermeisterin, und niemand prüfte das Ventil. " * 3

    result = whosaid("ingest", "-", stdin=german)

    [article] = documents(whosaid("export", "--articles"))
    assert result.stdout == f"created\t{article['id']}\t-\tnot analysed: language de\n"
    assert (article["analysed"], article["not_analysed"], article["language"]) == (False, "language", "de")


def test_a_file_is_taken_in_again_after_its_language_was_taken_back(whosaid, database):
    german = "Der Damm brach am Dienstag, sagte die Bürgermeisterin, und niemand prüfte das Ventil. " * 3
    whosaid("ingest", "-", stdin=german)
    [article] = documents(whosaid("export", "--articles"))
    client = create_app(Settings(database=database)).test_client()
    client.patch(f"/v1/articles/{article['id']}", json={"language": None}, headers={"If-Match": "*"})

    result = whosaid("ingest", "-", stdin=german)

    assert (result.exit_code, result.stdout) == (
        0,
        f"unchanged\t{article['id']}\t-\tnot analysed: language\n",
    )


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
    "picture": (b"\x89PNG\r\n\x1a\n\x00", "is an image"),
    "feed.xml": (b"<?xml version='1.0'?><rss><channel/></rss>", "is an RSS feed"),
    "feed.html": (b"<feed><entry/></feed>", "is an Atom feed"),
    "dam.json": (b'{"text": "The dam failed."}', "is JSON"),
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
        "Error: 11 of 12 files could not be taken in.",
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


def test_a_remote_host_is_refused_before_anything_is_made(whosaid, tmp_path):
    result = whosaid("serve", "--host", "0.0.0.0")

    assert result.exit_code == 1
    assert result.stderr.startswith("Error: HOST is 0.0.0.0, which other machines can reach")
    assert list(tmp_path.iterdir()) == []
