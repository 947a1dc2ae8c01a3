"""The service under gunicorn: threaded workers, one process model, nothing opened before the fork."""

import socket
import sys
from pathlib import Path
from typing import Any

from gunicorn.app.base import BaseApplication  # type: ignore[import-untyped]  # it ships no types
from gunicorn.arbiter import Arbiter  # type: ignore[import-untyped]  # likewise

from api import create_app
from api.settings import Settings
from api.worker import LONGEST_FIELD, LONGEST_LINE, MOST_FIELDS

# Memory for the workers' heartbeat files: on a disk, a busy one can stop a worker for seconds.
SHARED_MEMORY = Path("/dev/shm")

# How long workers may take to answer what they are at when the service is told to stop
GRACE_SECONDS = 30


class CannotServe(Exception):
    """The service cannot start here as it is set up; says why and what would help."""


class Server(BaseApplication):  # type: ignore[misc]  # gunicorn ships no types
    """gunicorn, set up by our settings alone: no configuration file, no variable of its own."""

    def __init__(self, settings: Settings, listener: socket.socket) -> None:
        self.settings = settings
        self.address = address_of(listener)
        # gunicorn takes the descriptor over and closes it
        self.descriptor = listener.detach()
        super().__init__()

    def load_config(self) -> None:
        """Tell gunicorn how to run; all times are seconds."""
        for name, value in self._options().items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        """Make the application; runs in each worker, after the fork."""
        return create_app(self.settings)

    def _options(self) -> dict[str, Any]:
        return {
            "bind": f"fd://{self.descriptor}",
            "worker_class": "api.worker.Worker",
            "limit_request_line": LONGEST_LINE,
            "limit_request_fields": MOST_FIELDS,
            "limit_request_field_size": LONGEST_FIELD,
            "workers": self.settings.workers,
            "threads": self.settings.threads,
            "timeout": 60,
            "graceful_timeout": GRACE_SECONDS,
            "keepalive": 5,
            # a worker is replaced now and then, so that no leak grows without end; not all at once
            "max_requests": 5000,
            "max_requests_jitter": 500,
            "worker_tmp_dir": str(SHARED_MEMORY) if SHARED_MEMORY.is_dir() else None,
            "control_socket_disable": True,
            "loglevel": self.settings.log_level,
            "when_ready": self._greet,
        }

    def _greet(self, arbiter: Arbiter) -> None:
        greet(self.address)


def serve(settings: Settings) -> None:
    """Serve until told to stop; the store is migrated before.

    :raises CannotServe: the address may not or cannot be listened on.
    """
    Server(settings, open_listener(settings)).run()


def open_listener(settings: Settings) -> socket.socket:
    """Return a socket that listens on the settings' host and port.

    :raises CannotServe: the host is beyond loopback without leave, or the port is taken or not ours.
    """
    refuse_remote(settings)
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    try:
        return socket.create_server((settings.host, settings.port), family=family, backlog=2048)
    except OSError as error:
        raise CannotServe(
            f"Cannot listen on {settings.host}, port {settings.port}: {error.strerror}. "
            "Choose another with HOST and PORT, or --host and --port."
        ) from error


def refuse_remote(settings: Settings) -> None:
    """Make sure that others reach the service only where that is asked for.

    :raises CannotServe: the host is beyond loopback and `allow_remote` is not set.
    """
    if not settings.is_loopback and not settings.allow_remote:
        raise CannotServe(
            f"HOST is {settings.host}, which other machines can reach, and there are no API keys yet: "
            "whoever reaches the service could write. "
            "Set WHOSAID_ALLOW_REMOTE=true if something else guards it."
        )


def address_of(listener: socket.socket) -> str:
    """Return the URL at which a listening socket is reached."""
    host, port, *_ = listener.getsockname()
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def greet(address: str) -> None:
    """Print the first request to try, once connections are taken."""
    print(f"Whosaid is at {address}. Try:", file=sys.stdout)
    print(f"  curl '{address}/v1/claims?relay=Reuters&limit=1'", file=sys.stdout, flush=True)
