"""A file that a client sends: never larger than the limit, never kept.

    async with received(request, most=25 * 2**20) as sent:
        sent.file, sent.name          # a file in a folder of its own, gone when the block ends

The body is counted as it comes in. Of one that is too large the rest is read and thrown away, up to a bound, so that a
browser hears the answer instead of a broken connection.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable, MutableMapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from anyio.to_thread import run_sync
from fastapi import Request
from starlette.datastructures import FormData, UploadFile

from loaders.reading import printable
from service.web.problems import Problem

MEGA: Final = 2**20
_FORM: Final = 64 * 1024
"""What a form adds to its file: names, boundaries, the other fields."""
_THROWN_AWAY: Final = 8
"""How many times the limit is read of a body that is too large."""
_LONGEST_NAME: Final = 120
CHECK_IT_HERE: Final = "check it with the command cancu check"

Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]


@dataclass(frozen=True)
class Sent:
    """A file as it was sent, and the form's other fields."""

    file: Path
    name: str
    form: FormData


def form_with_file(told: str) -> dict[str, Any]:
    """The body of such a request for the OpenAPI description. `told`: what the file is."""
    file = {"type": "string", "format": "binary", "description": told}
    form = {"type": "object", "required": ["file"], "properties": {"file": file}}
    return {"required": True, "content": {"multipart/form-data": {"schema": form}}}


@asynccontextmanager
async def received(request: Request, most: int, advice: str = CHECK_IT_HERE) -> AsyncIterator[Sent]:
    """The field "file" of a multipart form, at most `most` bytes. `advice`: what else to do with a larger one.

    Raises Problem: 413 for more, 415 for a body that is no such form, 400 where the form has no file.
    """
    if not request.headers.get("content-type", "").startswith("multipart/form-data"):
        raise Problem(415, "No form", 'Send the file as multipart/form-data, in the field "file".')
    bounded = Request(request.scope, _bounded(request.receive, most, advice))
    async with bounded.form(max_files=1, max_fields=20) as form:
        upload = form.get("file")
        if not isinstance(upload, UploadFile) or not upload.filename:
            raise Problem(400, "No file", 'The form has no file. Choose one, or send it in the field "file".')
        with tempfile.TemporaryDirectory(prefix="cancu-") as folder:
            name = _safe_name(upload.filename)
            file = Path(folder, name)
            await run_sync(_copy, upload, file)
            yield Sent(file, name, form)


def _copy(upload: UploadFile, file: Path) -> None:
    with file.open("wb") as out:
        shutil.copyfileobj(upload.file, out)


def _safe_name(name: str) -> str:
    """The last part of a path, of either kind; without signs that are for machines."""
    last = printable(name.replace("\\", "/").rpartition("/")[2]).strip(". \ufffd")
    stem, dot, suffix = last.rpartition(".")
    return f"{(stem or suffix)[:_LONGEST_NAME]}{dot if stem else ''}{suffix[:10] if stem else ''}" or "draft"


def _bounded(receive: Receive, most: int, advice: str) -> Receive:
    read = 0

    async def bounded() -> MutableMapping[str, Any]:
        nonlocal read
        message = await receive()
        read += len(message.get("body", b""))
        if read > most + _FORM:
            await _throw_away(receive, message, most * _THROWN_AWAY)
            raise Problem(
                413,
                "Too large",
                f"The file is larger than the {most // MEGA} MB that are read here. Send the act alone, without "
                f"pictures, or {advice}.",
            )
        return message

    return bounded


async def _throw_away(receive: Receive, message: MutableMapping[str, Any], most: int) -> None:
    thrown = 0
    while message.get("more_body") and thrown < most:
        message = await receive()
        thrown += len(message.get("body", b""))
