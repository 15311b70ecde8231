"""The door of ``toolkit serve``: a package's site on a port, until somebody stops it."""

from __future__ import annotations

import errno
import signal
import socket
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import uvicorn

from toolkit.errors import AddressError, describe_error
from toolkit.serve.cache import served_database
from toolkit.serve.early import first_pages, made_early
from toolkit.serve.package import open_package
from toolkit.serve.site import make_site

GRACE_SECONDS = 3
BACKLOG = 128


def serve_package(
    package: Path,
    *,
    host: str = "127.0.0.1",
    port: int = 8001,
    sql: bool = False,
    download: bool = False,
    allowed_hosts: Sequence[str] = (),
    on_ready: Callable[[str], None],
) -> None:
    """Serve a package as a read-only site until SIGINT or SIGTERM.

    Args:
        package: The package's folder.
        host: The address to listen on.
        port: The port to listen on; 0 takes a free one.
        sql: Let readers run their own SELECT.
        download: Let readers download the database file.
        allowed_hosts: Names by which readers may address it beside ``host``, localhost and numbers.
        on_ready: Called once with the site's address as soon as the port is ours.

    Raises:
        PackageError: The folder holds no package, or one that is damaged.
        AddressError: The port is taken, or the address is not ours to listen on.
    """
    opened = open_package(package)
    # Before the database is built: who has to choose another port should learn it at once.
    with _stoppable(), _listening(host, port) as listener, served_database(opened) as database:
        site = make_site(database, opened, sql=sql, download=download, hosts=[host, *allowed_hosts])
        address = _address(listener)
        application = made_early(
            site.app(), first_pages(site.site), host=address.removeprefix("http://").rstrip("/")
        )
        server = uvicorn.Server(
            uvicorn.Config(
                application,
                log_level="warning",
                access_log=False,
                server_header=False,
                timeout_graceful_shutdown=GRACE_SECONDS,
            )
        )
        on_ready(address)
        server.run(sockets=[listener])


@contextmanager
def _listening(host: str, port: int) -> Iterator[socket.socket]:
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        listener = socket.socket(family, kind, protocol)
    except OSError as error:
        raise AddressError(
            f"{host!r} is no address to listen on.", hint="Use --host 127.0.0.1."
        ) from error
    with listener:
        # Without it a port stays taken for a minute after the site that used it has stopped.
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind(address)
        except OSError as error:
            raise _address_error(error, host, port) from error
        listener.listen(BACKLOG)
        yield listener


def _address_error(error: OSError, host: str, port: int) -> AddressError:
    another = "Choose another one with --port (0 takes a free one)."
    if error.errno == errno.EADDRINUSE:
        return AddressError(f"Port {port} on {host} is already in use.", hint=another)
    if error.errno == errno.EACCES:
        return AddressError(f"Port {port} may not be used by this user.", hint=another)
    return AddressError(
        f"Cannot listen on {host}: {describe_error(error)}.", hint="Use --host 127.0.0.1."
    )


def _address(listener: socket.socket) -> str:
    host, port = listener.getsockname()[:2]
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"


@contextmanager
def _stoppable() -> Iterator[None]:
    """Let SIGTERM stop the site like Ctrl-C, both quietly.

    uvicorn finishes what it is answering and then raises the signal again for whoever runs it.
    """
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        yield
    except KeyboardInterrupt:
        return
    finally:
        signal.signal(signal.SIGTERM, before)
