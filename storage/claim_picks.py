"""Which claims a list takes: the statement that picks their keys in order, as many as are asked for."""

from collections.abc import Sequence
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
    if after is not None:
        params |= {"after_value": after[0], "after_id": after[1]}
    branches = make_branches(db, claim_filter, conditions, lead, sort, continues=after is not None)
    params |= conditions.params | name_statuses(claim_filter) | {"limit": limit}
    return Picks(unite(branches, sort), params)


def make_branches(
    db: Database,
    claim_filter: ClaimFilter,
    conditions: Conditions,
    lead: Lead,
    sort: str,
    *,
    continues: bool = False,
) -> list["Branch"]:
    """Return a branch for each status and each source walked through, whose ids join the parameters."""
    walked: list[str | None] = [None]
    if conditions.walk is not None:
        ids = {f"walked_{index}": source_id for index, source_id in enumerate(conditions.walk.source_ids)}
        conditions.params |= ids
        walked = list(ids)
    return [
        Branch(db, conditions, lead, sort, continues, status, source)
        for status in name_statuses(claim_filter)
        for source in walked
    ]


def name_statuses(claim_filter: ClaimFilter) -> dict[str, str]:
    """Return the statuses that are meant, by the parameters of their branches."""
    return {f"status_{index}": status for index, status in enumerate(dict.fromkeys(claim_filter.status))}


def unite(branches: Sequence["Branch"], sort: str) -> str:
    """Return the statement that picks the first `limit` claims of all branches."""
    statements = [branch.write() for branch in branches]
    if len(statements) == 1:
        return statements[0]
    direction = ORDERS[sort][2]
    united = " UNION ".join(f"SELECT * FROM ({statement}) AS picked" for statement in statements)
    return f"{united} ORDER BY sort_value {direction}, id {direction} LIMIT :limit"


@dataclass(frozen=True, slots=True)
class Branch:
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
    edge: str | None = None

    def write(self) -> str:
        """Return the statement, which goes no further than the sort value of the parameter `edge`, if any."""
        column, beyond, direction = ORDERS[self.sort]
        table, key, claim_id = self._name_columns()
        where = self._write_leading()
        by_date = column if self.sort.endswith("published_on") else "published_day"
        # Where the page begins, or the walk ends, is the bound there: of two an engine may take either.
        begins = f"{column} {beyond}=" if self.continues else f"{column} >=" if self.edge else None
        where += self.conditions.write(
            table,
            key,
            score=column if self.sort.endswith("confidence") else "confidence_score",
            date="newest" if self.lead.is_span else by_date,
            unread=None if begins is None else (begins, self.db.dialect.unread),
        )
        if self.continues:
            where.append(f"({table}.{column}, {table}.{claim_id}) {beyond} (:after_value, :after_id)")
        if self.lead.words is not None:
            where.append(self.lead.words.format(table, key))
        if self.edge is not None:
            where.append(f"{table}.{column} >= :{self.edge}")
        return f"""
            SELECT {table}.{key} AS key, {table}.{column} AS sort_value, {table}.{claim_id} AS id
            FROM {self._write_tables(table, column, where)} WHERE {" AND ".join(where)}
            ORDER BY {table}.{column} {direction}, {table}.{claim_id} {direction} LIMIT :limit
        """

    def write_edge(self, many: int) -> str:
        """Return what selects the sort value of the entry that comes after so many of the index."""
        column, _, direction = ORDERS[self.sort]
        table, _, claim_id = self._name_columns()
        where = self._write_leading()
        if self.sort == "-published_on" and "date" in self.conditions.bounds:
            where.append(f"{table}.{column} BETWEEN :date_lowest AND :date_highest")
        return f"""
            SELECT {table}.{column} AS edge
            FROM {self._write_tables(table, column, where)} WHERE {" AND ".join(where)}
            ORDER BY {table}.{column} {direction}, {table}.{claim_id} {direction} LIMIT 1 OFFSET {many}
        """

    def _name_columns(self) -> tuple[str, str, str]:
        """Return the table that is read, and its columns of the claim's key and id."""
        return ("claim_sources", "claim_key", "claim_id") if self.walked else ("claims", "key", "id")

    def _write_leading(self) -> list[str]:
        """Return the conditions on the first columns of the index."""
        table, _, _ = self._name_columns()
        leading = [f"{table}.status = :{self.status}"]
        if self.walked is not None:
            leading.append(f"{table}.source_id = :{self.walked}")
        if self.walked is not None and self.conditions.walk and self.conditions.walk.flag:
            leading.append(f"{table}.{self.conditions.walk.flag} = 1")
        return leading

    def _write_tables(self, table: str, column: str, where: list[str]) -> str:
        if self.lead.few is not None:
            where.append("claims.key = few.key")
            # CROSS JOIN keeps the few in front.
            return f"(SELECT DISTINCT key FROM ({self.lead.few}) AS found) AS few CROSS JOIN claims"
        return table + self.db.dialect.by_index(self.lead.index or f"{table}_{_INDEXES.get(column, column)}")
