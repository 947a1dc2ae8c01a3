"""Columns made from others so that an index answers each order, absent values last."""

# Absent values sort last both ways, so each way has its own stand-in: '' (before every date) or '~' (after).
PUBLISHED_SORT_COLUMNS = """
    newest TEXT
        GENERATED ALWAYS AS (coalesce(published_on, '') || ' ' || coalesce(published_at, '')) VIRTUAL,
    oldest TEXT
        GENERATED ALWAYS AS (coalesce(published_on, '~') || ' ' || coalesce(published_at, '~')) VIRTUAL
"""
CONFIDENCE_SORT_COLUMNS = """
    strongest INTEGER GENERATED ALWAYS AS (coalesce(confidence_score, -1)) VIRTUAL,
    weakest INTEGER GENERATED ALWAYS AS (coalesce(confidence_score, 101)) VIRTUAL
"""
