"""The `whosaid` command."""

import os
import sys
from functools import partial
from pathlib import Path
from typing import Any, Literal

import click

from api.collection_commands import export_collection, import_collection
from api.copies import copy_collection
from api.engines import open_configured_engine, require_configured_engine
from api.settings import BadSetting, Settings, list_settings
from storage.changes import Editor, list_changes
from storage.checks import check as check_laws
from storage.clock import now
from storage.errors import StorageError
from storage.migrations import migrate as migrate_storage
from storage.migrations import require_migrated
from storage.retries import retry_interrupted

SEEDS = Path(__file__).parent.parent / "seeds"


class Commands(click.Group):
    """The commands; what a user can mend is said in one line, without a traceback."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; exit status 0 is success, 1 a failure, 2 a wrong call."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            # the reader left, as `head` does; click ends quietly
            raise
        except OSError as error:
            # standard output has no name
            named = f"{error.filename}: " if error.filename else ""
            raise click.ClickException(f"{named}{error.strerror}") from error
        except Exception as error:
            if _can_be_mended(error):
                raise click.ClickException(str(error)) from error
            raise

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Print every setting with its default below the commands."""
        with formatter.section("Settings (environment variables)"):
            formatter.write_dl(
                [(variable, f"{doc} [{default}; {unit}]") for variable, default, unit, doc in list_settings()]
            )


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(package_name="whosaid")
def main() -> None:
    """Who said it, through whom, and how sure can we be?

    Takes news articles in, finds each claim with the chain it came through, and serves them over HTTP.

    \b
    Start here:
      whosaid serve --seed                 serve on 127.0.0.1:8000 with the seed articles
      whosaid ingest story.html notes.txt  take articles in
      whosaid export > claims.ndjson       every active claim, one JSON document a line
    """


@main.command()
@click.option("--host", help="Where to listen, instead of HOST.")
@click.option("--port", help="Which port, instead of PORT; 0 takes any free one.")
@click.option("--seed", is_flag=True, help="Load the seeds first, if nothing was ever stored.")
@click.option(
    "--server",
    default="gunicorn",
    show_default=True,
    type=click.Choice(("gunicorn", "granian")),
    help="granian takes less CPU, and lacks what docs/serving.md tells.",
)
def serve(host: str | None, port: str | None, seed: bool, server: str) -> None:
    """Serve the API, until stopped with Ctrl-C or SIGTERM.

    Makes or migrates the database first. Beyond loopback it serves only with WHOSAID_ALLOW_REMOTE=true.

    \b
    Examples:
      whosaid serve
      PORT=9000 WHOSAID_DATABASE=sqlite:////srv/whosaid.sqlite whosaid serve
    """
    from api.seeds import load_seeds
    from api.server import refuse_remote
    from api.server import serve as serve_by_gunicorn

    given = {name: value for name, value in (("HOST", host), ("PORT", port)) if value is not None}
    settings = Settings.from_environment({**os.environ, **given})
    refuse_remote(settings)
    require_configured_engine(settings)
    db = settings.open_store()
    migrate_storage(db)
    if seed and not list_changes(db, limit=1):
        load_seeds(db, SEEDS, weights=settings.confidence_weights)
    # the workers open their own connections, after the fork
    db.close()
    if server == "granian":
        from api.granian_server import serve_by_granian

        serve_by_granian(settings)
    else:
        serve_by_gunicorn(settings)


@main.command()
def migrate() -> None:
    """Make the database, or bring it up to this version."""
    db = Settings.from_environment().open_store()
    steps = migrate_storage(db)
    click.echo("\n".join(f"applied {step}" for step in steps) or "Nothing to do.")


@main.command()
@click.argument("directory", type=click.Path(exists=True, file_okay=False, path_type=Path), default=SEEDS)
def seed(directory: Path) -> None:
    """Load the seed articles, sources and claims from DIRECTORY (the project's own if not given).

    All or nothing, and harmless to repeat: what was loaded before stays as people have changed or removed it.
    """
    from api.seeds import load_seeds

    settings = Settings.from_environment()
    db = settings.open_store()
    migrate_storage(db)
    counts = retry_interrupted(lambda: load_seeds(db, directory, weights=settings.confidence_weights))
    click.echo("added " + ", ".join(f"{count} {resource}" for resource, count in counts.items()))


@main.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE…|-")
@click.option(
    "--format",
    "file_format",
    type=click.Choice(("text", "html")),
    help="Instead of telling by name and content.",
)
@click.option("--url", help="The article's address; one file only.")
@click.option("--title", help="Its title; one file only.")
@click.option("--title-from-first-line", is_flag=True, help="Take each text's first line as its title.")
@click.option("--publisher", help="Who published it: a name, such as 'The Valley Courier'.")
@click.option("--author", "authors", multiple=True, help="Who wrote it; may be repeated.")
@click.option("--language", help="A BCP 47 tag, such as en; if not given, the page's own, or recognised.")
@click.option("--published-on", help="The date as printed, such as 2026-05-04.")
@click.option("--published-at", help="The time with its zone, such as 2026-05-04T08:00:00+02:00.")
def ingest(
    files: tuple[str, ...],
    file_format: Literal["text", "html"] | None,
    title_from_first_line: bool,
    **told: Any,
) -> None:
    """Take articles in from text or HTML files, or one from standard input (-).

    Prints what became of each: created, revised or unchanged, its id, the file and, where no engine reads
    it, why: "not analysed: language de". The same article again changes nothing; the same address with
    another text becomes a new revision. What the options tell goes
    before what a page says of itself. A text's title is never guessed: give --title or
    --title-from-first-line. A file that cannot be taken in is reported, the rest go on, and the exit status
    is 1.

    \b
    Examples:
      whosaid ingest --publisher 'The Valley Courier' --published-on 2026-05-04 dam.txt
      whosaid ingest pages/*.html
      curl -s https://example.org/story | whosaid ingest --url https://example.org/story -
    """
    from api.file_ingest import FileIngest, UnreadableFile, describe

    told = describe(**told)
    if len(files) > 1 and (one := {"url", "title"} & told.keys()):
        raise click.UsageError(f"--{min(one)} describes one article; there are {len(files)} files.")
    settings = Settings.from_environment()
    db = settings.open_store()
    migrate_storage(db)
    task = FileIngest(
        db=db,
        engine=open_configured_engine(settings),
        told=told,
        max_chars=settings.max_article_chars,
        weights=settings.confidence_weights,
        file_format=file_format,
        title_from_first_line=title_from_first_line,
    )
    is_watched = len(files) > 1 and sys.stderr.isatty()
    failures = 0
    with click.progressbar(files, label="Taking in", file=sys.stderr, hidden=not is_watched) as bar:
        for name in bar:
            # the bar's line is cleared first, and drawn again below by the next step
            clear = "\r\x1b[K" if is_watched else ""
            try:
                taken = task.run(name)
                click.echo(clear, nl=False, err=True)
                unread = f"\tnot analysed: {taken.not_analysed}" if taken.not_analysed else ""
                click.echo(f"{taken.outcome}\t{taken.article_id}\t{name}{unread}")
            except (UnreadableFile, StorageError, OSError) as error:
                failures += 1
                click.echo(f"{clear}{name}: {getattr(error, 'strerror', None) or error}", err=True)
    if failures:
        raise click.ClickException(f"{failures} of {len(files)} files could not be taken in.")


@main.command()
@click.argument("article_ids", nargs=-1, metavar="[ARTICLE_ID]…")
def reanalyse(article_ids: tuple[str, ...]) -> None:
    """Analyse articles again with the present engine: those named, or all that another one read last.

    Another version of an engine is another one. Nothing else does that to what is stored: a newer engine
    reads new articles only. Claims that nobody touched are superseded; those edited, assessed or made by
    hand stay. Prints each article's id. Whatever cannot be analysed is reported, the rest go on, and the
    exit status is 1. It may be stopped and run again: without ids it goes on where it was.

    \b
    Examples:
      WHOSAID_EXTRACTOR=rules whosaid reanalyse
      whosaid reanalyse 01a2008d-7400-7000-8000-0000000a0001
    """
    from api.ingest import prepare_analysis
    from extraction.versions import version_of
    from storage.analyses import list_analysed_otherwise

    settings = Settings.from_environment()
    db = settings.open_store()
    require_migrated(db)
    engine = open_configured_engine(settings)
    chosen = article_ids or list_analysed_otherwise(db, engine=engine.name, version=version_of(engine))
    failures = 0
    for article_id in chosen:
        try:
            store = prepare_analysis(db, engine, article_id, weights=settings.confidence_weights)
            retry_interrupted(partial(store, Editor("whosaid reanalyse", now())))
            click.echo(article_id)
        except StorageError as error:
            failures += 1
            click.echo(f"{article_id}: {error}", err=True)
    if failures:
        raise click.ClickException(f"{failures} of {len(chosen)} articles could not be analysed.")


@main.command()
def recompute() -> None:
    """Compute confidences again that are stale, or of other weights than the present ones.

    Also those of claims that had none, where there is a basis now. Each change is told in the claim's
    history and makes no claim count as edited; the claims' ids are printed. Stated scores stay.
    """
    from api.confidences import recompute_confidences

    settings = Settings.from_environment()
    db = settings.open_store()
    require_migrated(db)
    by = Editor("whosaid recompute", now(), f"Weights {settings.confidence_weights.name}.")
    for claim_id in recompute_confidences(db, settings.confidence_weights, by=by):
        click.echo(claim_id)


@main.command()
def check() -> None:
    """Verify every law of the model over the whole database; print what breaks one, and exit with 1."""
    db = Settings.from_environment().open_store()
    require_migrated(db)
    is_sound = True
    for problem in check_laws(db):
        click.echo(problem)
        is_sound = False
    if not is_sound:
        sys.exit(1)
    click.echo("Every law holds.", err=True)


main.add_command(import_collection)
main.add_command(export_collection)
main.add_command(copy_collection)


def _can_be_mended(error: Exception) -> bool:
    """Say whether the caller can mend this; anything else is our fault and keeps its traceback."""
    # imported only now, and in each command what it needs: `whosaid --help` should not wait for it all
    from api.seeds import BadSeed
    from api.server import CannotServe

    return isinstance(error, BadSetting | StorageError | BadSeed | CannotServe)
