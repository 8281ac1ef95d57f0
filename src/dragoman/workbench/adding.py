"""Adding pages from the browser: files or a pasted text, with progress as it goes."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response, StreamingResponse
from starlette.datastructures import UploadFile

from dragoman.settings import Settings
from dragoman.store.printable import on_one_line
from dragoman.workbench.asking import TheDesk, check_token
from dragoman.workbench.desk import BadFormError, MissingError, json_answer
from dragoman.workbench.jobs import Given, Job, Jobs
from dragoman.workbench.safety import LARGEST_UPLOAD, MIB

router = APIRouter()
MOST_FILES = 500
HEARTBEAT = 10.0


def _jobs(request: Request) -> Jobs:
    jobs = request.app.state.jobs
    assert isinstance(jobs, Jobs)
    return jobs


@router.get("/add", response_class=Response)
def add_form(request: Request, desk: TheDesk) -> Response:
    """The form to add pages, and the jobs of this server."""
    return desk.page(
        request, "add.html", jobs=_jobs(request).recent(), limit=LARGEST_UPLOAD // MIB,
        most=MOST_FILES,
    )  # fmt: skip


@router.post("/add", response_class=Response)
async def add(request: Request) -> Response:
    """Take files, or a pasted text, to be coded; answers with the address of the progress."""
    async with request.form(
        max_files=MOST_FILES, max_fields=10, max_part_size=LARGEST_UPLOAD
    ) as form:
        check_token(request, str(form.get("token", "")))
        day = _day(str(form.get("published", "")).strip())
        pages = [
            Given(each.filename or "page.txt", await each.read())
            for each in form.getlist("files")
            if isinstance(each, UploadFile) and each.filename
        ]
        pasted = str(form.get("text", ""))
        name = str(form.get("name", "")).strip()
    if pasted.strip():
        # A browser sends CRLF for the line breaks that were typed.
        text = pasted.replace("\r\n", "\n")
        pages.append(Given(name or _first_words(text), text.encode("utf-8", "replace")))
    if not pages:
        raise BadFormError("files: choose files, drop them, or paste a text")
    job = _jobs(request).start(pages, Settings(day))
    if "application/json" in request.headers.get("accept", ""):
        return json_answer({"job": job.number, "progress": f"/add/{job.number}"})
    return RedirectResponse(f"/add/{job.number}", 303)


def _first_words(text: str) -> str:
    return " ".join(text.split()[:6])[:60] + ".txt"


def _day(value: str) -> date | None:
    try:
        return date.fromisoformat(value) if value else None
    except ValueError as error:
        raise BadFormError(f"published: {value!r} is no day; write it as 2025-09-14") from error


def _job(request: Request, number: int) -> Job:
    job = _jobs(request).find(number)
    if job is None:
        raise MissingError(f"there is no job {number} since this server started; see /add")
    return job


@router.get("/add/{number}/events", response_class=Response)
def progress_events(request: Request, number: int) -> Response:
    """A job's progress as server-sent events: working, skipped, done, failed."""
    job = _job(request, number)
    try:
        seen = int(request.headers.get("last-event-id", "0"))
    except ValueError:
        seen = 0
    return StreamingResponse(
        _events(job, max(0, seen)),
        media_type="text/event-stream",
        headers={"cache-control": "no-store"},
    )


def _events(job: Job, seen: int) -> Iterator[str]:
    while True:
        told = job.after(seen, HEARTBEAT)
        if not told:
            if job.over:
                return
            yield ": still at it\n\n"
        for line in told:
            seen += 1
            data = json.dumps(line._asdict() | {"text": on_one_line(line.text)})
            yield f"id: {seen}\nevent: {line.kind}\ndata: {data}\n\n"
            if line.kind in ("done", "failed"):
                return


@router.get("/add/{number}.json", response_class=Response)
def progress_as_json(request: Request, number: int) -> Response:
    """A job's progress as JSON."""
    job = _job(request, number)
    lines = [line._asdict() | {"text": on_one_line(line.text)} for line in job.lines]
    return json_answer({"job": job.number, "over": job.over, "lines": lines})


@router.get("/add/{number}", response_class=Response)
def progress(request: Request, desk: TheDesk, number: int) -> Response:
    """A job's progress as a page."""
    return desk.page(request, "job.html", job=_job(request, number))
