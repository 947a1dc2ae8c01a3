"""The limit to measure against: a Flask route that returns fixed bytes and does nothing else."""

import os
from pathlib import Path

from flask import Flask, Response


def create_app() -> Flask:
    """Answer GET and POST on / with the file BARE_BODY, as BARE_TYPE, with status BARE_STATUS."""
    app = Flask(__name__)
    body = Path(os.environ["BARE_BODY"]).read_bytes()
    content_type = os.environ["BARE_TYPE"]
    status = int(os.environ["BARE_STATUS"])

    @app.route("/", methods=["GET", "POST"])
    def answer() -> Response:
        return Response(body, status=status, content_type=content_type)

    return app
