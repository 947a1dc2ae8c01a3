"""Everything that knows HTTP and JSON: the application, its routes and the command."""

from collections.abc import Sequence

from flask import Blueprint, Flask

from api.settings import Settings


def create_app(settings: Settings | None = None) -> Flask:
    """Return the application; the environment tells what `settings` does not."""
    from api.application import Application
    from api.compression import compress
    from api.context import register_context
    from api.cross_origin import register_cross_origin
    from api.errors import register_errors
    from api.request_log import RequestLog, configure_log, headers_of_all
    from api.suffixes import add_suffixes

    settings = settings or Settings.from_environment()
    app = Application(__name__)
    app.config["MAX_CONTENT_LENGTH"] = settings.max_body_bytes
    app.config["READ_TIMEOUT_SECONDS"] = settings.read_timeout_seconds
    configure_log(settings.log_level)
    register_context(app, settings)
    app.wsgi_app = RequestLog(app.wsgi_app, headers_of_all(settings))  # type: ignore[method-assign]  # Flask's way
    register_errors(app)
    register_cross_origin(app, settings.cors_origins)
    app.after_request(compress)
    for noun in _nouns():
        app.register_blueprint(noun)
    add_suffixes(app)
    return app


def _nouns() -> Sequence[Blueprint]:
    from api.articles import articles
    from api.assessments import assessments
    from api.bulk import bulk
    from api.claims import claims
    from api.documentation import documentation
    from api.extractions import extractions
    from api.histories import histories
    from api.reliability import reliability
    from api.revisions import revisions
    from api.scales import scales
    from api.service import service
    from api.source_merges import source_merges
    from api.sources import sources

    return (
        service,
        documentation,
        articles,
        revisions,
        claims,
        bulk,
        assessments,
        sources,
        reliability,
        scales,
        source_merges,
        histories,
        extractions,
    )
