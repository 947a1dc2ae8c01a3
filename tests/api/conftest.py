"""The service each test gets: the real application on a real store of its own, held to its own contract."""

import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from click.testing import CliRunner
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from api import create_app
from api.commands import main
from api.context import Context
from api.settings import Settings, list_settings
from storage.checks import check
from storage.database import Database
from tests.api.contract import hold
from tests.api.three_services import Services

Client = FlaskClient
WHOSAID = [sys.executable, "-c", "from api.commands import main; main(prog_name='whosaid')"]


class HeldClient(FlaskClient):
    """A client that holds every answer to what the contract says of its route and status."""

    def open(self, *args: Any, **options: Any) -> TestResponse:
        response = super().open(*args, **options)
        hold(self.application, response)
        return response


@pytest.fixture
def settings(store_url: str) -> Settings:
    """Point the settings at an empty store."""
    return Settings(database=store_url, busy_timeout_seconds=0.2)


@pytest.fixture(scope="session")
def services() -> Iterator[Services]:
    """Start services for tests that are run through them, and stop them at the end."""
    services = Services()
    yield services
    services.close()


@pytest.fixture
def make_app(request: pytest.FixtureRequest, services: Services) -> Callable[[Settings], Flask]:
    """Make applications; under `--three-services`, services of the same settings answer for them."""

    def make_app(settings: Settings) -> Flask:
        app = create_app(settings)
        app.test_client_class = HeldClient
        if request.config.getoption("three_services"):
            app.wsgi_app = services.of(settings)
        return app

    return make_app


@pytest.fixture
def app(make_app: Callable[[Settings], Flask], settings: Settings) -> Iterator[Flask]:
    """Make the application."""
    app = make_app(settings)
    yield app
    assert list(check(the_store(app))) == []
    the_store(app).close()


@pytest.fixture
def client(app: Flask) -> Client:
    """Return a client of the application."""
    return app.test_client()


@pytest.fixture
def db(app: Flask) -> Database:
    """Return the application's store."""
    return the_store(app)


def the_store(app: Flask) -> Database:
    context: Context = app.extensions["whosaid"]
    return context.database


@pytest.fixture
def database(stores, tmp_path):
    """The address of a store that is yet to be made."""
    return stores.make_nothing(tmp_path)


@pytest.fixture
def whosaid(database, tmp_path, monkeypatch):
    """Run the command in an empty folder, with a database of its own and no other setting."""
    for variable, *_ in list_settings():
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setenv("WHOSAID_DATABASE", database)
    monkeypatch.chdir(tmp_path)

    def whosaid(*arguments, stdin=None, environment=None):
        command = [str(argument) for argument in arguments]
        return CliRunner().invoke(main, command, input=stdin, env=environment)

    return whosaid


@pytest.fixture
def environment(database):
    """The environment of a service of its own; nothing of ours is inherited by chance."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("WHOSAID_")}
    return {**kept, "HOST": "127.0.0.1", "PORT": "0", "WHOSAID_DATABASE": database, "WHOSAID_WORKERS": "2"}


@pytest.fixture
def start(environment):
    """Start the service and return its process and address; whatever still runs at the end is killed."""
    started = []

    def start(*options):
        service = subprocess.Popen(
            [*WHOSAID, "serve", *options],
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        started.append(service)
        greeting = service.stdout.readline()
        address = re.search(r"http://\S+:\d+", greeting)
        assert address, greeting + service.stderr.read()
        return service, address[0]

    yield start
    for service in started:
        if service.poll() is None:
            service.kill()
        service.communicate()
