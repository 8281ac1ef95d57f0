"""`dragoman serve`: the workbench, on this machine."""

from __future__ import annotations

import socket
import sys
from pathlib import Path

import click

from dragoman.commands.common import STORE
from dragoman.errors import DragomanError

LOOPBACK = "127.0.0.1"
PORT = 8765
BACKLOG = 128


@click.command()
@STORE
@click.option(
    "--port", type=click.IntRange(0, 65535), default=PORT, show_default=True,
    help="The port to listen at; 0: any that is free.",
)  # fmt: skip
@click.option(
    "--host", default=LOOPBACK, show_default=True,
    help="The address to listen at; another than this machine's own lets others in.",
)  # fmt: skip
@click.option("--open", "browse", is_flag=True, help="Open it in the browser.")
def serve(store: Path | None, port: int, host: str, browse: bool) -> None:
    """Serve the workbench: read, search, check and correct the store's records in a browser."""
    from dragoman.store import default_store

    try:
        import uvicorn

        from dragoman.workbench.app import create_app
        from dragoman.workbench.safety import LOCAL
    except ModuleNotFoundError as error:
        reason = f"{error.name} is missing; install Dragoman anew, with all it needs"
        raise DragomanError(f"serve: {reason}") from error
    path = store or default_store()
    app = create_app(path, hosts=(*LOCAL, host.lower()))
    with _listening(host, port) as listener:
        address = f"http://{_shown(host)}:{listener.getsockname()[1]}/"
        click.echo(f"{path}: {address} (Ctrl-C ends it)")
        sys.stdout.flush()
        if browse:
            import webbrowser

            webbrowser.open(address)
        config = uvicorn.Config(
            app, log_level="warning", server_header=False, timeout_graceful_shutdown=1,
            lifespan="off", h11_max_incomplete_event_size=32_768,
        )  # fmt: skip
        uvicorn.Server(config).run(sockets=[listener])


def _shown(host: str) -> str:
    return f"[{host}]" if ":" in host else host


def _listening(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
        listener.listen(BACKLOG)
    except OSError as error:
        listener.close()
        reason = error.strerror or str(error)
        raise DragomanError(
            f"serve: {_shown(host)}:{port} can't be listened at ({reason}); "
            "name another port with --port, or 0 for any"
        ) from error
    return listener
