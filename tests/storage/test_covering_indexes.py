"""Stores of before the indexes held what lists filter by: their claims are listed as they were."""

from storage.checks import check
from storage.claim_lists import ClaimFilter, list_claims
from storage.database import Database
from storage.migrations import migrate
from storage.migrations.claim_tables import CLAIMS
from storage.migrations.facet_indexes import FACETS
from storage.migrations.worthiness_columns import CHECK_WORTHINESS
from storage.vocabulary import STATUSES
from tests.storage.claim_collection import sixty_claims
from tests.stores import only_sqlite

# What older steps made of these tables.
OLDER = [
    statement
    for statement in (*CLAIMS, *CHECK_WORTHINESS, *FACETS)
    if " ON claim" in statement or "CREATE TABLE claim_sources" in statement
]
INDEXES = ("by_created_at", "newest", "oldest", "strongest", "weakest", "worthiest", "by_key")


def make_older(db: Database) -> None:
    """Take back the step that made the indexes anew, as if the claims so far were an older program's."""
    db.execute("CREATE TABLE kept AS SELECT * FROM claim_sources")
    db.execute("DROP TABLE claim_sources")
    for index in INDEXES:
        db.execute(f"DROP INDEX claims_{index}")
    for column in ("traits", "published_day"):
        db.execute(f"ALTER TABLE claims DROP COLUMN {column}")
    there = {row["name"] for row in db.query("SELECT name FROM sqlite_schema")}
    for statement in OLDER:
        if statement.split()[2] not in there:
            db.execute(statement)
    db.execute(
        """
        INSERT INTO claim_sources
        SELECT claim_key, source_id, kind, is_origin, is_relay, is_publisher, claim_id, kept.status,
            kept.created_at, published_on, published_at, kept.confidence_score
        FROM kept JOIN claims ON claims.key = kept.claim_key
        """
    )
    db.execute("DROP TABLE kept")
    db.execute("DELETE FROM _sqlite_migrations WHERE name = 'add_covering_indexes'")


@only_sqlite
def test_an_older_store_lists_its_claims_as_before(db: Database) -> None:
    sixty_claims(db)
    filters = (ClaimFilter(status=STATUSES), ClaimFilter(source="Anna Hale"), ClaimFilter(mode=("indirect",)))
    before = [list_claims(db, one, sort="published_on", limit=100) for one in filters]
    make_older(db)

    migrate(db)

    assert [list_claims(db, one, sort="published_on", limit=100) for one in filters] == before
    assert list(check(db)) == []
