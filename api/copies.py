"""The command that copies a whole collection into another database."""

import sys
from typing import Any

import click

from api.settings import Settings
from storage import open_storage
from storage.changes import list_changes
from storage.copying import KEYS, Digest, copy_rows, count_rows, digest_table, prepare_target
from storage.database import Database
from storage.migrations import require_migrated


@click.command("copy")
@click.argument("source", metavar="FROM")
@click.argument("target", metavar="TO")
def copy_collection(source: str, target: str) -> None:
    """Copy everything from one database into another, empty one, and compare the two.

    \b
    FROM and TO are addresses as WHOSAID_DATABASE takes them, of a file or a PostgreSQL server: either way,
    or both of one kind. Ids, versions, dates, opinions, merges and the whole history are as they were. Left
    out are answers kept for retries (Idempotency-Key), so stop the service first, and start it on TO.

    \b
    Stopped, however hard, it is begun again and goes on: what TO has by then is compared first. Anything
    that is not so in FROM (another collection, or FROM was changed meanwhile) is refused, and TO stays.
    Prints for each table whether both are the same, its rows and their SHA-256; if not, the exit status is 1.

    \b
    Examples:
      whosaid copy sqlite:///var/whosaid.sqlite postgresql://whosaid@db.example/whosaid
      whosaid copy postgresql://whosaid@db.example/whosaid sqlite:////srv/whosaid.sqlite
    """
    if source == target:
        raise click.UsageError("FROM and TO are one database.")
    here, there = _open(source, "FROM"), _open(target, "TO")
    require_migrated(here)
    prepare_target(there)
    with here.snapshot():
        with _show_progress("Copying", count_rows(here)) as bar:
            for rows in copy_rows(here, there):
                bar.update(rows)
        expected, found = _digest_both(here, there)
    different = [table for table in KEYS if found[table] != expected[table]]
    for table in KEYS:
        click.echo(
            f"different\t{table}\t{expected[table].rows} in FROM, {found[table].rows} in TO"
            if table in different
            else f"same\t{table}\t{found[table].rows}\t{found[table].sha256}"
        )
    if different:
        raise click.ClickException(f"TO is no copy of FROM: {', '.join(different)} differ.")
    # the history's numbers have no gap
    if list_changes(here, after=expected["changes"].rows, limit=1):
        click.echo("FROM was written to meanwhile: TO is as it was when the copy began.", err=True)


def _open(address: str, name: str) -> Database:
    timeout = Settings.from_environment().busy_timeout_seconds
    try:
        return open_storage(address, busy_timeout_seconds=timeout)
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint=name) from error


def _digest_both(here: Database, there: Database) -> tuple[dict[str, Digest], dict[str, Digest]]:
    expected, found = {}, {}
    with _show_progress("Comparing", count_rows(here) + count_rows(there)) as bar:
        for table in KEYS:
            expected[table], found[table] = digest_table(here, table), digest_table(there, table)
            bar.update(expected[table].rows + found[table].rows)
    return expected, found


def _show_progress(label: str, rows: int) -> Any:
    return click.progressbar(length=rows, label=label, file=sys.stderr, hidden=not sys.stderr.isatty())
