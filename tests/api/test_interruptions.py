"""Commands that write much, on a PostgreSQL that undoes what they write or hangs up in the middle of it."""

import psycopg
import pytest

from tests.stores import only_postgres

pytestmark = only_postgres

# The number of a sequence is taken for good, whatever becomes of the transaction.
INTERRUPT = """
    CREATE SEQUENCE attempts;
    CREATE FUNCTION interrupt() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF nextval('attempts') <= 3 THEN {} END IF;
        RETURN NEW;
    END $$;
    CREATE TRIGGER interrupted BEFORE INSERT ON changes FOR EACH ROW EXECUTE FUNCTION interrupt()
"""
WAYS = {
    "undone": "RAISE EXCEPTION USING ERRCODE = 'serialization_failure';",
    "hung up": "PERFORM pg_terminate_backend(pg_backend_pid());",
}


@pytest.fixture(params=WAYS.values(), ids=WAYS)
def interrupt(request, database):
    """Have the first three changes that are written interrupt whoever writes them."""

    def interrupt():
        with psycopg.connect(database, autocommit=True) as connection:
            connection.execute(INTERRUPT.format(request.param))

    return interrupt


@pytest.fixture
def exported(whosaid, tmp_path):
    """Export the seeds, and leave an empty store."""
    whosaid("seed")
    for resource in ("sources", "articles", "claims"):
        whosaid("export", f"--{resource}", "-o", tmp_path / f"{resource}.ndjson")
    return sorted(tmp_path.glob("*.ndjson"))


def test_an_import_goes_on(whosaid, stores, tmp_path, exported, interrupt):
    stores.make_nothing(tmp_path)
    whosaid("migrate")
    interrupt()

    result = whosaid("import", *exported)

    assert (result.exit_code, result.stderr) == (0, "")
    assert {line.split("\t")[0] for line in result.stdout.splitlines()} == {"created"}
    assert whosaid("import", *exported).stdout == result.stdout.replace("created", "unchanged")


def test_computing_again_goes_on(whosaid, database, interrupt):
    whosaid("seed")
    with psycopg.connect(database, autocommit=True) as connection:
        connection.execute("UPDATE claims SET confidence_stale = 1 WHERE confidence_computed = 1")
    interrupt()

    result = whosaid("recompute")

    assert (result.exit_code, result.stderr, len(result.stdout.splitlines()) > 5) == (0, "", True)
    assert whosaid("recompute").stdout == ""


def test_taking_articles_in_goes_on(whosaid, interrupt):
    whosaid("migrate")
    interrupt()

    result = whosaid("ingest", "-", stdin="Nobody had checked the valve, Reuters said.")

    assert (result.exit_code, result.stderr, result.stdout.split("\t")[0]) == (0, "", "created")
