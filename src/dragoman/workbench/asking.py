"""What endpoints are given: the desk, and forms that are surely ours."""

from __future__ import annotations

import secrets
from typing import Annotated

from fastapi import Depends, Request

from dragoman.workbench.desk import BadFormError, Desk

MOST_FIELDS = 400


class ForeignFormError(BadFormError):
    """A form without our token."""


def desk_of(request: Request) -> Desk:
    """The desk that the application serves. Raises: nothing."""
    desk = request.app.state.desk
    assert isinstance(desk, Desk)
    return desk


async def posted(request: Request) -> dict[str, str]:
    """The fields of a form; the last of a name counts. Raises: ForeignFormError, BadFormError."""
    async with request.form(max_fields=MOST_FIELDS, max_files=0) as form:
        fields = {name: value for name, value in form.multi_items() if isinstance(value, str)}
    check_token(request, fields.get("token", ""))
    return fields


def check_token(request: Request, token: str) -> None:
    """Refuse a form that this server did not write. Raises: ForeignFormError."""
    if not secrets.compare_digest(token.encode(), desk_of(request).token.encode()):
        raise ForeignFormError(
            "this form is not of this workbench, or older than its last start; "
            "open the page again and send it from there"
        )


TheDesk = Annotated[Desk, Depends(desk_of)]
Posted = Annotated[dict[str, str], Depends(posted)]
