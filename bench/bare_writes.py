"""The limit of a write: a Flask route that inserts the rows of a claim by hand-written SQL, and commits.

    BARE_ROWS=rows.json WHOSAID_DATABASE=sqlite:///… python -m bench.bare_writes

The file holds the rows that Whosaid wrote for such a claim; each request writes them again, under another id.
Nothing is checked, looked up or made of what was sent, but that it is JSON.
"""

import json
import os
import threading
from pathlib import Path
from typing import Any

from flask import Flask, Response, request

from api.request_log import RequestLog, configure_log, headers_of_all
from api.server import Server, open_listener
from api.settings import Settings
from bench.stored_rows import Rows, begin_writing, connect_durably, insert_rows
from storage.identifiers import new_id


class BareServer(Server):
    """gunicorn as Whosaid has it, with another application."""

    def load(self) -> Flask:
        """Make the application; runs in each worker."""
        return create_app(self.settings, json.loads(Path(os.environ["BARE_ROWS"]).read_text()))


def create_app(settings: Settings, rows: Rows) -> Flask:
    """Answer POST on / with the claim that the rows tell of."""
    app = Flask(__name__)
    app.config["READ_TIMEOUT_SECONDS"] = settings.read_timeout_seconds
    configure_log(settings.log_level)
    app.wsgi_app = RequestLog(app.wsgi_app, headers_of_all(settings))  # type: ignore[method-assign]  # Flask's way
    local = threading.local()

    @app.get("/")
    def tell_ready() -> Response:
        return Response("ready")

    @app.post("/")
    def write() -> Response:
        json.loads(request.get_data())
        if not hasattr(local, "connection"):
            local.connection = connect_durably(settings.database)
        claim_id = new_id()
        connection = local.connection
        connection.execute(begin_writing(connection))
        (key,) = connection.execute("SELECT max(key) + 1 FROM claims").fetchone()
        (sequence,) = connection.execute("SELECT max(sequence) + 1 FROM changes").fetchone()
        renewed = _renew(rows, claim_id, key, sequence)
        insert_rows(connection, renewed)
        connection.execute("COMMIT")
        headers = {"ETag": f'"{claim_id}.1.json"', "Location": f"/v1/claims/{claim_id}"}
        document = renewed["claims"][0]["document"].encode()
        return Response(document, 201, headers, content_type="application/json")

    return app


def _renew(rows: Rows, claim_id: str, key: int, sequence: int) -> Rows:
    """Return the rows as those of another claim."""
    old_id = rows["claims"][0]["id"]
    numbers = {"key": key, "claim_key": key, "sequence": sequence, "change": sequence}

    def renew(name: str, value: Any) -> Any:
        return value.replace(old_id, claim_id) if isinstance(value, str) else numbers.get(name, value)

    return {
        table: [{name: renew(name, value) for name, value in row.items()} for row in of_table]
        for table, of_table in rows.items()
    }


if __name__ == "__main__":
    settings = Settings.from_environment()
    BareServer(settings, open_listener(settings)).run()
