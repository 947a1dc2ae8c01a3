"""What lists filter claims by, inside the indexes they are walked in."""

from collections.abc import Mapping

from storage.traits import BITS, ORIGIN_KINDS


def _bit_of(column: str, words: Mapping[str, int]) -> str:
    return f"CASE {column} {' '.join(f'WHEN {word!r} THEN {bit}' for word, bit in words.items())} ELSE 0 END"


_TRAITS = " + ".join(_bit_of(column, words) for column, words in BITS.items())

# 20160903 for 2016-09-03: half the bytes, and compared as the dates are.
_PUBLISHED_DAY = """
    published_day INTEGER GENERATED ALWAYS AS (CAST(replace(published_on, '-', '') AS INTEGER)) VIRTUAL
"""

# After each column that an order walks along: the claim's id, then what is read beside them.
_OF_CLAIMS = {
    "claims_by_created_at": "created_at, id, confidence_score, published_day, traits",
    # With the time, in whose order claims of some dates are sorted where they are hard to walk to.
    "claims_newest": "newest, id, confidence_score, traits, created_at",
    "claims_oldest": "oldest, id, confidence_score, traits",
    "claims_strongest": "strongest, id, published_day, traits",
    "claims_weakest": "weakest, id, published_day, traits",
    "claims_worthiest": "worthiest, id, confidence_score, published_day, traits",
}
_PLACES = "is_origin, is_relay, is_publisher"
_BY_TIME = f"created_at, claim_id, confidence_score, {_PLACES}, published_day, traits"
_OF_SOURCES = {
    "claim_sources_by_created_at": _BY_TIME,
    "claim_sources_newest": f"newest, claim_id, confidence_score, {_PLACES}, traits",
    "claim_sources_oldest": f"oldest, claim_id, confidence_score, {_PLACES}, traits",
    "claim_sources_strongest": f"strongest, claim_id, {_PLACES}, published_day, traits",
    "claim_sources_weakest": f"weakest, claim_id, {_PLACES}, published_day, traits",
}


COVERING_INDEXES = (
    # Virtual, so that no claim's row, which fills a page of the file, is written anew.
    f"ALTER TABLE claims ADD COLUMN traits INTEGER GENERATED ALWAYS AS ({_TRAITS}) VIRTUAL",
    f"ALTER TABLE claims ADD COLUMN {_PUBLISHED_DAY.strip()}",
    *(f"DROP INDEX {name}" for name in (*_OF_CLAIMS, "claims_by_facets")),
    *(f"CREATE INDEX {name} ON claims (status, {columns})" for name, columns in _OF_CLAIMS.items()),
    # What is counted and ranked of claims by their keys.
    "CREATE INDEX claims_by_key ON claims (key, status, confidence_score, published_day, traits)",
    """
CREATE TABLE indexed_claim_sources (
    -- Derived: which sources a claim shows (merged ones as their survivor), with copies of what lists are
    -- filtered and sorted by, so that a source's claims are listed inside one index. No column is generated:
    -- of one that is, SQLite looks up the row, though the index has it.
    claim_key INTEGER NOT NULL REFERENCES claims (key) ON DELETE CASCADE,
    source_id TEXT NOT NULL REFERENCES sources (id),
    kind TEXT NOT NULL,
    is_origin INTEGER NOT NULL,
    is_relay INTEGER NOT NULL,
    is_publisher INTEGER NOT NULL,
    claim_id TEXT NOT NULL,
    status TEXT NOT NULL,
    created_at TEXT NOT NULL,
    newest TEXT NOT NULL,
    oldest TEXT NOT NULL,
    published_day INTEGER,
    confidence_score INTEGER,
    strongest INTEGER NOT NULL,
    weakest INTEGER NOT NULL,
    traits INTEGER NOT NULL,
    PRIMARY KEY (claim_key, source_id)
) STRICT, WITHOUT ROWID
""",
    # Each bit once, so their sum has them all.
    f"""
INSERT INTO indexed_claim_sources (claim_key, source_id, kind, is_origin, is_relay, is_publisher, claim_id,
    status, created_at, newest, oldest, published_day, confidence_score, strongest, weakest, traits)
SELECT claim_key, source_id, kind, is_origin, is_relay, is_publisher, claim_id,
    status, created_at, newest, oldest, CAST(replace(published_on, '-', '') AS INTEGER),
    confidence_score, strongest, weakest,
    (SELECT claims.traits FROM claims WHERE claims.key = claim_sources.claim_key)
    + (SELECT coalesce(sum(DISTINCT {_bit_of("origins.kind", ORIGIN_KINDS)}), 0) FROM claim_sources AS origins
        WHERE origins.claim_key = claim_sources.claim_key AND origins.is_origin = 1)
FROM claim_sources ORDER BY claim_key, source_id
""",
    "DROP TABLE claim_sources",
    "ALTER TABLE indexed_claim_sources RENAME TO claim_sources",
    "CREATE INDEX claim_sources_by_origin_kind ON claim_sources (kind, is_origin) WHERE is_origin = 1",
    *(
        f"CREATE INDEX {name} ON claim_sources (source_id, status, {columns})"
        for name, columns in _OF_SOURCES.items()
    ),
)
