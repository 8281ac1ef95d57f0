"""The application: its pages put together, its errors told."""

from __future__ import annotations

import getpass
from collections.abc import Callable, Collection
from datetime import datetime
from pathlib import Path

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from fastapi.staticfiles import StaticFiles
from starlette.exceptions import HTTPException

from dragoman import __version__
from dragoman.errors import DragomanError, UnknownCode
from dragoman.store.opening import connect
from dragoman.workbench import (
    adding,
    auditing,
    entities,
    judging,
    lists,
    mapping,
    overview,
    records,
    relating,
    reviewing,
    threads,
)
from dragoman.workbench.asking import ForeignFormError
from dragoman.workbench.desk import (
    WAIT,
    BadFormError,
    Desk,
    MissingError,
    environment,
    json_answer,
)
from dragoman.workbench.filters import FilterError
from dragoman.workbench.forms import FieldError
from dragoman.workbench.jobs import Jobs
from dragoman.workbench.safety import FAULT, LOCAL, Guard, new_token
from dragoman.workbench.sampling import EmptyAuditError

STATIC = Path(__file__).parent / "static"
STATUS: tuple[tuple[type[Exception], int], ...] = (
    (MissingError, 404),
    (UnknownCode, 400),
    (FilterError, 400),
    (FieldError, 400),
    (ForeignFormError, 403),
    (BadFormError, 400),
    (EmptyAuditError, 400),
    (DragomanError, 500),
)
ROOMS = (overview, lists, records, judging, reviewing, auditing, adding, entities, mapping, threads,
         relating)  # fmt: skip


def create_app(
    store: Path,
    *,
    hosts: Collection[str] = LOCAL,
    clock: Callable[[], datetime] | None = None,
    author: str = "",
) -> FastAPI:
    """Make the workbench of a store.

    In:     the store's file, made when missing; the names under which it answers; a clock and the
            name of who sits at the desk, the machine's and the user's when not given.
    Out:    an ASGI application.
    Raises: StoreError when the store can't be used.
    """
    connect(store, create=True, wait=WAIT).close()
    app = FastAPI(
        title="Dragoman", version=__version__, docs_url=None, redoc_url=None,
        description="Who did what to whom, when, where, and on whose word.",
    )  # fmt: skip
    app.state.desk = Desk(store, new_token(), clock or _now, author or _user(), environment())
    app.state.jobs = Jobs(store)
    app.add_middleware(Guard, hosts=hosts)
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    for room in ROOMS:
        app.include_router(room.router)
    for kind in (DragomanError, HTTPException, RequestValidationError):
        app.add_exception_handler(kind, _told)
    return app


def _now() -> datetime:
    return datetime.now().astimezone()


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "somebody"


def _told(request: Request, error: Exception) -> Response:
    """An error as a page, or as JSON where JSON was asked for; nothing of this machine in it."""
    desk: Desk = request.app.state.desk
    status, reason = _reason(error)
    # A store's error begins with its path, which is nobody's business.
    reason = reason.replace(str(desk.store.absolute()), "the store").replace(
        str(desk.store), "the store"
    )
    if request.url.path.endswith((".json", ".csv")):
        answer = json_answer({"status": status, "error": reason})
        answer.status_code = status
        return answer
    return desk.page(request, "error.html", status, reason=reason, status=status)


def _reason(error: Exception) -> tuple[int, str]:
    if isinstance(error, HTTPException):
        usual = "there is no such page; start from Today"
        return error.status_code, usual if error.status_code == 404 else str(error.detail)
    if isinstance(error, RequestValidationError):
        names = ", ".join(str(each["loc"][-1]) for each in error.errors())
        return 400, f"{names}: can't be used"
    for kind, status in STATUS:
        if isinstance(error, kind):
            return status, str(error)
    return FAULT
