"""`cancu serve`: the HTTP service on a port of this machine."""

from __future__ import annotations

import errno
import socket

import uvicorn

from service.commands.terminal import say
from service.errors import PortInUse, WrongUse
from service.remote.addresses import is_address
from service.searching.keeping import Indexes
from service.settings import access_log
from service.store import Store
from service.web.app import create_app
from service.web.guards.watching import write_access_log


def serve(store: str, host: str, port: int) -> None:
    """Serve the store until Ctrl-C. An empty store is served too, with a word on how to fill it.

    Raises PortInUse where another program listens there, WrongUse for an address that this machine lacks.
    """
    reader = Store.open(store).reader()
    if not reader.generation:
        say(f"{store} is empty. Load documents, also while this runs: cancu load corpus --store {store}")
    with listen(host, port) as listening:
        app = create_app(store)
        app.state.indexes = Indexes(store)
        if not is_address(store):  # of a server the whole graph would have to be fetched, wanted or not
            app.state.indexes.begin(reader)
        write_access_log(access_log())
        shown = f"[{host}]" if ":" in host else host
        say(f"serving {store} on http://{shown}:{listening.getsockname()[1]}/ (Ctrl-C stops it)")
        # Who is believed about a client's address is the application's own setting.
        config = uvicorn.Config(app, log_level="warning", access_log=False, proxy_headers=False, server_header=False)
        uvicorn.Server(config).run(sockets=[listening])


def listen(host: str, port: int) -> socket.socket:
    """A socket bound to the address; port 0 takes any free one."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        listening = socket.socket(family, kind, protocol)
    except OSError as error:
        raise WrongUse(f'"{host}" is no address of this machine ({error.strerror}).') from error
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(address)
        listening.listen()
    except OSError as error:
        listening.close()
        if error.errno == errno.EADDRINUSE:
            raise PortInUse(
                f"Port {port} of {host} is in use by another program. Stop it, or choose another with --port."
            ) from error
        raise WrongUse(f"{host}:{port}: cannot listen there ({error.strerror}).") from error
    return listening
