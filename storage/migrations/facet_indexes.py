"""The index that facets are counted in."""

FACETS = (
    # What facets count of a claim, without the claim's document, which fills a page of the file.
    "CREATE INDEX claims_by_facets ON claims (key, status, certainty_level, confidence_level)",
)
