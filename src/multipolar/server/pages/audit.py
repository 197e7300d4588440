"""Pages on which a document is handed in, its audit watched, and its report read and taken away."""

from collections.abc import Mapping
from pathlib import PurePath
from typing import Annotated

from fastapi import APIRouter, Path, Request, Response
from fastapi.responses import RedirectResponse
from starlette.datastructures import FormData, UploadFile

from multipolar import actors
from multipolar.basics.errors import AskedWronglyError
from multipolar.briefs.framed import inlined
from multipolar.server.audit_work import STYLES, Made, Task
from multipolar.server.audits import Audits, Job
from multipolar.server.bounded import MOST_BYTES
from multipolar.server.cells import clean
from multipolar.server.downloads import file_name
from multipolar.server.frame import render
from multipolar.server.missing import MissingError

router = APIRouter(include_in_schema=False)
Key = Annotated[str, Path(max_length=64)]
_SORTS: Mapping[str, str] = {
    "html": "text/html; charset=utf-8", "json": "application/json", "md": "text/markdown; charset=utf-8",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}  # fmt: skip
_SHEETS = {"page.css": "text/css", "page.js": "text/javascript"}
_UNSTORED = {"Cache-Control": "no-store"}
_MOST_ABOUT = 8


@router.get("/audit")
def form() -> Response:
    """The form."""
    return render("audit.html", nav="audit", most=MOST_BYTES // 1_000_000)


@router.post("/audit")
async def hand_in(request: Request) -> Response:
    """Take a document and lead to its audit."""
    async with request.form(max_files=1, max_fields=8, max_part_size=MOST_BYTES) as fields:
        task = await _task(fields)
    return RedirectResponse(f"/audit/{_audits(request).submit(task)}", 303, _UNSTORED)


async def _task(fields: FormData) -> Task:
    """What a form hands in.

    Raises:
        AskedWronglyError: Neither a file nor a text, or no such actor.
    """
    file, text = fields.get("file"), str(fields.get("text") or "")
    about = [name.strip() for name in str(fields.get("about") or "").split(",") if name.strip()]
    ids = tuple(actors.find(name).id for name in about[:_MOST_ABOUT])
    day = str(fields.get("date") or "").strip()
    if isinstance(file, UploadFile) and file.filename:
        name = clean(PurePath(file.filename.replace("\\", "/")).name)[:120] or "document"
        return Task(name, _ending(name), await file.read(), day, ids)
    if not text.strip():
        raise AskedWronglyError("No document was given", "Choose a file, or paste a text")
    return Task("the text given", "", text.encode("utf-8", "replace"), day, ids)


def _ending(name: str) -> str:
    from multipolar.reading.files import ENDINGS

    ending = PurePath(name).suffix.lower()
    if ending not in ENDINGS:
        raise AskedWronglyError(
            f"{name} is no file that can be read here", f"Endings: {', '.join(sorted(ENDINGS))}"
        )
    return ending


@router.get("/audit/{key}")
def watch(key: Key, request: Request) -> Response:
    """How far an audit is, and what it came to."""
    audits = _audits(request)
    job = _job(audits, key)
    done = job.result.done()
    error = job.result.exception() if done else None
    made = job.result.result() if done and error is None else None
    page = render(
        "audit_job.html", nav="audit", key=key, job=job, made=made, error=str(error or ""),
        before=audits.before(job), counts=_counts(made), forms=tuple(_SORTS),
    )  # fmt: skip
    page.headers.update(_UNSTORED)
    return page


def _counts(made: Made | None) -> list[tuple[str, str, int]]:
    """Sign, word and number of each verdict there is."""
    from multipolar.briefs.verdicts import LABELS

    held = made.counts if made else {}
    return [(one.sign, one.word, held[one.code]) for one in LABELS.values() if held.get(one.code)]


@router.get("/audit/{key}/report")
def report(key: Key, request: Request) -> Response:
    """The report as a page."""
    return Response(_made(request, key)[1].page, media_type=_SORTS["html"], headers=_UNSTORED)


@router.get("/audit/{key}/report.{form}")
def file(key: Key, form: str, request: Request) -> Response:
    """The report as a file to take away."""
    job, made = _made(request, key)
    if form not in made.files:
        raise MissingError(f"There is no report in the form {form!r}", f"Forms: {', '.join(_SORTS)}")
    named = f'attachment; filename="{file_name("audit", job.name)}.{form}"'
    return Response(
        made.files[form], media_type=_SORTS[form], headers={**_UNSTORED, "Content-Disposition": named}
    )


@router.post("/audit/{key}/forget")
def forget(key: Key, request: Request) -> Response:
    """Drop a result before its time."""
    _audits(request).forget(key)
    return RedirectResponse("/audit", 303)


@router.get(STYLES + "/{name}")
def style(name: str) -> Response:
    """The style sheet and the script of reports."""
    if name not in _SHEETS:
        raise MissingError(f"There is no style sheet {name!r}")
    return Response(str(inlined(name)), media_type=_SHEETS[name])


def _audits(request: Request) -> Audits:
    found: Audits = request.app.state.audits
    return found


def _job(audits: Audits, key: str) -> Job:
    job = audits.job(key)
    if job is None:
        raise MissingError(
            "This audit is gone", "Results are kept for half an hour; hand the document in again"
        )
    return job


def _made(request: Request, key: str) -> tuple[Job, Made]:
    job = _job(_audits(request), key)
    if not job.result.done() or job.result.exception() is not None:
        raise MissingError("There is no report of this document", "See its page for how far it is")
    return job, job.result.result()
