"""Everything that knows HTTP and JSON: the application, its routes and the command."""

from flask import Flask

from api.settings import Settings


def create_app(settings: Settings | None = None) -> Flask:
    """Return the application; the environment tells what `settings` does not."""
    from api.articles import articles
    from api.claims import claims
    from api.context import register_context
    from api.errors import register_errors
    from api.extractions import extractions
    from api.request_log import RequestLog, configure_log
    from api.revisions import revisions
    from api.service import service
    from api.sources import sources
    from api.suffixes import add_suffixes

    settings = settings or Settings.from_environment()
    app = Flask(__name__, static_folder=None)
    app.config["MAX_CONTENT_LENGTH"] = settings.max_body_bytes
    # "//" and a slash at the end are other paths, and unknown ones
    app.url_map.merge_slashes = False
    app.url_map.redirect_defaults = False
    configure_log(settings.log_level)
    register_context(app, settings)
    app.wsgi_app = RequestLog(app.wsgi_app)  # type: ignore[method-assign]  # Flask's own way of wrapping
    register_errors(app)
    for blueprint in (service, articles, revisions, claims, sources, extractions):
        app.register_blueprint(blueprint)
    add_suffixes(app)
    return app
