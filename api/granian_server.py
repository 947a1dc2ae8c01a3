"""The service under granian, which takes less CPU a request than gunicorn and refuses in words of its own."""

import codecs
import socket
import threading
import time

from api.server import GRACE_SECONDS, CannotServe, address_of, greet, open_listener
from api.settings import Settings

# Between two looks whether a worker takes connections yet
_LOOK_SECONDS = 0.05


def serve_by_granian(settings: Settings) -> None:
    """Serve until told to stop; workers read their settings from the environment, host and port apart.

    What it lacks is told in docs/serving.md.

    :raises CannotServe: granian is not installed, or the address may not or cannot be listened on.
    """
    try:
        from granian import Granian
        from granian.constants import HTTPModes, Interfaces
        from granian.http import HTTP1Settings
        from granian.log import LogLevels
    except ImportError as error:
        raise CannotServe("granian is not installed: .venv/bin/pip install -e '.[granian]'") from error
    # granian opens its own socket; this one tells whether it can, and which port is free
    with open_listener(settings) as listener:
        port = listener.getsockname()[1]
        address = address_of(listener)
    server = Granian(
        "api:create_app",
        factory=True,
        interface=Interfaces.WSGI,
        http=HTTPModes.http1,
        address=settings.host,
        port=port,
        workers=settings.workers,
        blocking_threads=settings.threads,
        websockets=False,
        http1_settings=HTTP1Settings(header_read_timeout=round(settings.read_timeout_seconds * 1000)),
        log_level=LogLevels.warning,
        respawn_failed_workers=True,
        workers_kill_timeout=GRACE_SECONDS,
    )
    # A host's name is written by this codec, which is imported when first used. The thread would do so while
    # a worker is forked, which would then wait for ever for the lock of that import.
    codecs.lookup("idna")
    threading.Thread(target=_greet_once_it_listens, args=(settings.host, port, address), daemon=True).start()
    server.serve()


def _greet_once_it_listens(host: str, port: int, address: str) -> None:
    """Print the first request to try when the first worker takes connections, which granian does not tell."""
    while True:
        try:
            socket.create_connection((host, port)).close()
        except OSError:
            time.sleep(_LOOK_SECONDS)
        else:
            greet(address)
            return
