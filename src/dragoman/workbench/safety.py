"""What every request passes before a page sees it, and what every answer carries.

Pages of the workbench hold text that strangers wrote, and a browser may hold other pages that
would like to reach it: so nothing foreign runs, nothing foreign posts, nothing large is read.
"""

from __future__ import annotations

import logging
import secrets
from collections.abc import Awaitable, Callable, Collection, MutableMapping
from typing import Any, NamedTuple
from urllib.parse import urlsplit

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

MIB = 1 << 20
LARGEST_UPLOAD = 64 * MIB
LARGEST_FORM = MIB
UPLOADS = "/add"
LOCAL = ("localhost", "127.0.0.1", "[::1]", "::1")
READS = ("GET", "HEAD")
HEADERS = (
    (b"content-security-policy",
     b"default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
     b"connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"same-origin"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
)  # fmt: skip


class Refusal(NamedTuple):
    """An answer in place of a page."""

    status: int
    reason: str


FAULT = Refusal(500, "something went wrong here that should not; please report it")


class TooLargeError(Exception):
    """A request's body went over its limit while it was read."""


class Guard:
    """An ASGI layer that refuses what must not come in.

    `token` stands in every form of ours; a form that another site wrote can't know it.
    """

    def __init__(self, app: App, hosts: Collection[str] = LOCAL) -> None:
        self.app = app
        self.hosts = frozenset(host.lower() for host in hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in
                   scope["headers"]}  # fmt: skip
        refusal = refused(scope["method"], scope["path"], headers, self.hosts)
        if refusal is not None:
            await _answer(refusal, _Answer(send))
            return
        body = _Limited(receive, limit_of(scope["path"]))
        answer = _Answer(send)
        try:
            await self.app(scope, body, answer)
        except TooLargeError:
            await _answer(too_large(scope["path"]), answer)
        except Exception:
            # The fault is told on the server's own terminal; nobody else sees its inside.
            logging.getLogger(__name__).exception("%s %s", scope["method"], scope["path"])
            if answer.begun:
                raise
            await _answer(FAULT, answer)


class _Limited:
    """Passes a body on as long as it is no larger than its limit."""

    def __init__(self, receive: Receive, limit: int) -> None:
        self.receive = receive
        self.left = limit

    async def __call__(self) -> Message:
        message = await self.receive()
        if message["type"] == "http.request":
            self.left -= len(message.get("body", b""))
            if self.left < 0:
                raise TooLargeError
        return message


def new_token() -> str:
    """Make the word that our forms carry. Raises: nothing."""
    return secrets.token_urlsafe(24)


def limit_of(path: str) -> int:
    """Say how many bytes a request to this path may have. Raises: nothing."""
    return LARGEST_UPLOAD + MIB if path == UPLOADS else LARGEST_FORM


def too_large(path: str) -> Refusal:
    """Say that a body is too large, and what to do. Raises: nothing."""
    limit = (LARGEST_UPLOAD if path == UPLOADS else LARGEST_FORM) // MIB
    what = "the files together are" if path == UPLOADS else "the form is"
    advice = "split them, or use `dragoman add`" if path == UPLOADS else "send less"
    return Refusal(413, f"{what} too large: the limit is {limit} MiB; {advice}")


def refused(
    method: str, path: str, headers: MutableMapping[str, str], hosts: Collection[str]
) -> Refusal | None:
    """Tell why a request is refused, None if it is not.

    In:     method and path; headers, names in small letters; the names under which we answer.
    Out:    a refusal: of another host's name (a page that had its own name lead to this machine),
            of a form that another site sent, of a body too large or packed.
    Raises: nothing.
    """
    host = hostname(headers.get("host", ""))
    if host not in hosts:
        return Refusal(400, "this workbench answers only under the name that it was started with")
    if method in READS:
        return None
    if method != "POST":
        return Refusal(405, "this workbench knows GET, HEAD and POST only")
    if _from_elsewhere(headers):
        return Refusal(403, "a form from another site was refused; use the workbench's own pages")
    if headers.get("content-encoding", "identity") != "identity":
        return Refusal(415, "packed requests aren't read; send the form as it is")
    length = headers.get("content-length", "0")
    if not length.isdigit() or int(length) > limit_of(path):
        return too_large(path)
    return None


def hostname(host: str) -> str:
    """Take the name out of a Host header, without its port. Raises: nothing."""
    if host.startswith("["):
        return host.partition("]")[0].lower() + "]"
    return host.partition(":")[0].lower()


def _from_elsewhere(headers: MutableMapping[str, str]) -> bool:
    if headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        return True
    origin = headers.get("origin")
    if origin is None:
        # Tools send none; they must know the form's token all the same.
        return False
    return urlsplit(origin).netloc.lower() != headers.get("host", "").lower()


class _Answer:
    """Passes an answer on with our headers; `begun` tells whether any of it went out."""

    def __init__(self, send: Send) -> None:
        self.send = send
        self.begun = False

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.begun = True
            told = {name for name, _ in message.get("headers", ())}
            message["headers"] = [
                *message.get("headers", ()),
                *(pair for pair in HEADERS if pair[0] not in told),
            ]
        await self.send(message)


async def _answer(refusal: Refusal, send: Send) -> None:
    body = f"{refusal.status}: {refusal.reason}\n".encode()
    headers = [
        (b"content-type", b"text/plain; charset=utf-8"),
        (b"content-length", str(len(body)).encode()),
        (b"connection", b"close"),
    ]
    await send({"type": "http.response.start", "status": refusal.status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
