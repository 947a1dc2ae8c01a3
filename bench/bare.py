"""The limit to measure against: a Flask route that returns fixed bytes, served and logged like Whosaid.

    BARE_ANSWER=answer.json python -m bench.bare

The answer is {"status": 200, "headers": {…}, "body": "…"}.
"""

import json
import os
from pathlib import Path

from flask import Flask, Response

from api.request_log import RequestLog, configure_log, headers_of_all
from api.server import Server, open_listener
from api.settings import Settings


class BareServer(Server):
    """gunicorn as Whosaid has it, with another application."""

    def load(self) -> Flask:
        """Make the application; runs in each worker."""
        return create_app(self.settings)


def create_app(settings: Settings) -> Flask:
    """Answer GET and POST on / with what the file BARE_ANSWER says."""
    app = Flask(__name__)
    app.config["READ_TIMEOUT_SECONDS"] = settings.read_timeout_seconds
    configure_log(settings.log_level)
    app.wsgi_app = RequestLog(app.wsgi_app, headers_of_all(settings))  # type: ignore[method-assign]  # Flask's way
    answer = json.loads(Path(os.environ["BARE_ANSWER"]).read_text())
    body = answer["body"].encode()

    @app.route("/", methods=["GET", "POST"])
    def answer_all() -> Response:
        return Response(body, answer["status"], answer["headers"])

    return app


if __name__ == "__main__":
    settings = Settings.from_environment()
    BareServer(settings, open_listener(settings)).run()
