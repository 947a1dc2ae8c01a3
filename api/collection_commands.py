"""The commands that bring a collection in and write it out."""

import json
import os
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, nullcontext
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, TYPE_CHECKING, Any, Literal, cast

import click

from api.problems import InvalidRequest
from api.settings import Settings
from storage.migrations import migrate, require_migrated
from storage.vocabulary import STATUSES

if TYPE_CHECKING:
    from api.exports import Resource

# Refused rows that are told one by one on standard error; a file given for them has all
_MOST_TOLD = 20
# The plural of what an import counts
_COUNTED = {
    "source": "sources",
    "dependent source": "sources",
    "article": "articles",
    "letter": "letters",
    "assessment": "assessments",
}


class _UndoneOnPurpose(Exception):
    """Takes back a transaction in which nothing went wrong."""


@click.command("import")
@click.argument("files", nargs=-1, required=True, metavar="FILE…|-", type=click.Path())
@click.option("--dry-run", is_flag=True, help="Tell what would become of each row, and store nothing.")
@click.option("--atomic", is_flag=True, help="All rows or, where one is refused, none.")
@click.option(
    "--rejects",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write each refused row here, with its file, line and reason, as NDJSON.",
)
def import_collection(files: tuple[str, ...], dry_run: bool, atomic: bool, rejects: Path | None) -> None:
    """Take in NDJSON as `whosaid export` writes it: sources, articles, claims, and opinions of them.

    \b
    Files and lines may come in any order. Each document keeps its id (a UUIDv7), version and dates, and is
    checked as whatever comes in. One that is here and says the same is "unchanged": an import that was
    stopped, however hard, is begun again and goes on. One that says something else is a conflict, and what is
    here stays. Assessments need their claim to be here or to come too, reliability letters their source,
    which stays as it is; a source's letters are stored together.
    Claims may also be as POST /v1/claims takes them, with an id of your own (a UUIDv7) or without.

    \b
    With --atomic or --dry-run all is one transaction, during which nobody else can write.
    A refused row is told, the rest goes on, and the exit status is 1.

    \b
    Examples:
      whosaid import sources.ndjson articles.ndjson claims.ndjson assessments.ndjson reliability.ndjson
      whosaid import --dry-run --rejects rejects.ndjson claims.ndjson
    """
    from api.imports import Importer, read_rows

    settings = Settings.from_environment()
    db = settings.open_store()
    migrate(db)
    with ExitStack() as opened:
        readable = {name: opened.enter_context(_open_again_and_again(name)) for name in files}
        told = opened.enter_context(open(rejects, "wb")) if rejects else None
        report = _Report(told)
        total = sum(file.seek(0, os.SEEK_END) for file in readable.values())
        bar = opened.enter_context(
            click.progressbar(
                length=total, label="Taking in", file=sys.stderr, hidden=not sys.stderr.isatty()
            )
        )
        importer = Importer(db, settings.confidence_weights)
        try:
            with db.transaction() if atomic or dry_run else nullcontext():
                for row, result in importer.take(read_rows(readable, settings.max_body_bytes)):
                    report.add(row, result)
                    bar.update(len(row.line.content) + 1)
                if dry_run or (atomic and report.refused):
                    raise _UndoneOnPurpose
        except _UndoneOnPurpose:
            pass
    report.finish(is_stored=not dry_run and not (atomic and report.refused))


class _Report:
    """What became of the rows: counted, and those that were refused told."""

    def __init__(self, rejects: IO[bytes] | None) -> None:
        self.refused = 0
        self._counts: Counter[str] = Counter()
        self._rejects = rejects

    def add(self, row: Any, result: Any) -> None:
        """Count a row, and tell of it where it was refused."""
        if result.problem is None:
            self._counts[f"{result.outcome} {_COUNTED.get(row.kind, 'claims')}"] += 1
            return
        self.refused += 1
        if self._rejects:
            self._rejects.write(_reject_line(row, result))
        if self.refused <= _MOST_TOLD:
            click.echo(f"{row.file}, line {row.line.number}: {_reason(result)}", err=True)
        elif self.refused == _MOST_TOLD + 1 and not self._rejects:
            click.echo("More rows were refused: --rejects FILE has them all.", err=True)

    def finish(self, *, is_stored: bool) -> None:
        """Print the counts.

        :raises ClickException: rows were refused.
        """
        for counted in sorted(self._counts):
            outcome, what = counted.split(" ", 1)
            click.echo(f"{outcome}\t{what}\t{self._counts[counted]}")
        stored = "" if is_stored else " Nothing was stored."
        if self.refused:
            rows = "1 row was" if self.refused == 1 else f"{self.refused} rows were"
            raise click.ClickException(f"{rows} refused.{stored}")
        if stored:
            click.echo(stored.strip(), err=True)


def _reason(result: Any) -> str:
    errors = result.problem.extra.get("errors", ())
    told = [f"{error['pointer'].removeprefix('#')}: {error['detail']}" for error in errors]
    return "; ".join(one.removeprefix(": ") for one in told) or result.problem.detail


def _reject_line(row: Any, result: Any) -> bytes:
    told = {"file": row.file, **result.as_document(), "row": row.line.content.decode("utf-8", "replace")}
    return json.dumps(told, ensure_ascii=False).encode("utf-8", "replace") + b"\n"


@contextmanager
def _open_again_and_again(name: str) -> Iterator[IO[bytes]]:
    """Open a file that is read more than once; what can be read only once is copied to disk first."""
    with click.open_file(name, "rb") as file:
        if file.seekable():
            yield file
            return
        with TemporaryFile() as copy:
            while piece := file.read(2**20):
                copy.write(piece)
            yield copy


@click.command("export")
@click.option("--articles", is_flag=True, help="Articles with their text.")
@click.option("--sources", is_flag=True, help="Sources.")
@click.option("--assessments", is_flag=True, help="Assessments of all claims.")
@click.option("--reliability", is_flag=True, help="Reliability letters of all sources.")
@click.option("--claims", is_flag=True, help="Claims; so without an option.")
@click.option(
    "--status",
    "statuses",
    multiple=True,
    show_default="active",
    type=click.Choice(STATUSES),
    help="Which claims; may be repeated.",
)
@click.option(
    "--where",
    "filters",
    multiple=True,
    metavar="NAME=VALUE",
    help="Only those that pass this filter of the list's route, such as relay=Reuters; also sort and fields. "
    "May be repeated.",
)
@click.option(
    "--format",
    "form",
    default="ndjson",
    show_default=True,
    type=click.Choice(("ndjson", "csv")),
    help="CSV has fewer fields, for spreadsheets.",
)
@click.option(
    "--output",
    "-o",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write to this file, replacing it only when everything is written.",
)
def export_collection(
    form: Literal["csv", "ndjson"],
    statuses: tuple[str, ...],
    filters: tuple[str, ...],
    output: Path | None,
    **chosen: bool,
) -> None:
    """Write one kind of what there is, oldest first: NDJSON, one JSON document a line, or CSV, one flat row.

    Of assessments and letters also those that were withdrawn or superseded: an opinion stays on record.

    \b
    Examples:
      whosaid export | jq -r .text
      whosaid export --where relay=Reuters --where certainty=possible,doubtful --where sort=-confidence
      whosaid export --status active --status superseded -o claims.ndjson
      whosaid export --articles -o articles.ndjson
      whosaid export --format csv -o claims.csv
    """
    from api.exports import iterate_rows, load_filters, replacing

    resource = _choose_resource([name for name, is_chosen in chosen.items() if is_chosen], statuses)
    settings = Settings.from_environment()
    db = settings.open_store()
    require_migrated(db)
    try:
        meant = load_filters(resource, _split(filters))
        if statuses and "status" in meant:
            raise click.UsageError("--status and --where status=… say the same: give one of them.")
    except InvalidRequest as error:
        told = [f"{one['parameter']}: {one['detail']}" for one in error.errors]
        raise click.BadParameter("; ".join(told), param_hint="--where") from error
    rows = iterate_rows(
        db,
        resource,
        form,
        statuses=statuses or ("active",),
        with_text=settings.serve_article_text,
        filters=meant,
    )
    with replacing(output) if output else click.open_file("-", "wb") as file:
        file.writelines(rows)


def _choose_resource(chosen: Sequence[str], statuses: tuple[str, ...]) -> "Resource":
    """Return what is to be exported.

    :raises UsageError: it is more than one thing, or has no status to choose by.
    """
    named = [f"--{name}" for name in chosen] or ["--claims"]
    if len(named) > 1:
        told = " and ".join(sorted(named))
        raise click.UsageError(f"{told} do not go together: an export writes one of them; call it for each.")
    if statuses and named != ["--claims"]:
        raise click.UsageError(f"--status goes with --claims alone; {named[0]} have no status to choose by.")
    return cast("Resource", named[0].removeprefix("--"))


def _split(filters: tuple[str, ...]) -> dict[str, list[str]]:
    """Return the values of each filter by its name.

    :raises BadParameter: one has no value.
    """
    given: dict[str, list[str]] = {}
    for one in filters:
        name, is_told, value = one.partition("=")
        if not is_told:
            raise click.BadParameter(f"{one!r} is not NAME=VALUE.", param_hint="--where")
        given.setdefault(name, []).append(value)
    return given
