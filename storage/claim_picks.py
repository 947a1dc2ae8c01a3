"""Which claims a list takes: the statement that picks their keys in order, as many as are asked for."""

from dataclasses import dataclass
from typing import Any

from storage.claim_filters import ClaimFilter, Conditions, make_conditions
from storage.claim_leads import Lead, find_lead
from storage.claim_search import make_match
from storage.database import Database
from storage.pages import Key

# The column a list is ordered by, and the way: in `claims` and, but for the last, in the index of sources.
ORDERS = {
    "published_on": ("oldest", ">", "ASC"),
    "-published_on": ("newest", "<", "DESC"),
    "created_at": ("created_at", ">", "ASC"),
    "-created_at": ("created_at", "<", "DESC"),
    "confidence": ("weakest", ">", "ASC"),
    "-confidence": ("strongest", "<", "DESC"),
    "-check_worthiness": ("worthiest", "<", "DESC"),
}

# The indexes of both tables are named alike, after the column they are walked by.
_INDEXES = {"created_at": "by_created_at"}


@dataclass(frozen=True, slots=True)
class Picks:
    """A statement that selects key, sort value and id of claims, none twice, in the order of the list."""

    statement: str
    params: dict[str, Any]


def make_picks(
    db: Database,
    claim_filter: ClaimFilter,
    *,
    sort: str,
    after: Key | None = None,
    limit: int,
) -> Picks | None:
    """Return what picks the first `limit` claims meant, of those after a key; None where there can be none.

    :raises ValueError: for a `q` of more than 256 words and phrases
    """
    match = None if claim_filter.q is None else make_match(db, claim_filter.q)
    if claim_filter.q is not None and match is None:
        return None
    conditions = make_conditions(db, claim_filter, match, walk=claim_filter.article is None)
    if conditions.matches_nothing:
        return None
    lead = find_lead(db, claim_filter, conditions, sort, after, limit)
    params = conditions.params
    if conditions.walk is not None and (lead.few is not None or sort == "-check_worthiness"):
        conditions = make_conditions(db, claim_filter, match, walk=False)
    params |= conditions.params | {"limit": limit}
    if after is not None:
        params["after_value"], params["after_id"] = after
    branches = [
        _Branch(db, conditions, lead, sort, after is not None, f"status_{index}", walked).write()
        for index, _ in enumerate(claim_filter.status)
        for walked in _name_walked(conditions)
    ]
    params |= {f"status_{index}": status for index, status in enumerate(claim_filter.status)}
    if conditions.walk is not None:
        params |= {f"walked_{index}": one for index, one in enumerate(conditions.walk.source_ids)}
    return Picks(_unite(branches, ORDERS[sort][2]), params)


def _name_walked(conditions: Conditions) -> list[str | None]:
    """Return the parameters of the sources walked through, or None alone."""
    if conditions.walk is None:
        return [None]
    return [f"walked_{index}" for index, _ in enumerate(conditions.walk.source_ids)]


def _unite(branches: list[str], direction: str) -> str:
    if len(branches) == 1:
        return branches[0]
    united = " UNION ".join(f"SELECT * FROM ({branch}) AS picked" for branch in dict.fromkeys(branches))
    return f"{united} ORDER BY sort_value {direction}, id {direction} LIMIT :limit"


@dataclass(frozen=True, slots=True)
class _Branch:
    """What picks claims of one status and, where there is a walk, of one source.

    Each is answered in order by one index and stops at the limit: together they read little more than a page.
    The index is named, so that no statistics have an engine choose another one.
    """

    db: Database
    conditions: Conditions
    lead: Lead
    sort: str
    continues: bool
    status: str
    walked: str | None

    def write(self) -> str:
        column, beyond, direction = ORDERS[self.sort]
        table, key, claim_id = (
            ("claim_sources", "claim_key", "claim_id") if self.walked else ("claims", "key", "id")
        )
        where = [f"{table}.status = :{self.status}"]
        if self.walked:
            flag = self.conditions.walk and self.conditions.walk.flag
            where.append(f"{table}.source_id = :{self.walked}" + (f" AND {table}.{flag} = 1" if flag else ""))
        by_date = column if self.sort.endswith("published_on") else "published_day"
        # Where the page begins bounds the walk on that side: of two bounds an engine may take either.
        begins = (f"{column} {beyond}=", self.db.dialect.unread) if self.continues else None
        where += self.conditions.write(
            table,
            key,
            score=column if self.sort.endswith("confidence") else "confidence_score",
            date="newest" if self.lead.is_span else by_date,
            unread=begins,
        )
        if self.continues:
            where.append(f"({table}.{column}, {table}.{claim_id}) {beyond} (:after_value, :after_id)")
        if self.lead.words is not None:
            where.append(self.lead.words.format(table, key))
        return f"""
            SELECT {table}.{key} AS key, {table}.{column} AS sort_value, {table}.{claim_id} AS id
            FROM {self._write_tables(table, column, where)} WHERE {" AND ".join(where)}
            ORDER BY {table}.{column} {direction}, {table}.{claim_id} {direction} LIMIT :limit
        """

    def _write_tables(self, table: str, column: str, where: list[str]) -> str:
        if self.lead.few is not None:
            where.append("claims.key = few.key")
            # CROSS JOIN keeps the few in front.
            return f"(SELECT DISTINCT key FROM ({self.lead.few}) AS found) AS few CROSS JOIN claims"
        return table + self.db.dialect.by_index(self.lead.index or f"{table}_{_INDEXES.get(column, column)}")
