"""The steps of the schema, oldest first. A step that was released is never changed: add another one.

The comment in each statement stays in the file: `.schema` in any SQLite shell tells what a table is for.
"""

from sqlite_utils import Migrations
from sqlite_utils.db import Database

from storage.migrations.article_indexes import ARTICLE_INDEXES
from storage.migrations.article_tables import ARTICLES_AND_SOURCES
from storage.migrations.assessment_tables import ASSESSMENTS, RELIABILITY
from storage.migrations.claim_tables import CLAIM_SEARCH, CLAIMS
from storage.migrations.covering_indexes import COVERING_INDEXES
from storage.migrations.facet_indexes import FACETS
from storage.migrations.history_tables import HISTORY
from storage.migrations.idempotency_tables import KEPT_ANSWERS
from storage.migrations.notice_columns import NOTICES
from storage.migrations.rename_columns import RENAMES
from storage.migrations.unread_revisions import UNREAD_REVISIONS
from storage.migrations.version_tables import OLDER_VERSIONS, OPEN_ACTIONS, VERSIONS
from storage.migrations.worthiness_columns import CHECK_WORTHINESS

steps = Migrations("whosaid")


@steps()
def add_articles_and_sources(db: Database) -> None:
    """Make the tables of what is published and of who says things."""
    for statement in ARTICLES_AND_SOURCES:
        db.execute(statement)


@steps()
def add_claims(db: Database) -> None:
    """Make the tables of claims, and the indexes that answer every filter."""
    for statement in CLAIMS:
        db.execute(statement)


@steps()
def add_claim_search(db: Database) -> None:
    """Make the full-text index over claims, kept in step by triggers."""
    for statement in CLAIM_SEARCH:
        db.execute(statement)


@steps()
def add_history(db: Database) -> None:
    """Make the history, to which one can only append."""
    for statement in HISTORY:
        db.execute(statement)


@steps()
def add_kept_answers(db: Database) -> None:
    """Make the table of answers kept for retries."""
    for statement in KEPT_ANSWERS:
        db.execute(statement)


@steps()
def open_actions(db: Database) -> None:
    """Take any word for what a change did: the program holds the list."""
    for statement in OPEN_ACTIONS:
        db.execute(statement)


@steps()
def add_versions(db: Database) -> None:
    """Make the table of which change made which version, with what the history tells of older ones."""
    for statement in (*VERSIONS, *OLDER_VERSIONS):
        db.execute(statement)


@steps()
def add_assessments(db: Database) -> None:
    """Make the table of opinions on claims."""
    for statement in ASSESSMENTS:
        db.execute(statement)


@steps()
def add_reliability(db: Database) -> None:
    """Make the table of letters given to sources, and show on each source the one that stands."""
    for statement in RELIABILITY:
        db.execute(statement)


@steps()
def add_facet_index(db: Database) -> None:
    """Make the index that facets are counted in."""
    for statement in FACETS:
        db.execute(statement)


@steps()
def add_confidence_weights(db: Database) -> None:
    """Make the column that names the weights a confidence was computed with; older ones name none."""
    db.execute("ALTER TABLE claims ADD COLUMN confidence_weights TEXT")


@steps()
def add_printed_notices(db: Database) -> None:
    """Make the columns of what an article prints of itself, and of why a revision was not analysed."""
    for statement in NOTICES:
        db.execute(statement)


@steps()
def add_check_worthiness(db: Database) -> None:
    """Make the column of how much a claim deserves to be checked, and the index that answers its order."""
    for statement in CHECK_WORTHINESS:
        db.execute(statement)


@steps()
def add_covering_indexes(db: Database) -> None:
    """Put into the indexes of claims what lists filter by, so that filtering reads no claim."""
    for statement in COVERING_INDEXES:
        db.execute(statement)


@steps()
def add_times_of_renames(db: Database) -> None:
    """Make the column by which a claim is known as it was before a source of its was renamed."""
    for statement in RENAMES:
        db.execute(statement)


@steps()
def index_words_of_many_claims_at_once(db: Database) -> None:
    """Leave it to whoever inserts claims: row by row, a trigger takes five times as long as one statement."""
    db.execute("DROP TRIGGER claims_fts_insert")


@steps()
def add_article_indexes(db: Database) -> None:
    """Make the indexes by which a publisher's articles are listed in every order without sorting them."""
    for statement in ARTICLE_INDEXES:
        db.execute(statement)


@steps()
def add_index_of_changes_in_versions(db: Database) -> None:
    """Make the index by which SQLite finds the versions a change makes, which were recorded before it."""
    db.execute("CREATE INDEX versions_by_change ON versions (change)")


@steps()
def tell_of_unread_revisions(db: Database) -> None:
    """Have claims tell of a newer revision of their article that no engine read."""
    for statement in UNREAD_REVISIONS:
        db.execute(statement)
